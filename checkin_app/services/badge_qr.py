"""The QR of a badge's code as rows of modules, dark or light, without its quiet zone.

A QR is linear: flipping one bit of its text flips always the same modules, error correction included. So a code's
modules are those of a blank code with the patterns of its bits flipped, which takes a fiftieth of the time of making
each QR anew.
"""

from functools import cache
from typing import Any

from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import ALPHA_NUM, MODE_ALPHA_NUM, QRData

from checkin_app.domain.badge_box import Rect

QUIET_ZONE = 4
"""Modules of white on each side of a QR, from ISO/IEC 18004."""
SMALL, ROOMY = 21, 25
"""Modules on a side: version 1 with error correction M, version 2 with H. Either just holds twenty letters."""
MASK = 3
"""Any of the eight masks is valid; trying them all would take most of the time of making a QR."""
LETTERS = 20

_VALUES = {chr(letter): value for value, letter in enumerate(ALPHA_NUM)}
_PAIR_BITS = 11
"""ISO/IEC 18004 writes two letters as one number: 45 times the first one's value and the second one's."""


def modules(code: str, *, roomy: bool) -> list[str]:
    """Rows of `1` for dark and `0` for light; the roomy one still reads when nearly a third of it is damaged."""
    side = ROOMY if roomy else SMALL
    grid, flipped_by = _patterns(side)
    for pair in range(LETTERS // 2):
        number = _VALUES[code[2 * pair]] * len(ALPHA_NUM) + _VALUES[code[2 * pair + 1]]
        for bit in range(_PAIR_BITS):
            if number >> bit & 1:
                grid ^= flipped_by[pair][bit]
    bits = f"{grid:0{side * side}b}"
    return [bits[start : start + side] for start in range(0, side * side, side)]


def module_side(square: Rect, count: int) -> float:
    """The side of a module in mm when a QR of `count` modules a side and its quiet zone fill a square."""
    return min(square.width, square.height) / (count + 2 * QUIET_ZONE)


@cache
def _patterns(side: int) -> tuple[int, list[list[int]]]:
    """The modules of a blank code, and those that each bit of each pair of letters flips."""
    blank = _drawn(_with_number(0, 0), side)
    flipped_by = [
        [blank ^ _drawn(_with_number(pair, 1 << bit), side) for bit in range(_PAIR_BITS)]
        for pair in range(LETTERS // 2)
    ]
    return blank, flipped_by


def _with_number(pair: int, number: int) -> str:
    """A text of zeros in which one pair of letters stands for `number`."""
    first, second = (chr(ALPHA_NUM[value]) for value in divmod(number, len(ALPHA_NUM)))
    return "00" * pair + first + second + "00" * (LETTERS // 2 - pair - 1)


def _drawn(text: str, side: int) -> int:
    """The modules of a text, row after row, as the bits of one number."""
    version, correction = (2, ERROR_CORRECT_H) if side == ROOMY else (1, ERROR_CORRECT_M)
    maker: QRCode[Any] = QRCode(version=version, error_correction=correction, mask_pattern=MASK, border=0)
    maker.add_data(QRData(text, mode=MODE_ALPHA_NUM))  # pyright: ignore[reportArgumentType]  # the stub has literals
    maker.make(fit=False)
    return int("".join("1" if dark else "0" for row in maker.modules for dark in row), 2)
