"""The programme as the desk follows it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from checkin_app.domain.event import Checkpoint
from checkin_app.ui.labels import ElidedLabel
from checkin_app.ui.programme_page import ProgrammeModel, ProgrammePage

from .conftest import CONFERENCE, EVENT, MATCHMAKING, SECOND, Desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ProgrammePage:
    """The page in a window of usual width."""
    made = ProgrammePage(desk.post)
    qtbot.addWidget(made)
    made.resize(1_262, 650)
    made.show()
    return made


def _table(page: ProgrammePage) -> QTableView:
    table = page.findChild(QTableView, "programmeTable")
    assert table is not None
    return table


def _first_column(page: ProgrammePage) -> list[str]:
    model = _table(page).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def _chosen(page: ProgrammePage) -> list[int]:
    return [index.row() for index in _table(page).selectionModel().selectedRows()]


def test_that_days_and_sessions_are_listed_in_their_order(page: ProgrammePage) -> None:
    assert _first_column(page) == [
        "Day 1 · Tue 21 Nov · Services",
        "09:30–12:30",
        "Day 2 · Wed 22 Nov · Conference",
        "09:30–13:00",
        "14:00–17:00",
        "Day 3 · Thu 23 Nov · Workshops",
    ]


def test_that_a_session_tells_room_seats_and_who_may_enter(page: ProgrammePage) -> None:
    model = _table(page).model()
    row = [model.index(4, column).data() for column in range(model.columnCount())]
    assert row == ["14:00–17:00", "Matchmaking", "Ceahlău", "Registered for it", "", "", "Counts"]
    assert model.index(3, 4).data() == "3"
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in (0, 1)] == ["Time", "Session"]


def test_that_the_row_of_what_is_scanned_for_is_marked(page: ProgrammePage, desk: Desk) -> None:
    assert _chosen(page) == [3]
    desk.post.choose(MATCHMAKING)
    assert _chosen(page) == [4]
    desk.post.choose(Checkpoint(SECOND))
    assert _chosen(page) == [2]


def test_that_a_changed_programme_is_shown(page: ProgrammePage, desk: Desk) -> None:
    desk.post.learn(replace(EVENT, name="Another", days=EVENT.days[1:]))
    assert len(_first_column(page)) == 4
    about = page.findChild(ElidedLabel)
    assert about is not None
    assert about.whole_text().startswith("Another · Iași")


def test_that_hosts_are_left_out_where_there_is_little_room(page: ProgrammePage) -> None:
    assert not _table(page).isColumnHidden(5)
    page.resize(1_000, 500)
    assert _table(page).isColumnHidden(5)


def test_that_a_programme_without_days_says_what_to_do(page: ProgrammePage, desk: Desk) -> None:
    desk.post.learn(replace(EVENT, days=()))
    assert _first_column(page) == []
    assert not page.grab().isNull()


def test_that_the_model_knows_where_a_checkpoint_stands() -> None:
    model = ProgrammeModel(EVENT)
    assert model.day_rows() == [0, 2, 5]
    assert model.row_of(CONFERENCE) == 3
    assert model.row_of(Checkpoint(SECOND, "gone")) == -1
    assert model.index(2, 0).data(Qt.ItemDataRole.FontRole).weight() >= 600
    assert "Matchmaking" in model.index(4, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert model.data(model.index(99, 0)) is None
