"""What a page shows is read one reading at a time, and once more if something has happened meanwhile."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from checkin_app.domain.errors import NotPossible
from checkin_app.ui.background import AtOnce, TwoThreads, Work
from checkin_app.ui.rested_reading import RestedReading


def _counting(read: list[int], during: Callable[[], None] = lambda: None) -> Callable[[], Work[int]]:
    def work() -> Work[int]:
        yield 0, 1
        read.append(len(read) + 1)
        during()
        return len(read)

    return work


def _fail(error: Exception) -> None:
    raise error


@pytest.mark.usefixtures("qtbot")
def test_that_what_is_read_is_told() -> None:
    told: list[int] = []
    parent = QObject()
    reading = RestedReading(AtOnce(), _counting([]), told.append, _fail, parent)
    reading.read()
    reading.read()
    assert told == [1, 2]


def test_that_many_wishes_during_a_reading_are_one_more(qtbot: QtBot) -> None:
    background = TwoThreads()
    told: list[int] = []
    parent = QObject()
    reading = RestedReading(background, _counting([]), told.append, _fail, parent)
    for _ in range(10):
        reading.read()
    qtbot.waitUntil(lambda: told == [1, 2])
    qtbot.wait(50)
    assert told == [1, 2]
    background.close()


@pytest.mark.usefixtures("qtbot")
def test_that_a_failure_is_told_and_does_not_end_the_reading() -> None:
    failures: list[Exception] = []
    read: list[int] = []

    def fail_once() -> None:
        if len(read) == 1:
            raise NotPossible("Not now.")

    parent = QObject()
    reading = RestedReading(AtOnce(), _counting(read, fail_once), read.append, failures.append, parent)
    reading.read()
    assert len(failures) == 1
    reading.read(is_urgent=True)
    assert read == [1, 2, 2]
