"""Copies of the event file go where they should, and one of them becomes an event again without touching any other."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from checkin_app import bootstrap, paths
from checkin_app.services.clock import HandClock
from checkin_app.ui.about_settings import AboutSettings, licence_files
from checkin_app.ui.background import AtOnce
from checkin_app.ui.data_settings import DataSettings
from checkin_app.ui.file_dialogs import FileDialogs
from checkin_app.ui.job_bar import JobBar

from .conftest import EVENT, Answers, Desk


@pytest.fixture
def job(qtbot: QtBot) -> JobBar:
    made = JobBar(AtOnce())
    qtbot.addWidget(made)
    return made


@pytest.fixture
def section(desk: Desk, job: JobBar, dialogs: FileDialogs, qtbot: QtBot) -> DataSettings:
    """Of a computer that keeps its backups in the usual folder."""
    made = DataSettings(EVENT, desk.services.event_file, job, dialogs, "")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def restored(section: DataSettings) -> list[Path]:
    """The event files that were made of backups."""
    made: list[Path] = []
    section.restored.connect(made.append)
    return made


Press = Callable[[str], None]


@pytest.fixture
def press(section: DataSettings) -> Press:
    """Presses the button with those words."""

    def click(words: str) -> None:
        next(each for each in section.findChildren(QPushButton) if each.text() == words).click()

    return click


@pytest.fixture
def backup(desk: Desk, press: Press) -> Path:
    """A backup of the event before anybody came; somebody comes afterwards."""
    press("Back up now")
    desk.reception.scan(desk.code("Țăranu"))
    (made,) = paths.backup_folder().glob("*.checkin")
    return made


def _folder(section: DataSettings) -> str:
    label = section.findChild(QLabel, "backupFolder")
    assert label is not None
    return label.text()


# -- where backups go ----------------------------------------------------------------------------------------


def test_that_another_folder_is_told_shown_and_used_at_once(
    section: DataSettings, press: Press, answers: Answers, tmp_path: Path
) -> None:
    told: list[tuple[str, object]] = []
    section.changed.connect(lambda name, value: told.append((name, value)))
    press("Back up now")
    answers.folder = tmp_path / "stick"
    press("Choose another folder …")
    assert told == [("backup_folder", str(tmp_path / "stick"))]
    assert _folder(section) == str(tmp_path / "stick")
    press("Back up now")
    assert len(list((tmp_path / "stick").glob("*.checkin"))) == 1
    press("Back to the usual folder")
    assert told[-1] == ("backup_folder", "")
    assert _folder(section) == str(paths.backup_folder())


def test_that_choosing_no_folder_changes_nothing(section: DataSettings, press: Press) -> None:
    told: list[str] = []
    section.changed.connect(lambda name, _value: told.append(name))
    press("Choose another folder …")
    assert told == []
    usual = section.findChild(QPushButton, "usualBackupFolder")
    assert usual is not None
    assert usual.isHidden()


# -- restoring -----------------------------------------------------------------------------------------------


def test_that_a_backup_becomes_a_new_event_file_and_the_present_one_stays(
    press: Press,
    backup: Path,
    answers: Answers,
    restored: list[Path],
    desk: Desk,
) -> None:
    before = backup.read_bytes()
    answers.to_open, answers.to_save = backup, backup.with_name("again.checkin")
    press("Restore a backup …")
    assert restored == [backup.with_name("again.checkin")]
    assert backup.read_bytes() == before
    assert len(desk.services.checkin.last_scans()) == 1
    again = bootstrap.open_services(restored[0], desk="A", computer="tests")
    assert len(again.roster.people()) == len(desk.services.roster.people())
    assert again.checkin.last_scans() == []
    again.close()


def test_that_the_present_file_is_never_replaced(
    press: Press,
    backup: Path,
    answers: Answers,
    restored: list[Path],
    job: JobBar,
    desk: Desk,
) -> None:
    answers.to_open, answers.to_save = backup, desk.services.event_file.path
    press("Restore a backup …")
    assert restored == []
    assert "There is a file of this name already. Choose another name." in job.text()
    assert len(desk.services.checkin.last_scans()) == 1


@pytest.mark.parametrize("harm", [b"no event at all", b""])
def test_that_what_is_no_backup_is_refused_and_leaves_nothing(
    harm: bytes, press: Press, answers: Answers, restored: list[Path], tmp_path: Path, job: JobBar
) -> None:
    foreign = tmp_path / "holiday.checkin"
    foreign.write_bytes(harm)
    answers.to_open, answers.to_save = foreign, tmp_path / "again.checkin"
    press("Restore a backup …")
    assert restored == []
    assert "This is not an event file." in job.text()
    assert not (tmp_path / "again.checkin").exists()


def test_that_choosing_no_backup_or_no_place_for_it_does_nothing(
    press: Press, backup: Path, answers: Answers, restored: list[Path], job: JobBar
) -> None:
    said = job.text()
    press("Restore a backup …")
    answers.to_open = backup
    press("Restore a backup …")
    assert (restored, job.text()) == ([], said)


def test_that_practice_is_not_backed_up(section: DataSettings, clock: HandClock) -> None:
    section.show_practice()
    clock.instant += timedelta(minutes=5)
    button = next(each for each in section.findChildren(QPushButton) if each.text() == "Back up now")
    button.click()
    assert not paths.backup_folder().exists()
    assert button.toolTip() == "Practice is not backed up."


# -- about ---------------------------------------------------------------------------------------------------


def test_that_the_licences_of_fonts_and_icons_are_shown_when_wanted(qtbot: QtBot) -> None:
    section = AboutSettings()
    qtbot.addWidget(section)
    section.show()
    button, texts = section.findChild(QPushButton, "showLicences"), section.findChild(QPlainTextEdit)
    assert button is not None
    assert texts is not None
    assert (texts.isVisible(), texts.toPlainText()) == (False, "")
    button.click()
    shown = texts.toPlainText()
    assert texts.isVisible()
    assert shown.count("SIL OPEN FONT LICENSE") >= len(licence_files()) - 1
    assert "ISC License" in shown
    button.click()
    assert not texts.isVisible()


def test_that_it_says_where_the_files_of_this_computer_are(qtbot: QtBot) -> None:
    section = AboutSettings()
    qtbot.addWidget(section)
    texts = [label.text() for label in section.findChildren(QLabel)]
    assert {str(paths.settings_file()), str(paths.log_folder())} <= set(texts)
