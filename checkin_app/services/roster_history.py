"""What happened to one person: their records in the log, as the people page tells them."""

from dataclasses import dataclass
from datetime import datetime

from checkin_app.domain.log import Fact
from checkin_app.store import history, merging, programme, voids
from checkin_app.store.database import Connection


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One record about a person: when (UTC), at which desk, by whom, what, and whether it is taken back now.

    `record` is what `RosterService.undo` or, for entries and exits, `CheckinService.undo` takes.
    """

    record: str
    at: datetime
    desk: str
    operator: str
    fact: Fact
    is_taken_back: bool


def history_of(connection: Connection, participant: str) -> list[HistoryLine]:
    """The records about a person and everybody who was merged with them, and what took these back, the newest first."""
    people = [participant, *merging.absorbed_by(connection, participant)]
    kept = history.of_people(connection, people, merging.codes_of(connection, participant))
    voided = voids.voided_among(connection, (record.id for record, _ in kept))
    desks = programme.desk_names(connection)
    return [
        HistoryLine(record.id, record.at, desks[record.desk], record.operator, fact, record.id in voided)
        for record, fact in reversed(kept)
    ]
