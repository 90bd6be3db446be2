"""Who was there, as a matrix on the screen and as files that others can read."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from checkin_app.domain.attendance import CellState
from checkin_app.domain.checkin import Direction
from checkin_app.services.clock import HandClock
from checkin_app.ui.attendance_page import EXPORTS, AttendancePage, Who
from checkin_app.ui.attendance_table import CELL, SIGNS, AttendanceModel
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.segments import Segments

from .conftest import FIRST, SECOND, THIRD, Desk


class Chooser:
    """Stands for the system's file dialog: answers with `path` and keeps what it was asked."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.suggestions: list[str] = []

    def __call__(self, _parent: object, _title: str, suggestion: str, _kinds: str) -> Path | None:
        self.suggestions.append(suggestion)
        return self.path


@pytest.fixture
def chooser() -> Chooser:
    """Answers instead of a person."""
    return Chooser()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, chooser: Chooser, clock: HandClock) -> AttendancePage:
    """Ștefan came, Jörg came and left early, the others did not come."""
    desk.reception.scan(desk.code("Țăranu"))
    clock.instant += timedelta(minutes=20)
    desk.reception.scan(desk.code("Müller"))
    clock.instant += timedelta(minutes=30)
    desk.post.turn(Direction.EXIT)
    desk.reception.scan(desk.code("Müller"))
    made = AttendancePage(desk.services.attendance, desk.background, desk.changes, chooser)
    qtbot.addWidget(made)
    made.resize(1_100, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _table(page: AttendancePage) -> QTableView:
    table = page.findChild(QTableView, "attendanceTable")
    assert table is not None
    return table


def _matrix(page: AttendancePage) -> dict[str, list[str]]:
    model = _table(page).model()
    return {
        model.headerData(row, Qt.Orientation.Vertical): [
            model.index(row, column).data() for column in range(model.columnCount())
        ]
        for row in range(model.rowCount())
    }


def _headers(page: AttendancePage) -> list[str]:
    model = _table(page).model()
    return [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]


def _export(page: AttendancePage, kind: str, button: str) -> str:
    box = page.findChild(QComboBox)
    assert box is not None
    box.setCurrentIndex(box.findData(kind))
    pressed = page.findChild(QPushButton, button)
    assert pressed is not None
    pressed.click()
    job = page.findChild(JobBar)
    assert job is not None
    return job.text()


def test_that_all_days_stand_side_by_side_with_their_totals(page: AttendancePage) -> None:
    assert _headers(page) == [
        "Day 1\nTue 21 Nov\n0 of 3",
        "Day 2\nWed 22 Nov\n2 of 3",
        "Day 3\nThu 23 Nov\n0 of 4",
    ]


def test_that_every_cell_says_when_somebody_came_or_that_they_did_not(page: AttendancePage) -> None:
    assert _matrix(page) == {
        "Müller, Jörg": ["○", "✓ 09:34", "○"],
        "Ng, Li": ["–", "–", "○"],
        "Popa, Maria": ["–", "–", "–"],
        "Popescu, Ana": ["○", "○", "○"],
        "Țăranu, Ștefan": ["○", "✓ 09:14", "○"],
    }


def test_that_a_day_shows_its_sessions_and_who_left_early(page: AttendancePage) -> None:
    page.show_day(SECOND)
    assert [header.splitlines()[0] for header in _headers(page)] == ["Day 2", "D2-CONF", "D2-MATCH"]
    assert _matrix(page)["Müller, Jörg"] == ["✓ 09:34", "◐ 09:34", "–"]
    page.show_day(None)
    assert len(_headers(page)) == 3


@pytest.mark.parametrize(
    ("who", "families"),
    [
        (Who.CAME, {"Müller, Jörg", "Țăranu, Ștefan"}),
        (Who.NEVER, {"Ng, Li", "Popa, Maria", "Popescu, Ana"}),
    ],
)
def test_that_those_who_came_and_those_who_never_did_can_be_seen_alone(
    who: Who, families: set[str], page: AttendancePage
) -> None:
    whose = next(s for s in page.findChildren(Segments) if s.accessibleName() == "Who")
    whose.button(who).click()
    assert set(_matrix(page)) == families
    page.show_day(FIRST)
    assert (set(_matrix(page)) == set()) is (who is Who.CAME)


def test_that_the_matrix_is_searched_without_accents(page: AttendancePage, qtbot: QtBot) -> None:
    field = page.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "taran")
    assert set(_matrix(page)) == {"Țăranu, Ștefan"}
    field.setText("hanf")
    assert set(_matrix(page)) == {"Müller, Jörg"}


