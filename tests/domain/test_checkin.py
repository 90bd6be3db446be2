"""The rows of the verdict table one by one, overrides, notes, double reads, and clocks that go wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.checkin import (
    Direction,
    Facts,
    Reason,
    Verdict,
    decide,
    is_on_list,
    is_same_scan,
    overridden,
)
from checkin_app.domain.code import Misread, NotOurs, Reading
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Status
from tests.domain.programmes import (
    ANA,
    BADGE,
    D1,
    D2,
    D3,
    DINNER,
    ENTRANCE,
    EVENT,
    LAB,
    MATCHMAKING,
    OPENING,
    WINDOWS,
    entry,
    iasi,
)
from tests.domain.situations import (
    AFTERNOON,
    GENUINE,
    GROUNDS,
    MINUTE,
    REPLACED,
    Situation,
    inside_already,
    outside_again,
    person,
)

# -- rows 1 to 5: the badge and the person -------------------------------------------------------------------


@pytest.mark.parametrize(("reading", "reason"), [(Misread(), Reason.MISREAD), (NotOurs(), Reason.NOT_OURS)])
def test_that_what_cannot_be_read_is_not_merely_unknown(reading: Reading, reason: Reason) -> None:
    assert Situation(reading=reading, badge=None, participant=None).reason() is reason


@pytest.mark.parametrize("reading", [Misread(), NotOurs()])
def test_that_what_is_no_code_of_ours_tells_nothing_about_anybody(reading: Reading) -> None:
    verdict = Situation(reading=reading).verdict()
    assert verdict.participant is None
    assert verdict.badge is None


@pytest.mark.parametrize("direction", Direction)
def test_that_a_genuine_code_that_nobody_has_is_unknown(direction: Direction) -> None:
    assert Situation(badge=None, participant=None, direction=direction).reason() is Reason.UNKNOWN


def test_that_a_spare_badge_without_a_person_is_unknown_but_tells_the_badge() -> None:
    spare = replace(BADGE, participant=None)
    verdict = Situation(badge=spare, participant=None).verdict()
    assert (verdict.reason, verdict.badge) == (Reason.UNKNOWN, spare)


def test_that_a_replaced_spare_badge_is_replaced() -> None:
    spare = replace(REPLACED, participant=None)
    assert Situation(badge=spare, participant=None).reason() is Reason.REPLACED


def test_that_a_replaced_badge_tells_when_it_was_replaced_and_whose_it_was() -> None:
    verdict = Situation(badge=REPLACED).verdict()
    assert verdict.participant is ANA
    assert verdict.badge is not None
    assert verdict.badge.replaced_at == iasi(21, "08:00")


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("status", [Status.CANCELLED, Status.BARRED])
def test_that_cancelled_and_barred_people_are_stopped_both_ways(status: Status, direction: Direction) -> None:
    stopped = person(status=status)(Situation(direction=direction))
    assert stopped.reason() is Reason.CANCELLED
    assert inside_already(stopped).reason() is Reason.CANCELLED


def test_that_somebody_found_by_name_needs_no_badge() -> None:
    assert Situation(badge=None).reason() is Reason.ADMITTED


# -- rows 6 and 7: going out ---------------------------------------------------------------------------------


def test_that_leaving_tells_how_long_somebody_was_inside() -> None:
    verdict = inside_already(Situation(direction=Direction.EXIT)).verdict()
    assert (verdict.reason, verdict.inside_for) == (Reason.LEFT, 10 * MINUTE)
    assert not verdict.admitted
    assert not verdict.is_refusal


@pytest.mark.parametrize("change", [lambda s: s, outside_again])
def test_that_nobody_leaves_who_is_not_inside(change: Callable[[Situation], Situation]) -> None:
    assert change(Situation(direction=Direction.EXIT)).reason() is Reason.NOT_INSIDE


@pytest.mark.parametrize("ground", list(GROUNDS)[5:])
def test_that_leaving_asks_for_no_right_to_enter(ground: Reason) -> None:
    leaving = GROUNDS[ground](Situation(direction=Direction.EXIT))
    assert inside_already(leaving).reason() is Reason.LEFT
    assert leaving.reason() is Reason.NOT_INSIDE


def test_that_a_stay_that_ended_with_its_session_cannot_be_left() -> None:
    stay = entry(MATCHMAKING, iasi(22, "15:00"))
    leaving = Situation(direction=Direction.EXIT, latest=stay)
    assert replace(leaving, now=iasi(22, "16:59:59")).reason() is Reason.LEFT
    assert replace(leaving, now=iasi(22, "17:00")).reason() is Reason.NOT_INSIDE


# -- rows 8 to 12: going in ----------------------------------------------------------------------------------


@pytest.mark.parametrize("checkpoint", [point for point in WINDOWS if point not in (LAB, MATCHMAKING)])
def test_that_one_is_admitted_exactly_while_the_window_is_open(checkpoint: Checkpoint) -> None:
    opens, closes = WINDOWS[checkpoint]
    moment = timedelta(microseconds=1)
    told = [
        Situation(checkpoint=checkpoint, now=now).reason()
        for now in (opens - moment, opens, closes - moment, closes)
    ]
    assert told == [Reason.TOO_EARLY, Reason.ADMITTED, Reason.ADMITTED, Reason.OVER]


def test_that_dinner_goes_on_after_midnight() -> None:
    assert Situation(checkpoint=DINNER, now=iasi(22, "00:30")).reason() is Reason.ADMITTED


def test_that_a_scan_at_half_past_midnight_counts_for_the_evening_before() -> None:
    only_the_first = person(days=frozenset({D1}))(Situation(checkpoint=ENTRANCE, now=iasi(22, "00:30")))
    assert only_the_first.reason() is Reason.ADMITTED
    assert replace(only_the_first, checkpoint=Checkpoint(D2)).reason() is Reason.TOO_EARLY


def test_that_a_second_scan_is_told_the_first_time_and_desk() -> None:
    first = entry(MATCHMAKING, iasi(22, "13:40"), iasi(22, "14:00"))
    latest = entry(MATCHMAKING, iasi(22, "14:05"))
    facts = Facts(BADGE, ANA, first, latest)
    verdict = decide(EVENT, MATCHMAKING, Direction.ENTRY, GENUINE, facts, AFTERNOON)
    assert (verdict.reason, verdict.first) == (Reason.ALREADY_IN, first)


def test_that_somebody_who_went_out_may_come_in_again() -> None:
    assert outside_again(Situation()).reason() is Reason.ADMITTED


def test_that_somebody_who_never_signed_out_may_come_in_again_the_next_day() -> None:
    yesterday = entry(ENTRANCE, iasi(21, "09:00"))
    assert not yesterday.is_inside(EVENT, iasi(22, "04:00"))
    assert yesterday.is_inside(EVENT, iasi(22, "03:59:59"))


@pytest.mark.parametrize("days", [frozenset(), frozenset({D1}), frozenset({D1, D3})])
def test_that_the_entrance_of_a_day_asks_for_that_day(days: frozenset[date]) -> None:
    at_the_door = person(days=days)(Situation(checkpoint=Checkpoint(D2)))
    assert at_the_door.reason() is Reason.NOT_THIS_DAY
    assert person(days=days | {D2})(at_the_door).reason() is Reason.ADMITTED
    assert person(days=None)(at_the_door).reason() is Reason.ADMITTED


def test_that_a_session_for_everyone_is_for_everybody_registered_on_its_day() -> None:
    public = person(category="Public", sessions=frozenset())
    assert public(Situation(checkpoint=OPENING, now=iasi(21, "10:00"))).reason() is Reason.ADMITTED


def test_that_a_session_for_categories_is_for_these_and_for_people_on_its_list() -> None:
    lab = Situation(checkpoint=LAB, now=iasi(21, "10:00"))
    assert lab.reason() is Reason.ADMITTED
    assert person(category="Public")(lab).reason() is Reason.NOT_THIS_SESSION
    assert person(category="Public", sessions=frozenset({"LAB"}))(lab).reason() is Reason.ADMITTED


def test_that_a_session_for_the_registered_asks_for_its_own_list_whatever_the_category() -> None:
    assert person(sessions=frozenset({"LAB"}))(Situation()).reason() is Reason.NOT_THIS_SESSION


def test_that_a_place_on_a_sessions_list_does_not_register_for_its_day() -> None:
    assert not is_on_list(EVENT, replace(ANA, days=frozenset({D1})), MATCHMAKING)
    assert is_on_list(EVENT, replace(ANA, days=frozenset({D2})), MATCHMAKING)


@pytest.mark.parametrize(
    ("inside", "reason"), [(0, Reason.ADMITTED), (2, Reason.ADMITTED), (3, Reason.FULL), (9, Reason.FULL)]
)
def test_that_a_room_is_full_when_as_many_are_inside_as_it_holds(inside: int, reason: Reason) -> None:
    verdict = Situation(inside=inside).verdict()
    assert verdict.reason is reason
    assert verdict.inside == (inside if reason is Reason.FULL else 0)


@pytest.mark.parametrize("checkpoint", [OPENING, ENTRANCE])
def test_that_a_place_without_a_capacity_is_never_full(checkpoint: Checkpoint) -> None:
    crowded = Situation(checkpoint=checkpoint, now=iasi(21, "10:00"), inside=10_000)
    assert crowded.reason() is Reason.ADMITTED


def test_that_the_person_inside_a_full_room_is_already_in() -> None:
    assert inside_already(Situation(inside=3)).reason() is Reason.ALREADY_IN


# -- notes and overrides -------------------------------------------------------------------------------------

OVERRIDABLE = {"too_early", "over", "not_this_day", "not_this_session", "full"}
WITH_NOTE = replace(ANA, note="Has a parcel waiting")


def test_that_exactly_five_reasons_may_be_overridden() -> None:
    assert {reason for reason in Reason if reason.may_be_overridden} == OVERRIDABLE


@pytest.mark.parametrize("reason", Reason)
def test_that_staff_let_somebody_in_only_where_the_verdict_asks(reason: Reason) -> None:
    verdict = Verdict(reason, AFTERNOON, MATCHMAKING, participant=ANA)
    decided = overridden(verdict, "Invited by the host")
    if reason in OVERRIDABLE:
        assert decided == replace(verdict, forced="Invited by the host")
        assert decided.admitted
        assert not decided.is_refusal
    else:
        assert decided == verdict


@pytest.mark.parametrize("nothing", ["", " ", "\t\n", "\u00a0"])
def test_that_an_override_without_a_reason_is_none(nothing: str) -> None:
    full = Situation(inside=3).verdict()
    assert overridden(full, nothing) == full
    assert not overridden(full, nothing).admitted


def test_that_an_override_keeps_what_the_verdict_asked() -> None:
    assert overridden(Situation(inside=3).verdict(), "A speaker").reason is Reason.FULL


@given(st.sampled_from(list(WINDOWS)), st.integers(-3000, 6000))
def test_that_somebody_let_in_by_an_override_is_already_in_at_the_next_scan(
    checkpoint: Checkpoint, minutes: int
) -> None:
    """At whatever hour it was, even where yesterday's checkpoint was still chosen by hand."""
    now = WINDOWS[checkpoint][0] + minutes * MINUTE
    asked = person(days=frozenset())(Situation(checkpoint=checkpoint, now=now))
    assert asked.reason().may_be_overridden
    let_in = entry(checkpoint, now, forced="Invited by the host")
    assert replace(asked, latest=let_in, now=now + timedelta(seconds=4)).reason() is Reason.ALREADY_IN


