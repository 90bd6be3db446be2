"""A correction says which instant it is about, and nothing can be recorded by hand that cannot have been."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.correction import instant_of_entry, instant_of_exit, stated
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.event import Checkpoint
from tests.domain.programmes import D1, DINNER, ENTRANCE, EVENT, OPENING, WINDOWS, entry, iasi


def test_that_a_correction_needs_a_reason() -> None:
    assert stated("  On the paper list ") == "On the paper list"
    for nothing in ("", " \t"):
        with pytest.raises(NotPossible, match="Say why"):
            stated(nothing)


@pytest.mark.parametrize(
    ("checkpoint", "now", "at", "about"),
    [
        (OPENING, iasi(21, "10:15"), None, iasi(21, "10:15")),
        (OPENING, iasi(21, "12:30"), None, iasi(21, "09:30")),
        (OPENING, iasi(25, "10:00"), None, iasi(21, "09:30")),
        (OPENING, iasi(25, "10:00"), iasi(21, "11:00"), iasi(21, "11:00")),
        (DINNER, iasi(22, "01:45"), None, iasi(21, "22:00")),
        (ENTRANCE, iasi(22, "03:00"), None, iasi(22, "03:00")),
        (ENTRANCE, iasi(22, "04:00"), None, iasi(21, "09:30")),
        (ENTRANCE, iasi(22, "10:00"), iasi(21, "08:00"), iasi(21, "08:00")),
    ],
)
def test_that_it_is_about_now_or_about_when_it_began(
    checkpoint: Checkpoint, now: datetime, at: datetime | None, about: datetime
) -> None:
    assert instant_of_entry(EVENT, checkpoint, now, at) == about


@pytest.mark.parametrize(
    ("checkpoint", "now", "at", "why"),
    [
        (OPENING, iasi(21, "08:59"), None, "not begun"),
        (OPENING, iasi(21, "08:59"), iasi(21, "09:30"), "not begun"),
        (OPENING, iasi(21, "13:00"), iasi(21, "12:30"), "from 09:00 to 12:30"),
        (OPENING, iasi(21, "13:00"), iasi(21, "08:59"), "from 09:00 to 12:30"),
        (ENTRANCE, iasi(21, "13:00"), iasi(21, "13:01"), "yet to come"),
    ],
)
def test_that_nobody_was_there_when_nobody_can_have_been(
    checkpoint: Checkpoint, now: datetime, at: datetime | None, why: str
) -> None:
    with pytest.raises(NotPossible, match=why):
        instant_of_entry(EVENT, checkpoint, now, at)


@pytest.mark.parametrize("gone", [Checkpoint(D1, "GONE"), Checkpoint(date(2024, 1, 1))])
def test_that_what_is_not_in_the_programme_is_not_found(gone: Checkpoint) -> None:
    with pytest.raises(NotFound):
        instant_of_entry(EVENT, gone, iasi(25, "10:00"), None)


@given(st.sampled_from(list(WINDOWS)), st.integers(0, 6 * 24 * 60))
def test_that_whatever_is_recorded_lies_in_the_time_of_its_checkpoint(
    checkpoint: Checkpoint, minutes: int
) -> None:
    now = iasi(20, "20:00") + timedelta(minutes=minutes)
    opens, closes = WINDOWS[checkpoint]
    if now < opens:
        with pytest.raises(NotPossible):
            instant_of_entry(EVENT, checkpoint, now, None)
    else:
        assert opens <= instant_of_entry(EVENT, checkpoint, now, None) < closes


def test_that_who_leaves_was_inside() -> None:
    came = entry(OPENING, iasi(21, "10:00"))
    now = iasi(21, "14:00")
    for clock in ("10:01", "12:30"):
        assert instant_of_exit(EVENT, came, now, iasi(21, clock)) == iasi(21, clock)
    for clock in ("09:00", "10:00", "12:31"):
        with pytest.raises(NotPossible, match="from 10:00, when the person came, to 12:30"):
            instant_of_exit(EVENT, came, now, iasi(21, clock))
    with pytest.raises(NotPossible, match="yet to come"):
        instant_of_exit(EVENT, came, iasi(21, "11:00"), iasi(21, "11:30"))
