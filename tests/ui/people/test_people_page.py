"""Everybody on the roster can be found, sorted, filtered and looked at."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.services.roster import Person
from checkin_app.ui.chip import Chip, category_colour
from checkin_app.ui.people.columns import Column, words
from checkin_app.ui.people.directory import Choice
from checkin_app.ui.people.people_filters import GroupBox, MeantBar
from checkin_app.ui.people.people_page import PeoplePage
from checkin_app.ui.people.people_table import PERSON
from checkin_app.ui.people.person_editing import PeopleServices
from checkin_app.ui.people.person_panel import PersonPanel
from tests.ui.conftest import ANA, EVENT, JOERG, LI, MARIA, STEFAN, Desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, tmp_path: Path) -> PeoplePage:
    """The page in a window of usual width; what is saved goes into the test's folder."""

    def save_as(_parent: QWidget, _title: str, suggestion: str, _kinds: str) -> Path:
        return tmp_path / suggestion

    had = desk.services
    services = PeopleServices(had.roster, had.checkin, had.badges, had.attendance)
    made = PeoplePage(services, desk.background, desk.changes, desk.post, save_as)
    qtbot.addWidget(made)
    made.resize(1_262, 650)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _table(page: PeoplePage) -> QTableView:
    table = page.findChild(QTableView, "peopleTable")
    assert table is not None
    return table


def _names(page: PeoplePage) -> list[str]:
    model = _table(page).model()
    return [model.index(row, Column.NAME).data() for row in range(model.rowCount())]


def _column(page: PeoplePage, column: Column) -> dict[str, str]:
    model = _table(page).model()
    return dict(
        zip(_names(page), [model.index(row, column).data() for row in range(model.rowCount())], strict=True)
    )


def _field(page: PeoplePage) -> QLineEdit:
    field = page.findChild(QLineEdit, "peopleSearch")
    assert field is not None
    return field


def _search(page: PeoplePage, text: str, qtbot: QtBot) -> None:
    field = _field(page)
    before = _names(page)
    field.clear()
    qtbot.keyClicks(field, text)
    qtbot.waitUntil(lambda: _names(page) != before, timeout=2_000)


def _filter(page: PeoplePage, choice: Choice) -> None:
    next(b for b in page.findChildren(QPushButton) if b.text() == choice.value).click()


def _panel(page: PeoplePage) -> list[str]:
    panel = page.findChild(PersonPanel)
    assert panel is not None
    return [label.text() for label in panel.findChildren(QLabel) if label.text()]


def test_that_everybody_is_there_sorted_by_family_name(page: PeoplePage) -> None:
    assert _names(page) == ["Müller, Jörg", "Ng, Li", "Popa, Maria", "Popescu, Ana", "Țăranu, Ștefan"]
    count = page.findChild(QLabel, "peopleCount")
    assert count is not None
    assert count.text() == "5"


def test_that_each_column_sorts_both_ways(page: PeoplePage) -> None:
    for column in Column:
        _table(page).sortByColumn(column, Qt.SortOrder.AscendingOrder)
        up = _names(page)
        _table(page).sortByColumn(column, Qt.SortOrder.DescendingOrder)
        assert sorted(up) == sorted(_names(page))
    _table(page).sortByColumn(Column.ORGANISATION, Qt.SortOrder.AscendingOrder)
    assert _names(page)[0] == "Popescu, Ana"


def test_that_days_categories_and_badges_are_told(page: PeoplePage) -> None:
    assert _column(page, Column.DAYS)["Ng, Li"] == "Day 3"
    assert _column(page, Column.DAYS)["Popa, Maria"] == "Cancelled"
    assert _column(page, Column.CATEGORY)["Ng, Li"] == "Public"
    assert set(_column(page, Column.BADGE).values()) == {"Not printed yet"}


