"""QRs of codes."""

from typing import Any

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_ALPHA_NUM, QRData

from checkin_app.domain.badge_box import Rect
from checkin_app.domain.code import ALPHABET
from checkin_app.services.badge_qr import MASK, ROOMY, SMALL, module_side, modules

CODES = st.text(st.sampled_from(ALPHABET), min_size=20, max_size=20)


def picture(rows: list[str], dots: int = 4) -> Image.Image:
    """A QR with its quiet zone."""
    side = len(rows)
    image = Image.new("L", (side + 8, side + 8), 255)
    for y, row in enumerate(rows):
        for x, module in enumerate(row):
            image.putpixel((x + 4, y + 4), 0 if module == "1" else 255)
    return image.resize((image.width * dots, image.height * dots), Image.Resampling.NEAREST)


def drawn_anew(code: str, *, roomy: bool) -> list[str]:
    """The same QR, made by the library alone."""
    version, correction = (2, ERROR_CORRECT_H) if roomy else (1, ERROR_CORRECT_M)
    maker: QRCode[Any] = QRCode(version=version, error_correction=correction, mask_pattern=MASK, border=0)
    maker.add_data(QRData(code, mode=MODE_ALPHA_NUM))  # pyright: ignore[reportArgumentType]  # the stub has literals
    maker.make(fit=False)
    return ["".join("1" if dark else "0" for dark in row) for row in maker.modules]


@settings(max_examples=50)
@given(CODES, st.booleans())
def test_that_flipped_patterns_give_the_qr_that_the_library_makes(code: str, roomy: bool) -> None:
    assert modules(code, roomy=roomy) == drawn_anew(code, roomy=roomy)


@settings(max_examples=25)
@given(CODES, st.booleans())
def test_that_a_qr_says_its_code(code: str, roomy: bool) -> None:
    (found,) = zxingcpp.read_barcodes(picture(modules(code, roomy=roomy)))
    assert found.text == code
    assert found.ec_level == ("H" if roomy else "M")


@pytest.mark.parametrize(("roomy", "side"), [(True, ROOMY), (False, SMALL)])
def test_that_a_qr_is_square(roomy: bool, side: int) -> None:
    rows = modules("BCDFGHJKLNPRSTVXBCDF", roomy=roomy)
    assert len(rows) == side
    assert {len(row) for row in rows} == {side}
    assert set("".join(rows)) == {"0", "1"}


def test_that_the_roomy_qr_reads_with_a_corner_torn_off() -> None:
    torn = picture(modules("BCDFGHJKLNPRSTVXBCDF", roomy=True))
    torn.paste(255, (21 * 4, 21 * 4, 33 * 4, 33 * 4))
    (found,) = zxingcpp.read_barcodes(torn)
    assert found.text == "BCDFGHJKLNPRSTVXBCDF"


@pytest.mark.parametrize("roomy", [True, False])
def test_that_codes_which_differ_in_one_letter_look_different(roomy: bool) -> None:
    looks = {"".join(modules("B" * at + "X" + "B" * (19 - at), roomy=roomy)) for at in range(20)}
    assert len(looks) == 20


def test_that_four_modules_on_each_side_stay_white() -> None:
    assert module_side(Rect(0, 0, 33, 40), ROOMY) == 1
    assert module_side(Rect(0, 0, 30, 29), SMALL) == 1
