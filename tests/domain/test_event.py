"""Where in the time of an event an instant lies: days, nights, doors, and what a desk scans for."""

from copy import copy
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.event import Checkpoint, Window
from tests.domain.programmes import (
    CLOSING,
    CONFERENCE,
    D1,
    D2,
    D3,
    DINNER,
    ENTRANCE,
    EVENT,
    LAB,
    MATCHMAKING,
    OPENING,
    ROLLOVERS,
    TOUR,
    WINDOWS,
    iasi,
)

MICROSECOND = timedelta(microseconds=1)
MINUTES = st.integers(0, 9 * 24 * 60).map(lambda minutes: iasi(19, "00:00") + timedelta(minutes=minutes))


# -- finding one's way in the programme ----------------------------------------------------------------------


def test_that_days_are_numbered_from_one() -> None:
    assert [EVENT.day_number(on) for on in (D1, D2, D3)] == [1, 2, 3]
    assert [EVENT.numbered(number) for number in (1, 2, 3)] == list(EVENT.days)


def test_that_there_is_no_day_before_the_first_nor_after_the_last() -> None:
    assert [EVENT.numbered(number) for number in (-1, 0, 4)] == [None, None, None]
    assert EVENT.day(date(2023, 11, 24)) is None
    assert EVENT.day_number(date(2023, 11, 20)) == 0


def test_that_a_day_is_found_by_its_date() -> None:
    assert EVENT.day(D2) is EVENT.days[1]


def test_that_checkpoints_are_each_entrance_followed_by_the_sessions_of_its_day() -> None:
    assert list(EVENT.checkpoints()) == list(WINDOWS)


def test_that_sessions_come_with_their_day_in_the_order_of_the_programme() -> None:
    listed = [(day.date, item.code) for day, item in EVENT.sessions()]
    assert listed == [(point.day, point.session) for point in WINDOWS if point.session]


def test_that_a_session_is_found_by_its_code_on_whatever_day_it_is() -> None:
    found = EVENT.session("MATCHMAKING")
    assert found is not None
    assert found.title == "Matchmaking"
    assert EVENT.session_at(MATCHMAKING) is found


def test_that_no_session_answers_to_an_unknown_code_nor_stands_behind_an_entrance() -> None:
    assert EVENT.session("matchmaking") is None
    assert EVENT.session_at(ENTRANCE) is None


def test_that_an_event_without_days_has_no_checkpoint_at_any_time() -> None:
    empty = replace(EVENT, days=())
    assert list(empty.checkpoints()) == []
    assert empty.checkpoint_at(iasi(21, "10:00")) is None


@pytest.mark.parametrize("value", [EVENT, EVENT.days[0], EVENT.days[0].sessions[0], ENTRANCE])
def test_that_the_programme_is_made_of_values_that_nobody_can_change(value: Any) -> None:
    with pytest.raises(AttributeError):
        setattr(value, next(iter(value.__slots__)), "another")
    assert value == copy(value)
    assert hash(value) == hash(copy(value))


# -- doors, and the end of a stay ----------------------------------------------------------------------------


@pytest.mark.parametrize("checkpoint", WINDOWS)
def test_that_one_may_enter_from_the_opening_of_the_doors_until_just_before_the_end(
    checkpoint: Checkpoint,
) -> None:
    opens, closes = WINDOWS[checkpoint]
    window = EVENT.window(checkpoint)
    assert window == Window(opens, closes)
    assert opens in window
    assert closes - MICROSECOND in window
    assert opens - MICROSECOND not in window
    assert closes not in window


def test_that_the_time_of_the_doors_can_be_set() -> None:
    wide = replace(EVENT, doors=timedelta(hours=2))
    assert wide.window(OPENING).opens == iasi(21, "07:30")
    assert replace(EVENT, doors=timedelta(0)).window(OPENING).opens == iasi(21, "09:30")


def test_that_doors_are_no_part_of_the_session_itself() -> None:
    opening = EVENT.days[0].sessions[0]
    assert EVENT.session_window(D1, opening) == Window(iasi(21, "09:30"), iasi(21, "12:30"))


@given(st.sampled_from(list(WINDOWS)), MINUTES | st.sampled_from([closes for _, closes in WINDOWS.values()]))
def test_that_a_stay_ends_with_its_session_or_else_at_the_next_rollover(
    checkpoint: Checkpoint, entered_at: datetime
) -> None:
    _, closes = WINDOWS[checkpoint]
    rollover = min(instant for instant in ROLLOVERS if instant > entered_at)
    expected = closes if entered_at < closes else rollover
    assert EVENT.presence_end(checkpoint, entered_at) == expected


