"""Both sides, offset and cut marks as they come out of the printer, and single pages for the preview."""

import time
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.press import Duplex, Press
from checkin_app.services.badge_pdf import page_count, render_page
from tests.services.badge_samples import (
    A_SHEET,
    CLASSIC,
    SHEETS,
    TEMPLATES,
    a_face,
    printed,
    rendered,
    sighted,
)

TWO_SIDED = TEMPLATES["two-sided"]
BOTH = [Duplex.LONG_EDGE, Duplex.SHORT_EDGE]


def turned(picture: Image.Image, duplex: Duplex) -> Image.Image:
    """The back page of upright paper as it lies behind its front, seen from the front as through glass."""
    like_a_door = duplex is Duplex.LONG_EDGE
    how = Image.Transpose.FLIP_LEFT_RIGHT if like_a_door else Image.Transpose.FLIP_TOP_BOTTOM
    return picture.transpose(how)


@pytest.mark.parametrize("duplex", BOTH)
def test_that_each_page_is_followed_by_its_back(duplex: Duplex, tmp_path: Path) -> None:
    faces = [a_face(number) for number in range(13)]
    run = printed(faces, tmp_path / "b.pdf", press=Press(duplex=duplex))
    assert run.pages == page_count(13, A_SHEET, press=Press(duplex=duplex)) == 4
    by_page = [{seen.code for seen in sighted([picture])} for picture in rendered(tmp_path / "b.pdf")]
    first, second = {face.code for face in faces[:10]}, {face.code for face in faces[10:]}
    assert by_page == [first, first, second, second]


@pytest.mark.parametrize("duplex", BOTH)
@pytest.mark.parametrize("sheet", ["avery-l4785", "a6x4", "durable-1453"])
def test_that_the_printed_back_lies_behind_its_own_front(duplex: Duplex, sheet: str, tmp_path: Path) -> None:
    """A design with one side is printed on both: mirrored through the paper, each badge's place shows the same code."""
    paper = SHEETS[sheet]
    printed([a_face(number) for number in range(3)], tmp_path / "b.pdf", paper, 2, press=Press(duplex=duplex))
    front, back = rendered(tmp_path / "b.pdf")
    behind = {seen.code: seen for seen in sighted([turned(back, duplex)])}
    design = CLASSIC.design(paper.badge_width, paper.badge_height)
    apart = paper.badge_width - 2 * (
        design.qr.x + design.qr.width / 2
    )  # a QR at the right is seen at the left
    for seen in sighted([front]):
        assert behind[seen.code].x - seen.x == pytest.approx(apart, abs=0.3)
        assert behind[seen.code].y == pytest.approx(seen.y, abs=0.3)


def test_that_a_two_sided_design_has_its_programme_on_the_back_page(tmp_path: Path) -> None:
    printed(
        [a_face()],
        tmp_path / "b.pdf",
        SHEETS["a6x4"],
        template=TWO_SIDED,
        press=Press(duplex=Duplex.LONG_EDGE),
    )
    with pypdfium2.PdfDocument(tmp_path / "b.pdf") as document:
        front, back = (page.get_textpage().get_text_range() for page in document)
    assert "Your programme" not in front
    assert "Your programme" in back


def test_that_one_side_alone_is_printed_without_a_duplex_printer(tmp_path: Path) -> None:
    run = printed([a_face()], tmp_path / "b.pdf", SHEETS["a6x4"], template=TWO_SIDED)
    assert run.pages == 1


@pytest.mark.parametrize("duplex", [Duplex.OFF, *BOTH])
def test_that_an_offset_moves_everything_on_every_page(duplex: Duplex, tmp_path: Path) -> None:
    straight, off = Press(duplex=duplex), Press(duplex=duplex, offset_x=1.3, offset_y=-0.8)
    printed([a_face()], tmp_path / "straight.pdf", press=straight)
    printed([a_face()], tmp_path / "off.pdf", press=off)
    pairs = zip(
        sighted(rendered(tmp_path / "straight.pdf")), sighted(rendered(tmp_path / "off.pdf")), strict=True
    )
    for one, other in pairs:
        assert other.x - one.x == pytest.approx(1.3, abs=0.15)
        assert other.y - one.y == pytest.approx(-0.8, abs=0.15)


