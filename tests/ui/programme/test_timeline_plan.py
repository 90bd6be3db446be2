"""Where sessions stand on the timeline."""

from dataclasses import replace
from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.event import Day, Session
from checkin_app.domain.programme_edits import minutes_into, time_after
from checkin_app.ui.programme.timeline_plan import Placed, plan
from tests.domain.programmes import D1, EVENT, session

SPANS = st.tuples(st.integers(0, 1_380), st.integers(5, 300), st.sampled_from(["Hall", "hall", "Lab", ""]))


def day_of(*sessions: Session) -> Day:
    return Day(D1, "", sessions)


def placed(day: Day) -> dict[str, Placed]:
    return {each.session.code: each for each in plan(EVENT, day).placed}


def test_that_rooms_are_columns_in_the_order_of_their_first_session_and_no_room_is_last() -> None:
    day = day_of(
        session("A", "09:00", "10:00", ""),
        session("B", "09:30", "10:00"),
        session("C", "10:00", "11:00", "Lab"),
    )
    assert plan(EVENT, day).rooms == ("Hall", "Lab", "")
    assert [placed(day)[code].column for code in "ABC"] == [2, 0, 1]


def test_that_rooms_spelled_alike_are_one_column() -> None:
    day = day_of(session("A", "09:00", "10:00", "Sala Ștefan"), session("B", "10:00", "11:00", "sala stefan"))
    assert plan(EVENT, day).rooms == ("Sala Ștefan",)


def test_that_parallel_sessions_of_a_room_stand_beside_each_other_and_later_ones_have_it_to_themselves() -> (
    None
):
    day = day_of(
        session("A", "09:00", "11:00"), session("B", "10:00", "12:00"), session("C", "11:00", "12:00"), session("D", "12:00", "13:00")
    )  # fmt: skip
    where = placed(day)
    assert [(where[code].lane, where[code].lanes) for code in "ABCD"] == [(0, 2), (1, 2), (0, 2), (0, 1)]
    assert plan(EVENT, day).lanes == (2,)


def test_that_a_session_past_midnight_stands_below_the_evening() -> None:
    where = placed(day_of(session("DINNER", "22:00", "01:30"), session("LATE", "02:00", "03:00")))
    assert (where["DINNER"].begin, where["DINNER"].end) == (18 * 60, 21 * 60 + 30)
    assert where["LATE"].begin == 22 * 60


def test_that_whole_hours_around_the_sessions_are_shown() -> None:
    shown = plan(EVENT, day_of(session("A", "09:30", "12:40")))
    assert [time_after(EVENT, minutes) for minutes in (shown.first, shown.last)] == [time(9), time(14)]
    night = plan(EVENT, day_of(session("A", "22:00", "03:50")))
    assert night.last == 24 * 60
    early = plan(EVENT, day_of(session("A", "04:05", "05:00")))
    assert early.first == 0


def test_that_an_empty_day_shows_the_usual_hours() -> None:
    shown = plan(EVENT, day_of())
    assert [time_after(EVENT, minutes) for minutes in (shown.first, shown.last)] == [time(9), time(17)]
    assert (shown.rooms, shown.placed) == ((), ())


def test_that_hours_are_those_of_the_clock_whatever_the_rollover() -> None:
    event = replace(EVENT, rollover=time(4, 30))
    shown = plan(event, day_of(session("A", "09:45", "11:15")))
    assert [time_after(event, minutes) for minutes in (shown.first, shown.last)] == [time(9), time(12)]


@given(st.lists(SPANS, min_size=1, max_size=8))
def test_that_no_two_sessions_ever_cover_each_other(spans: list[tuple[int, int, str]]) -> None:
    sessions = [
        Session(
            f"S{number}", "x", time_after(EVENT, begin), time_after(EVENT, min(begin + length, 1_439)), room
        )
        for number, (begin, length, room) in enumerate(spans)
    ]
    shown = plan(EVENT, day_of(*sessions))
    assert len(shown.placed) == len(sessions)
    for each in shown.placed:
        assert shown.first <= each.begin < each.end <= shown.last
        assert each.begin == minutes_into(EVENT, each.session.starts)
        assert 0 <= each.lane < each.lanes <= shown.lanes[each.column]
        for other in shown.placed:
            if other is not each and (other.column, other.lane) == (each.column, each.lane):
                assert other.end <= each.begin or each.end <= other.begin
                continue
            if other.column == each.column and other.begin < each.end and each.begin < other.end:
                assert other.lanes == each.lanes
