"""The Attendance page on a real event, and how tests find what is in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.domain.checkin import Direction
from checkin_app.services.clock import HandClock
from checkin_app.ui.attendance.arranged_matrix import Came
from checkin_app.ui.attendance.matrix_filters import ChoiceBox, MatrixFilters
from checkin_app.ui.attendance.matrix_totals import MatrixTotals
from checkin_app.ui.attendance.matrix_view import AttendanceServices
from checkin_app.ui.attendance.page import AttendancePage
from checkin_app.ui.attendance.paper_making import PaperServices
from checkin_app.ui.job_bar import JobBar
from tests.ui.conftest import Desk

T = TypeVar("T", bound=QWidget)


@dataclass
class Chooser:
    """Stands for the system's file dialog: answers with `path` and keeps what it was asked."""

    path: Path | None = None
    suggestions: list[str] = field(default_factory=list[str])

    def __call__(self, _parent: object, _title: str, suggestion: str, _kinds: str) -> Path | None:
        """Answer."""
        self.suggestions.append(suggestion)
        return self.path


@dataclass(frozen=True)
class Attendance:
    """The page that is seen, its desk, and who answers its file dialogs."""

    page: AttendancePage
    desk: Desk
    chooser: Chooser
    qtbot: QtBot

    def find(self, kind: type[T], name: str = "") -> T:
        """The one widget of a kind, or of a kind and an object name."""
        found = self.page.findChild(kind, name) if name else self.page.findChild(kind)
        assert found is not None, name or kind
        return found

    def click(self, name: str) -> None:
        """Click a button by its object name."""
        self.qtbot.mouseClick(self.find(QPushButton, name), Qt.MouseButton.LeftButton)

    @property
    def table(self) -> QTableView:
        """The matrix."""
        return self.find(QTableView, "attendanceTable")

    def matrix(self) -> dict[str, list[str]]:
        """The signs of everybody who is shown, by name, from top to bottom."""
        model = self.table.model()
        return {
            model.headerData(row, Qt.Orientation.Vertical): [
                model.index(row, column).data() for column in range(model.columnCount())
            ]
            for row in range(model.rowCount())
        }

    def cell(self, family: str, column: int) -> QModelIndex:
        """A cell by the name of its row."""
        names = [name.split(",")[0] for name in self.matrix()]
        return self.table.model().index(names.index(family), column)

    def headers(self) -> list[str]:
        """What stands over the columns."""
        model = self.table.model()
        return [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]

    def totals(self) -> list[str]:
        """What stands under the columns."""
        return self.find(MatrixTotals).texts()

    def choose(self, box: ChoiceBox, value: object) -> None:
        """Make a choice as a person does."""
        box.show_value(value)
        box.activated.emit(box.currentIndex())

    def who(self, came: Came) -> None:
        """Show those who came to all, some or none."""
        self.choose(self.find(MatrixFilters).came, came)

    def job(self) -> str:
        """How the last work ended."""
        return self.find(JobBar).text()

    def texts(self, within: QWidget | None = None) -> Sequence[str]:
        """Every text that is seen."""
        QApplication.processEvents()
        return [each.text() for each in (within or self.page).findChildren(QLabel) if each.isVisible()]


@pytest.fixture
def attendance(desk: Desk, qtbot: QtBot, clock: HandClock) -> Attendance:
    """Ștefan came to the conference, Jörg came and left early, the others did not come."""
    desk.reception.scan(desk.code("Țăranu"))
    clock.instant += timedelta(minutes=20)
    desk.reception.scan(desk.code("Müller"))
    clock.instant += timedelta(minutes=30)
    desk.post.turn(Direction.EXIT)
    desk.reception.scan(desk.code("Müller"))
    chooser = Chooser()
    had = desk.services
    services = AttendanceServices(had.attendance, had.roster, had.checkin)
    papers = PaperServices(had.reports, had.certificates, had.evidence)
    page = AttendancePage(services, papers, desk.background, desk.changes, desk.post, chooser)
    qtbot.addWidget(page)
    page.resize(1_262, 620)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return Attendance(page, desk, chooser, qtbot)
