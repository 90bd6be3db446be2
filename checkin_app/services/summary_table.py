"""The summary of an event as a table: a row for each day and session, with the figures that a report asks for."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from checkin_app.domain import representation
from checkin_app.domain.attendance import CellState, Matrix
from checkin_app.domain.checkin import is_on_list
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Status
from checkin_app.services.export_tables import Cell, ExportTable, Form, checkpoint_title
from checkin_app.services.scan_lines import ScanLine

_COLUMNS = {
    "Day": Form.TEXT,
    "Date": Form.DATE,
    "Checkpoint": Form.TEXT,
    "Title": Form.TEXT,
    "Starts": Form.CLOCK,
    "Ends": Form.CLOCK,
    "Capacity": Form.TEXT,
    "Expected": Form.TEXT,
    "Came": Form.TEXT,
    "Did not come": Form.TEXT,
    "Left early": Form.TEXT,
    "Let in by staff": Form.TEXT,
    "Refused": Form.TEXT,
    "Taken back": Form.TEXT,
    "Organisations": Form.TEXT,
    "Countries": Form.TEXT,
}


def summary(matrix: Matrix, lines: Sequence[ScanLine]) -> ExportTable:
    """One row a checkpoint. People are counted, not entries; scans that were refused or taken back are scans."""
    organisations = representation.organisations(matrix).by_day()
    countries = representation.countries(matrix).by_day()
    days = {day.date: place for place, day in enumerate(matrix.event.days)}
    forced = Counter(
        line.checkpoint for line in lines if (line.forced or line.by_hand) and not line.voided_by
    )
    refused = Counter(line.checkpoint for line in lines if line.is_refusal)
    voided = Counter(line.checkpoint for line in lines if line.voided_by)
    rows: list[tuple[Cell, ...]] = []
    for column, checkpoint in enumerate(matrix.checkpoints):
        represented: tuple[Cell, Cell] = ("", "")
        if not checkpoint.session:
            place = days[checkpoint.day]
            represented = organisations[place], countries[place]
        scans = forced[checkpoint], refused[checkpoint], voided[checkpoint]
        rows.append((*_place(matrix, checkpoint), *_people(matrix, column), *scans, *represented))
    return ExportTable("Summary", tuple(_COLUMNS), tuple(rows), tuple(_COLUMNS.values()))


def _place(matrix: Matrix, checkpoint: Checkpoint) -> tuple[Cell, ...]:
    event = matrix.event
    session = event.session_at(checkpoint)
    window = event.session_window(checkpoint.day, session) if session else event.day_window(checkpoint.day)
    opens, closes = event.local(window.opens), event.local(window.closes)
    day = event.day(checkpoint.day)
    title = session.title if session else (day.title if day else "")
    date = datetime.combine(checkpoint.day, time(), ZoneInfo(event.zone))
    capacity = session.capacity if session and session.capacity is not None else ""
    number = event.day_number(checkpoint.day)
    return number, date, checkpoint_title(event, checkpoint), title, opens, closes, capacity


def _people(matrix: Matrix, column: int) -> tuple[Cell, ...]:
    states = Counter(row.cells[column].state for row in matrix.rows)
    checkpoint = matrix.checkpoints[column]
    expected = sum(
        row.participant.status is Status.ACTIVE and is_on_list(matrix.event, row.participant, checkpoint)
        for row in matrix.rows
    )
    came = states[CellState.PRESENT] + states[CellState.LEFT_EARLY]
    return expected, came, states[CellState.ABSENT], states[CellState.LEFT_EARLY]