def test_that_cut_marks_change_nothing_inside_the_badges(tmp_path: Path) -> None:
    printed([a_face(number) for number in range(3)], tmp_path / "plain.pdf")
    printed([a_face(number) for number in range(3)], tmp_path / "marked.pdf", press=Press(cut_marks=True))
    (plain,), (marked,) = rendered(tmp_path / "plain.pdf", 100), rendered(tmp_path / "marked.pdf", 100)
    different = ImageChops.difference(plain, marked)
    assert different.getbbox() is not None
    dots = 100 / 25.4
    for row in range(A_SHEET.rows):
        for column in range(A_SHEET.columns):
            x, y = A_SHEET.left + column * A_SHEET.step_x, A_SHEET.top + row * A_SHEET.step_y
            edges = (x * dots + 1, y * dots + 1, (x + A_SHEET.badge_width) * dots - 1, (y + 50) * dots - 1)
            left, top, right, bottom = (round(edge) for edge in edges)
            assert different.crop((left, top, right, bottom)).getbbox() is None


# -- single pages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "template", "press"),
    [
        ("avery-l4785", "classic", Press()),
        ("avery-l4785", "big-name", Press(duplex=Duplex.SHORT_EDGE, cut_marks=True, offset_x=0.4)),
        ("a6-fold", "two-sided", Press()),
        ("a6x4", "two-sided", Press(duplex=Duplex.LONG_EDGE)),
    ],
)
def test_that_a_page_alone_is_the_same_as_in_the_file(
    sheet: str, template: str, press: Press, tmp_path: Path
) -> None:
    faces = [a_face(number, name_given="Ж" * number) for number in range(9)]
    paper, design = SHEETS[sheet], TEMPLATES[template]
    first = min(5, paper.labels_per_page)
    run = printed(faces, tmp_path / "b.pdf", paper, first, template=design, press=press)
    with pypdfium2.PdfDocument(tmp_path / "b.pdf") as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    pictures = rendered(tmp_path / "b.pdf", 150)
    assert len(pictures) == run.pages
    for number, picture in enumerate(pictures):
        alone = render_page(faces, number, paper, design, first_label=first, press=press)
        (tmp_path / "page.pdf").write_bytes(alone)
        (same,) = rendered(tmp_path / "page.pdf", 150)
        assert ImageChops.difference(same, picture).getbbox() is None
        with pypdfium2.PdfDocument(tmp_path / "page.pdf") as document:
            assert document[0].get_textpage().get_text_range() == texts[number]


def test_that_the_only_page_of_a_file_is_the_file_byte_for_byte(tmp_path: Path) -> None:
    faces = [a_face(number) for number in range(7)]
    printed(faces, tmp_path / "b.pdf", first_label=3)
    assert render_page(faces, 0, A_SHEET, CLASSIC, first_label=3) == (tmp_path / "b.pdf").read_bytes()


@pytest.mark.parametrize("page", [-1, 2, 99])
def test_that_there_is_no_page_beyond_the_last(page: int) -> None:
    with pytest.raises(NotFound):
        render_page([a_face(number) for number in range(11)], page, A_SHEET, CLASSIC)


def test_that_there_is_no_page_without_badges() -> None:
    with pytest.raises(NotPossible, match="no badge"):
        render_page([], 0, A_SHEET, CLASSIC)
    assert page_count(0, A_SHEET) == 0


def test_that_the_last_page_of_two_thousand_badges_comes_at_once() -> None:
    faces = [a_face(number) for number in range(2000)]
    render_page(faces[:1], 0, A_SHEET, CLASSIC)  # the fonts are read once for the whole program
    begun = time.perf_counter()
    alone = render_page(faces, 199, A_SHEET, CLASSIC)
    assert time.perf_counter() - begun < 0.3
    assert alone.startswith(b"%PDF")
