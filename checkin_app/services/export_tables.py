"""The tables that are exported: their columns, and what each cell says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from checkin_app.domain import attendance as domain
from checkin_app.domain.attendance import Matrix
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import Participant, Status
from checkin_app.services.scan_lines import ScanLine

Cell = str | int | datetime
"""Instants are in the event's zone; where there is nothing, it is an empty text."""


class Form(Enum):
    """How the instants of a column are written. As numbers, a spreadsheet can count with all of them."""

    TEXT = "text"
    ID = "id"
    """a text that nobody reads"""
    CLOCK = "clock"
    """«09:14:07», whatever the date"""
    INSTANT = "instant"
    """«2023-11-22 09:14:07+02:00»"""
    DATE = "date"
    """«2023-11-22»"""


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A named table, ready to be written to any kind of file.

    Columns without a form are texts. The first `frozen` columns stay in sight where that is possible.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    forms: tuple[Form, ...] = ()
    frozen: int = 0

    def form(self, column: int) -> Form:
        """How a column is written."""
        return self.forms[column] if column < len(self.forms) else Form.TEXT

    def text(self, column: int, cell: Cell) -> str:
        """What a cell of a column says as text."""
        if not isinstance(cell, datetime):
            return str(cell)
        match self.form(column):
            case Form.CLOCK:
                return cell.strftime("%H:%M:%S")
            case Form.DATE:
                return cell.strftime("%Y-%m-%d")
            case _:
                return cell.isoformat(sep=" ", timespec="seconds")

    def texts(self) -> Iterator[tuple[str, ...]]:
        """The rows as texts."""
        for row in self.rows:
            yield tuple(self.text(column, cell) for column, cell in enumerate(row))


_ROSTER_HEADERS = (
    "External id", "Given name", "Family name", "Name for the badge", "E-mail", "Organisation", "Job title",
    "Country", "Category", "Days", "Sessions", "Note", "Status",
)  # fmt: skip


def people(event: Event, roster: Sequence[Participant]) -> ExportTable:
    """The roster, with the headers that the import knows: reading it again changes nothing."""
    extra = list(dict.fromkeys(column for person in roster for column, _ in person.extra))
    rows = tuple((*_roster_row(event, person), *_extras(person, extra)) for person in roster)
    return ExportTable("People", (*_ROSTER_HEADERS, *extra), rows)


def attendance(matrix: Matrix) -> ExportTable:
    """One row a participant, one column a day and session: the local time of the first entry, or nothing."""
    event = matrix.event
    headers = (
        "Id", "External id", "Given name", "Family name", "Organisation", "Category", "Country", "E-mail",
        "Registered days", "Days present", *(checkpoint_title(event, each) for each in matrix.checkpoints),
    )  # fmt: skip
    rows = tuple(
        (
            row.participant.id,
            row.participant.external_id,
            row.participant.given,
            row.participant.family,
            row.participant.organisation,
            row.participant.category,
            row.participant.country,
            row.participant.email,
            registered_days(event, row.participant),
            len(row.days_present),
            *(_entry_time(event, cell) for cell in row.cells),
        )
        for row in matrix.rows
    )
    forms = (Form.ID, *(Form.TEXT,) * 9, *(Form.CLOCK for _ in matrix.checkpoints))
    return ExportTable("Matrix", headers, rows, forms, frozen=4)


def scans(event: Event, lines: Sequence[ScanLine]) -> ExportTable:
    """One row a scan, refused, forced and voided ones included."""
    headers = (
        "Time", "Day", "Checkpoint", "Direction", "Reason", "Admitted", "Forced because", "Taken back", "Id",
        "Given name", "Family name", "Organisation", "Desk", "Operator", "Record", "Time (UTC)",
        "By hand because", "Recorded by hand at",
    )  # fmt: skip
    forms = {"Time": Form.INSTANT, "Recorded by hand at": Form.INSTANT, "Id": Form.ID, "Record": Form.ID}
    rows = tuple(_scan_row(event, line) for line in lines)
    return ExportTable("Scans", headers, rows, tuple(forms.get(header, Form.TEXT) for header in headers))


def checkpoint_title(event: Event, checkpoint: Checkpoint) -> str:
    """How a column for a checkpoint is headed: «Day 2 (2023-11-22)» or the session's code."""
    return checkpoint.session or f"Day {event.day_number(checkpoint.day)} ({checkpoint.day.isoformat()})"


def registered_days(event: Event, participant: Participant) -> str:
    """The numbers of the days somebody is registered for: «1,3»; a date that is no day of the event stays a date."""
    if participant.days is None:
        return ",".join(str(number) for number, _ in enumerate(event.days, 1))
    return ",".join(_day(event, day) for day in sorted(participant.days))


def _roster_row(event: Event, person: Participant) -> tuple[str, ...]:
    return (
        person.external_id,
        person.given,
        person.family,
        person.badge_name,
        person.email,
        person.organisation,
        person.job_title,
        person.country,
        person.category,
        "all" if person.days is None else registered_days(event, person) or "none",
        ",".join(sorted(person.sessions)),
        person.note,
        "" if person.status is Status.ACTIVE else person.status.value,
    )


def _extras(person: Participant, columns: Sequence[str]) -> tuple[str, ...]:
    extra = dict(person.extra)
    return tuple(extra.get(column, "") for column in columns)


def _scan_row(event: Event, line: ScanLine) -> tuple[Cell, ...]:
    person = line.participant
    day = _day(event, line.checkpoint.day)
    return (
        event.local(line.at),
        day,
        line.checkpoint.session or f"day:{day}",
        line.direction.value,
        line.reason.value,
        "yes" if line.admitted else "no",
        line.forced,
        "yes" if line.voided_by else "",
        person.id if person else "",
        person.given if person else "",
        person.family if person else "",
        person.organisation if person else "",
        line.desk,
        line.operator,
        line.record,
        line.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        line.by_hand,
        event.local(line.recorded_at) if line.recorded_at else "",
    )


def _day(event: Event, on: date) -> str:
    """Its number, or the date if it is not, or no longer, a day of the event."""
    return str(event.day_number(on) or on.isoformat())


def _entry_time(event: Event, cell: domain.Cell) -> Cell:
    return event.local(cell.first_at) if cell.first_at else ""
