"""Badges as a PDF: each face composed and drawn on its place on the label sheet.

The same badges on the same sheet give the same bytes.
"""

import io
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checkin_app.domain.badge import BadgeFace, BadgeWarning
from checkin_app.domain.badge_back import compose_back
from checkin_app.domain.badge_composition import Composition, compose
from checkin_app.domain.badge_template import Template
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.press import Duplex, Press
from checkin_app.domain.sheet import Placement, Sheet, place
from checkin_app.services.badge_stock import DEFAULT_SHEET, DEFAULT_TEMPLATE, all_sheets, all_templates
from checkin_app.services.whole_file import whole_file

__all__ = [
    "DEFAULT_SHEET",
    "DEFAULT_TEMPLATE",
    "BadgeRun",
    "all_sheets",
    "all_templates",
    "page_count",
    "render",
    "render_page",
    "warnings_for",
]

PLAIN = Press()
"""One side, where the sheet's numbers say, without marks."""


@dataclass(frozen=True, slots=True)
class BadgeRun:
    """What was rendered: how many badges on how many pages, and what the organiser should look at."""

    badges: int
    pages: int
    warnings: tuple[BadgeWarning, ...]


def warnings_for(faces: Sequence[BadgeFace], sheet: Sheet, template: Template) -> tuple[BadgeWarning, ...]:
    """What `render` would warn of, without drawing."""
    composer = _Composer(template, sheet)
    found = (warning for face in faces for warning in composer.sides(face).warnings)
    return tuple(dict.fromkeys(found))


def render(
    faces: Sequence[BadgeFace],
    sheet: Sheet,
    template: Template,
    out: Path,
    *,
    first_label: int = 1,
    press: Press = PLAIN,
) -> Generator[tuple[int, int], None, BadgeRun]:
    """Write badges to a PDF, yielding (done, total) after each of them.

    The file appears when it is complete; closing the generator before leaves nothing behind, and a file of that
    name stays as it was. When both sides are printed, each page is followed by its back. Raises NotPossible for no
    badges, for a first label that the sheet has not, for a template that is not meant for the sheet and for a badge
    too small for a QR, BadInput for a colour that is none and for a file that cannot be written.
    """
    from checkin_app.services.badge_pages import Pages

    run = _Run(faces, sheet, template, first_label)
    warnings: dict[BadgeWarning, None] = {}
    done = 0
    with whole_file(out) as part, part.open("wb") as stream:
        pages = Pages(stream, sheet, template.look, faces[0].event, press)
        for page in range(run.pages):
            backs: list[tuple[Composition, Placement]] = []
            for sides, placement in run.on_page(page):
                pages.draw_front(sides.front, sides.back, placement)
                backs.append((sides.back or sides.front, placement))
                warnings |= dict.fromkeys(sides.warnings)
                done += 1
                yield done, len(faces)
            pages.end()
            if press.duplex is not Duplex.OFF:
                pages.draw_backs(backs)
        pages.save()
    return BadgeRun(len(faces), run.pages * (1 if press.duplex is Duplex.OFF else 2), tuple(warnings))


def page_count(count: int, sheet: Sheet, *, first_label: int = 1, press: Press = PLAIN) -> int:
    """How many pages the file of so many badges has."""
    last = place(count, sheet, first_label)[-1].page if count else -1
    return (last + 1) * (1 if press.duplex is Duplex.OFF else 2)


def render_page(
    faces: Sequence[BadgeFace],
    page: int,
    sheet: Sheet,
    template: Template,
    *,
    first_label: int = 1,
    press: Press = PLAIN,
) -> bytes:
    """One page of the file that `render` would write, counted from 0, as a PDF of its own; only its badges are set.

    Raises what `render` raises, and NotFound for a page that the file has not.
    """
    from checkin_app.services.badge_pages import Pages

    run = _Run(faces, sheet, template, first_label)
    is_duplex = press.duplex is not Duplex.OFF
    number, is_back = divmod(page, 2) if is_duplex else (page, 0)
    if not 0 <= number < run.pages:
        raise NotFound("page", str(page + 1))
    stream = io.BytesIO()
    pages = Pages(stream, sheet, template.look, faces[0].event, press)
    if is_back:
        pages.draw_backs([(sides.back or sides.front, placement) for sides, placement in run.on_page(number)])
    else:
        for sides, placement in run.on_page(number):
            pages.draw_front(sides.front, sides.back, placement)
        pages.end()
    pages.save()
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Sides:
    """A badge's front, its back if the design has one, and what to look at on either."""

    front: Composition
    back: Composition | None

    @property
    def warnings(self) -> tuple[BadgeWarning, ...]:
        return (*self.front.warnings, *(self.back.warnings if self.back else ()))


class _Composer:
    """Composes badges of one design on one kind of paper."""

    def __init__(self, template: Template, sheet: Sheet) -> None:
        from checkin_app.services.badge_fonts import FontLetters

        self._design = template.design(sheet.badge_width, sheet.badge_height)
        self._letters = FontLetters()

    def sides(self, face: BadgeFace) -> _Sides:
        back = compose_back(face, self._design, self._letters)
        return _Sides(compose(face, self._design, self._letters), back)


class _Run:
    """Badges and their places, composed a page at a time."""

    def __init__(
        self, faces: Sequence[BadgeFace], sheet: Sheet, template: Template, first_label: int
    ) -> None:
        if not faces:
            raise NotPossible("There is no badge to print.")
        placements = place(len(faces), sheet, first_label)
        self._composer = _Composer(template, sheet)
        self._labels = list(zip(faces, placements, strict=True))
        self._per_page = sheet.labels_per_page
        self._skipped = first_label - 1
        self.pages = placements[-1].page + 1

    def on_page(self, page: int) -> Iterator[tuple[_Sides, Placement]]:
        begin = max(0, page * self._per_page - self._skipped)
        for face, placement in self._labels[begin : (page + 1) * self._per_page - self._skipped]:
            yield self._composer.sides(face), placement
