"""Long lists are read and compared in another process: the same results, without holding Python's lock in this one.

What comes back is put together from small parts, because unpacking one large value would hold the lock as well.
"""

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from checkin_app.domain.event import Event
from checkin_app.domain.roster import (
    ImportPlan,
    PossibleDuplicate,
    Problem,
    RosterRow,
    RosterTable,
    Same,
    Update,
    guess_columns,
)
from checkin_app.services.apart import apart
from checkin_app.services.journal import Journal, reading_journal
from checkin_app.services.long_work import Work
from checkin_app.services.roster_files import is_workbook
from checkin_app.services.roster_planning import planned
from checkin_app.services.roster_source import Reading, ReadList, RosterSource, read_list
from checkin_app.services.workbook_process import guarded

WORTH_A_PROCESS = 200_000
"""Bytes of a list, or characters; a shorter one is read and compared in less time than the window can feel."""
_PART = 500
"""Rows; packing or unpacking a part holds the lock for a millisecond or two."""

T = TypeVar("T")
Rows = tuple[tuple[str, ...], ...]
InParts = Generator[tuple[int, int] | tuple[str, bytes], None, T]
"""Work whose steps are its progress and, by name, parts of what it leaves empty in its result."""

_PACKED = msgspec.msgpack.Encoder()
_UNPACKED: dict[str, msgspec.msgpack.Decoder[Any]] = {  # each of another type
    "rows": msgspec.msgpack.Decoder(list[tuple[str, ...]]),
    "new": msgspec.msgpack.Decoder(list[RosterRow]),
    "updated": msgspec.msgpack.Decoder(list[Update]),
    "same": msgspec.msgpack.Decoder(list[Same]),
    "problems": msgspec.msgpack.Decoder(list[Problem]),
    "doubts": msgspec.msgpack.Decoder(list[Problem]),
    "possible_duplicates": msgspec.msgpack.Decoder(list[PossibleDuplicate]),
}


def read_list_apart(source: RosterSource, reading: Reading) -> Work[ReadList]:
    """As `roster_source.read_list`."""
    if _size(source) < WORTH_A_PROCESS:
        return (yield from read_list(source, reading))
    job = partial(_read_in_parts, source, reading)
    steps = guarded(job, source.name) if source.path and is_workbook(_beginning(source.path)) else apart(job)
    read, parts = yield from _put_together(steps)
    return replace(read, table=replace(read.table, **parts))


def guess_columns_apart(table: RosterTable, event: Event) -> Work[dict[str, str]]:
    """As `guess_columns`, for all rows of a table."""
    if not _is_long(table):
        yield 0, 1
        return guess_columns(table.headers, table.rows, event)
    return (yield from apart(partial(_guessed, table.headers, _parts(table.rows), event)))


def plan_apart(journal: Journal, table: RosterTable, overrides: Sequence[str]) -> Work[ImportPlan]:
    """As `roster_planning.planned`."""
    if not _is_long(table):
        yield 0, 1
        return planned(journal, table, overrides)
    job = partial(_planned_in_parts, journal.path, replace(table, rows=()), _parts(table.rows), overrides)
    plan, parts = yield from _put_together(apart(job))
    return replace(plan, **parts)


# -- in this process -----------------------------------------------------------------------------------------


def _put_together(steps: InParts[T]) -> Work[tuple[T, dict[str, Any]]]:  # as the fields are
    """The result of the work, and the fields that came in parts."""
    parts: dict[str, list[Any]] = {}
    try:
        while True:
            name, said = next(steps)
            if isinstance(name, str):
                parts.setdefault(name, []).extend(_UNPACKED[name].decode(said))  # type: ignore[arg-type]  # bytes, with a name
                yield 0, 1
            else:
                yield name, int(said)
    except StopIteration as end:
        return end.value, {name: tuple(found) for name, found in parts.items()}
    finally:
        steps.close()


def _is_long(table: RosterTable) -> bool:
    return sum(map(len, map("".join, table.rows[:100]))) * len(table.rows) > 100 * WORTH_A_PROCESS


def _size(source: RosterSource) -> int:
    if source.path is None:
        return len(source.text)
    try:
        return source.path.stat().st_size
    except OSError:  # `read_list` finds the words for it, here and below
        return 0


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(8)
    except OSError:
        return b""


def _parts(rows: Sequence[object]) -> list[bytes]:
    return [_PACKED.encode(rows[begin : begin + _PART]) for begin in range(0, len(rows), _PART)]


# -- in the other process ------------------------------------------------------------------------------------


def _read_in_parts(source: RosterSource, reading: Reading) -> InParts[ReadList]:
    read = yield from read_list(source, reading)
    for part in _parts(read.table.rows):
        yield "rows", part
    return replace(read, table=replace(read.table, rows=()))


def _guessed(headers: Sequence[str], parts: Iterable[bytes], event: Event) -> Work[dict[str, str]]:
    yield 0, 1
    return guess_columns(headers, _rows(parts), event)


def _planned_in_parts(
    path: Path, table: RosterTable, parts: Iterable[bytes], overrides: Sequence[str]
) -> InParts[ImportPlan]:
    yield 0, 1
    with reading_journal(path) as journal:
        plan = planned(journal, replace(table, rows=_rows(parts)), overrides)
    names = [name for name in _UNPACKED if name != "rows"]
    for name in names:
        for part in _parts(getattr(plan, name)):
            yield name, part
    return replace(plan, **dict.fromkeys(names, ()))


def _rows(parts: Iterable[bytes]) -> Rows:
    unpacked: Iterator[list[tuple[str, ...]]] = map(_UNPACKED["rows"].decode, parts)
    return tuple(row for part in unpacked for row in part)
