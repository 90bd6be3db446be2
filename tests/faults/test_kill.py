"""A desk that is killed in the middle of its work: whatever it said it had saved is in the file, and the file is whole."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from checkin_app.bootstrap import create_event, open_services
from checkin_app.domain.participant import Participant
from checkin_app.services.event_file import verify_closed
from tests.domain.programmes import EVENT

TIMES = 50
PEOPLE = 60
LONGEST_LIFE = 0.12
"""Seconds after the first verdict; some twenty scans."""

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "iasi.checkin"
    services = create_event(path, EVENT, desk="Front desk", computer="this one")
    for number in range(PEOPLE):
        services.roster.add(Participant(id="", given=f"Person {number}"))
    services.close()
    return path


def codes_of(event: Path) -> list[str]:
    services = open_services(event, desk="Front desk", computer="this one")
    try:
        return [person.code for person in services.roster.people()]
    finally:
        services.close()


def scan_until_killed(event: Path, codes: list[str], way: str, chance: random.Random) -> list[dict[str, Any]]:
    """The verdicts that a scanning process had printed, as whole lines, when it was killed at a random moment."""
    command = [sys.executable, "-m", "checkin_app", "--now", "2023-11-21T09:00:00", "scan", str(event)]
    process = subprocess.Popen(
        [*command, "--at", "day:1", "--json", *way.split()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    feeder = threading.Thread(target=feed, args=(process.stdin, codes))
    feeder.start()
    first = process.stdout.readline()
    time.sleep(chance.uniform(0, LONGEST_LIFE))
    process.send_signal(signal.SIGKILL)
    printed = first + process.stdout.read()
    process.wait()
    feeder.join()
    process.stdout.close()
    whole, _, _ = printed.rpartition(b"\n")
    return [json.loads(line) for line in whole.splitlines()]


def feed(pipe: Any, codes: list[str]) -> None:
    """Hand over codes for as long as somebody reads them."""
    try:
        pipe.write("".join(f"{code}\n" for code in codes).encode())
        pipe.close()
    except BrokenPipeError:
        return


def verification(event: Path) -> Any:
    checking = verify_closed(event)
    try:
        while True:
            next(checking)
    except StopIteration as end:
        return end.value


def records_in(event: Path) -> dict[str, str]:
    """What kind of record each id of the log is, read with another tool."""
    connection = sqlite3.connect(event)
    try:
        return dict(connection.execute("SELECT id, kind FROM log").fetchall())
    finally:
        connection.close()


def test_that_every_printed_verdict_survives_a_kill_and_the_file_is_whole(event: Path) -> None:
    chance = random.Random(2311)
    codes = codes_of(event)
    printed: list[dict[str, Any]] = []
    for time_number in range(TIMES):
        chance.shuffle(codes)
        printed += scan_until_killed(event, codes, "--exit" if time_number % 2 else "", chance)
    assert len(printed) >= TIMES
    assert all(verdict["saved"] for verdict in printed)
    kept = records_in(event)
    kinds = {"admitted": "entered", "left": "left"}
    assert [v for v in printed if kept.get(v["record"]) != kinds.get(v["reason"], "refused")] == []
    assert {"admitted", "left"} <= {verdict["reason"] for verdict in printed}
    assert verification(event).ok


def test_that_the_check_would_notice_a_verdict_that_was_not_saved(event: Path) -> None:
    """The control: a record that is taken out of the file is missed, and the file is not believed any more."""
    verdicts = scan_until_killed(event, codes_of(event), "", random.Random(1))
    lost = verdicts[0]["record"]
    connection = sqlite3.connect(event)
    connection.execute("DELETE FROM log WHERE id = ?", (lost,))
    connection.commit()
    connection.close()
    assert lost not in records_in(event)
    assert not verification(event).ok
