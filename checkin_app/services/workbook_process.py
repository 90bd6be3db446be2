"""Reading a workbook in a process of its own: whatever the file does to its reader, the desk goes on.

The reader is a compiled library, and a file that was made for it can end it: it asks for more memory than there is, or
never comes to an end. What `workbook_safety` can see beforehand is refused there; the rest is caught here.
"""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass

import msgspec

from checkin_app.domain.errors import BadInput
from checkin_app.services.workbook_safety import damaged
from checkin_app.services.workbooks import SheetRows, read_sheet

MOST_SECONDS = 120
MOST_MEMORY = 3 << 30
"""Bytes of address space; limited on Linux only, other systems have no such limit or do not keep it."""

_CODE = f"from {__name__} import answer; answer()"
_FAILED_IN_PYTHON = 1
"""The exit status after an exception that nobody foresaw; a library that aborts ends otherwise."""


@dataclass(frozen=True, slots=True)
class _Question:
    data: bytes
    source: str
    sheet: str | None


@dataclass(frozen=True, slots=True)
class _Answer:
    """The rows, or a refusal's problem, place and remedy."""

    found: SheetRows | None = None
    refused: tuple[str, str, str] = ("", "", "")


def read_sheet_apart(
    data: bytes, source: str, sheet: str | None = None, *, most_seconds: float = MOST_SECONDS
) -> SheetRows:
    """As `workbooks.read_sheet`; BadInput too if the reader crashed, took too long or needed too much memory."""
    if getattr(sys, "frozen", False):  # a packed program cannot be asked to run a line of code
        return read_sheet(data, source, sheet)
    finished = _run(msgspec.msgpack.encode(_Question(data, source, sheet)), source, most_seconds)
    if finished.returncode == _FAILED_IN_PYTHON:
        raise RuntimeError(f"Reading {source} failed: {finished.stderr.decode(errors='replace')}")
    if finished.returncode:
        raise damaged(source)
    answered = msgspec.msgpack.decode(finished.stdout, type=_Answer)
    if answered.found is None:
        problem, where, remedy = answered.refused
        raise BadInput(source, problem, where, remedy)
    return answered.found


def answer() -> None:
    """The other process: one question on standard input, one answer on standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that asked
    _limit_memory()
    question = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=_Question)
    try:
        answered = _Answer(read_sheet(question.data, question.source, question.sheet))
    except BadInput as refused:
        answered = _Answer(refused=(refused.problem, refused.where, refused.remedy))
    except MemoryError:
        refused = damaged(question.source)
        answered = _Answer(refused=(refused.problem, refused.where, refused.remedy))
    sys.stdout.buffer.write(msgspec.msgpack.encode(answered))


def _run(question: bytes, source: str, most_seconds: float) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603  # our own interpreter and code
            [sys.executable, "-c", _CODE],
            input=question,
            capture_output=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},  # noqa: PTH109
            timeout=most_seconds,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # on Windows a black box would flash up
        )
    except subprocess.TimeoutExpired as failure:
        remedy = "If it is really a list, save it as .csv and import that."
        raise BadInput(
            source, f"It could not be read within {most_seconds:g} seconds.", remedy=remedy
        ) from failure


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
