"""The records about people, in the order in which they came into the event file, read with the names of now."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from msgspec import json

from checkin_app.domain.log import ACTS_ON_PEOPLE, BadgesPrinted
from checkin_app.store import renames
from checkin_app.store.records import Kept, fact_of
from checkin_app.store.schema import AnyRow, log
from checkin_app.store.statements import Question

# Written out: SQLite uses a partial index only where the query repeats its condition.
_ABOUT = Question(
    sa.select(log).where(
        log.c.subject.in_(sa.select(sa.func.json_each(sa.bindparam("listed")).table_valued("value"))),
        sa.text("log.subject <> ''"),
    )
)
_OF_ACT = sa.select(log).where(log.c.desk == sa.bindparam("at_desk"), log.c.seq > sa.bindparam("last"))
_PRINTS = Question(sa.select(log).where(sa.text("log.kind = 'badges_printed'")))


def of_people(connection: sa.Connection, people: Sequence[str], codes: Sequence[str]) -> list[Kept]:
    """What happened to these people and to the badges with these codes, and what took it back."""
    rows = {row.position: row for row in _about(connection, people)}
    rows |= {row.position: row for row in _about(connection, [row.id for row in rows.values()])}
    if codes:
        rows |= {row.position: row for row in _PRINTS.all(connection) if _shows(fact_of(row), codes)}
    names = renames.all_renames(connection)
    return [renames.kept_now(rows[position], names) for position in sorted(rows)]


def act_of(connection: sa.Connection, record_id: str) -> list[Kept]:
    """All records of the act on people that a record belongs to, in their order; empty if there is no such record.

    They stand together in their desk's chain, each naming the first.
    """
    kept = renames.by_id(connection, record_id)
    first = renames.by_id(connection, _first_of(kept)) if kept else None
    if first is None:
        return []
    whole, names = [first], renames.all_renames(connection)
    position = {"at_desk": first[0].desk, "last": first[0].seq}
    with connection.execute(_OF_ACT.order_by(log.c.seq), position) as rows:
        for row in rows:
            if (
                row.kind not in ACTS_ON_PEOPLE
                or _first_of(follower := renames.kept_now(row, names)) != first[0].id
            ):
                break
            whole.append(follower)
    return whole


def _first_of(kept: Kept) -> str:
    """The id of the first record of the act that a record belongs to."""
    record, fact = kept
    return getattr(fact, "act", "") or record.id


def _about(connection: sa.Connection, subjects: Iterable[str]) -> list[AnyRow]:
    return _ABOUT.all(connection, listed=json.encode(list(subjects)).decode())


def _shows(fact: object, codes: Sequence[str]) -> bool:
    return isinstance(fact, BadgesPrinted) and not set(codes).isdisjoint(fact.codes)
