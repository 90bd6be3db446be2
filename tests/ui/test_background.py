"""The window's thread is never held up, answers come back to it in order, and nothing is left running."""

import sys
import threading
import time
from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from checkin_app.services.long_work import Stopped
from checkin_app.ui.background import AtOnce, Lease, TwoThreads, in_one_step, unwatched


@pytest.fixture
def threads() -> Iterator[TwoThreads]:
    """The two threads, ended after the test."""
    made = TwoThreads()
    yield made
    made.close()


def _counting(to: int, ended: list[str]) -> Generator[tuple[int, int], None, str]:
    try:
        for number in range(1, to + 1):
            yield number, to
            time.sleep(0.002)
    finally:
        ended.append("closed")
    return "done"


class _Bell(QObject):
    rung = Signal(int)


def test_that_a_signal_survives_being_emitted_five_thousand_times() -> None:
    """PySide6 6.12.0 lost a reference at every emit and aborted the interpreter after some 590 of them."""
    bell, heard = _Bell(), list[int]()
    bell.rung.connect(heard.append)
    for number in range(5_000):
        bell.rung.emit(number)
    assert heard == list(range(5_000))


def test_that_answers_come_back_in_order_on_the_windows_thread(qtbot: QtBot, threads: TwoThreads) -> None:
    answers: list[tuple[int, str]] = []
    asked_on: set[str] = set()

    def call(number: int) -> int:
        asked_on.add(threading.current_thread().name)
        return number

    for number in range(20):
        threads.ask(
            lambda number=number: call(number),
            lambda answer: answers.append((answer, threading.current_thread().name)),
        )
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert [number for number, _ in answers] == list(range(20))
    assert {thread for _, thread in answers} == {threading.main_thread().name}
    assert asked_on == {"database_0"}


def test_that_asking_does_not_wait(qtbot: QtBot, threads: TwoThreads) -> None:
    release, answers = threading.Event(), list[bool]()
    began = time.monotonic()
    threads.ask(lambda: release.wait(5), answers.append)
    assert time.monotonic() - began < 0.5
    assert not answers
    release.set()
    qtbot.waitUntil(lambda: answers == [True])