@pytest.mark.parametrize("ground", [None, *GROUNDS])
def test_that_a_note_is_shown_only_with_an_admission(ground: Reason | None) -> None:
    noted = Situation(participant=WITH_NOTE)
    verdict = GROUNDS[ground](noted).verdict() if ground else noted.verdict()
    assert verdict.note == ("" if ground else WITH_NOTE.note)
    if verdict.reason.may_be_overridden:
        assert overridden(verdict, "Invited by the host").note == WITH_NOTE.note


# -- the same badge twice, and clocks that go wrong ----------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "same"), [(0, True), (0.4, True), (2.999, True), (3, False), (3.001, False), (60, False)]
)
def test_that_a_badge_read_again_within_three_seconds_is_the_same_scan(seconds: float, same: bool) -> None:
    verdict = Situation().verdict()
    assert is_same_scan(verdict, AFTERNOON + timedelta(seconds=seconds)) is same


@pytest.mark.parametrize("back", [timedelta(seconds=1), timedelta(hours=1), timedelta(days=400)])
def test_that_after_the_clock_was_set_back_a_scan_is_a_new_one(back: timedelta) -> None:
    assert not is_same_scan(Situation().verdict(), AFTERNOON - back)


def test_that_after_the_clock_was_set_back_somebody_inside_is_still_inside() -> None:
    from_the_future = entry(MATCHMAKING, AFTERNOON + timedelta(hours=1))
    assert Situation(latest=from_the_future).reason() is Reason.ALREADY_IN


def test_that_nobody_was_inside_for_less_than_no_time() -> None:
    from_the_future = entry(MATCHMAKING, AFTERNOON + timedelta(hours=1))
    verdict = Situation(direction=Direction.EXIT, latest=from_the_future).verdict()
    assert (verdict.reason, verdict.inside_for) == (Reason.LEFT, timedelta(0))
