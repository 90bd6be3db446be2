"""The spooler of Linux and macOS, CUPS, asked through its own library (https://www.cups.org/doc/cupspm.html).

Its commands `lp` and `lpstat` say neither whether a finished job was printed or cancelled, nor anything without words
that change with the language; the library does. A file goes there as it is: no scaling, on the paper it was made for.
"""

import ctypes
import ctypes.util
import functools
import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from checkin_app.services.spooler import Fate, Heard, Paper, Printer, SpoolerRefused

_ALL_JOBS = -1
_STOPPED = "5"
"""`printer-state` (RFC 8011, 5.4.11): 3 idle, 4 printing, 5 stopped."""
_FATES: Mapping[int, Fate] = {7: Fate.FAILED, 8: Fate.FAILED, 9: Fate.PRINTED}
"""`job-state` (RFC 8011, 5.3.7): 3 pending, 4 held, 5 printing, 6 stopped, 7 cancelled, 8 aborted, 9 completed."""
_WHY: Mapping[int, str] = {
    4: "It is held in the printing system.",
    6: "The printer has stopped.",
    7: "It was cancelled in the printing system.",
    8: "The printing system gave it up.",
}
_GONE = "The printing system does not know it any more: it was deleted, perhaps with its printer."
_NO_PRINTER = "There is no such printer any more."
_REASONS: Mapping[str, str] = {
    "media-empty": "it is out of paper",
    "media-needed": "it waits for other paper",
    "media-jam": "the paper is jammed",
    "toner-empty": "it is out of toner",
    "marker-supply-empty": "it is out of ink",
    "cover-open": "its cover is open",
    "door-open": "its door is open",
    "offline": "it is switched off or not connected",
    "connecting-to-device": "it is switched off or not connected",
    "paused": "somebody paused it",
}
"""`printer-state-reasons` (RFC 8011, 5.4.12), without their endings -error, -warning and -report."""


class _Option(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("value", ctypes.c_char_p))


class _Destination(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("instance", ctypes.c_char_p),
        ("is_default", ctypes.c_int),
        ("count", ctypes.c_int),
        ("options", ctypes.POINTER(_Option)),
    )


class _Job(ctypes.Structure):
    _fields_ = (
        ("id", ctypes.c_int),
        ("printer", ctypes.c_char_p),
        ("title", ctypes.c_char_p),
        ("user", ctypes.c_char_p),
        ("format", ctypes.c_char_p),
        ("state", ctypes.c_int),
        ("size", ctypes.c_int),
        ("priority", ctypes.c_int),
        ("completed_at", ctypes.c_long),
        ("created_at", ctypes.c_long),
        ("begun_at", ctypes.c_long),
    )


@functools.cache
def _library() -> Any:  # noqa: ANN401  # a foreign library has no types
    name = ctypes.util.find_library("cups")
    if name is None:
        return None
    library = ctypes.CDLL(name)
    library.cupsLastErrorString.restype = ctypes.c_char_p
    library.cupsAddOption.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
    library.cupsFreeOptions.argtypes = [ctypes.c_int, ctypes.c_void_p]
    library.cupsFreeDests.argtypes = [ctypes.c_int, ctypes.c_void_p]
    library.cupsFreeJobs.argtypes = [ctypes.c_int, ctypes.c_void_p]
    library.cupsGetDests2.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    library.cupsGetJobs2.argtypes = [
        ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_int
    ]  # fmt: skip
    library.cupsCancelJob2.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_int]
    library.cupsPrintFile2.argtypes = [
        ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p
    ]  # fmt: skip
    return library


def is_there() -> bool:
    """Whether this computer has CUPS's library at all; Windows has not."""
    return os.name == "posix" and _library() is not None


