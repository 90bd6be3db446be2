"""Importing a roster, beside reading its file and inserting the very same rows into the very same tables."""

import csv
import sqlite3
from contextlib import closing
from pathlib import Path

from checkin_app import bootstrap
from checkin_app.services.clock import SetClock
from checkin_app.services.long_work import result_of
from checkin_app.services.roster_apart import read_list_apart
from checkin_app.services.roster_source import Reading, file_source
from tests.benchmarks.figures import Figure, milliseconds
from tests.benchmarks.large_event import COMPUTER, DESK, NOW, make_large_event, write_roster

_TABLES = ("participant", "badge", "log", "participant_search")


def beside_executemany(folder: Path, people: int) -> Figure:
    """One import into an empty event."""
    roster = write_roster(folder / "roster.csv", people, first=1)
    imported, bare = folder / "imported.checkin", folder / "inserted.checkin"
    for path in (imported, bare):
        make_large_event(path, 1, earlier=())
    ours = milliseconds(lambda: import_roster(imported, roster))
    rows = _rows_of(imported)
    floor = milliseconds(lambda: _insert(bare, roster, rows))
    return Figure(f"import, {people:,} rows: read, plan, write", ours, floor, 3.0)


def import_roster(path: Path, roster: Path) -> None:
    """Read, plan and write, as the import page does."""
    services = bootstrap.open_services(path, desk=DESK, computer=COMPUTER, clock=SetClock(NOW))
    read = result_of(read_list_apart(file_source(roster), Reading()))
    plan = result_of(services.roster_import.compare(read.table))
    result_of(services.roster_import.carry_out(plan, roster.name, read.sha256))
    services.close()


def _rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid").fetchall()
            for table in _TABLES
        }


def _insert(path: Path, roster: Path, rows: dict[str, list[tuple[object, ...]]]) -> None:
    with roster.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) > 1
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
        connection.execute("PRAGMA synchronous = full")
        connection.execute("BEGIN IMMEDIATE")
        for table, all_rows in rows.items():
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            key = [] if table in {"participant", "log"} else ["rowid"]
            from_column = 0 if key else 1
            columns = ", ".join([*key, *names])
            marks = ", ".join("?" * (len(names) + len(key)))
            there = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            connection.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",
                [row[from_column:] for row in all_rows[there:]],
            )
        connection.execute("COMMIT")
