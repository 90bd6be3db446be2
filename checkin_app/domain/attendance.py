"""Attendance: who was there on each day and at each session, as it follows from the entries that count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from checkin_app.domain.checkin import Entry, is_on_list
from checkin_app.domain.errors import NotFound
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import Participant, Status


class CellState(StrEnum):
    """What a cell of the matrix says about one participant at one checkpoint."""

    PRESENT = "present"
    LEFT_EARLY = "left_early"
    ABSENT = "absent"
    NOT_EXPECTED = "not_expected"


@dataclass(frozen=True, slots=True)
class Cell:
    """One participant at one checkpoint: `first_at` is their first entry, `left_at` when they left early (UTC)."""

    state: CellState
    first_at: datetime | None = None
    left_at: datetime | None = None

    @property
    def was_there(self) -> bool:
        """Whether there is an entry that counts."""
        return self.first_at is not None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One participant's attendance; `cells` are in the order of the matrix's checkpoints."""

    participant: Participant
    cells: tuple[Cell, ...]
    days_present: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Everybody on the roster against every day and session, those included who never came."""

    event: Event
    checkpoints: tuple[Checkpoint, ...]
    rows: tuple[MatrixRow, ...]

    def place_of(self, checkpoint: Checkpoint) -> int:
        """The column of a checkpoint; NotFound if it is not in the programme any more."""
        if checkpoint not in self.checkpoints:
            kind, name = (
                ("session", checkpoint.session) if checkpoint.session else ("day", f"{checkpoint.day}")
            )
            raise NotFound(kind, name)
        return self.checkpoints.index(checkpoint)

    def totals(self) -> tuple[int, ...]:
        """How many people were at each checkpoint."""
        return tuple(
            sum(row.cells[column].was_there for row in self.rows) for column in range(len(self.checkpoints))
        )


def matrix(event: Event, people: Iterable[Participant], entries: Iterable[Entry]) -> Matrix:
    """Attendance of all `people`. `entries` are those that count, in the order of time, of anybody."""
    by_person: dict[str, list[Entry]] = {}
    for entry in entries:
        by_person.setdefault(entry.participant, []).append(entry)
    checkpoints = tuple(event.checkpoints())
    rows = tuple(_row(event, person, by_person.get(person.id, []), checkpoints) for person in people)
    return Matrix(event, checkpoints, rows)


def cell(event: Event, participant: Participant, entries: Sequence[Entry], checkpoint: Checkpoint) -> Cell:
    """One participant at one checkpoint, from that participant's entries in the order of time.

    A person was there on a day if they entered at its entrance or at any of its sessions. They left a session
    early if their last exit from it was before its end.
    """
    if checkpoint.session:
        here = [entry for entry in entries if entry.checkpoint == checkpoint]
    else:
        here = [entry for entry in entries if entry.checkpoint.day == checkpoint.day]
    if here:
        left_at = _left_early(event, here[-1]) if checkpoint.session else None
        state = CellState.LEFT_EARLY if left_at else CellState.PRESENT
        return Cell(state, here[0].entered_at, left_at)
    expected = participant.status is Status.ACTIVE and is_on_list(event, participant, checkpoint)
    return Cell(CellState.ABSENT if expected else CellState.NOT_EXPECTED)


def _row(
    event: Event, participant: Participant, entries: Sequence[Entry], checkpoints: tuple[Checkpoint, ...]
) -> MatrixRow:
    days = {entry.checkpoint.day for entry in entries}
    cells = tuple(cell(event, participant, entries, checkpoint) for checkpoint in checkpoints)
    return MatrixRow(participant, cells, tuple(sorted(days)))


def _left_early(event: Event, last: Entry) -> datetime | None:
    if last.left_at is None or last.left_at >= event.window(last.checkpoint).closes:
        return None
    return last.left_at
