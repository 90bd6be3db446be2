"""Custody of the event file: is it what it was, and is there a copy."""

from collections.abc import Generator
from datetime import datetime
from pathlib import Path

from checkin_app.domain.errors import EventFileRefused
from checkin_app.services.journal import Journal
from checkin_app.store import backup, opening
from checkin_app.store.database import EventFile
from checkin_app.store.verification import Verification, verify


def verify_closed(path: Path) -> Generator[tuple[int, int], None, Verification]:
    """Check a file without opening it for work; one that would not be opened at all is EventFileRefused."""
    opening.inspect(path)
    return (yield from verify(path))


def restore(copy: Path, target: Path) -> Generator[tuple[int, int], None, Path]:
    """Make an event file at `target` of a backup; the backup and every other file stay as they are.

    The new file is checked before it takes its name. EventFileRefused if the backup is not as it was written, or if
    there is a file at `target` already. Yields (steps done, steps to do) and returns `target`.
    """
    yield 0, 1
    opening.inspect(copy)
    return backup.make(copy, target, failed="The backup was not restored")


class EventFileService:
    """What a coordinator can ask for about the file itself."""

    def __init__(self, file: EventFile, journal: Journal) -> None:
        self._file = file
        self._journal = journal
        self._backed_up: tuple[int, Path] | None = None

    @property
    def path(self) -> Path:
        """Where the event file is."""
        return self._file.path

    @property
    def desk(self) -> str:
        """The name under which this computer records."""
        return self._journal.desk

    def verify(self) -> Generator[tuple[int, int], None, Verification]:
        """Check the log's chain, the tables against the log, and SQLite's own check; yields (done, total)."""
        return verify(self._file.path)

    def back_up(self, target: Path) -> Path:
        """A verified copy at `target`; EventFileRefused if it could not be made."""
        return backup.make(self._file.path, target)

    def back_up_if_changed(self, folder: Path) -> datetime | None:
        """A verified copy in the backups' folder, if anything was recorded since the last one; when it was made.

        A copy of this very second is not replaced: what came after it is in the next one.
        Of the older copies twelve and one for each of seven days are kept.
        """
        changes = self._file.count_records()
        if (changes, folder) == self._backed_up:
            return None
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as failure:
            raise EventFileRefused(
                str(folder), f"No backup was made: {failure.strerror or failure}."
            ) from failure
        now = self._journal.now()
        local = self._journal.event().local(now)
        target = folder / backup.name_for(self._file.path, local)
        if target.exists():
            return None
        backup.make(self._file.path, target)
        self._backed_up = (changes, folder)
        for name in backup.superfluous((path.name for path in folder.iterdir()), self._file.path):
            (folder / name).unlink(missing_ok=True)
        return now

    def close(self) -> None:
        """Fold everything into the one file and let go of it."""
        self._file.close()
