"""What the event file says about attendance, read in one view of it: the matrix, the scans, and their tables."""

from dataclasses import dataclass

from checkin_app.domain.attendance import Matrix, matrix
from checkin_app.services import export_tables
from checkin_app.services.export_tables import ExportTable
from checkin_app.services.scan_lines import ScanLine, lines_of
from checkin_app.services.summary_table import summary
from checkin_app.store import participants, presence, programme, scans
from checkin_app.store.database import Connection


@dataclass(frozen=True, slots=True)
class AttendanceTables:
    """The tables of one view and the matrix behind them: they agree whatever is scanned meanwhile."""

    matrix: Matrix
    attendance: ExportTable
    people: ExportTable
    scans: ExportTable
    summary: ExportTable

    def sheets(self) -> tuple[ExportTable, ...]:
        """In the order of a workbook."""
        return self.attendance, self.people, self.scans, self.summary


def matrix_of(connection: Connection) -> Matrix:
    """Everybody against every day and session; somebody who was removed only if they came, which stays so."""
    event = programme.read(connection)
    entries = list(presence.all_entries(connection))
    came = {entry.participant for entry in entries}
    everybody = participants.everybody_ever(connection)
    people = (person for person in everybody if not person.is_removed or person.id in came)
    return matrix(event, people, entries)


def scans_of(connection: Connection) -> list[ScanLine]:
    """Every scan of every desk in the order of the log: entries, exits, refusals, also what was taken back."""
    return lines_of(connection, scans.all_scans(connection))


def table_of(connection: Connection, kind: str) -> ExportTable:
    """The table behind an export. ValueError for a kind that is none."""
    match kind:
        case "attendance":
            return export_tables.attendance(matrix_of(connection))
        case "people":
            roster = list(participants.everybody(connection))
            return export_tables.people(programme.read(connection), roster)
        case "scans":
            return export_tables.scans(programme.read(connection), scans_of(connection))
        case _:
            raise ValueError(kind)


def tables_of(connection: Connection) -> AttendanceTables:
    """All of them at once."""
    everybody, lines = matrix_of(connection), scans_of(connection)
    return AttendanceTables(
        matrix=everybody,
        attendance=export_tables.attendance(everybody),
        people=table_of(connection, "people"),
        scans=export_tables.scans(everybody.event, lines),
        summary=summary(everybody, lines),
    )
