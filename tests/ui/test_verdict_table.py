"""The table of the verdicts, line by line as it was designed: colour, icon, sound, how long it stays, what is read aloud."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessibleAnnouncementEvent
from pytestqt.qtbot import QtBot

from checkin_app import paths
from checkin_app.domain.badge import contrast
from checkin_app.domain.checkin import Direction, Reason, Verdict
from checkin_app.domain.errors import NotSaved
from checkin_app.services.checkin import Undone
from checkin_app.services.scan_lines import ScanLine
from checkin_app.ui import checkpoint_box, looks, theme, verdict_card
from checkin_app.ui.checkpoint_box import CheckpointBox
from checkin_app.ui.looks import LOOKS, Family, Look
from checkin_app.ui.verdict_card import VerdictCard

from .conftest import ANA, CONFERENCE, EVENT, MATCHMAKING, MORNING, STEFAN

VerdictMaker = Callable[..., Verdict]
Row = tuple[Family, str, str, float | None]

STOP: Row = (Family.RED, "octagon-x", "stop", None)
ASK: Row = (Family.AMBER, "hand", "ask", None)
TABLE: dict[Look, Row] = {
    looks.READY: (Family.SLATE, "scan", "", None),
    looks.CLOSED: (Family.SLATE, "calendar-days", "", None),
    LOOKS[Reason.ADMITTED]: (Family.TEAL, "circle-check", "in", 6),
    looks.LET_IN: (Family.TEAL, "circle-check", "in", 6),
    looks.WITH_NOTE: (Family.VIOLET, "bell", "note", None),
    LOOKS[Reason.ALREADY_IN]: (Family.AMBER, "history", "again", 10),
    LOOKS[Reason.NOT_INSIDE]: (Family.AMBER, "circle-question-mark", "again", 10),
    LOOKS[Reason.TOO_EARLY]: ASK,
    LOOKS[Reason.OVER]: ASK,
    LOOKS[Reason.NOT_THIS_DAY]: ASK,
    LOOKS[Reason.NOT_THIS_SESSION]: ASK,
    LOOKS[Reason.FULL]: ASK,
    LOOKS[Reason.NOT_OURS]: STOP,
    LOOKS[Reason.UNKNOWN]: STOP,
    LOOKS[Reason.REPLACED]: STOP,
    LOOKS[Reason.CANCELLED]: STOP,
    LOOKS[Reason.MISREAD]: (Family.SLATE, "refresh-cw", "misread", 3),
    LOOKS[Reason.LEFT]: (Family.SLATE, "log-out", "out", 4),
    looks.NOT_SAVED: (Family.RED, "save-off", "alarm", None),
    looks.TAKEN_BACK: (Family.SLATE, "undo-2", "out", 10),
    looks.PUT_BACK: (Family.SLATE, "redo-2", "in", 10),
}


def test_that_no_look_is_missing_from_the_table() -> None:
    named = {look for look in vars(looks).values() if isinstance(look, Look)}
    assert set(TABLE) == named | set(LOOKS.values())


@pytest.mark.parametrize("look", TABLE, ids=lambda look: look.word)
def test_that_every_look_is_as_the_table_has_it(look: Look) -> None:
    assert (look.family, look.icon, look.sound, look.stays) == TABLE[look]


@pytest.mark.parametrize("look", TABLE, ids=lambda look: look.word)
def test_that_every_sound_and_icon_of_the_table_is_there(look: Look) -> None:
    assert (paths.resources() / "icons" / f"{look.icon}.svg").is_file()
    assert not look.sound or (paths.resources() / "sounds" / f"{look.sound}.wav").is_file()


def test_that_looks_of_different_kinds_share_neither_icon_nor_sound() -> None:
    """A kind is what staff do about it; colour alone never tells one from another."""
    kinds = {look: row for look, row in TABLE.items() if look not in (looks.LET_IN, looks.CLOSED)}
    by_icon: dict[str, set[tuple[Family, str]]] = {}
    for family, icon, sound, _ in kinds.values():
        by_icon.setdefault(icon, set()).add((family, sound))
    assert all(len(rows) == 1 for rows in by_icon.values())
    loud = {sound for _, _, sound, _ in kinds.values() if sound}
    assert loud == {"in", "note", "again", "ask", "stop", "misread", "out", "alarm"}


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_that_the_band_and_frame_of_practice_can_be_read_and_seen(colours: theme.Colours) -> None:
    assert contrast(colours.on_practice, colours.practice) >= 4.5
    assert all(colours.practice != colours.fill(family).ground for family in Family)


# -- read aloud ----------------------------------------------------------------------------------------------


class Reader:
    """Stands where the platform's screen reader would."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def updateAccessibility(self, event: QAccessibleAnnouncementEvent) -> None:  # noqa: N802  # Qt's own name
        self.said.append(event.message())


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    for module in (verdict_card, checkpoint_box):
        monkeypatch.setattr(module, "QAccessible", made)
    return made


@pytest.fixture
def card(qtbot: QtBot) -> VerdictCard:
    made = VerdictCard()
    qtbot.addWidget(made)
    made.resize(690, 400)
    made.show()
    return made


@pytest.mark.parametrize("reason", Reason)
def test_that_every_verdict_is_read_aloud_once_with_its_word_name_and_line(
    reason: Reason, card: VerdictCard, reader: Reader, verdict: VerdictMaker
) -> None:
    told = verdict(reason)
    card.show_verdict(told, EVENT)
    assert reader.said == [f"{LOOKS[reason].word}. Ștefan Țăranu. {looks.second_line(told, EVENT)}"]


def test_that_a_note_is_read_aloud_too(card: VerdictCard, reader: Reader, verdict: VerdictMaker) -> None:
    card.show_verdict(verdict(Reason.ADMITTED, participant=ANA), EVENT)
    assert reader.said[0].startswith(looks.WITH_NOTE.word)
    assert reader.said[0].endswith("Speaks at 10:15")


def test_that_what_was_not_saved_and_what_was_taken_back_is_read_aloud(
    card: VerdictCard, reader: Reader
) -> None:
    line = ScanLine("r", MORNING, Direction.ENTRY, Reason.ADMITTED, CONFERENCE, STEFAN, "", "")
    card.show_unsaved(NotSaved("r", "The disk is full."))
    card.show_undone(Undone("void", line), EVENT)
    card.show_undone(Undone("again", line), EVENT, again=True)
    words = (looks.NOT_SAVED.word, looks.TAKEN_BACK.word, looks.PUT_BACK.word)
    assert [said.startswith(word) for said, word in zip(reader.said, words, strict=True)] == [True] * 3


def test_that_a_card_that_is_not_seen_says_nothing(
    card: VerdictCard, reader: Reader, verdict: VerdictMaker
) -> None:
    card.hide()
    card.show_verdict(verdict(Reason.ADMITTED), EVENT)
    assert reader.said == []


def test_that_another_checkpoint_is_read_aloud_and_the_same_is_not(qtbot: QtBot, reader: Reader) -> None:
    box = CheckpointBox()
    qtbot.addWidget(box)
    box.show_programme(EVENT)
    box.show_checkpoint(EVENT, CONFERENCE, by_hand=False)
    box.show_checkpoint(EVENT, CONFERENCE, by_hand=False)
    assert reader.said == []
    box.show_checkpoint(EVENT, MATCHMAKING, by_hand=True)
    assert reader.said == ["Day 2 · Matchmaking. Chosen by hand · 14:00–17:00"]
