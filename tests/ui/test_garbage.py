"""Reference cycles with widgets in them are collected on the window's thread, whoever allocates meanwhile."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from checkin_app.ui.garbage import MANY, GarbageCollection


def never() -> bool:
    """No work goes on."""
    return False


class Ring(QObject):
    """Something of Qt's in a reference cycle."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collection() -> Iterator[GarbageCollection]:
    frozen = gc.get_freeze_count()
    collecting = GarbageCollection(never)
    collecting.start()
    yield collecting
    collecting.stop()
    gc.enable()
    if frozen:
        gc.freeze()


def allocate_much() -> None:
    """More than enough for the automatic collector to have its turn in this thread."""
    for _ in range(50):
        [[[]] for _ in range(1000)]


def collected_in(ring: Ring) -> list[str]:
    """Will hold the name of the thread in which the object goes."""
    names: list[str] = []
    weakref.finalize(ring, lambda: names.append(threading.current_thread().name))
    return names


@pytest.mark.usefixtures("collection")
def test_that_a_cycle_goes_on_the_windows_thread_whoever_allocates(qtbot: QtBot) -> None:
    ring = Ring()
    names = collected_in(ring)
    del ring
    worker = threading.Thread(target=allocate_much, name="worker")
    worker.start()
    worker.join()
    assert names == []
    qtbot.waitUntil(lambda: names == ["MainThread"], timeout=15_000)


def test_that_without_it_a_worker_would_collect() -> None:
    """The control: the automatic collector runs where somebody allocates."""
    gc.collect()
    cycle: list[object] = []
    cycle.append(cycle)
    threads: list[str] = []

    def note(phase: str, _info: object) -> None:
        if phase == "start":
            threads.append(threading.current_thread().name)

    gc.callbacks.append(note)
    worker = threading.Thread(target=allocate_much, name="worker")
    worker.start()
    worker.join()
    gc.callbacks.remove(note)
    assert "worker" in threads


@pytest.mark.usefixtures("qtbot")
def test_that_python_gets_its_work_back() -> None:
    collecting = GarbageCollection(never)
    collecting.start()
    assert not gc.isenabled()
    collecting.stop()
    assert gc.isenabled()


def test_that_it_waits_while_work_goes_on(qtbot: QtBot) -> None:
    busy = [True]
    collecting = GarbageCollection(lambda: busy[0])
    collecting.start()
    try:
        ring = Ring()
        names = collected_in(ring)
        del ring
        qtbot.wait(2200)
        assert names == []
        busy[0] = False
        qtbot.waitUntil(lambda: names == ["MainThread"], timeout=15_000)
    finally:
        collecting.stop()


@pytest.mark.usefixtures("collection")
def test_that_the_many_values_that_work_made_are_never_searched(qtbot: QtBot) -> None:
    searched: list[int] = []

    def note(phase: str, _info: object) -> None:
        if phase == "stop":
            searched.append(gc.get_count()[0])

    frozen = gc.get_freeze_count()
    made = [[number] for number in range(5 * MANY)]
    gc.callbacks.append(note)
    qtbot.waitUntil(lambda: gc.get_freeze_count() > frozen + len(made) // 2, timeout=5000)
    gc.callbacks.remove(note)
    assert searched == []
    assert len(made) == 5 * MANY
