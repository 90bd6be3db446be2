"""Every verdict has its own look, and every look can be seen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from checkin_app import paths
from checkin_app.domain.badge import contrast
from checkin_app.domain.checkin import Direction, Entry, Reason, Verdict
from checkin_app.domain.participant import Badge, ReplacedBecause, Status
from checkin_app.services.scan_lines import ScanLine
from checkin_app.ui import looks, theme
from checkin_app.ui.looks import LOOKS, Family, Look

from .conftest import ANA, CONFERENCE, EVENT, FIRST, LI, MATCHMAKING, MORNING, STEFAN, THIRD

VerdictMaker = Callable[..., Verdict]
SPECIAL = (
    looks.WITH_NOTE,
    looks.LET_IN,
    looks.READY,
    looks.NOT_SAVED,
    looks.TAKEN_BACK,
    looks.PUT_BACK,
    looks.CLOSED,
)
ALL_LOOKS = (*LOOKS.values(), *SPECIAL)


def test_that_every_reason_has_a_look() -> None:
    assert set(LOOKS) == set(Reason)


def test_that_no_two_looks_have_the_same_word() -> None:
    words = [look.word for look in ALL_LOOKS]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("look", ALL_LOOKS, ids=lambda look: look.word)
def test_that_every_look_names_an_icon_that_is_there(look: Look) -> None:
    assert (paths.resources() / "icons" / f"{look.icon}.svg").is_file()


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("family", Family)
def test_that_every_family_can_be_read_in_full_colour_and_as_an_outline(
    family: Family, colours: theme.Colours
) -> None:
    fill = colours.fill(family)
    assert contrast(fill.text, fill.ground) >= 4.5
    assert contrast(fill.ink, colours.panel) >= 4.5


def test_that_exactly_the_verdicts_that_staff_may_override_are_hatched_and_stay() -> None:
    hatched = {reason for reason, look in LOOKS.items() if look.hatched}
    assert hatched == {reason for reason in Reason if reason.may_be_overridden}
    assert all(LOOKS[reason].stays is None for reason in hatched)


def test_that_green_belongs_to_those_alone_who_are_let_in() -> None:
    assert {reason for reason, look in LOOKS.items() if look.family is Family.TEAL} == {Reason.ADMITTED}
    assert looks.LET_IN.family is Family.TEAL


@pytest.mark.parametrize("reason", Reason)
def test_that_every_verdict_has_a_second_line_even_when_little_is_known(
    reason: Reason, verdict: VerdictMaker
) -> None:
    for known in (verdict(reason), verdict(reason, participant=None)):
        assert looks.second_line(known, EVENT).strip()
        assert looks.announcement(known, EVENT).startswith(looks.look(known).word)


def test_that_an_admission_tells_time_and_session(verdict: VerdictMaker) -> None:
    first = looks.second_line(verdict(Reason.ADMITTED, present=(FIRST,)), EVENT)
    assert first == "09:14:07 · Day 2 · Conference · first time today"
    later = verdict(Reason.ADMITTED, present=(FIRST, CONFERENCE.day))
    assert looks.second_line(later, EVENT) == "09:14:07 · Day 2 · Conference"


def test_that_a_second_scan_tells_the_first_time_the_desk_and_how_long_ago(verdict: VerdictMaker) -> None:
    first = Entry("r", "1", CONFERENCE, MORNING - timedelta(minutes=27), "Side door")
    line = looks.second_line(verdict(Reason.ALREADY_IN, first=first), EVENT)
    assert line == "First today 08:47 at Side door (27 min ago)"


def test_that_a_note_turns_an_admission_violet_until_it_is_read(verdict: VerdictMaker) -> None:
    shown = looks.look(verdict(Reason.ADMITTED, participant=ANA))
    assert (shown.family, shown.stays, shown.word) == (Family.VIOLET, None, "Checked in — read the note")


def test_that_a_note_is_no_reason_to_look_admitted(verdict: VerdictMaker) -> None:
    assert looks.look(verdict(Reason.FULL, participant=ANA)) is LOOKS[Reason.FULL]


def test_that_letting_in_by_hand_says_what_was_asked_and_why(verdict: VerdictMaker) -> None:
    forced = verdict(Reason.NOT_THIS_DAY, participant=LI, forced="Organiser agreed")
    assert looks.look(forced) is looks.LET_IN
    line = looks.second_line(forced, EVENT)
    assert "not registered for this day" in line
    assert "Organiser agreed" in line


def test_that_somebody_of_another_day_is_told_their_days(verdict: VerdictMaker) -> None:
    both = replace(STEFAN, days=frozenset({FIRST, THIRD}))
    line = looks.second_line(verdict(Reason.NOT_THIS_DAY, participant=both), EVENT)
    assert line == "Registered for: Day 1 (Tue 21 Nov), Day 3 (Thu 23 Nov)"


def test_that_somebody_not_on_the_list_is_told_their_own_sessions(verdict: VerdictMaker) -> None:
    elsewhere = replace(STEFAN, sessions=frozenset({"D2-CONF"}))
    line = looks.second_line(
        verdict(Reason.NOT_THIS_SESSION, checkpoint=MATCHMAKING, participant=elsewhere), EVENT
    )
    assert line == "Registered for: Conference 09:30"


def test_that_too_early_tells_when_the_doors_open(verdict: VerdictMaker) -> None:
    line = looks.second_line(verdict(Reason.TOO_EARLY, checkpoint=MATCHMAKING), EVENT)
    assert line == "Doors open 13:30 · Matchmaking starts at 14:00"


def test_that_a_replaced_badge_tells_when_and_why(verdict: VerdictMaker) -> None:
    at = MORNING - timedelta(minutes=62)
    badge = Badge(
        code="x", participant="1", issued_at=at, replaced_at=at, replaced_because=ReplacedBecause.LOST
    )
    assert "08:12 (lost)" in looks.second_line(verdict(Reason.REPLACED, badge=badge), EVENT)


def test_that_somebody_who_is_barred_is_not_called_cancelled(verdict: VerdictMaker) -> None:
    barred = replace(STEFAN, status=Status.BARRED)
    assert "may not come in" in looks.second_line(verdict(Reason.CANCELLED, participant=barred), EVENT)


def test_that_going_out_tells_how_long_somebody_was_inside(verdict: VerdictMaker) -> None:
    line = looks.second_line(verdict(Reason.LEFT, inside_for=timedelta(hours=2, minutes=10)), EVENT)
    assert line == "09:14:07 · inside 2 h 10 min"


@pytest.mark.parametrize("reason", Reason)
def test_that_every_line_of_the_last_scans_has_a_short_word_and_a_look(reason: Reason) -> None:
    line = ScanLine("r", MORNING, Direction.ENTRY, reason, CONFERENCE, STEFAN, "Main entrance", "")
    assert 0 < len(looks.short_word(line)) <= 30
    assert looks.line_look(line) is LOOKS[reason]
    assert looks.short_word(replace(line, forced="x")) == "Let in"


def test_that_an_undo_says_exactly_what_counts_no_more() -> None:
    line = ScanLine("r", MORNING, Direction.ENTRY, Reason.ADMITTED, CONFERENCE, STEFAN, "", "")
    said = looks.undone_line(line, EVENT, again=False)
    assert said == "The entry of 09:14:07 at Day 2 · Conference counts no more."
    left = replace(line, reason=Reason.LEFT)
    assert "exit" in looks.undone_line(left, EVENT, again=True)
    assert "counts again" in looks.undone_line(left, EVENT, again=True)


def test_that_too_early_for_another_day_names_the_date(verdict: VerdictMaker) -> None:
    third = replace(CONFERENCE, day=THIRD, session="")
    assert "Thu 23 Nov" in looks.second_line(verdict(Reason.TOO_EARLY, checkpoint=third), EVENT)
    first = replace(CONFERENCE, day=FIRST, session="")
    assert "Tue 21 Nov" in looks.second_line(verdict(Reason.OVER, checkpoint=first), EVENT)