def test_that_the_same_search_as_at_the_desk_finds_people(page: PeoplePage, qtbot: QtBot) -> None:
    _search(page, "muel", qtbot)
    assert _names(page) == ["Müller, Jörg"]
    _search(page, "hempclub", qtbot)
    assert "Țăranu, Ștefan" in _names(page)
    field = page.findChild(QLineEdit, "peopleSearch")
    assert field is not None
    field.clear()
    assert len(_names(page)) == 5


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice.ALL, {"Müller, Jörg", "Ng, Li", "Popa, Maria", "Popescu, Ana", "Țăranu, Ștefan"}),
        (Choice.NOT_YET, {"Müller, Jörg", "Popescu, Ana"}),
        (Choice.NO_BADGE, {"Müller, Jörg", "Ng, Li", "Popescu, Ana", "Țăranu, Ștefan"}),
        (Choice.NOTE, {"Popescu, Ana"}),
        (Choice.WALK_IN, {"Müller, Jörg"}),
        (Choice.CANCELLED, {"Popa, Maria"}),
    ],
)
def test_that_each_filter_shows_whom_it_names(
    choice: Choice, expected: set[str], page: PeoplePage, desk: Desk
) -> None:
    desk.reception.scan(desk.code("Țăranu"))
    _filter(page, choice)
    assert set(_names(page)) == expected


def test_that_somebody_who_comes_is_seen_at_once(page: PeoplePage, desk: Desk) -> None:
    assert _column(page, Column.CAME)["Țăranu, Ștefan"] == "–"
    desk.reception.scan(desk.code("Țăranu"))
    assert _column(page, Column.CAME)["Țăranu, Ștefan"] == "Day 2"


def test_that_the_panel_tells_everything_about_the_chosen_one(page: PeoplePage) -> None:
    assert any("Choose somebody" in text for text in _panel(page))
    page.choose_rows([3])
    panel = page.findChild(PersonPanel)
    assert panel is not None
    fields = {field.text() for field in panel.findChildren(QLineEdit)}
    assert {"Ana", "Popescu", "Fibra", "Romania"} <= fields
    assert [note.toPlainText() for note in panel.findChildren(QPlainTextEdit)] == ["Speaks at 10:15"]
    assert _panel(page)[0] == "Ana Popescu"
    assert {chip.text() for chip in panel.findChildren(Chip)} == {"Exchange visitor"}


def test_that_the_chosen_one_stays_chosen_when_the_table_is_renewed(page: PeoplePage, desk: Desk) -> None:
    page.choose_rows([3])
    desk.reception.scan(desk.code("Popescu"))
    assert _panel(page)[0] == "Ana Popescu"
    _filter(page, Choice.CANCELLED)
    assert any("Choose somebody" in text for text in _panel(page))


def test_that_little_room_is_kept_for_the_names(page: PeoplePage) -> None:
    page.resize(840, 500)
    assert page.width() == 840
    _table(page).resize(700, 300)
    assert _table(page).isColumnHidden(Column.ORGANISATION)
    assert not _table(page).isColumnHidden(Column.NAME)
    panel = page.findChild(PersonPanel)
    assert panel is not None
    assert not panel.isVisible()


def test_that_nobody_like_this_is_said(page: PeoplePage, qtbot: QtBot) -> None:
    _search(page, "zzzz", qtbot)
    assert _names(page) == []
    assert not page.grab().isNull()


def test_that_a_name_spelled_almost_like_it_is_offered(page: PeoplePage, qtbot: QtBot) -> None:
    _search(page, "popesku", qtbot)
    assert _names(page) == []
    offered = next(b for b in page.findChildren(QPushButton) if b.text() == "Popescu")
    offered.click()
    qtbot.waitUntil(lambda: _names(page) == ["Popescu, Ana"], timeout=2_000)
    assert _field(page).text() == "Popescu"
    bar = page.findChild(MeantBar)
    assert bar is not None
    assert bar.isHidden()


