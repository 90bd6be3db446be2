"""The numbers stay true whoever writes into the event file: this window, another desk, an import, the clock."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from checkin_app import bootstrap
from checkin_app.bootstrap import Services
from checkin_app.domain.checkin import Direction
from checkin_app.domain.event import Checkpoint
from checkin_app.services.clock import HandClock
from checkin_app.ui.checkin_page import CheckinPage
from checkin_app.ui.desk_numbers import REFRESH_MS, DeskNumbers
from checkin_app.ui.scan_list import ScanList

from .conftest import CONFERENCE, JOERG, MORNING, THIRD, Desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> CheckinPage:
    """The Check-in page, seen."""
    made = CheckinPage(desk.services.checkin, desk.reception, desk.background, desk.changes, desk.post)
    qtbot.addWidget(made)
    made.resize(1_000, 560)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def other(desk: Desk, event_file: Path, clock: HandClock) -> Iterator[Services]:
    """Another desk that has opened the same file."""
    assert desk
    made = bootstrap.open_services(event_file, desk="Side door", computer="another", clock=clock)
    yield made
    made.close()


def _rhythm(page: CheckinPage) -> QTimer:
    numbers = page.findChild(DeskNumbers)
    assert numbers is not None
    timer = numbers.findChild(QTimer)
    assert timer is not None
    return timer


def _texts(page: CheckinPage) -> set[str]:
    return {label.text() for label in page.findChildren(QLabel) if label.isVisible()}


def _came(page: CheckinPage) -> str:
    label = page.findChild(QLabel, "counterIn")
    assert label is not None
    return label.text()


def _counted(page: CheckinPage) -> str:
    """What the window shows once its rhythm has come round."""
    _rhythm(page).timeout.emit()
    return _came(page)


def test_that_the_window_looks_again_several_times_a_minute_while_it_is_seen(page: CheckinPage) -> None:
    assert _rhythm(page).isActive()
    assert _rhythm(page).interval() == REFRESH_MS <= 20_000
    page.hide()
    assert not _rhythm(page).isActive()
    page.show()
    assert _rhythm(page).isActive()


def test_that_entries_exits_and_undo_at_another_desk_are_counted(
    page: CheckinPage, desk: Desk, other: Services
) -> None:
    desk.reception.scan(desk.code("Țăranu"))
    verdict = other.checkin.scan(desk.code("Müller"), CONFERENCE)
    assert _counted(page) == "2"
    assert "2 of 3 seats" in _texts(page)
    left = other.checkin.scan(desk.code("Țăranu"), CONFERENCE, direction=Direction.EXIT)
    assert _counted(page) == "2"
    assert "1 of 3 seats" in _texts(page)
    other.checkin.undo(left.record)
    other.checkin.undo(verdict.record)
    assert _counted(page) == "1"
    assert "1 of 3 seats" in _texts(page)


def test_that_what_another_desk_did_is_counted_but_is_not_among_this_desks_scans(
    page: CheckinPage, desk: Desk, other: Services
) -> None:
    other.checkin.scan(desk.code("Müller"), CONFERENCE)
    assert _counted(page) == "1"
    scans = page.findChild(ScanList, "lastScans")
    assert scans is not None
    assert scans.model().rowCount() == 0


def test_that_who_was_let_in_at_another_desk_is_already_in_here(
    page: CheckinPage, desk: Desk, other: Services
) -> None:
    other.checkin.scan(desk.code("Müller"), CONFERENCE)
    desk.reception.scan(desk.code("Müller"))
    assert "Already in" in _texts(page)
    assert any("at Side door" in text for text in _texts(page))


def test_that_people_added_elsewhere_are_expected_and_found(page: CheckinPage, other: Services) -> None:
    before = next(text for text in _texts(page) if text.endswith("expected"))
    other.roster.add(JOERG)
    _rhythm(page).timeout.emit()
    after = next(text for text in _texts(page) if text.endswith("expected"))
    assert (before, after) == ("of 3 expected", "of 4 expected")


def test_that_undo_and_redo_here_move_the_numbers_at_once(page: CheckinPage, desk: Desk) -> None:
    desk.reception.scan(desk.code("Țăranu"))
    shown = [_came(page)]
    for act in (desk.reception.undo, desk.reception.redo_last):
        act()
        shown.append(_came(page))
    assert shown == ["1", "0", "1"]


def test_that_the_next_day_begins_with_its_own_numbers(
    page: CheckinPage, desk: Desk, clock: HandClock
) -> None:
    desk.reception.scan(desk.code("Țăranu"))
    clock.instant = MORNING + timedelta(hours=16)  # 01:14, which is still the evening before
    desk.post.tick()
    assert desk.post.checkpoint is not None
    assert desk.post.checkpoint.day < THIRD
    clock.instant = datetime.fromisoformat("2023-11-23T04:00:00+02:00")
    desk.post.tick()
    assert desk.post.checkpoint == Checkpoint(THIRD)
    assert _came(page) == "0"
    assert "Day 3 · Main entrance" in _texts(page)


def test_that_nobody_is_inside_once_the_session_is_over(
    page: CheckinPage, desk: Desk, clock: HandClock
) -> None:
    desk.post.choose(CONFERENCE)
    desk.reception.scan(desk.code("Țăranu"))
    assert "1 of 3 seats" in _texts(page)
    clock.instant = MORNING + timedelta(hours=6)
    assert _counted(page) == "1"
    assert "0 of 3 seats" in _texts(page)


def test_that_another_program_that_writes_into_the_file_is_seen(
    page: CheckinPage, desk: Desk, event_file: Path
) -> None:
    command = [sys.executable, "-m", "checkin_app", "scan", str(event_file), "--at", "D2-CONF"]
    done = subprocess.run(
        [*command, "--now", MORNING.isoformat(), "--desk", "Script"],
        input=f"{desk.code('Țăranu')}\n{desk.code('Müller')}\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert _counted(page) == "2"
