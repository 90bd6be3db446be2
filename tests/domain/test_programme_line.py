"""A line of typing is a session, or it is said what is missing."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.event import Admits
from checkin_app.domain.programme_line import EXAMPLE, NotUnderstood, SessionLine, Unclear, read_line

NINE, HALF_PAST_TEN = time(9), time(10, 30)
CATEGORIES = ("Exchange visitor", "Speaker")


def understood(text: str) -> SessionLine:
    line = read_line(text, CATEGORIES)
    assert isinstance(line, SessionLine), line
    return line


def test_that_the_example_is_understood() -> None:
    assert understood(EXAMPLE) == SessionLine(NINE, HALF_PAST_TEN, "Opening", "Aula Magna", 120)


@pytest.mark.parametrize(
    "times",
    [
        "09:00-10:30", "9-10.30", "9:00 – 10:30", " 9h - 10h30 ", "9 to 10:30", "09.00 until 10.30", "9:00—10:30",
        "9h00-10h30", "9-10:30", "9 TO 10.30",
    ],
)  # fmt: skip
def test_that_times_may_be_written_in_many_ways(times: str) -> None:
    line = understood(f"{times} Opening")
    assert (line.starts, line.ends, line.title) == (NINE, HALF_PAST_TEN, "Opening")


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("22:00-01:30 Dinner", time(22), time(1, 30)),
        ("23:00-24:00 Dinner", time(23), time(0)),
        ("20-3:55 Dinner", time(20), time(3, 55)),
        ("01:00-02:00 Dinner", time(1), time(2)),
        ("4-5 Breakfast", time(4), time(5)),
    ],
)
def test_that_times_before_the_rollover_belong_to_the_night_after(
    text: str, starts: time, ends: time
) -> None:
    line = understood(text)
    assert (line.starts, line.ends) == (starts, ends)


@pytest.mark.parametrize(
    "text",
    [
        "14-15 Talk (12) @ Lab [registered]",
        "14-15 Talk [registered] @ Lab (12)",
        "14-15 Talk [Registered] (12) @ Lab",
        "14-15 (12) Talk @  Lab [ registered ]",
    ],
)
def test_that_marks_may_stand_in_any_order(text: str) -> None:
    expected = SessionLine(time(14), time(15), "Talk", "Lab", 12, Admits.REGISTERED)
    assert understood(text) == expected


def test_that_categories_are_known_whatever_their_case_and_told_as_they_are_spelled() -> None:
    line = understood("14-15 Talk [speaker, EXCHANGE VISITOR, Speaker]")
    assert (line.admits, line.categories) == (Admits.CATEGORIES, ("Speaker", "Exchange visitor"))
    assert understood("14-15 Talk [everyone]").admits is Admits.EVERYONE
    assert understood("14-15 Talk []").admits is Admits.EVERYONE


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("9-10 3D printing", "3D printing"),
        ("9-10 Hemp (introduction) @ Lab", "Hemp (introduction)"),
        ("9-10 Ana@home and away @ Lab", "Ana@home and away"),
        ("9-10 Șezătoare cu țesători", "Șezătoare cu țesători"),
        ("9-10 Part 2: 11:00 is too late", "Part 2: 11:00 is too late"),
        ("9-10   much   room ", "much room"),
    ],
)
def test_that_a_title_is_kept_as_it_is_written(text: str, title: str) -> None:
    assert understood(text).title == title


@pytest.mark.parametrize(
    ("text", "why", "part"),
    [
        ("", Unclear.NO_TIMES, ""),
        ("Opening", Unclear.NO_TIMES, ""),
        ("9 Opening", Unclear.NO_TIMES, ""),
        ("Opening 9-10", Unclear.NO_TIMES, ""),
        ("25:00-26:00 Opening", Unclear.NO_SUCH_TIME, "25:00"),
        ("9-10.75 Opening", Unclear.NO_SUCH_TIME, "10.75"),
        ("10-9 Opening", Unclear.ENDS_BEFORE, "10:00–09:00"),
        ("10-10 Opening", Unclear.ENDS_BEFORE, "10:00–10:00"),
        ("22:00-05:00 Dinner", Unclear.ENDS_BEFORE, "22:00–05:00"),
        ("9-10", Unclear.NO_TITLE, ""),
        ("9-10 @ Lab (3)", Unclear.NO_TITLE, ""),
        ("9-10 Opening (0)", Unclear.CAPACITY, "0"),
        ("9-10 Opening (1000001)", Unclear.CAPACITY, "1000001"),
        ("9-10 Opening [speakers]", Unclear.UNKNOWN_CATEGORY, "speakers"),
    ],
)
def test_that_what_is_not_understood_is_told_with_the_part_it_is_about(
    text: str, why: Unclear, part: str
) -> None:
    assert read_line(text, CATEGORIES) == NotUnderstood(why, part)


def test_that_a_later_rollover_lets_a_night_be_longer() -> None:
    line = read_line("22:00-05:00 Dinner", rollover=time(6))
    assert isinstance(line, SessionLine)
    assert line.ends == time(5)


WORDS = st.lists(
    st.text("abcțșăλж'&%3", min_size=1, max_size=8), min_size=1, max_size=4
).map(" ".join)  # fmt: skip
MINUTES = st.integers(0, 24 * 60 - 1)


@given(
    begin=MINUTES,
    length=st.integers(1, 600),
    title=WORDS.filter(lambda words: not words[0].isdigit()),
    room=st.just("") | WORDS,
    capacity=st.none() | st.integers(1, 1_000_000),
    who=st.sampled_from([(Admits.EVERYONE, ()), (Admits.REGISTERED, ()), (Admits.CATEGORIES, ("Speaker",))]),
)
def test_that_every_session_can_be_written_as_a_line(
    begin: int,
    length: int,
    title: str,
    room: str,
    capacity: int | None,
    who: tuple[Admits, tuple[str, ...]],
) -> None:
    starts, ends = _clock(begin), _clock(min(begin + length, 24 * 60 - 1))
    if (ends < time(4), ends) <= (starts < time(4), starts):
        return
    admits, categories = who
    text = f"{starts:%H:%M}-{ends:%H:%M} {title}"
    text += f" @ {room}" if room else ""
    text += f" ({capacity})" if capacity else ""
    if admits is not Admits.EVERYONE:
        text += f" [{', '.join(categories) or 'registered'}]"
    assert understood(text) == SessionLine(starts, ends, title, room, capacity, admits, categories)


@given(st.text(max_size=60) | st.text("0123456789:-– @()[]hTo", max_size=30))
def test_that_no_line_whatsoever_breaks_the_reading(text: str) -> None:
    line = read_line(text, CATEGORIES)
    if isinstance(line, SessionLine):
        assert line.title


def _clock(minutes: int) -> time:
    """Minutes after the rollover as a time of day."""
    clock = (minutes + 240) % (24 * 60)
    return time(clock // 60, clock % 60)
