"""One badge composed: every line of text with its place, the category's band, the QR's square, the lines to write on.

Lengths are mm from the badge's top left corner, sizes points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checkin_app.domain.badge import BadgeFace, BadgeWarning, Problem, clean, colour_of
from checkin_app.domain.badge_box import Area, Rect
from checkin_app.domain.badge_look import Part
from checkin_app.domain.badge_template import Design
from checkin_app.domain.badge_text import (
    Band,
    Box,
    Letters,
    Line,
    SetText,
    coloured,
    least_height,
    measuring,
    set_text,
    set_together,
    stacked,
)
from checkin_app.domain.code import for_people
from checkin_app.domain.lettering import Room, Style, fit, height

FAMILY_SHARE = 0.45
"""The part of the name's height that the family name may take, as long as nothing has to be left out for it."""


@dataclass(frozen=True, slots=True)
class Composition:
    """Everything on one side of a badge; `band` is None without a category, `logo` without a picture for it."""

    lines: tuple[Line, ...]
    band: Band | None
    qr: Rect
    code: str
    rules: tuple[Rect, ...]
    warnings: tuple[BadgeWarning, ...]
    logo: Rect | None = None


def compose(face: BadgeFace, design: Design, letters: Letters) -> Composition:
    """Set a badge's texts into their places, and collect what the organiser should know.

    Raises BadInput for a colour that is none.
    """
    face = shown(face, design)
    band = band_of(face, design)
    logo = design.logo if design.look.logo and design.shows(Part.LOGO) else None
    boxes = _boxes(face, design, letters, has_logo=logo is not None)
    lines = painted(boxes, face, design, band, letters)
    warned = [each for sets, _ in boxes for each in sets if each.field != "code"]
    warnings = (*_empty(face, design), *warnings_of(face, warned, letters))
    is_spare = face.participant is None and not face.name
    rules = design.writing if is_spare else ()
    return Composition(lines, band, design.qr, face.code, rules, warnings, logo)


def painted(
    boxes: Sequence[Box], face: BadgeFace, design: Design, band: Band | None, letters: Letters
) -> tuple[Line, ...]:
    """The lines of all boxes, each in a colour that can be read where it stands."""
    colour = (
        band.colour if band else band_colour(face, design) if clean(face.category) else colour_of("slate")
    )
    return tuple(
        coloured(line, band, colour, design.look.paper)
        for sets, rect in boxes
        for line in stacked(sets, rect, letters)
    )


def _boxes(face: BadgeFace, design: Design, letters: Letters, *, has_logo: bool) -> list[Box]:
    names = (design.names_beside_logo if has_logo else None) or design.name
    room = design.organisation.rect if clean(face.category) else design.organisation_alone
    moved = (design.event_beside_logo if has_logo else None) or (
        None if clean(face.category) else design.event_alone
    )
    event = Area(moved or design.event.rect, design.event.style)
    label = (design.category_beside_logo if has_logo else None) or design.category.rect
    category = Area(_padded(label, design.padding), design.category.style)
    code = for_people(face.code) if design.shows(Part.CODE) else ""
    singles = [
        ("event", face.event, event),
        ("code", code, design.code),
        ("category", face.category, category),
    ]
    if design.occasion:
        singles.append(("occasion", face.occasion, design.occasion))
    return [
        (_names(face, names, design, letters), names),
        (set_together(_details(face, design), room, letters), room),
        *(([set_text(field, text, area, letters)], area.rect) for field, text, area in singles),
    ]


def shown(face: BadgeFace, design: Design) -> BadgeFace:
    """The face without what is turned off in the design."""
    off = {part.value: "" for part in design.look.off if part in _TEXTS}
    return replace(face, **off) if off else face  # type: ignore[arg-type]  # these are texts, all of them


_TEXTS = {Part.EVENT, Part.OCCASION, Part.JOB_TITLE, Part.ORGANISATION, Part.COUNTRY, Part.CATEGORY}


def band_colour(face: BadgeFace, design: Design) -> str:
    """The colour of a badge's band: the design's own, else the category's."""
    return design.look.band or colour_of(face.colour or "slate")


def band_of(face: BadgeFace, design: Design) -> Band | None:
    """The band behind the category, or the one that is always there."""
    if not (clean(face.category) or design.band_stays):
        return None
    return Band(design.band or design.category.rect, design.radius, band_colour(face, design))


def warnings_of(face: BadgeFace, sets: Sequence[SetText], letters: Letters) -> Iterator[BadgeWarning]:
    """What is to be told of texts as they are set: characters that no font has, small and shortened texts."""
    for each in sets:
        who = None if each.field in {"event", "occasion"} else face.participant
        for character in letters.missing(each.text):
            yield BadgeWarning(who, each.field, Problem.MISSING_GLYPH, character)
        if each.fitted.ellipsed:
            yield BadgeWarning(who, each.field, Problem.ELLIPSED, " / ".join(each.fitted.lines))
        elif each.fitted.lines and each.fitted.size < each.style.readable:
            yield BadgeWarning(who, each.field, Problem.SHRUNK, f"{each.fitted.size:g} pt")


def _empty(face: BadgeFace, design: Design) -> Iterator[BadgeWarning]:
    if face.participant is None:
        return
    if not face.name:
        yield BadgeWarning(face.participant, "name", Problem.EMPTY)
    if not clean(face.organisation) and design.shows(Part.ORGANISATION):
        yield BadgeWarning(face.participant, "organisation", Problem.EMPTY)


def _details(face: BadgeFace, design: Design) -> list[tuple[str, str, Style]]:
    """What stands in the organisation's box, from top to bottom."""
    rows = (
        ("job_title", face.job_title, design.job_title),
        ("organisation", face.organisation, design.organisation.style),
        ("country", face.country, design.country),
    )
    return [(field, text, style) for field, text, style in rows if style]


def _names(face: BadgeFace, rect: Rect, design: Design, letters: Letters) -> list[SetText]:
    given, family = clean(face.name_given), clean(face.name_family)
    room = Room(rect.width, rect.height)
    if clean(face.badge_name) or not (given and family):
        measure = measuring(design.single, letters)
        return [SetText("name", face.name, fit(face.name, design.single, room, measure), design.single)]
    return _pair(given, family, rect, design, letters)


def _pair(given: str, family: str, rect: Rect, design: Design, letters: Letters) -> list[SetText]:
    """The given name above the family name, which is never the larger of the two.

    The family name gets more of the height only where it could not be printed whole.
    """
    whole = rect.height
    two_lines = min(2 * least_height(design.family), whole - least_height(design.given))
    pair: list[SetText] = []
    for share in (whole * FAMILY_SHARE, two_lines):
        pair = _shared(given, family, rect, share, design, letters)
        if not any(each.fitted.ellipsed for each in pair):
            break
    return pair


def _shared(
    given: str, family: str, rect: Rect, share: float, design: Design, letters: Letters
) -> list[SetText]:
    """The two names, when the family name may take `share` mm of the height and the given name the rest."""
    width, style = rect.width, design.family
    measure = measuring(style, letters)
    below = fit(family, style, Room(width, share), measure)
    left = Room(width, rect.height - height(below, style))
    above = fit(given, design.given, left, measuring(design.given, letters))
    if below.size > above.size:
        style = replace(style, size=max(above.size, style.smallest))
        below = fit(family, style, Room(width, share), measure)
    return [SetText("name", given, above, design.given), SetText("name", family, below, style)]


def _padded(rect: Rect, padding: float) -> Rect:
    return Rect(rect.x + padding, rect.y, rect.width - 2 * padding, rect.height)
