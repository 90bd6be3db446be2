"""What surrounds the pages: the rail, the top bar, the keys that work everywhere, the foot line."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.domain.checkin import Direction
from checkin_app.domain.errors import NotSaved
from checkin_app.domain.event import Checkpoint
from checkin_app.services.clock import HandClock
from checkin_app.ui.checkin_page import CheckinPage
from checkin_app.ui.foot_line import FootLine
from checkin_app.ui.labels import ElidedLabel
from checkin_app.ui.rail import SLIM, WIDE, Page, Rail
from checkin_app.ui.scan_box import ScanBox
from checkin_app.ui.segments import Segments
from checkin_app.ui.shell import Shell
from checkin_app.ui.toast import Toast
from checkin_app.ui.top_bar import TopBar

from .conftest import CONFERENCE, EVENT, MATCHMAKING, SECOND, Desk

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot) -> Shell:
    """A shell with the real desk and empty pages beside it."""
    page = CheckinPage(desk.services.checkin, desk.reception, desk.background, desk.changes, desk.post)
    others = {each: QWidget() for each in Page if each is not Page.CHECKIN}
    made = Shell("Main entrance", desk.post, desk.reception, page, others)
    qtbot.addWidget(made)
    made.resize(1_366, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def _button(shell: Shell, page: Page) -> QToolButton:
    button = shell.findChild(QToolButton, f"rail{page.name.capitalize()}")
    assert button is not None
    return button


def _open_page(shell: Shell) -> Page:
    return next(page for page in Page if _button(shell, page).isChecked())


def _box(shell: Shell) -> QComboBox:
    box = shell.findChild(QComboBox, "checkpointBox")
    assert box is not None
    return box


def _foot(shell: Shell) -> str:
    foot = shell.findChild(FootLine)
    assert foot is not None
    return " | ".join(
        label.whole_text() if isinstance(label, ElidedLabel) else label.text()
        for label in foot.findChildren(QLabel)
    )


def test_that_the_desk_is_what_opens_first(shell: Shell) -> None:
    assert _open_page(shell) is Page.CHECKIN
    box = shell.findChild(ScanBox)
    assert box is not None
    assert shell.focusWidget() is box


@pytest.mark.parametrize("page", Page)
def test_that_every_page_has_a_button_with_a_name_and_a_key(page: Page, shell: Shell) -> None:
    button = _button(shell, page)
    assert button.accessibleName() == page.value
    assert f"Ctrl+{list(Page).index(page) + 1}" in button.toolTip()
    button.click()
    assert _open_page(shell) is page


@pytest.mark.parametrize(("number", "page"), list(enumerate(Page, 1)))
def test_that_control_and_a_number_opens_a_page(number: int, page: Page, shell: Shell) -> None:
    QTest.keyClick(shell, Qt.Key(Qt.Key.Key_0 + number), CONTROL)
    assert _open_page(shell) is page


@pytest.mark.parametrize(
    ("key", "modifier"), [(Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_F, CONTROL)]
)
def test_that_the_scan_box_is_one_key_away_from_everywhere(
    key: Qt.Key, modifier: Qt.KeyboardModifier, shell: Shell
) -> None:
    shell.show_page(Page.PROGRAMME)
    QTest.keyClick(shell, key, modifier)
    assert _open_page(shell) is Page.CHECKIN
    assert isinstance(shell.focusWidget(), ScanBox)


def test_that_the_rail_leaves_out_its_words_in_a_narrow_window(shell: Shell) -> None:
    rail = shell.findChild(Rail)
    assert rail is not None
    assert rail.width() == WIDE
    shell.resize(1_093, 614)
    assert rail.width() == SLIM
    assert _button(shell, Page.PEOPLE).toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly


def test_that_the_box_shows_what_the_clock_says(shell: Shell) -> None:
    assert "Day 2 · Conference. By the clock · 09:30–13:00" in _box(shell).accessibleDescription()
    assert _box(shell).currentIndex() == 0


def test_that_a_choice_in_the_box_is_marked_as_made_by_hand_and_can_be_taken_back(
    shell: Shell, desk: Desk
) -> None:
    box = _box(shell)
    row = next(row for row in range(box.count()) if box.itemData(row) == MATCHMAKING)
    box.setCurrentIndex(row)
    box.activated.emit(row)
    assert (desk.post.checkpoint, desk.post.is_by_hand) == (MATCHMAKING, True)
    assert "Chosen by hand" in box.accessibleDescription()
    assert box.property("byhand")
    box.activated.emit(0)
    assert (desk.post.checkpoint, desk.post.is_by_hand) == (CONFERENCE, False)
    assert not box.property("byhand")


def test_that_f6_steps_through_the_programme_and_f7_turns_round(shell: Shell, desk: Desk) -> None:
    QTest.keyClick(shell, Qt.Key.Key_F6)
    assert desk.post.checkpoint == MATCHMAKING
    QTest.keyClick(shell, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert desk.post.checkpoint == CONFERENCE
    QTest.keyClick(shell, Qt.Key.Key_F7)
    assert desk.post.direction is Direction.EXIT
    QTest.keyClick(shell, Qt.Key.Key_F7)
    assert desk.post.direction is Direction.ENTRY


def test_that_a_change_of_the_checkpoint_is_shown_in_passing(shell: Shell, desk: Desk, qtbot: QtBot) -> None:
    desk.post.choose(Checkpoint(SECOND))
    assert _box(shell).property("changed")
    qtbot.waitUntil(lambda: not _box(shell).property("changed"), timeout=3_000)


def test_that_entry_and_exit_are_two_buttons_of_which_one_is_down(shell: Shell, desk: Desk) -> None:
    bar = shell.findChild(TopBar)
    assert bar is not None
    ways = bar.findChild(Segments)
    assert ways is not None
    ways.button(Direction.EXIT).click()
    assert desk.post.direction is Direction.EXIT
    assert not ways.button(Direction.ENTRY).isChecked()


def test_that_the_top_bar_names_event_desk_date_and_time(shell: Shell) -> None:
    bar = shell.findChild(TopBar)
    assert bar is not None
    texts = [label.text() for label in bar.findChildren(QLabel)]
    assert texts[:2] == [EVENT.name, "Main entrance · Wed 22 Nov"]
    assert "09:14" in texts


def test_that_the_clock_goes_on(shell: Shell, clock: HandClock, qtbot: QtBot) -> None:
    clock.instant += timedelta(minutes=6)
    bar = shell.findChild(TopBar)
    assert bar is not None
    qtbot.waitUntil(lambda: "09:20" in [label.text() for label in bar.findChildren(QLabel)], timeout=3_000)


def test_that_the_foot_line_has_the_keys_of_the_page(shell: Shell) -> None:
    assert "Ctrl+Enter  let in anyway" in _foot(shell)
    shell.show_page(Page.PEOPLE)
    assert "Ctrl+Enter" not in _foot(shell)
    assert "Ctrl+F  scan box" in _foot(shell)


def test_that_the_foot_line_tells_when_it_was_saved_and_backed_up(shell: Shell, desk: Desk) -> None:
    assert "Saved" not in _foot(shell)
    desk.reception.scan(desk.code("Țăranu"))
    assert "Saved 09:14:07" in _foot(shell)
    shell.show_backup(desk.post.now())
    assert "Saved 09:14:07 · Backup 09:14" in _foot(shell)


def test_that_control_z_takes_back_the_last_check_in_from_any_page(
    shell: Shell, desk: Desk, qtbot: QtBot
) -> None:
    desk.reception.scan(desk.code("Țăranu"))
    shell.show_page(Page.PEOPLE)
    with qtbot.waitSignal(shell.told) as told:
        QTest.keyClick(shell, Qt.Key.Key_Z, CONTROL)
    assert str(told.args).count("Ștefan Țăranu") == 1
    assert desk.services.checkin.counter(CONFERENCE).people == 0


def test_that_control_z_in_the_scan_box_is_for_check_ins_and_not_for_letters(
    shell: Shell, desk: Desk
) -> None:
    desk.reception.scan(desk.code("Țăranu"))
    box = shell.findChild(ScanBox)
    assert box is not None
    QTest.keyClicks(box, "pop")
    QTest.keyClick(box, Qt.Key.Key_Z, CONTROL)
    assert box.text() == "pop"
    assert desk.services.checkin.counter(CONFERENCE).people == 0


def test_that_what_cannot_be_done_is_told(shell: Shell, qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(shell.told) as told:
        desk.reception.undo()
    assert "nothing to undo" in str(told.args)


def test_that_letters_alone_are_never_a_shortcut(shell: Shell, desk: Desk) -> None:
    shell.show_page(Page.PEOPLE)
    for letter in "BCDFGHJKLNPRSTVXYN":
        QTest.keyClick(shell, Qt.Key(ord(letter)))
    assert _open_page(shell) is Page.PEOPLE
    assert desk.post.checkpoint == CONFERENCE


def _toast(shell: Shell) -> Toast:
    toast = shell.findChild(Toast)
    assert toast is not None
    return toast


def test_that_a_verdict_is_a_toast_on_every_page_but_the_desk(shell: Shell, desk: Desk) -> None:
    desk.reception.scan(desk.code("Țăranu"))
    assert not _toast(shell).isVisible()
    shell.show_page(Page.PEOPLE)
    desk.reception.scan(desk.code("Popescu"))
    assert _toast(shell).isVisible()


def test_that_the_toast_undoes_the_scan_that_it_shows(shell: Shell, desk: Desk) -> None:
    shell.show_page(Page.BADGES)
    desk.reception.scan(desk.code("Țăranu"))
    assert desk.services.checkin.counter(CONFERENCE).people == 1
    next(b for b in _toast(shell).findChildren(QPushButton) if "Undo" in b.text()).click()
    assert desk.services.checkin.counter(CONFERENCE).people == 0
    assert not _toast(shell).isVisible()


def test_that_the_toast_leads_to_the_desk_and_goes_there(shell: Shell, desk: Desk) -> None:
    shell.show_page(Page.ATTENDANCE)
    desk.reception.scan(desk.code("Ng"))
    _toast(shell).desk_requested.emit()
    assert _open_page(shell) is Page.CHECKIN
    assert not _toast(shell).isVisible()


def test_that_a_failure_to_save_is_seen_on_every_page(shell: Shell, desk: Desk) -> None:
    shell.show_page(Page.PEOPLE)
    desk.reception.saving_failed.emit(NotSaved("r", "The disk is full."))
    assert _toast(shell).isVisible()
