"""Searching while typing, beside the bare question to the full-text index."""

import sqlite3
from pathlib import Path

from checkin_app import bootstrap
from checkin_app.services.clock import SetClock
from tests.benchmarks.figures import Figure, median, taken_in_turns
from tests.benchmarks.large_event import COMPUTER, DESK, NOW, TODAY, person

_SHOWN = 50
_BARE = (
    "SELECT p.* FROM participant_search s JOIN participant p ON p.number = s.rowid "
    "WHERE participant_search MATCH ? ORDER BY s.rowid LIMIT ?"
)


def beside_bare_fts5(event_file: Path, people: int) -> Figure:
    """Every beginning, from two letters on, of some names that are typed letter for letter."""
    texts = [
        text[:end].strip()
        for number in range(0, people, max(1, people // 20))
        for text in [f"{person(number).family} {person(number).given}"]
        for end in range(2, len(text) + 1)
    ]
    services = bootstrap.open_services(event_file, desk=DESK, computer=COMPUTER, clock=SetClock(NOW))
    bare = sqlite3.connect(event_file)

    def floor(number: int) -> None:
        wanted = " AND ".join(f'"{word}"*' for word in texts[number].split())
        bare.execute(_BARE, (wanted, _SHOWN)).fetchall()

    floors, mine = taken_in_turns(
        len(texts), floor, lambda number: services.checkin.search(texts[number], TODAY, _SHOWN)
    )
    bare.close()
    services.close()
    return Figure(f"search while typing, {people:,} people, median", median(mine), median(floors), 2.0)
