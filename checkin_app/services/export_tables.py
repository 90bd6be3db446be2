"""The tables that are exported: their columns, and the text of each cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from checkin_app.domain.attendance import Cell, Matrix
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import Participant, Status
from checkin_app.services.scan_lines import ScanLine


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A named table of texts, ready to be written to any kind of file."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


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
            str(len(row.days_present)),
            *(_entry_time(event, cell) for cell in row.cells),
        )
        for row in matrix.rows
    )
    return ExportTable("Attendance", headers, rows)


def scans(event: Event, lines: Sequence[ScanLine]) -> ExportTable:
    """One row a scan, refused, forced and voided ones included."""
    headers = (
        "Time", "Day", "Checkpoint", "Direction", "Reason", "Admitted", "Forced because", "Taken back", "Id",
        "Given name", "Family name", "Organisation", "Desk", "Operator", "Record",
    )  # fmt: skip
    return ExportTable("Scans", headers, tuple(_scan_row(event, line) for line in lines))


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


def _scan_row(event: Event, line: ScanLine) -> tuple[str, ...]:
    person = line.participant
    day = _day(event, line.checkpoint.day)
    return (
        _local(event, line.at),
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
    )


def _day(event: Event, on: date) -> str:
    """Its number, or the date if it is not, or no longer, a day of the event."""
    return str(event.day_number(on) or on.isoformat())


def _entry_time(event: Event, cell: Cell) -> str:
    return event.local(cell.first_at).strftime("%H:%M:%S") if cell.first_at else ""


def _local(event: Event, instant: datetime) -> str:
    return event.local(instant).isoformat(sep=" ", timespec="seconds")
