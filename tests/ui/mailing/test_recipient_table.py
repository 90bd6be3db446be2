"""The table of recipients: who is in which part of it, and how each row is shown."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication

from checkin_app import paths
from checkin_app.domain.ticket_mail import Recipient, Standing
from checkin_app.ui import theme
from checkin_app.ui.mailing.recipient_table import HEADERS, RecipientModel, Sift
from tests.ui.conftest import ANA, LI, STEFAN

PEOPLE = {
    "ana": Recipient(ANA, "A", Standing.SENT),
    "li": Recipient(LI, "B", Standing.NO_ADDRESS),
    "stefan": Recipient(STEFAN, "C", Standing.DUE),
}


@pytest.fixture
def model() -> RecipientModel:
    made = RecipientModel(lambda each: f"<{each.standing.value}>")
    made.show([replaced_id(name, each) for name, each in PEOPLE.items()])
    return made


def replaced_id(name: str, each: Recipient) -> Recipient:
    return replace(each, person=replace(each.person, id=name, email=f"{name}@example.org"))


@pytest.mark.parametrize(
    ("sift", "standings"),
    [
        (Sift.DUE, {Standing.DUE}),
        (Sift.SENT, {Standing.SENT}),
        (Sift.TROUBLE, {Standing.REFUSED, Standing.NO_ADDRESS, Standing.BAD_ADDRESS}),
        (Sift.ALL, set(Standing)),
    ],
)
def test_that_every_part_of_the_list_has_its_people(sift: Sift, standings: set[Standing]) -> None:
    assert {standing for standing in Standing if sift.lets_through(standing)} == standings


def test_that_nobody_who_may_come_is_in_two_parts_or_in_none() -> None:
    """Else the numbers on the chips would not add up."""
    parts = [sift for sift in Sift if sift is not Sift.ALL]
    for standing in set(Standing) - {Standing.NOT_COMING}:
        assert sum(sift.lets_through(standing) for sift in parts) == 1, standing


def test_that_a_row_has_a_name_an_address_and_a_standing(model: RecipientModel) -> None:
    assert [model.index(0, column).data() for column in range(3)] == [
        "Popescu, Ana",
        "ana@example.org",
        "<sent>",
    ]
    assert (model.rowCount(), model.columnCount()) == (3, len(HEADERS))


def test_that_columns_are_named_and_rows_are_not(model: RecipientModel) -> None:
    names = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(3)]
    assert names == ["Name", "E-mail", "Ticket"]
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_that_a_person_is_found_again_by_who_they_are(model: RecipientModel) -> None:
    assert [model.row_of(name) for name in (*PEOPLE, "gone")] == [0, 1, 2, -1]
    assert model.recipient(1).person.id == "li"


def test_that_a_cell_that_is_cut_short_is_told_whole_and_never_as_markup(model: RecipientModel) -> None:
    assert model.index(0, 2).data(Qt.ItemDataRole.ToolTipRole) == "<span>&lt;sent&gt;</span>"


def test_that_names_stand_out(model: RecipientModel) -> None:
    assert isinstance(model.index(0, 0).data(Qt.ItemDataRole.FontRole), QFont)
    assert model.index(0, 1).data(Qt.ItemDataRole.FontRole) is None


def test_that_only_the_standing_is_coloured(model: RecipientModel) -> None:
    assert model.index(0, 0).data(Qt.ItemDataRole.ForegroundRole) is None
    assert isinstance(model.index(0, 2).data(Qt.ItemDataRole.ForegroundRole), QColor)


@pytest.mark.parametrize("dark", [False, True])
def test_that_trouble_is_told_from_what_is_well_in_light_and_dark(
    dark: bool,  # a case
    model: RecipientModel,
    qapp: QApplication,
) -> None:
    theme.dress(qapp, paths.resources() / "qss", dark=dark, scale=1.0)
    model.show([Recipient(ANA, "A", standing) for standing in Standing])
    inks = {
        model.recipient(row).standing: model.index(row, 2).data(Qt.ItemDataRole.ForegroundRole).name()
        for row in range(model.rowCount())
    }
    assert inks[Standing.REFUSED] == inks[Standing.BAD_ADDRESS]
    assert len({inks[each] for each in (Standing.SENT, Standing.REFUSED, Standing.NO_ADDRESS)}) == 3
    assert inks[Standing.DUE] == theme.colours().text.lower()


def test_that_a_row_has_nothing_below_it(model: RecipientModel) -> None:
    """It is a table and no tree."""
    first = model.index(0, 0)
    assert (model.rowCount(first), model.columnCount(first)) == (0, 0)
    assert model.rowCount(QModelIndex()) == 3


def test_that_new_rows_take_the_place_of_the_old(model: RecipientModel) -> None:
    model.show([])
    assert model.rowCount() == 0
    assert model.row_of("ana") == -1
