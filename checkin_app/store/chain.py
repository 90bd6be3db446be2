"""The chain of the log: every record follows from the one before it, and none is missing."""

import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from checkin_app.domain import log as facts
from checkin_app.store.database import connect

BATCH = 2000
"""Records that are read between two reports of progress."""

_COLUMNS = "position, desk, seq, id, at, day, kind, subject, operator, body, body_hash, prev_hash, hash"


@dataclass(frozen=True, slots=True)
class Bad:
    """The first thing that is wrong: in which record (None if it is no record's fault), and what."""

    desk: str | None
    seq: int | None
    why: str


def chain_problem(path: Path) -> Bad | None:
    """The first broken record of a file's log, without looking at the tables; for backups."""
    with snapshot(path) as connection:
        checking = broken_link(connection, 0)
        try:
            while True:
                next(checking)
        except StopIteration as end:
            return end.value


@contextmanager
def snapshot(path: Path) -> Generator[sqlite3.Connection]:
    """One state of a file, whatever is written to it meanwhile; texts are read as the bytes they are."""
    with closing(connect(path, read_only=True)) as connection:
        connection.text_factory = bytes
        connection.execute("BEGIN")
        yield connection


def broken_link(connection: sqlite3.Connection, total: int) -> Generator[tuple[int, int], None, Bad | None]:
    """The first broken record; yields (records done, twice `total`)."""
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
        if expected % BATCH == 0:
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
