"""What happened to one person: their records in the log, as the people page tells them."""

from dataclasses import dataclass
from datetime import datetime

from checkin_app.domain.log import Fact
from checkin_app.store import programme, records, voids
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


def history(connection: Connection, participant: str) -> list[HistoryLine]:
    """The records about a person, and those that took these back, the newest first."""
    own = records.about(connection, [participant])
    undoing = records.about(connection, [record.id for record, _ in own.values()])
    kept = [each for _, each in sorted((own | undoing).items(), reverse=True)]
    voided = voids.voided_among(connection, (record.id for record, _ in kept))
    desks = programme.desk_names(connection)
    return [
        HistoryLine(record.id, record.at, desks[record.desk], record.operator, fact, record.id in voided)
        for record, fact in kept
    ]
