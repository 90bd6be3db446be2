"""Short numbers, such as an EAN or a telephone number: taken out of what is typed, and never taken from a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.scan import (
    GAP_MS,
    LATEST_KEY_MS,
    SCANNER_PACE_MS,
    SHORTEST_SCAN,
    Burst,
    Scanned,
    Stroke,
)
from tests.domain.test_scan import CODE, LATER, Desk, key, timed

NUMBERS = ["5901234123457↵", "+40 723 123 456↵", "0-306-40615-2↵↵", "HC-00123↵", "tel:+40723123456↵"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("pace", [0, 2, SCANNER_PACE_MS])
def test_that_a_short_number_types_nothing_presses_nothing_and_is_told_once(
    desk: Desk, number: str, pace: int
) -> None:
    desk.play(timed(number, pace=pace))
    assert desk.arrived == []
    assert [scan.typed.strip() for scan in desk.scans] == [number.strip("↵")]


def test_that_its_digits_are_known_by_their_places(desk: Desk) -> None:
    french = [key("é", place="2", at_ms=2 * number) for number in range(13)]
    desk.play([*french, key("↵", at_ms=26)])
    assert desk.scans == [Scanned("2" * 13 + "\n", "é" * 13 + "\n")]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(timed("5901234123457↵", pace=SCANNER_PACE_MS + 1), id="slower"),
        pytest.param(timed("1234567↵", pace=0), id="shorter"),
        pytest.param(timed("5901234123457", pace=2), id="without Enter"),
        pytest.param(timed("5901234123457⇥", pace=2), id="with Tab"),
        pytest.param(timed("⌫⌫⌫0723123456↵", pace=2), id="after Backspace, as tools that expand do"),
        pytest.param(timed("0723123⌫3456↵", pace=2), id="with Backspace in it"),
        pytest.param(timed([*"0723", "^v", *"123456", "↵"], pace=20), id="with a command in it, by hand"),
        pytest.param(timed("Best regards 1↵", pace=0), id="words"),
        pytest.param(timed("ana.pop99@example↵", pace=0), id="an address with two digits"),
    ],
)
def test_that_whatever_else_a_person_or_a_tool_may_send_arrives(desk: Desk, typed: list[Stroke]) -> None:
    desk.play(typed)
    assert desk.arrived == typed
    assert desk.scans == []


def test_that_digits_which_begin_slowly_are_a_persons(desk: Desk) -> None:
    """The average of the whole run counts, not the pace of its end."""
    typed = [*timed("07231", pace=30), *timed("23456↵", pace=1, start=150)]
    desk.play(typed)
    assert desk.arrived == typed


def test_that_without_times_of_their_own_typed_numbers_are_never_taken_for_scans() -> None:
    """A busy program on Windows gets in one heap what was typed in a second."""
    desk = Desk(Burst(knows_times=False))
    typed = timed("0723123456↵", pace=0)
    desk.play(typed)
    assert desk.arrived == typed


@given(
    st.lists(st.tuples(st.integers(0, 2 * GAP_MS), st.sampled_from("0123456789a⌫")), max_size=30),
    st.integers(SCANNER_PACE_MS + 1, GAP_MS),
)
def test_that_digits_of_a_person_arrive_however_they_are_typed(
    pressed: list[tuple[int, str]], slowest: int
) -> None:
    """No two keys of a person, nor a key and Enter, are pressed within 12 ms all through a run."""
    desk, at_ms, typed = Desk(), 0, list[Stroke]()
    for pause, text in [*pressed[: SHORTEST_SCAN - 1], (0, "↵")]:
        at_ms += max(slowest, pause)
        typed.append(key(text, at_ms=at_ms))
    desk.play(typed)
    assert desk.arrived == typed


# -- keys that come late ---------------------------------------------------------------------------------------


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_that_amid_a_scan_keys_may_be_brought_late_if_they_were_pressed_in_time(desk: Desk) -> None:
    first, second = timed(CODE[:9], pace=2), timed(CODE[9:] + "↵", pace=2, start=18)
    for stroke in first:
        desk.press(stroke)
    desk.wait(first[-1].at_ms + LATEST_KEY_MS)
    desk.play(second)
    assert desk.scans == [Scanned(CODE, CODE)]
    assert desk.arrived == []


def test_that_waiting_joins_nothing_that_was_pressed_later(desk: Desk) -> None:
    """A tool inserts twenty letters, and a person presses Enter in the time for which late keys are waited for."""
    inserted = timed("Cluster of the East, Iasi", pace=1)
    enter = key("↵", at_ms=inserted[-1].at_ms + GAP_MS + 1)
    desk.play([*inserted, enter])
    assert desk.arrived == [*inserted, enter]
    assert desk.scans == []


def test_that_what_is_inserted_at_once_waits_no_longer_than_late_keys_may(desk: Desk) -> None:
    inserted = timed("Popescu", pace=1)
    for stroke in inserted:
        desk.press(stroke)
    desk.wait(inserted[-1].at_ms + LATEST_KEY_MS)
    assert desk.arrived == []
    desk.wait(inserted[-1].at_ms + LATEST_KEY_MS + 1)
    assert desk.arrived == inserted


@pytest.mark.parametrize("pace", [SCANNER_PACE_MS + 1, 30])
def test_that_a_persons_letters_wait_for_the_gap_alone(desk: Desk, pace: int) -> None:
    typed = timed("popescu", pace=pace)
    for stroke in typed:
        desk.press(stroke)
    desk.wait(typed[-1].at_ms + GAP_MS + 1)
    assert desk.arrived == typed


def test_that_a_badge_without_suffix_is_told_when_the_gap_has_passed(desk: Desk) -> None:
    strokes = timed(CODE, pace=2, start=LATER)
    for stroke in strokes:
        desk.press(stroke)
    desk.wait(strokes[-1].at_ms + GAP_MS + 1)
    assert desk.scans == [Scanned(CODE, CODE)]
