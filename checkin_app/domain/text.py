"""Text as people write it: cleaned without harm, folded for searching and comparing, made safe for a spreadsheet cell."""

import re
import unicodedata
from collections.abc import Callable

_LETTERS_WITH_JOINERS = (
    "\u0600-\u08ff"  # Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic
    "\u0900-\u0dff"  # the scripts of India, and Sinhala
    "\u0f00-\u109f"  # Tibetan, Myanmar
    "\u1780-\u18af"  # Khmer, Mongolian
    "\u1a20-\u1cff"  # Tai Tham, Balinese and their neighbours, Vedic signs
    "\ua800-\uabff"  # further scripts of India and South-East Asia
    "\ufb50-\ufdff\ufe70-\ufefe"  # Arabic presentation forms
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f"  # historic scripts of India, Adlam
)
"""Scripts in which a joiner between two letters changes the spelling or the shape."""

_JOINERS = "\u200c\u200d"
_JOINED = re.compile(
    f"(?<=[{_LETTERS_WITH_JOINERS}])([{_JOINERS}])[{_JOINERS}]*(?=[{_LETTERS_WITH_JOINERS}])|[{_JOINERS}]+"
)
_BLANK_LETTERS = str.maketrans(
    dict.fromkeys("\u2800\u3164\uffa0", " ") | dict.fromkeys("\u034f\u115f\u1160\u17b4\u17b5", "")
)
"""Characters that count as letters, marks or symbols although nothing of them is seen but, at most, a gap."""

_VISIBLE_FORMAT = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""Format characters that are drawn (Arabic number signs and the like), and so belong to the text."""

_TYPOGRAPHIC = str.maketrans(
    dict.fromkeys("’‘ʼʹʻʽˈ`´′＇", "'")
    | dict.fromkeys("‐‑‒–—―−﹣－", "-")
    | dict.fromkeys("“”„‟«»″", '"')
    | {"·": ""}
)
_PLAIN_LETTERS = str.maketrans(
    {
        "đ": "d", "ð": "d", "ɖ": "d", "ħ": "h", "ı": "i", "ĸ": "k", "ł": "l", "ŀ": "l", "ƚ": "l", "ŋ": "n",
        "ø": "o", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "e", "ǝ": "e", "ɛ": "e", "ɔ": "o",
        "ƒ": "f", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ґ": "г",
    }
)  # fmt: skip
_SPELLED_OUT = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "å": "aa",
        "ø": "oe",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "Å": "Aa",
        "Ø": "Oe",
    }
)
_SPELLED = re.compile("([aou])e")

_CELL_THAT_CALCULATES = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_PROTECTED_CELL = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")

_SCRIPTS = (
    re.compile("[A-Za-zªº\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff\uff21-\uff3a\uff41-\uff5a]"),
    re.compile("[\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f]"),
    re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
)
"""Latin, Cyrillic and Greek: the three whose letters look alike."""

_CEDILLAS = str.maketrans("şţŞŢ", "șțȘȚ")


def clean(text: str) -> str:
    """The text in NFC, without anything invisible, its white space folded to single spaces and stripped.

    Removed are control, bidi-control and zero-width characters. The two joiners stay between letters of scripts
    that need them. Everything that can be seen stays: apostrophes, hyphens, accents, all scripts.
    """
    if not text.isprintable():
        text = _JOINED.sub(r"\1", text.translate(_VISIBLE))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_BLANK_LETTERS))
    return " ".join(text.split())


def fold(text: str) -> str:
    """The text as it is compared and searched: cleaned, without accents and case, letters like ł and ø as l and o.

    Typographic apostrophes, hyphens and quotation marks become the plain ones. Folding twice changes nothing.
    """
    text = clean(text)
    return text.lower() if text.isascii() else " ".join(text.translate(_FOLDED).split())


def foldings(text: str) -> tuple[str, ...]:
    """Every spelling to find the text by: `fold(text)` first, then those with ä, ö, ü written ae, oe, ue or the reverse.

    So Müller has «muller» and «mueller», and so has Mueller.
    """
    folded = fold(text)
    spellings = [folded]
    if not text.isascii():
        spellings.append(fold(clean(text).translate(_SPELLED_OUT)))
    if "ae" in folded or "oe" in folded or "ue" in folded:
        spellings.append(_SPELLED.sub(r"\1", folded))
    return tuple(dict.fromkeys(spellings))


def shortest_spelling(folded: str) -> str:
    """A folded text with ae, oe, ue as a, o, u: alike for both spellings of an umlaut."""
    return _SPELLED.sub(r"\1", folded)


def mixes_scripts(word: str) -> bool:
    """Whether a word mixes Latin, Cyrillic or Greek letters, which look alike: a typing slip or a deception."""
    return not word.isascii() and sum(script.search(word) is not None for script in _SCRIPTS) > 1


def safe_cell(text: str) -> str:
    """The text with a leading apostrophe if a spreadsheet would calculate it (= + - @, Tab, line ends, full-width forms).

    A text that begins with such a protection itself gets one more, so that `bare_cell` undoes exactly this.
    """
    return "'" + text if _CELL_THAT_CALCULATES.match(text) else text


def bare_cell(text: str) -> str:
    """What `safe_cell` was given."""
    return text[1:] if text.startswith("'") and _PROTECTED_CELL.match(text) else text


def with_commas_below(text: str) -> str:
    """Romanian ş and ţ, written with the cedilla of old code pages, as the letters ș and ț that are meant."""
    return text if text.isascii() else text.translate(_CEDILLAS)


class _PerCharacter(dict[int, str]):
    """A table for `str.translate` that works out each character when it is first met."""

    def __init__(self, of: Callable[[str], str]) -> None:
        super().__init__()
        self._of = of

    def __missing__(self, codepoint: int) -> str:
        self[codepoint] = answer = self._of(chr(codepoint))
        return answer


def _visible(character: str) -> str:
    """The character, a space for white space, nothing for what is never seen; joiners are left to `clean`."""
    if character.isspace():
        return " "
    match unicodedata.category(character):
        case "Cc" | "Cs":
            return ""
        case "Cf":
            return character if character in _VISIBLE_FORMAT or character in _JOINERS else ""
        case "Cn" if (
            ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
        ):  # no characters at all
            return ""
        case _:
            return character


def _folded(character: str) -> str:
    bare = _without_accents(_without_accents(character).casefold()).casefold()
    return bare.translate(_TYPOGRAPHIC).translate(_PLAIN_LETTERS)


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


_VISIBLE = _PerCharacter(_visible)
_FOLDED = _PerCharacter(_folded)