def test_that_a_stay_at_dinner_ends_after_midnight() -> None:
    assert EVENT.presence_end(DINNER, iasi(21, "23:50")) == iasi(22, "01:30")
    assert EVENT.presence_end(DINNER, iasi(22, "01:30")) == iasi(22, "04:00")
    assert EVENT.presence_end(DINNER, iasi(22, "01:40")) == iasi(22, "04:00")


def test_that_a_stay_at_a_session_that_was_taken_out_of_the_programme_ends_with_the_day() -> None:
    assert EVENT.presence_end(Checkpoint(D1, "GONE"), iasi(21, "10:00")) == iasi(22, "04:00")


# -- what a desk scans for -----------------------------------------------------------------------------------

EVERY_ROOM = ["", "Hall", "Lab", "Cellar"]


@pytest.mark.parametrize(
    ("clock", "room", "checkpoint"),
    [
        (iasi(21, "08:59"), "Hall", ENTRANCE),
        (iasi(21, "09:00"), "Hall", OPENING),
        (iasi(21, "12:29"), "Hall", OPENING),
        (iasi(21, "12:30"), "Hall", ENTRANCE),
        (iasi(21, "09:29"), "Lab", ENTRANCE),
        (iasi(21, "10:15"), "Lab", LAB),
        (iasi(21, "10:15"), "Cellar", ENTRANCE),
        (iasi(22, "13:15"), "Hall", Checkpoint(D2)),
        (iasi(22, "13:30"), "Hall", MATCHMAKING),
    ],
)
def test_that_a_desk_with_a_room_follows_the_sessions_of_its_room(
    clock: datetime, room: str, checkpoint: Checkpoint
) -> None:
    assert EVENT.checkpoint_at(clock, room) == checkpoint


@pytest.mark.parametrize(
    ("clock", "checkpoint"),
    [
        (iasi(21, "09:10"), OPENING),
        (iasi(21, "09:30"), ENTRANCE),  # the doors of the parallel session are open too
        (iasi(21, "11:29"), ENTRANCE),
        (iasi(21, "11:30"), OPENING),
        (iasi(21, "23:00"), DINNER),
        (iasi(22, "00:45"), DINNER),
        (iasi(22, "01:30"), ENTRANCE),
        (iasi(22, "12:59"), CONFERENCE),
    ],
)
def test_that_a_desk_without_a_room_stands_at_the_entrance_while_sessions_run_in_parallel(
    clock: datetime, checkpoint: Checkpoint
) -> None:
    assert EVENT.checkpoint_at(clock) == checkpoint


def test_that_the_session_whose_people_are_arriving_wins_over_the_one_about_to_end() -> None:
    assert EVENT.checkpoint_at(iasi(23, "11:29")) == TOUR
    assert EVENT.checkpoint_at(iasi(23, "11:30")) == CLOSING
    assert EVENT.checkpoint_at(iasi(23, "12:59")) == CLOSING


def test_that_longer_doors_call_a_desk_earlier() -> None:
    wide = replace(EVENT, doors=timedelta(minutes=90))
    assert wide.checkpoint_at(iasi(22, "12:45"), "Hall") == MATCHMAKING


@pytest.mark.parametrize("room", EVERY_ROOM)
@pytest.mark.parametrize("clock", [iasi(21, "03:59"), iasi(24, "04:00"), iasi(28, "10:00")])
def test_that_there_is_nothing_to_scan_for_outside_the_days_of_the_event(clock: datetime, room: str) -> None:
    assert EVENT.checkpoint_at(clock, room) is None


@pytest.mark.parametrize("room", EVERY_ROOM)
def test_that_the_night_after_the_last_day_still_belongs_to_it(room: str) -> None:
    assert EVENT.checkpoint_at(iasi(24, "03:59"), room) == Checkpoint(D3)


@given(MINUTES, st.sampled_from(EVERY_ROOM))
def test_that_a_desk_never_follows_the_programme_where_nobody_may_enter(instant: datetime, room: str) -> None:
    checkpoint = EVENT.checkpoint_at(instant, room)
    if checkpoint is None:
        assert EVENT.day(EVENT.event_date(instant)) is None
    else:
        opens, closes = WINDOWS[checkpoint]
        assert opens <= instant < closes
        followed = EVENT.session_at(checkpoint)
        assert followed is None or room in ("", followed.room)
