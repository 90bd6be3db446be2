"""A keyboard whose keys the X server presses itself, at the times it is told: no busy sender can come between two keys.

All keys of a scan are handed over at once with the pauses between them (XTEST's own delays), so only the server must be
on time, and its clock, which is on every event, says whether it was.
"""

import ctypes
from collections.abc import Sequence
from ctypes.util import find_library

LIBRARIES = ("X11", "Xtst")


class VirtualKeyboard:
    """Keys are named by their key code, or by several joined with `+`."""

    def __init__(self, display: str) -> None:
        self._x11 = ctypes.CDLL(find_library("X11") or "libX11.so.6")
        self._xtst = ctypes.CDLL(find_library("Xtst") or "libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
        self._x11.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self._x11.XFlush.argtypes = [ctypes.c_void_p]
        self._x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
        self._xtst.XTestFakeKeyEvent.argtypes = [
            ctypes.c_void_p,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_ulong,
        ]
        self._display: int = self._x11.XOpenDisplay(display.encode())
        assert self._display, f"no screen at {display}"

    def begin(self, keys: Sequence[str], *, delay_ms: int, pause_ms: int = 0) -> None:
        """Have the keys pressed, each so long after the one before, after a pause; does not wait for them."""
        for number, key in enumerate(keys):
            first = pause_ms if number == 0 else delay_ms - delay_ms // 2
            self._press(key, first, delay_ms // 2)
        self._x11.XFlush(self._display)

    def wait(self) -> None:
        """Until the last key has been pressed and released."""
        self._x11.XSync(self._display, 0)

    def close(self) -> None:
        """Let go of the screen, before it ends."""
        self._x11.XCloseDisplay(self._display)

    def _press(self, key: str, after_ms: int, held_ms: int) -> None:
        codes = [int(code) for code in key.split("+")]
        presses = [(code, 1, 0) for code in codes]
        releases = [(code, 0, 0) for code in reversed(codes)]
        presses[0] = (codes[0], 1, after_ms)
        releases[0] = (codes[-1], 0, held_ms)
        for code, is_press, delay_ms in presses + releases:
            self._xtst.XTestFakeKeyEvent(self._display, code, is_press, delay_ms)
