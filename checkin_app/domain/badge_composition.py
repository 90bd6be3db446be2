"""One badge composed: every line of text with its place, the category's band, the QR's square, the lines to write on.

Lengths are mm from the badge's top left corner, sizes points.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from checkin_app.domain.badge import BadgeFace, BadgeWarning, Problem, clean, colour_of, lettering_on
from checkin_app.domain.badge_template import Area, Design, Rect
from checkin_app.domain.code import for_people
from checkin_app.domain.lettering import MM_PER_POINT, Fitted, Measure, Room, Style, fit, height

HALF_CAPITAL = 0.364
"""Half the height of a capital, in parts of the size: lines are centred by their capitals."""
FAMILY_SHARE = 0.45
"""The part of the name's height that the family name may take, as long as nothing has to be left out for it."""


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
class Composition:
    """Everything on one badge; `band` is None without a category."""

    lines: tuple[Line, ...]
    band: Band | None
    qr: Rect
    code: str
    rules: tuple[Rect, ...]
    warnings: tuple[BadgeWarning, ...]


@dataclass(frozen=True, slots=True)
class _Set:
    """A field's text as it was fitted into its room."""

    field: str
    text: str
    fitted: Fitted
    style: Style


def compose(face: BadgeFace, design: Design, letters: Letters) -> Composition:
    """Set a badge's texts into their places, and collect what the organiser should know.

    Raises BadInput for a colour that is none.
    """
    category = clean(face.category)
    band = _band(face, design) if category else None
    names = _names(face, design, letters)
    place = design.organisation if band else Area(design.organisation_alone, design.organisation.style)
    organisation = _set("organisation", face.organisation, place, letters)
    event = _set("event", face.event, design.event, letters)
    label = _label(category, design, band, letters)
    code = _set("code", for_people(face.code), design.code, letters)
    lines = (
        *_stacked(names, design.name, letters),
        *_stacked([organisation], place.rect, letters),
        *_stacked([event], design.event.rect, letters),
        *_stacked([code], design.code.rect, letters),
        *_stacked([label], _padded(design.category.rect, design.padding), letters),
    )
    warnings = _warnings(face, [*names, organisation, label, event], letters)
    is_spare = face.participant is None and not face.name
    return Composition(lines, band, design.qr, face.code, design.writing if is_spare else (), tuple(warnings))


def _names(face: BadgeFace, design: Design, letters: Letters) -> list[_Set]:
    given, family = clean(face.name_given), clean(face.name_family)
    room = Room(design.name.width, design.name.height)
    if clean(face.badge_name) or not (given and family):
        measure = _measuring(design.single, letters)
        return [_Set("name", face.name, fit(face.name, design.single, room, measure), design.single)]
    return _pair(given, family, design, letters)


def _pair(given: str, family: str, design: Design, letters: Letters) -> list[_Set]:
    """The given name above the family name, which is never the larger of the two.

    The family name gets more of the height only where it could not be printed whole.
    """
    whole = design.name.height
    two_lines = min(2 * _line(design.family), whole - _line(design.given))
    pair: list[_Set] = []
    for share in (whole * FAMILY_SHARE, two_lines):
        pair = _shared(given, family, share, design, letters)
        if not any(each.fitted.ellipsed for each in pair):
            break
    return pair


def _shared(given: str, family: str, share: float, design: Design, letters: Letters) -> list[_Set]:
    """The two names, when the family name may take `share` mm of the height and the given name the rest."""
    width, style = design.name.width, design.family
    measure = _measuring(style, letters)
    below = fit(family, style, Room(width, share), measure)
    left = Room(width, design.name.height - height(below, style))
    above = fit(given, design.given, left, _measuring(design.given, letters))
    if below.size > above.size:
        style = replace(style, size=max(above.size, style.smallest))
        below = fit(family, style, Room(width, share), measure)
    return [_Set("name", given, above, design.given), _Set("name", family, below, style)]


def _line(style: Style) -> float:
    """The height of a line in the smallest size, in mm."""
    return style.smallest * style.leading * MM_PER_POINT


def _set(field: str, text: str, area: Area, letters: Letters) -> _Set:
    wanted = clean(text)
    room = Room(area.rect.width, area.rect.height)
    return _Set(field, wanted, fit(wanted, area.style, room, _measuring(area.style, letters)), area.style)


def _label(category: str, design: Design, band: Band | None, letters: Letters) -> _Set:
    """The category's name, in letters that can be read on its colour."""
    style = (
        replace(design.category.style, colour=lettering_on(band.colour)) if band else design.category.style
    )
    return _set("category", category, Area(_padded(design.category.rect, design.padding), style), letters)


def _band(face: BadgeFace, design: Design) -> Band:
    colour = colour_of(face.colour) if face.colour else colour_of("slate")
    return Band(design.category.rect, design.radius, colour)


def _padded(rect: Rect, padding: float) -> Rect:
    return Rect(rect.x + padding, rect.y, rect.width - 2 * padding, rect.height)


def _measuring(style: Style, letters: Letters) -> Measure:
    def measure(text: str, size: float) -> float:
        return letters.measure(text, style.weight, size) + len(text) * style.tracking * size * MM_PER_POINT

    return measure


def _stacked(sets: list[_Set], rect: Rect, letters: Letters) -> Iterator[Line]:
    """The lines of texts that share a rectangle, from top to bottom; the first one says how they are aligned in it."""
    free = rect.height - sum(height(each.fitted, each.style) for each in sets)
    y = rect.y + free * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[sets[0].style.valign]
    for each in sets:
        measure, size = _measuring(each.style, letters), each.fitted.size
        advance = size * each.style.leading * MM_PER_POINT
        for text in each.fitted.lines:
            width = measure(text, size)
            x = rect.x + (rect.width - width) * {"left": 0.0, "centre": 0.5, "right": 1.0}[each.style.align]
            yield Line(text, x, y + advance / 2 + HALF_CAPITAL * size * MM_PER_POINT, width, size, each.style)
            y += advance


def _warnings(face: BadgeFace, sets: list[_Set], letters: Letters) -> Iterator[BadgeWarning]:
    if face.participant is not None:
        if not face.name:
            yield BadgeWarning(face.participant, "name", Problem.EMPTY)
        if not clean(face.organisation):
            yield BadgeWarning(face.participant, "organisation", Problem.EMPTY)
    for each in sets:
        who = None if each.field == "event" else face.participant
        for character in letters.missing(each.text):
            yield BadgeWarning(who, each.field, Problem.MISSING_GLYPH, character)
        if each.fitted.ellipsed:
            yield BadgeWarning(who, each.field, Problem.ELLIPSED, " / ".join(each.fitted.lines))
        elif each.fitted.lines and each.fitted.size < each.style.readable:
            yield BadgeWarning(who, each.field, Problem.SHRUNK, f"{each.fitted.size:g} pt")
