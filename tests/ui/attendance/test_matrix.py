"""Who was there, as a matrix on the screen: found, sifted, added up, and fresh."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from checkin_app.domain.attendance import CellState
from checkin_app.domain.checkin import Direction
from checkin_app.ui.attendance import sentences
from checkin_app.ui.attendance.arranged_matrix import Came, Group
from checkin_app.ui.attendance.matrix_filters import MatrixFilters
from checkin_app.ui.attendance.matrix_table import CELL, SIGNS, MatrixModel
from checkin_app.ui.attendance.matrix_view import MatrixTable
from checkin_app.ui.attendance.question import Fix, Question
from checkin_app.ui.people.people_filters import PeopleSearch
from tests.ui.conftest import CONFERENCE, FIRST, SECOND, THIRD

from .conftest import Attendance

EVERYBODY = ["Müller, Jörg", "Ng, Li", "Popa, Maria", "Popescu, Ana", "Țăranu, Ștefan"]


def test_that_all_days_stand_side_by_side_with_their_totals(attendance: Attendance) -> None:
    assert attendance.headers() == ["Day 1\nTue 21 Nov", "Day 2\nWed 22 Nov", "Day 3\nThu 23 Nov"]
    assert attendance.totals() == ["0 of 3", "2 of 3", "0 of 4"]


def test_that_every_cell_says_when_somebody_came_or_that_they_did_not(attendance: Attendance) -> None:
    assert attendance.matrix() == {
        "Müller, Jörg": ["○", "✓ 09:34", "○"],
        "Ng, Li": ["–", "–", "○"],
        "Popa, Maria": ["–", "–", "–"],
        "Popescu, Ana": ["○", "○", "○"],
        "Țăranu, Ștefan": ["○", "✓ 09:14", "○"],
    }


def test_that_a_day_shows_its_sessions_and_who_left_early(attendance: Attendance) -> None:
    attendance.page.show_day(SECOND)
    assert [header.splitlines()[0] for header in attendance.headers()] == ["Day 2", "D2-CONF", "D2-MATCH"]
    assert attendance.matrix()["Müller, Jörg"] == ["✓ 09:34", "◐ 09:34", "–"]
    attendance.page.show_day(None)
    assert len(attendance.headers()) == 5


def test_that_a_click_on_a_day_opens_it_and_another_one_closes_it(attendance: Attendance) -> None:
    header = attendance.table.horizontalHeader()
    header.sectionClicked.emit(1)
    assert [text.splitlines()[0] for text in attendance.headers()] == [
        "Day 1", "Day 2", "D2-CONF", "D2-MATCH", "Day 3",
    ]  # fmt: skip
    assert attendance.totals() == ["0 of 3", "2 of 3", "2 of 3", "0 of 0", "0 of 4"]
    header.sectionClicked.emit(2)
    assert len(attendance.headers()) == 5
    header.sectionClicked.emit(1)
    assert len(attendance.headers()) == 3


def test_that_all_sessions_are_opened_and_closed_by_one_button(attendance: Attendance) -> None:
    attendance.click("showSessions")
    assert len(attendance.headers()) == 6
    attendance.click("showSessions")
    assert len(attendance.headers()) == 3


def test_that_only_a_day_with_sessions_can_be_opened(attendance: Attendance) -> None:
    model = attendance.table.model()
    signs = [
        model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DecorationRole)
        for column in range(3)
    ]
    assert [sign is not None for sign in signs] == [True, True, False]


@pytest.mark.parametrize(
    ("came", "day", "shown"),
    [
        (Came.ANY, None, EVERYBODY),
        (Came.ALL, None, []),
        (Came.SOME, None, ["Müller, Jörg", "Țăranu, Ștefan"]),
        (Came.NONE, None, ["Ng, Li", "Popa, Maria", "Popescu, Ana"]),
        (Came.ALL, SECOND, ["Müller, Jörg", "Țăranu, Ștefan"]),
        (Came.NONE, FIRST, EVERYBODY),
    ],
)
def test_that_people_are_sifted_by_what_they_came_to(
    came: Came, day: object, shown: list[str], attendance: Attendance
) -> None:
    attendance.choose(attendance.find(MatrixFilters).day, day)
    attendance.who(came)
    assert list(attendance.matrix()) == shown


def test_that_the_totals_are_those_of_the_people_shown(attendance: Attendance) -> None:
    attendance.who(Came.SOME)
    assert attendance.totals() == ["0 of 2", "2 of 2", "0 of 2"]
    assert attendance.find(QLabel, "matrixCount").text() == "2 of 5 people"


@pytest.mark.parametrize(
    ("group", "text", "shown"),
    [
        (Group.CATEGORY, "Public", ["Ng, Li"]),
        (Group.ORGANISATION, "Fibra", ["Popescu, Ana"]),
        (Group.COUNTRY, "Romania", EVERYBODY),
    ],
)
def test_that_people_are_sifted_by_what_they_have_in_common(
    group: Group, text: str, shown: list[str], attendance: Attendance
) -> None:
    box = attendance.find(MatrixFilters).groups[group]
    box.setCurrentIndex(box.findText(text, Qt.MatchFlag.MatchStartsWith))
    box.activated.emit(box.currentIndex())
    assert list(attendance.matrix()) == shown


def test_that_the_matrix_is_searched_without_accents(attendance: Attendance) -> None:
    field = attendance.find(PeopleSearch)
    for text, shown in (("taran", ["Țăranu, Ștefan"]), ("hanf", ["Müller, Jörg"]), ("", EVERYBODY)):
        field.setText(text)
        field.paused.emit()
        assert list(attendance.matrix()) == shown


def test_that_enter_leads_from_the_search_to_the_first_cell(attendance: Attendance) -> None:
    attendance.qtbot.keyClick(attendance.find(PeopleSearch), Qt.Key.Key_Return)
    assert attendance.table.hasFocus()
    assert attendance.table.currentIndex() == attendance.table.model().index(0, 0)


def test_that_nobody_found_is_said(attendance: Attendance) -> None:
    field = attendance.find(PeopleSearch)
    field.setText("zzz")
    field.paused.emit()
    assert attendance.matrix() == {}
    assert attendance.find(MatrixTable).empty_text() == sentences.NOBODY


def test_that_the_matrix_follows_the_desk_and_keeps_the_chosen_cell(attendance: Attendance) -> None:
    desk = attendance.desk
    attendance.table.setCurrentIndex(attendance.cell("Popescu", 1))
    desk.post.turn(Direction.ENTRY)
    desk.reception.scan(desk.code("Popescu"))
    assert attendance.matrix()["Popescu, Ana"][1] == "✓ 10:04"
    assert attendance.table.currentIndex().data() == "✓ 10:04"
    assert attendance.totals()[1] == "3 of 3"
    desk.reception.undo()
    assert attendance.matrix()["Popescu, Ana"][1] == "○"


def test_that_every_sign_is_drawn_and_explained(attendance: Attendance) -> None:
    attendance.page.show_day(SECOND)
    assert not attendance.page.grab().isNull()
    model = attendance.table.model()
    states = {model.index(row, 1).data(CELL).state for row in range(model.rowCount())}
    assert states == set(CellState)
    tips = {model.index(row, 1).data(Qt.ItemDataRole.ToolTipRole) for row in range(model.rowCount())}
    assert any("left early at 10:04" in tip for tip in tips)
    assert set(SIGNS) == set(CellState)
    assert all(sign in " ".join(attendance.texts()) for sign in SIGNS.values())


def test_that_a_screen_reader_hears_who_where_and_what(attendance: Attendance) -> None:
    said = attendance.cell("Țăranu", 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Ștefan Țăranu, Day 2 · Main entrance: Came at 09:14:07"


def test_that_enter_and_a_double_click_wish_to_correct_a_cell(attendance: Attendance) -> None:
    attendance.page.show_day(SECOND)
    view = attendance.page.matrix
    wishes: list[Question] = []
    view.correction_requested.connect(wishes.append)
    attendance.table.setCurrentIndex(attendance.cell("Popescu", 1))
    attendance.qtbot.keyClick(attendance.table, Qt.Key.Key_Return)
    attendance.table.doubleClicked.emit(attendance.cell("Țăranu", 1))
    assert [(wish.participant.family, wish.checkpoint, wish.fix) for wish in wishes] == [
        ("Popescu", CONFERENCE, Fix.CAME),
        ("Țăranu", CONFERENCE, Fix.NEVER_CAME),
    ]


def test_that_an_empty_model_says_nothing() -> None:
    model = MatrixModel()
    assert (model.rowCount(), model.columnCount()) == (0, 0)
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.data(model.index(0, 0)) is None


def test_that_days_are_offered_by_name(attendance: Attendance) -> None:
    box = attendance.find(MatrixFilters).day
    assert [box.itemText(number) for number in range(box.count())] == [
        "All days",
        "Day 1",
        "Day 2",
        "Day 3",
    ]
    attendance.choose(box, THIRD)
    assert len(attendance.headers()) == 1
