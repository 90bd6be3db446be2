"""An import that is killed in the middle: once the file is opened again it is there whole, or wholly gone."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from checkin_app.bootstrap import create_event, open_services
from checkin_app.domain.participant import Participant
from checkin_app.services.event_file import verify_closed
from checkin_app.services.long_work import result_of
from checkin_app.store.import_lock import lock_file
from tests.domain.programmes import EVENT

TIMES = 12
ROWS = 2500
LONGEST_LIFE = 0.6
"""Seconds after the first of them has been written; an import of so many takes about as long."""

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "iasi.checkin"
    services = create_event(path, EVENT, desk="Front desk", computer="this one")
    services.roster.add(Participant(id="", given="Guest 0", external_id="T0"))
    services.close()
    return path


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    rows = "".join(f"Guest {number},T{number},Company {number % 7},Press\n" for number in range(ROWS))
    path.write_text("Given name,ID,Organisation,Category\n" + rows)
    return path


def import_until_killed(event: Path, roster: Path, chance: random.Random) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "checkin_app", "import", str(event), str(roster)], stdout=subprocess.DEVNULL
    )
    while process.poll() is None and not lock_file(event).exists():
        time.sleep(0.002)
    time.sleep(chance.uniform(0, LONGEST_LIFE))
    process.send_signal(signal.SIGKILL)
    process.wait()


def people_in(event: Path) -> int:
    """How many are on the roster, read with another tool and without opening the event."""
    with closing(sqlite3.connect(event)) as connection:
        return connection.execute("SELECT count(*) FROM participant WHERE status <> 'removed'").fetchone()[0]


def last_import(event: Path) -> str:
    with closing(sqlite3.connect(event)) as connection:
        query = "SELECT id FROM log WHERE kind = 'roster_imported' ORDER BY position DESC"
        return connection.execute(query).fetchone()[0]


def test_that_a_killed_import_is_there_whole_or_wholly_gone(event: Path, roster: Path) -> None:
    chance = random.Random(2311)
    halves = wholes = 0
    for _ in range(TIMES):
        import_until_killed(event, roster, chance)
        halves += people_in(event) not in {1, ROWS}
        services = open_services(event, desk="Front desk", computer="this one")
        people = services.roster.people()
        has_category = any(category.name == "Press" for category in services.programme.event.categories)
        first = next(each.participant for each in people if each.participant.external_id == "T0")
        if len(people) == ROWS:
            wholes += 1
            assert has_category
            assert first.organisation == "Company 0"
            record = last_import(event)
            result_of(services.roster_import.undo(record))
        else:
            assert len(people) == 1
            assert not has_category
            assert first.organisation == ""
        services.close()
        assert sorted(path.name for path in event.parent.iterdir() if path.name.startswith("iasi")) == [
            "iasi.checkin"
        ]
    assert halves >= 2, "Too few were killed in the middle: this shows nothing."
    assert result_of(verify_closed(event)).ok


def test_that_a_recovery_that_is_killed_too_is_finished_by_the_next(event: Path, roster: Path) -> None:
    chance = random.Random(7)
    import_until_killed(event, roster, chance)
    opening = [sys.executable, "-m", "checkin_app", "people", str(event)]
    for _ in range(4):
        process = subprocess.Popen(opening, stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1.0))
        process.kill()
        process.wait()
    services = open_services(event, desk="Front desk", computer="this one")
    assert len(services.roster.people()) in {1, ROWS}
    services.close()
    assert result_of(verify_closed(event)).ok


def test_that_the_check_would_notice_half_an_import(
    event: Path, roster: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: without taking back what is unfinished, half a list is on the roster."""
    chance = random.Random(3)
    monkeypatch.setattr("checkin_app.services.import_steps.recover", lambda _: 0)
    for _ in range(10):
        import_until_killed(event, roster, chance)
        services = open_services(event, desk="Front desk", computer="this one")
        people = len(services.roster.people())
        services.close()
        if people not in {1, ROWS}:
            return
    pytest.fail("No import was killed in the middle.")
