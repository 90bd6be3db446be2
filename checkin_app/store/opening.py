"""Making a new event file, and deciding whether an existing file may be opened at all.

A file is looked at through a read-only connection first; what is foreign, newer than the program, damaged or
tampered with is refused with a sentence and not touched.
"""

import os
import sqlite3
from pathlib import Path

from checkin_app.domain.errors import EventFileRefused
from checkin_app.store import migrations
from checkin_app.store.database import EventFile, connect, why
from checkin_app.store.drives import refuse_unsafe_drive
from checkin_app.store.schema import APPLICATION_ID, SEARCH_TABLE, metadata

_MAGIC = b"SQLite format 3\x00"
_OUR_TABLES = {*metadata.tables, "alembic_version"}
_SEARCH_TABLES = {
    SEARCH_TABLE,
    *(f"{SEARCH_TABLE}_{part}" for part in ("data", "idx", "content", "docsize", "config")),
}


def create(path: Path) -> EventFile:
    """A new, empty event file at `path`; EventFileRefused if something is there already.

    The file is made under another name and takes its own only when it is complete.
    """
    if path.exists():
        raise EventFileRefused(str(path), "There is a file of this name already.", "Choose another name.")
    if not path.parent.is_dir():
        raise EventFileRefused(str(path), "Its folder does not exist.", "Make the folder first.")
    refuse_unsafe_drive(path)
    unfinished = path.with_name(path.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        _lay_out(unfinished)
        os.link(unfinished, path) if hasattr(os, "link") else unfinished.rename(path)
    except (sqlite3.Error, OSError) as failure:
        raise EventFileRefused(
            str(path), why(failure) if isinstance(failure, sqlite3.Error) else str(failure)
        ) from failure
    finally:
        unfinished.unlink(missing_ok=True)
    return EventFile(path)


def open_existing(path: Path) -> EventFile:
    """The event file at `path`, brought to the newest layout; EventFileRefused if it may not be opened."""
    inspect(path)
    refuse_unsafe_drive(path)
    file = EventFile(path)
    try:
        migrations.upgrade(file)
    except BaseException:
        file.close()
        raise
    return file


def inspect(path: Path) -> None:
    """Raise EventFileRefused, with the reason, unless `path` is a sound event file that this program understands."""
    if not path.is_file():
        raise EventFileRefused(str(path), "There is no such file.", "Check the name.")
    _refuse_foreign(path)
    try:
        connection = connect(path, read_only=True)
    except sqlite3.Error as failure:
        raise EventFileRefused(str(path), why(failure)) from failure
    try:
        _refuse_tampered(path, connection)
        _refuse_newer(path, connection)
        _refuse_damaged(path, connection)
    except sqlite3.Error as failure:
        raise EventFileRefused(str(path), why(failure), "Open its latest backup instead.") from failure
    finally:
        connection.close()


def _lay_out(path: Path) -> None:
    sqlite3.connect(path).close()
    path.touch()
    connection = connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.close()
    file = EventFile(path)
    migrations.upgrade(file)
    file.close()


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


def _refuse_tampered(path: Path, connection: sqlite3.Connection) -> None:
    rows = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    for kind, name in rows.fetchall():
        if kind in {"trigger", "view"} or (kind == "table" and name not in _OUR_TABLES | _SEARCH_TABLES):
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


def _refuse_damaged(path: Path, connection: sqlite3.Connection) -> None:
    finding = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if finding != "ok":
        raise EventFileRefused(str(path), f"It is damaged ({finding}).", "Open its latest backup instead.")
