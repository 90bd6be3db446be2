"""Label paper of one's own: measured, described in a line, or refused with the number that cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.custom_sheet import HOW, LETTER, custom_sheet, described
from checkin_app.domain.errors import BadInput
from checkin_app.domain.sheet import place

USUAL = {"badge": (80, 50), "grid": (2, 5), "first": (17.5, 13.5), "pitch": (95, 55)}


def test_that_the_numbers_of_a_ruler_make_a_sheet() -> None:
    sheet = custom_sheet((80, 50), (2, 5), (17.5, 13.5), (95, 55))
    assert (sheet.name, sheet.title) == ("custom", "Own paper · 80 × 50 mm, 10 on a page")
    assert (sheet.page_width, sheet.page_height) == (210, 297)
    assert place(10, sheet)[-1].x == 112.5


def test_that_a_sheet_can_be_described_in_a_line() -> None:
    assert described(HOW) == custom_sheet((80, 50), (2, 5), (17.5, 13.5), (95, 55))
    assert described("CUSTOM:80x50, 2x4, 17.5/13.5, 95x55, Letter").page_width == LETTER[0]
    assert described("custom:62x90,1x1,0/0,0x0,62x90").page_height == 90


@pytest.mark.parametrize(
    "text",
    [
        "custom:",
        "custom:80x50",
        "custom:80x50,2x5,17.5/13.5,95x55,a3",
        "custom:80x50,2.5x5,1/1,95x55",
        "custom:axb,1x1,0/0,0x0",
    ],
)
def test_that_a_description_which_is_none_is_shown_how(text: str) -> None:
    with pytest.raises(BadInput, match=r"is no description.*custom:80x50,2x5"):
        described(text)


@pytest.mark.parametrize(
    ("changes", "where", "problem"),
    [
        ({"badge": (0, 50)}, "badge_width", "needs a width and a height"),
        ({"badge": (80, -1)}, "badge_height", "needs a width and a height"),
        ({"badge": (float("nan"), 50)}, "badge_width", "needs a width"),
        ({"grid": (0, 5)}, "columns", "at least one column"),
        ({"grid": (2, -5)}, "rows", "at least one column and one row"),
        ({"grid": (100, 100)}, "columns", "at most 200 labels"),
        ({"first": (-1, 13.5)}, "left", "begins on the page"),
        ({"first": (17.5, float("inf"))}, "top", "begins on the page"),
        ({"pitch": (79, 55)}, "pitch_x", "it is 79 mm, less than a badge of 80 mm"),
        ({"pitch": (95, 49)}, "pitch_y", "From one badge to the next down it is 49 mm"),
        ({"pitch": (float("nan"), 55)}, "pitch_x", "a length in mm"),
        ({"grid": (3, 5)}, "columns", "3 columns need 287.5 mm across, and the page has 210 mm"),
        ({"first": (17.5, 30)}, "rows", "5 rows need 300 mm down, and the page has 297 mm"),
        ({"page": (0, 297)}, "page_width", "A page is between"),
        ({"page": (210, 5000)}, "page_height", "A page is between"),
    ],
)
def test_that_a_number_which_cannot_be_is_named_with_a_sentence(
    changes: dict[str, object], where: str, problem: str
) -> None:
    with pytest.raises(BadInput, match=problem) as refusal:
        custom_sheet(**(USUAL | changes))  # type: ignore[arg-type]  # pairs of numbers
    assert refusal.value.where == where


PAIRS = st.tuples(st.floats(-10, 400), st.floats(-10, 400))


@given(PAIRS, st.tuples(st.integers(-1, 12), st.integers(-1, 12)), PAIRS, PAIRS)
def test_that_any_numbers_make_a_sheet_or_a_sentence(
    badge: tuple[float, float], grid: tuple[int, int], first: tuple[float, float], pitch: tuple[float, float]
) -> None:
    try:
        sheet = custom_sheet(badge, grid, first, pitch)
    except BadInput:
        return
    for label in place(sheet.labels_per_page, sheet):
        assert label.x + label.width <= sheet.page_width + 0.06
        assert label.y + label.height <= sheet.page_height + 0.06
