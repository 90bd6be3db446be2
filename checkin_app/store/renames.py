"""What the log says, read with the names of now: a session's code may have changed since a record was written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa

from checkin_app.domain.log import PROGRAMME, CheckpointsRenamed, Entered, Left, ParticipantChanged, Refused
from checkin_app.domain.participant import Change, Value
from checkin_app.store.records import Kept, fact_of, record_of
from checkin_app.store.schema import AnyRow, log
from checkin_app.store.statements import Question

Renames = Sequence[tuple[int, Mapping[str, str]]]
"""In the order of the log: the position of each renaming, and what each code was changed to by it."""

# `ix_log_subject` finds them at once, however long the log is: SQLite must see that the subject is not empty.
_RENAMES = Question(
    sa.select(log)
    .where(log.c.subject == PROGRAMME, sa.text("log.subject <> ''"), log.c.kind == CheckpointsRenamed.kind)
    .order_by(log.c.position)
)
_BY_ID = Question(sa.select(log).where(log.c.id == sa.bindparam("id")))


def all_renames(connection: sa.Connection) -> Renames:
    """Every renaming of sessions that there was."""
    found: list[tuple[int, Mapping[str, str]]] = []
    for row in _RENAMES.all(connection):
        fact = fact_of(row)
        if isinstance(fact, CheckpointsRenamed) and fact.codes:
            found.append((row.position, dict(fact.codes)))
    return found


def kept_now(row: AnyRow, renames: Renames) -> Kept:
    """A row's record and fact, the sessions in it called as they are now."""
    record, fact = record_of(row), fact_of(row)
    if isinstance(fact, Entered | Left | Refused) and fact.checkpoint.session:
        session = _now(fact.checkpoint.session, row.position, renames)
        if session != fact.checkpoint.session:
            fact = replace(fact, checkpoint=replace(fact.checkpoint, session=session))
    elif isinstance(fact, ParticipantChanged) and renames:
        changes = (_change_now(change, row.position, renames) for change in fact.changes)
        fact = replace(fact, changes=tuple(changes))
    return record, fact


def by_id(connection: sa.Connection, record_id: str) -> Kept | None:
    """The record of that id, with its fact; see `kept_now`."""
    row = _BY_ID.first(connection, id=record_id)
    return kept_now(row, all_renames(connection)) if row else None


def _change_now(change: Change, position: int, renames: Renames) -> Change:
    if change.field != "sessions":
        return change
    return replace(
        change,
        before=_listed_now(change.before, position, renames),
        after=_listed_now(change.after, position, renames),
    )


def _listed_now(sessions: Value, position: int, renames: Renames) -> Value:
    if not isinstance(sessions, tuple):
        return sessions
    return tuple(sorted(_now(session, position, renames) for session in sessions))


def _now(session: str, position: int, renames: Iterable[tuple[int, Mapping[str, str]]]) -> str:
    for renamed_at, codes in renames:
        if renamed_at > position:
            session = codes.get(session, session)
    return session
