"""The workbook of an event's attendance, beside a bare xlsxwriter loop in constant memory that writes the same cells."""

from datetime import datetime
from pathlib import Path

import xlsxwriter  # pyright: ignore[reportMissingTypeStubs]

from checkin_app import bootstrap
from checkin_app.services.attendance_tables import tables_of
from checkin_app.services.clock import SetClock
from checkin_app.services.export_tables import Cell, ExportTable
from checkin_app.services.journal import reading_journal
from checkin_app.services.long_work import result_of
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.large_event import COMPUTER, DESK, NOW


def beside_xlsxwriter(event_file: Path, folder: Path, people: int) -> Figure:
    """From the event file to the whole workbook, reading, counting and the other process included."""
    services = bootstrap.open_services(event_file, desk=DESK, computer=COMPUTER, clock=SetClock(NOW))
    ours = milliseconds(lambda: result_of(services.attendance.export("attendance", folder / "ours.xlsx")))
    services.close()
    with reading_journal(event_file) as journal, journal.reading() as connection:
        tables = tables_of(connection).sheets()
    sheets = [(table.name, [[_plain(cell) for cell in row] for row in table.rows]) for table in tables]
    floor = milliseconds(lambda: _plainly(tables, sheets, folder / "plain.xlsx"))
    return Figure(f"workbook of {people:,} people and their scans, read and written", ours, floor, 1.5)


def _plain(cell: Cell) -> Cell:
    return cell.replace(tzinfo=None, microsecond=0) if isinstance(cell, datetime) else cell


def _plainly(tables: tuple[ExportTable, ...], sheets: list[tuple[str, list[list[Cell]]]], out: Path) -> None:
    """What anybody would write: every cell by its type."""
    with xlsxwriter.Workbook(str(out), {"constant_memory": True, "default_date_format": "hh:mm:ss"}) as book:
        for table, (name, rows) in zip(tables, sheets, strict=True):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, table.headers)
            for number, row in enumerate(rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        if cell:
                            sheet.write_string(number, column, cell)
                    elif isinstance(cell, datetime):
                        sheet.write_datetime(number, column, cell)
                    else:
                        sheet.write_number(number, column, cell)
