"""The back of a two-sided badge: the person's own programme, and the QR once more, so that it scans either way.

Lengths are mm from the badge's top left corner, sizes points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checkin_app.domain.badge import BadgeFace, BadgeWarning, Problem
from checkin_app.domain.badge_box import Area, Rect
from checkin_app.domain.badge_composition import Composition, painted, shown, warnings_of
from checkin_app.domain.badge_look import Part
from checkin_app.domain.badge_programme import ProgrammeDay, ProgrammeItem
from checkin_app.domain.badge_template import BackDesign, Design, ProgrammeArea
from checkin_app.domain.badge_text import HALF_CAPITAL, Box, Letters, SetText, set_text
from checkin_app.domain.code import for_people
from checkin_app.domain.lettering import MM_PER_POINT, STEP, Style, height

HEADING = "Your programme"
RULE = 0.2
"""mm; the line under a day's heading."""
GUTTER = 2.0
"""mm between the times and what happens at them."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A programme in one size: its texts in their boxes, the lines under the days, how far down it reaches (mm)."""

    boxes: list[Box]
    rules: list[Rect]
    end: float


def compose_back(face: BadgeFace, design: Design, letters: Letters) -> Composition | None:
    """The back of a badge; None for a design with one side only."""
    back = design.back
    if back is None:
        return None
    face = shown(face, design)
    written, left_out = _programme(face, back, letters) if design.shows(Part.PROGRAMME) else (_NOTHING, 0)
    boxes = [*_around(face, design, back, letters), *written.boxes]
    texts = [each for sets, _ in written.boxes for each in sets]
    warnings = [*dict.fromkeys(warnings_of(face, texts, letters))]
    if left_out:
        detail = f"{left_out} left out"
        warnings.append(BadgeWarning(face.participant, "programme", Problem.ELLIPSED, detail))
    lines = painted(boxes, face, design, None, letters)
    return Composition(lines, None, back.qr, face.code, tuple(written.rules), tuple(warnings))


_NOTHING = _Written([], [], 0.0)


def _around(face: BadgeFace, design: Design, back: BackDesign, letters: Letters) -> list[Box]:
    code = for_people(face.code) if design.shows(Part.CODE) else ""
    heading = HEADING if face.programme and design.shows(Part.PROGRAMME) else ""
    parts = (("heading", heading, back.heading), ("event", face.event, back.event), ("code", code, back.code))
    return [([set_text(field, text, area, letters)], area.rect) for field, text, area in parts]


def _programme(face: BadgeFace, back: BackDesign, letters: Letters) -> tuple[_Written, int]:
    """The programme in the largest size that holds it whole, else as much of it as the smallest one holds."""
    area = back.programme
    bottom = area.rect.y + area.rect.height + 1e-9
    written = _NOTHING
    for size in _sizes(area.item):
        written = _written(face.programme, _in_size(area, size), letters)
        if written.end <= bottom:
            return written, 0
    smallest = _in_size(area, area.item.smallest)
    days = list(face.programme)
    left_out = 0
    while days and written.end > bottom:
        days, left_out = _without_last(days), left_out + 1
        written = _written(days, smallest, letters)
    return written, left_out


def _without_last(days: list[ProgrammeDay]) -> list[ProgrammeDay]:
    """Without the last session, and without a day that has none left."""
    *before, last = days
    return [*before, ProgrammeDay(last.title, last.items[:-1])] if len(last.items) > 1 else before


def _sizes(style: Style) -> Iterator[float]:
    size = style.size
    while size > style.smallest:
        yield size
        size -= STEP
    yield style.smallest


def _in_size(area: ProgrammeArea, size: float) -> ProgrammeArea:
    """The area with all its styles, its column of times and its gaps in proportion to the size of a session's title."""
    part = size / area.item.size
    styles = {
        name: replace(style, size=each, smallest=each)
        for name, style in (("day", area.day), ("item", area.item), ("room", area.room))
        for each in (round(style.size * part * 4) / 4,)
    }
    return replace(area, times=area.times * part, gap=area.gap * part, **styles)


def _written(days: Sequence[ProgrammeDay], area: ProgrammeArea, letters: Letters) -> _Written:
    boxes: list[Box] = []
    rules: list[Rect] = []
    y = area.rect.y
    for number, day in enumerate(days):
        y += area.gap if number else 0.0
        heading = Rect(area.rect.x, y, area.rect.width, _advance(area.day))
        boxes.append(([set_text("programme", day.title, Area(heading, area.day), letters)], heading))
        y += heading.height + area.gap * 0.12
        rules.append(Rect(area.rect.x, y, area.rect.width, RULE))
        y += RULE + area.gap * 0.2
        for item in day.items:
            made, y = _item(item, area, y, letters)
            boxes += made
            y += area.gap * 0.18
    return _Written(boxes, rules, y)


def _item(item: ProgrammeItem, area: ProgrammeArea, y: float, letters: Letters) -> tuple[list[Box], float]:
    """The boxes of one session from `y` down, and where it ends: times on the left, title above room beside them."""
    left = area.rect.x + area.times + GUTTER
    width = area.rect.x + area.rect.width - left
    texts = [_column(item.title, area.item, width, letters)]
    if item.room:
        texts.append(_column(item.room, area.room, width, letters))
    taken = sum(height(each.fitted, each.style) for each in texts)
    beside = _beside(area, y)
    clock = set_text("programme", item.times, Area(beside, area.room), letters)
    return [([clock], beside), (texts, Rect(left, y, width, taken))], y + taken


def _beside(area: ProgrammeArea, y: float) -> Rect:
    """The box of the times, low enough for them to stand on the baseline of a title whose letters are larger."""
    advance = _advance(area.room)
    lower = (area.item.size - area.room.size) * HALF_CAPITAL * MM_PER_POINT
    return Rect(area.rect.x, y + (_advance(area.item) - advance) / 2 + lower, area.times, advance)


def _column(text: str, style: Style, width: float, letters: Letters) -> SetText:
    """A text on one line, or on as many as its style allows."""
    room = Rect(0, 0, width, style.lines * _advance(style))
    return set_text("programme", text, Area(room, style), letters)


def _advance(style: Style) -> float:
    return style.size * style.leading * MM_PER_POINT