def test_that_the_matrix_follows_the_desk(page: AttendancePage, desk: Desk) -> None:
    desk.post.turn(Direction.ENTRY)
    desk.reception.scan(desk.code("Popescu"))
    assert _matrix(page)["Popescu, Ana"][1] == "✓ 10:04"
    desk.reception.undo()
    assert _matrix(page)["Popescu, Ana"][1] == "○"


def test_that_every_sign_is_drawn_and_explained(page: AttendancePage) -> None:
    page.show_day(SECOND)
    assert not page.grab().isNull()
    model = _table(page).model()
    states = {model.index(row, 1).data(CELL).state for row in range(model.rowCount())}
    assert states == set(CellState)
    tips = {model.index(row, 1).data(Qt.ItemDataRole.ToolTipRole) for row in range(model.rowCount())}
    assert any("left early at 10:04" in tip for tip in tips)
    assert set(SIGNS) == set(CellState)
    legend = " ".join(label.text() for label in page.findChildren(QLabel))
    assert all(sign in legend for sign in SIGNS.values())


def test_that_the_matrix_is_saved_as_csv(page: AttendancePage, chooser: Chooser, tmp_path: Path) -> None:
    chooser.path = tmp_path / "matrix.csv"
    assert _export(page, "attendance", "exportCsv") == f"Saved matrix.csv in {tmp_path}"
    with chooser.path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == 6
    assert any("Țăranu" in cell for row in rows for cell in row)
    assert chooser.suggestions == ["attendance.csv"]


@pytest.mark.parametrize("kind", [kind for kind, _ in EXPORTS])
def test_that_everything_offered_is_saved_as_excel(
    kind: str, page: AttendancePage, chooser: Chooser, tmp_path: Path
) -> None:
    chooser.path = tmp_path / f"{kind}.xlsx"
    assert _export(page, kind, "exportXlsx").startswith("Saved")
    book = load_workbook(chooser.path)
    assert book.active is not None
    assert book.active.max_row > 1
    book.close()


def test_that_no_file_chosen_means_nothing_is_written(page: AttendancePage, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*.csv"))
    assert _export(page, "scans", "exportCsv") == ""
    assert set(tmp_path.rglob("*.csv")) == before


def test_that_a_file_that_cannot_be_written_is_told(
    page: AttendancePage, chooser: Chooser, tmp_path: Path
) -> None:
    chooser.path = tmp_path / "no such folder" / "matrix.csv"
    said = _export(page, "attendance", "exportCsv")
    assert "cannot be written" in said


def test_that_an_empty_model_says_nothing() -> None:
    model = AttendanceModel()
    assert (model.rowCount(), model.columnCount()) == (0, 0)
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.data(model.index(0, 0)) is None


def test_that_days_are_offered_by_name(page: AttendancePage) -> None:
    days = next(s for s in page.findChildren(Segments) if s.accessibleName() == "Day")
    assert [days.button(day).text() for day in (None, FIRST, SECOND, THIRD)] == [
        "All days",
        "Day 1",
        "Day 2",
        "Day 3",
    ]
    days.button(THIRD).click()
    assert len(_headers(page)) == 1
