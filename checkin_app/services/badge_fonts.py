"""The fonts of printed pages: which one has a character, how wide a text is, and how right-to-left text is laid out.

Inter comes first; what it lacks is taken from Noto Sans and its sisters for other scripts, in runs of characters.
ReportLab puts glyph beside glyph and does not shape. So what needs shaping is reported as missing: scripts like
Devanagari, and marks that have no composed letter with their base. Arabic is well, for its joined forms are
characters of their own.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from arabic_reshaper import reshape  # pyright: ignore[reportMissingTypeStubs]
from bidi import get_display  # pyright: ignore[reportMissingTypeStubs]
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from checkin_app import paths
from checkin_app.domain.lettering import MM_PER_POINT

INTER = {400: "Inter-Regular", 500: "Inter-Medium", 600: "Inter-SemiBold", 700: "Inter-Bold"}
OTHERS = ("NotoSans", "NotoSansHebrew", "NotoSansArabic", "NotoSansGeorgian", "NotoSansArmenian")
BOLD_FROM = 600
"""The others come in two weights only; from this one on their bold is taken."""
STAND_IN = "□"
"""Printed for a letter that no font has; symbols and emoji are left out instead."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_NOT_SET = re.compile("[\x00-\x1f\u0900-\u109f\u1780-\u17ff\u1cd0-\u1cff\ua8e0-\ua8ff\uaa60-\uaa7f]")
_LEFT_OUT = {"So", "Sk", "Cc", "Cf", "Co", "Cs", "Cn"}
_MARKS = {"Mn", "Me"}
_PAIRS = ("()", "[]", "{}", "<>", "«»", "‹›")


@dataclass(frozen=True, slots=True)
class Font:
    """A font file known to ReportLab by `name`; `advances` are the widths of its characters in parts of the size."""

    name: str
    advances: dict[str, float]


@dataclass(frozen=True, slots=True)
class Setting:
    """A text as it is drawn from left to right: (font name, characters) runs, and the width in parts of the size."""

    runs: tuple[tuple[str, str], ...]
    width: float


class FontLetters:
    """What the fonts know about texts, for the domain, which knows no font."""

    def measure(self, text: str, weight: int, size: float) -> float:
        """The width in mm of a text in a weight (400 to 700) and a size in points."""
        return setting(text, weight).width * size * MM_PER_POINT

    def missing(self, text: str) -> tuple[str, ...]:
        """What cannot be printed, each once: characters that no font has, letters with marks that are left out."""
        is_plain = text.isascii() and text.isprintable()
        return () if is_plain else tuple(dict.fromkeys(_missing(text)))


@cache
def font(name: str) -> Font:
    """The font of that name in the resources; ReportLab gets to know it on the first call."""
    loaded = TTFont(name, paths.resources() / "fonts" / f"{name}.ttf", asciiReadable=False)
    pdfmetrics.registerFont(loaded)  # pyright: ignore[reportUnknownMemberType]
    widths: dict[int, float] = loaded.face.charWidths
    advances = {chr(code): width / 1000 for code, width in widths.items()}
    return Font(name, {c: advance for c, advance in advances.items() if not _NOT_SET.match(c)})


@lru_cache(maxsize=4096)
def setting(text: str, weight: int) -> Setting:
    """The runs of a text in logical order and normal form C, as they stand on the page from left to right."""
    advances = font(INTER[weight]).advances
    if all(character in advances for character in text) and not _has_marks(text):
        return Setting(((INTER[weight], text),), sum(advances[character] for character in text))
    printable = "".join(_printable(character) for character in text)
    visual = from_left_to_right(printable) if _RIGHT_TO_LEFT.search(printable) else printable
    chosen = [(_font_for(character, weight), character) for character in visual]
    runs = tuple((name, "".join(c for _, c in group)) for name, group in groupby(chosen, lambda run: run[0]))
    return Setting(runs, sum(font(name).advances[character] for name, character in chosen))


def from_left_to_right(text: str) -> str:
    """A text with right-to-left letters as it stands on the page: joined forms, visual order, brackets turned round."""
    visual = str(get_display(reshape(text)))
    for pair in _PAIRS:
        visual = _turned(visual, pair) if pair[0] in visual else visual
    return visual


def _turned(visual: str, pair: str) -> str:
    """Turn brackets that close before they open, which python-bidi reorders but leaves as they are.

    The Unicode bidirectional algorithm, rule L4, wants the mirrored glyph there.
    """
    opening, closing = pair
    letters, depth, turned = list(visual), 0, 0
    for at, letter in enumerate(letters):
        if letter == closing and not depth:
            letters[at], turned = opening, turned + 1
        elif letter == opening and turned:
            letters[at], turned = closing, turned - 1
        elif letter in pair:
            depth += 1 if letter == opening else -1
    return "".join(letters)


def _missing(text: str) -> Iterator[str]:
    for before, character in zip(" " + text, text, strict=False):
        category = unicodedata.category(character)
        if category == "Cf" or "\ufe00" <= character <= "\ufe0f":
            continue  # invisible: joiners, directions, and which variant of an emoji is wanted
        if category in _MARKS:
            yield before + character
        elif not _has_font(character):
            yield character


def _printable(character: str) -> str:
    category = unicodedata.category(character)
    if category in _MARKS:
        return ""
    return character if _has_font(character) else "" if category in _LEFT_OUT else STAND_IN


def _has_marks(text: str) -> bool:
    return not text.isascii() and any(unicodedata.category(character) in _MARKS for character in text)


def _has_font(character: str) -> bool:
    return any(character in font(name).advances for name in _chain(400))


def _font_for(character: str, weight: int) -> str:
    """The first font that has a character; a joined form that none has is left to the stand-in of its font."""
    return next((name for name in _chain(weight) if character in font(name).advances), INTER[weight])


@cache
def _chain(weight: int) -> tuple[str, ...]:
    style = "Bold" if weight >= BOLD_FROM else "Regular"
    return (INTER[weight], *(f"{family}-{style}" for family in OTHERS))
