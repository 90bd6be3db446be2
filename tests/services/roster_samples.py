"""Roster files for the tests, written by other programs than ours; all people in them are invented."""

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlwt  # pyright: ignore[reportMissingTypeStubs]
from odf.opendocument import OpenDocumentSpreadsheet  # pyright: ignore[reportMissingTypeStubs]
from odf.table import Table, TableCell, TableRow  # pyright: ignore[reportMissingTypeStubs]
from odf.text import P  # pyright: ignore[reportMissingTypeStubs]

HEADERS = ("Prenume", "Nume", "E-mail", "Organizație")
PEOPLE = (
    ("Ștefan", "Țăranu", "stefan@example.org", "Flax"),
    ("Łukasz", "Wiśniewski", "lukasz@example.org", "Hemp, Sons & Co; Ltd | Iași"),
    ("Jürgen", "Müller", "", "Wool"),
)
Rows = Sequence[Sequence[Any]]


def as_csv(rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def as_xlsx(**sheets: Rows) -> bytes:
    """A workbook of these sheets; one whose name begins with «hidden» is hidden."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet: Any = workbook.create_sheet(name)
        sheet.sheet_state = "hidden" if name.startswith("hidden") else "visible"
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def as_xls(**sheets: Rows) -> bytes:
    workbook: Any = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = workbook.add_sheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def as_ods(folder: Path, repeated_rows: int = 1, repeated_columns: int = 1, **sheets: Rows) -> bytes:
    """A document of these sheets of text; the last row and its last cell are repeated as told."""
    document: Any = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for number, row in enumerate(rows, 1):
            made = TableRow(numberrowsrepeated=repeated_rows if number == len(rows) else 1)
            for column, cell in enumerate(row, 1):
                again = repeated_columns if (number, column) == (len(rows), len(row)) else 1
                made_cell = TableCell(
                    numbercolumnsrepeated=again, **({"valuetype": "string"} if cell else {})
                )
                if cell:
                    made_cell.addElement(P(text=str(cell)))
                made.addElement(made_cell)
            table.addElement(made)
        document.spreadsheet.addElement(table)
    path = folder / "sample.ods"
    document.save(path)
    return path.read_bytes()


def with_part(workbook: bytes, name: str, content: bytes, *, stored: bool = False) -> bytes:
    """A workbook with one more part, or another content of an old one."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def archive_of(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sheet_xml(*cells: str, rows: str = "") -> bytes:
    """A sheet with these `<c …>` elements in its first row, or these rows."""
    content = rows or f'<row r="1">{"".join(cells)}</row>'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        f"{content}</sheetData></worksheet>"
    ).encode()
