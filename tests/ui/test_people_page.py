"""Everybody on the roster can be found, sorted, filtered and looked at."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from checkin_app.services.roster import Person
from checkin_app.ui.chip import Chip, category_colour
from checkin_app.ui.people_page import Choice, PeoplePage
from checkin_app.ui.people_table import PERSON, Column, PeopleModel, words
from checkin_app.ui.person_panel import PersonPanel

from .conftest import ANA, EVENT, FIRST, JOERG, LI, MARIA, MORNING, SECOND, STEFAN, Desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> PeoplePage:
    """The page in a window of usual width."""
    made = PeoplePage(desk.services.roster, desk.background, desk.changes, desk.post)
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


def _search(page: PeoplePage, text: str, qtbot: QtBot) -> None:
    field = page.findChild(QLineEdit, "peopleSearch")
    assert field is not None
    before = _names(page)
    field.clear()
    qtbot.keyClicks(field, text)
    qtbot.waitUntil(lambda: _names(page) != before, timeout=2_000)


def test_that_somebody_is_shown_whatever_was_looked_for_before(
    page: PeoplePage, desk: Desk, qtbot: QtBot
) -> None:
    _search(page, "ng", qtbot)
    _filter(page, Choice.CANCELLED)
    page.show_person(desk.person("Müller").id)
    rows = _table(page).selectionModel().selectedRows()
    assert [row.data(PERSON).participant.family for row in rows] == ["Müller"]
    panel = page.findChild(PersonPanel)
    assert panel is not None
    assert "Jörg Müller" in {label.text() for label in panel.findChildren(QLabel)}


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
    page.select_row(3)
    texts = _panel(page)
    assert {"Ana Popescu", "Fibra", "Speaks at 10:15", "All days"} <= set(texts)
    assert any(text.count("-") == 3 and len(text) == 23 for text in texts)
    panel = page.findChild(PersonPanel)
    assert panel is not None
    assert [chip.text() for chip in panel.findChildren(Chip)] == ["Exchange visitor"]


def test_that_the_chosen_one_stays_chosen_when_the_table_is_renewed(page: PeoplePage, desk: Desk) -> None:
    page.select_row(3)
    desk.reception.scan(desk.code("Popescu"))
    assert _panel(page)[0] == "Ana Popescu"
    _filter(page, Choice.CANCELLED)
    assert any("Choose somebody" in text for text in _panel(page))


def test_that_little_room_is_kept_for_the_names(page: PeoplePage) -> None:
    page.resize(800, 500)
    assert _table(page).isColumnHidden(Column.ORGANISATION)
    assert not _table(page).isColumnHidden(Column.NAME)
    panel = page.findChild(PersonPanel)
    assert panel is not None
    assert not panel.isVisible()


def test_that_nobody_like_this_is_said(page: PeoplePage, qtbot: QtBot) -> None:
    _search(page, "zzzz", qtbot)
    assert _names(page) == []
    assert not page.grab().isNull()


def test_that_an_unseen_page_does_not_ask_until_it_is_seen(page: PeoplePage, desk: Desk) -> None:
    page.hide()
    desk.reception.scan(desk.code("Țăranu"))
    assert _column(page, Column.CAME)["Țăranu, Ștefan"] == "–"
    page.show()
    assert _column(page, Column.CAME)["Țăranu, Ștefan"] == "Day 2"


def test_that_an_empty_model_has_nothing_to_show() -> None:
    model = PeopleModel()
    assert (model.rowCount(), model.columnCount()) == (0, len(Column))
    model.sort(Column.NAME)
    assert model.data(model.index(0, 0)) is None


def test_that_cells_have_their_colours_and_whole_persons() -> None:
    model = PeopleModel()
    model.show([Person(LI, "", MORNING, (FIRST, SECOND)), Person(MARIA, "", None, ())], EVENT)
    li = model.index(0, Column.NAME)
    assert li.data(PERSON).participant == LI
    assert model.index(0, Column.BADGE).data() == "Wed 22 Nov, 09:14"
    assert model.index(0, Column.CAME).data() == "Day 1, Day 2"
    assert model.index(0, Column.CATEGORY).data(Qt.ItemDataRole.DecorationRole) is not None
    assert model.index(1, Column.DAYS).data(Qt.ItemDataRole.ForegroundRole) is not None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


@pytest.mark.parametrize("person", [STEFAN, ANA, LI, MARIA, JOERG], ids=lambda person: person.family)
def test_that_every_cell_of_everybody_has_words(person: object) -> None:
    shown = Person(person, "", None, ())  # type: ignore[arg-type]  # the participants of conftest
    assert all(words(shown, column, EVENT) for column in Column)


def test_that_an_unknown_category_has_a_colour_too() -> None:
    assert category_colour(EVENT, "Exchange visitor") == "#006d77"
    assert category_colour(EVENT, "nobody knows it") == "#4a5a6a"
    wrong = replace(EVENT.categories[0], colour="no colour")
    assert category_colour(replace(EVENT, categories=(wrong,)), wrong.name) == "#4a5a6a"
