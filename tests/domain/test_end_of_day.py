"""The check at the end of a day finds what a funder would ask about, and says what puts it right."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.checkin import Entry
from checkin_app.domain.end_of_day import (
    Finding,
    FindingKind,
    Remedy,
    categories_of_every_day,
    end_of_day,
    most_at_once,
)
from checkin_app.domain.event import Category, Checkpoint
from checkin_app.domain.participant import Participant, Status
from tests.domain.programmes import ANA, D1, D2, D3, ENTRANCE, EVENT, LAB, MATCHMAKING, OPENING, entry, iasi

ION = Participant(id="ion", given="Ion", organisation="HempClub", category="Public")
EVENING = iasi(21, "23:00")


def found(
    *entries: Entry,
    people: tuple[Participant, ...] = (ANA, ION),
    now: datetime = EVENING,
    every_day: frozenset[str] | None = frozenset(),
) -> list[Finding]:
    by_id = {person.id: person for person in people}
    return list(end_of_day(EVENT, by_id, entries, D1, now, every_day=every_day))


def test_that_an_orderly_day_finds_nothing() -> None:
    assert found(entry(OPENING, iasi(21, "09:40")), entry(ENTRANCE, iasi(21, "09:41"), who="ion")) == []


def test_that_who_is_not_on_the_list_is_found_once() -> None:
    twice = [entry(LAB, iasi(21, "10:00"), who="ion"), entry(LAB, iasi(21, "10:30"), who="ion")]
    (finding,) = found(*twice)
    assert finding == Finding(FindingKind.NOT_REGISTERED, LAB, ION, twice[0].record, twice[0].entered_at)
    assert finding.remedy is Remedy.REGISTER
    other_day = replace(ION, days=frozenset({D2}))
    (finding,) = found(entry(ENTRANCE, iasi(21, "10:00"), who="ion"), people=(other_day,))
    assert finding.kind is FindingKind.NOT_REGISTERED


def test_that_who_was_forced_is_found_with_the_reason() -> None:
    (finding,) = found(entry(OPENING, iasi(21, "08:10"), forced="Speaker"))
    assert (finding.kind, finding.why, finding.remedy) == (
        FindingKind.FORCED,
        "Speaker",
        Remedy.TAKE_BACK,
    )


def test_that_exits_are_missing_only_where_others_went_out() -> None:
    inside = entry(OPENING, iasi(21, "09:40"))
    assert found(inside) == []
    (finding,) = found(inside, entry(OPENING, iasi(21, "09:41"), iasi(21, "10:00"), who="ion"))
    assert (finding.kind, finding.participant, finding.remedy) == (
        FindingKind.NO_EXIT,
        ANA,
        Remedy.RECORD_EXIT,
    )


def test_that_who_is_still_inside_needs_no_exit_yet() -> None:
    gone = entry(OPENING, iasi(21, "09:41"), iasi(21, "10:00"), who="ion")
    assert found(entry(OPENING, iasi(21, "09:40")), gone, now=iasi(21, "12:00")) == []


def test_that_coming_back_after_the_end_is_no_exit() -> None:
    overtaken = entry(OPENING, iasi(21, "09:40"), iasi(21, "12:40"))
    assert found(overtaken, entry(OPENING, iasi(21, "12:40"))) == []


def test_that_exchange_visitors_who_did_not_come_are_found() -> None:
    (finding,) = found(entry(OPENING, iasi(21, "09:40"), who="ion"), every_day=None)
    assert finding == Finding(FindingKind.ABSENT, ENTRANCE, ANA)
    assert finding.remedy is Remedy.RECORD_ENTRY


@pytest.mark.parametrize(
    "away", [replace(ANA, status=Status.CANCELLED), replace(ANA, days=frozenset({D2, D3}))]
)
def test_that_who_was_not_expected_today_is_not_missed(away: Participant) -> None:
    assert found(people=(away,), every_day=None) == []


def test_that_the_categories_of_every_day_can_be_chosen() -> None:
    assert categories_of_every_day(EVENT) == {"Exchange visitor"}
    assert categories_of_every_day(replace(EVENT, categories=(Category("Public"),))) == set()
    kinds = [(each.kind, each.participant) for each in found(every_day=frozenset({"Public"}))]
    assert kinds == [(FindingKind.ABSENT, ION)]


def test_that_a_session_with_too_many_people_is_found() -> None:
    four = tuple(replace(ANA, id=who) for who in "abcd")
    crowd = [entry(LAB, iasi(21, f"10:0{place}"), who=who) for place, who in enumerate("abcd")]
    (finding,) = found(*crowd, people=four)
    assert finding == Finding(FindingKind.OVER_CAPACITY, LAB, at=iasi(21, "10:03"), people=4, capacity=3)
    assert finding.remedy is Remedy.CORRECT_CAPACITY
    crowd[0] = replace(crowd[0], left_at=iasi(21, "10:03"))
    assert FindingKind.OVER_CAPACITY not in {each.kind for each in found(*crowd, people=four)}


def test_that_walk_ins_without_an_organisation_are_found() -> None:
    walter = Participant(id="walter", given="Walter", walk_in=True)
    came = [entry(OPENING, iasi(21, "09:40"), who="walter"), entry(ENTRANCE, iasi(21, "10:40"), who="walter")]
    (finding,) = found(*came, people=(walter,))
    assert (finding.kind, finding.participant, finding.remedy) == (
        FindingKind.NO_ORGANISATION,
        walter,
        Remedy.EDIT_PERSON,
    )
    assert found(*came, people=(replace(walter, organisation="Press"),)) == []
    assert found(people=(walter,)) == []


def test_that_other_days_are_not_looked_at() -> None:
    assert found(entry(MATCHMAKING, iasi(22, "14:00"), who="ion", forced="Why not")) == []


def test_that_findings_come_by_kind() -> None:
    walter = Participant(id="walter", given="Walter", walk_in=True)
    several = [
        entry(OPENING, iasi(21, "09:00"), who="walter"),
        entry(LAB, iasi(21, "10:00"), who="ion", forced="Helps"),
        entry(LAB, iasi(21, "10:10"), iasi(21, "10:20"), who="walter"),
    ]
    kinds = [each.kind for each in found(*several, people=(ANA, ION, walter), every_day=None)]
    assert kinds == sorted(kinds, key=list(FindingKind).index)
    assert set(kinds) == set(FindingKind) - {FindingKind.OVER_CAPACITY}


def test_that_every_kind_has_a_remedy() -> None:
    assert {Finding(kind, Checkpoint(D1)).remedy for kind in FindingKind} == set(Remedy)


STAYS = st.lists(st.tuples(st.integers(0, 90), st.none() | st.integers(0, 90)), max_size=8)


@given(STAYS)
def test_that_the_most_at_once_is_the_most_at_any_minute(stays: list[tuple[int, int | None]]) -> None:
    begin = iasi(21, "10:00").timestamp()
    end = iasi(21, "11:30").timestamp()

    def instant(minute: int) -> datetime:
        return datetime.fromtimestamp(begin + 60 * minute, iasi(21, "10:00").tzinfo)

    entries = [
        entry(LAB, instant(came), None if stayed is None else instant(came + stayed), who=str(number))
        for number, (came, stayed) in enumerate(stays)
        if begin + 60 * came < end
    ]
    inside = [
        sum(
            each.entered_at.timestamp()
            <= begin + 60 * minute
            < min(end, each.left_at.timestamp() if each.left_at else end)
            for each in entries
        )
        for minute in range(91)
    ]
    most, since = most_at_once(EVENT, entries)
    assert most == max(inside)
    assert since == (instant(inside.index(most)) if most else None)
