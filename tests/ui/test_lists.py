"""The two lists of the desk: people found, and last scans."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from checkin_app.domain.checkin import Direction, Entry, Reason
from checkin_app.services.checkin import Found, FoundState
from checkin_app.services.scan_lines import ScanLine
from checkin_app.ui.found_list import FoundList
from checkin_app.ui.found_panel import FoundPanel
from checkin_app.ui.scan_list import ScanList, button_area, button_text

from .conftest import ANA, CONFERENCE, EVENT, JOERG, LI, MARIA, MORNING, STEFAN

ENTRY = Entry("r", "1", CONFERENCE, MORNING, "Main entrance")
FOUND = (
    Found(STEFAN, FoundState.NOT_YET, None, best=True),
    Found(ANA, FoundState.INSIDE, ENTRY),
    Found(JOERG, FoundState.LEFT, replace(ENTRY, left_at=MORNING + timedelta(hours=1))),
    Found(LI, FoundState.NOT_EXPECTED, None),
    Found(MARIA, FoundState.CANCELLED, None),
)
SCAN = ScanLine("r1", MORNING, Direction.ENTRY, Reason.ADMITTED, CONFERENCE, STEFAN, "Main entrance", "")


@pytest.fixture
def found(qtbot: QtBot) -> FoundList:
    """A list on the screen."""
    made = FoundList()
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show()
    return made


@pytest.fixture
def chosen(found: FoundList) -> list[Found]:
    """Whom the list said was chosen."""
    seen: list[Found] = []
    found.chosen.connect(seen.append)
    return seen


@pytest.fixture
def scans(qtbot: QtBot) -> ScanList:
    """A list on the screen."""
    made = ScanList()
    qtbot.addWidget(made)
    made.resize(280, 300)
    made.show()
    return made


def test_that_only_a_clear_match_is_chosen_beforehand(found: FoundList, chosen: list[Found]) -> None:
    found.show_found(FOUND, EVENT)
    assert found.choose()
    found.show_found(FOUND[1:], EVENT)
    assert not found.choose()
    assert chosen == [FOUND[0]]


def test_that_every_row_can_be_drawn_and_is_read_out(found: FoundList) -> None:
    found.show_found(FOUND, EVENT)
    assert not found.grab().isNull()
    rows = [found.model().index(row, 0).data() for row in range(len(FOUND))]
    assert rows[0] == "Ștefan Țăranu, HempClub · Romania, Not yet"
    assert rows[1].endswith("In since 09:14")
    assert found.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole).startswith("<span>")


def test_that_stepping_stops_at_both_ends(found: FoundList, chosen: list[Found]) -> None:
    found.show_found(FOUND[1:], EVENT)
    found.step(1)
    found.choose()
    found.step(-5)
    found.choose()
    found.step(50)
    found.choose()
    assert chosen == [FOUND[1], FOUND[1], FOUND[-1]]


def test_that_stepping_up_without_a_choice_begins_at_the_end(found: FoundList, chosen: list[Found]) -> None:
    found.show_found(FOUND[1:], EVENT)
    found.step(-1)
    found.choose()
    assert chosen == [FOUND[-1]]


def test_that_an_empty_list_has_nothing_to_step_to(found: FoundList, chosen: list[Found]) -> None:
    found.show_found((), EVENT)
    found.step(1)
    found.choose_row(0)
    assert not found.choose()
    assert not chosen


def test_that_rows_are_chosen_by_number_as_far_as_they_go(found: FoundList, chosen: list[Found]) -> None:
    found.show_found(FOUND, EVENT)
    found.choose_row(2)
    found.choose_row(9)
    assert chosen == [FOUND[2]]


def test_that_the_list_takes_no_focus_from_the_scan_box(found: FoundList) -> None:
    assert found.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_that_an_ampersand_in_a_suggestion_is_no_shortcut(qtbot: QtBot) -> None:
    panel = FoundPanel()
    qtbot.addWidget(panel)
    panel.show_nobody("hanf", ["Hanf & Söhne", "b", "c", "d"])
    with qtbot.waitSignal(panel.suggestion_chosen) as told:
        buttons = [b for b in panel.findChildren(QPushButton) if b.text() == "Hanf && Söhne"]
        assert len(buttons) == 1
        buttons[0].click()
    assert told.args == ["Hanf & Söhne"]


@pytest.mark.parametrize(
    ("scan", "says"),
    [
        (SCAN, "Undo"),
        (replace(SCAN, reason=Reason.LEFT), "Undo"),
        (replace(SCAN, reason=Reason.FULL, forced="VIP"), "Undo"),
        (replace(SCAN, voided_by="v"), "Redo"),
        (replace(SCAN, reason=Reason.FULL), ""),
        (replace(SCAN, reason=Reason.UNKNOWN, participant=None), ""),
    ],
)
def test_that_a_line_offers_what_can_be_done_about_it(scan: ScanLine, says: str, scans: ScanList) -> None:
    assert button_text(scan) == says
    scans.show_scans([scan], EVENT)
    assert not scans.grab().isNull()


def test_that_the_button_of_a_line_reverses_it_and_the_rest_of_the_line_does_not(
    scans: ScanList, qtbot: QtBot
) -> None:
    scans.show_scans([SCAN], EVENT)
    row = scans.visualRect(scans.model().index(0, 0))
    with qtbot.assertNotEmitted(scans.undo_requested):
        QTest.mouseClick(scans.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, row.center().y()))
    with qtbot.waitSignal(scans.undo_requested) as told:
        QTest.mouseClick(scans.viewport(), Qt.MouseButton.LeftButton, pos=button_area(row).center())
    assert told.args == ["r1"]


def test_that_a_line_that_was_taken_back_is_put_back_by_its_undo(scans: ScanList, qtbot: QtBot) -> None:
    scans.show_scans([replace(SCAN, voided_by="the undo")], EVENT)
    scans.setCurrentIndex(scans.model().index(0, 0))
    with qtbot.waitSignal(scans.redo_requested) as told:
        QTest.keyClick(scans, Qt.Key.Key_Enter)
    assert told.args == ["the undo"]


def test_that_other_keys_only_move_in_the_list(scans: ScanList, qtbot: QtBot) -> None:
    scans.show_scans([SCAN, replace(SCAN, record="r2")], EVENT)
    scans.setCurrentIndex(scans.model().index(0, 0))
    with qtbot.assertNotEmitted(scans.undo_requested):
        QTest.keyClick(scans, Qt.Key.Key_Down)
    assert scans.currentIndex().row() == 1


def test_that_lines_are_read_out_with_time_and_word(scans: ScanList) -> None:
    scans.show_scans([SCAN, replace(SCAN, participant=None, reason=Reason.UNKNOWN)], EVENT)
    assert scans.model().index(0, 0).data() == "Ștefan Țăranu · In · 09:14:07 · Day 2 · Conference"
    assert scans.model().index(1, 0).data().startswith("Unknown badge · Not known")


def test_that_an_empty_list_says_what_to_do(scans: ScanList) -> None:
    empty = scans.grab().toImage()
    scans.show_scans([SCAN], EVENT)
    assert scans.grab().toImage() != empty
