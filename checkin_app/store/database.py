"""The door to SQLite: how an event file is opened, read and written, and when it is refused.

Every setting below was measured to be needed and is read back, because SQLite ignores what it does not know.
SQLAlchemy says BEGIN, not the driver: the driver's own transaction control begins too late and keeps savepoints.
"""

import os
import sqlite3
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.pool import QueuePool, StaticPool

from checkin_app.domain.errors import EventFileRefused, NotSaved

Connection = sa.Connection
"""What `reading` and `writing` give; services pass it on to the store and do nothing else with it."""

PRAGMAS: dict[str, str | int] = {
    "busy_timeout": 5000,
    "journal_mode": "wal",
    "synchronous": 2,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "mmap_size": 0,
}
"""What every connection must run with (https://www.sqlite.org/pragma.html); synchronous 2 is FULL."""

_PAGES_UNTIL_FOLDED = 1000
"""SQLite's own measure (https://www.sqlite.org/pragma.html#pragma_wal_autocheckpoint)."""

_BACKUP = "Open its latest backup if it does not come back."
_WHY = {
    "SQLITE_FULL": "The disk is full.",
    "SQLITE_BUSY": "Another program is writing to the event file.",
    "SQLITE_LOCKED": "Another program is writing to the event file.",
    "SQLITE_READONLY": "The event file is read-only.",
    "SQLITE_IOERR": "The disk does not answer.",
    "SQLITE_CORRUPT": "The event file is damaged.",
    "SQLITE_NOTADB": "The event file is damaged.",
    "SQLITE_CANTOPEN": "The event file cannot be opened any more.",
    "SQLITE_AUTH": "Something in the event file tried to run by itself.",
}


