"""Roster files of every kind, read into one table: CSV, TSV, pasted text, XLSX, XLS, ODS.

What a file is shows in its content; its ending is not believed. Nothing here but the file is read and nothing is
written, so it may run in any thread or process; workbooks are opened in a process of their own.
"""

from dataclasses import replace
from pathlib import Path

from checkin_app.domain.errors import BadInput
from checkin_app.domain.roster import RosterTable
from checkin_app.domain.roster_headers import is_own_export
from checkin_app.domain.roster_letters import with_romanian_letters
from checkin_app.services.roster_header import table_with_header
from checkin_app.services.text_encodings import decode, guess_encoding
from checkin_app.services.text_tables import guess_delimiter, read_rows_of_text
from checkin_app.services.workbook_safety import inspect_workbook, refuse_macros_in_xls

__all__ = [
    "content_of", "guess_delimiter", "guess_encoding", "is_workbook", "read_bytes_roster", "read_roster", "read_text_roster",
]  # fmt: skip

LARGEST = 200_000_000
"""Bytes of a roster file."""

_OLD_CODE_PAGES = frozenset({"cp1250", "iso-8859-2", "iso8859-2", "latin2", "windows-1250"})
_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = {
    b"%PDF": "a PDF document",
    b"{\\rtf": "a text document (RTF)",
    b"SQLite format 3\0": "a database, perhaps an event file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a packed archive",
    b"7z\xbc\xaf": "a packed archive",
    b"Rar!": "a packed archive",
}
_MARKUP = {
    b"<!doctype html": "a web page",
    b"<html": "a web page",
    b"<table": "a web page",
    b"<?xml": "an XML file",
}
"""What some systems call .xls; compared in lower case, after white space and byte order marks."""


def read_roster(
    path: Path,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
) -> RosterTable:
    """Read a file whatever it is. BadInput says what is wrong with it, and where.

    Without `encoding`, `delimiter` and `sheet` these are found out; the table says what was found. `header_row` is the
    row with the headers, counted from 1, if the one that is found is not right, and 0 if there is none.
    """
    return read_bytes_roster(
        content_of(path),
        path.name,
        encoding=encoding,
        delimiter=delimiter,
        sheet=sheet,
        header_row=header_row,
    )


def read_bytes_roster(
    data: bytes,
    source: str,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    header_row: int | None = None,
) -> RosterTable:
    """The same for content at hand; `source` is its name in messages."""
    _refuse_foreign(data, source)
    if is_workbook(data):
        return _workbook_table(data, source, sheet, header_row)
    if sheet is not None:
        raise BadInput(source, f"There is no sheet «{sheet}»: it is a text file, which has no sheets.")
    text, found = decode(data, source, encoding)
    return _text_table(text, source, delimiter, header_row, found)


def read_text_roster(
    text: str, source: str = "pasted text", *, delimiter: str | None = None, header_row: int | None = None
) -> RosterTable:
    """The same for text that was pasted, as from a spreadsheet's clipboard."""
    if not text.strip():
        raise BadInput(source, "There is nothing in it.")
    return _text_table(text.removeprefix("\ufeff"), source, delimiter, header_row, "")


def _text_table(
    text: str, source: str, delimiter: str | None, header_row: int | None, encoding: str
) -> RosterTable:
    found = read_rows_of_text(text, source, delimiter)
    shape = RosterTable(source, (), (), encoding=encoding, delimiter=found.delimiter)
    table = table_with_header(found.rows, shape, header_row)
    if not any(letter in text for letter in "şţŞŢ"):
        return table
    return _mended(table, from_old_code_page=encoding.lower() in _OLD_CODE_PAGES)


def _workbook_table(data: bytes, source: str, sheet: str | None, header_row: int | None) -> RosterTable:
    from checkin_app.services.workbook_process import (
        read_sheet_apart,  # its library is not needed at the desk
    )

    if data.startswith(_OLE):
        refuse_macros_in_xls(data, source)
    else:
        inspect_workbook(data, source)
    found = read_sheet_apart(data, source, sheet)
    shape = RosterTable(source, (), (), sheet=found.sheet, sheets=found.sheets)
    return _mended(table_with_header(found.rows, shape, header_row), from_old_code_page=False)


def _mended(table: RosterTable, *, from_old_code_page: bool) -> RosterTable:
    """With Romanian letters as they are meant; headers, and all that this program exported, stay as they stand."""
    if is_own_export(table.headers):
        return table
    _, *rows = with_romanian_letters([table.headers, *table.rows], from_old_code_page=from_old_code_page)
    return replace(table, rows=tuple(rows))


def is_workbook(data: bytes) -> bool:
    """Whether this is, or claims to be, a workbook and no text."""
    return data.startswith((_ZIP, _OLE))


def content_of(path: Path) -> bytes:
    """The bytes of a file; BadInput if it cannot be read or is too large for a list."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            problem = f"It has {size // 1_000_000:,} MB; at most {LARGEST // 1_000_000} MB are read."
            raise BadInput(path.name, problem, remedy="Leave out what is not needed, or import it in parts.")
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(str(path), "There is no such file.") from None
    except IsADirectoryError:
        raise BadInput(str(path), "It is a folder, not a file.") from None
    except OSError as failure:
        raise BadInput(str(path), f"It cannot be read ({failure.strerror or failure}).") from failure


def _refuse_foreign(data: bytes, source: str) -> None:
    beginning = data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    what = next((what for magic, what in _FOREIGN.items() if data.startswith(magic)), "")
    what = what or next((what for tag, what in _MARKUP.items() if beginning.startswith(tag)), "")
    if what:
        remedy = "Open it where it came from and save the list as .xlsx or .csv."
        raise BadInput(source, f"It is {what}, whatever its name says, and not a list.", remedy=remedy)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise BadInput(source, "The file is empty." if not data else "There is nothing in the file.")
