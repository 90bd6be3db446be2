"""Badges as a PDF: each face composed and drawn on its place on the label sheet.

The same badges on the same sheet give the same bytes.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from checkin_app.domain.badge import BadgeFace, BadgeWarning
from checkin_app.domain.badge_composition import compose
from checkin_app.domain.badge_template import Template
from checkin_app.domain.errors import NotPossible
from checkin_app.domain.sheet import Sheet, place
from checkin_app.services.badge_stock import DEFAULT_SHEET, DEFAULT_TEMPLATE, all_sheets, all_templates
from checkin_app.services.whole_file import whole_file

__all__ = [
    "DEFAULT_SHEET",
    "DEFAULT_TEMPLATE",
    "BadgeRun",
    "all_sheets",
    "all_templates",
    "render",
    "warnings_for",
]


@dataclass(frozen=True, slots=True)
class BadgeRun:
    """What was rendered: how many badges on how many pages, and what the organiser should look at."""

    badges: int
    pages: int
    warnings: tuple[BadgeWarning, ...]


def warnings_for(faces: Sequence[BadgeFace], sheet: Sheet, template: Template) -> tuple[BadgeWarning, ...]:
    """What `render` would warn of, without drawing."""
    from checkin_app.services.badge_fonts import FontLetters

    design = template.design(sheet.badge_width, sheet.badge_height)
    letters = FontLetters()
    found = (warning for face in faces for warning in compose(face, design, letters).warnings)
    return tuple(dict.fromkeys(found))


def render(
    faces: Sequence[BadgeFace], sheet: Sheet, template: Template, out: Path, *, first_label: int = 1
) -> Generator[tuple[int, int], None, BadgeRun]:
    """Write badges to a PDF, yielding (done, total) after each of them.

    The file appears when it is complete; closing the generator before leaves nothing behind, and a file of that
    name stays as it was. Raises NotPossible for no badges, for a first label that the sheet has not and for a
    badge too small for a QR, BadInput for a colour that is none and for a file that cannot be written.
    """
    from checkin_app.services.badge_fonts import FontLetters
    from checkin_app.services.badge_pages import Pages

    if not faces:
        raise NotPossible("There is no badge to print.")
    placements = place(len(faces), sheet, first_label)
    design = template.design(sheet.badge_width, sheet.badge_height)
    letters = FontLetters()
    warnings: dict[BadgeWarning, None] = {}
    with whole_file(out) as part, part.open("wb") as stream:
        pages = Pages(stream, sheet, faces[0].event)
        for done, (face, placement) in enumerate(zip(faces, placements, strict=True), 1):
            composition = compose(face, design, letters)
            pages.draw(composition, placement)
            warnings |= dict.fromkeys(composition.warnings)
            yield done, len(faces)
        pages.save()
    return BadgeRun(len(faces), placements[-1].page + 1, tuple(warnings))
