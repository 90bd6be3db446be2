"""A screen and a keyboard that nobody sees: real windows, a window manager, and key codes as a scanner sends them."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from ctypes.util import find_library
from dataclasses import dataclass

from tests.stories.virtual_keyboard import LIBRARIES, VirtualKeyboard

TOOLS = ("Xvfb", "openbox", "setxkbmap")
MISSING = [tool for tool in TOOLS if shutil.which(tool) is None] + [
    f"lib{name}" for name in LIBRARIES if find_library(name) is None
]
WHY_SKIPPED = f"no {', '.join(MISSING)} on this machine"

SHIFT, CAPS_LOCK = 50, 66
ENTER, TAB, BACKSPACE, LEFT, RIGHT, CONTROL = 36, 23, 22, 113, 114, 37

_ROWS = {10: "1234567890-", 24: "qwertyuiop", 38: "asdfghjkl;'", 52: "zxcvbnm,./", 65: " "}
_CODES = {key: first + place for first, row in _ROWS.items() for place, key in enumerate(row)}
_SHIFTED = str.maketrans(":?_", ";/-")


@dataclass(frozen=True, slots=True)
class VirtualScreen:
    """One that was started by `virtual_screen`; it is called like `:99`."""

    display: str
    keyboard: VirtualKeyboard

    @property
    def environment(self) -> dict[str, str]:
        """For programs that are to open their windows here."""
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "XAUTHORITY": os.devnull}

    def use_layout(self, layout: str) -> None:
        """Set the keyboard layout, as its user would while programs run."""
        self._run("setxkbmap", "-layout", layout)

    def press(self, keys: Sequence[str], *, delay_ms: int) -> None:
        """Press and release keys, and wait for the last."""
        self.keyboard.begin(keys, delay_ms=delay_ms)
        self.keyboard.wait()

    def scan_all(self, codes: Sequence[Sequence[str]], *, delay_ms: int, pause_ms: int) -> None:
        """Press the keys of one scan after the other, with a pause before each, and wait for the last."""
        for code in codes:
            self.keyboard.begin(code, delay_ms=delay_ms, pause_ms=pause_ms)
        self.keyboard.wait()

    def toggle_caps_lock(self) -> None:
        """Press the key; who asks must know whether it was on."""
        self.press([str(CAPS_LOCK)], delay_ms=2)

    def _run(self, *command: str) -> None:
        subprocess.run(command, env=self.environment, check=True, timeout=120)


def keys_for(text: str, *, end: int | None = ENTER) -> list[str]:
    """The keys that a scanner presses for a text, as on a US keyboard; capitals and `:?_` with Shift."""
    keys: list[str] = []
    for letter in text:
        plain = letter.lower().translate(_SHIFTED)
        keys.append(str(_CODES[plain]) if plain == letter else f"{SHIFT}+{_CODES[plain]}")
    return keys if end is None else [*keys, str(end)]


_SERVER = ("-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset", "-r")
"""`-r`: a key that a busy machine holds down for long does not repeat by itself."""


def _be_punctual(process: int) -> None:
    """Run it before everything else, where that is allowed; where it is not, a stall is seen and counted."""
    with suppress(OSError):
        os.sched_setscheduler(process, os.SCHED_RR, os.sched_param(1))


@contextmanager
def virtual_screen() -> Iterator[VirtualScreen]:
    """Start a screen on a display that is free, with a window manager; both end with the block, and nothing else."""
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), *_SERVER],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    with os.fdopen(read_end) as told:
        number = told.readline().strip()
    started = [server]
    try:
        assert number, "Xvfb did not start"
        _be_punctual(server.pid)
        screen = VirtualScreen(f":{number}", VirtualKeyboard(f":{number}"))
        started.append(
            subprocess.Popen(
                ["openbox", "--sm-disable"],
                env=screen.environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        yield screen
        screen.keyboard.close()
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=20)