class EventFile:
    """An open event file: one writing connection for its life, and reading connections as they are needed."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._identity = _identity(path)
        self._has_written = False
        self._is_closed = False
        self._writer = _engine(path, StaticPool)
        self._reader = _engine(path, QueuePool, read_only=read_only)
        event.listen(self._reader, "connect", _forbid_writing)

    @contextmanager
    def reading(self) -> Generator[sa.Connection]:
        """One consistent view of the file for as long as the block lasts; never waits for a writer.

        Raises EventFileRefused if the file is damaged or gone, or the disk does not answer.
        """
        try:
            with self._reader.connect() as connection, connection.begin():
                yield connection
        except exc.DBAPIError as failure:
            if not _is_known(failure.orig):
                raise
            raise EventFileRefused(str(self.path), why(failure.orig), _BACKUP) from failure

    @contextmanager
    def writing(self, record: str = "") -> Generator[sa.Connection]:
        """A transaction that is on the disk, whole, when the block has been left without an error.

        Raises NotSaved, which carries `record`, if the disk, a lock or the file forbids it. Then it may still have
        been saved, because a commit can happen without its answer: ask again with the same record id.
        """
        try:
            self._refuse_if_gone(record)
            self._has_written = True
            with self._writer.connect() as connection, connection.begin():
                yield connection
        except exc.DBAPIError as failure:
            raise _as_not_saved(failure, record) from failure

    def count_records(self) -> int:
        """How many records the log has: it grows with every act and never shrinks."""
        with self.reading() as connection:
            return connection.exec_driver_sql("SELECT coalesce(max(position), 0) FROM log").scalar_one()

    @contextmanager
    def folding_by_hand(self) -> Generator[Callable[[], None]]:
        """For very many transactions: folds the write-ahead log into the file when told to, and no commit does it.

        So nobody whose transaction comes in between waits for it, and fewer pages are written twice.
        """
        try:
            self._pragma("wal_autocheckpoint = 0")
            yield lambda: self._pragma("wal_checkpoint(PASSIVE)")
        finally:
            self._pragma("wal_checkpoint(PASSIVE)")
            self._pragma(f"wal_autocheckpoint = {_PAGES_UNTIL_FOLDED}")

    def close(self) -> None:
        """Fold the write-ahead log into the file, so that the closed document is one file.

        Who has only read leaves that to the writers: a checkpoint of theirs must not be held up.
        """
        self._is_closed = True
        self._reader.dispose()
        try:
            if self._has_written:
                self._tell_writer("wal_checkpoint(TRUNCATE)")
        finally:
            self._writer.dispose()

    def _pragma(self, pragma: str) -> None:
        """Of the writing connection; nothing is lost if it does not come to it now."""
        if not self._is_closed:
            with suppress(sqlite3.Error):
                self._tell_writer(pragma)

    def _tell_writer(self, pragma: str) -> None:
        with self._writer.connect() as connection:
            driver = connection.connection.driver_connection
            if driver is not None:
                driver.execute(f"PRAGMA {pragma}").fetchall()

    def _refuse_if_gone(self, record: str) -> None:
        if self._is_closed:
            raise NotSaved(record, "The event file was closed.")
        if _identity(self.path) != self._identity:
            raise NotSaved(record, "The event file was moved, removed or replaced while it was open.")


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A bare connection with every setting in force; EventFileRefused if one did not take.

    Nothing may be written through a `read_only` one, which works on a read-only disk too.
    """
    mode = _reading_mode(path) if read_only else "mode=rw"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?{mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        for name, wanted in PRAGMAS.items():
            if read_only and name == "journal_mode":
                continue
            _set(connection, path, name, wanted)
        connection.set_authorizer(_deny_triggers_and_views)
    except BaseException:
        connection.close()
        raise
    return connection


UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""What a damaged file may raise: SQLite's own words about it may hold bytes of the file that are no text."""


def why(failure: BaseException | None) -> str:
    """A sentence for a failure of SQLite."""
    if isinstance(failure, UnicodeDecodeError):
        return _WHY["SQLITE_CORRUPT"]
    name = getattr(failure, "sqlite_errorname", "") or ""
    for prefix, sentence in _WHY.items():
        if name.startswith(prefix):
            return sentence
    return f"The event file could not be used ({name or failure})."


def _engine(path: Path, pool: type[sa.Pool], *, read_only: bool = False) -> sa.Engine:
    engine = sa.create_engine("sqlite://", creator=_connector(path, read_only=read_only), poolclass=pool)
    writes = pool is StaticPool
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    def say_begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", say_begin)
    return engine


def _connector(path: Path, *, read_only: bool) -> Callable[[], sqlite3.Connection]:
    def connector() -> sqlite3.Connection:
        return connect(path, read_only=read_only)

    return connector


def _set(connection: sqlite3.Connection, path: Path, name: str, wanted: str | int) -> None:
    connection.execute(f"PRAGMA {name} = {wanted}")
    row = connection.execute(f"PRAGMA {name}").fetchone()
    if row is None or row[0] != wanted:
        raise EventFileRefused(
            str(path),
            f"SQLite would not run it safely here ({name} is {row[0] if row else 'unknown'}, not {wanted}).",
            "Copy the file to a folder on this computer's own disk.",
        )


def _forbid_writing(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA query_only = ON")


def _deny_triggers_and_views(
    _action: int, _first: str | None, _second: str | None, _database: str | None, source: str | None
) -> int:
    """Only what we say ourselves may run: a planted trigger emptied a table although the file passed its check."""
    return sqlite3.SQLITE_OK if source is None else sqlite3.SQLITE_DENY


def may_be_written(path: Path) -> bool:
    """Whether the file, and the files that SQLite puts beside it, may be written by this user."""
    as_we_are = {"effective_ids": True} if os.access in os.supports_effective_ids else {}
    return all(os.access(place, os.W_OK, **as_we_are) for place in (path.resolve(), path.resolve().parent))


def _reading_mode(path: Path) -> str:
    """How to open a file so that reading leaves nothing behind (https://www.sqlite.org/uri.html).

    A connection that cannot write leaves the two files of the write-ahead log, so it is used only where they are
    there already: a program has the file open now, or had when it was killed.
    """
    whole = path.resolve()
    if any(whole.with_name(whole.name + ending).exists() for ending in ("-wal", "-journal")):
        return "mode=ro"
    return "mode=rw" if may_be_written(path) else "mode=ro&immutable=1"


def _is_known(failure: BaseException | None) -> bool:
    return (getattr(failure, "sqlite_errorname", "") or "").startswith(tuple(_WHY))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _as_not_saved(failure: exc.DBAPIError, record: str) -> BaseException:
    """A broken promise of our own (a constraint, a wrong statement) is a bug and stays what it is."""
    if isinstance(failure, exc.OperationalError | exc.DatabaseError) and not isinstance(
        failure, exc.IntegrityError | exc.ProgrammingError | exc.DataError
    ):
        return NotSaved(record, why(failure.orig))
    return failure
