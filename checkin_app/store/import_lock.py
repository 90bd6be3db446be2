"""Tells other programs that an import is being written: a lock of the operating system, which goes with whoever holds it.

It is on an empty file beside the event file, which is there only meanwhile: a lock on the event file itself would
take SQLite's own from it (https://www.sqlite.org/howtocorrupt.html, 2.2).
"""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

ENDING = ".importing"


def lock_file(event_file: Path) -> Path:
    """Where the lock of an event file is, while there is one or after its holder was killed."""
    whole = event_file.resolve()
    return whole.with_name(whole.name + ENDING)


@contextmanager
def import_lock(event_file: Path) -> Generator[bool]:
    """Hold the lock for as long as the block lasts; False, and no lock, if somebody else holds it."""
    path = lock_file(event_file)
    descriptor = _locked(path)
    try:
        yield descriptor is not None
    finally:
        if descriptor is not None:
            _let_go(descriptor, path)


def _locked(path: Path) -> int | None:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        if not _try_to_lock(descriptor):
            os.close(descriptor)
            return None
        if _is_still(path, descriptor):
            return descriptor
        os.close(descriptor)


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the locked file is the one of that name: whoever held the lock before may have taken it away."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


def _let_go(descriptor: int, path: Path) -> None:
    """The file goes first where an open file can go; on Windows it goes unless the next one has it already."""
    with suppress(OSError):
        path.unlink()
    os.close(descriptor)
    if sys.platform == "win32":
        with suppress(OSError):
            path.unlink()


if sys.platform == "win32":
    import msvcrt

    def _try_to_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_to_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
