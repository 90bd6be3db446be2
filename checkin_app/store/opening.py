"""Making a new event file, and opening one that is there.

A file is looked at through a read-only connection first; what is foreign, newer than the program, damaged or
tampered with is refused with a sentence and not touched. One of an older version is brought to the layout of today,
once there is a verified copy of it.
"""

import errno
import itertools
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from checkin_app import paths, settings
from checkin_app.domain.errors import EventFileRefused, NotSaved
from checkin_app.store import backup, migrations
from checkin_app.store.database import UNREADABLE, EventFile, connect, may_be_written, why
from checkin_app.store.drives import refuse_unsafe_drive
from checkin_app.store.inspection import inspect
from checkin_app.store.schema import APPLICATION_ID

__all__ = ["create", "inspect", "open_existing"]


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
    _clear_away(unfinished)
    try:
        _lay_out(unfinished)
        _name(unfinished, path)
    except NotSaved as failure:
        raise EventFileRefused(str(path), failure.why) from failure
    except UNREADABLE as failure:
        raise EventFileRefused(str(path), why(failure)) from failure
    except OSError as failure:
        raise EventFileRefused(str(path), f"It cannot be made ({failure.strerror or failure}).") from failure
    finally:
        _clear_away(unfinished)
    return EventFile(path)


def open_existing(path: Path) -> EventFile:
    """The event file at `path`, brought to the newest layout; EventFileRefused if it may not be opened."""
    refuse_unsafe_drive(path)
    inspect(path)
    if not may_be_written(path):
        raise EventFileRefused(
            str(path),
            "It is read-only; scans could not be saved.",
            "Copy it to a folder where you may write and open the copy.",
        )
    file = EventFile(path)
    try:
        if not migrations.is_of_today(file):
            _keep_a_copy(path)
            migrations.upgrade(file)
    except BaseException:
        file.close()
        raise
    return file


def _keep_a_copy(path: Path) -> None:
    """A verified copy of a file before it is changed for good, among its backups; it is not cleared away with these."""
    chosen = settings.load(paths.settings_file()).settings.backup_folder
    folder = Path(chosen) if chosen else paths.backup_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise EventFileRefused(
            str(folder), f"No backup was made: {failure.strerror or failure}."
        ) from failure
    names = (f"{path.stem} before update {migrations.HEAD}{number}.checkin" for number in _numbers())
    backup.make(path, next(folder / name for name in names if not (folder / name).exists()))


def _numbers() -> Iterator[str]:
    """Nothing, then « (2)», « (3)» …"""
    return itertools.chain([""], (f" ({number})" for number in itertools.count(2)))


def _lay_out(path: Path) -> None:
    sqlite3.connect(path).close()
    path.touch()
    with closing(connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    file = EventFile(path)
    try:
        migrations.upgrade(file)
    finally:
        file.close()


def _clear_away(unfinished: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)


def _name(unfinished: Path, path: Path) -> None:
    """Give the file its name without ever taking it from another; sticks formatted as FAT or exFAT have no links."""
    with suppress(OSError, AttributeError):
        os.link(unfinished, path)
        return
    if path.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    unfinished.rename(path)
