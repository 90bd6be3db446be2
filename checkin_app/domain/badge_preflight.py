"""Looking at badges before they are printed: everything an organiser should know, and from which point on."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from checkin_app.domain.badge import READABLE_CONTRAST, BadgeFace, BadgeWarning, Problem, contrast
from checkin_app.domain.badge_back import compose_back
from checkin_app.domain.badge_box import Area, Rect
from checkin_app.domain.badge_composition import band_colour, compose
from checkin_app.domain.badge_look import Part, Picture
from checkin_app.domain.badge_template import Design
from checkin_app.domain.badge_text import Letters, Line, coloured
from checkin_app.domain.lettering import Style
from checkin_app.domain.text import fold

Grounds = Callable[[Rect], Sequence[str]]
"""The colours (#rrggbb) that lie under a rectangle of the badge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From where on an organiser wants to be told; None for sizes is what the design says.

    `name_points` and `text_points` are sizes below which letters count as small, `picture_dpi` the least dots an
    inch of a picture, `text_contrast` the least contrast of letters.
    """

    name_points: float | None = None
    text_points: float | None = None
    picture_dpi: float = 150.0
    text_contrast: float = READABLE_CONTRAST
    tells_empty_organisation: bool = True
    tells_duplicates: bool = True


def preflight(
    faces: Sequence[BadgeFace],
    design: Design,
    letters: Letters,
    size: tuple[float, float],
    grounds: Grounds,
    limits: Limits,
) -> Iterator[tuple[BadgeWarning, ...]]:
    """What is to be told of each badge, in turn; what holds for all of them comes with the first. `size` is in mm."""
    judged = _with_limits(design, limits)
    names = Counter(_spoken(face) for face in faces if face.participant)
    common = (*_coarse(design, size, limits), *_pale(faces, design, grounds, limits)) if faces else ()
    told: set[BadgeWarning] = set()
    for number, face in enumerate(faces):
        back = compose_back(face, judged, letters)
        found = [*(common if number == 0 else ()), *compose(face, judged, letters).warnings]
        found += back.warnings if back else ()
        if limits.tells_duplicates and face.participant and names[_spoken(face)] > 1 and face.name:
            count = f"{names[_spoken(face)]} badges"
            found.append(BadgeWarning(face.participant, "name", Problem.DUPLICATE, count))
        fresh = [each for each in dict.fromkeys(found) if each not in told and _is_wanted(each, limits)]
        told.update(each for each in fresh if each.participant is None)
        yield tuple(fresh)


def _is_wanted(warning: BadgeWarning, limits: Limits) -> bool:
    is_empty = warning.problem is Problem.EMPTY and warning.field == "organisation"
    return limits.tells_empty_organisation or not is_empty


def _spoken(face: BadgeFace) -> str:
    return fold(face.name)


def _with_limits(design: Design, limits: Limits) -> Design:
    def name(style: Style) -> Style:
        return style if limits.name_points is None else replace(style, readable=limits.name_points)

    def text(style: Style) -> Style:
        return style if limits.text_points is None else replace(style, readable=limits.text_points)

    def area(box: Area) -> Area:
        return Area(box.rect, text(box.style))

    return replace(
        design,
        given=name(design.given),
        family=name(design.family),
        single=name(design.single),
        event=area(design.event),
        organisation=area(design.organisation),
        category=area(design.category),
        occasion=design.occasion and area(design.occasion),
        job_title=design.job_title and text(design.job_title),
        country=design.country and text(design.country),
    )


# -- pictures ------------------------------------------------------------------------------------------------------


def _coarse(design: Design, size: tuple[float, float], limits: Limits) -> Iterator[BadgeWarning]:
    look = design.look
    if look.logo and design.logo and design.shows(Part.LOGO):
        frame = design.logo
        scale = min(frame.width / look.logo.width, frame.height / look.logo.height)
        yield from _few_dots("logo", scale, limits)
    if look.background and design.shows(Part.BACKGROUND):
        scale = covering(look.background, size)
        yield from _few_dots("background", scale, limits)


def covering(picture: Picture, size: tuple[float, float]) -> float:
    """The mm of a pixel when a picture covers a badge of that size (mm) whole."""
    return max(size[0] / picture.width, size[1] / picture.height)


def _few_dots(field: str, mm_of_a_pixel: float, limits: Limits) -> Iterator[BadgeWarning]:
    dpi = 25.4 / mm_of_a_pixel
    if dpi < limits.picture_dpi:
        yield BadgeWarning(None, field, Problem.COARSE, f"{dpi:.0f} dpi")


# -- contrast ------------------------------------------------------------------------------------------------------


def _pale(
    faces: Sequence[BadgeFace], design: Design, grounds: Grounds, limits: Limits
) -> Iterator[BadgeWarning]:
    """Fields whose letters are pale where they stand; one badge of each colour is looked at."""
    if not design.look.is_covered and not design.look.ink:
        return
    samples = {band_colour(face, design): face for face in faces}
    for field, area in _areas(design):
        if _stands_on_band(area.rect, design):
            continue
        inks = {_ink(area, face, design) for face in samples.values()}
        worst = min(contrast(ink, ground) for ink in inks for ground in grounds(area.rect))
        if worst < limits.text_contrast:
            yield BadgeWarning(None, field, Problem.PALE, f"{worst:.1f} : 1")


def _areas(design: Design) -> Iterator[tuple[str, Area]]:
    yield "name", Area(design.name, design.given)
    parts = (
        (Part.EVENT, design.event),
        (Part.OCCASION, design.occasion),
        (Part.ORGANISATION, design.organisation),
        (Part.CATEGORY, design.category),
        (Part.CODE, design.code),
    )
    for part, area in parts:
        if area and design.shows(part):
            yield part.value, area


def _ink(area: Area, face: BadgeFace, design: Design) -> str:
    middle = Line("", area.rect.x, area.rect.y + area.rect.height / 2, area.rect.width, 1, area.style)
    return coloured(middle, None, band_colour(face, design), design.look.paper).style.colour


def _stands_on_band(rect: Rect, design: Design) -> bool:
    """Whether letters stand on a band, on which they are black or white."""
    band = design.band or design.category.rect
    x, y = rect.x + rect.width / 2, rect.y + rect.height / 2
    return band.x <= x <= band.x + band.width and band.y <= y <= band.y + band.height
