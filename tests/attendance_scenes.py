"""The scenes of the Attendance page."""

from collections.abc import Mapping

from PySide6.QtWidgets import QPushButton

from checkin_app.ui.attendance.arranged_matrix import Came
from checkin_app.ui.attendance.arrivals_view import ArrivalsView
from checkin_app.ui.attendance.matrix_filters import ChoiceBox, MatrixFilters
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


SCENES: Mapping[str, Scene] = {
    "attendance": _shown(Part.MATRIX),
    "attendance-day": _day,
    "attendance-sifted": _sifted,
    "attendance-nobody": _nobody,
    "attendance-arrivals": _at(0),
    "attendance-arrivals-category": _at(5, "By category"),
    "attendance-arrivals-empty": _at(9),
    "attendance-represented": _shown(Part.REPRESENTED),
    "attendance-papers": _shown(Part.PAPERS),
}
