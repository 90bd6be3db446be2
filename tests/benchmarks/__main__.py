"""Measures everything and prints one table; sizes come from CHECKIN_BENCH_PEOPLE and CHECKIN_BENCH_MANY."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.benchmarks import attendance_page, badges, exports, imports, people_page, scans, searches, window
from tests.benchmarks.figures import Figure, as_table
from tests.benchmarks.large_event import make_large_event

PEOPLE = int(os.environ.get("CHECKIN_BENCH_PEOPLE", "100000"))
MANY = int(os.environ.get("CHECKIN_BENCH_MANY", str(PEOPLE * 3)))
"""The goal is set for a million; a third of that is what fits into a few minutes."""
SCANS = int(os.environ.get("CHECKIN_BENCH_SCANS", "300"))


def main(only: str = "") -> None:
    """Measure everything, or what the name says; each figure is told as soon as it is known."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["CHECKIN_HOME"] = str(folder / "home")
        event_file = folder / "large.checkin"
        _tell(f"Making an event of {PEOPLE:,} people and {PEOPLE * 3:,} records.")
        codes = make_large_event(event_file, PEOPLE)
        measured: dict[str, Callable[[], list[Figure]]] = {
            "scan": lambda: scans.beside_bare_sqlite(event_file, codes, SCANS),
            "many": lambda: [scans.beside_a_small_event(folder, MANY, SCANS)],
            "search": lambda: [searches.beside_bare_fts5(event_file, PEOPLE)],
            "people": lambda: people_page.sorting_and_filtering(PEOPLE),
            "attendance": lambda: attendance_page.first_screen_and_sifting(event_file, PEOPLE),
            "export": lambda: [exports.beside_xlsxwriter(event_file, folder, PEOPLE)],
            "import": lambda: [imports.beside_executemany(folder, PEOPLE)],
            "badges": lambda: [badges.first_page(2000), badges.beside_reportlab(folder, 1000)],
            "verdict": lambda: window.verdicts(event_file, codes, SCANS),
            "meanwhile": lambda: window.scans_during_import(event_file, codes, folder, PEOPLE),
            "busy": lambda: window.longest_gap(event_file, folder, max(1, PEOPLE // 5), PEOPLE // 100),
        }
        figures = list(_figures(measured, only))
    print(as_table(figures))


def _figures(measured: dict[str, Callable[[], list[Figure]]], only: str) -> Iterator[Figure]:
    for name, measure in measured.items():
        if name.startswith(only):
            _tell(f"Measuring: {name}.")
            yield from measure()


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
