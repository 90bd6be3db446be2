"""Places of keys: what a scanner's keys are called on three systems, and that they agree."""

import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.code import ALPHABET
from checkin_app.domain.keyboard import XKB_OFFSET, Numbering, letter_at

XKB_NAMES = Path("/usr/share/X11/xkb/keycodes/evdev")
XKB_ROWS = {
    "TLDE": "`",
    "BKSL": "\\",
    "SPCE": " ",
    **{f"AE{place:02}": key for place, key in enumerate("1234567890-=", 1)},
    **{f"AD{place:02}": key for place, key in enumerate("QWERTYUIOP[]", 1)},
    **{f"AC{place:02}": key for place, key in enumerate("ASDFGHJKL;'", 1)},
    **{f"AB{place:02}": key for place, key in enumerate("ZXCVBNM,./", 1)},
}
"""How xkeyboard-config calls the places: row and column, whatever is printed there."""


def places(numbering: Numbering) -> dict[str, list[int]]:
    """Every key with the numbers that it has."""
    found: dict[str, list[int]] = {}
    for code in range(512):
        if letter := letter_at(numbering, code):
            found.setdefault(letter, []).append(code)
    return found


@pytest.mark.parametrize("numbering", Numbering)
def test_that_every_key_of_the_main_block_has_one_place(numbering: Numbering) -> None:
    keys = string.ascii_uppercase + string.digits + "-=[];'`\\,./ "
    assert {key: len(codes) for key, codes in places(numbering).items()} == dict.fromkeys(keys, 1)


@pytest.mark.parametrize(
    ("numbering", "codes"),
    [
        (Numbering.XKB, {"Q": 24, "A": 38, "Z": 52, "M": 58, "P": 33, "L": 46, "1": 10, "0": 19, " ": 65}),
        (Numbering.SET_1, {"Q": 0x10, "A": 0x1E, "Z": 0x2C, "M": 0x32, "B": 0x30, "1": 2, "0": 0x0B}),
        (Numbering.MAC, {"A": 0, "B": 0x0B, "N": 0x2D, "P": 0x23, "X": 7, "5": 0x17, "6": 0x16, "`": 0x32}),
    ],
)
def test_that_well_known_keys_are_where_their_makers_say(numbering: Numbering, codes: dict[str, int]) -> None:
    assert {letter: letter_at(numbering, code) for letter, code in codes.items()} == {
        letter: letter for letter in codes
    }


@pytest.mark.parametrize("numbering", Numbering)
@pytest.mark.parametrize("code", [-1, 0x0A, 0x24, 0x30, 66, 86, 94, 104, 111, 0x11C, 10_000])
def test_that_enter_backspace_arrows_and_what_no_keyboard_sends_are_no_letters(
    numbering: Numbering, code: int
) -> None:
    """But for the numbers that mean a letter on that system."""
    letters = {
        Numbering.XKB: {0x0A: "1", 0x24: "", 0x30: "'"},
        Numbering.SET_1: {0x0A: "9", 0x24: "J", 0x30: "B"},
    }
    assert letter_at(numbering, code) == letters.get(numbering, {}).get(code, "")


@pytest.mark.parametrize("numbering", [Numbering.XKB, Numbering.SET_1])
def test_that_keys_without_a_number_have_no_place(numbering: Numbering) -> None:
    """Tests and on-screen keyboards send 0; on the Mac that is the A, which no code has."""
    assert letter_at(numbering, 0) == ""
    assert letter_at(Numbering.MAC, 0) not in ALPHABET


@given(st.integers(-10, 600))
def test_that_linux_and_windows_number_alike_but_for_eight(code: int) -> None:
    assert letter_at(Numbering.XKB, code + XKB_OFFSET) == letter_at(Numbering.SET_1, code)


@pytest.mark.machine
@pytest.mark.skipif(not XKB_NAMES.exists(), reason="no xkb-data on this machine")
def test_that_the_places_are_those_of_the_systems_own_table() -> None:
    numbers = dict(re.findall(r"<(\w{4})> = (\d+);", XKB_NAMES.read_text("utf-8")))
    assert {name: letter_at(Numbering.XKB, int(numbers[name])) for name in XKB_ROWS} == XKB_ROWS
