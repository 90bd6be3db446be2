"""Backups: a copy is opened, checked and on the disk before it is called a backup.

The file itself is never copied: while it is open, part of it is still in the write-ahead log beside it.
"""

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from checkin_app.domain.errors import EventFileRefused
from checkin_app.store.chain import chain_problem
from checkin_app.store.database import connect, why
from checkin_app.store.inspection import inspect

LATEST = 12
DAILY = 7
_STAMP = "%Y-%m-%d %H%M%S"


def make(source: Path, target: Path, *, failed: str = "No backup was made") -> Path:
    """A verified copy of the event file `source` at `target`, which must not exist; returns `target`.

    Raises EventFileRefused, beginning with `failed`, if it could not be made or does not verify; then nothing is left
    at `target`.
    """
    if target.exists():
        raise EventFileRefused(str(target), "There is a file of this name already.", "Choose another name.")
    if not target.parent.is_dir():
        raise EventFileRefused(str(target), "Its folder does not exist.", "Make the folder first.")
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(connect(source, read_only=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(unfinished),))
        _check(unfinished)
        _sync(unfinished)
        unfinished.rename(target)
        _sync(target.parent)
    except EventFileRefused as refusal:
        raise EventFileRefused(str(target), f"{failed}: {refusal.why}", refusal.remedy) from refusal
    except sqlite3.Error as failure:
        raise EventFileRefused(str(target), f"{failed}: {why(failure)}") from failure
    except OSError as failure:
        raise EventFileRefused(str(target), f"{failed}: {failure.strerror or failure}.") from failure
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def name_for(event_file: Path, at: datetime) -> str:
    """The name of a backup made at a (local) time."""
    return f"{event_file.stem} {at.strftime(_STAMP)}.checkin"


def superfluous(names: Iterable[str], event_file: Path) -> list[str]:
    """Which backups may go: all but the newest twelve and the last one of each of the newest seven days."""
    made = {name: at for name in names if (at := _made_at(name, event_file))}
    newest_first = sorted(made, key=lambda name: made[name], reverse=True)
    last_of_day: dict[object, str] = {}
    for name in newest_first:
        last_of_day.setdefault(made[name].date(), name)
    kept = {*newest_first[:LATEST], *list(last_of_day.values())[:DAILY]}
    return [name for name in newest_first if name not in kept]


def _made_at(name: str, event_file: Path) -> datetime | None:
    beginning, ending = f"{event_file.stem} ", ".checkin"
    if not (name.startswith(beginning) and name.endswith(ending)):
        return None
    try:
        return datetime.strptime(name.removeprefix(beginning).removesuffix(ending), _STAMP)  # noqa: DTZ007  # local by design
    except ValueError:
        return None


def _check(copy: Path) -> None:
    inspect(copy)
    with closing(connect(copy, read_only=True)) as connection:
        finding = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if finding != "ok":
        raise EventFileRefused(str(copy), f"It is damaged ({finding}).")
    bad = chain_problem(copy)
    if bad is not None:
        raise EventFileRefused(
            str(copy),
            f"The log does not verify at desk {bad.desk}, record {bad.seq}: {bad.why}",
        )


def _sync(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk; Windows has no such call for folders."""
    if os.name == "nt" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
