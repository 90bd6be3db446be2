"""What stands on a badge, what can go wrong in printing it, and the colours of categories.

A badge carries nothing about a person beyond what is printed for people to read; its QR says the code alone.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from checkin_app.domain.badge_programme import ProgrammeDay
from checkin_app.domain.errors import BadInput
from checkin_app.domain.lettering import Fitted, Style, fit
from checkin_app.domain.sheet import Placement, Sheet, place

__all__ = [
    "PALETTE",
    "BadgeFace",
    "BadgeWarning",
    "Fitted",
    "Placement",
    "Problem",
    "Sheet",
    "Style",
    "clean",
    "colour_of",
    "contrast",
    "fit",
    "lettering_on",
    "place",
]

PALETTE: dict[str, str] = {
    "teal": "#006d77",
    "blue": "#1f5fbf",
    "violet": "#5b3fb0",
    "magenta": "#a61e6b",
    "red": "#b3261e",
    "orange": "#b84a00",
    "amber": "#8f6200",
    "olive": "#5d6b15",
    "green": "#2e7d32",
    "cyan": "#00759e",
    "slate": "#4a5a6a",
    "brown": "#6d4c41",
}
"""Colours that white letters can be read on: the contrast is at least 5.1 on each."""

READABLE_CONTRAST = 4.5
"""The least contrast of text, from the Web Content Accessibility Guidelines 2.2, level AA."""

_HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeFace:
    """What one badge says; `participant` is an id, None for a spare that is filled in by hand.

    `colour` is a name of the palette or `#rrggbb` and may be empty together with the category; `code` is twenty
    letters. `occasion` is where and when the event is, `programme` the person's own days and sessions.
    """

    participant: str | None
    name_given: str = ""
    name_family: str = ""
    badge_name: str = ""
    job_title: str = ""
    organisation: str = ""
    country: str = ""
    category: str = ""
    colour: str = ""
    event: str
    occasion: str = ""
    programme: tuple[ProgrammeDay, ...] = ()
    code: str

    @property
    def name(self) -> str:
        """The name as it is shown: the one made for the badge if there is one, else given and family name."""
        return clean(self.badge_name) or clean(f"{self.name_given} {self.name_family}")


class Problem(StrEnum):
    """Why a field of a badge does not look as it should."""

    SHRUNK = "shrunk"
    """set smaller than is comfortable to read"""
    ELLIPSED = "ellipsed"
    """shortened, because it does not fit at the smallest size"""
    MISSING_GLYPH = "missing_glyph"
    """no font has this character, or it needs a way of setting that is not offered"""
    EMPTY = "empty"
    """there is nothing to print"""
    DUPLICATE = "duplicate"
    """another badge has the same name on it"""
    COARSE = "coarse"
    """a picture has too few dots for its size"""
    PALE = "pale"
    """letters are hard to tell from what lies under them"""


@dataclass(frozen=True, slots=True)
class BadgeWarning:
    """A badge's field that the organiser should look at before printing.

    `field` is what a face or a design calls it: name, organisation, event, logo … `participant` is None for what is the
    same on all badges. `detail` is the size («13.5 pt»), what is left of the text, the character, the number of badges
    of that name, the dots («96 dpi»), or the contrast («2.1 : 1»).
    """

    participant: str | None
    field: str
    problem: Problem
    detail: str = ""


def clean(text: str) -> str:
    """A text ready for setting: composed letters (decomposed ones print wrongly) and single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def colour_of(text: str) -> str:
    """`#rrggbb`, in lower case, for a name of the palette or a colour already written so; else raises BadInput."""
    wanted = text.strip().lower()
    colour = PALETTE.get(wanted, wanted)
    if not _HEX.fullmatch(colour):
        remedy = f"Take one of {', '.join(PALETTE)}, or six hexadecimal digits like #006d77."
        raise BadInput("colour", f"«{text}» is not a colour.", remedy=remedy)
    return colour


def lettering_on(colour: str) -> str:
    """White, or black where white letters could not be read on a `#rrggbb`; one of them always can."""
    return "#ffffff" if contrast(colour, "#ffffff") >= READABLE_CONTRAST else "#000000"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as the Web Content Accessibility Guidelines 2.2 define it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
