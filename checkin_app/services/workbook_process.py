"""Reading a workbook in a process of its own: whatever the file does to its reader, the desk goes on.

The reader is a compiled library, and a file that was made for it can end it: it asks for more memory than there is, or
never comes to an end. What `workbook_safety` can see beforehand is refused there; the rest is caught here.
"""

from collections.abc import Callable, Generator
from functools import partial
from typing import TypeVar

from checkin_app.domain.errors import BadInput
from checkin_app.services.apart import apart
from checkin_app.services.long_work import Work, result_of
from checkin_app.services.workbook_safety import damaged
from checkin_app.services.workbooks import SheetRows, read_sheet

S = TypeVar("S")
T = TypeVar("T")

MOST_SECONDS = 120


def read_sheet_apart(
    data: bytes, source: str, sheet: str | None = None, *, most_seconds: float = MOST_SECONDS
) -> SheetRows:
    """As `workbooks.read_sheet`; BadInput too if the reader crashed, took too long or needed too much memory."""
    reading = partial(_reading, data, source, sheet)
    return result_of(guarded(reading, source, most_seconds=most_seconds))


def guarded(
    job: Callable[[], Generator[S, None, T]], source: str, *, most_seconds: float = MOST_SECONDS
) -> Generator[S, None, T]:
    """Work with a workbook, in another process; BadInput if that crashed, took too long or needed too much memory."""
    endless = BadInput(
        source,
        f"It could not be read within {most_seconds:g} seconds.",
        remedy="If it is really a list, save it as .csv and import that.",
    )
    return apart(job, lost=damaged(source), most_seconds=most_seconds, too_long=endless)


def _reading(data: bytes, source: str, sheet: str | None) -> Work[SheetRows]:
    yield 0, 1
    return read_sheet(data, source, sheet)
