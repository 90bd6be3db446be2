"""Acts on the roster that are written in several transactions, in the event file: which are unfinished, what they wrote."""

from dataclasses import dataclass

import sqlalchemy as sa

from checkin_app.domain.log import ROSTER, ParticipantAdded, ParticipantChanged, Record, StepsEnded
from checkin_app.store.records import Kept, kept_of
from checkin_app.store.schema import log
from checkin_app.store.statements import Question

# `ix_log_subject` finds these at once, however long the log is: SQLite must see that the subject is not empty.
_BEGUN = Question(
    sa.select(log.c.id)
    .where(log.c.subject == ROSTER, sa.text("log.subject <> ''"))
    .order_by(log.c.position.desc())
)
_END = Question(
    sa.select(log.c.seq).where(
        log.c.subject == sa.bindparam("begun"), sa.text("log.subject <> ''"), log.c.kind == StepsEnded.kind
    )
)
_NEXT = Question(
    sa.select((sa.func.max(log.c.seq) + 1).label("seq")).where(log.c.desk == sa.bindparam("at_desk"))
)
_BEFORE = Question(
    sa.select(log)
    .where(
        log.c.desk == sa.bindparam("at_desk"),
        log.c.seq > sa.bindparam("begun"),
        log.c.seq < sa.bindparam("end"),
    )
    .order_by(log.c.seq.desc())
    .limit(sa.bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the records of an act, the last first; `goes_on` is where the next page ends, 0 after the last one."""

    kept: list[Kept]
    goes_on: int


def unfinished(connection: sa.Connection) -> list[str]:
    """The records with which acts began that have not ended, the newest first."""
    return [row.id for row in _BEGUN.all(connection) if _END.first(connection, begun=row.id) is None]


def end_of(connection: sa.Connection, begun: Record) -> int:
    """The number in its desk's chain before which all records of an act are."""
    ended = _END.first(connection, begun=begun.id) or _NEXT.first(connection, at_desk=begun.desk)
    return ended.seq if ended else 0


def page_before(connection: sa.Connection, begun: Record, end: int, most: int) -> Page:
    """The last records on people that an act wrote before the number `end`; so many are looked at."""
    rows = _BEFORE.all(connection, at_desk=begun.desk, begun=begun.seq, end=end, most=most)
    on_people = (kept_of(row) for row in rows if row.kind in {ParticipantAdded.kind, ParticipantChanged.kind})
    kept = [each for each in on_people if _names(each, begun.id)]
    return Page(kept, rows[-1].seq if len(rows) == most else 0)


def _names(kept: Kept, begun: str) -> bool:
    _, fact = kept
    return begun in (getattr(fact, "imported_by", ""), getattr(fact, "act", ""))
