"""Which records are taken back at the moment, in the event file; an undo that is undone lets its record count again."""

from collections.abc import Iterable, Sequence

import msgspec
import sqlalchemy as sa

from checkin_app.domain.log import Fact, Voided
from checkin_app.store import records
from checkin_app.store.schema import void

_AMONG = void.c.record.in_(sa.select(sa.func.json_each(sa.bindparam("listed")).table_valued("value")))
_INSERT = sa.insert(void)
_DELETE = sa.delete(void).where(_AMONG)


def mark(connection: sa.Connection, pairs: Sequence[tuple[str, str]]) -> None:
    """Of each pair the first record is taken back by the second; what the first had taken back counts again.

    And so on to the end: what a redo had brought back is taken back once more when the redo is.
    """
    is_back = True
    while pairs:
        if is_back:
            connection.execute(_INSERT, [{"record": record, "voided_by": by} for record, by in pairs])
        else:
            connection.execute(_DELETE, {"listed": _listed(record for record, _ in pairs)})
        kept = records.by_ids(connection, (record for record, _ in pairs))
        pairs = [(undone, record) for record, (_, fact) in kept.items() if (undone := undone_by(fact))]
        is_back = not is_back


def undone_by(fact: Fact) -> str:
    """The record that a fact takes back, if it takes one back."""
    return fact.record if isinstance(fact, Voided) else getattr(fact, "undoes", "")


def voided_by(connection: sa.Connection, record_id: str) -> str | None:
    """The record that took this one back, if it is taken back at the moment."""
    return connection.execute(sa.select(void.c.voided_by).where(void.c.record == record_id)).scalar()


def voided_among(connection: sa.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Those of these records that are taken back at the moment, each with the record that took it back."""
    rows = connection.execute(sa.select(void).where(_AMONG), {"listed": _listed(ids)})
    return {row.record: row.voided_by for row in rows}


def _listed(ids: Iterable[str]) -> str:
    return msgspec.json.encode(list(ids)).decode()
