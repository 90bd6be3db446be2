"""The test box tells how the scanner and the keyboard get on, and the gap and the card are at hand."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSlider, QSpinBox
from pytestqt.qtbot import QtBot

from checkin_app.domain.code import ALPHABET, LETTER_MAPS
from checkin_app.domain.scanner_test import TEST_TEXT
from checkin_app.settings import Settings
from checkin_app.ui.devices import Devices
from checkin_app.ui.file_dialogs import FileDialogs
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.scanner_settings import GAPS, ScannerSettings
from checkin_app.ui.settings_page import SettingsPage
from tests.services.badge_samples import rendered, sighted

from .conftest import EVENT, Answers, Desk


@pytest.fixture
def panel(qtbot: QtBot) -> ScannerSettings:
    made = ScannerSettings(35)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def _result(panel: ScannerSettings) -> str:
    label = panel.findChild(QLabel, "scannerResult")
    assert label is not None
    return label.text()


def _box(panel: ScannerSettings) -> QLineEdit:
    box = panel.findChild(QLineEdit, "scannerTest")
    assert box is not None
    return box


def _gap(panel: ScannerSettings) -> QSpinBox:
    box = panel.findChild(QSpinBox)
    assert box is not None
    return box


def test_that_a_scan_that_reads_well_is_told(panel: ScannerSettings) -> None:
    panel.show_scan(TEST_TEXT, TEST_TEXT.lower())
    assert _result(panel) == "Scanner OK on this keyboard."


@pytest.mark.parametrize(("layout", "name"), [("gr", "Greek"), ("bg", "Bulgarian"), ("ua", "Ukrainian")])
def test_that_a_keyboard_is_named_by_its_letters(panel: ScannerSettings, layout: str, name: str) -> None:
    typed = "".join(LETTER_MAPS[layout][ALPHABET.index(letter)] for letter in TEST_TEXT)
    panel.show_scan("", typed)
    assert _result(panel) == f"Scanner OK on a {name} keyboard."


@pytest.mark.parametrize("layout", LETTER_MAPS)
def test_that_every_layout_has_a_name(panel: ScannerSettings, layout: str) -> None:
    typed = "".join(LETTER_MAPS[layout][ALPHABET.index(letter)] for letter in TEST_TEXT)
    panel.show_scan(TEST_TEXT, typed)
    assert "OK" in _result(panel)
    assert "this keyboard" not in _result(panel)


def test_that_what_is_no_code_is_shown_as_it_came(panel: ScannerSettings) -> None:
    panel.show_scan("", "https://example.org/" + "x" * 100)
    assert "«https://example.org/" in _result(panel)
    assert len(_result(panel)) < 200
    assert _box(panel).text() == ""


def test_that_a_scan_that_arrives_in_pieces_asks_for_a_longer_gap(
    panel: ScannerSettings, qtbot: QtBot
) -> None:
    _box(panel).setFocus()
    QTest.keyClicks(_box(panel), TEST_TEXT)
    qtbot.waitUntil(lambda: "more than 35 ms apart" in _result(panel), timeout=3_000)
    assert _box(panel).text() == ""


def test_that_a_few_letters_are_left_alone(panel: ScannerSettings, qtbot: QtBot) -> None:
    QTest.keyClicks(_box(panel), "hello")
    qtbot.wait(900)
    assert _box(panel).text() == "hello"


def test_that_the_caret_in_the_box_makes_it_a_test(panel: ScannerSettings, qtbot: QtBot) -> None:
    _gap(panel).setFocus()
    assert not panel.is_testing
    _box(panel).setFocus()
    qtbot.waitUntil(lambda: panel.is_testing, timeout=3_000)


def test_that_slider_and_box_show_one_gap_and_keep_to_its_limits(panel: ScannerSettings) -> None:
    slider = panel.findChild(QSlider)
    assert slider is not None
    slider.setValue(80)
    assert _gap(panel).value() == panel.gap_ms == 80
    _gap(panel).setValue(500)
    assert slider.value() == panel.gap_ms == GAPS[1]
    _gap(panel).setValue(0)
    assert panel.gap_ms == GAPS[0]


def test_that_every_control_has_a_name(panel: ScannerSettings) -> None:
    for control in (_box(panel), _gap(panel), panel.findChild(QSlider)):
        assert control is not None
        assert control.accessibleName()


@pytest.fixture
def page(
    desk: Desk, qtbot: QtBot, tmp_path: Path, devices: Devices, answers: Answers, dialogs: FileDialogs
) -> SettingsPage:
    answers.to_save = tmp_path / "card.pdf"
    own = Settings(computer="tests")
    made = SettingsPage(own, EVENT, desk.services.event_file, desk.background, devices, dialogs)
    qtbot.addWidget(made)
    return made


def test_that_another_gap_is_a_change_of_the_settings(page: SettingsPage) -> None:
    told: list[Settings] = []
    page.settings_changed.connect(told.append)
    _gap(page.scanner).setValue(60)
    _gap(page.scanner).editingFinished.emit()
    assert [settings.scanner_gap_ms for settings in told] == [60]


def test_that_the_slider_moved_by_a_key_is_a_change_too(page: SettingsPage, qtbot: QtBot) -> None:
    slider = page.scanner.findChild(QSlider)
    assert slider is not None
    with qtbot.waitSignal(page.settings_changed) as told:
        slider.triggerAction(QSlider.SliderAction.SliderPageStepAdd)
    assert told.args is not None
    assert told.args[0].scanner_gap_ms == 45


def test_that_the_card_is_saved_and_reads_as_the_test(page: SettingsPage, tmp_path: Path) -> None:
    buttons = page.findChildren(QPushButton)
    next(button for button in buttons if "test card" in button.text()).click()
    job = page.findChild(JobBar)
    assert job is not None
    assert "card.pdf" in job.text()
    assert [seen.code for seen in sighted(rendered(tmp_path / "card.pdf"))] == [TEST_TEXT]


def test_that_the_only_language_is_named(page: SettingsPage) -> None:
    assert any("English" in label.text() for label in page.findChildren(QLabel))
