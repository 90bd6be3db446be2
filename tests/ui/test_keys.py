"""The table of keys is true: each key does what it says, and the foot line and the help say what the table says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.domain.badge import contrast
from checkin_app.domain.checkin import Direction, Reason
from checkin_app.ui import keys, theme
from checkin_app.ui.checkin_page import CheckinPage
from checkin_app.ui.found_panel import FoundPanel
from checkin_app.ui.help_overlay import HelpOverlay
from checkin_app.ui.keys import COLOURS, KEYS, Key
from checkin_app.ui.looks import LOOKS, Family
from checkin_app.ui.main_window import MainWindow
from checkin_app.ui.people.people_filters import PeopleSearch
from checkin_app.ui.people.people_page import PeoplePage
from checkin_app.ui.people.people_table import PeopleView
from checkin_app.ui.people.person_editing import PeopleServices
from checkin_app.ui.rail import Page
from checkin_app.ui.scan_box import ScanBox
from checkin_app.ui.shell import Shell
from checkin_app.ui.top_bar import TopBar
from checkin_app.ui.verdict_card import VerdictCard
from checkin_app.ui.walk_in_sheet import WalkInSheet

from .conftest import CONFERENCE, EVENT, MATCHMAKING, Desk

CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@dataclass(frozen=True)
class Stage:
    """The open window and its desk."""

    window: MainWindow
    shell: Shell
    desk: Desk

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.shell.focusWidget() or self.shell, key, modifier)

    @property
    def box(self) -> ScanBox:
        found = self.shell.findChild(ScanBox)
        assert found is not None
        return found

    @property
    def help(self) -> HelpOverlay:
        found = self.shell.findChild(HelpOverlay)
        assert found is not None
        return found

    def search(self, text: str) -> None:
        self.box.setText(text)
        self.box.paused.emit(text)

    def came(self) -> int:
        return self.desk.services.checkin.counter(CONFERENCE).people


@pytest.fixture
def stage(desk: Desk, qtbot: QtBot) -> Stage:
    page = CheckinPage(desk.services.checkin, desk.reception, desk.background, desk.changes, desk.post)
    page.add_sheet(WalkInSheet(desk.services.walk_in, desk.reception, desk.background, desk.changes, EVENT))
    others: dict[Page, QWidget] = {each: QWidget() for each in Page if each is not Page.CHECKIN}
    had = desk.services
    asked = PeopleServices(had.roster, had.checkin, had.badges, had.attendance)
    others[Page.PEOPLE] = PeoplePage(asked, desk.background, desk.changes, desk.post)
    shell = Shell("Main entrance", desk.post, desk.reception, page, others)
    window = MainWindow()
    window.show_content(shell, "Event")
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return Stage(window, shell, desk)


def _opens_pages(stage: Stage) -> None:
    for number in (2, 3, 4, 5, 6, 1):
        stage.press(Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        button = stage.shell.findChild(QWidget, f"rail{list(Page)[number - 1].name.capitalize()}")
        assert button is not None
        assert button.isChecked()  # type: ignore[attr-defined]  # a QToolButton


def _goes_to_the_box(stage: Stage) -> None:
    for key, modifier in ((Qt.Key.Key_F, CONTROL), (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier)):
        stage.shell.show_page(Page.PEOPLE)
        stage.press(key, modifier)
        assert stage.shell.focusWidget() is stage.box


def _undoes(stage: Stage) -> None:
    stage.desk.reception.scan(stage.desk.code("Țăranu"))
    stage.press(Qt.Key.Key_Z, CONTROL)
    assert stage.came() == 0


def _redoes(stage: Stage) -> None:
    stage.desk.reception.scan(stage.desk.code("Țăranu"))
    stage.press(Qt.Key.Key_Z, CONTROL)
    stage.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert stage.came() == 1


def _begins_a_walk_in(stage: Stage) -> None:
    stage.press(Qt.Key.Key_N, CONTROL)
    sheet = stage.shell.findChild(WalkInSheet)
    assert sheet is not None
    assert sheet.isVisible()


def _steps(stage: Stage) -> None:
    stage.press(Qt.Key.Key_F6)
    assert stage.desk.post.checkpoint == MATCHMAKING
    stage.press(Qt.Key.Key_F6, SHIFT)
    assert stage.desk.post.checkpoint == CONFERENCE


def _turns(stage: Stage) -> None:
    stage.press(Qt.Key.Key_F7)
    assert stage.desk.post.direction is Direction.EXIT


def _fills_the_screen(stage: Stage) -> None:
    stage.press(Qt.Key.Key_F11)
    assert stage.window.isFullScreen()


def _helps(stage: Stage) -> None:
    stage.press(Qt.Key.Key_F1)
    assert stage.help.isVisible()


def _checks_in(stage: Stage) -> None:
    stage.search("taranu")
    stage.press(Qt.Key.Key_Return)
    assert stage.came() == 1


def _chooses_another(stage: Stage) -> None:
    stage.search("pop")
    found = stage.shell.findChild(FoundPanel)
    assert found is not None
    before = found.list.currentIndex().row()
    stage.press(Qt.Key.Key_Down)
    assert found.list.currentIndex().row() == before + 1


def _checks_in_the_second(stage: Stage) -> None:
    stage.search("pop")
    found = stage.shell.findChild(FoundPanel)
    assert found is not None
    with_row: list[object] = []
    found.chosen.connect(with_row.append)
    stage.press(Qt.Key.Key_2, ALT)
    assert len(with_row) == 1


def _lets_in(stage: Stage) -> None:
    stage.desk.reception.scan(stage.desk.code("Ng"))
    stage.press(Qt.Key.Key_Return, CONTROL)
    reason = stage.shell.focusWidget()
    if isinstance(reason, QLineEdit) and reason is not stage.box:
        reason.setText("The organiser agreed")
        stage.press(Qt.Key.Key_Return, CONTROL)
    assert stage.came() == 1


def _edits(stage: Stage) -> None:
    wishes: list[str] = []
    page = stage.shell.findChild(CheckinPage)
    assert page is not None
    page.edit_requested.connect(wishes.append)
    stage.press(Qt.Key.Key_F2)
    assert wishes == []
    stage.desk.reception.scan(stage.desk.code("Țăranu"))
    stage.press(Qt.Key.Key_F2)
    assert wishes == [stage.desk.person("Țăranu").id]
    assert stage.shell.findChild(QWidget, "railPeople").isChecked()  # type: ignore[union-attr]  # a QToolButton


def _wants_the_camera(stage: Stage) -> None:
    asked: list[bool] = []
    stage.shell.camera_requested.connect(lambda: asked.append(stage.shell.is_at_desk))
    stage.press(Qt.Key.Key_F4)
    stage.shell.show_page(Page.PEOPLE)
    stage.press(Qt.Key.Key_F4)
    assert asked == [True, False]


def _wants_silence(stage: Stage) -> None:
    asked: list[None] = []
    stage.shell.mute_requested.connect(lambda: asked.append(None))
    stage.press(Qt.Key.Key_F8)
    assert len(asked) == 1


def _asks_for_the_badge(stage: Stage) -> None:
    wishes: list[str] = []
    page = stage.shell.findChild(CheckinPage)
    assert page is not None
    page.badge_requested.connect(wishes.append)
    stage.press(Qt.Key.Key_P, CONTROL)
    assert wishes == []
    stage.search("ng")
    stage.press(Qt.Key.Key_P, CONTROL)
    stage.press(Qt.Key.Key_Escape)
    stage.desk.reception.scan(stage.desk.code("Țăranu"))
    stage.press(Qt.Key.Key_P, CONTROL)
    assert wishes == [stage.desk.person("Ng").id, stage.desk.person("Țăranu").id]


def _saves_a_walk_in_with_badge(stage: Stage) -> None:
    wishes: list[str] = []
    page, sheet = stage.shell.findChild(CheckinPage), stage.shell.findChild(WalkInSheet)
    assert page is not None
    assert sheet is not None
    page.badge_requested.connect(wishes.append)
    stage.press(Qt.Key.Key_N, CONTROL)
    sheet.begin("Doina Raileano")
    stage.press(Qt.Key.Key_Return, CONTROL | SHIFT)
    assert stage.came() == 1
    assert wishes == [stage.desk.person("Raileano").id]


def _steps_back(stage: Stage) -> None:
    stage.search("pop")
    stage.press(Qt.Key.Key_Escape)
    assert stage.box.text() == ""
    stage.desk.reception.scan(stage.desk.code("Țăranu"))
    stage.press(Qt.Key.Key_Escape)
    word = stage.shell.findChild(QLabel, "verdictWord")
    assert word is not None
    assert word.text() == "Ready to scan"


def _people(stage: Stage) -> PeopleView:
    stage.shell.show_page(Page.PEOPLE)
    table = stage.shell.findChild(PeopleView)
    assert table is not None
    table.setFocus()
    return table


def _goes_to_the_table(stage: Stage) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        table = _people(stage)
        stage.shell.findChild(PeopleSearch).setFocus()  # type: ignore[union-attr]  # it has one
        stage.press(key)
        assert stage.shell.focusWidget() is table


def _chooses_several(stage: Stage) -> None:
    table = _people(stage)
    stage.press(Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Down, SHIFT)
    assert table.chosen_count() == 2
    stage.press(Qt.Key.Key_A, CONTROL)
    assert table.chosen_count() == 5


def _edits_the_chosen_one(stage: Stage) -> None:
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Return):
        _people(stage).choose({stage.desk.person("Ng").id})
        stage.press(key)
        field = stage.shell.focusWidget()
        assert isinstance(field, QLineEdit)
        assert field.text() == "Li"
        stage.press(Qt.Key.Key_X)
        stage.press(Qt.Key.Key_Escape)
        assert field.text() == "Li"


def _removes(stage: Stage) -> None:
    _people(stage).choose({stage.desk.person("Ng").id})
    stage.press(Qt.Key.Key_Delete)
    assert _people(stage).model().rowCount() == 4
    stage.press(Qt.Key.Key_Z, CONTROL)
    assert _people(stage).model().rowCount() == 5


WHAT_HAPPENS: Mapping[str, Callable[[Stage], None]] = {
    "Ctrl+1 … Ctrl+6": _opens_pages,
    "Ctrl+F or F3": _goes_to_the_box,
    "Ctrl+Z": _undoes,
    "Ctrl+Shift+Z": _redoes,
    "Ctrl+N": _begins_a_walk_in,
    "F6": _steps,
    "F7": _turns,
    "F4": _wants_the_camera,
    "F8": _wants_silence,
    "F11": _fills_the_screen,
    "F1": _helps,
    "Enter": _checks_in,
    "↑ ↓": _chooses_another,
    "Alt+2 … Alt+9": _checks_in_the_second,
    "Ctrl+Enter": _lets_in,
    "Ctrl+P": _asks_for_the_badge,
    "Ctrl+Shift+Enter": _saves_a_walk_in_with_badge,
    "F2": _edits,
    "↓ or Enter in the search": _goes_to_the_table,
    "Shift+↑ ↓, Ctrl+A": _chooses_several,
    "F2 or Enter": _edits_the_chosen_one,
    "Delete": _removes,
    "Esc": _steps_back,
}


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.keys)
def test_that_every_key_in_the_table_does_what_it_says(key: Key, stage: Stage) -> None:
    WHAT_HAPPENS[key.keys](stage)


def test_that_no_key_is_in_the_table_twice() -> None:
    assert len({key.keys for key in KEYS}) == len(KEYS)
    assert set(WHAT_HAPPENS) == {key.keys for key in KEYS}


@pytest.mark.parametrize("at_desk", [True, False])
def test_that_the_foot_line_has_a_few_keys_of_the_table(*, at_desk: bool) -> None:
    shown = keys.foot(at_desk=at_desk)
    assert 4 <= len(shown) <= 7
    table = " ".join(key.keys for key in KEYS)
    assert all(pressed in table and meaning for pressed, meaning in shown)


def test_that_keys_of_the_desk_alone_are_not_in_the_foot_line_of_other_pages() -> None:
    elsewhere = {pressed for pressed, _ in keys.foot(at_desk=False)}
    assert not elsewhere & {key.keys for key in KEYS if key.at_desk or key.on_people}


def test_that_undo_means_the_page_that_is_seen(stage: Stage) -> None:
    stage.desk.reception.scan(stage.desk.code("Țăranu"))
    _people(stage).choose({stage.desk.person("Ng").id})
    stage.press(Qt.Key.Key_Delete)
    for key in (CONTROL, CONTROL | SHIFT, CONTROL):
        stage.press(Qt.Key.Key_Z, key)
    assert (_people(stage).model().rowCount(), stage.came()) == (5, 1)
    stage.press(Qt.Key.Key_Z, CONTROL)
    assert stage.came() == 1
    stage.shell.show_page(Page.BADGES)
    stage.press(Qt.Key.Key_Z, CONTROL)
    assert stage.came() == 0


@pytest.mark.parametrize("name", ["peopleSearch", "edit_organisation"])
def test_that_undo_means_the_page_in_a_field_where_nothing_was_typed(name: str, stage: Stage) -> None:
    _people(stage).choose({stage.desk.person("Ng").id})
    stage.press(Qt.Key.Key_Delete)
    _people(stage).choose({stage.desk.person("Popescu").id})
    field = stage.shell.findChild(QLineEdit, name)
    assert field is not None
    field.setFocus()
    stage.press(Qt.Key.Key_Z, CONTROL)
    assert _people(stage).model().rowCount() == 5


def test_that_undo_in_a_field_takes_back_what_was_just_typed(stage: Stage) -> None:
    _people(stage).choose({stage.desk.person("Popescu").id})
    field = stage.shell.findChild(QLineEdit, "edit_organisation")
    assert field is not None
    field.setFocus()
    field.end(False)
    stage.press(Qt.Key.Key_X)
    assert field.text() == "Fibrax"
    stage.press(Qt.Key.Key_Z, CONTROL)
    assert field.text() == "Fibra"


# -- the help ------------------------------------------------------------------------------------------------


def test_that_the_help_lists_every_key_and_a_look_of_every_colour(stage: Stage) -> None:
    texts = {label.text() for label in stage.help.findChildren(QLabel)}
    for key in KEYS:
        assert {key.keys, key.meaning} <= texts
    for look, meaning in COLOURS:
        assert {look.word, meaning} <= texts
    assert {look.family for look, _ in COLOURS} == set(Family)
    assert LOOKS[Reason.ADMITTED] in [look for look, _ in COLOURS]


@pytest.mark.parametrize("how", [Qt.Key.Key_Escape, Qt.Key.Key_F1])
def test_that_the_help_gives_the_caret_back_to_where_it_was(how: Qt.Key, stage: Stage) -> None:
    stage.shell.show_page(Page.PEOPLE)
    field = stage.shell.focusWidget()
    stage.press(Qt.Key.Key_F1)
    assert stage.shell.focusWidget() is stage.help
    stage.press(how)
    assert not stage.help.isVisible()
    assert stage.shell.focusWidget() is field


def test_that_a_verdict_is_not_hidden_behind_the_help(stage: Stage) -> None:
    stage.press(Qt.Key.Key_F1)
    stage.desk.reception.scan(stage.desk.code("Țăranu"))
    assert not stage.help.isVisible()
    assert stage.shell.focusWidget() is stage.box


def test_that_the_help_covers_the_window_at_every_size(stage: Stage) -> None:
    stage.press(Qt.Key.Key_F1)
    for width, height in ((1_093, 614), (960, 560)):
        stage.window.resize(width, height)
        assert stage.help.geometry() == stage.shell.rect()
        assert stage.help.findChild(QPushButton).isVisible()  # type: ignore[union-attr]  # it has one


def test_that_the_button_in_the_rail_opens_the_help(stage: Stage) -> None:
    button = stage.shell.findChild(QWidget, "railHelp")
    assert button is not None
    assert button.accessibleName() == "Help"
    button.click()  # type: ignore[attr-defined]  # a QToolButton
    assert stage.help.isVisible()


# -- the pill ------------------------------------------------------------------------------------------------


def _pill(stage: Stage) -> QPushButton:
    pill = stage.shell.findChild(QPushButton, "scannerPaused")
    assert pill is not None
    return pill


def test_that_a_window_without_the_keys_says_that_the_scanner_is_paused(stage: Stage) -> None:
    assert not _pill(stage).isVisible()
    stage.shell.show_listening(hears=False)
    assert _pill(stage).isVisible()
    stage.shell.show_listening(hears=True)
    assert not _pill(stage).isVisible()


def test_that_the_pill_asks_for_the_window_and_takes_no_caret(stage: Stage, qtbot: QtBot) -> None:
    stage.shell.show_listening(hears=False)
    assert stage.shell.focusWidget() is stage.box
    bar = stage.shell.findChild(TopBar)
    assert bar is not None
    with qtbot.waitSignal(bar.activation_requested):
        _pill(stage).click()


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_that_the_pill_can_be_read(colours: theme.Colours) -> None:
    assert contrast(colours.amber.text, colours.amber.ground) >= 4.5


def test_that_the_card_still_asks_when_somebody_looks_at_the_help(stage: Stage) -> None:
    stage.desk.reception.scan(stage.desk.code("Ng"))
    stage.press(Qt.Key.Key_F1)
    stage.press(Qt.Key.Key_Escape)
    card = stage.shell.findChild(VerdictCard)
    assert card is not None
    assert card.asking is not None
