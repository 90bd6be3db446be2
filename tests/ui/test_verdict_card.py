"""One look tells the verdict, and what staff can do about it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from checkin_app.domain.checkin import Direction, Reason, Verdict
from checkin_app.domain.errors import NotSaved
from checkin_app.domain.participant import Badge
from checkin_app.services.checkin import Undone
from checkin_app.services.scan_lines import ScanLine
from checkin_app.ui import looks, theme
from checkin_app.ui.chip import Chip
from checkin_app.ui.chip_row import ChipRow
from checkin_app.ui.labels import FittedLabel
from checkin_app.ui.verdict_card import VerdictCard

from .conftest import ANA, CONFERENCE, EVENT, FIRST, LI, MORNING, SECOND, STEFAN, THIRD

VerdictMaker = Callable[..., Verdict]


@pytest.fixture
def card(qtbot: QtBot) -> VerdictCard:
    """A card of the size it has on a small laptop."""
    made = VerdictCard()
    qtbot.addWidget(made)
    made.resize(690, 400)
    made.show()
    return made


def _text(card: VerdictCard, name: str) -> str:
    label = card.findChild(QLabel, name)
    assert label is not None
    return label.text()


def _ground(card: VerdictCard) -> str:
    return card.grab().toImage().pixelColor(card.width() - 12, card.height() // 2).name().upper()


def _chips(card: VerdictCard) -> list[str]:
    return [chip.text() for chip in card.findChildren(Chip) if chip.isVisible()]


def _shown(card: VerdictCard) -> set[str]:
    return {b.text().split("  ")[0] for b in card.findChildren(QPushButton) if b.isVisible()}


def test_that_an_empty_card_says_that_it_is_ready(card: VerdictCard) -> None:
    assert _text(card, "verdictWord") == "Ready to scan"
    assert _shown(card) == set()


@pytest.mark.parametrize("reason", Reason)
def test_that_every_verdict_is_shown_with_its_word_its_line_and_its_colour(
    reason: Reason, card: VerdictCard, verdict: VerdictMaker
) -> None:
    told = verdict(reason)
    card.show_verdict(told, EVENT)
    assert _text(card, "verdictWord") == looks.LOOKS[reason].word
    assert _text(card, "verdictDetail") == looks.second_line(told, EVENT)
    assert _text(card, "verdictName") == "Ștefan Țăranu"
    assert _ground(card) == theme.LIGHT.fill(looks.LOOKS[reason].family).ground


@pytest.mark.parametrize("reason", Reason)
def test_that_undo_is_offered_only_where_somebody_came_or_went(
    reason: Reason, card: VerdictCard, verdict: VerdictMaker
) -> None:
    card.show_verdict(verdict(reason), EVENT)
    assert ("Undo" in _shown(card)) is (reason in {Reason.ADMITTED, Reason.LEFT})


def test_that_the_person_is_described_by_organisation_category_and_days(
    card: VerdictCard, verdict: VerdictMaker
) -> None:
    card.show_verdict(verdict(Reason.ADMITTED, participant=replace(LI, walk_in=True)), EVENT)
    assert _chips(card) == ["Public", "Day 3", "Walk-in"]
    card.show_verdict(verdict(Reason.ADMITTED), EVENT)
    assert _chips(card) == ["Exchange visitor", "All days"]


def test_that_the_other_days_on_which_somebody_came_are_ticked(
    card: VerdictCard, verdict: VerdictMaker
) -> None:
    card.show_verdict(verdict(Reason.ADMITTED, present=(FIRST, SECOND)), EVENT)
    assert "Day 1 ✓" in _chips(card)
    card.show_verdict(verdict(Reason.ADMITTED, present=(FIRST, THIRD)), EVENT)
    assert "Days 1 and 3 ✓" in _chips(card)
    card.show_verdict(verdict(Reason.ADMITTED, present=(SECOND,)), EVENT)
    assert not any("✓" in chip for chip in _chips(card))


def test_that_the_card_tells_whether_there_is_a_badge_to_hand_out(
    card: VerdictCard, verdict: VerdictMaker
) -> None:
    badge = Badge(code="x", participant="1", issued_at=MORNING)
    card.show_verdict(verdict(Reason.ADMITTED, badge=badge), EVENT)
    assert "Badge not printed" in _chips(card)
    card.show_verdict(verdict(Reason.ADMITTED, badge=replace(badge, printed_at=MORNING)), EVENT)
    assert "Badge printed" in _chips(card)
    card.show_verdict(verdict(Reason.REPLACED, badge=replace(badge, replaced_at=MORNING)), EVENT)
    assert not any("printed" in chip for chip in _chips(card))


def test_that_chips_without_room_beside_each_other_go_on_another_line(
    card: VerdictCard, verdict: VerdictMaker
) -> None:
    badge = Badge(code="x", participant="1", issued_at=MORNING)
    walk_in = replace(LI, walk_in=True, category="Exchange visitor of a guest project with a long name")
    for width in (1_200, 560):
        card.resize(width, 460)
        card.show_verdict(verdict(Reason.ADMITTED, participant=walk_in, present=(FIRST,), badge=badge), EVENT)
        card.grab()
        places = [chip.geometry() for chip in card.findChildren(Chip) if chip.isVisible()]
        assert not any(one.intersects(two) for one, two in combinations(places, 2))
        row = card.findChild(ChipRow)
        assert row is not None
        assert all(row.rect().contains(place) for place in places)
    assert len({place.top() for place in places}) > 1


def test_that_a_low_card_leaves_the_room_to_the_decision(
    card: VerdictCard, verdict: VerdictMaker, qtbot: QtBot
) -> None:
    card.show_verdict(verdict(Reason.FULL, inside=3), EVENT)
    assert "Edit" not in _shown(card)
    with qtbot.waitSignal(card.edit_requested):
        card.edit()
    card.resize(690, 560)
    assert "Edit" in _shown(card)
    card.resize(690, 400)
    assert "Edit" not in _shown(card)


def test_that_whoever_is_shown_can_be_edited_and_nobody_else(
    card: VerdictCard, verdict: VerdictMaker, qtbot: QtBot
) -> None:
    edit = card.findChild(QPushButton, "editPerson")
    assert edit is not None
    card.show_verdict(verdict(Reason.CANCELLED), EVENT)
    with qtbot.waitSignal(card.edit_requested) as told:
        edit.click()
    assert told.args == ["1"]
    card.show_verdict(verdict(Reason.UNKNOWN, participant=None), EVENT)
    assert not edit.isVisible()
    with qtbot.assertNotEmitted(card.edit_requested):
        card.edit()


def test_that_a_note_is_shown_in_full_with_the_name(card: VerdictCard, verdict: VerdictMaker) -> None:
    note = "The organiser wants to greet her in person: call the office before she goes in, please." * 2
    card.show_verdict(verdict(Reason.ADMITTED, participant=replace(ANA, note=note)), EVENT)
    assert note[:200] in " ".join(label.text() for label in card.findChildren(QLabel))
    assert _ground(card) == theme.LIGHT.violet.ground


def test_that_the_colour_turns_to_an_outline_when_its_time_is_over(
    card: VerdictCard, verdict: VerdictMaker
) -> None:
    card.show_verdict(verdict(Reason.ADMITTED), EVENT)
    _let_time_pass(card)
    assert card.is_outlined
    assert _ground(card) == theme.LIGHT.panel
    assert _text(card, "verdictName") == "Ștefan Țăranu"


def test_that_a_bad_read_gives_way_to_ready(card: VerdictCard, verdict: VerdictMaker) -> None:
    card.show_verdict(verdict(Reason.MISREAD, participant=None), EVENT)
    _let_time_pass(card)
    assert _text(card, "verdictWord") == "Ready to scan"


@pytest.mark.parametrize("reason", [Reason.UNKNOWN, Reason.CANCELLED, Reason.FULL, Reason.NOT_THIS_DAY])
def test_that_what_must_be_decided_or_read_does_not_go_by_itself(
    reason: Reason, card: VerdictCard, verdict: VerdictMaker
) -> None:
    card.show_verdict(verdict(Reason.ADMITTED), EVENT)
    card.show_verdict(verdict(reason), EVENT)
    assert not any(timer.isActive() for timer in card.findChildren(QTimer))


def test_that_staff_let_somebody_in_only_with_a_reason(
    card: VerdictCard, verdict: VerdictMaker, qtbot: QtBot
) -> None:
    asking = verdict(Reason.FULL, inside=3)
    card.show_verdict(asking, EVENT)
    wishes: list[tuple[object, str]] = []
    card.let_in_requested.connect(lambda about, reason: wishes.append((about, reason)))
    card.let_in()
    assert not wishes
    reason = card.findChild(QLineEdit, "overrideReason")
    assert reason is not None
    qtbot.keyClicks(reason, "  Somebody is leaving ")
    card.let_in()
    assert wishes == [(asking, "Somebody is leaving")]


def test_that_enter_alone_never_lets_anybody_in(
    card: VerdictCard, verdict: VerdictMaker, qtbot: QtBot
) -> None:
    card.show_verdict(verdict(Reason.FULL), EVENT)
    reason = card.findChild(QLineEdit, "overrideReason")
    assert reason is not None
    with qtbot.assertNotEmitted(card.let_in_requested):
        qtbot.keyClicks(reason, "BCDFGHJKLNPRSTVXBCDF\r")


def test_that_the_reason_for_one_person_is_not_kept_for_the_next(
    card: VerdictCard, verdict: VerdictMaker, qtbot: QtBot
) -> None:
    reason = card.findChild(QLineEdit, "overrideReason")
    assert reason is not None
    card.show_verdict(verdict(Reason.FULL), EVENT)
    qtbot.keyClicks(reason, "friend")
    card.show_verdict(verdict(Reason.OVER), EVENT)
    assert reason.text() == ""


def test_that_somebody_let_in_by_staff_is_not_asked_about_again(
    card: VerdictCard, verdict: VerdictMaker
) -> None:
    card.show_verdict(verdict(Reason.FULL, forced="VIP"), EVENT)
    assert card.asking is None
    assert _shown(card) == {"Undo", "Print badge", "Edit"}
    assert _ground(card) == theme.LIGHT.teal.ground


def test_that_a_failure_to_save_is_urgent_until_it_is_retried(card: VerdictCard, qtbot: QtBot) -> None:
    card.show_unsaved(NotSaved("r", "The disk is full."))
    assert card.is_urgent
    assert _text(card, "verdictWord") == "NOT SAVED — do not let in yet"
    assert "The disk is full." in _text(card, "verdictDetail")
    card.acknowledge()
    assert not card.is_outlined
    retry = next(b for b in card.findChildren(QPushButton) if b.text().startswith("Retry"))
    with qtbot.waitSignal(card.retry_requested):
        retry.click()


def test_that_an_undo_says_what_it_undid_and_offers_redo(card: VerdictCard, qtbot: QtBot) -> None:
    line = ScanLine("r", MORNING, Direction.ENTRY, Reason.ADMITTED, CONFERENCE, STEFAN, "", "")
    card.show_undone(Undone("void", line), EVENT)
    assert _text(card, "verdictWord") == "Taken back"
    assert "09:14:07" in _text(card, "verdictDetail")
    redo = next(b for b in card.findChildren(QPushButton) if b.text().startswith("Redo"))
    with qtbot.waitSignal(card.redo_requested) as told:
        redo.click()
    assert told.args == ["void"]
    card.show_undone(Undone("again", line), EVENT, again=True)
    assert _text(card, "verdictWord") == "Counts again"
    assert "Redo" not in _shown(card)


def test_that_the_widest_names_stay_inside_the_smallest_card(
    card: VerdictCard, verdict: VerdictMaker
) -> None:
    card.resize(560, 360)
    long = replace(ANA, given="Alexandra-Konstantina Wilhelmina", family="Papadimitropoulou von Hohenfels")
    card.show_verdict(verdict(Reason.NOT_THIS_DAY, participant=long), EVENT)
    card.grab()
    texts = [label for label in card.findChildren(FittedLabel) if label.isVisible()]
    assert texts
    for label in texts:
        assert card.rect().contains(label.mapTo(card, label.rect().bottomRight()))


def test_that_a_large_card_speaks_larger(card: VerdictCard, verdict: VerdictMaker) -> None:
    card.show_verdict(verdict(Reason.ADMITTED), EVENT)
    word = card.findChild(QLabel, "verdictWord")
    assert word is not None
    small = word.sizeHint().height()
    card.resize(1_300, 800)
    assert word.sizeHint().height() > small


def test_that_the_hatched_edge_marks_what_staff_must_decide(card: VerdictCard, verdict: VerdictMaker) -> None:
    def colours_at_the_edge() -> set[str]:
        image = card.grab().toImage()
        return {image.pixelColor(14, y).name().upper() for y in range(80, 320)}

    card.show_verdict(verdict(Reason.ALREADY_IN), EVENT)
    assert colours_at_the_edge() == {theme.LIGHT.amber.ground}
    card.show_verdict(verdict(Reason.FULL), EVENT)
    assert {theme.LIGHT.amber.ground, theme.LIGHT.amber.text} <= colours_at_the_edge()


def _let_time_pass(card: VerdictCard) -> None:
    running = [timer for timer in card.findChildren(QTimer) if timer.isActive()]
    assert len(running) == 1
    running[0].timeout.emit()
