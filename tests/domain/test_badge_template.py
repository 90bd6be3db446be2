"""Designs that follow from a template on badges of any size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.badge_template import Frame, Layout, Rect, Template, TextBox
from checkin_app.domain.errors import BadInput
from checkin_app.domain.lettering import Style

STYLE = Style(size=20, smallest=10, readable=12)
BOX = TextBox(Frame(left=4, right=4, top=4, height=4), STYLE)


def a_layout(name: str, width: float, height: float, min_aspect: float, max_height: float = 1000) -> Layout:
    """A layout in which only the numbers matter."""
    return Layout(
        name=name,
        width=width,
        height=height,
        min_aspect=min_aspect,
        max_height=max_height,
        event=BOX,
        name_frame=Frame(left=4, right=4, top=10, bottom=24),
        given=STYLE,
        family=STYLE,
        single=STYLE,
        organisation=BOX,
        organisation_alone=Frame(left=4, right=4, top=4, height=4),
        category=BOX,
        radius=1,
        padding=2,
        qr=Frame(right=1, bottom=1, width=20, height=20),
        code=BOX,
        writing=(Frame(left=4, right=4, top=16, height=0.25),),
    )


TEMPLATE = Template(
    name="t",
    title="T",
    name_smallest=14,
    name_width=80,
    layouts=(
        a_layout("small", 75, 40, 1.15, max_height=45),
        a_layout("landscape", 80, 50, 1.15),
        a_layout("portrait", 62, 100, 0),
    ),
)


def test_that_a_box_keeps_its_distance_from_the_edges_it_names() -> None:
    frame = Frame(left=4, right=6, bottom=3, height=10)
    assert frame.on(80, 50, 1) == Rect(4, 37, 70, 10)
    assert frame.on(100, 60, 1) == Rect(4, 47, 90, 10)


def test_that_a_box_grows_with_the_badge() -> None:
    assert Frame(right=1, bottom=1, width=20, height=20).on(160, 100, 2) == Rect(118, 58, 40, 40)


def test_that_a_box_with_a_width_alone_is_centred() -> None:
    assert Frame(width=30, top=10, height=30).on(62, 100, 1) == Rect(16, 10, 30, 30)


@pytest.mark.parametrize(
    "numbers",
    [
        {"left": 1, "top": 1, "height": 1},
        {"left": 1, "right": 1, "width": 1, "top": 1, "height": 1},
        {"left": 1, "right": 1},
        {},
    ],
)
def test_that_a_box_tied_by_too_few_or_too_many_numbers_is_refused(numbers: dict[str, float]) -> None:
    with pytest.raises(BadInput, match="two of its three numbers"):
        Frame(**{name: float(number) for name, number in numbers.items()})


@pytest.mark.parametrize(
    ("width", "height", "name"),
    [
        (75, 40, "small"),
        (80, 50, "landscape"),
        (105, 74.25, "landscape"),
        (62, 100, "portrait"),
        (60, 60, "portrait"),
    ],
)
def test_that_the_shape_of_the_badge_chooses_the_layout(width: float, height: float, name: str) -> None:
    assert TEMPLATE.layout_for(width, height).name == name


def test_that_letters_grow_with_the_badge_but_not_their_limits() -> None:
    design = TEMPLATE.design(120, 75)
    assert design.event.style.size == 30
    assert design.event.style.smallest == 10
    assert design.event.style.readable == 12
    assert design.radius == 1.5


def test_that_the_narrower_side_decides_how_much_letters_grow() -> None:
    assert TEMPLATE.design(160, 60).event.style.size == 24


def test_that_letters_never_begin_below_their_smallest_size() -> None:
    assert TEMPLATE.design(30, 16).event.style.size == 10


@pytest.mark.parametrize(
    ("width", "height", "smallest"), [(80, 50, 14), (79, 50, 10), (105, 148, 14), (62, 100, 10)]
)
def test_that_names_keep_fourteen_points_on_badges_from_eighty_millimetres(
    width: float, height: float, smallest: float
) -> None:
    design = TEMPLATE.design(width, height)
    assert design.given.smallest == smallest
    assert design.family.smallest == smallest
    assert design.single.smallest == smallest
    assert design.organisation.style.smallest == 10


@given(st.floats(40, 210), st.floats(30, 297))
def test_that_a_design_fits_its_badge_whatever_its_size(width: float, height: float) -> None:
    design = TEMPLATE.design(width, height)
    for rect in (
        design.event.rect,
        design.name,
        design.category.rect,
        design.code.rect,
        design.qr,
        *design.writing,
    ):
        assert rect.x >= 0
        assert rect.y >= 0
        assert rect.x + rect.width <= width + 1e-6
        assert rect.y + rect.height <= height + 1e-6
    assert design.qr.width == pytest.approx(design.qr.height)
