"""Both sides of a sheet, its offset, and the marks to cut along."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.errors import BadInput
from checkin_app.domain.press import CLEAR, Duplex, Press, behind, cut_marks, offsets_of
from checkin_app.domain.sheet import Placement, Sheet, place

SHEET = Sheet(
    name="s",
    title="S",
    badge_width=80,
    badge_height=50,
    page_width=210,
    page_height=297,
    columns=2,
    rows=5,
    left=15,
    top=13.5,
    pitch_x=95,
    pitch_y=55,
)
BOTH_SIDES = st.sampled_from([Duplex.LONG_EDGE, Duplex.SHORT_EDGE])


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Sheets of any size, upright and lying, with whatever margins and gaps."""
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    width, height = draw(st.floats(20, 100)), draw(st.floats(20, 100))
    gap_x, gap_y, left, top, right, bottom = (draw(st.floats(0, 20)) for _ in range(6))
    return Sheet(
        name="any",
        title="Any",
        badge_width=width,
        badge_height=height,
        page_width=left + columns * (width + gap_x) + right,
        page_height=top + rows * (height + gap_y) + bottom,
        columns=columns,
        rows=rows,
        left=left,
        top=top,
        pitch_x=width + gap_x,
        pitch_y=height + gap_y,
    )


def seen_through(x: float, y: float, sheet: Sheet, duplex: Duplex) -> tuple[float, float]:
    """Where on the front a point of the back page lies, once the printer has turned the paper."""
    upright_axis = (duplex is Duplex.LONG_EDGE) == (sheet.page_height >= sheet.page_width)
    return (sheet.page_width - x, y) if upright_axis else (x, sheet.page_height - y)


def on_page(placement: Placement, u: float, v: float) -> tuple[float, float]:
    """Where on its page a point of a badge is printed, `u` and `v` from the badge's own top left corner."""
    if placement.turned:
        u, v = placement.width - u, placement.height - v
    return placement.x + u, placement.y + v


@given(sheets(), BOTH_SIDES, st.floats(0, 1), st.floats(0, 1), st.integers(0, 40))
def test_that_the_back_of_each_badge_lies_behind_its_front(
    sheet: Sheet, duplex: Duplex, across: float, down: float, number: int
) -> None:
    """Turn a badge like a door: what is at the right of its back is behind the left of its front, as high as it."""
    front = place(number + 1, sheet)[-1]
    back = behind(front, sheet, duplex)
    u, v = across * front.width, down * front.height
    x, y = seen_through(*on_page(back, front.width - u, v), sheet, duplex)
    assert (x, y) == pytest.approx(on_page(front, u, v), abs=0.01)
    assert back.page == front.page
    assert (back.width, back.height) == (front.width, front.height)


@given(sheets(), BOTH_SIDES)
def test_that_no_back_leaves_the_page(sheet: Sheet, duplex: Duplex) -> None:
    for front in place(sheet.labels_per_page, sheet):
        back = behind(front, sheet, duplex)
        assert -0.01 <= back.x <= sheet.page_width - back.width + 0.01
        assert -0.01 <= back.y <= sheet.page_height - back.height + 0.01


def test_that_backs_are_exchanged_left_and_right_at_the_long_edge_of_upright_paper() -> None:
    first, second = place(2, SHEET)
    assert behind(first, SHEET, Duplex.LONG_EDGE) == Placement(0, 115, 13.5, 80, 50)
    assert behind(second, SHEET, Duplex.LONG_EDGE).x == 20


def test_that_backs_stand_on_their_heads_at_the_short_edge_of_upright_paper() -> None:
    (first,) = place(1, SHEET)
    assert behind(first, SHEET, Duplex.SHORT_EDGE) == Placement(0, 15, 233.5, 80, 50, turned=True)


def test_that_an_offset_is_kept_in_tenths() -> None:
    press = Press(offset_x=0.26, offset_y=-1.04)
    assert (press.offset_x, press.offset_y) == (0.3, -1.0)


@pytest.mark.parametrize("offset", [10.1, -11, math.nan, math.inf])
def test_that_an_offset_which_no_printer_has_is_refused(offset: float) -> None:
    with pytest.raises(BadInput, match="offset_y"):
        Press(offset_y=offset)


def test_that_an_offset_is_written_as_two_lengths() -> None:
    assert offsets_of("1.5, -0.3") == (1.5, -0.3)
    assert offsets_of("0,+2") == (0, 2)


@pytest.mark.parametrize("text", ["", "1", "1;2", "a,b", "1,2,3", "nan,0", "1e9,0"])
def test_that_an_offset_which_is_none_is_shown_how(text: str) -> None:
    with pytest.raises(BadInput, match=r"like 1\.5,-0\.3"):
        offsets_of(text)


@given(sheets())
def test_that_cut_marks_touch_no_badge_and_stay_on_the_page(sheet: Sheet) -> None:
    badges = place(sheet.labels_per_page, sheet)
    for mark in cut_marks(sheet):
        left, right = sorted((mark.x1, mark.x2))
        upper, lower = sorted((mark.y1, mark.y2))
        assert left >= -0.01
        assert right <= sheet.page_width + 0.01
        assert upper >= -0.01
        assert lower <= sheet.page_height + 0.01
        for badge in badges:
            apart_x = left > badge.x + badge.width - 0.01 or right < badge.x + 0.01
            apart_y = upper > badge.y + badge.height - 0.01 or lower < badge.y + 0.01
            assert apart_x or apart_y


def test_that_every_edge_of_every_column_and_row_has_its_marks() -> None:
    marks = cut_marks(SHEET)
    assert {mark.x1 for mark in marks if mark.x1 == mark.x2} == {15, 95, 110, 190}
    assert {mark.y1 for mark in marks if mark.y1 == mark.y2} == {13.5 + 55 * n for n in range(5)} | {
        63.5 + 55 * n for n in range(5)
    }
    above = min(mark.y2 for mark in marks if mark.x1 == mark.x2)
    assert above == pytest.approx(13.5 - CLEAR)


def test_that_badges_which_fill_the_page_have_no_marks() -> None:
    card = Sheet(name="c", title="C", badge_width=86, badge_height=54, page_width=86, page_height=54)
    assert cut_marks(card) == []


def test_that_a_folded_sheet_is_marked_where_it_is_folded() -> None:
    folded = Sheet(
        name="f",
        title="F",
        badge_width=90,
        badge_height=130,
        page_width=210,
        page_height=297,
        left=15,
        top=10,
        folded=True,
    )
    assert 105 in {mark.x1 for mark in cut_marks(folded)}
