"""Texts set into the boxes of a badge: measured, fitted, stacked, and coloured by what they stand on.

Lengths are mm from the badge's top left corner, sizes points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from checkin_app.domain.badge import READABLE_CONTRAST, clean, contrast, lettering_on
from checkin_app.domain.badge_box import Area, Rect
from checkin_app.domain.lettering import MM_PER_POINT, Fitted, Measure, Room, Style, fit, height

HALF_CAPITAL = 0.364
"""Half the height of a capital, in parts of the size: lines are centred by their capitals."""
OF_THE_CATEGORY = "category"
"""A style of this colour takes the category's, if it can be read on the paper."""
INK = Style(size=1, smallest=1).colour
"""The usual colour of letters."""
PAPER = "#ffffff"


class Letters(Protocol):
    """What a set of fonts knows about texts."""

    def measure(self, text: str, weight: int, size: float) -> float:
        """The width in mm of a text in a weight (400 to 700) and a size in points."""
        ...

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of a text that cannot be printed as they should."""
        ...


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: `x` is its left end, `y` its baseline; `width` is what it takes."""

    text: str
    x: float
    y: float
    width: float
    size: float
    style: Style


@dataclass(frozen=True, slots=True)
class Band:
    """The category's band."""

    rect: Rect
    radius: float
    colour: str


@dataclass(frozen=True, slots=True)
class SetText:
    """A field's text as it was fitted into its room."""

    field: str
    text: str
    fitted: Fitted
    style: Style


def set_text(field: str, text: str, area: Area, letters: Letters) -> SetText:
    """A field's text in its box."""
    wanted = clean(text)
    room = Room(area.rect.width, area.rect.height)
    return SetText(field, wanted, fit(wanted, area.style, room, measuring(area.style, letters)), area.style)


def set_together(rows: Sequence[tuple[str, str, Style]], rect: Rect, letters: Letters) -> list[SetText]:
    """Several fields (name, text, style) that share a box: each leaves those below it at least a line."""
    together: list[SetText] = []
    left = rect.height
    for number, (field, text, style) in enumerate(rows, 1):
        below = sum(least_height(each) for _, other, each in rows[number:] if clean(other))
        area = Area(Rect(rect.x, rect.y, rect.width, left - below), style)
        together.append(set_text(field, text, area, letters))
        left -= height(together[-1].fitted, style)
    return together


def least_height(style: Style) -> float:
    """The height of a line in the smallest size, in mm."""
    return style.smallest * style.leading * MM_PER_POINT


def measuring(style: Style, letters: Letters) -> Measure:
    """How wide a text is in a style."""

    def measure(text: str, size: float) -> float:
        return letters.measure(text, style.weight, size) + len(text) * style.tracking * size * MM_PER_POINT

    return measure


def stacked(sets: Sequence[SetText], rect: Rect, letters: Letters) -> Iterator[Line]:
    """The lines of texts that share a rectangle, from top to bottom; the first one says how they are aligned in it."""
    free = rect.height - sum(height(each.fitted, each.style) for each in sets)
    y = rect.y + free * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[sets[0].style.valign]
    for each in sets:
        measure, size = measuring(each.style, letters), each.fitted.size
        advance = size * each.style.leading * MM_PER_POINT
        for text in each.fitted.lines:
            width = measure(text, size)
            x = rect.x + (rect.width - width) * {"left": 0.0, "centre": 0.5, "right": 1.0}[each.style.align]
            yield Line(text, x, y + advance / 2 + HALF_CAPITAL * size * MM_PER_POINT, width, size, each.style)
            y += advance


Box = tuple[list[SetText], Rect]
"""Texts that share a rectangle."""


def coloured(line: Line, band: Band | None, colour: str, paper: str) -> Line:
    """A line in a colour that can be read where it stands; `colour` is the category's."""
    if band and _stands_on(line, band.rect):
        return _in(line, lettering_on(band.colour))
    if line.style.colour == OF_THE_CATEGORY:
        is_readable = contrast(colour, paper or PAPER) >= READABLE_CONTRAST
        return _in(line, colour if is_readable else lettering_on(paper or PAPER) if paper else INK)
    return line


def _stands_on(line: Line, rect: Rect) -> bool:
    middle = line.x + line.width / 2
    return rect.x <= middle <= rect.x + rect.width and rect.y <= line.y <= rect.y + rect.height


def _in(line: Line, colour: str) -> Line:
    return line if line.style.colour == colour else replace(line, style=_dyed(line.style, colour))


@lru_cache
def _dyed(style: Style, colour: str) -> Style:
    return replace(style, colour=colour)
