"""Who was there: the matrix, the figures that follow from it, the scans, and all of them as files."""

from collections.abc import Collection
from datetime import date, datetime
from functools import partial
from pathlib import Path

from checkin_app.domain import representation
from checkin_app.domain.arrivals import Arrivals, GroupedBy, arrivals
from checkin_app.domain.attendance import Matrix, MatrixRow, matrix
from checkin_app.domain.checkin import Entry
from checkin_app.domain.correction import Correction
from checkin_app.domain.end_of_day import Finding, end_of_day
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.no_shows import absent_from, never_came
from checkin_app.domain.participant import Participant
from checkin_app.domain.representation import Representation
from checkin_app.services import correcting, export_files
from checkin_app.services.apart import apart
from checkin_app.services.attendance_tables import matrix_of, scans_of, table_of, tables_of
from checkin_app.services.export_tables import ExportTable
from checkin_app.services.journal import Journal, Progress, reading_journal
from checkin_app.services.scan_lines import ScanLine
from checkin_app.store import participants, presence, programme
from checkin_app.store.database import Connection

SCREENFUL = 40
"""Rows of the matrix that a large screen shows at a time."""
KINDS = ("attendance", "people", "scans")

_WORTH_A_PROCESS = 5000
"""Records in the log; fewer are written before another process has begun."""


class AttendanceService:
    """What a coordinator can ask for about attendance."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def matrix(self) -> Matrix:
        """Everybody against every day and session; somebody who was removed only if they came, which stays so."""
        with self._journal.reading() as connection:
            return matrix_of(connection)

    def first_rows(self, limit: int = SCREENFUL) -> Matrix:
        """The first people by name, at once, for a screen that cannot wait for everybody."""
        with self._journal.reading() as connection:
            people = participants.first_by_name(connection, limit)
            entries = [entry for person in people for entry in presence.entries_of(connection, person.id)]
            return matrix(programme.read(connection), people, entries)

    def of_person(self, participant: str) -> list[Entry]:
        """One person's entries that count, in the order of time; nothing for somebody who never came."""
        with self._journal.reading() as connection:
            return presence.entries_of(connection, participant)

    def arrivals(
        self, checkpoint: Checkpoint, *, minutes: int = 10, by: GroupedBy = GroupedBy.NOTHING
    ) -> Arrivals:
        """Who came to a checkpoint when, each person once, in bars of 5, 10 or 15 minutes."""
        with self._journal.reading() as connection:
            event = programme.read(connection)
            people = _by_id(connection) if by is GroupedBy.CATEGORY else {}
            entries = presence.all_entries(connection, checkpoint.day)
            return arrivals(event, people, entries, checkpoint, minutes=minutes, by=by)

    def no_shows(self, checkpoint: Checkpoint | None = None) -> tuple[MatrixRow, ...]:
        """Who was expected at a checkpoint and was not there; without one, who was expected and never came."""
        everybody = self.matrix()
        return absent_from(everybody, checkpoint) if checkpoint else never_came(everybody)

    def organisations(self) -> Representation:
        """Which organisations were there on each day, by how many people."""
        return representation.organisations(self.matrix())

    def countries(self) -> Representation:
        """Which countries were there on each day, by how many people."""
        return representation.countries(self.matrix())

    def end_of_day(self, on: date, *, every_day: Collection[str] | None = None) -> tuple[Finding, ...]:
        """What to look at before a day is closed; `every_day` are the categories that have to come every day.

        Without them it is those whose names tell, see `categories_of_every_day`.
        """
        now = self._journal.now()
        with self._journal.reading() as connection:
            event, entries = programme.read(connection), presence.all_entries(connection, on)
            return end_of_day(event, _by_id(connection), entries, on, now, every_day=every_day)

    def correct(
        self,
        participant: str,
        checkpoint: Checkpoint,
        *,
        present: bool,
        reason: str,
        at: datetime | None = None,
    ) -> Correction:
        """Record by hand that somebody was there, at the instant `at`, or that they were not.

        At the entrance of a day «not there» takes back every entry of that day. The log keeps what was there before,
        and the reason. NotPossible if there is no reason, if it is so already, or if it has not begun.
        """
        with self._journal.writing() as act:
            if present:
                return correcting.add_entry(act, participant, checkpoint, reason, at)
            return correcting.take_entries_back(act, participant, checkpoint, reason)

    def record_exit(self, entry: str, reason: str, at: datetime) -> Correction:
        """Record by hand that the person of an entry left at `at`. NotPossible if they were not inside then."""
        with self._journal.writing() as act:
            return correcting.add_exit(act, entry, reason, at)

    def take_back(self, correction: Correction) -> Correction:
        """Undo a correction; what that returns does it again. NotPossible if the person has come or gone since."""
        with self._journal.writing() as act:
            return correcting.take_back(act, correction)

    def scans(self) -> list[ScanLine]:
        """Every scan of every desk in the order of the log: entries, exits, refusals, also what was taken back."""
        with self._journal.reading() as connection:
            return scans_of(connection)

    def table(self, kind: str) -> ExportTable:
        """The table behind an export of one of `KINDS`."""
        with self._journal.reading() as connection:
            return table_of(connection, kind)

    def export(self, kind: str, out: Path, *, for_excel: bool = False) -> Progress:
        """Write one of `KINDS` to a .csv or .xlsx file, by the name's ending; yields (rows done, rows to do).

        A workbook of the attendance has the people, the scans and a summary too, each on a sheet of its own.
        `for_excel` makes a CSV that Excel opens where the comma is decimal: with BOM and semicolons. BadInput for
        another ending; the file appears only when it is complete.
        """
        if self._journal.count_records() < _WORTH_A_PROCESS:
            return _written(self._journal, kind, out, for_excel=for_excel)
        return apart(partial(_export, self._journal.path, kind, out, for_excel=for_excel))


def _by_id(connection: Connection) -> dict[str, Participant]:
    return {person.id: person for person in participants.everybody_ever(connection)}


def _written(journal: Journal, kind: str, out: Path, *, for_excel: bool) -> Progress:
    with journal.reading() as connection:
        if kind != "attendance" or out.suffix.lower() != ".xlsx":
            return export_files.write(table_of(connection, kind), out, for_excel=for_excel)
        first, *others = tables_of(connection).sheets()
        return export_files.write(first, out, beside=others, title=programme.read(connection).name)


def _export(path: Path, kind: str, out: Path, *, for_excel: bool) -> Progress:
    with reading_journal(path) as journal:
        writing = _written(journal, kind, out, for_excel=for_excel)
    yield from writing