class Cups:
    """`server` is «host:port» or the path of a socket; by default the one that the computer is set up for."""

    tells = True

    def __init__(self, server: str = "") -> None:
        self._server = server

    def printers(self) -> list[Printer]:
        """See Spooler."""
        with self._destinations() as found:
            printers = [_printer(each) for each in found if not each.instance]
        return sorted(printers, key=lambda printer: (not printer.is_default, printer.title.casefold()))

    def send(self, printer: str, pdf: Path, title: str, paper: Paper) -> str:
        """See Spooler."""
        library = self._reached()
        if all(each.name != printer for each in self.printers()):
            raise SpoolerRefused(printer, _NO_PRINTER)
        with _options(library, _settings(paper)) as (count, options):
            number = library.cupsPrintFile2(
                None, printer.encode(), os.fsencode(pdf), title.encode(), count, options
            )
        if not number:
            raise SpoolerRefused(printer, _last_error(library))
        return str(number)

    def find(self, title: str) -> str:
        """See Spooler."""
        numbers = [number for number, each, _ in self._jobs(None) if each == title]
        return str(max(numbers)) if numbers else ""

    def hear(self, printer: str, job: str) -> Heard:
        """See Spooler."""
        states = {str(number): state for number, _, state in self._jobs(None)}
        state = states.get(job)
        if state is None:
            return Heard(Fate.FAILED, _GONE)
        fate = _FATES.get(state, Fate.WAITING)
        why = _WHY.get(state, "")
        return Heard(fate, why or (self._trouble_of(printer) if fate is Fate.WAITING else ""))

    def cancel(self, printer: str, job: str) -> None:
        """See Spooler. A job that has ended already refuses, which changes nothing."""
        self._reached().cupsCancelJob2(None, printer.encode(), int(job), 0)

    def _trouble_of(self, printer: str) -> str:
        return next((each.trouble for each in self.printers() if each.name == printer), _NO_PRINTER)

    def _reached(self) -> Any:  # noqa: ANN401  # see _library
        """The library, told which server it is to ask: it forgets that in every new thread."""
        library = _library()
        if library is None:
            raise SpoolerRefused("", "CUPS is not installed on this computer.")
        if self._server:
            library.cupsSetServer(self._server.encode())
        return library

    @contextmanager
    def _destinations(self) -> Generator[list[_Destination]]:
        library = self._reached()
        destinations = ctypes.POINTER(_Destination)()
        count = library.cupsGetDests2(None, ctypes.byref(destinations))
        try:
            if not count and not self._answers(library):
                raise SpoolerRefused("", "It does not answer.")
            yield destinations[:count] if count else []
        finally:
            library.cupsFreeDests(count, destinations)

    def _answers(self, library: Any) -> bool:  # noqa: ANN401  # see _library
        """No printers and no server look alike; asking for jobs tells them apart."""
        jobs = ctypes.POINTER(_Job)()
        count = library.cupsGetJobs2(None, ctypes.byref(jobs), None, 0, 0)
        library.cupsFreeJobs(max(count, 0), jobs)
        return count >= 0

    def _jobs(self, printer: bytes | None) -> list[tuple[int, str, int]]:
        """The number, title and state of every job that the server remembers."""
        library = self._reached()
        jobs = ctypes.POINTER(_Job)()
        count = library.cupsGetJobs2(None, ctypes.byref(jobs), printer, 0, _ALL_JOBS)
        if count < 0:
            raise SpoolerRefused("", _last_error(library))
        try:
            return [(job.id, _text(job.title), job.state) for job in jobs[:count]] if count else []
        finally:
            library.cupsFreeJobs(count, jobs)


@contextmanager
def _options(library: Any, settings: Mapping[str, str]) -> Generator[tuple[int, Any]]:  # noqa: ANN401  # see _library
    count, options = 0, ctypes.POINTER(_Option)()
    for name, value in settings.items():
        count = library.cupsAddOption(name.encode(), value.encode(), count, ctypes.byref(options))
    try:
        yield count, options
    finally:
        library.cupsFreeOptions(count, options)


def _settings(paper: Paper) -> dict[str, str]:
    """The media is named by its size (PWG 5101.1); what a printer has under another name it finds by that."""
    return {
        "print-scaling": "none",
        "media": f"Custom.{paper.width:g}x{paper.height:g}mm",
        "sides": paper.sides.value,
    }


def _printer(destination: _Destination) -> Printer:
    options = {
        _text(option.name): _text(option.value)
        for option in (destination.options[: destination.count] if destination.count else ())
    }
    name = _text(destination.name)
    return Printer(name, options.get("printer-info") or name, bool(destination.is_default), _trouble(options))


def _trouble(options: Mapping[str, str]) -> str:
    if options.get("printer-is-accepting-jobs") == "false":
        return "It takes no jobs."
    known = [word for reason, word in _REASONS.items() if reason in options.get("printer-state-reasons", "")]
    if options.get("printer-state") == _STOPPED:
        return f"It has stopped: {known[0]}." if known else "It has stopped."
    serious = [word for word in known if word != _REASONS["paused"]]
    return f"{serious[0][0].upper()}{serious[0][1:]}." if serious else ""


def _last_error(library: Any) -> str:  # noqa: ANN401  # see _library
    said = _text(library.cupsLastErrorString())
    return f"It said: {said}." if said else "It does not answer."


def _text(raw: bytes | None) -> str:
    return raw.decode(errors="replace") if raw else ""
