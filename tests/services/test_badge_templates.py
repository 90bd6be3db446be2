"""The five designs on every paper that they are meant for: laid out, rendered, read back."""

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest

from checkin_app.domain.badge import BadgeFace
from checkin_app.domain.badge_box import Rect
from checkin_app.domain.badge_look import Look, Part
from checkin_app.domain.badge_template import Design
from checkin_app.domain.errors import NotPossible
from checkin_app.domain.sheet import back_of, place
from checkin_app.services.badge_pdf import warnings_for
from tests.services.badge_samples import (
    SHEETS,
    SUITED,
    TEMPLATES,
    a_face,
    a_spare,
    labels_of,
    printed,
    rendered,
    sighted,
    text_of,
)

FOUR_MODULES = 4 / 33
"""The quiet zone's part of a QR's square, the roomy one's; it is white and needs no printer."""
FULL_BLEED = {"card"}
"""Designs for cards that are printed to their edges."""


def design_of(template: str, sheet: str) -> Design:
    return TEMPLATES[template].design(SHEETS[sheet].badge_width, SHEETS[sheet].badge_height)


def texts_of(design: Design, *, with_logo: bool) -> dict[str, Rect]:
    """The boxes of a front that must not touch one another."""
    moved = {
        "names": design.names_beside_logo,
        "event": design.event_beside_logo,
        "category": design.category_beside_logo,
        "logo": design.logo,
    }
    boxes = {
        "names": design.name,
        "event": design.event.rect,
        "organisation": design.organisation.rect,
        "category": design.category.rect,
        "code": design.code.rect,
        "qr": design.qr,
    }
    if design.occasion and design.shows(Part.OCCASION):
        boxes["occasion"] = design.occasion.rect
    return boxes | ({name: rect for name, rect in moved.items() if rect} if with_logo else {})


def are_apart(one: Rect, other: Rect) -> bool:
    beside = one.x >= other.x + other.width - 1e-6 or other.x >= one.x + one.width - 1e-6
    below = one.y >= other.y + other.height - 1e-6 or other.y >= one.y + one.height - 1e-6
    return beside or below


def test_that_there_are_five_designs_with_titles_of_their_own() -> None:
    assert set(TEMPLATES) == {"classic", "big-name", "two-sided", "card", "sticker"}
    assert next(iter(TEMPLATES)) == "classic"
    assert len({template.title for template in TEMPLATES.values()}) == 5


def test_that_every_paper_has_at_least_three_designs() -> None:
    for sheet in SHEETS:
        assert len([template for template, other in SUITED if other == sheet]) >= 3


@pytest.mark.parametrize(("template", "sheet"), SUITED)
@pytest.mark.parametrize("with_logo", [False, True])
def test_that_no_two_parts_of_a_design_touch(template: str, sheet: str, with_logo: bool) -> None:
    boxes = texts_of(design_of(template, sheet), with_logo=with_logo)
    touching = [
        (a, b) for (a, one), (b, other) in combinations(boxes.items(), 2) if not are_apart(one, other)
    ]
    assert touching == []


@pytest.mark.parametrize(("template", "sheet"), SUITED)
def test_that_texts_and_modules_keep_clear_of_the_edge_and_of_what_a_printer_cannot_reach(
    template: str, sheet: str
) -> None:
    paper, design = SHEETS[sheet], design_of(template, sheet)
    quiet = design.qr.width * FOUR_MODULES
    dark = Rect(
        design.qr.x + quiet, design.qr.y + quiet, design.qr.width - 2 * quiet, design.qr.height - 2 * quiet
    )
    boxes = texts_of(design, with_logo=True) | {"qr": dark, "alone": design.organisation_alone}
    margin_x, margin_y = max(paper.inset_x, 2.0), max(paper.inset_y, 2.0)
    outside = [
        name
        for name, rect in boxes.items()
        if not (
            margin_x - 1e-6 <= rect.x
            and margin_y - 1e-6 <= rect.y
            and rect.x + rect.width <= paper.badge_width - margin_x + 1e-6
            and rect.y + rect.height <= paper.badge_height - margin_y + 1e-6
        )
    ]
    assert outside == []


@pytest.mark.parametrize(("template", "sheet"), SUITED)
def test_that_the_qr_is_large_enough_for_an_arms_length(template: str, sheet: str) -> None:
    """Modules of more than half a millimetre, which phones and hand scanners read from half a metre."""
    design = design_of(template, sheet)
    smallest = min(qr.width for qr in (design.qr, *([design.back.qr] if design.back else [])))
    assert smallest / 33 > 0.54


@pytest.mark.parametrize(("template", "sheet"), SUITED)
def test_that_ordinary_people_cause_no_warnings(template: str, sheet: str) -> None:
    faces = [a_face(number) for number in range(11)]
    assert warnings_for(faces, SHEETS[sheet], TEMPLATES[template]) == ()


@pytest.mark.parametrize(("template", "sheet"), SUITED)
def test_that_every_qr_of_a_design_is_read_where_it_belongs(
    template: str, sheet: str, tmp_path: Path
) -> None:
    paper, design = SHEETS[sheet], TEMPLATES[template]
    count = min(paper.labels_per_page, 4)
    printed([a_face(number) for number in range(count)], tmp_path / "b.pdf", paper, template=design)
    expected = sorted(labels_of(count, 1, paper, design))
    found = sorted((seen.code, seen.page, seen.x, seen.y) for seen in sighted(rendered(tmp_path / "b.pdf")))
    assert [each[:2] for each in found] == [each[:2] for each in expected]
    for (_, _, x, y), (_, _, wanted_x, wanted_y) in zip(found, expected, strict=True):
        assert abs(x - wanted_x) < 0.3
        assert abs(y - wanted_y) < 0.3


