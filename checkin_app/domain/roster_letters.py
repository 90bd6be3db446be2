"""Romanian ş and ţ from old code pages, which had only the cedilla, become ș and ț; Turkish ş stays what it is."""

import re
from collections.abc import Sequence
from itertools import islice

from checkin_app.domain.text import fold, with_commas_below

_CEDILLA = re.compile("[şŞţŢ]")
_ROMANIAN = re.compile(r"[ăĂţŢțȚșȘ]|\bŞt|şti\b|(?i:\.ro\b|\.md\b|\bRom[aâ]nia\b|\bMoldova\b)")
_TURKISH = re.compile(r"[ğĞıİ]|(?i:\.tr\b|\b(?:türkiye|turkey|turcia|turchia|turquie|türkei|τουρκία)\b)")
_TURKISH_LETTERS = re.compile("[çöüÇÖÜ]")
_TURKISH_NAMES = frozenset(
    {"ayse", "sahin", "nese", "sule", "simsek", "coskun", "baris", "savas", "sen", "gunes", "tas", "yavas", "ates",
     "seyma", "sebnem", "gulsen", "nursen", "esref", "basak", "basar", "yesim", "resat", "resit", "dogus", "keles",
     "kus", "akkus", "cavus", "askin", "sener", "serife", "sevket", "sukru", "memis"}
)  # fmt: skip
"""Frequent Turkish names with ş, folded; and all that end in -taş."""

_WORD = re.compile(r"\w+")
_ENOUGH = 2000
"""Rows that show what kind of file it is."""

Rows = Sequence[tuple[str, ...]]


def with_romanian_letters(rows: Rows, *, from_old_code_page: bool) -> list[tuple[str, ...]]:
    """The rows with ș and ț where the cell, else its row, else the whole file shows that they are meant.

    A file in an old code page could not write them otherwise, so there a row without any sign follows the file.
    """
    by_default = from_old_code_page and _is_romanian_file(rows)
    return [_mended(row, by_default=by_default) for row in rows]


def _is_romanian_file(rows: Rows) -> bool:
    texts = ("\n".join(row) for row in rows)
    marked = list(islice((text for text in texts if _CEDILLA.search(text)), _ENOUGH))
    return sum(map(_says_romanian, marked)) > sum(map(_says_turkish, marked))


def _mended(row: tuple[str, ...], *, by_default: bool) -> tuple[str, ...]:
    text = "\n".join(row)
    if not _CEDILLA.search(text):
        return row
    row_means_it = (by_default or _says_romanian(text)) and not _says_turkish(text)
    return tuple(
        _mended_cell(cell, row_means_it=row_means_it) if _CEDILLA.search(cell) else cell for cell in row
    )


def _mended_cell(cell: str, *, row_means_it: bool) -> str:
    means_it = row_means_it or (_says_romanian(cell) and not _says_turkish(cell))
    return with_commas_below(cell) if means_it else cell


def _says_romanian(text: str) -> bool:
    return _ROMANIAN.search(text) is not None


def _says_turkish(text: str) -> bool:
    words = (word for word in _WORD.findall(text) if "ş" in word or "Ş" in word)
    return _TURKISH.search(text) is not None or any(map(_is_turkish, words))


def _is_turkish(word: str) -> bool:
    """Of a word with ş: letters beside it that Romanian does not have, or a well-known name."""
    folded = fold(word)
    return _TURKISH_LETTERS.search(word) is not None or folded in _TURKISH_NAMES or folded.endswith("tas")
