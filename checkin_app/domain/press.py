"""How sheets go through a printer: one or both sides, shifted by what the printer is off, with marks to cut along.

All lengths are mm from the page's top left corner.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from checkin_app.domain.errors import BadInput
from checkin_app.domain.sheet import Placement, Sheet

FURTHEST = 10.0
"""mm; a printer that is off by more needs its paper put in otherwise."""
MARK = 4.0
"""mm; the length of a cut mark."""
_OFFSETS = re.compile(r"([+-]?\d{1,3}(?:\.\d+)?),([+-]?\d{1,3}(?:\.\d+)?)")
CLEAR = 0.7
"""mm between a mark and the badge."""


class Duplex(StrEnum):
    """Whether and how the paper is turned to print its other side."""

    OFF = "off"
    LONG_EDGE = "long"
    """like the pages of a book that is bound at the longer edge of the paper"""
    SHORT_EDGE = "short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A printer's habits. The offset moves everything to the right and down, in steps of 0.1 mm."""

    duplex: Duplex = Duplex.OFF
    cut_marks: bool = False
    offset_x: float = 0.0
    offset_y: float = 0.0

    def __post_init__(self) -> None:
        """Refuse an offset that no printer has."""
        for name in ("offset_x", "offset_y"):
            offset = getattr(self, name)
            if not (math.isfinite(offset) and abs(offset) <= FURTHEST):
                raise BadInput(
                    name, f"{offset:g} mm is more than {FURTHEST:g} mm.", remedy="Check the paper."
                )
            object.__setattr__(self, name, round(offset, 1))


def offsets_of(text: str) -> tuple[float, float]:
    """The mm to the right and down of «1.5,-0.3»; BadInput for anything else."""
    found = _OFFSETS.fullmatch(text.replace(" ", ""))
    if not found:
        raise BadInput("offset", f"«{text}» is not two lengths in mm.", remedy="Write it like 1.5,-0.3.")
    return float(found[1]), float(found[2])


@dataclass(frozen=True, slots=True)
class Mark:
    """A straight line from one point to another."""

    x1: float
    y1: float
    x2: float
    y2: float


def behind(placement: Placement, sheet: Sheet, duplex: Duplex) -> Placement:
    """Where on the back of a page a badge's other side lies, so that turning the badge sideways shows it upright.

    A page that is turned like a door has left and right exchanged. One that is turned over its upper edge has top
    and bottom exchanged, and the backs stand on their heads.
    """
    is_portrait = sheet.page_height >= sheet.page_width
    like_a_door = (duplex is Duplex.LONG_EDGE) == is_portrait
    if like_a_door:
        x, y = sheet.page_width - placement.x - placement.width, placement.y
    else:
        x, y = placement.x, sheet.page_height - placement.y - placement.height
    return Placement(
        placement.page, round(x, 3), round(y, 3), placement.width, placement.height, turned=not like_a_door
    )


def cut_marks(sheet: Sheet) -> list[Mark]:
    """Short lines outside all badges, in line with their edges; a folded sheet is also marked where it is folded."""
    across = sheet.badge_width * (2 if sheet.folded else 1)
    columns = [sheet.left + number * sheet.step_x for number in range(sheet.columns)]
    rows = [sheet.top + number * sheet.step_y for number in range(sheet.rows)]
    xs = [(left, left + across) for left in columns]
    ys = [(top, top + sheet.badge_height) for top in rows]
    upright = [Mark(x, y1, x, y2) for x in _edges(xs) for y1, y2 in _gaps(ys, sheet.page_height)]
    level = [Mark(x1, y, x2, y) for y in _edges(ys) for x1, x2 in _gaps(xs, sheet.page_width)]
    folds = [
        Mark(left + sheet.badge_width, y1, left + sheet.badge_width, y2)
        for left in columns
        for y1, y2 in _gaps(ys, sheet.page_height)
        if sheet.folded
    ]
    return [*upright, *level, *folds]


def _edges(spans: list[tuple[float, float]]) -> list[float]:
    return sorted({round(edge, 3) for span in spans for edge in span})


def _gaps(spans: list[tuple[float, float]], whole: float) -> Iterator[tuple[float, float]]:
    """The marks' ends on a line across the page: beside each span as long as there is room before the next one."""
    ends = [0.0, *(end for _, end in spans)]
    begins = [*(begin for begin, _ in spans), whole]
    for number, (free_from, free_to) in enumerate(zip(ends, begins, strict=True)):
        if free_to - free_from < 2 * CLEAR:
            continue
        first = free_from + CLEAR if number else max(0.0, free_to - CLEAR - MARK)
        last = free_to - CLEAR if number < len(spans) else min(whole, free_from + CLEAR + MARK)
        if 0 < number < len(spans) and last - first > 2 * MARK:
            yield first, first + MARK
            yield last - MARK, last
        elif last > first:
            yield first, last
