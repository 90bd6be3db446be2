"""Correcting by hand who was there: never without a reason, never in silence, and always with a way back."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from checkin_app.services.clock import HandClock
from checkin_app.ui.attendance import correction_wording
from checkin_app.ui.attendance.correction_bar import CorrectionBar
from checkin_app.ui.attendance.page import Part
from checkin_app.ui.attendance.question import Fix
from checkin_app.ui.people.undo_bar import UndoBar
from tests.ui.conftest import SECOND

from .conftest import Attendance


@pytest.fixture
def bar(attendance: Attendance) -> CorrectionBar:
    """The bar, hidden; the second day is open."""
    attendance.page.show_day(SECOND)
    return attendance.find(CorrectionBar)


def _open(attendance: Attendance, family: str, column: int = 1) -> None:
    attendance.table.setFocus()
    attendance.table.setCurrentIndex(attendance.cell(family, column))
    attendance.qtbot.keyClick(attendance.table, Qt.Key.Key_Return)


def _type(attendance: Attendance, name: str, text: str) -> QLineEdit:
    field = attendance.find(QLineEdit, name)
    field.setText(text)
    return field


def test_that_nothing_is_asked_at_first(bar: CorrectionBar) -> None:
    assert bar.text() == ""


def test_that_somebody_absent_is_recorded_with_a_reason_and_a_time(
    bar: CorrectionBar, attendance: Attendance
) -> None:
    _open(attendance, "Popescu")
    assert "Ana Popescu" in bar.text()
    assert "Absent" in bar.text()
    assert attendance.find(QLineEdit, "correctionReason").hasFocus()
    _type(attendance, "correctionReason", "Signed the paper list")
    _type(attendance, "correctionTime", "9:40")
    attendance.click("correctionGo")
    assert bar.text() == ""
    assert attendance.matrix()["Popescu, Ana"][1] == "✓ 09:40"
    assert attendance.find(UndoBar).text() == "Recorded by hand: Ana Popescu was at Day 2 · Conference"
    assert attendance.table.hasFocus()


def test_that_a_correction_is_undone_and_done_again(bar: CorrectionBar, attendance: Attendance) -> None:
    _open(attendance, "Țăranu")
    _type(attendance, "correctionReason", "Somebody else had the badge")
    attendance.click("correctionGo")
    assert attendance.matrix()["Țăranu, Ștefan"][:2] == ["○", "○"]
    attendance.page.undo()
    assert attendance.matrix()["Țăranu, Ștefan"][1] == "✓ 09:14"
    attendance.page.redo_last()
    assert attendance.matrix()["Țăranu, Ștefan"][1] == "○"
    assert bar.text() == ""


@pytest.mark.parametrize("reason", ["", "   "])
def test_that_nothing_is_recorded_without_a_reason(
    reason: str, bar: CorrectionBar, attendance: Attendance
) -> None:
    _open(attendance, "Popescu")
    _type(attendance, "correctionReason", reason)
    attendance.click("correctionGo")
    assert bar.text() == correction_wording.SAY_WHY
    assert attendance.matrix()["Popescu, Ana"][1] == "○"


@pytest.mark.parametrize("time", ["25:00", "noon", "9", "9:77", "-1:30"])
def test_that_what_is_no_time_is_told(time: str, bar: CorrectionBar, attendance: Attendance) -> None:
    _open(attendance, "Popescu")
    _type(attendance, "correctionReason", "Signed")
    _type(attendance, "correctionTime", time)
    attendance.click("correctionGo")
    assert bar.text() == correction_wording.SAY_WHEN
    assert attendance.matrix()["Popescu, Ana"][1] == "○"


def test_that_a_time_yet_to_come_is_refused_in_words_and_the_reason_stays(
    bar: CorrectionBar, attendance: Attendance
) -> None:
    _open(attendance, "Popescu")
    field = _type(attendance, "correctionReason", "Signed")
    _type(attendance, "correctionTime", "12:45")
    attendance.click("correctionGo")
    assert "yet to come" in bar.text()
    assert field.text() == "Signed"


def test_that_enter_only_leads_on_and_escape_leaves_everything(
    bar: CorrectionBar, attendance: Attendance
) -> None:
    _open(attendance, "Popescu")
    field = _type(attendance, "correctionReason", "Signed")
    attendance.qtbot.keyClick(field, Qt.Key.Key_Return)
    time = attendance.find(QLineEdit, "correctionTime")
    assert time.hasFocus()
    attendance.qtbot.keyClick(time, Qt.Key.Key_Return)
    go = attendance.find(QPushButton, "correctionGo")
    assert go.hasFocus()
    assert attendance.matrix()["Popescu, Ana"][1] == "○"
    attendance.qtbot.keyClick(go, Qt.Key.Key_Escape)
    assert bar.text() == ""
    assert attendance.matrix()["Popescu, Ana"][1] == "○"


def test_that_leaving_it_changes_nothing(bar: CorrectionBar, attendance: Attendance) -> None:
    _open(attendance, "Țăranu")
    _type(attendance, "correctionReason", "A mistake")
    attendance.click("correctionKeep")
    assert bar.text() == ""
    assert attendance.matrix()["Țăranu, Ștefan"][1] == "✓ 09:14"


def test_that_a_question_goes_with_the_part_of_the_page_that_it_is_about(
    bar: CorrectionBar, attendance: Attendance
) -> None:
    _open(attendance, "Popescu")
    attendance.page.show_part(Part.ARRIVALS)
    assert bar.text() == ""


def test_that_a_whole_day_is_said_to_be_taken_back(bar: CorrectionBar, attendance: Attendance) -> None:
    _open(attendance, "Țăranu", 0)
    assert "Every entry of that day" in bar.text()


def test_that_every_correction_has_its_words() -> None:
    assert set(correction_wording.CORRECT) == set(Fix)


def test_that_nothing_to_undo_is_said(attendance: Attendance, qtbot: QtBot, clock: HandClock) -> None:
    clock.instant += timedelta(minutes=1)
    attendance.page.undo()
    qtbot.waitUntil(lambda: "Nothing was changed on this page" in attendance.find(UndoBar).text())