def test_that_a_category_and_an_organisation_narrow_the_choice(page: PeoplePage) -> None:
    category, organisation = (page.findChildren(GroupBox)[n] for n in (0, 1))
    assert [category.itemText(n) for n in range(category.count())] == [
        "All categories", "Exchange visitor  (4)", "Public  (1)",
    ]  # fmt: skip
    category.setCurrentIndex(1)
    category.activated.emit(1)
    assert "Ng, Li" not in _names(page)
    organisation.setCurrentIndex(organisation.findText("HempClub  (3)"))
    organisation.activated.emit(1)
    assert _names(page) == ["Popa, Maria", "Țăranu, Ștefan"]
    count = page.findChild(QLabel, "peopleCount")
    assert count is not None
    assert count.text() == "2 of 5"


def test_that_a_chosen_organisation_stays_chosen_when_nobody_has_it_any_more(
    page: PeoplePage, desk: Desk
) -> None:
    box = page.findChildren(GroupBox)[1]
    box.setCurrentIndex(box.findText("Fibra  (1)"))
    box.activated.emit(1)
    desk.services.roster.edit(replace(desk.person("Popescu"), organisation="Cânepa"))
    desk.changes.people_changed.emit()
    assert (box.currentText(), _names(page)) == ("Fibra  (0)", [])


def test_that_escape_empties_the_search_and_enter_leads_to_the_table(page: PeoplePage, qtbot: QtBot) -> None:
    _search(page, "popa", qtbot)
    qtbot.keyClick(_field(page), Qt.Key.Key_Escape)
    assert (_field(page).text(), len(_names(page))) == ("", 5)
    page.activateWindow()
    qtbot.keyClick(_field(page), Qt.Key.Key_Return)
    assert page.focusWidget() is _table(page)
    assert [index.row() for index in _table(page).selectionModel().selectedRows()] == [0]


@pytest.mark.parametrize(
    ("number", "name", "begins"),
    [
        (0, "people.xlsx", b"PK"),
        (1, "people.csv", b"External id,"),
        (2, "people.csv", b"\xef\xbb\xbfExternal id;"),
    ],
)
def test_that_what_is_shown_is_exported(
    number: int, name: str, begins: bytes, page: PeoplePage, tmp_path: Path
) -> None:
    _filter(page, Choice.NOTE)
    button = page.findChild(QPushButton, "exportPeople")
    assert button is not None
    button.menu().actions()[number].trigger()
    saved = (tmp_path / name).read_bytes()
    assert saved.startswith(begins)
    if name.endswith("csv"):
        assert len(saved.decode().splitlines()) == 2
        assert "Speaks at 10:15" in saved.decode()


def test_that_somebody_is_shown_whatever_was_looked_for_before(
    page: PeoplePage, desk: Desk, qtbot: QtBot
) -> None:
    _search(page, "ng", qtbot)
    _filter(page, Choice.CANCELLED)
    page.show_person(desk.person("Müller").id)
    rows = _table(page).selectionModel().selectedRows()
    assert [row.data(PERSON).participant.family for row in rows] == ["Müller"]
    assert _panel(page)[0] == "Jörg Müller"


def test_that_an_unseen_page_does_not_ask_until_it_is_seen(page: PeoplePage, desk: Desk) -> None:
    page.hide()
    desk.reception.scan(desk.code("Țăranu"))
    assert _column(page, Column.CAME)["Țăranu, Ștefan"] == "–"
    page.show()
    assert _column(page, Column.CAME)["Țăranu, Ștefan"] == "Day 2"


@pytest.mark.parametrize("person", [STEFAN, ANA, LI, MARIA, JOERG], ids=lambda person: person.family)
def test_that_every_cell_of_everybody_has_words(person: object) -> None:
    shown = Person(person, "", None, ())  # type: ignore[arg-type]  # the participants of conftest
    assert all(words(shown, column, EVENT) for column in Column)


def test_that_an_unknown_category_has_a_colour_too() -> None:
    assert category_colour(EVENT, "Exchange visitor") == "#006d77"
    assert category_colour(EVENT, "nobody knows it") == "#4a5a6a"
    wrong = replace(EVENT.categories[0], colour="no colour")
    assert category_colour(replace(EVENT, categories=(wrong,)), wrong.name) == "#4a5a6a"
