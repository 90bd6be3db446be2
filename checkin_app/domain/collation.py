"""The order of names on paper: by the letters of the language that is spoken where the event is.

The default order is that of the Unicode collation algorithm (UTS #10) for Latin, Greek and Cyrillic: letters first,
accents only between names that are alike without them. What a language counts as letters of its own follows the
tailorings of CLDR 46 (common/collation/<language>.xml, unicode.org/cldr): in Romanian ș comes after all of s.
"""

import unicodedata
from functools import lru_cache

from checkin_app.domain.text import fold

Key = tuple[tuple[tuple[int, int, int], ...], str, str]

_CYRILLIC = {
    letter: place for place, letter in enumerate("абвгґдђѓеєжзѕиіїйјклљмнњопрстћќуўфхцчџшщъыьэюяѣѳѵ")
}
"""Every letter of the Slavic alphabets in the order of DUCET; ё is an е with an accent there."""

_OWN_LETTERS = {
    "cs": "c č|h ch|r ř|s š|z ž",
    "da": "z æ ø å",
    "de": "",
    "es": "n ñ",
    "et": "s š z ž|v õ ä ö ü",
    "fi": "z å ä ö",
    "hr": "c č ć|d dž đ|l lj|n nj|s š|z ž",
    "hu": "c cs|d dz dzs|g gy|l ly|n ny|o ö|s sz|t ty|u ü|z zs",
    "lt": "c č|s š|z ž",
    "lv": "c č|g ģ|k ķ|l ļ|n ņ|r ŗ|s š|z ž",
    "nb": "z æ ø å",
    "pl": "a ą|c ć|e ę|l ł|n ń|o ó|s ś|z ź ż",
    "ro": "a ă â|i î|s ș|t ț",
    "sk": "a ä|c č|h ch|o ô|s š|z ž",
    "sl": "c č ć|d đ|s š|z ž",
    "sq": "c ç|d dh|e ë|g gj|l ll|n nj|r rr|s sh|t th|x xh|z zh",
    "sv": "z å ä ö",
    "tr": "c ç|g ğ|h ı|o ö|s ş|u ü",
}
"""What comes after which letter. Two letters stand for one where a language's dictionaries have it so."""

_SAME_LETTER = str.maketrans("şţőű", "șțöü")
"""The cedilla where a comma was meant; long vowels in Hungarian are their short ones with an accent."""

_LANGUAGES = {
    "Europe/Bucharest": "ro", "Europe/Chisinau": "ro", "Europe/Warsaw": "pl", "Europe/Prague": "cs",
    "Europe/Bratislava": "sk", "Europe/Budapest": "hu", "Europe/Zagreb": "hr", "Europe/Sarajevo": "hr",
    "Europe/Belgrade": "hr", "Europe/Podgorica": "hr", "Europe/Ljubljana": "sl", "Europe/Tirane": "sq",
    "Europe/Stockholm": "sv", "Europe/Helsinki": "fi", "Europe/Copenhagen": "da", "Europe/Oslo": "nb",
    "Europe/Tallinn": "et", "Europe/Riga": "lv", "Europe/Vilnius": "lt", "Europe/Istanbul": "tr",
    "Europe/Madrid": "es", "Atlantic/Canary": "es",
}  # fmt: skip
_LATIN_PLACE, _CYRILLIC_PLACE, _OTHER_PLACE, _SPACE_PLACE, _DIGIT_PLACE = 2, 4, 3, 0, 1


def language_of(zone: str) -> str:
    """The language whose order people expect in a time zone; empty for the default order."""
    return _LANGUAGES.get(zone, "")


def sort_key(text: str, language: str = "") -> Key:
    """What to sort texts by: first their letters, then their accents, then capitals.

    Hyphens count as spaces, apostrophes and other signs not at all: O'Brien stands with Obrien.
    """
    lowered = _lowered(unicodedata.normalize("NFC", text), language)
    return _letters(lowered, language), unicodedata.normalize("NFD", lowered), text


def _lowered(text: str, language: str) -> str:
    if language == "tr":
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower().translate(_SAME_LETTER if language in {"ro", "hu"} else {})


def _letters(text: str, language: str) -> tuple[tuple[int, int, int], ...]:
    own = _own_letters(language)
    found: list[tuple[int, int, int]] = []
    at = 0
    while at < len(text):
        length = next((n for n in (3, 2, 1) if text[at : at + n] in own), 0)
        if length:
            found.append(own[text[at : at + length]])
        else:
            found += _places(text[at])
        at += length or 1
    return tuple(found)


@lru_cache
def _own_letters(language: str) -> dict[str, tuple[int, int, int]]:
    """Every letter of a language's own with its place: after the letter that its group begins with."""
    groups = [group.split() for group in _OWN_LETTERS.get(language, "").split("|")]
    return {
        letter: (_LATIN_PLACE, ord(first), number)
        for first, *letters in filter(None, groups)
        for number, letter in enumerate(letters, 1)
    }


@lru_cache(maxsize=4096)
def _places(letter: str) -> tuple[tuple[int, int, int], ...]:
    if letter in _CYRILLIC:
        return ((_CYRILLIC_PLACE, _CYRILLIC[letter], 0),)
    if letter.isspace() or unicodedata.category(letter) == "Pd":
        return ((_SPACE_PLACE, 0, 0),)
    folded = fold(letter)
    if folded in _CYRILLIC:
        return ((_CYRILLIC_PLACE, _CYRILLIC[folded], 0),)
    return tuple((_class_of(each), ord(each), 0) for each in folded if each.isalnum())


def _class_of(letter: str) -> int:
    """Digits, then Latin, then other scripts as Unicode has them, with Greek at their head and Cyrillic after it."""
    if letter.isdigit():
        return _DIGIT_PLACE
    if letter.isascii():
        return _LATIN_PLACE
    return _OTHER_PLACE if "\u0370" <= letter <= "\u03ff" else _CYRILLIC_PLACE + 1
