"""One scan, from the code to the verdict on the disk, beside the same look-ups and inserts in bare SQLite."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from checkin_app import bootstrap
from checkin_app.domain.log import instant_text
from checkin_app.services.clock import SetClock
from checkin_app.store.log import new_id
from tests.benchmarks.figures import Figure, median, percentile_99, taken_in_turns
from tests.benchmarks.large_event import COMPUTER, DESK, NOW, TODAY, make_large_event

_SMALL = 1000
_WARM_UP = 50
_BY_CODE = (
    "SELECT p.*, (SELECT group_concat(day) FROM registration_day WHERE participant = p.number) "
    "FROM badge b JOIN participant p ON p.id = b.participant WHERE b.code = ?"
)
_BEFORE = "SELECT * FROM presence WHERE participant = ? AND day = ? AND session = ? AND voided_by IS NULL"
_LOG = (
    "INSERT INTO log (desk, seq, id, at, day, kind, subject, operator, body, body_hash, prev_hash, hash) "
    "VALUES (?, ?, ?, ?, ?, 'entered', ?, '', ?, ?, ?, ?)"
)
_PRESENCE = (
    "INSERT INTO presence (record, participant, day, session, entered_at, desk, operator, forced) "
    "VALUES (?, ?, ?, ?, ?, ?, '', '')"
)


def beside_bare_sqlite(event_file: Path, codes: list[str], scans: int) -> list[Figure]:
    """The median and the 99th percentile; each side works on a copy of its own."""
    bare = copy_of(event_file, "bare")
    chosen = random.Random(1).sample(codes, min(len(codes), scans + _WARM_UP))
    floor, close_bare = _bare_scanner(bare, chosen)
    ours, close_ours = service_scanner(copy_of(event_file, "service"), chosen)
    floors, mine = (times[_WARM_UP:] for times in taken_in_turns(len(chosen), floor, ours))
    close_bare()
    close_ours()
    what = f"scan, service call, {len(codes):,} people"
    return [
        Figure(f"{what}, median", median(mine), median(floors), 2.0),
        Figure(f"{what}, 99th percentile", percentile_99(mine), percentile_99(floors), 2.0),
    ]


def beside_a_small_event(folder: Path, people: int, scans: int) -> Figure:
    """The same scan with very many people and with few."""
    sides: list[Callable[[int], object]] = []
    ends: list[Callable[[], None]] = []
    for count in (_SMALL, people):
        path = folder / f"{count}-people.checkin"
        codes = make_large_event(path, count, earlier=())
        chosen = random.Random(2).sample(codes, min(len(codes), scans + _WARM_UP))
        scan, end = service_scanner(path, chosen)
        sides.append(scan)
        ends.append(end)
    floors, mine = (
        times[_WARM_UP:] for times in taken_in_turns(min(_SMALL, people, scans + _WARM_UP), *sides)
    )
    for end in ends:
        end()
    return Figure(
        f"the same, {people:,} people against {_SMALL:,}, median", median(mine), median(floors), 1.3
    )


def service_scanner(path: Path, codes: list[str]) -> tuple[Callable[[int], object], Callable[[], None]]:
    """Scans the code of that number through the service; and what ends it."""
    services = bootstrap.open_services(path, desk=DESK, computer=COMPUTER, clock=SetClock(NOW))

    def scan(number: int) -> None:
        assert services.checkin.scan(codes[number], TODAY).admitted

    return scan, services.close


def copy_of(event_file: Path, name: str) -> Path:
    """A copy of a closed event file, which is one file."""
    return Path(shutil.copyfile(event_file, event_file.with_name(f"{name}.checkin")))


def _bare_scanner(path: Path, codes: list[str]) -> tuple[Callable[[int], object], Callable[[], None]]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("PRAGMA synchronous = full")
    desk, seq = connection.execute("SELECT desk, max(seq) FROM log GROUP BY desk").fetchone()
    at, day = instant_text(NOW), TODAY.day.isoformat()
    body = '{"checkpoint":{"day":"2023-11-23","session":""},"forced":"","participant":"","reason":"admitted"}'
    digest = bytes(32)

    def scan(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        who = connection.execute(_BY_CODE, (codes[number],)).fetchone()[1]
        assert connection.execute(_BEFORE, (who, day, "")).fetchone() is None
        record = new_id()
        connection.execute(_LOG, (desk, seq + 1 + number, record, at, day, who, body, digest, digest, digest))
        connection.execute(_PRESENCE, (record, who, day, "", at, desk))
        connection.execute("COMMIT")

    return scan, connection.close
