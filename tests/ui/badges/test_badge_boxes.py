"""The small boxes of the Badges page: colours, limits, sides and offsets, by mouse and by keyboard."""

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox
from pytestqt.qtbot import QtBot

from checkin_app.domain.badge import PALETTE
from checkin_app.domain.badge_preflight import Limits
from checkin_app.domain.press import FURTHEST, Duplex, Press
from checkin_app.ui.badges.colour_box import ColourBox
from checkin_app.ui.badges.limits_form import LimitsForm
from checkin_app.ui.badges.press_form import PressForm


@pytest.fixture
def box(qtbot: QtBot) -> ColourBox:
    made = ColourBox("Ink")
    qtbot.addWidget(made)
    return made


@pytest.fixture
def chosen(box: ColourBox) -> list[str]:
    """The colours that were told."""
    told: list[str] = []
    box.colour_chosen.connect(lambda: told.append(box.colour))
    return told


def type_into(box: ColourBox, text: str) -> None:
    line = box.lineEdit()
    assert line is not None
    line.setText(text)
    line.editingFinished.emit()


@pytest.mark.parametrize(
    ("typed", "colour"),
    [
        ("#112233", "#112233"),
        ("112233", "#112233"),
        (" Black ", "#000000"),
        ("WHITE", "#ffffff"),
        ("As designed", ""),
        (next(iter(PALETTE)), next(iter(PALETTE.values()))),
    ],
)
def test_that_a_colour_can_be_typed_by_number_or_name(box: ColourBox, typed: str, colour: str) -> None:
    box.show_colour("#abcdef")
    type_into(box, typed)
    assert box.colour == colour


@pytest.mark.parametrize("typed", ["", "octarine", "#12", "#gggggg"])
def test_that_what_is_no_colour_gives_way_to_the_one_before(
    box: ColourBox, chosen: list[str], typed: str
) -> None:
    box.show_colour("#112233")
    type_into(box, typed)
    assert box.colour == "#112233"
    assert box.currentData() == "#112233"
    assert chosen == []


def test_that_a_colour_is_told_once_and_showing_one_is_no_choice(box: ColourBox, chosen: list[str]) -> None:
    box.show_colour("#112233")
    assert chosen == []
    type_into(box, "#445566")
    type_into(box, "#445566")
    assert chosen == ["#445566"]


def test_that_a_colour_from_the_list_is_taken(box: ColourBox, chosen: list[str]) -> None:
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert (box.colour, chosen) == ("#000000", ["#000000"])


def test_that_a_colour_of_ones_own_is_listed_once(box: ColourBox) -> None:
    before = box.count()
    box.show_colour("#112233")
    box.show_colour("#112233")
    assert box.count() == before + 1


# -- from where on to be told --------------------------------------------------------------------------------


def test_that_nobody_who_has_set_nothing_misses_a_warning(qtbot: QtBot) -> None:
    form = LimitsForm()
    qtbot.addWidget(form)
    assert form.limits() == Limits()


def test_that_every_limit_is_told_as_it_is_set(qtbot: QtBot) -> None:
    form = LimitsForm()
    qtbot.addWidget(form)
    told: list[Limits] = []
    form.limits_changed.connect(told.append)
    boxes = {each.accessibleName(): each for each in form.findChildren(QSpinBox)}
    boxes["Names smaller than"].setValue(18)
    boxes["Other text smaller than"].setValue(9)
    boxes["Pictures under"].setValue(300)
    for check in form.findChildren(QCheckBox):
        check.toggle()
    usual = Limits()
    assert len(told) == 5
    assert told[-1] == Limits(
        name_points=18,
        text_points=9,
        picture_dpi=300,
        tells_empty_organisation=not usual.tells_empty_organisation,
        tells_duplicates=not usual.tells_duplicates,
    )


# -- how the paper goes through the printer ------------------------------------------------------------------


@pytest.fixture
def form(qtbot: QtBot) -> PressForm:
    made = PressForm()
    qtbot.addWidget(made)
    return made


def test_that_a_printer_is_taken_as_exact_until_somebody_has_measured(form: PressForm) -> None:
    assert form.press() == Press(duplex=Duplex.OFF, cut_marks=False, offset_x=0, offset_y=0)


def test_that_both_sides_are_forgotten_with_the_back_and_remembered_with_it(form: PressForm) -> None:
    sides = form.findChild(QComboBox)
    assert sides is not None
    form.offer_back(has_back=True)
    sides.setCurrentIndex(sides.findData(Duplex.LONG_EDGE.value))
    assert form.press().duplex is Duplex.LONG_EDGE
    form.offer_back(has_back=False)
    assert form.press().duplex is Duplex.OFF
    assert sides.isHidden()
    form.offer_back(has_back=True)
    assert form.press().duplex is Duplex.LONG_EDGE


def test_that_a_printer_is_corrected_no_further_than_printers_are_off(form: PressForm) -> None:
    told: list[bool] = []
    form.changed.connect(lambda: told.append(True))
    right, down = form.findChildren(QDoubleSpinBox)
    right.setValue(99)
    down.setValue(-99)
    assert (form.press().offset_x, form.press().offset_y) == (FURTHEST, -FURTHEST)
    assert len(told) == 2
