"""How texts are set into rooms."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checkin_app.domain.lettering import (
    ELLIPSIS,
    MM_PER_POINT,
    STEP,
    Fitted,
    Room,
    Style,
    balanced,
    fit,
    height,
)

STYLE = Style(size=24, smallest=14, lines=2, leading=1.0)
WORDS = st.text(st.characters(categories=["L", "Mn"], max_codepoint=0x24F), min_size=1, max_size=25)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(
    lambda words: unicodedata.normalize("NFC", " ".join(words))
)
ROOMS = st.builds(Room, st.floats(15, 150), st.floats(5, 40))
NARROW = st.builds(Room, st.floats(3, 20), st.floats(5, 40))
LONG_TEXTS = TEXTS.filter(lambda text: len(text) >= 12)
STYLES = st.builds(
    lambda smallest, more, lines: Style(size=smallest + more, smallest=smallest, lines=lines),
    st.floats(6, 14),
    st.floats(0, 30),
    st.integers(1, 2),
)


def measure(text: str, size: float) -> float:
    """A typewriter: every letter is half as wide as high, in mm."""
    return len(text) * size * 0.5 * MM_PER_POINT


def room_for(letters: int, size: float = 24, lines: int = 1) -> Room:
    """A room that just holds so many letters and lines of a size."""
    return Room(measure("x" * letters, size), lines * size * MM_PER_POINT)


def test_that_a_short_name_stands_large_on_one_line() -> None:
    assert fit("Li", STYLE, room_for(10), measure) == Fitted(("Li",), 24)


def test_that_a_text_which_just_fits_is_not_broken() -> None:
    assert fit("Ana Popescu", STYLE, room_for(11, lines=2), measure) == Fitted(("Ana Popescu",), 24)


def test_that_two_lines_are_preferred_to_smaller_letters() -> None:
    fitted = fit("Ana Maria Popescu", STYLE, room_for(10, lines=2), measure)
    assert fitted == Fitted(("Ana Maria", "Popescu"), 24)


def test_that_a_room_of_one_line_makes_the_letters_smaller() -> None:
    fitted = fit("Ana Maria Popescu", STYLE, room_for(12, lines=1), measure)
    assert fitted.lines == ("Ana Maria Popescu",)
    assert 14 <= fitted.size < 24


def test_that_two_lines_are_tried_at_every_size() -> None:
    fitted = fit("Alexandrina Constantinescu", STYLE, room_for(12, lines=2), measure)
    assert fitted.lines == ("Alexandrina", "Constantinescu")
    assert fitted.size == 20.5


def test_that_a_style_of_one_line_is_never_broken() -> None:
    fitted = fit("Ana Maria Popescu", replace(STYLE, lines=1), room_for(10, lines=3), measure)
    assert fitted == Fitted(("Ana Maria Popescu",), 14)


def test_that_forty_letters_without_a_space_are_shortened_at_the_smallest_size() -> None:
    name = "Wolfeschlegelsteinhausenbergerdorffabcde"
    fitted = fit(name, STYLE, room_for(20, size=14), measure)
    assert fitted == Fitted(("Wolfeschlegelsteinh" + ELLIPSIS,), 14, ellipsed=True)


def test_that_only_the_last_line_is_shortened() -> None:
    fitted = fit("Ana Maria Popescu-Dumitrescu von Hohenzollern", STYLE, room_for(15, 14, 2), measure)
    assert fitted.lines == ("Ana Maria", "Popescu-Dumitr" + ELLIPSIS)
    assert fitted.ellipsed


def test_that_two_unbalanced_lines_are_better_than_an_ellipsis() -> None:
    style = replace(STYLE, size=14)
    fitted = fit("abc defgh-ijklmn", style, Room(measure("x" * 10, 14), 2 * 14 * MM_PER_POINT), measure)
    assert fitted == Fitted(("abc defgh-", "ijklmn"), 14)


def test_that_an_empty_text_has_no_lines() -> None:
    assert fit("", STYLE, room_for(10), measure) == Fitted((), 24)


def test_that_a_room_too_low_for_any_line_still_gets_one() -> None:
    assert fit("Li", STYLE, Room(50, 1), measure) == Fitted(("Li",), 14)


def test_that_a_letter_is_not_parted_from_its_marks() -> None:
    fitted = fit("abcdx\u0302\u0323efgh", replace(STYLE, lines=1), room_for(7, size=14), measure)
    assert fitted.lines == ("abcd" + ELLIPSIS,)


def test_that_no_hyphen_or_space_is_left_before_the_ellipsis() -> None:
    fitted = fit("Popescu-Dumitrescu", replace(STYLE, lines=1), room_for(9, size=14), measure)
    assert fitted.lines == ("Popescu" + ELLIPSIS,)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Ana Maria Popescu", ("Ana Maria", "Popescu")),
        ("Jean-Christophe", ("Jean-", "Christophe")),
        ("Clusters Meet Regions · Iași, 21–23 November", ("Clusters Meet Regions", "Iași, 21–23 November")),
        ("Bologna/Parma", ("Bologna/", "Parma")),
        ("Popescu", None),
        ("-", None),
        ("a ·", None),
    ],
)
def test_that_lines_end_at_spaces_hyphens_and_separators(text: str, lines: tuple[str, str] | None) -> None:
    assert balanced(text, lambda part: measure(part, 10)) == lines


@given(TEXTS, STYLES, ROOMS)
def test_that_what_is_not_marked_as_shortened_is_whole_and_fits(text: str, style: Style, room: Room) -> None:
    fitted = fit(text, style, room, measure)
    assert style.smallest <= fitted.size <= style.size
    assert 1 <= len(fitted.lines) <= style.lines
    if not fitted.ellipsed:
        assert "".join(fitted.lines).replace(" ", "") == text.replace(" ", "")
        assert all(measure(line, fitted.size) <= room.width + 1e-6 for line in fitted.lines)
    if fitted.size > style.smallest:
        assert height(fitted, style) <= room.height + 1e-6


@given(LONG_TEXTS, STYLES, NARROW)
def test_that_a_shortened_text_is_a_beginning_at_the_smallest_size(
    text: str, style: Style, room: Room
) -> None:
    fitted = fit(text, style, room, measure)
    assume(fitted.ellipsed)
    assert fitted.size == style.smallest
    assert fitted.lines[-1].endswith(ELLIPSIS)
    kept = "".join(fitted.lines).removesuffix(ELLIPSIS).replace(" ", "")
    assert text.replace(" ", "").startswith(kept)
    assert all(measure(line, fitted.size) <= room.width + 1e-6 for line in fitted.lines if line != ELLIPSIS)


@given(TEXTS, STYLES, ROOMS)
def test_that_no_larger_size_would_have_done_on_one_line(text: str, style: Style, room: Room) -> None:
    fitted = fit(text, style, room, measure)
    larger = fitted.size + STEP
    assume(larger <= style.size)
    assert measure(text, larger) > room.width or larger * style.leading * MM_PER_POINT > room.height - 1e-6


@given(TEXTS, STYLES, ROOMS, st.floats(0, 40), st.floats(0, 40))
def test_that_more_room_never_makes_letters_smaller(
    text: str, style: Style, room: Room, wider: float, higher: float
) -> None:
    before = fit(text, style, room, measure)
    after = fit(text, style, Room(room.width + wider, room.height + higher), measure)
    assert after.size >= before.size
    assert before.ellipsed or not after.ellipsed