def test_that_an_error_reaches_whoever_expects_it(qtbot: QtBot, threads: TwoThreads) -> None:
    failures: list[Exception] = []
    threads.ask(lambda: 1 // 0, lambda _: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], ZeroDivisionError)


def test_that_an_error_nobody_expects_reaches_the_crash_hook(qtbot: QtBot, threads: TwoThreads) -> None:
    with capture_exceptions() as caught:
        threads.ask(lambda: 1 // 0, lambda _: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_that_long_work_tells_its_progress_and_its_result(qtbot: QtBot, threads: TwoThreads) -> None:
    steps: list[tuple[int, int]] = []
    results: list[str] = []
    threads.work(_counting(3, []), lambda done, total: steps.append((done, total)), results.append)
    qtbot.waitUntil(lambda: bool(results))
    assert (steps, results) == ([(1, 3)], ["done"])


def test_that_progress_is_shown_ten_times_a_second_at_most(qtbot: QtBot, threads: TwoThreads) -> None:
    def hurrying() -> Generator[tuple[int, int], None, float]:
        begun = time.monotonic()
        for step in range(50):
            yield step, 50
            time.sleep(0.01)
        return time.monotonic() - begun

    steps: list[tuple[int, int]] = []
    lasted: list[float] = []
    for writes in (False, True):
        threads.work(
            hurrying(), lambda done, total: steps.append((done, total)), lasted.append, writes=writes
        )
    qtbot.waitUntil(lambda: len(lasted) == 2)
    assert 4 <= len(steps) <= 2 + 10 * sum(lasted)
    assert (0, 50) in steps


def test_that_long_work_does_not_hold_up_short_questions(qtbot: QtBot, threads: TwoThreads) -> None:
    ended, answers = list[str](), list[int]()
    job = threads.work(_counting(100_000, ended), unwatched, lambda _: None)
    threads.ask(lambda: 7, answers.append)
    qtbot.waitUntil(lambda: answers == [7], timeout=1_000)
    assert not ended
    job.cancel()
    qtbot.waitUntil(lambda: ended == ["closed"])


def test_that_cancelled_work_is_closed_and_never_heard_of_again(qtbot: QtBot, threads: TwoThreads) -> None:
    ended, heard = list[str](), list[object]()
    job = threads.work(_counting(100_000, ended), lambda *_: heard.append("step"), heard.append, heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    job.cancel()
    heard.clear()
    qtbot.waitUntil(lambda: ended == ["closed"])
    qtbot.wait(20)
    assert not heard


def test_that_an_error_in_long_work_is_told(qtbot: QtBot, threads: TwoThreads) -> None:
    def breaking() -> Generator[tuple[int, int], None, None]:
        yield 0, 1
        raise OSError("the disk is full")

    failures: list[Exception] = []
    threads.work(breaking(), unwatched, lambda _: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert "full" in str(failures[0])


def test_that_closing_ends_the_work_and_drops_late_answers(qtbot: QtBot) -> None:
    threads, ended, heard = TwoThreads(), list[str](), list[object]()
    threads.work(_counting(100_000, ended), unwatched, heard.append)
    threads.ask(lambda: 1, heard.append)
    threads.close()
    qtbot.wait(10)
    assert not heard
    assert ended in ([], ["closed"])


def test_that_the_twin_for_tests_does_the_same_at_once() -> None:
    steps: list[int] = []
    heard: list[object] = []
    at_once = AtOnce()
    at_once.ask(lambda: 5, heard.append)
    at_once.ask(lambda: 1 // 0, heard.append, lambda error: heard.append(type(error)))
    at_once.work(_counting(2, []), lambda done, _: steps.append(done), heard.append)
    at_once.work(in_one_step(lambda: "read"), unwatched, heard.append).cancel()
    assert heard == [5, ZeroDivisionError, "done", "read"]
    assert steps == [1, 2]
    with pytest.raises(ZeroDivisionError):
        at_once.ask(lambda: 1 // 0, heard.append)


def test_that_a_closed_event_hears_no_more_answers(qtbot: QtBot, threads: TwoThreads) -> None:
    lease, ended, heard = Lease(threads), list[str](), list[object]()
    release = threading.Event()
    lease.ask(lambda: release.wait(5), heard.append)
    lease.ask(lambda: 1 // 0, heard.append)
    lease.work(_counting(100_000, ended), unwatched, heard.append)
    lease.end()
    release.set()
    threads.ask(lambda: "after", heard.append)
    qtbot.waitUntil(lambda: heard == ["after"])
    threads.close()
    assert ended in ([], ["closed"])


def test_that_an_open_event_hears_answers_and_errors() -> None:
    lease, heard = Lease(AtOnce()), list[object]()
    lease.ask(lambda: 1, heard.append)
    lease.ask(lambda: 1 // 0, heard.append, lambda error: heard.append(type(error)))
    lease.work(in_one_step(lambda: 2), unwatched, heard.append)
    assert heard == [1, ZeroDivisionError, 2]
    with pytest.raises(ZeroDivisionError):
        lease.ask(lambda: 1 // 0, heard.append)


def test_that_it_is_busy_from_the_first_step_to_the_last(qtbot: QtBot, threads: TwoThreads) -> None:
    seen: list[bool] = []

    def looking() -> Generator[tuple[int, int], None, None]:
        seen.append(threads.is_busy)
        yield 1, 1

    threads.work(looking(), unwatched, lambda _: seen.append(threads.is_busy))
    qtbot.waitUntil(lambda: len(seen) == 2)
    threads.ask(lambda: threads.is_busy, seen.append)
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert seen == [True, False, True]
    qtbot.waitUntil(lambda: not threads.is_busy)


def test_that_it_is_busy_until_the_last_of_two_has_ended_also_after_an_error(
    qtbot: QtBot, threads: TwoThreads
) -> None:
    asked = threading.Event()
    told: list[object] = []

    def waiting() -> Generator[tuple[int, int], None, bool]:
        yield 0, 1
        asked.wait(5)
        return threads.is_busy

    def fail() -> None:
        raise ValueError

    threads.work(waiting(), unwatched, told.append)
    threads.ask(fail, told.append, lambda _: asked.set())
    qtbot.waitUntil(lambda: told == [True])
    qtbot.waitUntil(lambda: not threads.is_busy)


def test_that_threads_change_places_quickly_only_while_there_are_two() -> None:
    before = sys.getswitchinterval()
    threads = TwoThreads()
    assert sys.getswitchinterval() < 0.001 <= before
    threads.close()
    assert sys.getswitchinterval() == before


# -- work that writes ----------------------------------------------------------------------------------------


def _writing(steps: int, told: list[str]) -> Generator[tuple[int, int], None, str]:
    """Notes its thread, how it ended, and takes two steps to take back what it wrote."""
    try:
        for step in range(steps):
            yield step, steps
            time.sleep(0.001)
    except Stopped:
        told.append("stopped")
        for step in range(2):
            yield step, 2
        told.append("taken back")
        return "nothing"
    except GeneratorExit:
        told.append("closed")
        raise
    told.append(threading.current_thread().name)
    return "written"


def test_that_writing_runs_on_the_database_thread(qtbot: QtBot, threads: TwoThreads) -> None:
    told, heard = list[str](), list[str]()
    steps: list[tuple[int, int]] = []
    threads.work(
        _writing(3, told), lambda done, total: steps.append((done, total)), heard.append, writes=True
    )
    qtbot.waitUntil(lambda: heard == ["written"])
    assert told == ["database_0"]
    assert steps[0] == (0, 3)


def test_that_what_is_asked_comes_between_two_steps_of_writing(qtbot: QtBot, threads: TwoThreads) -> None:
    told, answers = list[str](), list[int]()
    job = threads.work(_writing(100_000, told), unwatched, lambda _: None, writes=True)
    for number in range(5):
        threads.ask(lambda number=number: number, answers.append)
        qtbot.waitUntil(lambda number=number: answers == list(range(number + 1)), timeout=1_000)
    assert not told
    job.cancel()
    qtbot.waitUntil(lambda: told == ["stopped", "taken back"])


def test_that_cancelled_writing_is_never_heard_of_again(qtbot: QtBot, threads: TwoThreads) -> None:
    told, heard = list[str](), list[object]()
    job = threads.work(
        _writing(100_000, told), lambda *_: heard.append("step"), heard.append, heard.append, writes=True
    )
    qtbot.waitUntil(lambda: bool(heard))
    job.cancel()
    heard.clear()
    qtbot.waitUntil(lambda: told == ["stopped", "taken back"])
    qtbot.wait(20)
    assert not heard


def test_that_an_error_in_writing_is_told(qtbot: QtBot, threads: TwoThreads) -> None:
    def breaking() -> Generator[tuple[int, int], None, None]:
        yield 0, 1
        raise OSError("the disk is full")

    failures: list[Exception] = []
    threads.work(breaking(), unwatched, lambda _: None, failures.append, writes=True)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], OSError)


def test_that_writing_that_is_under_way_at_the_end_is_ended(qtbot: QtBot) -> None:
    threads, told = TwoThreads(), list[str]()
    threads.work(_writing(100_000, told), unwatched, lambda _: None, writes=True)
    qtbot.wait(20)
    threads.close()
    assert told in (["closed"], ["stopped", "closed"], ["stopped", "taken back"], ["stopped"])
    assert not threads.is_busy
