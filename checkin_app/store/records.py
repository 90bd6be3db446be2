"""Reading the log: records with the facts that their bodies say."""

from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from checkin_app.domain import log as facts
from checkin_app.domain.log import Fact, Record
from checkin_app.store.schema import AnyRow, log
from checkin_app.store.statements import Question

Kept = tuple[Record, Fact]
"""A record with the fact that its body says."""

_DECODERS = {kind: msgspec.json.Decoder(fact) for kind, fact in facts.FACTS.items()}
_BY_ID = Question(sa.select(log).where(log.c.id == sa.bindparam("id")))
_BY_IDS = Question(
    sa.select(log).where(
        log.c.id.in_(sa.select(sa.func.json_each(sa.bindparam("listed")).table_valued("value")))
    )
)


def fact_of(row: AnyRow) -> Fact:
    """The fact that a row's body says; msgspec.DecodeError or KeyError if it says nothing that we know."""
    return _DECODERS[row.kind].decode(row.body)


def record_of(row: AnyRow) -> Record:
    """The header and hashes of a row."""
    return Record(
        desk=row.desk,
        seq=row.seq,
        id=row.id,
        at=facts.instant_of(row.at),
        day=facts.date.fromisoformat(row.day),
        kind=row.kind,
        subject=row.subject,
        operator=row.operator,
        body_hash=row.body_hash,
        prev_hash=row.prev_hash,
        hash=row.hash,
    )


def kept_of(row: AnyRow) -> Kept:
    """A whole row."""
    return record_of(row), fact_of(row)


def by_id(connection: sa.Connection, record_id: str) -> Kept | None:
    """The record of that id, with its fact as it was written; `renames.by_id` says it with the names of now."""
    row = _BY_ID.first(connection, id=record_id)
    return kept_of(row) if row else None


def by_ids(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Kept]:
    """The records of those ids, by id; unknown ids are left out."""
    listed = msgspec.json.encode(list(ids)).decode()
    return {row.id: kept_of(row) for row in _BY_IDS.all(connection, listed=listed)}
