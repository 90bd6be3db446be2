"""What belongs to this computer is changed at once; the event file is backed up and checked."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from checkin_app import __version__
from checkin_app.settings import Look, Settings
from checkin_app.ui.devices import Devices
from checkin_app.ui.file_dialogs import FileDialogs
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.segments import Segments
from checkin_app.ui.settings_page import SettingsPage

from .conftest import EVENT, Desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, tmp_path: Path, devices: Devices, dialogs: FileDialogs) -> SettingsPage:
    """The page of a computer that has the usual settings."""
    own = Settings(computer="tests", desk="Main entrance")
    own = replace(own, backup_folder=str(tmp_path / "backups"))
    made = SettingsPage(own, EVENT, desk.services.event_file, desk.background, devices, dialogs)
    qtbot.addWidget(made)
    made.resize(1_000, 700)
    made.show()
    return made


@pytest.fixture
def changes(page: SettingsPage) -> list[Settings]:
    """What the page has told."""
    seen: list[Settings] = []
    page.settings_changed.connect(seen.append)
    return seen


def _segments(page: SettingsPage, name: str) -> Segments:
    return next(s for s in page.findChildren(Segments) if s.accessibleName() == name)


def _press(page: SettingsPage, text: str) -> str:
    next(b for b in page.findChildren(QPushButton) if b.text() == text).click()
    job = page.findChild(JobBar)
    assert job is not None
    return job.text()


def test_that_the_desk_gets_another_name(page: SettingsPage, changes: list[Settings]) -> None:
    field = page.findChild(QLineEdit, "settingsDesk")
    assert field is not None
    field.setText("  Side door ")
    field.editingFinished.emit()
    assert [each.desk for each in changes] == ["Side door"]


def test_that_a_desk_is_never_without_a_name(page: SettingsPage, changes: list[Settings]) -> None:
    field = page.findChild(QLineEdit, "settingsDesk")
    assert field is not None
    field.setText("   ")
    field.editingFinished.emit()
    assert changes == []


def test_that_the_rooms_are_those_of_the_programme(page: SettingsPage, changes: list[Settings]) -> None:
    box = next(b for b in page.findChildren(QComboBox) if b.accessibleName() == "Room")
    assert [box.itemData(row) for row in range(box.count())] == ["", "Ceahlău", "Great Hall"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert changes[-1].room == "Ceahlău"


def test_that_colours_and_text_size_are_told_at_once(page: SettingsPage, changes: list[Settings]) -> None:
    _segments(page, "Colours").button(Look.DARK).click()
    _segments(page, "Text size").button(130).click()
    assert [(each.look, each.text_percent) for each in changes] == [(Look.DARK, 100), (Look.DARK, 130)]


def test_that_choosing_what_is_chosen_changes_nothing(page: SettingsPage, changes: list[Settings]) -> None:
    _segments(page, "Colours").button(Look.SYSTEM).click()
    _segments(page, "Text size").button(100).click()
    assert changes == []


def test_that_the_time_between_backups_is_told(page: SettingsPage, changes: list[Settings]) -> None:
    spin = page.findChild(QSpinBox, "backupMinutes")
    assert spin is not None
    spin.setValue(25)
    spin.editingFinished.emit()
    assert changes[-1].backup_minutes == 25


def test_that_a_backup_is_made_and_then_not_made_again_for_nothing(
    page: SettingsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.backed_up):
        said = _press(page, "Back up now")
    assert said.startswith("Backed up and checked at 09:14:07")
    assert len(list((tmp_path / "backups").glob("*.checkin"))) == 1
    assert _press(page, "Back up now") == "Nothing has changed since the last backup."


def test_that_the_event_file_is_checked_and_said_to_be_sound(page: SettingsPage) -> None:
    assert _press(page, "Check the event file").startswith("All is well: 8 records")


def test_that_a_folder_that_cannot_be_written_is_told(page: SettingsPage, tmp_path: Path) -> None:
    (tmp_path / "backups").write_text("a file where the folder should be")
    said = _press(page, "Back up now")
    assert "No backup was made" in said


def test_that_the_page_says_where_the_event_is_and_which_version_this_is(
    page: SettingsPage, event_file: Path
) -> None:
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert str(event_file) in texts
    assert any(text.startswith(f"Check-in desk {__version__}") for text in texts)


def test_that_settings_from_a_file_are_shown(desk: Desk, qtbot: QtBot, devices: Devices) -> None:
    own = Settings(
        computer="t", desk="B", room="Great Hall", look=Look.DARK, text_percent=123, backup_minutes=30
    )
    made = SettingsPage(own, EVENT, desk.services.event_file, desk.background, devices)
    qtbot.addWidget(made)
    assert _segments(made, "Colours").button(Look.DARK).isChecked()
    assert _segments(made, "Text size").button(120).isChecked()
    box = next(b for b in made.findChildren(QComboBox) if b.accessibleName() == "Room")
    assert box.currentData() == "Great Hall"


def test_that_a_scanned_code_in_the_name_field_presses_nothing(
    page: SettingsPage, changes: list[Settings]
) -> None:
    field = page.findChild(QLineEdit, "settingsDesk")
    assert field is not None
    QTest.keyClicks(field, "BCDFGHJKLNPRSTVXBCDF")
    job = page.findChild(JobBar)
    assert job is not None
    assert not job.isVisible()
    assert changes == []
