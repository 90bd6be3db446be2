"""How a text is set into a room: on one line, on two balanced lines, smaller, and at last shortened with an ellipsis.

Nothing here knows a font: whoever asks brings `measure(text, size)`. Sizes are points, lengths millimetres.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MM_PER_POINT = 25.4 / 72
STEP = 0.5
"""Points between two sizes that are tried."""
ELLIPSIS = "…"
DROPPED = " ·|"
"""A separator between two parts of a text is not wanted where a line ends."""
BREAK_AFTER = "-‐–/"
"""Besides a space, a line may end after one of these, but not before a digit: «21–23 November»."""

Measure = Callable[[str, float], float]
"""Text and size in points give the width in millimetres; it must not get narrower with size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a text wants to look, and how far it may give way.

    `size` is the wish, `smallest` is never gone below, and below `readable` the organiser is told. `lines` is how
    many there may be (1 or 2), `leading` the distance of baselines and `tracking` the extra space after each
    letter, both in parts of the size. `weight` is 400 to 700, `align` left, centre or right, `valign` top, middle
    or bottom.
    """

    size: float
    smallest: float
    readable: float = 0.0
    weight: int = 400
    lines: int = 1
    leading: float = 1.15
    tracking: float = 0.0
    colour: str = "#15202b"
    align: str = "left"
    valign: str = "top"


@dataclass(frozen=True, slots=True)
class Room:
    """The width and height that a text has, in mm."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """The lines of a text and the size they are set in; `ellipsed` if something had to be left out."""

    lines: tuple[str, ...]
    size: float
    ellipsed: bool = False


def height(fitted: Fitted, style: Style) -> float:
    """The height that fitted lines take, in mm."""
    return len(fitted.lines) * fitted.size * style.leading * MM_PER_POINT


def fit(text: str, style: Style, room: Room, measure: Measure) -> Fitted:
    """The largest setting of a text that a room holds.

    At each size one line is tried before two; if even the smallest size is too large, the text is shortened and
    marked so. A room lower than one line of the smallest size still gets that line.
    """
    if not text:
        return Fitted((), style.size)
    two = balanced(text, lambda part: measure(part, style.size)) if style.lines > 1 else None
    for size in _sizes(style):
        widest = room.width + 1e-9
        lines_held = _lines_held(style, size, room)
        if lines_held >= 1 and measure(text, size) <= widest:
            return Fitted((text,), size)
        if two and lines_held >= 2 and all(measure(line, size) <= widest for line in two):
            return Fitted(two, size)
    return _shortened(text, style, room, measure)


def balanced(text: str, width: Callable[[str], float]) -> tuple[str, str] | None:
    """The two lines whose longer one is shortest; None for a text that has no place to break."""
    pairs = [(text[:at].rstrip(DROPPED), text[at:].lstrip(DROPPED)) for at in _breaks(text)]
    return min(filter(all, pairs), key=lambda pair: max(width(pair[0]), width(pair[1])), default=None)


def _breaks(text: str) -> Iterator[int]:
    inner = range(1, len(text))
    return (
        at
        for at in inner
        if text[at] == " "
        or (text[at - 1] in BREAK_AFTER and text[at] not in BREAK_AFTER and not text[at].isdigit())
    )


def _sizes(style: Style) -> Iterator[float]:
    size = style.size
    while size > style.smallest:
        yield size
        size -= STEP
    yield style.smallest


def _lines_held(style: Style, size: float, room: Room) -> int:
    return min(style.lines, int((room.height + 1e-9) / (size * style.leading * MM_PER_POINT)))


def _shortened(text: str, style: Style, room: Room, measure: Measure) -> Fitted:
    """As much as there is room for at the smallest size, the last line ending in an ellipsis if it has to."""
    size = style.smallest

    def fits(line: str) -> bool:
        return measure(line, size) <= room.width + 1e-9

    if _lines_held(style, size, room) >= 2:
        heads = [at for at in _breaks(text) if fits(text[:at].rstrip())]
        if heads:
            head, rest = text[: heads[-1]].rstrip(), text[heads[-1] :].lstrip()
            last = rest if fits(rest) else _cut(rest, fits)
            return Fitted((head, last), size, ellipsed=last != rest)
    line = text if fits(text) else _cut(text, fits)
    return Fitted((line,), size, ellipsed=line != text)


def _cut(text: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning of a text that fits together with an ellipsis, never parting a letter from its marks."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle] + ELLIPSIS) else (low, middle - 1)
    while low and low < len(text) and unicodedata.combining(text[low]):
        low -= 1
    return text[:low].rstrip(" -‐–/,.") + ELLIPSIS
