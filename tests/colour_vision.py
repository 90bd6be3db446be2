"""Colours as somebody sees them whose eyes lack the receptor for middle wavelengths: about one man in a hundred.

The matrix is that of Machado, Oliveira and Fernandes, «A Physiologically-based Model for Simulation of Color Vision
Deficiency» (IEEE TVCG 15, 2009), table 1, deuteranomaly of severity 1.0; it is for linear light.
"""

from array import array
from functools import cache

from PySide6.QtGui import QImage

Colour = tuple[int, int, int]
"""Red, green and blue from 0 to 255, as they are on the screen."""

_DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)
"""sRGB's own matrix and white point (IEC 61966-2-1)."""


@cache
def as_seen(colour: Colour) -> Colour:
    """The colour that looks to everybody as this one looks to a deuteranope."""
    linear = [_linear(part) for part in colour]
    red, green, blue = (_shown(_dot(row, linear)) for row in _DEUTERANOPIA)
    return red, green, blue


class _Seen(dict[int, int]):
    """Pixels as Qt has them, to what a deuteranope sees; a picture of a window has few that differ."""

    def __missing__(self, pixel: int) -> int:
        red, green, blue = as_seen((pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255))
        self[pixel] = seen = 0xFF000000 | red << 16 | green << 8 | blue
        return seen


def simulated(picture: QImage) -> QImage:
    """A picture as a deuteranope sees it."""
    shown = picture.convertToFormat(QImage.Format.Format_RGB32)
    seen = _Seen()
    pixels = array("I", bytes(shown.constBits()))
    changed = array("I", [seen[pixel] for pixel in pixels]).tobytes()
    size = shown.size()
    return QImage(changed, size.width(), size.height(), shown.bytesPerLine(), shown.format()).copy()


def difference(one: Colour, other: Colour) -> float:
    """How far apart two colours look: ΔE of CIE 1976; from about 10 on nobody takes one for the other."""
    return sum((a - b) ** 2 for a, b in zip(_lab(one), _lab(other), strict=True)) ** 0.5


def colour_of(name: str) -> Colour:
    """`#rrggbb` in numbers."""
    red, green, blue = bytes.fromhex(name.removeprefix("#"))
    return red, green, blue


def _lab(colour: Colour) -> tuple[float, float, float]:
    linear = [_linear(part) for part in colour]
    x, y, z = (_cube_root(_dot(row, linear) / white) for row, white in zip(_XYZ, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(part: float) -> float:
    return part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116


def _dot(row: tuple[float, ...], parts: list[float]) -> float:
    return sum(factor * part for factor, part in zip(row, parts, strict=True))


def _linear(part: int) -> float:
    value = part / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _shown(linear: float) -> int:
    value = min(max(linear, 0.0), 1.0)
    return round(255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))
