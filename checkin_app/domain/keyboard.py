"""Which key of a US keyboard was pressed, by its place, whatever layout the computer is set to.

A scanner presses the keys of a US keyboard. What those keys type is up to the layout, but where they are is not, and
every system numbers the places in its own way.
"""

from collections.abc import Mapping
from enum import Enum


class Numbering(Enum):
    """How a system numbers the places of keys."""

    XKB = "xkb"
    SET_1 = "set 1"
    MAC = "mac"


XKB_OFFSET = 8
"""X11 and Wayland number a key eight higher than the kernel, because X11 has no key codes below 8."""

# The rows of a US keyboard, each with the number of its first key. The kernel took the numbers of scan code set 1
# over for all keys of the main block, so Windows and Linux share them.
_SET_1_ROWS: Mapping[int, str] = {
    2: "1234567890-=",
    16: "QWERTYUIOP[]",
    30: "ASDFGHJKL;'`",
    43: "\\ZXCVBNM,./",
    57: " ",
}
_MAC_RUNS: Mapping[int, str] = {
    0x00: "ASDFHGZXCV",
    0x0B: "BQWERYT123465=97-80]OU[IP",
    0x25: "LJ'K;\\,/NM.",
    0x31: " `",
}


def _numbered(runs: Mapping[int, str]) -> dict[int, str]:
    return {first + place: key for first, keys in runs.items() for place, key in enumerate(keys)}


_SET_1 = _numbered(_SET_1_ROWS)
_TABLES: Mapping[Numbering, Mapping[int, str]] = {
    Numbering.XKB: {code + XKB_OFFSET: key for code, key in _SET_1.items()},
    Numbering.SET_1: _SET_1,
    Numbering.MAC: _numbered(_MAC_RUNS),
}
"""Sources: `linux/input-event-codes.h` (KEY_1 … KEY_SPACE) and xkeyboard-config's `keycodes/evdev` for XKB;
Microsoft's «Keyboard Input Overview», scan code set 1, for Windows; `kVK_ANSI_…` in Carbon's `HIToolbox/Events.h` for
the Mac, whose numbers are virtual key codes and still mean places."""


def letter_at(numbering: Numbering, code: int) -> str:
    """What a US keyboard has at this place, unshifted and letters as capitals; '' off the main block."""
    return _TABLES[numbering].get(code, "")
