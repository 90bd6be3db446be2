"""The desk knows when scans go to another program, and is not upset by going from window to window."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.ui.listening import Listening, has_keys


class Keyboard:
    """Stands for the system's choice of who has the keys, which no test can rely on."""

    def __init__(self) -> None:
        self.is_ours = True

    def __call__(self) -> bool:
        return self.is_ours


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


@pytest.fixture
def told(qapp: QApplication, keyboard: Keyboard) -> Iterator[list[bool]]:
    listening = Listening(qapp, hears=keyboard)
    seen: list[bool] = []
    listening.changed.connect(seen.append)
    yield seen
    listening.deleteLater()


def _change(keyboard: Keyboard, *, is_ours: bool) -> None:
    keyboard.is_ours = is_ours
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.focusWindowChanged.emit(None)


def test_that_keys_that_go_elsewhere_and_come_back_are_told(
    told: list[bool], keyboard: Keyboard, qtbot: QtBot
) -> None:
    _change(keyboard, is_ours=False)
    qtbot.waitUntil(lambda: told == [False], timeout=3_000)
    _change(keyboard, is_ours=True)
    qtbot.waitUntil(lambda: told == [False, True], timeout=3_000)


def test_that_a_moment_between_two_of_our_windows_is_not_told(
    told: list[bool], keyboard: Keyboard, qtbot: QtBot
) -> None:
    _change(keyboard, is_ours=False)
    _change(keyboard, is_ours=True)
    qtbot.wait(400)
    assert told == []


def test_that_an_active_window_has_the_keys(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(has_keys, timeout=3_000)
