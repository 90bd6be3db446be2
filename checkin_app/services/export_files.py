"""Writing tables as CSV and XLSX so that no cell can run as a formula, and no file is left half written."""

import csv
import io
from pathlib import Path

from checkin_app.domain.errors import BadInput
from checkin_app.domain.text import bare_cell, safe_cell
from checkin_app.services.export_tables import ExportTable
from checkin_app.services.journal import Progress
from checkin_app.services.whole_file import whole_file

_STEP = 500
_WIDEST = 50


def write(table: ExportTable, out: Path, *, for_excel: bool = False) -> Progress:
    """Write a table by the ending of the file's name; yields (rows done, rows to do). BadInput for another ending."""
    match out.suffix.lower():
        case ".csv":
            return _write_csv(table, out, for_excel=for_excel)
        case ".xlsx":
            return _write_xlsx(table, out)
        case ending:
            raise BadInput(
                out.name, f"«{ending}» is no kind of file that is exported.", remedy="Use .csv or .xlsx."
            )


def _write_csv(table: ExportTable, out: Path, *, for_excel: bool) -> Progress:
    encoding, delimiter = ("utf-8-sig", ";") if for_excel else ("utf-8", ",")
    total = len(table.rows)
    with whole_file(out) as unfinished, unfinished.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([safe_cell(header) for header in table.headers])
        for done in range(0, total, _STEP):
            writer.writerows([safe_cell(cell) for cell in row] for row in table.rows[done : done + _STEP])
            yield min(done + _STEP, total), total


def _write_xlsx(table: ExportTable, out: Path) -> Progress:
    import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

    total = len(table.rows)
    written = io.BytesIO()  # xlsxwriter leaves an archive open that the disk refused
    with whole_file(out) as unfinished:
        unfinished.touch()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(written, options) as workbook:
            sheet = workbook.add_worksheet(table.name)  # pyright: ignore[reportUnknownMemberType]
            heading = workbook.add_format({"bold": True, "bg_color": "#E6EEF0", "bottom": 1})  # pyright: ignore[reportUnknownMemberType]
            for column, header in enumerate(table.headers):
                sheet.set_column(column, column, _width(table, column))
                if sheet.write_string(0, column, _as_text(header), heading):
                    raise _too_much(out, 0, header)
            for number, row in enumerate(table.rows, 1):
                for column, cell in enumerate(row):
                    if sheet.write_string(number, column, _as_text(cell)):
                        raise _too_much(out, number, table.headers[column])
                if number % _STEP == 0:
                    yield number, total
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(total, 1), len(table.headers) - 1)
        unfinished.write_bytes(written.getbuffer())


def _as_text(cell: str) -> str:
    """A cell of a workbook needs no protection, but what looks like one would be removed when it is read again."""
    return safe_cell(cell) if bare_cell(cell) != cell else cell


def _too_much(out: Path, row: int, column: str) -> BadInput:
    where = f"row {row + 1}, column «{column[:_WIDEST]}»"
    return BadInput(str(out), "This is more than a spreadsheet can hold.", where, "Export it as .csv.")


def _width(table: ExportTable, column: int) -> int:
    """Characters: wide enough for the header and the first rows."""
    longest = max(len(row[column]) for row in ((table.headers, *table.rows[:200])))
    return min(longest, _WIDEST) + 2
