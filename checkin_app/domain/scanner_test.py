"""What a scan of the test card tells about the scanner and the keyboard layout; it is nobody's badge."""

from dataclasses import dataclass
from enum import Enum, auto

from checkin_app.domain.code import ALPHABET, LENGTH, LETTER_MAPS, Misread, read

TEST_TEXT = ALPHABET + ALPHABET[: LENGTH - len(ALPHABET)]
"""On the test card: every letter that a badge may have, and as long as a badge's code."""


class Outcome(Enum):
    """How a badge would be read."""

    WELL = auto()
    BY_PLACE_ALONE = auto()
    """The layout makes letters that no map undoes, but the places of the keys are known."""
    WRONG = auto()
    """It is no code, neither by the places nor as text."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`layout` is a key of `code.LETTER_MAPS` where the text came through one of them, else ''."""

    outcome: Outcome
    layout: str = ""


def is_test_card(by_position: str, typed: str) -> bool:
    """Whether a scan is the test card's, on whatever keyboard: no badge of any event carries that text."""
    return TEST_TEXT in (_plain(by_position), _plain(typed)) or bool(_layouts(typed, TEST_TEXT))


def judge(by_position: str, typed: str) -> Finding:
    """What a scan in the test box tells; a badge serves as well as the test card."""
    place, text = _plain(by_position), _plain(typed)
    if not _is_code(place):
        place = ""
    layouts = _layouts(typed, place or TEST_TEXT)
    if _is_code(text):
        return Finding(Outcome.WELL, layouts[0] if layouts else "")
    return Finding(Outcome.BY_PLACE_ALONE if place else Outcome.WRONG)


def _plain(text: str) -> str:
    return "".join(letter for letter in text if not letter.isspace() and letter not in "-‐‑–").upper()


def _is_code(text: str) -> bool:
    return not isinstance(read(text, b""), Misread)


def _layouts(typed: str, meant: str) -> list[str]:
    """The layouts on which the keys of `meant` type this."""
    letters = [letter.casefold() for letter in _plain(typed)]
    return [
        layout
        for layout, map_ in LETTER_MAPS.items()
        if letters == [map_[ALPHABET.index(letter)].casefold() for letter in meant if letter in ALPHABET]
    ]
