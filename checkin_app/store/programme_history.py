"""What a change of the programme did, told by the log: how the event was before it, and how it was after."""

from dataclasses import dataclass

import sqlalchemy as sa

from checkin_app.domain.event import Event
from checkin_app.domain.log import CheckpointsRenamed, ProgrammeChanged
from checkin_app.store.records import by_id, fact_of
from checkin_app.store.schema import AnyRow, log


@dataclass(frozen=True, slots=True)
class ProgrammeStep:
    """One change of the programme."""

    before: Event
    after: Event
    renamed: CheckpointsRenamed


def step_of(connection: sa.Connection, record_id: str) -> ProgrammeStep | None:
    """What the change of that record id did; None if it is no change of the programme, or the first one."""
    kept = by_id(connection, record_id)
    if kept is None or not isinstance(kept[1], ProgrammeChanged):
        return None
    record, after = kept[0], kept[1].event
    here = sa.select(log.c.position).where(log.c.id == record_id).scalar_subquery()
    earlier = (
        sa.select(log)
        .where(log.c.kind == ProgrammeChanged.kind, log.c.position < here)
        .order_by(log.c.position.desc())
        .limit(1)
    )
    before = _fact(connection.execute(earlier).one_or_none())
    if not isinstance(before, ProgrammeChanged):
        return None
    beside = sa.select(log).where(log.c.desk == record.desk, log.c.seq == record.seq - 1)
    renamed = _fact(connection.execute(beside).one_or_none())
    return ProgrammeStep(
        before.event, after, renamed if isinstance(renamed, CheckpointsRenamed) else CheckpointsRenamed()
    )


def _fact(row: AnyRow | None) -> object:
    return fact_of(row) if row else None
