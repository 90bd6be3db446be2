"""The scenes of the Attendance page."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from checkin_app.ui.attendance.arranged_matrix import Came
from checkin_app.ui.attendance.arrivals_view import ArrivalsView
from checkin_app.ui.attendance.figures_table import FiguresTable
from checkin_app.ui.attendance.matrix_filters import ChoiceBox, MatrixFilters
from checkin_app.ui.attendance.matrix_view import MatrixTable
from checkin_app.ui.attendance.page import AttendancePage, Part
from checkin_app.ui.people.people_filters import PeopleSearch
from checkin_app.ui.rail import Page
from checkin_app.ui.segments import Segments
from checkin_app.ui.shell import Shell
from tests.screen_stage import Scene, Stage


def _part(stage: Stage, part: Part) -> AttendancePage:
    stage.find(Shell).show_page(Page.ATTENDANCE)
    page = stage.find(AttendancePage)
    page.show_part(part)
    return page


def _shown(part: Part) -> Scene:
    def scene(stage: Stage) -> None:
        _part(stage, part)

    return scene


def _day(stage: Stage) -> None:
    _part(stage, Part.MATRIX).show_day(stage.event.days[1].date)


def _sifted(stage: Stage) -> None:
    _part(stage, Part.MATRIX)
    stage.find(QPushButton, "showSessions").click()
    box = stage.find(MatrixFilters).came
    box.show_value(Came.SOME)
    box.activated.emit(box.currentIndex())


def _nobody(stage: Stage) -> None:
    page = _part(stage, Part.MATRIX)
    field = page.findChild(PeopleSearch)
    assert field is not None
    field.setText("popesku")
    field.paused.emit()


def _at(number: int, parts: str = "") -> Scene:
    def scene(stage: Stage) -> None:
        _part(stage, Part.ARRIVALS)
        box = stage.find(ChoiceBox, "arrivalsAt")
        box.setCurrentIndex(number)
        box.activated.emit(number)
        row = next(
            s for s in stage.find(ArrivalsView).findChildren(Segments) if "Parts" in s.accessibleName()
        )
        for button in row.findChildren(QPushButton):
            if button.text() == parts:
                button.click()

    return scene


def _correcting(row: int, column: int, reason: str = "") -> Scene:
    def scene(stage: Stage) -> None:
        if reason:
            stage.program.practise(True)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        _part(stage, Part.MATRIX)
        stage.find(MatrixTable).opened.emit(stage.find(MatrixTable).model().index(row, column))
        stage.find(QLineEdit, "correctionReason").setText(reason)
        if reason:
            stage.find(QPushButton, "correctionGo").click()

    return scene


def _end_of_day(day: int, row: int) -> Scene:
    def scene(stage: Stage) -> None:
        _part(stage, Part.END_OF_DAY)
        box = stage.find(ChoiceBox, "endOfDay")
        box.setCurrentIndex(day)
        box.activated.emit(day)
        stage.find(FiguresTable, "findings").selectRow(row)

    return scene


def _certificates(stage: Stage) -> None:
    _part(stage, Part.PAPERS)
    stage.find(QPushButton, "certificates.preview").click()


SCENES: Mapping[str, Scene] = {
    "attendance": _shown(Part.MATRIX),
    "attendance-day": _day,
    "attendance-sifted": _sifted,
    "attendance-nobody": _nobody,
    "attendance-correcting": _correcting(0, 0),
    "attendance-corrected": _correcting(0, 0, "Signed the paper list"),
    "attendance-no-shows": _shown(Part.NO_SHOWS),
    "attendance-end-of-day": _end_of_day(0, 0),
    "attendance-end-of-day-nothing": _end_of_day(2, 0),
    "attendance-arrivals": _at(0),
    "attendance-arrivals-category": _at(5, "By category"),
    "attendance-arrivals-empty": _at(9),
    "attendance-represented": _shown(Part.REPRESENTED),
    "attendance-papers": _shown(Part.PAPERS),
    "attendance-papers-certificates": _certificates,
}
