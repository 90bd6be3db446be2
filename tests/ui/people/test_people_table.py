"""The table of people: its cells, and who stays chosen when everything around them moves."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from checkin_app.domain.participant import Participant
from checkin_app.services.roster import Person
from checkin_app.ui.people.alphabet import Alphabet
from checkin_app.ui.people.columns import Column
from checkin_app.ui.people.directory import Choice, Directory, arranged
from checkin_app.ui.people.people_table import PERSON, PeopleModel, PeopleView
from tests.ui.conftest import ANA, EVENT, FIRST, JOERG, LI, MARIA, MORNING, PEOPLE, SECOND, STEFAN

CONTROL = Qt.KeyboardModifier.ControlModifier


def _directory(persons: Iterable[Person]) -> Directory:
    work = arranged(list(persons), EVENT, SECOND, Alphabet(QLocale("ro")))
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def _person(participant: Participant) -> Person:
    return Person(replace(participant, id=participant.family), "", None, ())


def _show(model: PeopleModel, directory: Directory, choice: Choice = Choice.ALL) -> None:
    model.show(directory, directory.masks[choice])


@pytest.fixture
def model() -> PeopleModel:
    """Everybody of the test's event."""
    made = PeopleModel()
    _show(made, _directory(map(_person, PEOPLE)))
    return made


@pytest.fixture
def view(model: PeopleModel, qtbot: QtBot) -> PeopleView:
    """A table that is seen."""
    made = PeopleView(model)
    qtbot.addWidget(made)
    made.resize(900, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _chosen(view: PeopleView) -> list[str]:
    return [person.participant.family for person in view.chosen()]


def test_that_an_empty_model_has_nothing_to_show() -> None:
    model = PeopleModel()
    assert (model.rowCount(), model.columnCount()) == (0, len(Column))
    model.sort(Column.NAME)
    assert model.data(model.index(0, 0)) is None
    assert (model.everybody(), model.rows_of({"anybody"})) == ([], [])
    with pytest.raises(IndexError):
        model.person(0)
    model.renew(_person(LI))


def test_that_cells_have_their_colours_and_whole_persons() -> None:
    model = PeopleModel()
    came = Person(replace(LI, id="1"), "", MORNING, (FIRST, SECOND))
    _show(model, _directory([came, Person(replace(MARIA, id="2"), "", None, ())]))
    li = model.index(0, Column.NAME)
    assert li.data(PERSON) == came
    assert model.index(0, Column.BADGE).data() == "Wed 22 Nov, 09:14"
    assert model.index(0, Column.CAME).data() == "Day 1, Day 2"
    assert model.index(0, Column.CATEGORY).data(Qt.ItemDataRole.DecorationRole) is not None
    assert model.index(1, Column.DAYS).data(Qt.ItemDataRole.ForegroundRole) is not None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_that_somebody_who_was_edited_is_seen_before_the_roster_is_read_again(
    model: PeopleModel, qtbot: QtBot
) -> None:
    changed = _person(replace(ANA, organisation="Cânepa"))
    with qtbot.waitSignal(model.dataChanged):
        model.renew(changed)
    assert model.index(3, Column.ORGANISATION).data() == "Cânepa"
    model.renew(_person(replace(ANA, family="Nobody here")))
    assert model.rowCount() == 5


def test_that_the_chosen_ones_stay_chosen_through_sorting(view: PeopleView) -> None:
    view.choose({"Ng", "Popescu"})
    assert _chosen(view) == ["Ng", "Popescu"]
    view.sortByColumn(Column.NAME, Qt.SortOrder.DescendingOrder)
    assert _chosen(view) == ["Popescu", "Ng"]
    assert view.chosen_count() == 2
    assert view.currentIndex().data(PERSON).participant.family == "Ng"


def test_that_who_is_filtered_out_is_no_longer_chosen(view: PeopleView, model: PeopleModel) -> None:
    view.choose({"Ng", "Popescu", "Popa"})
    directory = _directory(map(_person, PEOPLE))
    _show(model, directory, Choice.NOTE)
    assert _chosen(view) == ["Popescu"]
    _show(model, directory)
    assert _chosen(view) == ["Popescu"]


def test_that_the_chosen_ones_stay_chosen_when_others_come_and_go(
    view: PeopleView, model: PeopleModel
) -> None:
    view.choose({"Müller", "Țăranu"})
    newcomer = replace(STEFAN, family="Adam")
    _show(model, _directory(map(_person, (newcomer, JOERG, STEFAN, LI))))
    assert _chosen(view) == ["Müller", "Țăranu"]


def test_that_control_a_chooses_everybody_who_is_shown(view: PeopleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.chosen_changed):
        qtbot.keyClick(view, Qt.Key.Key_A, CONTROL)
    assert view.chosen_count() == 5
    view.sortByColumn(Column.ORGANISATION, Qt.SortOrder.AscendingOrder)
    assert view.chosen_count() == 5
    assert view.selectionModel().selection().count() == 1


def test_that_shift_and_arrows_choose_neighbours(view: PeopleView, qtbot: QtBot) -> None:
    view.choose({"Ng"})
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert _chosen(view) == ["Ng", "Popa", "Popescu"]


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_that_a_key_opens_the_chosen_one(key: Qt.Key, view: PeopleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.opened):
        qtbot.keyClick(view, key)


def test_that_delete_asks_for_removal(view: PeopleView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.removal_requested):
        qtbot.keyClick(view, Qt.Key.Key_Delete)


def test_that_nobody_is_chosen_of_those_who_are_not_shown(view: PeopleView) -> None:
    view.choose({"nobody of that id"})
    assert _chosen(view) == []
    assert view.chosen_count() == 0
