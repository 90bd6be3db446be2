"""People who stand on the roster twice are shown side by side, merged or told apart, and both can be undone."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton, QRadioButton

from checkin_app.domain.participant import Participant
from checkin_app.ui.labels import ElidedLabel
from checkin_app.ui.people.directory import Choice
from checkin_app.ui.people.duplicates_view import DuplicatesView
from tests.ui.conftest import STEFAN
from tests.ui.people.conftest import People

TWIN = replace(
    STEFAN, given="Stefan", family="Taranu", organisation="Hemp Club", email="s@example.org", country=""
)


@pytest.fixture
def twins(people: People) -> Participant:
    """Ștefan Țăranu came onto the roster a second time; the page shows possible duplicates."""
    second = people.desk.services.roster.add(TWIN)
    people.desk.changes.people_changed.emit()
    people.filter(Choice.DUPLICATES)
    return second


def _said(people: People) -> str:
    return people.find(ElidedLabel, "duplicatesSaid").whole_text()


def test_that_a_roster_without_duplicates_says_so(people: People) -> None:
    people.filter(Choice.DUPLICATES)
    assert people.find(DuplicatesView).isVisible()
    assert not people.table.isVisible()
    assert _said(people) == "Nobody seems to stand on the roster twice."
    assert not people.find(QPushButton, "mergePeople").isVisible()
    people.filter(Choice.ALL)
    assert people.table.isVisible()


@pytest.mark.usefixtures("twins")
def test_that_two_who_look_alike_are_side_by_side_with_what_differs_to_choose(
    people: People,
) -> None:
    assert _said(people).startswith("Pair 1 of 1 · ")
    view = people.find(DuplicatesView)
    choices = {button.objectName(): button.text() for button in view.findChildren(QRadioButton)}
    assert choices["organisation1"] == "HempClub"
    assert choices["organisation2"] == "Hemp Club"
    assert "country1" not in choices
    assert "email1" not in choices
    assert all(button.accessibleName() for button in view.findChildren(QRadioButton))


def test_that_they_are_merged_with_the_chosen_values_and_parted_by_an_undo(
    people: People, twins: Participant
) -> None:
    people.find(QRadioButton, "organisation2").setChecked(True)
    people.click("mergePeople")
    kept = people.person("Țăranu")
    assert (kept.organisation, kept.given, kept.email, kept.country) == (
        "Hemp Club", "Ștefan", "s@example.org", "Romania",
    )  # fmt: skip
    assert len(people.desk.services.roster.people()) == 5
    assert _said(people) == "Nobody seems to stand on the roster twice."
    assert people.said() == "Merged two people into Ștefan Țăranu."
    people.page.undo()
    assert people.person("Țăranu").organisation == "HempClub"
    assert people.person("Taranu").id == twins.id
    assert _said(people).startswith("Pair 1 of 1")
    people.page.redo_last()
    assert len(people.desk.services.roster.people()) == 5


@pytest.mark.usefixtures("twins")
def test_that_two_people_are_told_apart_for_good_until_that_is_undone(
    people: People,
) -> None:
    people.click("tellApart")
    assert _said(people) == "Nobody seems to stand on the roster twice."
    assert people.said() == "Ștefan Țăranu and Stefan Taranu are two people."
    people.page.undo()
    assert _said(people).startswith("Pair 1 of 1")
    assert len(people.desk.services.roster.people()) == 6


@pytest.mark.usefixtures("twins")
def test_that_pairs_are_stepped_through(people: People) -> None:
    people.desk.services.roster.add(replace(TWIN, given="Ana", family="Popescu", email="a@example.org"))
    people.desk.changes.people_changed.emit()
    assert _said(people).startswith("Pair 1 of 2")
    next(b for b in people.find(DuplicatesView).findChildren(QPushButton) if b.text() == "Next").click()
    assert _said(people).startswith("Pair 2 of 2")
    people.click("tellApart")
    assert _said(people).startswith("Pair 1 of 1")


@pytest.mark.usefixtures("twins")
def test_that_showing_somebody_leaves_the_pairs(people: People) -> None:
    people.page.show_person(people.person("Ng").id)
    assert people.table.isVisible()
    assert [person.participant.family for person in people.table.chosen()] == ["Ng"]
