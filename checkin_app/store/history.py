"""The records about a person, in the order in which they came into the event file."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from msgspec import json

from checkin_app.domain.log import BadgesPrinted
from checkin_app.store.records import Kept, fact_of
from checkin_app.store.renames import all_renames, kept_now
from checkin_app.store.schema import AnyRow, log
from checkin_app.store.statements import Question

# Written out: SQLite uses a partial index only where the query repeats its condition.
_ABOUT = Question(
    sa.select(log).where(
        log.c.subject.in_(sa.select(sa.func.json_each(sa.bindparam("listed")).table_valued("value"))),
        sa.text("log.subject <> ''"),
    )
)
_PRINTS = Question(sa.select(log).where(sa.text("log.kind = 'badges_printed'")))


def of_people(connection: sa.Connection, people: Sequence[str], codes: Sequence[str]) -> list[Kept]:
    """What happened to these people and to the badges with these codes, and what took it back."""
    rows = {row.position: row for row in _about(connection, people)}
    rows |= {row.position: row for row in _about(connection, [row.id for row in rows.values()])}
    if codes:
        rows |= {row.position: row for row in _PRINTS.all(connection) if _shows(fact_of(row), codes)}
    renames = all_renames(connection)
    return [kept_now(rows[position], renames) for position in sorted(rows)]


def _about(connection: sa.Connection, subjects: Iterable[str]) -> list[AnyRow]:
    return _ABOUT.all(connection, listed=json.encode(list(subjects)).decode())


def _shows(fact: object, codes: Sequence[str]) -> bool:
    return isinstance(fact, BadgesPrinted) and not set(codes).isdisjoint(fact.codes)
