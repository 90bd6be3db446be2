"""Sheets of XLSX, XLS and ODS workbooks as rows of text."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from checkin_app.domain.errors import BadInput
from checkin_app.services.workbook_safety import MOST_ROWS, damaged

LONGEST_CELL = 131_072
"""Characters, four times what spreadsheets allow; as much as is read from a text file."""

_Cell = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of one sheet from its first row on, blank ones as empty tuples; `sheets` names all that can be read."""

    rows: list[tuple[str, ...]]
    sheet: str
    sheets: tuple[str, ...]


def read_sheet(data: bytes, source: str, sheet: str | None = None) -> SheetRows:
    """The named sheet, else the first visible one with data. BadInput if it does not exist or cannot be read.

    The bytes must have been looked at by `workbook_safety`.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return _chosen(workbook, source, sheet)
    except PasswordError as failure:
        raise BadInput(
            source, "It is protected by a password.", remedy="Save a copy without one."
        ) from failure
    except CalamineError as failure:
        raise damaged(source) from failure
    except BaseException as failure:
        if (
            type(failure).__name__ == "PanicException"
        ):  # how the reader's own language ends a task; not an Exception
            raise damaged(source) from failure
        raise


def text_of(cell: _Cell) -> str:
    """A cell as a person would type it: 42 for 42.0, ISO dates, «yes» and «no»."""
    match cell:
        case str():
            return cell
        case bool():
            return "yes" if cell else "no"
        case float() if not isfinite(cell):
            return ""
        case float() | int():
            return str(int(cell)) if cell == int(cell) and abs(cell) < 1e15 else format(cell, ".15g")
        case _:
            return _text_of_time(cell)


def _text_of_time(cell: date | time | timedelta) -> str:
    match cell:
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(" ", "auto").removesuffix(":00")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat("auto").removesuffix(":00")
        case timedelta():
            minutes, seconds = divmod(round(cell.total_seconds()), 60)
            return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def _chosen(workbook: CalamineWorkbook, source: str, sheet: str | None) -> SheetRows:
    sheets = {
        each.name: each.visible == SheetVisibleEnum.Visible
        for each in workbook.sheets_metadata
        if each.typ == SheetTypeEnum.WorkSheet
    }
    if sheet is not None and sheet not in sheets:
        raise BadInput(source, f"There is no sheet «{sheet}».", remedy=f"The sheets are: {_listed(sheets)}.")
    wanted = [sheet] if sheet is not None else sorted(sheets, key=lambda name: not sheets[name])
    for name in wanted:
        rows = _rows(workbook.get_sheet_by_name(name), source)
        if rows:
            return SheetRows(rows, name, tuple(sheets))
    named = f"The sheet «{sheet}» is empty." if sheet is not None else "It has no sheet with anything in it."
    raise BadInput(source, named, remedy=f"The sheets are: {_listed(sheets)}." if len(sheets) > 1 else "")


def _rows(sheet: CalamineSheet, source: str) -> list[tuple[str, ...]]:
    """Without the blank rows at the end."""
    rows: list[tuple[str, ...]] = []
    pending = 0
    for row in _text_rows(sheet):
        if not row:
            pending += 1
            continue
        rows += [()] * pending
        pending = 0
        rows.append(row)
        if max(map(len, row)) > LONGEST_CELL:
            where = f"sheet «{sheet.name}», row {len(rows)}"
            raise BadInput(source, "A cell is too long.", where=where, remedy="Shorten it.")
        if len(rows) > MOST_ROWS + 1000:
            remedy = f"At most {MOST_ROWS:,} people can be imported at once."
            raise BadInput(
                source, "The sheet has too many rows.", where=f"sheet «{sheet.name}»", remedy=remedy
            )
    return rows


def _text_rows(sheet: CalamineSheet) -> Iterator[tuple[str, ...]]:
    for cells in sheet.iter_rows():
        row = tuple(cell if isinstance(cell, str) else text_of(cell) for cell in cells)
        yield row if any(row) and not all(cell.isspace() or not cell for cell in row) else ()


def _listed(sheets: dict[str, bool]) -> str:
    return ", ".join(f"«{name}»" for name in sheets)
