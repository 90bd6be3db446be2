"""The sheet for the table: one page with every word of the card in its colours, and the same text as the guide's page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtWidgets import QApplication

import checkin_app
from checkin_app import paths
from checkin_app.ui import theme
from checkin_app.ui.looks import Family
from checkin_app.ui.theme import LIGHT

from .front_desk_sheet import set_sheet

GUIDE = Path(checkin_app.__file__).resolve().parent.parent / "docs" / "guide"
PAGE = GUIDE / "front-desk.md"
KEPT = GUIDE / "front-desk.pdf"


@pytest.fixture(scope="module")
def document(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[pypdfium2.PdfDocument]:
    qapp.processEvents()
    theme.load_fonts(paths.resources() / "fonts")
    out = tmp_path_factory.mktemp("sheet") / "front-desk.pdf"
    set_sheet(PAGE, out)
    with pypdfium2.PdfDocument(out) as opened:
        yield opened


def letters(document: pypdfium2.PdfDocument) -> str:
    """The text without white space, which a PDF has in places of its own."""
    pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    return re.sub(r"\s", "", "".join(pages))


def colours(document: pypdfium2.PdfDocument) -> set[str]:
    picture = document[0].render(scale=1).to_pil().convert("RGB")
    counted = picture.getcolors(picture.width * picture.height) or []
    return {"#{:02X}{:02X}{:02X}".format(*colour) for times, colour in counted if times > 300}


def test_that_the_sheet_is_a_single_page_of_a4(document: pypdfium2.PdfDocument) -> None:
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx((595, 842), abs=1)


def test_that_the_sheet_shows_the_desk(document: pypdfium2.PdfDocument) -> None:
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    sizes = [
        each.get_px_size() for each in document[0].get_objects(kinds) if isinstance(each, pypdfium2.PdfImage)
    ]
    assert [size for size in sizes if min(size) > 400] != []


def test_that_the_sheet_leaves_its_margins_free(document: pypdfium2.PdfDocument) -> None:
    picture = document[0].render(scale=1).to_pil().convert("L")
    left, top, right, bottom = picture.point(lambda grey: 255 if grey < 200 else 0).getbbox() or (0, 0, 0, 0)
    assert min(left, top, picture.width - right, picture.height - bottom) >= 28  # 10 mm, as printers need


@pytest.mark.parametrize("family", list(Family))
def test_that_the_words_of_the_card_stand_in_their_colours(
    document: pypdfium2.PdfDocument, family: Family
) -> None:
    assert LIGHT.fill(family).ground in colours(document)


def test_that_the_sheet_that_is_kept_says_what_the_page_says(document: pypdfium2.PdfDocument) -> None:
    with pypdfium2.PdfDocument(KEPT) as kept:
        assert letters(kept) == letters(document)


def test_that_the_sheet_has_every_word_of_its_page(document: pypdfium2.PdfDocument) -> None:
    text = re.sub(r"!?\[[^\]]*\]\([^)]*\)", "", PAGE.read_text("utf-8"))
    words = re.findall(r"\w+", text)
    assert [word for word in words if word not in letters(document)] == []
