"""Practice looks different, behaves the same, and leaves nothing behind."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from checkin_app import bootstrap, paths, settings
from checkin_app.app import Program
from checkin_app.bootstrap import Services
from checkin_app.domain.errors import EventFileRefused
from checkin_app.services.clock import HandClock
from checkin_app.settings import Settings
from checkin_app.store import database
from checkin_app.ui import theme
from checkin_app.ui.background import AtOnce, TwoThreads
from checkin_app.ui.scan_box import ScanBox
from checkin_app.ui.verdict_card import VerdictCard

from .conftest import EVENT, PEOPLE


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made, empty."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def event_file(tmp_path: Path, clock: HandClock) -> Path:
    """An event file with people, closed."""
    path = tmp_path / "event.checkin"
    made = bootstrap.create_event(path, EVENT, desk="Office", computer="tests", clock=clock)
    for person in PEOPLE:
        made.roster.add(person)
    made.close()
    return path


@pytest.fixture
def program(qapp: QApplication, clock: HandClock, event_file: Path, temporary: Path) -> Iterator[Program]:
    """The program with the event open."""
    assert temporary.exists()
    options = Namespace(event=event_file, now=clock, desk="", operator="")
    made = Program(qapp, Settings(computer="tests"), AtOnce(), options)
    made.start()
    yield made
    made.close()
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _records(path: Path) -> list[tuple[object, ...]]:
    connection = database.connect(path, read_only=True)
    rows = connection.execute("SELECT * FROM log ORDER BY 1, 2").fetchall()
    connection.close()
    return rows


def _services(program: Program) -> Services:
    assert program._services is not None
    return program._services


def _switch(program: Program) -> None:
    """Press the button of the settings page; the page before it may wait to be deleted."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    button = program.window.findChild(QPushButton, "practise")
    assert button is not None
    button.click()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _scan(program: Program, family: str) -> str:
    code = next(p.code for p in _services(program).roster.people() if p.participant.family == family)
    box = program.window.findChild(ScanBox)
    word = program.window.findChild(QLabel, "verdictWord")
    assert box is not None
    assert word is not None
    QTest.keyClicks(box, code)
    QTest.keyClick(box, Qt.Key.Key_Return)
    return word.text()


def _frame_colour(program: Program) -> str:
    card = program.window.findChild(VerdictCard)
    assert card is not None
    return card.grab().toImage().pixelColor(card.width() // 2, 4).name()


def test_that_practice_behaves_as_the_desk_does_and_stores_nothing(
    program: Program, event_file: Path, clock: HandClock
) -> None:
    before = _records(event_file)
    _switch(program)
    assert program.window.practice.isVisible()
    assert _scan(program, "Țăranu") == "Checked in"
    clock.instant += timedelta(minutes=1)
    assert _scan(program, "Țăranu") == "Already in"
    assert len(_services(program).checkin.last_scans()) == 2
    assert _records(event_file) == before
    assert len(before) > len(PEOPLE)


def test_that_leaving_practice_opens_the_event_as_it_was(
    program: Program, event_file: Path, temporary: Path
) -> None:
    assert _scan(program, "Müller") == "Checked in"
    _switch(program)
    _scan(program, "Țăranu")
    before = _records(event_file)
    _switch(program)
    assert not program.window.practice.isVisible()
    assert _services(program).event_file.path == event_file
    assert _records(event_file) == before
    families = [
        line.participant.family for line in _services(program).checkin.last_scans() if line.participant
    ]
    assert families == ["Müller"]
    assert list(temporary.iterdir()) == []


def test_that_the_band_leads_back_too(program: Program, event_file: Path) -> None:
    _switch(program)
    leave = program.window.practice.findChild(QPushButton, "leavePractice")
    assert leave is not None
    leave.click()
    assert not program.window.practice.isVisible()
    assert _services(program).event_file.path == event_file


def test_that_the_card_wears_an_orange_frame_in_practice_only(program: Program) -> None:
    assert _frame_colour(program) != theme.LIGHT.practice.lower()
    _switch(program)
    assert _frame_colour(program) == theme.LIGHT.practice.lower()
    _switch(program)
    assert _frame_colour(program) != theme.LIGHT.practice.lower()


def test_that_practice_is_neither_backed_up_nor_opened_the_next_time(
    program: Program, event_file: Path
) -> None:
    backups = sorted(paths.backup_folder().iterdir())
    _switch(program)
    _scan(program, "Țăranu")
    program._back_up()
    assert sorted(paths.backup_folder().iterdir()) == backups
    assert settings.load(paths.settings_file()).settings.last_event == str(event_file.resolve())
    button = next(b for b in program.window.findChildren(QPushButton) if b.text() == "Back up now")
    assert not button.isEnabled()


def test_that_closing_the_window_ends_practice_and_removes_the_copy(
    program: Program, event_file: Path, temporary: Path
) -> None:
    before = _records(event_file)
    _switch(program)
    assert len(list(temporary.iterdir())) == 1
    program.close()
    assert list(temporary.iterdir()) == []
    assert _records(event_file) == before


def test_that_another_name_for_the_desk_does_not_end_practice(program: Program, event_file: Path) -> None:
    before = _records(event_file)
    _switch(program)
    field = program.window.findChild(QLineEdit, "settingsDesk")
    assert field is not None
    field.setText("Balcony")
    field.editingFinished.emit()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert program.window.practice.isVisible()
    assert _scan(program, "Țăranu") == "Checked in"
    assert _services(program).checkin.last_scans()[0].desk == "Balcony"
    assert _records(event_file) == before


def test_that_an_event_that_cannot_be_copied_stays_open(
    program: Program, event_file: Path, temporary: Path
) -> None:
    temporary.chmod(0o700)
    event_file.with_name("moved away").unlink(missing_ok=True)
    away = event_file.rename(event_file.with_name("moved away"))
    _switch(program)
    away.rename(event_file)
    assert "No backup was made" in program.window.band.text()
    assert not program.window.practice.isVisible()
    assert list(temporary.iterdir()) == []
    assert _scan(program, "Țăranu") == "Checked in"


def test_that_a_copy_is_never_made_over_another_file(event_file: Path, temporary: Path) -> None:
    (temporary / f"practice {event_file.name}").write_text("mine")
    with pytest.raises(EventFileRefused):
        bootstrap.open_practice(event_file, temporary, desk="d", computer="tests")
    assert [path.read_text() for path in temporary.iterdir()] == ["mine"]


def test_that_it_all_works_with_the_two_threads(
    qapp: QApplication, qtbot: QtBot, clock: HandClock, event_file: Path, temporary: Path
) -> None:
    before = _records(event_file)
    background = TwoThreads()
    program = Program(
        qapp,
        Settings(computer="tests"),
        background,
        Namespace(event=event_file, now=clock, desk="", operator=""),
    )
    qtbot.addWidget(program.window)
    program.start()
    qtbot.waitUntil(lambda: program._services is not None)
    _switch(program)
    qtbot.waitUntil(program.window.practice.isVisible)
    _scan(program, "Țăranu")
    qtbot.waitUntil(lambda: len(_services(program).checkin.last_scans()) == 1)
    program.close()
    background.close()
    assert list(temporary.iterdir()) == []
    assert _records(event_file) == before
    program.deleteLater()
