"""The code on a badge: made, read back from whatever keyboard typed it, and shown to people.

A code is ten bytes, seven random ones and the first three of HMAC-SHA256(event key, "badge1" ‖ random), written as
twenty letters of four bits each, most significant first. The sixteen letters are ones that arrive alike from a
scanner, which types as a US keyboard, on twenty Latin keyboard layouts with Caps Lock on or off; without vowels no
code spells a word. Docstrings of the maps below name the layouts of xkb-data that they undo.
"""

import hmac
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass

ALPHABET = "BCDFGHJKLNPRSTVX"
LENGTH = 20
KEY_BYTES = 32
RANDOM_BYTES = 7
CHECK_BYTES = 3
LONGEST_TEXT = 200
"""Characters: a code with separators has far fewer; anything longer is not worth looking at."""

LETTER_MAPS: dict[str, str] = {
    "gr": "ΒΨΔΦΓΗΞΚΛΝΠΡΣΤΩΧ",
    "bg": "ФЪАОЖГТНВХЗИЯШЭЙ",
    "bg(phonetic)": "БЦДФГХЙКЛНПРСТЖѝ",
    "ru": "ИСВАПРОЛДТЗКЫЕМЧ",
    "ua": "ИСВАПРОЛДТЗКІЕМЧ",
    "rs, mk": "БЦДФГХЈКЛНПРСТВЏ",
    "by": "ІСВАПРОЛДТЗКЫЕМЧ",
}
"""What arrives instead of the alphabet, letter by letter in its order, on keyboards that are not Latin."""

_UNSHIFTED_PHONETIC_X = {"ь": "X", "Ь": "X", "ѝ": "X", "Ѝ": "X"}
_DIGITS = {letter: value for value, letter in enumerate(ALPHABET)}


@dataclass(frozen=True, slots=True)
class Genuine:
    """A code whose check letters are this event's; whether anybody has it is another question."""

    code: str


@dataclass(frozen=True, slots=True)
class NotOurs:
    """Twenty letters of the alphabet that this event's key did not sign."""


@dataclass(frozen=True, slots=True)
class Misread:
    """Not twenty letters of the alphabet on any keyboard."""


Reading = Genuine | NotOurs | Misread


def new_key() -> bytes:
    """A key for a new event: 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def make(key: bytes, random: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """A new code, genuine for the event that has this key."""
    body = random(RANDOM_BYTES)
    return _spell(body + _check(key, body))


def is_genuine(code: str, key: bytes) -> bool:
    """Whether twenty letters of the alphabet carry the check letters of the event that has this key."""
    content = bytes(_DIGITS[code[i]] << 4 | _DIGITS[code[i + 1]] for i in range(0, LENGTH, 2))
    return hmac.compare_digest(_check(key, content[:RANDOM_BYTES]), content[RANDOM_BYTES:])


def read(text: str, key: bytes) -> Reading:
    """What a scanner, a camera or a person's typing says, on any of the known keyboard layouts.

    White space and hyphens are dropped and case is folded. Text that is not in Latin letters is mapped back by
    every map, and believed only if exactly one code with good check letters comes out.
    """
    if len(text) > LONGEST_TEXT:
        return Misread()
    letters = [letter for letter in text if not letter.isspace() and letter not in "-‐‑–"]
    if len(letters) != LENGTH:
        return Misread()
    latin = _mapped(letters, _LATIN)
    if latin is not None:
        return Genuine(latin) if is_genuine(latin, key) else NotOurs()
    spelled = {code for table in _TABLES if (code := _mapped(letters, table)) is not None}
    genuine = [code for code in spelled if is_genuine(code, key)]
    if len(genuine) == 1:
        return Genuine(genuine[0])
    return NotOurs() if spelled else Misread()


def read_first(texts: Iterable[str], key: bytes) -> Reading:
    """What several readings of one scan say together: the first genuine code, else the most that was understood."""
    best: Reading = Misread()
    for text in texts:
        reading = read(text, key)
        if isinstance(reading, Genuine):
            return reading
        if isinstance(reading, NotOurs):
            best = reading
    return best


def for_people(code: str) -> str:
    """The code in four groups of five letters, as printed under the QR."""
    return "-".join(code[i : i + 5] for i in range(0, LENGTH, 5))


def _check(key: bytes, body: bytes) -> bytes:
    return hmac.digest(key, b"badge1" + body, "sha256")[:CHECK_BYTES]


def _spell(content: bytes) -> str:
    return "".join(ALPHABET[byte >> 4] + ALPHABET[byte & 15] for byte in content)


def _table(letters: str) -> dict[str, str]:
    """Each letter in either case; letter by letter, for a whole word's `lower` treats a final Σ in its own way."""
    table = dict(zip(letters, ALPHABET, strict=True))
    table |= {letter.lower(): target for letter, target in zip(letters, ALPHABET, strict=True)}
    return table


_LATIN = _table(ALPHABET)
_TABLES = [
    _table(letters) | (_UNSHIFTED_PHONETIC_X if name == "bg(phonetic)" else {})
    for name, letters in LETTER_MAPS.items()
]


def _mapped(letters: list[str], table: dict[str, str]) -> str | None:
    if not all(letter in table for letter in letters):
        return None
    return "".join(table[letter] for letter in letters)
