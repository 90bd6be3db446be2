"""Looking at badges before printing: what is found, from which limits on, and that printing finds no more."""

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from PIL import Image

from checkin_app.domain.badge import BadgeFace, BadgeWarning
from checkin_app.domain.badge_look import Look, Part, Picture
from checkin_app.domain.badge_preflight import Limits
from checkin_app.domain.errors import NotPossible
from checkin_app.services.badge_pdf import warnings_for
from checkin_app.services.badge_preflight import USUAL, findings
from checkin_app.services.long_work import result_of
from tests.services.badge_samples import A_SHEET, CLASSIC, SHEETS, SUITED, TEMPLATES, a_face, a_spare

TALL_ORDER = [
    *(a_face(0, name_given="x" * 50), a_face(1, organisation=""), a_face(2, name_family="田")),
    *(a_face(3), a_face(4, event="An event " * 20), a_spare()),
]


def found(
    faces: Sequence[BadgeFace], look: Look | None = None, limits: Limits = USUAL
) -> list[tuple[str | None, str, str, str]]:
    template = replace(CLASSIC, look=look) if look else CLASSIC
    warnings = result_of(findings(faces, A_SHEET, template, limits))
    return [(each.participant, each.field, str(each.problem), each.detail) for each in warnings]


def a_picture(width: int, height: int, *colours: str) -> Picture:
    """Stripes of these colours from left to right."""
    image = Image.new("RGB", (width, height))
    for number, colour in enumerate(colours):
        image.paste(colour, (width * number // len(colours), 0, width * (number + 1) // len(colours), height))
    content = io.BytesIO()
    image.save(content, "PNG")
    return Picture(str(colours), width, height, content.getvalue())


@pytest.mark.parametrize(("template", "sheet"), SUITED)
def test_that_printing_finds_nothing_that_was_not_told_before(template: str, sheet: str) -> None:
    told = result_of(findings(TALL_ORDER, SHEETS[sheet], TEMPLATES[template]))
    printed: tuple[BadgeWarning, ...] = warnings_for(TALL_ORDER, SHEETS[sheet], TEMPLATES[template])
    assert set(told) == set(printed)
    assert printed


def test_that_ordinary_badges_have_nothing_to_tell() -> None:
    assert found([*(a_face(number) for number in range(11)), a_spare()]) == []


def test_that_the_looking_tells_how_far_it_is() -> None:
    assert list(findings([a_face(number) for number in range(3)], A_SHEET, CLASSIC)) == [
        (1, 3),
        (2, 3),
        (3, 3),
    ]
    assert result_of(findings([], A_SHEET, CLASSIC)) == ()


def test_that_a_design_for_another_shape_is_refused() -> None:
    with pytest.raises(NotPossible, match="Two-sided"):
        result_of(findings([a_face()], A_SHEET, TEMPLATES["two-sided"]))


def test_that_two_badges_of_one_name_are_told_for_both() -> None:
    faces = [
        a_face(0),
        a_face(1),
        a_face(2, name_given="stefan", name_family="ȚĂRANU"),
        a_spare(),
        a_spare(1),
    ]
    assert found(faces) == [("p0", "name", "duplicate", "2 badges"), ("p2", "name", "duplicate", "2 badges")]
    assert found(faces, limits=Limits(tells_duplicates=False)) == []


def test_that_people_without_a_name_are_no_duplicates() -> None:
    faces = [a_face(number, name_given="", name_family="") for number in range(2)]
    assert [problem for _, _, problem, _ in found(faces)] == ["empty", "empty"]


def test_that_an_empty_organisation_need_not_be_told() -> None:
    faces = [a_face(0, organisation="")]
    assert found(faces) == [("p0", "organisation", "empty", "")]
    assert found(faces, limits=Limits(tells_empty_organisation=False)) == []


def test_that_one_decides_from_which_size_on_a_name_is_small() -> None:
    faces = [a_face(0)]
    assert found(faces, limits=Limits(name_points=28)) == [
        ("p0", "name", "shrunk", "27 pt"),
        ("p0", "name", "shrunk", "17 pt"),
    ]
    long = [a_face(0, name_given="Bartholomaeuszinekalexander")]
    assert [problem for _, _, problem, _ in found(long)] == ["shrunk"]
    assert found(long, limits=Limits(name_points=10)) == []


def test_that_one_decides_from_which_size_on_other_texts_are_small() -> None:
    fields = [field for _, field, _, _ in found([a_face(0)], limits=Limits(text_points=12))]
    assert fields == ["organisation", "event", "category"]


def test_that_what_is_the_same_on_all_badges_is_told_once() -> None:
    faces = [a_face(number, event="An event " * 20) for number in range(3)]
    assert [(who, field) for who, field, _, _ in found(faces)] == [(None, "event")]


def test_that_a_picture_with_too_few_dots_is_told_with_how_many_there_are() -> None:
    look = Look(logo=a_picture(40, 12, "#2e7d32"), background=a_picture(160, 100, "#ffffff"))
    told = found([a_face(0), a_face(1)], look)
    assert told == [(None, "logo", "coarse", "46 dpi"), (None, "background", "coarse", "51 dpi")]
    assert found([a_face(0)], look, Limits(picture_dpi=40)) == []
    assert found([a_face(0)], replace(look, off=(Part.LOGO, Part.BACKGROUND))) == []


def test_that_letters_of_the_papers_colour_are_told() -> None:
    told = found([a_face(0)], Look(paper="#15202b"))
    assert {field for _, field, problem, _ in told if problem == "pale"} >= {
        "name",
        "event",
        "organisation",
        "code",
    }
    assert "category" not in {field for _, field, _, _ in told}
    assert found([a_face(0)], Look(paper="#15202b", ink="#ffffff")) == []
    assert found([a_face(0)], Look(paper="#fff4d6")) == []


def test_that_pale_ink_on_white_paper_is_told() -> None:
    told = found([a_face(0)], Look(ink="#dddddd"))
    assert (None, "name", "pale", "1.4 : 1") in told
    assert found([a_face(0)], Look(ink="#dddddd"), Limits(text_contrast=1.2)) == []


def test_that_letters_on_a_restless_picture_are_told() -> None:
    light = Look(background=a_picture(1600, 1000, "#ffffff", "#e8f4f2"))
    restless = Look(background=a_picture(1600, 1000, "#ffffff", "#202020", "#ffffff"))
    assert found([a_face(0)], light) == []
    told = found([a_face(0)], restless)
    assert (None, "name") in {(who, field) for who, field, problem, _ in told if problem == "pale"}


def test_that_a_category_of_a_pale_colour_is_told_where_it_is_written_on_a_picture() -> None:
    look = replace(TEMPLATES["big-name"].look, background=a_picture(1600, 1000, "#006d77"))
    template = replace(TEMPLATES["big-name"], look=look)
    told = result_of(findings([a_face(0)], A_SHEET, template))
    assert "category" in {each.field for each in told}
