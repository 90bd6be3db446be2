"""Writing tables as CSV and XLSX so that no cell can run as a formula, and no file is left half written."""

import csv
from collections.abc import Sequence
from pathlib import Path

from checkin_app.domain.errors import BadInput
from checkin_app.domain.text import safe_cell
from checkin_app.services.export_tables import ExportTable
from checkin_app.services.journal import Progress
from checkin_app.services.whole_file import whole_file
from checkin_app.services.workbook_writing import write_workbook

_STEP = 500


def write(
    table: ExportTable,
    out: Path,
    *,
    for_excel: bool = False,
    beside: Sequence[ExportTable] = (),
    title: str = "",
) -> Progress:
    """Write a table by the ending of the file's name; yields (rows done, rows to do). BadInput for another ending.

    A workbook has also the tables `beside` it, each on a sheet of its own, and `title` above every printed page.
    """
    match out.suffix.lower():
        case ".csv":
            return _write_csv(table, out, for_excel=for_excel)
        case ".xlsx":
            return _write_xlsx((table, *beside), out, title)
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
        for done, row in enumerate(table.texts(), 1):
            writer.writerow([safe_cell(cell) for cell in row])
            if done % _STEP == 0 or done == total:
                yield done, total


def _write_xlsx(tables: Sequence[ExportTable], out: Path, title: str) -> Progress:
    with whole_file(out) as unfinished:
        yield from write_workbook(tables, unfinished, str(out), title)
