"""A walk-in is added and checked in by keyboard alone, nobody twice, and nothing that was typed is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.ui.checkin_page import CheckinPage
from checkin_app.ui.lookalikes import Lookalikes
from checkin_app.ui.rail import Page
from checkin_app.ui.scan_box import ScanBox
from checkin_app.ui.shell import Shell
from checkin_app.ui.walk_in_sheet import WalkInSheet

from .conftest import EVENT, Desk

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot) -> Shell:
    """A desk whose page has the sheet, in a window that has the keyboard."""
    page = CheckinPage(desk.services.checkin, desk.reception, desk.background, desk.changes, desk.post)
    sheet = WalkInSheet(desk.services.walk_in, desk.reception, desk.background, desk.changes, EVENT)
    page.add_sheet(sheet)
    others = {each: QWidget() for each in Page if each is not Page.CHECKIN}
    made = Shell("Main entrance", desk.post, desk.reception, page, others)
    qtbot.addWidget(made)
    made.resize(1_366, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _press(shell: Shell, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(shell.focusWidget() or shell, key, modifier)


def _type(shell: Shell, text: str) -> None:
    QTest.keyClicks(shell.focusWidget(), text)


def _search(shell: Shell, text: str) -> None:
    box = shell.findChild(ScanBox)
    assert box is not None
    QTest.keyClicks(box, text)
    box.paused.emit(text)


def _scan(shell: Shell, text: str) -> None:
    box = shell.findChild(ScanBox)
    assert box is not None
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


def _sheet(shell: Shell) -> WalkInSheet:
    sheet = shell.findChild(WalkInSheet)
    assert sheet is not None
    return sheet


def _text(shell: Shell, name: str) -> str:
    label = shell.findChild(QLabel, name)
    assert label is not None
    return label.text() if label.isVisible() else ""


def _field(shell: Shell, name: str) -> QLineEdit:
    field = shell.findChild(QLineEdit, name)
    assert field is not None
    return field


def _alike(shell: Shell) -> list[str]:
    people = shell.findChild(Lookalikes)
    assert people is not None
    return [button.text() for button in people.findChildren(QPushButton) if button.isVisible()]


def _spare(desk: Desk) -> str:
    (face,) = desk.services.badges.issue_spares(1)
    return face.code


def test_that_a_walk_in_is_added_in_four_fields_by_keyboard_alone(shell: Shell, desk: Desk) -> None:
    _press(shell, Qt.Key.Key_N, CONTROL)
    for text in ("Ioana", "Ionescu", "Agro Lab"):
        _type(shell, text)
        _press(shell, Qt.Key.Key_Return)
    assert isinstance(shell.focusWidget(), QComboBox)
    _press(shell, Qt.Key.Key_Down)
    _press(shell, Qt.Key.Key_Return, CONTROL)
    assert _text(shell, "verdictWord") == "Checked in"
    person = desk.person("Ionescu")
    assert (person.given, person.organisation, person.category) == ("Ioana", "Agro Lab", "Exchange visitor")
    assert person.walk_in
    assert not _sheet(shell).isVisible()
    assert isinstance(shell.focusWidget(), ScanBox)
    assert _text(shell, "counterIn") == "1"


def test_that_the_sheet_opens_from_every_page(shell: Shell) -> None:
    shell.show_page(Page.PROGRAMME)
    _press(shell, Qt.Key.Key_N, CONTROL)
    assert _sheet(shell).isVisible()


def test_that_a_name_nobody_has_is_handed_over(shell: Shell) -> None:
    _search(shell, "ion popesku")
    assert "Nobody like" in _text(shell, "nobodyFound")
    _press(shell, Qt.Key.Key_N, CONTROL)
    assert (_field(shell, "walkInGiven").text(), _field(shell, "walkInFamily").text()) == ("Ion", "Popesku")
    assert _alike(shell) == []


def test_that_the_button_under_nobody_opens_the_sheet_too(shell: Shell) -> None:
    _search(shell, "kereszturi")
    _press(shell, Qt.Key.Key_Down)
    _press(shell, Qt.Key.Key_Return)
    assert _field(shell, "walkInFamily").text() == "Kereszturi"
    assert shell.focusWidget() is _field(shell, "walkInGiven")


def test_that_people_who_look_alike_are_offered_after_a_moment_and_chosen_by_key(
    shell: Shell, desk: Desk, qtbot: QtBot
) -> None:
    _press(shell, Qt.Key.Key_N, CONTROL)
    _type(shell, "Anna")
    _press(shell, Qt.Key.Key_Return)
    _type(shell, "Popesku")
    assert _alike(shell) == []
    qtbot.waitUntil(lambda: _alike(shell) != [])
    assert _text(shell, "lookalikesSaid") == "1 person looks like this. Check in instead:"
    assert _alike(shell) == ["Ana Popescu · Fibra   Alt+1"]
    _press(shell, Qt.Key.Key_1, ALT)
    assert _text(shell, "verdictName") == "Ana Popescu"
    assert len(desk.services.roster.people()) == 5
    _press(shell, Qt.Key.Key_N, CONTROL)
    assert _field(shell, "walkInFamily").text() == ""


def test_that_organisations_of_the_roster_are_offered(shell: Shell) -> None:
    _press(shell, Qt.Key.Key_N, CONTROL)
    completer = _field(shell, "walkInOrganisation").completer()
    completer.setCompletionPrefix("söh")
    assert completer.currentCompletion() == "Hanf & Söhne"


def test_that_a_missing_name_is_told_and_nothing_is_saved(shell: Shell, desk: Desk) -> None:
    _press(shell, Qt.Key.Key_N, CONTROL)
    _type(shell, "Ioana")
    _press(shell, Qt.Key.Key_Return, CONTROL)
    assert _text(shell, "walkInLacking") == "Last name is needed."
    assert shell.focusWidget() is _field(shell, "walkInFamily")
    assert len(desk.services.roster.people()) == 5


def test_that_what_was_typed_outlives_an_accidental_escape(shell: Shell) -> None:
    _press(shell, Qt.Key.Key_N, CONTROL)
    _type(shell, "Ioana")
    _press(shell, Qt.Key.Key_Escape)
    assert not _sheet(shell).isVisible()
    assert isinstance(shell.focusWidget(), ScanBox)
    _press(shell, Qt.Key.Key_N, CONTROL)
    assert _field(shell, "walkInGiven").text() == "Ioana"


def test_that_a_spare_badge_becomes_the_walk_ins(shell: Shell, desk: Desk) -> None:
    code = _spare(desk)
    _scan(shell, code)
    assert _text(shell, "verdictWord") == "Stop — code not known"
    _press(shell, Qt.Key.Key_N, CONTROL)
    assert _text(shell, "walkInBadge") == f"Gets the badge that ends in {code[-5:]}"
    _type(shell, "Ioana")
    _press(shell, Qt.Key.Key_Return)
    _type(shell, "Ionescu")
    _press(shell, Qt.Key.Key_Return, CONTROL)
    assert desk.code("Ionescu") == code
    desk.services.checkin._recent.clear()
    _scan(shell, code)
    assert _text(shell, "verdictWord") == "Already in"


def test_that_the_badge_can_be_left_out(shell: Shell, desk: Desk) -> None:
    code = _spare(desk)
    _scan(shell, code)
    offer = shell.findChild(QPushButton, "walkInWithBadge")
    assert offer is not None
    offer.click()
    next(b for b in _sheet(shell).findChildren(QPushButton) if b.text() == "Without it").click()
    assert _text(shell, "walkInBadge") == ""
    _type(shell, "Ioana")
    _field(shell, "walkInFamily").setText("Ionescu")
    _press(shell, Qt.Key.Key_Return, CONTROL)
    assert desk.code("Ionescu") != code


def test_that_a_badge_that_is_somebodys_is_not_offered(shell: Shell, desk: Desk) -> None:
    offer = shell.findChild(QPushButton, "walkInWithBadge")
    assert offer is not None
    for text in (desk.code("Țăranu"), "BCDFGHJKLNPRSTVXBCDF"):
        _scan(shell, text)
        assert not offer.isVisible()
    _press(shell, Qt.Key.Key_N, CONTROL)
    assert _text(shell, "walkInBadge") == ""


def test_that_a_badge_taken_meanwhile_is_told_and_what_was_typed_stays(
    shell: Shell, desk: Desk, qtbot: QtBot
) -> None:
    code = _spare(desk)
    _scan(shell, code)
    _press(shell, Qt.Key.Key_N, CONTROL)
    desk.services.walk_in.add(desk.person("Ng"), desk.post.checkpoint, badge=code)  # type: ignore[arg-type]  # there is one
    _type(shell, "Ioana")
    _field(shell, "walkInFamily").setText("Ionescu")
    with qtbot.waitSignal(desk.reception.failed):
        _press(shell, Qt.Key.Key_Return, CONTROL)
    assert _sheet(shell).isVisible()
    assert _field(shell, "walkInGiven").text() == "Ioana"


def test_that_the_verdict_may_ask_and_staff_decide(shell: Shell, desk: Desk) -> None:
    for family in ("Țăranu", "Popescu", "Müller"):
        _scan(shell, desk.code(family))
    _press(shell, Qt.Key.Key_N, CONTROL)
    _type(shell, "Ioana")
    _field(shell, "walkInFamily").setText("Ionescu")
    _press(shell, Qt.Key.Key_Return, CONTROL)
    assert _text(shell, "verdictWord") == "Ask: the room is full"
    _press(shell, Qt.Key.Key_Return, CONTROL)
    _type(shell, "Speaker")
    _press(shell, Qt.Key.Key_Return, CONTROL)
    assert _text(shell, "verdictName") == "Ioana Ionescu"
    assert _text(shell, "counterIn") == "4"


def test_that_a_walk_in_that_was_not_saved_is_retried_and_added_once(
    shell: Shell, desk: Desk, event_file: Path
) -> None:
    _press(shell, Qt.Key.Key_N, CONTROL)
    _type(shell, "Ioana")
    _field(shell, "walkInFamily").setText("Ionescu")
    away = event_file.rename(event_file.with_name("away"))
    _press(shell, Qt.Key.Key_Return, CONTROL)
    assert _text(shell, "verdictWord").startswith("NOT SAVED")
    assert not _sheet(shell).isVisible()
    away.rename(event_file)
    _press(shell, Qt.Key.Key_Return)
    assert _text(shell, "verdictName") == "Ioana Ionescu"
    assert desk.person("Ionescu").given == "Ioana"
    _press(shell, Qt.Key.Key_N, CONTROL)
    assert _field(shell, "walkInGiven").text() == ""


def test_that_a_scan_meanwhile_leaves_the_caret_and_the_text(shell: Shell, desk: Desk) -> None:
    _press(shell, Qt.Key.Key_N, CONTROL)
    _type(shell, "Ioana")
    desk.reception.scan(desk.code("Țăranu"))
    assert _text(shell, "verdictName") == "Ștefan Țăranu"
    assert shell.focusWidget() is _field(shell, "walkInGiven")
    assert _sheet(shell).isVisible()
