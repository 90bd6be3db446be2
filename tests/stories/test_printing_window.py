"""A morning at the desk with a real print server: print, stop the printer, print, remove it, print; nothing is lost."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from checkin_app import bootstrap
from checkin_app.app.program import Program
from checkin_app.services.badges import Only
from checkin_app.services.clock import HandClock
from checkin_app.settings import PrintOn, Settings
from checkin_app.ui.background import TwoThreads
from checkin_app.ui.printing.job_row import JobRow
from checkin_app.ui.printing.printer_pill import PrinterPill
from checkin_app.ui.shell import Shell
from tests.stories.print_server import MISSING, WHY_SKIPPED, PrintServer, server
from tests.ui.conftest import EVENT, MORNING, STEFAN

__all__ = ["server"]

pytestmark = [pytest.mark.machine, pytest.mark.slow, pytest.mark.skipif(bool(MISSING), reason=WHY_SKIPPED)]
PATIENCE_MS = 60_000


@pytest.fixture
def event_file(tmp_path: Path) -> Path:
    """An event with three people who have no badge yet."""
    from dataclasses import replace

    path = tmp_path / "event.checkin"
    clock = HandClock(MORNING)
    made = bootstrap.create_event(path, EVENT, desk="Main entrance", computer="tests", clock=clock)
    for given in ("Ștefan", "Ελένη", "Li"):
        made.roster.add(replace(STEFAN, given=given))
    made.close()
    return path


class Window:
    """The running program, as somebody at the desk sees it."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program = program
        self.qtbot = qtbot

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=PATIENCE_MS)

    def shell(self) -> Shell:
        found = self.program.window.findChild(Shell)
        assert found is not None
        return found

    def scan(self, given: str) -> None:
        """Scan somebody's badge, and see the verdict at once, however the printer does."""
        assert self.program._services is not None
        people = self.program._services.roster.people()
        code = next(each.code for each in people if each.participant.given == given)
        self.shell().take_scan("", code)
        self.until(lambda: self.label("verdictName").startswith(given))
        assert self.label("verdictWord") == "Checked in"

    def label(self, name: str) -> str:
        found = self.shell().findChild(QLabel, name)
        return found.text() if found is not None else ""

    def said(self, given: str) -> list[str]:
        """What the queue says about somebody's badge; of a job that was tried again there are two."""
        rows = self.shell().findChildren(JobRow)
        return [row.accessibleName() for row in rows if f"Badge for {given}" in row.accessibleName()]

    def waits_for(self, given: str, words: str) -> None:
        self.until(lambda: any(words in said for said in self.said(given)))

    def is_amber(self) -> bool:
        pill = self.shell().findChild(PrinterPill)
        return pill is not None and bool(pill.property("warning"))

    def unprinted(self) -> set[str]:
        assert self.program._services is not None
        faces = self.program._services.badges.faces(only=Only.UNPRINTED)
        return {face.name_given for face in faces}

    def send_elsewhere(self, given: str, title: str) -> None:
        """Choose another printer for what failed."""
        rows = self.shell().findChildren(JobRow)
        row = next(
            row
            for row in rows
            if f"Badge for {given}" in row.accessibleName() and "Not printed" in row.accessibleName()
        )
        other = row.findChild(QPushButton, "otherPrinter")
        assert other is not None
        self.until(lambda: any(action.text() == title for action in other.menu().actions()))
        next(action for action in other.menu().actions() if action.text() == title).trigger()


@pytest.fixture
def window(
    qapp: QApplication, event_file: Path, server: PrintServer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    """The program on a computer with a printer, that prints badges at check-in."""
    monkeypatch.setenv("CUPS_SERVER", server.server)
    server.add_printer("Desk")
    own = Settings(computer="tests", printer="Desk", print_on_checkin=PrintOn.UNPRINTED)
    background = TwoThreads()
    options = Namespace(event=event_file, now=HandClock(MORNING), desk="Main entrance", operator="")
    program = Program(qapp, own, background, options)
    program.start()
    made = Window(program, qtbot)
    made.until(lambda: program.window.findChild(Shell) is not None)
    yield made
    program.close()
    background.close()
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_that_nothing_is_lost_and_nothing_marked_that_did_not_come_out(
    window: Window, server: PrintServer
) -> None:
    assert not window.is_amber()
    window.scan("Ștefan")
    window.waits_for("Ștefan", "Printed · Desk printer")
    assert len(server.files()) == 1
    assert window.unprinted() == {"Ελένη", "Li"}
    assert not window.is_amber()

    server.stop_printer("Desk")
    window.scan("Ελένη")
    window.waits_for("Ελένη", "At the printer · Desk printer. It has stopped: somebody paused it")
    window.until(window.is_amber)
    assert window.unprinted() == {"Ελένη", "Li"}

    server.remove_printer("Desk")
    window.waits_for("Ελένη", "Not printed")
    assert "does not know it any more" in window.said("Ελένη")[0]
    window.scan("Li")
    window.waits_for("Li", "There is no such printer any more")
    assert window.is_amber()
    assert window.unprinted() == {"Ελένη", "Li"}
    assert len(server.files()) == 1

    server.add_printer("Upstairs")
    _look_again(window)
    for given in ("Ελένη", "Li"):
        window.send_elsewhere(given, "Upstairs printer")
        window.waits_for(given, "Printed · Upstairs printer")
    assert window.unprinted() == set()
    assert len(server.files()) == 3
    server.remove_printer("Upstairs")


def _look_again(window: Window) -> None:
    """Do not wait for the half minute after which the printers are looked at anyway."""
    from checkin_app.ui.printing.print_desk import PrintDesk

    desk = window.program.window.findChild(PrintDesk)
    assert desk is not None
    desk.look()
