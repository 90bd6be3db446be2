"""Where badges lie on a sheet."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.errors import BadInput, NotPossible
from checkin_app.domain.sheet import Placement, Sheet, back_of, place


def a_sheet(**numbers: float | bool) -> Sheet:
    """Avery L4785, or a variation of it."""
    usual: dict[str, object] = dict.fromkeys(("name", "title"), "labels")
    usual |= {"badge_width": 80, "badge_height": 50, "page_width": 210, "page_height": 297}
    usual |= {"columns": 2, "rows": 5, "left": 17.5, "top": 13.5, "pitch_x": 95, "pitch_y": 55}
    return Sheet(**(usual | numbers))  # type: ignore[arg-type]


LENGTHS = st.floats(5, 120).map(lambda number: round(number, 2))
GAPS = st.floats(0, 20).map(lambda number: round(number, 2))


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Any grid of labels, on a page that just holds it or is larger."""
    width, height, gap_x, gap_y = draw(LENGTHS), draw(LENGTHS), draw(GAPS), draw(GAPS)
    columns, rows = draw(st.integers(1, 5)), draw(st.integers(1, 8))
    left, top = draw(GAPS), draw(GAPS)
    return Sheet(
        name="any",
        title="Any",
        badge_width=width,
        badge_height=height,
        page_width=left + columns * (width + gap_x) + draw(GAPS),
        page_height=top + rows * (height + gap_y) + draw(GAPS),
        columns=columns,
        rows=rows,
        left=left,
        top=top,
        pitch_x=round(width + gap_x, 2),
        pitch_y=round(height + gap_y, 2),
    )


def test_that_labels_are_filled_row_by_row() -> None:
    first, second, third = place(3, a_sheet())
    assert first == Placement(0, 17.5, 13.5, 80, 50)
    assert second == Placement(0, 112.5, 13.5, 80, 50)
    assert third == Placement(0, 17.5, 68.5, 80, 50)


def test_that_a_full_page_is_followed_by_the_next() -> None:
    placements = place(11, a_sheet())
    assert [placement.page for placement in placements] == [0] * 10 + [1]
    assert placements[10] == Placement(1, 17.5, 13.5, 80, 50)


def test_that_a_half_used_sheet_is_filled_from_its_first_free_label() -> None:
    placements = place(7, a_sheet(), first_label=5)
    assert placements[0] == Placement(0, 17.5, 123.5, 80, 50)
    assert [placement.page for placement in placements] == [0] * 6 + [1]


def test_that_nothing_needs_no_place() -> None:
    assert place(0, a_sheet()) == []


@pytest.mark.parametrize("first_label", [0, -1, 11])
def test_that_a_label_which_the_sheet_has_not_is_refused_with_those_it_has(first_label: int) -> None:
    with pytest.raises(
        NotPossible, match=f"no label {first_label} on a page of labels: it has labels 1 to 10"
    ):
        place(1, a_sheet(), first_label)


def test_that_a_single_card_has_only_its_first_label() -> None:
    card = Sheet(name="c", title="Card", badge_width=86, badge_height=54, page_width=86, page_height=54)
    assert card.labels_per_page == 1
    with pytest.raises(NotPossible, match="only label 1"):
        place(1, card, 2)


def test_that_badges_touch_where_no_pitch_is_given() -> None:
    sheet = a_sheet(left=0, top=0, pitch_x=0, pitch_y=0)
    assert place(4, sheet)[3] == Placement(0, 80, 50, 80, 50)


def test_that_a_folded_badge_has_its_back_beside_it() -> None:
    sheet = a_sheet(badge_width=105, badge_height=148, columns=1, rows=1, left=0, top=0.25, folded=True)
    front = place(1, sheet)[0]
    assert back_of(front, sheet) == Placement(0, 105, 0.25, 105, 148)
    assert back_of(front, a_sheet()) is None


@pytest.mark.parametrize(
    ("numbers", "field", "problem"),
    [
        ({"badge_width": 0}, "badge_width", "0 must be more than 0"),
        ({"rows": -1}, "rows", "-1 must be more than 0"),
        ({"left": -0.5}, "left", "-0.5 must not be less than 0"),
        ({"page_height": math.inf}, "page_height", "inf"),
        ({"top": math.nan}, "top", "nan"),
        ({"pitch_x": 79}, "pitch_x", "79 is less than a badge"),
        ({"pitch_y": 49.9}, "pitch_y", "49.9 is less than a badge"),
        ({"columns": 3}, "columns", "need 287.5 mm of the page's width"),
        ({"rows": 6}, "rows", "need 338.5 mm of the page's height"),
        ({"folded": True}, "columns", "need 272.5 mm"),
    ],
)
def test_that_numbers_which_are_no_sheet_are_refused_by_name(
    numbers: dict[str, float], field: str, problem: str
) -> None:
    with pytest.raises(BadInput, match=problem) as refusal:
        a_sheet(**numbers)
    assert refusal.value.where == field
    assert refusal.value.source == "sheet labels"


def test_that_a_rounding_of_the_maker_is_no_mistake() -> None:
    assert a_sheet(left=35.04).left == 35.04
    with pytest.raises(BadInput):
        a_sheet(left=35.06)


@given(sheets(), st.integers(0, 60), st.data())
def test_that_every_badge_lies_on_its_page_and_none_on_another(
    sheet: Sheet, count: int, data: st.DataObject
) -> None:
    first_label = data.draw(st.integers(1, sheet.labels_per_page))
    placements = place(count, sheet, first_label)
    assert len(placements) == count
    for placement in placements:
        assert placement.x >= 0
        assert placement.y >= 0
        assert placement.x + placement.width <= sheet.page_width + 0.05
        assert placement.y + placement.height <= sheet.page_height + 0.05
    for page in {placement.page for placement in placements}:
        together = [placement for placement in placements if placement.page == page]
        assert all(not overlap(one, other) for i, one in enumerate(together) for other in together[:i])


@given(sheets(), st.integers(1, 60), st.data())
def test_that_pages_are_filled_without_a_gap(sheet: Sheet, count: int, data: st.DataObject) -> None:
    first_label = data.draw(st.integers(1, sheet.labels_per_page))
    placements = place(count, sheet, first_label)
    pages = placements[-1].page + 1
    assert pages == math.ceil((first_label - 1 + count) / sheet.labels_per_page)
    reading_order = [(placement.page, placement.y, placement.x) for placement in placements]
    assert all(earlier < later for earlier, later in pairwise(reading_order))
    assert placements == place(first_label - 1 + count, sheet)[first_label - 1 :]


def overlap(one: Placement, other: Placement) -> bool:
    """Whether two badges share more than an edge."""
    slack = 0.002
    return (
        abs(one.x - other.x) < one.width - slack
        and abs(one.y - other.y) < one.height - slack
        and one.page == other.page
    )
