"""The real program on a virtual screen: scans are recorded while somebody works on another page, and touch nothing."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import checkin_app
from checkin_app import bootstrap, paths, settings
from checkin_app.domain.code import LENGTH
from checkin_app.domain.event import Checkpoint, Day, Event
from checkin_app.domain.participant import Participant
from checkin_app.domain.scan import GAP_MS
from checkin_app.domain.scanner_test import TEST_TEXT
from checkin_app.services.clock import HandClock
from tests.stories.stopwatch import longest_gaps
from tests.stories.virtual_screen import MISSING, WHY_SKIPPED, VirtualScreen, keys_for, virtual_screen

pytestmark = [pytest.mark.machine, pytest.mark.slow, pytest.mark.skipif(bool(MISSING), reason=WHY_SKIPPED)]

CHECKOUT = Path(checkin_app.__file__).resolve().parent.parent
CONTROL, TWO, SIX = 37, 11, 15
NOW = datetime.fromisoformat("2023-11-22T09:14:07+02:00")
EVENT = Event("Story", "Europe/Bucharest", (Day(NOW.date(), "Only day"),))
SCAN_KEYS = LENGTH + 1
NAMES = ("Ana", "Ion", "Maria", "Vasile", "Elena")
SCANNER_MS, PERSON_MS = 4, 180


@dataclass(frozen=True)
class Desk:
    """The window in a process of its own, and what it said last."""

    screen: VirtualScreen
    process: subprocess.Popen[bytes]
    told: Path
    event_file: Path
    codes: dict[str, str]

    def look(self) -> dict[str, Any]:
        lines = self.told.read_text("utf-8").split("\n")
        return json.loads(lines[-2]) if len(lines) > 1 else {}

    def wait(self, check: Callable[[dict[str, Any]], bool], seconds: float = 20) -> dict[str, Any]:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            look = self.look()
            if look and check(look):
                return look
            time.sleep(0.05)
        raise AssertionError(self.look())

    def wait_for_scan(self, name: str) -> dict[str, Any]:
        """Until the toast names the person, with what the keyboard did in case it never does."""
        try:
            return self.wait(lambda look: look["name"].startswith(name))
        except AssertionError as error:
            (gap,) = longest_gaps(self.look()["times"][-SCAN_KEYS:], [[""] * SCAN_KEYS])
            stalled = f"the keyboard stalled for {gap} ms" if gap > GAP_MS else "the scan was lost"
            raise AssertionError(stalled) from error

    def came(self) -> int:
        """How many the file has, read when the program has ended."""
        self.process.terminate()
        assert self.process.wait(timeout=30) == 0
        services = bootstrap.open_services(
            self.event_file, desk="Office", computer="tests", clock=HandClock(NOW)
        )
        came = services.checkin.counter(Checkpoint(NOW.date())).people
        services.close()
        return came


@pytest.fixture(scope="module")
def screen() -> Iterator[VirtualScreen]:
    with virtual_screen() as made:
        yield made


@pytest.fixture
def desk(screen: VirtualScreen, tmp_path: Path) -> Iterator[Desk]:
    event_file = tmp_path / "event.checkin"
    made = bootstrap.create_event(event_file, EVENT, desk="Office", computer="tests", clock=HandClock(NOW))
    for name in NAMES:
        made.roster.add(Participant(id="", given=name, family="Story"))
    codes = {person.participant.given: person.code for person in made.roster.people()}
    made.close()
    settings.save(settings.Settings(computer="tests"), paths.settings_file())
    told = tmp_path / "told"
    command = [
        sys.executable,
        "-m",
        "tests.stories.watched_window",
        str(event_file),
        "--now",
        NOW.isoformat(),
    ]
    with told.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, env=screen.environment, cwd=CHECKOUT)
    made_desk = Desk(screen, process, told, event_file, codes)
    made_desk.wait(lambda look: look["active"] and look["caret"] == "scanBox", 40)
    yield made_desk
    if process.poll() is None:
        process.terminate()
        process.wait(timeout=30)


@pytest.mark.parametrize("layout", ["us", "fr", "gr"])
def test_that_scans_are_recorded_while_the_caret_is_in_another_field(desk: Desk, layout: str) -> None:
    desk.screen.use_layout("us")
    desk.screen.press([f"{CONTROL}+{TWO}"], delay_ms=PERSON_MS)
    desk.wait(lambda look: look["caret"] == "peopleSearch")
    desk.screen.press(keys_for("pop", end=None), delay_ms=PERSON_MS)
    desk.wait(lambda look: look["search"] == "pop")
    desk.screen.use_layout(layout)
    for name in NAMES:
        desk.screen.press(keys_for(desk.codes[name]), delay_ms=SCANNER_MS)
        look = desk.wait_for_scan(name)
        assert (look["search"], look["caret"], look["box"]) == ("pop", "peopleSearch", "")
    assert desk.came() == len(NAMES)


def test_that_the_test_box_takes_the_card_and_records_nothing(desk: Desk) -> None:
    desk.screen.use_layout("gr")
    desk.screen.press([f"{CONTROL}+{SIX}"], delay_ms=PERSON_MS)
    desk.wait(lambda look: look["caret"] != "scanBox")
    for _ in range(12):
        if desk.look()["caret"] == "scannerTest":
            break
        desk.screen.press(["23"], delay_ms=PERSON_MS)
        time.sleep(0.3)
    desk.screen.press(keys_for(TEST_TEXT), delay_ms=SCANNER_MS)
    desk.wait(lambda look: look["test"] == "Scanner OK on a Greek keyboard.")
    assert desk.came() == 0


def test_that_another_window_on_top_pauses_the_scanner(desk: Desk) -> None:
    code = "from PySide6.QtWidgets import *; a = QApplication([]); w = QLabel('x'); w.show(); a.exec()"
    other = subprocess.Popen([sys.executable, "-c", code], env=desk.screen.environment)
    try:
        desk.wait(lambda look: look["paused"])
    finally:
        other.terminate()
        other.wait(timeout=20)
    desk.wait(lambda look: not look["paused"])
