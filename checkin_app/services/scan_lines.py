"""Scans as people read them: when, who, what the verdict was, at which desk, and whether it was taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from checkin_app.domain.checkin import Direction, Reason
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.log import Entered, Left, Refused, instant_of_move
from checkin_app.domain.participant import Participant
from checkin_app.store import merging, participants, programme
from checkin_app.store.database import Connection
from checkin_app.store.log import Kept
from checkin_app.store.scans import KeptScan


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One scan. `forced` is staff's reason for letting somebody in; `voided_by` the record that took it back.

    What was recorded afterwards, as a correction, has `by_hand` as its reason, and was written at `recorded_at`.
    """

    record: str
    at: datetime
    direction: Direction
    reason: Reason
    checkpoint: Checkpoint
    participant: Participant | None
    desk: str
    operator: str
    forced: str = ""
    voided_by: str = ""
    by_hand: str = ""
    recorded_at: datetime | None = None

    @property
    def admitted(self) -> bool:
        """Whether somebody was let in."""
        return self.reason is Reason.ADMITTED or bool(self.forced)

    @property
    def is_refusal(self) -> bool:
        """Whether it changed nobody's presence."""
        return not self.admitted and self.reason is not Reason.LEFT

    @property
    def can_be_undone(self) -> bool:
        """Whether it changed somebody's presence and still counts."""
        return not self.voided_by and not self.is_refusal


def lines_of(connection: Connection, kept: Iterable[KeptScan]) -> list[ScanLine]:
    """The lines for some scans, with three look-ups however many they are."""
    listed = list(kept)
    now = merging.absorbed(connection)
    subjects = {record.subject for (record, _), _ in listed if record.subject}
    named = participants.by_ids(connection, {now.get(subject, subject) for subject in subjects})
    people = {subject: named[who] for subject in subjects if (who := now.get(subject, subject)) in named}
    desks = programme.desk_names(connection)
    return [_line(each, voided_by, people, desks) for each, voided_by in listed]


def _line(kept: Kept, voided_by: str, people: dict[str, Participant], desks: dict[str, str]) -> ScanLine:
    record, fact = kept
    at, by_hand = record.at, ""
    if isinstance(fact, Entered | Left):
        at, by_hand = instant_of_move(record, fact), fact.by_hand
    match fact:
        case Entered():
            direction, reason, forced = Direction.ENTRY, fact.reason, fact.forced
        case Left():
            direction, reason, forced = Direction.EXIT, Reason.LEFT, ""
        case Refused():
            direction, reason, forced = fact.direction, fact.reason, ""
        case _:
            raise TypeError(record.kind)
    return ScanLine(
        record=record.id,
        at=at,
        direction=direction,
        reason=reason,
        checkpoint=fact.checkpoint,
        participant=people.get(record.subject),
        desk=desks[record.desk],
        operator=record.operator,
        forced=forced,
        voided_by=voided_by,
        by_hand=by_hand,
        recorded_at=record.at if by_hand else None,
    )
