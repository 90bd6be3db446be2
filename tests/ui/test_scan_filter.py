"""The filter and scanners, on real windows without a screen: every scan is told, and changes nothing."""

import time
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.domain import code
from checkin_app.ui.scan_filter import ScanFilter
from tests.ui.key_presses import (
    CODE,
    GAP_MS,
    KEY,
    KEYS,
    SMALL,
    X_CODES,
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


# -- scans -------------------------------------------------------------------------------------------------------


def test_that_a_scan_is_told_by_the_places_of_its_keys_and_by_its_text(
    window: Window, scans: list[tuple[str, str]]
) -> None:
    send_all(window.handle(), CODE + "↵")
    assert scans == [(CODE, CODE)]
    assert (window.field.text(), window.happened) == ("", [])


def test_that_the_places_say_more_than_what_a_layout_makes_of_them(
    window: Window, scans: list[tuple[str, str]]
) -> None:
    for number, letter in enumerate(CODE):
        event = QKeyEvent(
            QEvent.Type.KeyPress, 0x3A9, Mods.NoModifier, X_CODES[letter], 0, 0, "ώ"
        )  # a key of a layout that nobody has a map for
        event.setTimestamp(1_000 + number)
        QCoreApplication.sendEvent(window.handle(), event)
    send(window.handle(), "↵", at_ms=1_030)
    assert scans == [(CODE, "ώ" * 20)]


def test_that_keys_without_places_are_told_by_their_text(
    window: Window, scans: list[tuple[str, str]]
) -> None:
    type_by_qt(window.handle(), CODE + "↵")
    assert scans == [("", SMALL)]
    assert (window.field.text(), window.happened) == ("", [])


@pytest.mark.parametrize("end", ["⇥", "↵↵", "↵⇥"])
def test_that_suffixes_move_no_caret_and_press_nothing(
    window: Window, scans: list[tuple[str, str]], end: str
) -> None:
    type_by_qt(window.handle(), CODE + end)
    assert scans == [("", SMALL)]
    assert window.happened == []
    assert window.field.hasFocus()


def test_that_a_scan_without_suffix_is_told_when_the_gap_has_passed(
    qtbot: QtBot, window: Window, scans: list[tuple[str, str]]
) -> None:
    send_all(window.handle(), CODE)
    assert scans == []
    wait_for(qtbot, lambda: scans == [(CODE, CODE)])
    assert window.field.text() == ""


def test_that_shift_passes_and_does_not_disturb(window: Window, scans: list[tuple[str, str]]) -> None:
    for number, letter in enumerate(CODE):
        happen(window.handle(), "KeyPress", "⇧", 1_000 + 4 * number)
        send(window.handle(), letter, at_ms=1_001 + 4 * number, mods=Mods.ShiftModifier)
        happen(window.handle(), "KeyRelease", "⇧", 1_002 + 4 * number)
    send(window.handle(), "↵", at_ms=1_082)
    assert scans == [(CODE, CODE)]


def test_that_a_letter_twice_in_a_scan_may_look_like_a_key_held_down(
    window: Window, scans: list[tuple[str, str]]
) -> None:
    twice = next(c for c in (code.make(KEY) for _ in range(500)) if any(a * 2 in c for a in c))
    for number, letter in enumerate(twice):
        repeats = number > 0 and twice[number - 1] == letter
        happen(window.handle(), "KeyPress", letter, 1_000 + number, repeats=repeats)
    send(window.handle(), "↵", at_ms=1_030)
    assert scans == [(twice, twice)]


def test_that_a_scan_in_an_open_list_chooses_nothing(window: Window, scans: list[tuple[str, str]]) -> None:
    window.choice.setFocus()
    window.choice.showPopup()
    row = window.choice.view().currentIndex().row()
    type_by_qt(window.handle(), CODE + "↵")
    assert len(scans) == 1
    assert window.choice.view().isVisible()
    assert (window.choice.currentText(), window.choice.view().currentIndex().row()) == ("Public", row)
    window.choice.hidePopup()


def test_that_a_scan_in_an_open_menu_chooses_nothing(window: Window, scans: list[tuple[str, str]]) -> None:
    assert "C" in CODE, "the letter of the menu's action"
    window.menu.popup(window.mapToGlobal(window.rect().center()))
    type_by_qt(window.handle(), CODE + "↵")
    assert len(scans) == 1
    assert window.menu.isVisible()
    assert window.happened == []
    window.menu.close()


@pytest.mark.parametrize("name", ["field", "choice", "number", "keep", "table"])
def test_that_a_scan_changes_no_widget_that_has_the_caret(
    window: Window, scans: list[tuple[str, str]], name: str
) -> None:
    widget: QWidget = getattr(window, name)
    widget.setFocus()
    window.table.setCurrentCell(0, 0)
    type_by_qt(window.handle(), CODE + "↵")
    type_by_qt(window.handle(), CODE + "⇥")
    assert len(scans) == 2
    assert QApplication.focusWidget() is widget
    assert (window.field.text(), window.choice.currentText(), window.number.value()) == ("", "Public", 0)
    assert (window.happened, window.keep.isDown(), window.table.currentRow()) == ([], False, 0)
    assert window.table.item(0, 0) is None


def test_that_a_scan_does_not_answer_a_dialog(
    qtbot: QtBot, window: Window, scans: list[tuple[str, str]]
) -> None:
    dialog = QDialog(window)
    yes = QPushButton("&Yes", dialog)
    yes.clicked.connect(dialog.accept)
    dialog.open()
    wait_for(qtbot, lambda: dialog.windowHandle() is not None)
    handle = dialog.windowHandle()
    assert handle is not None
    type_by_qt(handle, CODE + "↵")
    assert scans == [("", SMALL)]
    assert dialog.isVisible()
    dialog.reject()
    dialog.deleteLater()


@pytest.mark.parametrize("text", ["https://example.org/yes↵", "y" * 400, "BEGIN:VCARD↵N:Popa↵END:VCARD↵"])
def test_that_foreign_codes_type_nothing_and_press_nothing(
    qtbot: QtBot, window: Window, scans: list[tuple[str, str]], text: str
) -> None:
    window.keep.setFocus()
    type_by_qt(window.handle(), text)
    wait_for(qtbot, lambda: bool(scans))
    assert [typed.lower() for _, typed in scans] == [text.replace("↵", "\n").lower()[:200]]
    assert window.happened == []


def test_that_shortcuts_inside_a_scan_do_nothing(window: Window, scans: list[tuple[str, str]]) -> None:
    type_by_qt(window.handle(), CODE[:8])
    QTest.keyClick(window.handle(), Qt.Key.Key_K, Mods.ControlModifier)
    QTest.keyClick(window.handle(), Qt.Key.Key_F4)
    type_by_qt(window.handle(), CODE[8:] + "↵")
    assert window.happened == []
    assert scans == [("", SMALL)]


def test_that_no_release_of_a_scan_reaches_anything(window: Window, scans: list[tuple[str, str]]) -> None:
    recorder = Recorder(window.field)
    type_by_qt(window.handle(), CODE + "↵↵")
    assert len(scans) == 1
    assert recorder.seen == []


def test_that_keys_of_a_scan_released_after_its_end_are_dropped_too(
    qtbot: QtBot, window: Window, scans: list[tuple[str, str]]
) -> None:
    recorder = Recorder(window.field)
    for number, key in enumerate(CODE[:20] + "↵"):
        happen(window.handle(), "KeyPress", key, 1_000 + number)
    for key in ["↵", *sorted(set(CODE))]:
        happen(window.handle(), "KeyRelease", key, 1_030)
    assert scans == [(CODE, CODE)]
    send(window.handle(), "e", at_ms=2_000)
    wait_for(qtbot, lambda: window.field.text() == "e")
    assert recorder.seen == ["+e", "-e"]


def test_that_composed_letters_in_a_scan_go_with_it(window: Window, scans: list[tuple[str, str]]) -> None:
    type_by_qt(window.handle(), "https://ex")
    compose("ê")
    type_by_qt(window.handle(), "ample.org/yes↵")
    QTest.qWait(2 * GAP_MS)
    assert len(scans) == 1
    assert window.field.text() == ""


# -- times -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("busy_at", [0, 5, 20])
def test_that_a_busy_program_does_not_split_a_scan(
    window: Window, scan_filter: ScanFilter, scans: list[tuple[str, str]], busy_at: int
) -> None:
    """The keys come late; what counts is when they were pressed."""
    scan_filter.gap_ms = 20
    handle = window.handle()
    for number, key in enumerate(CODE + "↵"):
        if number == busy_at:
            time.sleep(0.1)
        send(handle, key, at_ms=1_000 + 2 * number)
    assert scans == [(CODE, CODE)]


def test_that_keys_which_wait_are_looked_at_before_the_gap_is_over(
    qtbot: QtBot, window: Window, scan_filter: ScanFilter, scans: list[tuple[str, str]]
) -> None:
    """Once the busy program has time again, the gap's timer is due first, and keys come by right after it."""
    scan_filter.gap_ms = 20
    send_all(window.handle(), CODE[:10], start=1_000)
    QTimer.singleShot(60, window, lambda: send_all(window.handle(), CODE[10:] + "↵", start=1_020))
    time.sleep(0.1)
    wait_for(qtbot, lambda: scans == [(CODE, CODE)])
    assert window.field.text() == ""


def test_that_typing_delivered_late_is_not_taken_for_a_scan(
    qtbot: QtBot, window: Window, scans: list[tuple[str, str]]
) -> None:
    send_all(window.handle(), CODE[:20], pace=GAP_MS + 1)
    wait_for(qtbot, lambda: window.field.text() == CODE[:20])
    assert scans == []


def windows_filter(qapp: QApplication) -> tuple[ScanFilter, list[tuple[str, str]]]:
    told: list[tuple[str, str]] = []
    made = ScanFilter(gap_ms=20, platform="windows")
    made.scanned.connect(lambda by_position, typed: told.append((by_position, typed)))
    made.install(qapp)
    return made, told


def send_stamped_late(window: QWindow, keys: Sequence[str], busy_at: int) -> None:
    """On Windows a key is stamped when it comes by: those that waited, all at once and late. Set 1 is X less eight."""
    for number, key in enumerate(keys):
        at_ms = 1_000 + 2 * number + (200 if number >= busy_at else 0)
        value, text, place = KEYS.get(key, (Qt.Key(ord(key)), key, X_CODES.get(key, 0)))
        event = QKeyEvent(QEvent.Type.KeyPress, value.value, Mods.NoModifier, place - 8, 0, 0, text)
        event.setTimestamp(at_ms)
        QCoreApplication.sendEvent(window, event)


@pytest.mark.parametrize("busy_at", [1, 10, 20])
def test_that_a_busy_program_does_not_split_a_scan_where_keys_have_no_times(
    qapp: QApplication, window: Window, busy_at: int
) -> None:
    made, told = windows_filter(qapp)
    send_stamped_late(window.handle(), CODE + "↵", busy_at)
    made.remove()
    assert told == [(CODE, CODE)]
    assert (window.field.text(), window.happened) == ("", [])


def test_that_a_gap_which_was_seen_has_passed_where_keys_have_no_times(
    qapp: QApplication, qtbot: QtBot, window: Window
) -> None:
    made, told = windows_filter(qapp)
    send_stamped_late(window.handle(), CODE[:10], 20)
    wait_for(qtbot, lambda: window.field.text() == CODE[:10])
    send_stamped_late(window.handle(), CODE[10:], 20)
    wait_for(qtbot, lambda: window.field.text() == CODE)
    made.remove()
    assert told == []


# -- coming and going --------------------------------------------------------------------------------------------


def test_that_without_the_filter_a_scan_types_and_presses(window: Window) -> None:
    """So that the tests above are known to be able to fail."""
    type_by_qt(window.handle(), CODE + "↵")
    assert (window.field.text(), window.happened) == (SMALL, ["entered"])
    window.keep.setFocus()
    type_by_qt(window.handle(), CODE + "↵")
    assert window.happened == ["entered", "kept"]
    window.choice.setFocus()
    type_by_qt(window.handle(), CODE)
    assert window.choice.currentText() != "Public"


def test_that_removing_it_lets_go_what_it_holds(window: Window, scan_filter: ScanFilter) -> None:
    type_by_qt(window.handle(), "ab")
    assert window.field.text() == ""
    scan_filter.remove()
    assert window.field.text() == "ab"
    type_by_qt(window.handle(), "c")
    assert window.field.text() == "abc"


def test_that_installing_it_twice_tells_a_scan_once(
    qapp: QApplication, window: Window, scan_filter: ScanFilter, scans: list[tuple[str, str]]
) -> None:
    scan_filter.install(qapp)
    type_by_qt(window.handle(), CODE + "↵")
    assert scans == [("", SMALL)]


def test_that_five_thousand_other_events_cost_it_next_to_nothing(scan_filter: ScanFilter) -> None:
    """Every event of the program comes by: 10 µs each would be felt, and 2 are not."""
    event, watched = QEvent(QEvent.Type.User), QObject()
    best = min(_timed(scan_filter, watched, event) for _ in range(5))
    assert best < 0.05


def _timed(scan_filter: ScanFilter, watched: QObject, event: QEvent) -> float:
    start = time.perf_counter()
    for _ in range(5_000):
        scan_filter.eventFilter(watched, event)
    return time.perf_counter() - start
