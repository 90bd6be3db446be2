"""Proof that an event file is what it was: SQLite's own check, the log's chain, and the tables against the log."""

import itertools
import sqlite3
import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
import sqlalchemy as sa
from sqlalchemy import exc

from checkin_app.domain import log as facts
from checkin_app.domain.errors import EventFileRefused
from checkin_app.store import opening
from checkin_app.store.database import EventFile, connect, why
from checkin_app.store.log import apply, fact_of, record_of
from checkin_app.store.schema import DERIVED, SEARCH_TABLE, log

Progress = Generator[tuple[int, int], None, "Verification"]
_BATCH = 2000
_COLUMNS = "position, desk, seq, id, at, day, kind, subject, operator, body, body_hash, prev_hash, hash"

_SHOW_SEARCH_TERMS = (
    "PRAGMA query_only = OFF",  # which would forbid even a table of the connection's own
    f"CREATE VIRTUAL TABLE temp.search_terms USING fts5vocab(main, {SEARCH_TABLE}, instance)",
    "PRAGMA query_only = ON",
)
"""Makes the index itself readable, which is kept apart from the texts (https://www.sqlite.org/fts5.html)."""


@dataclass(frozen=True, slots=True)
class Bad:
    """The first thing that is wrong: in which record (None if it is no record's fault), and what."""

    desk: str | None
    seq: int | None
    why: str


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
        with _snapshot(path) as connection:
            total = int(connection.execute("SELECT count(*) FROM log").fetchone()[0])
            bad = _damage(connection) or (yield from _broken_link(connection, total))
    except sqlite3.Error as failure:
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
            while batch := rows.fetchmany(_BATCH):
                writer.execute(
                    sa.insert(log), [dict(zip(columns, row, strict=True)) for row in batch]
                )  # public, as of named tuples
                apply(writer, [(record_of(row), fact_of(row)) for row in batch])
                done += len(batch)
                yield done, total * 2
    finally:
        copy.close()


def chain_problem(path: Path) -> Bad | None:
    """The first broken record of a file's log, without looking at the tables; for backups."""
    with _snapshot(path) as connection:
        checking = _broken_link(connection, 0)
        try:
            while True:
                next(checking)
        except StopIteration as end:
            return end.value


@contextmanager
def _snapshot(path: Path) -> Generator[sqlite3.Connection]:
    """One state of a file, whatever is written to it meanwhile; texts are read as the bytes they are."""
    with closing(connect(path, read_only=True)) as connection:
        connection.text_factory = bytes
        connection.execute("BEGIN")
        yield connection


def _damage(connection: sqlite3.Connection) -> Bad | None:
    finding = connection.execute("PRAGMA integrity_check(1)").fetchone()[0].decode(errors="replace")
    return None if finding == "ok" else Bad(None, None, f"SQLite's own check says: {finding}")


def _broken_link(connection: sqlite3.Connection, total: int) -> Generator[tuple[int, int], None, Bad | None]:
    heads: dict[str, tuple[int, bytes]] = {}
    rows = connection.execute(f"SELECT {_COLUMNS} FROM log ORDER BY position")  # noqa: S608  # a constant of ours
    expected = 0
    for expected, row in enumerate(rows, 1):
        desk, seq = row[1].decode(errors="replace"), row[2]
        problem = (
            "Records are missing before this one." if row[0] != expected else _record_problem(row, heads)
        )
        if problem:
            return Bad(desk, seq, problem)
        heads[desk] = seq, row[12]
        if expected % _BATCH == 0:
            yield expected, total * 2
    return _missing_end(connection, expected)


def _missing_end(connection: sqlite3.Connection, records: int) -> Bad | None:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'log'").fetchone()
    highest = row[0] if row else 0
    if highest == records:
        return None
    return Bad(None, None, f"The log ends after {records} records, but it had {highest}.")


def _record_problem(row: tuple[object, ...], heads: dict[str, tuple[int, bytes]]) -> str:
    """What is wrong with one raw row (texts as bytes, in the order of `_COLUMNS`); empty if nothing."""
    _, desk, seq, record_id, at, day, kind, subject, operator, body, body_hash, prev_hash, own_hash = row
    texts = [
        part for part in (desk, record_id, at, day, kind, subject, operator, body) if isinstance(part, bytes)
    ]
    try:
        desk, record_id, at, day, kind, subject, operator, body = (text.decode() for text in texts)
    except ValueError:
        return "Its text is not valid UTF-8."
    last_seq, last_hash = heads.get(desk, (0, facts.FIRST_PREVIOUS_HASH))
    if seq != last_seq + 1:
        return f"Record {last_seq + 1} of its desk should stand here."
    if prev_hash != last_hash:
        return "It does not follow the record before it."
    if not isinstance(body_hash, bytes) or facts.body_hash(body) != body_hash:
        return "What it says was changed."
    header = (desk, last_seq + 1, record_id, at, day, kind, subject, operator)
    if facts.record_hash(last_hash, header, body_hash) != own_hash:
        return "Its header (time, desk, subject, operator …) was changed."
    return ""


def _difference(path: Path, total: int) -> Generator[tuple[int, int], None, Bad | None]:
    try:
        with tempfile.TemporaryDirectory(prefix="checkin-verify-") as folder:
            file = EventFile(path, read_only=True)
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


def _unequal_table(reader: sa.Connection, replayed: Path) -> Bad | None:
    ours = reader.connection.driver_connection
    if not isinstance(ours, sqlite3.Connection):
        raise TypeError(ours)
    try:
        with closing(connect(replayed, read_only=True)) as theirs:
            return _first_unequal_table(ours, theirs)
    except sqlite3.Error as failure:
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