@pytest.mark.parametrize(("template", "sheet"), SUITED)
def test_that_nothing_of_a_design_leaves_its_label(template: str, sheet: str, tmp_path: Path) -> None:
    paper = SHEETS[sheet]
    long = "Wolfeschlegelsteinhausenbergerdorff und Sohn zu Hohenlohe-Schillingsfürst " * 2
    wide = {
        "name_family": "ẨỲǾ" * 12,
        "organisation": long,
        "category": long,
        "event": long,
        "occasion": long,
    }
    count = min(paper.labels_per_page, 3)
    faces = [a_face(number, name_given=long, job_title=long, country=long, **wide) for number in range(count)]
    shown = replace(TEMPLATES[template], look=replace(TEMPLATES[template].look, off=()))
    printed(faces, tmp_path / "b.pdf", paper, template=shown)
    (picture, *_) = rendered(tmp_path / "b.pdf", dpi=100)
    outside = picture.point(lambda grey: 255 if grey < 250 else 0)
    margin = -0.3 if template in FULL_BLEED else 1.5
    for placement in place(count, paper):
        for panel in filter(None, (placement, back_of(placement, paper))):
            edges = (
                panel.x + margin,
                panel.y + margin,
                panel.x + panel.width - margin,
                panel.y + panel.height - margin,
            )
            if panel.page == 0:
                outside.paste(0, tuple(round(edge * 100 / 25.4) for edge in edges))
    assert outside.getbbox() is None


def test_that_a_design_for_another_shape_says_what_it_is_for(tmp_path: Path) -> None:
    with pytest.raises(
        NotPossible, match=r"two-sided|Two-sided A6.*105 × 148 mm.*not for badges of 80 × 50 mm"
    ):
        printed([a_face()], tmp_path / "b.pdf", template=TEMPLATES["two-sided"])
    assert not (tmp_path / "b.pdf").exists()


def test_that_the_back_has_the_persons_own_programme(tmp_path: Path) -> None:
    printed([a_face()], tmp_path / "b.pdf", SHEETS["a6-fold"], template=TEMPLATES["two-sided"])
    text = text_of(tmp_path / "b.pdf")
    for part in ("Your programme", "Tuesday 21 November", "09:30–12:30", "Dual Transition", "Great Hall"):
        assert part in text


def test_that_a_spare_has_the_programme_that_is_open_to_all(tmp_path: Path) -> None:
    printed([a_spare()], tmp_path / "b.pdf", SHEETS["a6-fold"], template=TEMPLATES["two-sided"])
    assert "Evening reception" in text_of(tmp_path / "b.pdf")


def test_that_the_sticker_has_no_colour(tmp_path: Path) -> None:
    printed([a_face(0), a_spare()], tmp_path / "b.pdf", SHEETS["roll-62"], template=TEMPLATES["sticker"])
    with pypdfium2.PdfDocument(tmp_path / "b.pdf") as document:
        pictures = [page.render(scale=2).to_pil() for page in document]
    for picture in pictures:
        red, green, blue = picture.convert("RGB").split()
        assert red.tobytes() == green.tobytes() == blue.tobytes()


def text_with(look: Look, folder: Path, **fields: str) -> str:
    face: BadgeFace = a_face(0, job_title="Policy officer", country="Romania", **fields)
    template = replace(TEMPLATES["classic"], look=look)
    printed([face], folder / "b.pdf", template=template)
    return text_of(folder / "b.pdf")


def test_that_job_title_and_country_can_be_turned_on(tmp_path: Path) -> None:
    assert "Policy officer" not in text_with(TEMPLATES["classic"].look, tmp_path)
    text = text_with(Look(), tmp_path)
    assert "Policy officer" in text
    assert "Romania" in text


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (Part.EVENT, "Clusters Meet Regions"),
        (Part.ORGANISATION, "Hemp Cluster"),
        (Part.CATEGORY, "Exchange visitor"),
        (Part.CODE, "-"),
    ],
)
def test_that_a_part_can_be_turned_off(part: Part, words: str, tmp_path: Path) -> None:
    off = (Part.ORGANISATION,) if part is Part.CODE else ()  # whose name has hyphens, too
    assert words in text_with(Look(off=off), tmp_path)
    assert words not in text_with(Look(off=(*off, part)), tmp_path)


def test_that_an_organisation_which_is_turned_off_is_not_missed() -> None:
    template = replace(TEMPLATES["classic"], look=Look(off=(Part.ORGANISATION,)))
    assert warnings_for([a_face(0, organisation="")], SHEETS["avery-l4785"], template) == ()


def test_that_letters_can_be_wished_larger_and_smaller() -> None:
    def sizes(look: Look) -> tuple[float, float]:
        design = replace(TEMPLATES["classic"], look=look).design(80, 50)
        return design.given.size, design.organisation.style.size

    assert sizes(Look()) == (27, 10)
    assert sizes(Look(name_scale=1.2)) == (32.5, 10)
    assert sizes(Look(text_scale=0.8)) == (27, 8)
    assert sizes(Look(name_scale=0.5)) == (14, 10)
