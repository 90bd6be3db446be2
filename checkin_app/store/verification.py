"""Proof that an event file is what it was: SQLite's own check, the log's chain, and the tables against the log."""

import itertools
import sqlite3
import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import msgspec
import sqlalchemy as sa
from sqlalchemy import exc

from checkin_app.domain.errors import EventFileRefused
from checkin_app.store import chain, migrations, opening
from checkin_app.store.chain import Bad, broken_link, snapshot
from checkin_app.store.database import UNREADABLE, EventFile, connect, why
from checkin_app.store.log import apply, fact_of, record_of
from checkin_app.store.schema import DERIVED, SEARCH_TABLE, log

Progress = Generator[tuple[int, int], None, "Verification"]
_SHOW_SEARCH_TERMS = (
    "PRAGMA query_only = OFF",  # which would forbid even a table of the connection's own
    f"CREATE VIRTUAL TABLE temp.search_terms USING fts5vocab(main, {SEARCH_TABLE}, instance)",
    "PRAGMA query_only = ON",
)
"""Makes the index itself readable, which is kept apart from the texts (https://www.sqlite.org/fts5.html)."""


@dataclass(frozen=True, slots=True)
class Verification:
    """How many records the log has, and the first thing that is wrong with the file, if anything."""

    records: int
    first_bad: Bad | None

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.first_bad is None


def verify(path: Path) -> Progress:
    """Check a whole event file without changing it; yields (records done, records to do).

    Desks may go on working at it: what they record meanwhile is left for the next time.
    """
    try:
        with snapshot(path) as connection:
            total = int(connection.execute("SELECT count(*) FROM log").fetchone()[0])
            bad = _damage(connection) or (yield from broken_link(connection, total))
    except UNREADABLE as failure:
        return Verification(0, Bad(None, None, why(failure)))
    if bad is None:
        bad = yield from _difference(path, total)
    return Verification(total, bad)


def rebuild(source: EventFile, target: Path) -> Generator[tuple[int, int], None, None]:
    """Replay the log of `source` into a new event file; yields (records done, records to do)."""
    with source.reading() as reader:
        yield from _replay(reader, target)


def _replay(reader: sa.Connection, target: Path) -> Generator[tuple[int, int], None, None]:
    copy = opening.create(target)
    try:
        with copy.writing() as writer:
            total = reader.execute(sa.select(sa.func.count()).select_from(log)).scalar_one()
            rows = reader.execute(sa.select(log).order_by(log.c.position))
            columns, done = log.columns.keys(), 0
            while batch := rows.fetchmany(chain.BATCH):
                writer.execute(
                    sa.insert(log), [dict(zip(columns, row, strict=True)) for row in batch]
                )  # public, as of named tuples
                apply(writer, [(record_of(row), fact_of(row)) for row in batch])
                done += len(batch)
                yield done, total * 2
    finally:
        copy.close()


def _damage(connection: sqlite3.Connection) -> Bad | None:
    finding = connection.execute("PRAGMA integrity_check(1)").fetchone()[0].decode(errors="replace")
    return None if finding == "ok" else Bad(None, None, f"SQLite's own check says: {finding}")


def _difference(path: Path, total: int) -> Generator[tuple[int, int], None, Bad | None]:
    try:
        with tempfile.TemporaryDirectory(prefix="checkin-verify-") as folder:
            file = EventFile(_of_today(path, Path(folder)), read_only=True)
            replayed = Path(folder) / "replayed.checkin"
            try:
                with file.reading() as reader:
                    for done, _ in _replay(reader, replayed):
                        yield min(total + done, total * 2), total * 2
                    return _unequal_table(reader, replayed)
            finally:
                file.close()
    except (msgspec.DecodeError, LookupError, ValueError, EventFileRefused, exc.DBAPIError) as failure:
        return Bad(None, None, f"The log cannot be replayed ({failure}).")


def _of_today(path: Path, folder: Path) -> Path:
    """The file itself, or a copy in the layout of today if it has an older one."""
    file = EventFile(path, read_only=True)
    try:
        if migrations.is_of_today(file):
            return path
    finally:
        file.close()
    copy = folder / "today.checkin"
    with closing(connect(path, read_only=True)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    today = EventFile(copy)
    try:
        migrations.upgrade(today)
    finally:
        today.close()
    return copy


def _unequal_table(reader: sa.Connection, replayed: Path) -> Bad | None:
    ours = reader.connection.driver_connection
    if not isinstance(ours, sqlite3.Connection):
        raise TypeError(ours)
    try:
        with closing(connect(replayed, read_only=True)) as theirs:
            return _first_unequal_table(ours, theirs)
    except UNREADABLE as failure:
        return Bad(None, None, f"The tables cannot be read: {why(failure)}")


def _first_unequal_table(ours: sqlite3.Connection, theirs: sqlite3.Connection) -> Bad | None:
    for connection in (ours, theirs):
        for statement in _SHOW_SEARCH_TERMS:
            connection.execute(statement)
    for name, row, other in _unequal_rows(ours, theirs):
        found = f"it says {row}" if row else "it lacks a row"
        says = f"Table «{name}» differs from the log: {found}, the log says {other or 'nothing'}."
        return Bad(None, None, says)
    return None


def _unequal_rows(
    ours: sqlite3.Connection, theirs: sqlite3.Connection
) -> Iterator[tuple[str, tuple[object, ...] | None, tuple[object, ...] | None]]:
    for name, query in table_queries().items():
        for row, other in itertools.zip_longest(ours.execute(query), theirs.execute(query)):
            if row != other:
                yield name, row, other


def table_queries() -> dict[str, str]:
    """For every table that follows from the log, the query that gives its rows in a fixed order.

    The words of the search index are read where `_SHOW_SEARCH_TERMS` was executed before.
    """
    queries = {
        table.name: f"SELECT * FROM {table.name} ORDER BY {', '.join(c.name for c in table.primary_key)}"  # noqa: S608
        for table in DERIVED
    }
    return queries | {
        SEARCH_TABLE: f"SELECT rowid, words FROM {SEARCH_TABLE} ORDER BY rowid",  # noqa: S608
        "search_terms": "SELECT * FROM temp.search_terms ORDER BY doc, offset, term",
    }
