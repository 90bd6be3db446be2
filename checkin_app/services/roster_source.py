"""A list on its way in: the file or the pasted text, and how it is to be read."""

import hashlib
from collections.abc import Generator
from dataclasses import dataclass, replace
from pathlib import Path

from checkin_app.domain.errors import BadInput
from checkin_app.domain.roster import RosterTable
from checkin_app.services.roster_files import content_of, is_workbook, read_bytes_roster, read_text_roster
from checkin_app.services.text_encodings import open_question, telling_words


@dataclass(frozen=True, slots=True)
class Reading:
    """How a list is read; what is None is found out. `header_row` counts from 1, 0 is for a list without headers."""

    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An encoding in which the list could be written, and words of the list as they read then."""

    encoding: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RosterSource:
    """A file, or text from the clipboard if there is no path."""

    name: str
    path: Path | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as it was read. With `candidates` its encoding is open: the table is what the first of them makes of it."""

    source: RosterSource
    reading: Reading
    table: RosterTable
    sha256: str
    candidates: tuple[Candidate, ...] = ()


def file_source(path: Path) -> RosterSource:
    """A list in a file."""
    return RosterSource(path.name, path)


def pasted_source(text: str) -> RosterSource:
    """A list from the clipboard."""
    return RosterSource("pasted text", None, text)


def read_list(source: RosterSource, reading: Reading) -> Generator[tuple[int, int], None, ReadList]:
    """Read a list; where nothing in it decides its encoding, it comes with those it could have. BadInput as ever."""
    yield 0, 1
    if source.path is None:
        table = read_text_roster(
            source.text, source.name, delimiter=reading.delimiter, header_row=reading.header_row
        )
        return ReadList(source, reading, table, _digest(source.text.encode()))
    data = content_of(source.path)
    try:
        table = _table(data, source, reading)
        return ReadList(source, reading, table, _digest(data))
    except BadInput:
        pages = open_question(data) if reading.encoding is None and not is_workbook(data) else ()
        if not pages:
            raise
    table = _table(data, source, replace(reading, encoding=pages[0]))
    candidates = tuple(Candidate(page, tuple(telling_words(data, page))) for page in pages)
    return ReadList(source, reading, table, _digest(data), candidates)


def _table(data: bytes, source: RosterSource, reading: Reading) -> RosterTable:
    return read_bytes_roster(
        data,
        source.name,
        encoding=reading.encoding,
        delimiter=reading.delimiter,
        sheet=reading.sheet,
        header_row=reading.header_row,
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
