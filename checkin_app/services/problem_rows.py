"""The rows of a list that were not imported, as a file in which they can be corrected and imported again."""

from collections.abc import Sequence
from pathlib import Path

from checkin_app.domain.roster import Problem, RosterTable
from checkin_app.domain.roster_headers import PROBLEM_HEADERS
from checkin_app.services import export_files
from checkin_app.services.export_tables import ExportTable
from checkin_app.services.journal import Progress


def save(table: RosterTable, problems: Sequence[Problem], out: Path, *, for_excel: bool = False) -> Progress:
    """Write them to a CSV or XLSX file; yields (rows done, rows to do). BadInput for another ending."""
    return export_files.write(problem_table(table, problems), out, for_excel=for_excel)


def problem_table(table: RosterTable, problems: Sequence[Problem]) -> ExportTable:
    """Each row once, as it stands in the list, behind its number there and all reasons against it.

    What an earlier file of problem rows said in these two columns makes room.
    """
    reasons: dict[int, list[str]] = {}
    for problem in problems:
        column = f"{problem.column}: " if problem.column else ""
        reasons.setdefault(problem.row, []).append(column + problem.reason)
    kept = [at for at, header in enumerate(table.headers) if header not in PROBLEM_HEADERS]
    rows = tuple(
        (str(number), " ".join(reasons[number]), *_cells(table, number, kept)) for number in sorted(reasons)
    )
    headers = (*PROBLEM_HEADERS, *(table.headers[at] for at in kept))
    nameless = max((len(row) for row in rows), default=0) - len(headers)
    return ExportTable("Problems", headers + ("",) * max(0, nameless), rows)


def _cells(table: RosterTable, number: int, kept: Sequence[int]) -> list[str]:
    """The row's cells under the kept headers, and whatever stands beyond the last header."""
    row = table.rows[number - table.first_row]
    return [row[at] if at < len(row) else "" for at in kept] + list(row[len(table.headers) :])
