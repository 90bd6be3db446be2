"""In the whole program a scan reaches the desk from every page, and changes nothing else."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from checkin_app import bootstrap
from checkin_app.app import Program
from checkin_app.bootstrap import Services
from checkin_app.domain.scanner_test import TEST_TEXT
from checkin_app.services.clock import HandClock
from checkin_app.settings import Settings
from checkin_app.ui.background import AtOnce
from checkin_app.ui.help_overlay import HelpOverlay
from checkin_app.ui.rail import Page
from checkin_app.ui.scan_box import ScanBox
from checkin_app.ui.shell import Shell
from checkin_app.ui.toast import Toast

from .conftest import CONFERENCE, EVENT, PEOPLE

GAP_MS = 120
"""The widest, for a busy machine."""


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, clock: HandClock, qtbot: QtBot) -> Iterator[Program]:
    path = tmp_path / "event.checkin"
    made = bootstrap.create_event(path, EVENT, desk="Office", computer="tests", clock=clock)
    for person in PEOPLE:
        made.roster.add(person)
    made.close()
    options = Namespace(event=path, now=clock, desk="", operator="")
    program = Program(qapp, Settings(computer="tests", scanner_gap_ms=GAP_MS), AtOnce(), options)
    program.start()
    program.window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is program.window.windowHandle())
    yield program
    program.close()
    program.window.close()
    program.window.deleteLater()
    program.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _services(program: Program) -> Services:
    assert program._services is not None
    return program._services


def _code(program: Program, family: str) -> str:
    people = _services(program).roster.people()
    return next(person.code for person in people if person.participant.family == family)


def _came(program: Program) -> int:
    return _services(program).checkin.counter(CONFERENCE).people


def _scan(program: Program, text: str) -> None:
    """Keys as the system sends them: to the window and not to a widget."""
    handle = program.window.windowHandle()
    assert handle is not None
    for letter in text:
        QTest.keyClick(handle, Qt.Key(ord(letter)), Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(handle, Qt.Key.Key_Return)


def _shell(program: Program) -> Shell:
    shell = program.window.findChild(Shell)
    assert shell is not None
    return shell


def _field(program: Program, name: str) -> QLineEdit:
    field = program.window.findChild(QLineEdit, name)
    assert field is not None
    return field


@pytest.mark.parametrize("page", Page)
def test_that_a_scan_is_recorded_on_every_page(program: Program, page: Page) -> None:
    _shell(program).show_page(page)
    _scan(program, _code(program, "Țăranu"))
    assert _came(program) == 1
    toast = program.window.findChild(Toast)
    assert toast is not None
    assert toast.isVisible() is (page is not Page.CHECKIN)


def test_that_a_field_with_the_caret_is_left_as_it_was(program: Program) -> None:
    _shell(program).show_page(Page.PEOPLE)
    field = _field(program, "peopleSearch")
    field.setText("pop")
    field.setFocus()
    _scan(program, _code(program, "Țăranu"))
    assert (field.text(), _came(program)) == ("pop", 1)
    assert program.window.focusWidget() is field


def test_that_an_open_list_chooses_nothing(program: Program) -> None:
    box = program.window.findChild(QComboBox, "checkpointBox")
    assert box is not None
    box.showPopup()
    row = box.currentIndex()
    handle = box.view().window().windowHandle()
    assert handle is not None
    for letter in _code(program, "Țăranu"):
        QTest.keyClick(handle, Qt.Key(ord(letter)), Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    assert (box.currentIndex(), _came(program)) == (row, 1)
    box.hidePopup()


def test_that_a_button_with_the_caret_is_not_pressed(program: Program) -> None:
    _shell(program).show_page(Page.SETTINGS)
    pressed: list[bool] = []
    button = next(b for b in program.window.findChildren(QPushButton) if "Check the event file" in b.text())
    button.clicked.connect(pressed.append)
    button.setFocus()
    _scan(program, _code(program, "Țăranu"))
    assert (pressed, _came(program)) == ([], 1)


def test_that_the_help_gives_way_to_the_verdict(program: Program) -> None:
    overlay = program.window.findChild(HelpOverlay)
    assert overlay is not None
    overlay.turn()
    _scan(program, _code(program, "Țăranu"))
    assert not overlay.isVisible()
    assert _came(program) == 1


def test_that_a_name_half_typed_gives_way_to_the_verdict(program: Program) -> None:
    box = program.window.findChild(ScanBox)
    assert box is not None
    box.setText("pop")
    box.paused.emit("pop")
    _scan(program, _code(program, "Țăranu"))
    name = program.window.findChild(QLabel, "verdictName")
    assert name is not None
    assert (box.text(), name.text()) == ("", "Ștefan Țăranu")
    assert name.isVisible()


def test_that_two_scans_are_two_verdicts(program: Program) -> None:
    for family in ("Țăranu", "Popescu"):
        _scan(program, _code(program, family))
    assert _came(program) == 2


def test_that_a_person_types_as_before(program: Program, qtbot: QtBot) -> None:
    handle = program.window.windowHandle()
    assert handle is not None
    box = program.window.findChild(ScanBox)
    assert box is not None
    for letter in "POPESCU":
        QTest.keyClick(handle, Qt.Key(ord(letter)))
        qtbot.wait(GAP_MS + 30)
    qtbot.waitUntil(lambda: box.text() == "popescu", timeout=3_000)


@pytest.mark.parametrize("text", [TEST_TEXT, "badge"])
def test_that_a_scan_in_the_test_box_is_recorded_nowhere(program: Program, text: str, qtbot: QtBot) -> None:
    _shell(program).show_page(Page.SETTINGS)
    field = _field(program, "scannerTest")
    field.setFocus()
    qtbot.waitUntil(field.hasFocus, timeout=3_000)
    before = len(_services(program).checkin.last_scans())
    _scan(program, text if text == TEST_TEXT else _code(program, "Țăranu"))
    result = program.window.findChild(QLabel, "scannerResult")
    assert result is not None
    assert result.text() == "Scanner OK on this keyboard."
    assert len(_services(program).checkin.last_scans()) == before
    assert _came(program) == 0


def test_that_the_test_card_at_the_desk_is_no_stranger(program: Program) -> None:
    _scan(program, TEST_TEXT)
    assert "test card" in program.window.band.text()
    assert _services(program).checkin.last_scans() == []


def test_that_scans_go_nowhere_once_the_event_is_closed(program: Program) -> None:
    code = _code(program, "Țăranu")
    program.close()
    _scan(program, code)
    assert program._services is None


def test_that_another_gap_holds_at_once_and_is_kept(program: Program) -> None:
    program._take_settings(Settings(computer="tests", scanner_gap_ms=77))
    assert program._scanner._filter.gap_ms == 77


def test_that_every_control_with_a_picture_alone_has_a_name(program: Program) -> None:
    shell = program.window.findChild(Shell)
    assert shell is not None
    for page in Page:
        shell.show_page(page)
        nameless = [
            (type(widget).__name__, widget.objectName())
            for widget in program.window.findChildren(QWidget)
            if isinstance(widget, QAbstractButton | QLineEdit | QComboBox)
            and widget.isVisibleTo(program.window)
            and not widget.accessibleName()
            and not (isinstance(widget, QAbstractButton) and widget.text().strip())
            and not widget.objectName().startswith("qt_")
        ]
        assert nameless == [], page
