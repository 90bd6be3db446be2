"""Looking at a file through a read-only connection, to decide whether it may be opened as an event file at all."""

import sqlite3
from pathlib import Path

from checkin_app.domain.errors import EventFileRefused
from checkin_app.store import migrations
from checkin_app.store.database import UNREADABLE, connect, why
from checkin_app.store.schema import APPLICATION_ID, SEARCH_TABLE, metadata

_MAGIC = b"SQLite format 3\x00"
_OUR_TABLES = {*metadata.tables, "alembic_version", "sqlite_sequence"}
_SEARCH_TABLES = {
    SEARCH_TABLE,
    *(f"{SEARCH_TABLE}_{part}" for part in ("data", "idx", "content", "docsize", "config")),
}
_OUR_INDEXES = {str(index.name) for table in metadata.tables.values() for index in table.indexes}
_OURS = {"table": _OUR_TABLES | _SEARCH_TABLES, "index": _OUR_INDEXES}
"""What may be in an event file, by its kind; there are no triggers and no views."""


def inspect(path: Path) -> None:
    """Raise EventFileRefused, with the reason, unless `path` is a sound event file that this program understands."""
    if not path.is_file():
        raise EventFileRefused(str(path), "There is no such file.", "Check the name.")
    _refuse_foreign(path)
    try:
        connection = connect(path, read_only=True)
    except UNREADABLE as failure:
        raise EventFileRefused(str(path), why(failure)) from failure
    try:
        _refuse_tampered(path, connection)
        _refuse_newer(path, connection)
        _refuse_damaged(path, connection)
    except UNREADABLE as failure:
        raise EventFileRefused(str(path), why(failure), "Open its latest backup instead.") from failure
    finally:
        connection.close()


def _refuse_foreign(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as failure:
        raise EventFileRefused(str(path), f"It cannot be read ({failure.strerror}).") from failure
    if not header.startswith(_MAGIC):
        raise EventFileRefused(str(path), "This is not an event file.", "Event files end in «.checkin».")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise EventFileRefused(
            str(path), "This is a database of another program.", "Event files end in «.checkin»."
        )
    if _is_cut_off(path, header):
        raise EventFileRefused(str(path), "Its end is missing.", "Open its latest backup instead.")


def _is_cut_off(path: Path, header: bytes) -> bool:
    """Whether the file is shorter than its header says; SQLite would read the rest of its last page as zeros.

    While a write-ahead log is beside it, the rest may be there (https://www.sqlite.org/fileformat2.html).
    """
    whole = path.resolve()
    page_size, pages = int.from_bytes(header[16:18], "big"), int.from_bytes(header[28:32], "big")
    expected = pages * (page_size if page_size > 1 else 65536)
    return whole.stat().st_size < expected and not whole.with_name(whole.name + "-wal").exists()


def _refuse_tampered(path: Path, connection: sqlite3.Connection) -> None:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    for kind, name, sql in rows:
        made_by_sqlite = kind == "index" and sql is None
        is_virtual = bool(sql) and sql.upper().startswith("CREATE VIRTUAL")
        if (name not in _OURS.get(kind, ()) and not made_by_sqlite) or (is_virtual and name != SEARCH_TABLE):
            raise EventFileRefused(
                str(path),
                f"It contains a {kind} «{name}» that this program did not put there.",
                "Somebody changed the file with another tool; open its latest backup instead.",
            )


def _refuse_newer(path: Path, connection: sqlite3.Connection) -> None:
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None or row[0] not in migrations.known_revisions():
        raise EventFileRefused(
            str(path),
            "It was made by a newer version of this program.",
            "Install the newer version to open it.",
        )
    if row[0] == migrations.HEAD:
        _refuse_incomplete(path, connection)


def _refuse_incomplete(path: Path, connection: sqlite3.Connection) -> None:
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    for name in sorted((_OUR_TABLES | _SEARCH_TABLES | _OUR_INDEXES) - there):
        raise EventFileRefused(str(path), f"It lacks its part «{name}».", "Open its latest backup instead.")


def _refuse_damaged(path: Path, connection: sqlite3.Connection) -> None:
    finding = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if finding != "ok":
        raise EventFileRefused(str(path), f"It is damaged ({finding}).", "Open its latest backup instead.")
