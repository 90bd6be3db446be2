"""The filter and people: what they type arrives unchanged, in its order, wherever it belongs by then."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.ui.scan_filter import ScanFilter
from tests.ui.key_presses import (
    GAP_MS,
    Mods,
    Recorder,
    Window,
    compose,
    happen,
    open_window,
    send,
    send_all,
    type_by_qt,
    wait_for,
)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    return open_window(qtbot)


@pytest.fixture
def scan_filter(qapp: QApplication) -> Iterator[ScanFilter]:
    made = ScanFilter(gap_ms=GAP_MS)
    made.install(qapp)
    yield made
    made.remove()


@pytest.fixture
def scans(scan_filter: ScanFilter) -> list[tuple[str, str]]:
    """What was told so far."""
    told: list[tuple[str, str]] = []
    scan_filter.scanned.connect(lambda by_position, typed: told.append((by_position, typed)))
    return told


# -- people ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pace", [8, 30, 120])
@pytest.mark.parametrize("text", ["the quick brown fox jumps over lazy dogs", "li", "y n Y N  "])
def test_that_typing_arrives_letter_for_letter(
    qtbot: QtBot, window: Window, scan_filter: ScanFilter, scans: list[tuple[str, str]], text: str, pace: int
) -> None:
    scan_filter.gap_ms = 35
    send_all(window.handle(), text, pace=pace)
    wait_for(qtbot, lambda: window.field.text() == text)
    assert scans == []


@pytest.mark.parametrize("pace", [8, 30, 120])
def test_that_corrections_arrive_in_their_places(
    qtbot: QtBot, window: Window, scan_filter: ScanFilter, pace: int
) -> None:
    scan_filter.gap_ms = 35
    send_all(window.handle(), "popesku maria" + "←" * 6 + "⌫⌫cu" + "⌫", pace=pace)
    wait_for(qtbot, lambda: window.field.text() == "popesc maria")


@pytest.mark.parametrize("text", ["ana⇥", "popescu⇥"])
def test_that_tab_goes_to_the_next_field(
    qtbot: QtBot, window: Window, scan_filter: ScanFilter, text: str
) -> None:
    type_by_qt(window.handle(), text)
    wait_for(qtbot, window.other.hasFocus)
    assert window.field.text() == text.removesuffix("⇥")
    assert scan_filter.gap_ms == GAP_MS


@pytest.mark.parametrize("text", ["ana↵", "popescu↵"])
def test_that_enter_enters_what_was_typed_before(
    qtbot: QtBot, window: Window, scans: list[tuple[str, str]], text: str
) -> None:
    type_by_qt(window.handle(), text)
    wait_for(qtbot, lambda: window.happened == ["entered"])
    assert (window.field.text(), scans) == (text.removesuffix("↵"), [])


@pytest.mark.usefixtures("scan_filter")
def test_that_shortcuts_work_at_once_and_after_what_was_typed(window: Window) -> None:
    type_by_qt(window.handle(), "ab")
    QTest.keyClick(window.handle(), Qt.Key.Key_K, Mods.ControlModifier)
    assert (window.field.text(), window.happened) == ("ab", ["Ctrl+K"])
    type_by_qt(window.handle(), "c")
    QTest.keyClick(window.handle(), Qt.Key.Key_F4)
    assert (window.field.text(), window.happened) == ("abc", ["Ctrl+K", "F4"])


@pytest.mark.usefixtures("scan_filter")
def test_that_a_shortcut_which_had_to_wait_still_works(qtbot: QtBot, window: Window) -> None:
    type_by_qt(window.handle(), "popescuƒ")
    assert window.happened == []
    wait_for(qtbot, lambda: window.happened == ["F4"])
    assert window.field.text() == "popescu"


@pytest.mark.usefixtures("scan_filter")
def test_that_space_presses_a_button_once(qtbot: QtBot, window: Window) -> None:
    window.keep.setFocus()
    type_by_qt(window.handle(), " ")
    assert window.happened == []
    wait_for(qtbot, lambda: window.happened == ["kept"])
    assert not window.keep.isDown()


@pytest.mark.usefixtures("scan_filter")
def test_that_a_key_released_after_the_gap_is_released(qtbot: QtBot, window: Window) -> None:
    window.keep.setFocus()
    happen(window.handle(), "KeyPress", " ", 1_000)
    wait_for(qtbot, window.keep.isDown)
    happen(window.handle(), "KeyRelease", " ", 1_300)
    assert window.happened == ["kept"]


@pytest.mark.usefixtures("scan_filter")
def test_that_presses_and_releases_are_replayed_in_their_order_and_once(qtbot: QtBot, window: Window) -> None:
    recorder = Recorder(window.field)
    keys = [("KeyPress", "a"), ("KeyPress", "b"), ("KeyRelease", "a"), ("KeyPress", "a"), ("KeyRelease", "b")]
    for at_ms, (what, letter) in enumerate(keys, 1_000):
        happen(window.handle(), what, letter, at_ms)
    assert recorder.seen == []
    wait_for(qtbot, lambda: len(recorder.seen) == 5)
    assert recorder.seen == ["+a", "+b", "-a", "+a", "-b"]


@pytest.mark.usefixtures("scan_filter")
def test_that_a_key_held_down_repeats(qtbot: QtBot, window: Window) -> None:
    for number in range(30):
        at_ms = 1_000 + (600 if number else 0) + 30 * number
        if number == 1:
            wait_for(qtbot, lambda: window.field.text() == "e")
        happen(window.handle(), "KeyPress", "e", at_ms, repeats=number > 0)
    assert window.field.text() == "e" * 30


@pytest.mark.usefixtures("scan_filter")
def test_that_letters_made_with_alt_gr_are_typing_and_not_commands(qtbot: QtBot, window: Window) -> None:
    alt_gr = Mods.ControlModifier | Mods.AltModifier
    for number, letter in enumerate("popescu@ș"):
        mods = alt_gr if letter in "@ș" else Mods.NoModifier
        send(window.handle(), letter, at_ms=1_000 + 8 * number, mods=mods)
    wait_for(qtbot, lambda: window.field.text() == "popescu@ș")


@pytest.mark.usefixtures("scan_filter")
@pytest.mark.parametrize("before", ["", "t", "forêt et for"])
def test_that_composed_letters_arrive_in_their_places(qtbot: QtBot, window: Window, before: str) -> None:
    send_all(window.handle(), before)
    compose("ê")
    send_all(window.handle(), "t", start=1_040)
    wait_for(qtbot, lambda: window.field.text() == before + "êt")


# -- windows that come and go ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("scan_filter")
def test_that_a_menu_closed_by_a_replayed_key_lets_the_next_go_to_the_window(
    qtbot: QtBot, window: Window
) -> None:
    window.menu.popup(window.mapToGlobal(window.rect().center()))
    type_by_qt(window.handle(), "cab")
    wait_for(qtbot, lambda: window.field.text() == "ab")
    assert window.happened == ["menu"]


@pytest.mark.usefixtures("scan_filter")
def test_that_keys_after_one_that_opened_a_dialog_go_into_it(qtbot: QtBot, window: Window) -> None:
    """The dialog does not return until it is closed, and the replay waits inside it."""
    dialog = QDialog(window)
    field = QLineEdit(dialog)
    window.keep.clicked.connect(dialog.exec)
    window.keep.setFocus()
    QTimer.singleShot(0, lambda: type_by_qt(window.handle(), " ana"))

    QTimer.singleShot(10 * GAP_MS, dialog, dialog.reject)
    wait_for(qtbot, lambda: window.happened == ["kept"] and not dialog.isVisible())
    assert field.text() == "ana"
    dialog.deleteLater()


@pytest.mark.usefixtures("scan_filter")
def test_that_keys_of_a_window_that_is_gone_harm_nothing(qtbot: QtBot, window: Window) -> None:
    gone = QWidget()
    gone.show()
    qtbot.waitUntil(lambda: gone.windowHandle() is not None)
    handle = gone.windowHandle()
    assert handle is not None
    send(handle, "a", at_ms=1_000)
    gone.close()
    gone.deleteLater()
    QTest.qWait(2 * GAP_MS)
    assert window.isVisible()


class Faulty(QLineEdit):
    """A field whose author made a mistake."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt calls it so
        super().keyPressEvent(event)
        if event.text() == "b":
            raise ValueError("b")


@pytest.mark.usefixtures("scan_filter")
def test_that_a_mistake_in_a_widget_is_told_and_stops_no_other_key(qtbot: QtBot, window: Window) -> None:
    faulty = Faulty(window)
    faulty.show()
    faulty.setFocus()
    with qtbot.capture_exceptions() as raised:
        type_by_qt(window.handle(), "abc")
        wait_for(qtbot, lambda: faulty.text() == "abc")
        type_by_qt(window.handle(), "bb⌫")
    assert faulty.text() == "abcb"
    assert len(raised) == 3
