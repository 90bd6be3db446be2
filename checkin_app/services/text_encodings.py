"""Which code page a text file was written in, judged by the letters that come out.

UTF-8 tells itself apart. Old code pages do not: the same byte is ş in Romanian and º in French. So every word that has
such bytes is decoded in each code page and weighed: does one language explain all its letters, do they stand where that
language has them, does nothing but letters stand within it?
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from checkin_app.domain.errors import BadInput

CODE_PAGES = ("cp1250", "cp1252", "cp1253", "cp1251", "iso-8859-2", "cp1254")
"""The old code pages that are told apart by themselves; any other can be named by hand."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; the one of UTF-32 begins like the one of UTF-16, so it comes first."""

_MOST_WORDS = 3000
_CLEAR_LEAD = 0.35
"""By how much, summed over the words, the best code page must lead for the others to be out of question."""
_HANDICAP = {"iso-8859-2": 0.3, "cp1254": 0.5}
"""Points that rarer code pages must make up for."""

_WORD = re.compile(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_FAR_ENOUGH = 1_000_000
"""Characters in which the letters of broken UTF-8 are counted."""
_BETWEEN_WORDS = frozenset("\xa0„“”«»‘’‚‹›–—…€§°•™")
"""Signs that may stand beside letters in any language."""


@dataclass(frozen=True, slots=True)
class _Language:
    """The letters beyond ASCII that a language uses, those it uses rarely, where it never has them and where often."""

    code_pages: tuple[str, ...]
    common: str
    rare: str = ""
    misplaced: str = r"(?!)"
    typical: str = r"(?!)"


_CENTRAL = ("cp1250", "iso-8859-2")
_WESTERN = ("cp1252",)
_CONSONANT = "[bcdfghjklmnpqrstvwxzčďĺľńňŕřšťž]"
_LONELY = rf"(?:^|{_CONSONANT})[čďĺľňŕřšťžćđ](?={_CONSONANT}|$)"
"""A consonant among consonants."""

_LANGUAGES = (
    _Language(_CENTRAL, "ăâîşţ", "", r"ă[oeăâ]|[şţ]{2}"),
    _Language(_CENTRAL, "łąęóżśćń", "ź", r"[aeouyąęó][ąę]|[ńśćź][aeouyóąę]|^[ąęńść]?$"),
    _Language(_CENTRAL, "áíéýěščřžů", "úňťďó", rf"{_LONELY}|(?<![dtnbpvmf])ě|^[ůý]|[áíéýěů]{{2}}|[aeiouy]ý"),
    _Language(_CENTRAL, "áíéýščžúľô", "ňťďóĺŕä", rf"{_LONELY}|ľ[eiéí]|^ý|[áíéýúô]{{2}}|[aeiouy]ý"),
    _Language(_CENTRAL, "áéöóőíüű", "ú", r"[őű].*[aouáóú]|[aouáóú].*[őű]|[őű][aeiouáéíóöü]"),
    _Language(_CENTRAL, "čšžćđ", "", rf"{_LONELY}|ć[aou]"),
    _Language((*_CENTRAL, "cp1252", "cp1254"), "äöüß", "é", r"ß{2}|^ß"),
    _Language(
        _WESTERN,
        "éèçàêëôîï",
        "âûùœ",
        r"[êàùûâôî][aeioué]|è[aeioué]|œ(?!u)|[aeiou][êûô]|[àùç]{2}",
        r"è[^\Waeiouy]+e",
    ),
    _Language(_WESTERN, "àèòùì", "éó", r"[àòùì]\w|[aeou][àòùì]", r"[^\Waeou][àòùì]$"),
    _Language(_WESTERN, "áíóñéú", "üç", r"ñ(?![aeiouáéíóú])"),
    _Language(_WESTERN, "ãçáéíóâêõ", "úàô", r"ã(?![oe]|s?$)|õ(?!e)|ê[aeiou]"),
    _Language(
        _WESTERN, "åäöøæé", "ðþáíúóý", r"[aeiouáé][åäöøæ]|[åäöøæ][aeiouåäöøæá]|æ$|þ(?!\w)|\w[þð](?![aeiou]|$)"
    ),
    _Language(_WESTERN, "äöü", "õ", r"[aeiou]õ"),
    _Language(_WESTERN, "ëéïè", "öüê", r"[^aeiou]ï|^ë"),
    _Language(("cp1254",), "ıişçöüğ", "İâîû", r"^[ığ]|[şçğ]{2}|ğ[^\Waeıioöuü]"),
)
_GREEK = "αοιετσνηυρπκμλάίόέήύώςωγδχθφ", "βξζψϊϋΐΰ"
_CYRILLIC = "аоиентсрвлкмдпугязбйч", "ьхжшцюфщэъыіїєґђћјљњџѓќѝё"


def guess_encoding(data: bytes) -> list[str]:
    """Encodings that could have written these bytes, the likeliest first."""
    if marked := _by_mark(data):
        return [marked]
    ranked = [code_page for code_page, _ in _ranked(_words(data)) if _decodes(data, code_page)]
    return ["utf-8", *ranked] if _decodes(data, "utf-8") else ranked


def decode(data: bytes, source: str, encoding: str | None = None) -> tuple[str, str]:
    """(text without byte order mark, encoding). BadInput if it cannot be decoded, or is honestly ambiguous."""
    if encoding:
        return _decoded_as_told(data, source, encoding), encoding
    if marked := _by_mark(data):
        return _decoded_as_told(data, source, marked), marked
    if _decodes(data, "utf-8"):
        return data.decode(), "utf-8"
    _refuse_damaged_utf8(data, source)
    pages = _open_pages(data)
    if not pages:
        raise BadInput(source, "Its letters are in none of the usual encodings.", remedy=_name_it(CODE_PAGES))
    if len(pages) > 1:
        raise BadInput(source, f"Its letters could be in {' or '.join(pages)}.", remedy=_name_it(pages))
    return data.decode(pages[0]), pages[0]


def open_question(data: bytes) -> tuple[str, ...]:
    """The code pages between which nothing in the file decides, the likeliest first; empty if there is no question."""
    if _by_mark(data) or _decodes(data, "utf-8"):
        return ()
    try:
        _refuse_damaged_utf8(data, "")
    except BadInput:
        return ()
    pages = _open_pages(data)
    return tuple(pages) if len(pages) > 1 else ()


def telling_words(data: bytes, code_page: str, most: int = 8) -> list[str]:
    """Words with letters beyond ASCII as a code page reads them: by these a person sees whether it is right."""
    return [word.decode(code_page, "replace") for word in _words(data)[:most]]


def _open_pages(data: bytes) -> list[str]:
    """The best code page, and those that might be right as well; empty if there is none at all."""
    words = _words(data)
    ranked = [(page, score) for page, score in _ranked(words) if _decodes(data, page)]
    if not ranked:
        return []
    best, best_score = ranked[0]
    rivals = [
        page
        for page, score in ranked[1:]
        if best_score - score < _CLEAR_LEAD and _reads_differently(words, best, page)
    ]
    if not rivals and best_score >= 0:
        return [best]
    return list(dict.fromkeys([best, *rivals, *(page for page, _ in ranked)]))[: max(2, len(rivals) + 1)]


def _name_it(pages: tuple[str, ...] | list[str]) -> str:
    return f"Save it as UTF-8, or name the encoding, for example --encoding {pages[0]}."


def _by_mark(data: bytes) -> str:
    """The encoding that a byte order mark says, or that the zeros of UTF-16 without a mark show."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:4000]
    if len(head) >= 4 and head[1::2].count(0) > 0.7 * len(head[1::2]) and head[::2].count(0) == 0:
        return "utf-16-le"
    if len(head) >= 4 and head[::2].count(0) > 0.7 * len(head[::2]) and head[1::2].count(0) == 0:
        return "utf-16-be"
    return ""


def _decodes(data: bytes, encoding: str) -> bool:
    if encoding == "iso-8859-2" and re.search(rb"[\x80-\x9f]", data):
        return False  # these are control characters there
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _decoded_as_told(data: bytes, source: str, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except LookupError:
        pages = ", ".join(("utf-8", "utf-16", *CODE_PAGES))
        raise BadInput(source, f"There is no encoding «{encoding}».", remedy=f"Use one of {pages}.") from None
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        problem = f"It is not written in {encoding}: a byte there is no letter."
        remedy = "Leave the encoding away to have it recognised, or name another."
        raise BadInput(source, problem, where=f"line {line}", remedy=remedy) from None


def _refuse_damaged_utf8(data: bytes, source: str) -> None:
    """A few wrong bytes in a file that is UTF-8 otherwise: guessing a code page would spoil all the right ones."""
    text = data.decode(errors="replace")
    wrong = text.count("\ufffd")
    right = sum(len(each) for each in _BEYOND_ASCII.findall(text, 0, _FAR_ENOUGH)) - wrong
    if right > 3 * wrong:
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        remedy = "Type that line again and save the file as UTF-8."
        raise BadInput(source, "It is UTF-8 with a damaged letter.", where=f"line {line}", remedy=remedy)


# -- weighing -------------------------------------------------------------------------------------------------


def _words(data: bytes) -> list[bytes]:
    """Different words with letters beyond ASCII."""
    words: dict[bytes, None] = {}
    for match in _WORD.finditer(data):
        words[match[0]] = None
        if len(words) >= _MOST_WORDS:
            break
    return list(words)


def _ranked(words: list[bytes]) -> list[tuple[str, float]]:
    scores = {
        page: sum(_weigh(word, page) for word in words) - _HANDICAP.get(page, 0.0) for page in CODE_PAGES
    }
    return sorted(scores.items(), key=lambda each: -each[1])


def _reads_differently(words: list[bytes], one: str, other: str) -> bool:
    return any(word.decode(one, "replace") != word.decode(other, "replace") for word in words)


def _weigh(word: bytes, code_page: str) -> float:
    """From about 1 for a word that some language could have written to -2 and less for one that none has."""
    text = word.decode(code_page, "replace")
    if not any(map(str.isalpha, text)):
        return 0.0  # a dash or a quotation mark by itself
    special = [character for character in text if not character.isascii()]
    letters = [character for character in special if unicodedata.category(character)[0] == "L"]
    odd = sum(character not in _BETWEEN_WORDS for character in special) - len(letters)
    if not letters or odd:
        return -2.0 * odd
    lower = text.lower()
    case = -2.0 if _has_capital_inside(text) else 0.0
    if code_page == "cp1253":
        return (
            case
            + _weigh_whole_script(lower, letters, _GREEK, "GREEK")
            - (1.0 if re.search(r"ς\w", lower) else 0.0)
        )
    if code_page == "cp1251":
        return case + _weigh_whole_script(lower, letters, _CYRILLIC, "CYRILLIC")
    if re.search(r"[^\x00-\x7f]{3}", text):
        case -= 1.0
    return case + max(_weigh_in(language, lower) for language in _languages(code_page))


def _has_capital_inside(text: str) -> bool:
    """Whether a capital beyond ASCII follows a small letter, as no language writes it."""
    return any(a.islower() and b.isupper() and not b.isascii() for a, b in pairwise(text))


def _weigh_in(language: _Language, word: str) -> float:
    special = [character for character in word if not character.isascii() and character.isalpha()]
    known = sum(1.0 if c in language.common else 0.6 if c in language.rare else -1.5 for c in special)
    fitting = 0.5 if re.search(language.typical, word) else 0.0
    return known / max(1, len(special)) + fitting - len(re.findall(language.misplaced, word))


def _weigh_whole_script(word: str, letters: list[str], frequency: tuple[str, str], script: str) -> float:
    """For alphabets of which every letter is beyond ASCII; Latin letters within a word speak against them."""
    if re.search("[a-z]", word):
        return -2.0
    common, rare = frequency
    lower = [letter.lower() for letter in letters]
    known = sum(1.0 if letter in common else 0.1 if letter in rare else -1.0 for letter in lower)
    weight = min(len(lower), 6) / 3 / len(lower)  # the longer the word, the more it proves
    return known * weight if all(script in unicodedata.name(letter, "") for letter in letters) else -2.0


@cache
def _languages(code_page: str) -> tuple[_Language, ...]:
    return tuple(language for language in _LANGUAGES if code_page in language.code_pages)
