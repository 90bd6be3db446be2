"""A badge in front of the camera is read once, whatever hands, light and the camera itself do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.camera_reading import (
    AWAY_SECONDS,
    LONG_AGO_SECONDS,
    NOTHING_IN_VIEW,
    PAUSE_SECONDS,
    STALL_SECONDS,
    InView,
    Sighting,
    see,
)

ANA, BEN, CLEO = "BCDFGHJKLNPRSTVXBCDF", "XVTSRPNLKJHGFDCBXVTS", "DDDDDGGGGGKKKKKPPPPP"
FRAME = 1 / 30
"""Seconds between two pictures of a usual camera."""


@dataclass(frozen=True)
class Picture:
    """What is in view for how many seconds after the picture before."""

    codes: Sequence[str]
    after: float = FRAME


def readings(pictures: Iterable[Picture]) -> list[tuple[float, str]]:
    """When which code was read."""
    found: list[tuple[float, str]] = []
    in_view, now = NOTHING_IN_VIEW, 1_000.0
    for picture in pictures:
        now += picture.after
        seen = see(in_view, picture.codes, now)
        in_view = seen.in_view
        if seen.reading is not None:
            found.append((now - 1_000.0, seen.reading))
    return found


def codes_read(pictures: Iterable[Picture]) -> list[str]:
    return [code for _, code in readings(pictures)]


def held(*codes: str, seconds: float, frame: float = FRAME) -> list[Picture]:
    """The same badges in view for so long."""
    return [Picture(codes, frame)] * max(1, round(seconds / frame))


def nothing(seconds: float, frame: float = FRAME) -> list[Picture]:
    """An empty view for so long."""
    return held(seconds=seconds, frame=frame)


# -- one badge -----------------------------------------------------------------------------------------------


def test_that_a_badge_is_read_in_the_first_picture_that_shows_it() -> None:
    assert see(NOTHING_IN_VIEW, [ANA], 5.0).reading == ANA


def test_that_an_empty_view_reads_nothing() -> None:
    assert codes_read(nothing(10)) == []


def test_that_a_badge_held_for_a_minute_is_read_once() -> None:
    assert codes_read(held(ANA, seconds=60)) == [ANA]


def test_that_a_hand_that_shakes_for_a_second_makes_no_second_reading() -> None:
    shaking = held(ANA, seconds=1) + nothing(1) + held(ANA, seconds=1) + nothing(1.9) + held(ANA, seconds=1)
    assert codes_read(shaking) == [ANA]


def test_that_a_badge_that_flickers_is_read_once() -> None:
    assert codes_read((held(ANA, seconds=FRAME) + nothing(0.3)) * 100) == [ANA]


def test_that_a_badge_that_was_taken_away_and_comes_back_is_read_again() -> None:
    assert codes_read(held(ANA, seconds=1) + nothing(AWAY_SECONDS + 0.1) + held(ANA, seconds=1)) == [ANA, ANA]


def test_that_a_stalling_camera_does_not_make_two_of_one() -> None:
    stalled = [*held(ANA, seconds=1), Picture([ANA], after=6), *nothing(0.3), Picture([], after=6)]
    assert codes_read([*stalled, Picture([ANA], after=6), *held(ANA, seconds=3)]) == [ANA]


@pytest.mark.parametrize("frame", [1 / 60, 1 / 30, 1 / 10, 1 / 5, 0.5, 1.0])
def test_that_fast_and_slow_cameras_notice_that_a_badge_has_left(frame: float) -> None:
    coming_back = held(ANA, seconds=2, frame=frame) + nothing(6, frame) + held(ANA, seconds=2, frame=frame)
    assert codes_read(coming_back) == [ANA, ANA]


def test_that_after_the_camera_was_off_for_long_a_badge_is_read_anew() -> None:
    assert codes_read([Picture([ANA]), Picture([ANA], after=LONG_AGO_SECONDS)]) == [ANA, ANA]
    assert codes_read([Picture([ANA]), Picture([ANA], after=LONG_AGO_SECONDS - 1)]) == [ANA]


# -- several badges ------------------------------------------------------------------------------------------


def test_that_of_two_badges_the_first_is_read_first_and_the_other_after_the_pause() -> None:
    (first_at, first), (second_at, second) = readings(held(ANA, BEN, seconds=10))
    assert (first, second) == (ANA, BEN)
    assert PAUSE_SECONDS <= second_at - first_at <= PAUSE_SECONDS + 2 * FRAME


def test_that_a_badge_that_leaves_before_its_turn_is_not_read() -> None:
    assert codes_read(held(ANA, BEN, seconds=0.5) + held(ANA, seconds=5)) == [ANA]


def test_that_the_next_in_the_queue_need_not_wait_until_the_last_one_is_forgotten() -> None:
    assert codes_read(held(ANA, seconds=1) + nothing(0.1) + held(BEN, seconds=1)) == [ANA, BEN]


def test_that_the_order_in_the_picture_does_not_matter_once_they_are_read() -> None:
    turning = (held(ANA, BEN, seconds=0.5) + held(BEN, ANA, seconds=0.5)) * 10
    assert codes_read(turning) == [ANA, BEN]


def test_that_one_badge_may_leave_while_another_stays() -> None:
    pictures = held(ANA, BEN, seconds=3) + held(BEN, seconds=3) + held(BEN, ANA, seconds=3)
    assert codes_read(pictures) == [ANA, BEN, ANA]


def test_that_the_same_code_twice_in_a_picture_is_one_reading() -> None:
    assert codes_read(held(ANA, ANA, seconds=5)) == [ANA]


def test_that_what_is_known_is_a_plain_value() -> None:
    seen = see(NOTHING_IN_VIEW, [ANA], 5.0)
    assert seen.in_view == InView((Sighting(ANA),), looked_at=5.0, read_at=5.0)
    assert see(seen.in_view, [], 5.1).in_view.sightings[0].missed_for == pytest.approx(0.1)
    assert see(seen.in_view, [], 9.0).in_view.sightings[0].missed_for == STALL_SECONDS


# -- whatever happens ----------------------------------------------------------------------------------------

SOME = st.lists(st.sampled_from([ANA, BEN, CLEO]), max_size=3)
PICTURES = st.lists(st.builds(Picture, SOME, st.floats(0.001, 3.0)), max_size=150)


@given(PICTURES)
def test_that_only_what_is_in_the_picture_is_read(pictures: list[Picture]) -> None:
    in_view, now = NOTHING_IN_VIEW, 0.0
    for picture in pictures:
        now += picture.after
        seen = see(in_view, picture.codes, now)
        assert seen.reading is None or seen.reading in picture.codes
        in_view = seen.in_view


@given(PICTURES)
def test_that_two_readings_are_never_closer_than_the_pause(pictures: list[Picture]) -> None:
    times = [at for at, _ in readings(pictures)]
    assert all(later - earlier >= PAUSE_SECONDS - 1e-9 for earlier, later in pairwise(times))


@given(PICTURES)
def test_that_between_two_readings_of_a_code_it_was_away(pictures: list[Picture]) -> None:
    read_at: dict[str, float] = {}
    seen_at: dict[str, float] = {}
    longest_away: dict[str, float] = {}
    in_view, now = NOTHING_IN_VIEW, 0.0
    for picture in pictures:
        now += picture.after
        seen = see(in_view, picture.codes, now)
        in_view = seen.in_view
        for code in picture.codes:
            longest_away[code] = max(longest_away.get(code, 0.0), now - seen_at.get(code, now))
            seen_at[code] = now
        if seen.reading is not None:
            if seen.reading in read_at:
                assert longest_away[seen.reading] >= AWAY_SECONDS
            read_at[seen.reading] = now
            longest_away[seen.reading] = 0.0


@given(PICTURES, st.lists(st.sampled_from([ANA, BEN, CLEO]), min_size=1, max_size=3, unique=True))
def test_that_badges_that_stay_are_all_read_in_the_end(before: list[Picture], codes: list[str]) -> None:
    away = nothing(AWAY_SECONDS + 1)
    staying = held(*codes, seconds=(len(codes) + 1) * (PAUSE_SECONDS + 2 * FRAME))
    assert sorted(codes_read([*before, *away, *staying])[len(codes_read(before)) :]) == sorted(codes)


@given(PICTURES)
def test_that_no_more_is_remembered_than_was_seen(pictures: list[Picture]) -> None:
    in_view, now = NOTHING_IN_VIEW, 0.0
    for picture in pictures:
        now += picture.after
        in_view = see(in_view, picture.codes, now).in_view
        remembered = [sighting.code for sighting in in_view.sightings]
        assert len(remembered) == len(set(remembered)) <= 3
        assert all(0 <= sighting.missed_for < AWAY_SECONDS for sighting in in_view.sightings)
