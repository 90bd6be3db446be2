"""Arrivals count every person once, at the minute of the clock on the wall at which they first came."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.arrivals import STEPS, Bar, GroupedBy, arrivals, first_entries
from checkin_app.domain.checkin import Entry
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant
from tests.domain.programmes import ANA, D1, ENTRANCE, EVENT, LAB, MATCHMAKING, OPENING, entry, iasi

PEOPLE = {
    "ana": ANA,
    "ion": Participant(id="ion", given="Ion", category="Public"),
    "li": Participant(id="li", given="Li"),
}
MORNING = [
    entry(OPENING, iasi(21, "09:00")),
    entry(OPENING, iasi(21, "09:04"), who="ion"),
    replace(entry(LAB, iasi(21, "09:31"), who="li"), desk="Lab door"),
    entry(OPENING, iasi(21, "09:35")),
]


def bars(
    entries: list[Entry], checkpoint: Checkpoint = ENTRANCE, minutes: int = 10
) -> list[tuple[str, int, int]]:
    chart = arrivals(EVENT, PEOPLE, entries, checkpoint, minutes=minutes)
    return [(f"{EVENT.local(bar.begins):%H:%M}", bar.people, bar.running) for bar in chart.bars]


def test_that_everybody_counts_once_at_their_first_entry() -> None:
    assert bars(MORNING) == [("09:00", 2, 2), ("09:10", 0, 2), ("09:20", 0, 2), ("09:30", 1, 3)]


def test_that_a_session_has_its_own_arrivals() -> None:
    assert bars(MORNING, LAB) == [("09:30", 1, 1)]
    assert bars(MORNING, OPENING, 5) == [("09:00", 2, 2)]


def test_that_nobody_is_no_bar() -> None:
    chart = arrivals(EVENT, PEOPLE, [], ENTRANCE)
    assert (chart.bars, chart.people, chart.groups, chart.totals()) == ((), 0, (), ())


def test_that_the_capacity_is_that_of_the_session() -> None:
    assert arrivals(EVENT, PEOPLE, MORNING, LAB).capacity == 3
    assert arrivals(EVENT, PEOPLE, MORNING, ENTRANCE).capacity is None
    assert arrivals(EVENT, PEOPLE, MORNING, Checkpoint(D1, "GONE")).capacity is None


@pytest.mark.parametrize(
    ("by", "groups", "totals"),
    [
        (GroupedBy.NOTHING, ("",), (3,)),
        (GroupedBy.DESK, ("Lab door", "Main entrance"), (1, 2)),
        (GroupedBy.CATEGORY, ("", "Exchange visitor", "Public"), (1, 1, 1)),
    ],
)
def test_that_bars_have_a_part_for_each_group(
    by: GroupedBy, groups: tuple[str, ...], totals: tuple[int, ...]
) -> None:
    chart = arrivals(EVENT, PEOPLE, MORNING, ENTRANCE, by=by)
    assert (chart.groups, chart.totals()) == (groups, totals)


def test_that_somebody_who_is_not_known_has_no_category() -> None:
    chart = arrivals(
        EVENT, {}, [entry(OPENING, iasi(21, "09:00"), who="gone")], OPENING, by=GroupedBy.CATEGORY
    )
    assert chart.groups == ("",)


@pytest.mark.parametrize("minutes", [0, 1, 7, 60])
def test_that_bars_are_of_five_ten_or_fifteen_minutes(minutes: int) -> None:
    with pytest.raises(ValueError, match=str(minutes)):
        arrivals(EVENT, PEOPLE, MORNING, ENTRANCE, minutes=minutes)


def test_that_a_badly_set_clock_makes_no_million_of_bars() -> None:
    late = entry(OPENING, datetime(2031, 1, 1, tzinfo=UTC), who="ion")
    assert [people for _, people, _ in bars([MORNING[0], late])] == [1, 1]


def test_that_bars_go_on_through_the_hour_that_comes_twice() -> None:
    autumn = replace(EVENT, days=(replace(EVENT.days[0], date=datetime(2023, 10, 28, tzinfo=UTC).date()),))
    night = Checkpoint(autumn.days[0].date)
    before = datetime(2023, 10, 29, 0, 50, tzinfo=UTC)
    kept = [replace(entry(night, before + timedelta(minutes=20 * each), who=str(each))) for each in range(3)]
    chart = arrivals(autumn, {}, kept, night)
    local = [f"{autumn.local(bar.begins):%H:%M %z}" for bar in chart.bars]
    assert local == ["03:50 +0300", "03:00 +0200", "03:10 +0200", "03:20 +0200", "03:30 +0200"]
    assert [bar.people for bar in chart.bars] == [1, 0, 1, 0, 1]


def test_that_a_zone_with_a_quarter_of_an_hour_has_full_minutes_too() -> None:
    nepal = replace(EVENT, zone="Asia/Kathmandu")
    (bar,) = arrivals(nepal, {}, [entry(ENTRANCE, iasi(21, "09:09"))], ENTRANCE).bars
    assert nepal.local(bar.begins).minute % 10 == 0


ENTRIES = st.lists(
    st.builds(
        lambda who, minute, where: entry(where, iasi(21, "08:00") + timedelta(minutes=minute), who=who),
        st.sampled_from("abcdef"),
        st.integers(0, 700),
        st.sampled_from([ENTRANCE, OPENING, LAB]),
    )
).map(lambda entries: sorted(entries, key=lambda each: each.entered_at))


@given(entries=ENTRIES, minutes=st.sampled_from(STEPS), where=st.sampled_from([ENTRANCE, OPENING, LAB]))
def test_that_bars_follow_each_other_and_count_everybody(
    entries: list[Entry], minutes: int, where: Checkpoint
) -> None:
    chart = arrivals(EVENT, PEOPLE, entries, where, minutes=minutes, by=GroupedBy.DESK)
    came = {each.participant for each in entries if where in {ENTRANCE, each.checkpoint}}
    assert chart.people == sum(chart.totals()) == len(came) == len(first_entries(entries, where))
    begins = [bar.begins for bar in chart.bars]
    assert all(later - earlier == timedelta(minutes=minutes) for earlier, later in itertools.pairwise(begins))
    running = 0
    for bar in chart.bars:
        running += bar.people
        assert bar == Bar(bar.begins, bar.parts, running)
    assert not chart.bars or (chart.bars[0].people and chart.bars[-1].people)


def test_that_a_lull_of_half_a_day_has_bars_and_a_longer_one_has_none() -> None:
    first = entry(OPENING, iasi(21, "08:00"))
    half = entry(OPENING, iasi(21, "20:00"), who="ion")
    longer = entry(OPENING, iasi(21, "20:10"), who="ion")
    assert len(bars([first, half])) == 73
    assert bars([first, longer]) == [("08:00", 1, 1), ("20:10", 1, 2)]


def test_that_whoever_comes_to_a_session_has_come_to_its_day_and_to_no_other() -> None:
    other = entry(MATCHMAKING, iasi(22, "14:00"), who="li")
    assert bars([*MORNING[:1], other]) == [("09:00", 1, 1)]
    assert [each.participant for each in first_entries([other], Checkpoint(MATCHMAKING.day))] == ["li"]


def test_that_the_running_total_goes_on_over_groups() -> None:
    chart = arrivals(EVENT, PEOPLE, MORNING, ENTRANCE, by=GroupedBy.DESK)
    assert [bar.parts for bar in chart.bars] == [(0, 2), (0, 0), (0, 0), (1, 0)]
    assert [bar.running for bar in chart.bars] == [2, 2, 2, 3]
