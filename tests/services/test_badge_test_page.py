"""The page that shows where a printer prints."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageOps

from checkin_app.domain.errors import BadInput
from checkin_app.domain.press import Press
from checkin_app.services.badge_pdf import PLAIN
from checkin_app.services.badge_test_page import render_test_page, save_test_page
from tests.services.badge_samples import A_SHEET, SHEETS, rendered, text_of

DOTS = 10
"""a millimetre"""


def drawn(folder: Path, sheet: str, press: Press = PLAIN) -> Image.Image:
    list(save_test_page(SHEETS[sheet], press, folder / "test.pdf"))
    (picture,) = rendered(folder / "test.pdf", 25.4 * DOTS)
    return picture


@pytest.mark.parametrize("sheet", SHEETS)
def test_that_the_outlines_are_where_the_labels_are(sheet: str, tmp_path: Path) -> None:
    paper, picture = SHEETS[sheet], ImageOps.invert(drawn(tmp_path, sheet))
    for row in range(paper.rows):
        for column in range(paper.columns):
            x, y = paper.left + column * paper.step_x, paper.top + row * paper.step_y
            middle = x + paper.badge_width / 2, y + paper.badge_height / 2
            for at_x, at_y in ((x, middle[1] + 8), (middle[0] + 8, y), middle):
                box = (
                    round(at_x * DOTS) - 4,
                    round(at_y * DOTS) - 4,
                    round(at_x * DOTS) + 4,
                    round(at_y * DOTS) + 4,
                )
                assert max(picture.crop(box).tobytes()) > 100, (at_x, at_y)


def test_that_every_label_has_its_number_and_the_rulers_their_centimetres(tmp_path: Path) -> None:
    list(save_test_page(A_SHEET, Press(), tmp_path / "test.pdf"))
    words = text_of(tmp_path / "test.pdf").split()
    assert {str(number) for number in range(1, 11)} <= set(words)
    assert "100" in words


def test_that_the_offset_moves_the_page(tmp_path: Path) -> None:
    straight = ImageOps.invert(drawn(tmp_path, "avery-l4785")).getbbox()
    moved = ImageOps.invert(drawn(tmp_path, "avery-l4785", Press(offset_x=2.5, offset_y=1))).getbbox()
    assert straight is not None
    assert moved is not None
    assert moved[0] - straight[0] == pytest.approx(25, abs=1)
    assert moved[1] - straight[1] == pytest.approx(10, abs=1)


def test_that_a_printer_is_told_not_to_scale_and_the_bytes_are_the_same() -> None:
    page = render_test_page(A_SHEET, Press())
    assert b"/PrintScaling /None" in page
    assert page == render_test_page(A_SHEET, Press())
    with pypdfium2.PdfDocument(page) as document:
        assert len(document) == 1


def test_that_a_folder_which_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        list(save_test_page(A_SHEET, Press(), tmp_path / "nowhere" / "test.pdf"))
