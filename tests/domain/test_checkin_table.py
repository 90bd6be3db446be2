"""The verdict table as a whole: its order, a second statement of it, and a room over an evening."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin_app.domain.checkin import Direction, Entry, Facts, Reason, Verdict, decide, overridden
from checkin_app.domain.code import Misread, NotOurs
from checkin_app.domain.participant import Participant, Status
from tests.domain.programmes import (
    ANA,
    BADGE,
    D1,
    D2,
    D3,
    DINNER,
    EVENT,
    LAB,
    MATCHMAKING,
    ROLLOVERS,
    WINDOWS,
    entry,
)
from tests.domain.situations import AFTERNOON, GENUINE, GROUNDS, MINUTE, REPLACED, Situation

AT_ONCE = [
    pair
    for pair in combinations(GROUNDS, 2)
    if set(pair) not in ({"misread", "not_ours"}, {"too_early", "over"})
]


# -- every row, and their order ------------------------------------------------------------------------------


def test_that_a_participant_with_every_right_is_admitted() -> None:
    verdict = Situation().verdict()
    assert verdict == Verdict(Reason.ADMITTED, AFTERNOON, MATCHMAKING, participant=ANA, badge=BADGE)
    assert verdict.admitted
    assert not verdict.is_refusal


@pytest.mark.parametrize("reason", GROUNDS)
def test_that_each_ground_alone_gives_its_reason(reason: Reason) -> None:
    verdict = GROUNDS[reason](Situation()).verdict()
    assert verdict.reason is reason
    assert verdict.is_refusal
    assert not verdict.admitted


@pytest.mark.parametrize(("earlier", "later"), AT_ONCE)
def test_that_of_two_reasons_the_earlier_in_the_table_wins(earlier: Reason, later: Reason) -> None:
    assert GROUNDS[earlier](GROUNDS[later](Situation())).reason() is earlier


def test_that_all_grounds_together_are_told_as_misread_and_so_on_down_the_table() -> None:
    grounds = [reason for reason in GROUNDS if reason is not Reason.TOO_EARLY]
    for position, expected in enumerate(grounds):
        situation = Situation()
        for reason in reversed(grounds[position:]):
            situation = GROUNDS[reason](situation)
        assert situation.reason() is expected


def test_that_the_reasons_stand_in_the_order_of_the_table() -> None:
    words = "misread not_ours unknown replaced cancelled left not_inside too_early over already_in"
    words += " not_this_day not_this_session full admitted"
    assert [reason.value for reason in Reason] == words.split()


# -- the whole table, stated a second time -------------------------------------------------------------------


def _is_inside(s: Situation) -> bool:
    if s.latest is None or s.latest.left_at is not None:
        return False
    entered_at, closes = s.latest.entered_at, WINDOWS[s.checkpoint][1]
    ends = closes if entered_at < closes else min(r for r in ROLLOVERS if r > entered_at)
    return s.now < ends


def _has_no_place(s: Situation, person: Participant) -> bool:
    return {
        "LAB": person.category != "Exchange visitor" and "LAB" not in person.sessions,
        "MATCHMAKING": "MATCHMAKING" not in person.sessions,
    }.get(s.checkpoint.session, False)


def _by_the_table(s: Situation) -> Reason:
    """The table of the product, row by row: the first that is true."""
    opens, closes = WINDOWS[s.checkpoint]
    person = s.participant or ANA
    replaced = s.badge is not None and s.badge.replaced_at is not None
    going_out = s.direction is Direction.EXIT
    is_small = s.checkpoint in (LAB, DINNER, MATCHMAKING)
    rows = {
        Reason.MISREAD: s.reading == Misread(),
        Reason.NOT_OURS: s.reading == NotOurs(),
        Reason.UNKNOWN: s.participant is None and not replaced,
        Reason.REPLACED: replaced,
        Reason.CANCELLED: person.status != "active",
        Reason.LEFT: going_out and _is_inside(s),
        Reason.NOT_INSIDE: going_out,
        Reason.ALREADY_IN: _is_inside(s),
        Reason.TOO_EARLY: s.now < opens,
        Reason.OVER: s.now >= closes,
        Reason.NOT_THIS_DAY: person.days is not None and s.checkpoint.day not in person.days,
        Reason.NOT_THIS_SESSION: _has_no_place(s, person),
        Reason.FULL: is_small and s.inside >= 3,
        Reason.ADMITTED: True,
    }
    return next(reason for reason, applies in rows.items() if applies)


PEOPLE = st.builds(
    replace,
    st.just(ANA),
    status=st.sampled_from([Status.ACTIVE] * 6 + [Status.CANCELLED, Status.BARRED]),
    days=st.none() | st.frozensets(st.sampled_from([D1, D2, D3])),
    sessions=st.frozensets(st.sampled_from(["LAB", "MATCHMAKING", "OPENING"])),
    category=st.sampled_from(["Exchange visitor", "Public", ""]),
)
BADGES = st.sampled_from([None, BADGE, BADGE, BADGE, REPLACED])
READINGS = st.sampled_from([GENUINE] * 8 + [Misread(), NotOurs()])


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """Any scan: at the borders of the window, in it, and on the days around; with or without a stay before."""
    checkpoint = draw(st.sampled_from(list(WINDOWS)))
    opens, closes = WINDOWS[checkpoint]
    within = st.integers(0, (closes - opens) // MINUTE).map(lambda minutes: opens + minutes * MINUTE)
    around = st.integers(-2000, 3000).map(lambda minutes: opens + minutes * MINUTE)
    moments = st.one_of(within, within, st.sampled_from([opens, closes]), around)
    moments = st.builds(
        datetime.__add__, moments, st.sampled_from([timedelta(0), timedelta(microseconds=-1)])
    )
    stays = st.builds(entry, st.just(checkpoint), moments, st.none() | moments)
    return Situation(
        checkpoint=checkpoint,
        now=draw(moments),
        direction=draw(st.sampled_from(Direction)),
        reading=draw(READINGS),
        badge=draw(BADGES),
        participant=draw(st.none() | PEOPLE | PEOPLE | PEOPLE),
        latest=draw(st.none() | stays),
        inside=draw(st.integers(0, 4)),
    )


@settings(max_examples=600)
@given(situations())
def test_that_every_verdict_is_the_first_row_of_the_table_that_applies(situation: Situation) -> None:
    verdict = situation.verdict()
    assert verdict.reason is _by_the_table(situation)
    assert (verdict.at, verdict.checkpoint) == (situation.now, situation.checkpoint)
    assert verdict.is_refusal is (verdict.reason not in (Reason.ADMITTED, Reason.LEFT))
    assert not verdict.forced
    assert not verdict.repeated


# -- a room over an evening ----------------------------------------------------------------------------------


@dataclass
class Room:
    """The cellar at dinner, which holds three: what a desk would remember of it."""

    now: datetime = WINDOWS[DINNER][0]
    stays: dict[str, list[Entry]] = field(default_factory=dict[str, list[Entry]])

    def people(self) -> list[str]:
        return [who for who, stays in self.stays.items() if stays[-1].is_inside(EVENT, self.now)]

    def scan(self, who: str, direction: Direction, force: str) -> Verdict:
        stays = self.stays.get(who, [])
        first, latest = (stays[0], stays[-1]) if stays else (None, None)
        facts = Facts(BADGE, replace(ANA, id=who), first, latest, len(self.people()))
        verdict = overridden(decide(EVENT, DINNER, direction, GENUINE, facts, self.now), force)
        if verdict.admitted:
            self.stays.setdefault(who, []).append(entry(DINNER, self.now, who=who, forced=verdict.forced))
        elif verdict.reason is Reason.LEFT:
            stays[-1] = replace(stays[-1], left_at=self.now)
        return verdict


ACTS = st.tuples(
    st.sampled_from(["Li", "Ng", "Ana", "Ion", "Zoé"]),
    st.sampled_from([Direction.ENTRY, Direction.ENTRY, Direction.EXIT]),
    st.integers(0, 40),
    st.sampled_from(["", "", "", "Invited by the host"]),
)


@settings(max_examples=300)
@given(st.lists(ACTS, max_size=30))
def test_that_a_room_never_holds_more_than_it_may_unless_staff_said_so(
    evening: list[tuple[str, Direction, int, str]],
) -> None:
    room = Room()
    for who, direction, minutes, force in evening:
        room.now += minutes * MINUTE
        was_inside, crowd = who in room.people(), len(room.people())
        verdict = room.scan(who, direction, force)
        is_inside = who in room.people()
        match verdict.reason:
            case Reason.ALREADY_IN:
                assert was_inside
                assert verdict.first == room.stays[who][0]
            case Reason.LEFT:
                assert was_inside
                assert not is_inside
            case Reason.FULL:
                assert crowd >= 3
        assert is_inside is (verdict.admitted or (was_inside and verdict.reason is not Reason.LEFT))
        assert verdict.admitted <= (not was_inside)
        assert len(room.people()) <= 3 or crowd >= len(room.people()) or verdict.forced
