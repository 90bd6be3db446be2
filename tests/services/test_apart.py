"""Work in another process is the same work: its steps, its result, its errors; and what ends that process is told."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from checkin_app.domain.errors import BadInput, CheckinError, NotPossible
from checkin_app.services import apart as process
from checkin_app.services.apart import InAdvance, apart
from checkin_app.services.long_work import Work, drive, result_of

LOST = BadInput("list.xlsx", "It ended its reader.", remedy="Leave it alone.")


def counting(steps: int, begin: int = 0) -> Work[tuple[int, int]]:
    """As many steps as are wanted; the result is the last one and the process in which it was."""
    for step in range(begin, steps):
        yield step + 1, steps
    return steps, os.getpid()


def refusing() -> Work[None]:
    yield 1, 2
    raise BadInput("list.csv", "A cell is too long.", "row 3", "Shorten it.")


def breaking() -> Work[None]:
    yield 1, 2
    raise ZeroDivisionError("by nobody's fault")


def ending() -> Work[None]:
    yield 1, 2
    os._exit(3)


def sleeping(seconds: float) -> Work[None]:
    yield 0, 1
    time.sleep(seconds)


def devouring() -> Work[int]:
    yield 0, 1
    return len(bytearray(process.MOST_MEMORY))


def nested() -> Work[tuple[int, int, int]]:
    steps, inner = yield from apart(partial(counting, 3))
    return steps, inner, os.getpid()


def writing(path: Path) -> Work[None]:
    """Puts a file there, and takes it away when it is closed before its end."""
    path.write_text("half")
    try:
        for step in range(1_000_000):
            yield step, 1_000_000
            time.sleep(0.001)
    finally:
        path.unlink()


def stubborn() -> Work[None]:
    """Does not hear that it is closed."""
    while True:
        try:
            yield 0, 1
        except GeneratorExit:
            time.sleep(60)


def id_of_process(work: Work[tuple[int, int]]) -> int:
    return result_of(work)[1]


def test_that_steps_and_result_are_the_same_as_without_a_process() -> None:
    steps: list[tuple[int, int]] = []
    result = drive(apart(partial(counting, 3)), lambda *step: steps.append(step), lambda: False)
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert result is not None
    assert result[0] == 3
    assert result[1] != os.getpid()


def test_that_the_process_stays_warm_for_the_next_work() -> None:
    first = id_of_process(apart(partial(counting, 2)))
    assert id_of_process(apart(partial(counting, 20_000))) == first


def test_that_two_works_at_a_time_have_a_process_each() -> None:
    one, other = apart(partial(counting, 5)), apart(partial(counting, 5))
    assert next(one) == next(other) == (1, 5)
    assert id_of_process(one) != id_of_process(other)


def test_that_a_foreseen_failure_crosses_with_its_fields_and_the_process_stays() -> None:
    before = id_of_process(apart(partial(counting, 1)))
    with pytest.raises(BadInput) as refused:
        result_of(apart(refusing))
    error = refused.value
    assert (error.source, error.problem, error.where, error.remedy) == (
        "list.csv", "A cell is too long.", "row 3", "Shorten it.",
    )  # fmt: skip
    assert id_of_process(apart(partial(counting, 1))) == before


def test_that_an_unforeseen_failure_says_what_and_where() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError: by nobody's fault") as failed:
        result_of(apart(breaking))
    assert "in breaking" in "".join(failed.value.__notes__)


@pytest.mark.parametrize(("lost", "sentence"), [(None, "ended in the middle"), (LOST, "It ended its reader")])
def test_that_a_crash_gets_a_sentence_and_the_next_work_a_new_process(
    lost: CheckinError | None, sentence: str
) -> None:
    with pytest.raises(CheckinError, match=sentence):
        result_of(apart(ending, lost=lost))
    assert id_of_process(apart(partial(counting, 1))) != os.getpid()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_that_a_kill_in_the_middle_gets_a_sentence() -> None:
    pid = id_of_process(apart(partial(counting, 1)))
    work = apart(partial(sleeping, 60))
    next(work)
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(NotPossible, match="Please try again"):
        next(work)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_that_a_kill_between_two_works_is_not_noticed() -> None:
    pid = id_of_process(apart(partial(counting, 1)))
    os.kill(pid, signal.SIGKILL)
    time.sleep(0.2)
    assert id_of_process(apart(partial(counting, 1))) not in {pid, os.getpid()}


@pytest.mark.skipif(sys.platform != "linux", reason="Memory is limited on Linux only.")
def test_that_too_little_memory_gets_the_sentence_of_a_loss() -> None:
    with pytest.raises(BadInput, match="It ended its reader"):
        result_of(apart(devouring, lost=LOST))


def test_that_work_that_takes_too_long_is_ended() -> None:
    begun = time.monotonic()
    endless = NotPossible("It takes too long.")
    with pytest.raises(NotPossible, match="It takes too long"):
        result_of(apart(partial(sleeping, 60), most_seconds=0.3, too_long=endless))
    assert time.monotonic() - begun < 20


def test_that_closing_ends_the_work_and_keeps_the_process(tmp_path: Path) -> None:
    before = id_of_process(apart(partial(counting, 1)))
    half = tmp_path / "half.txt"
    work = apart(partial(writing, half))
    next(work)
    assert half.exists()
    work.close()
    assert not half.exists()
    assert id_of_process(apart(partial(counting, 1))) == before


def test_that_work_that_does_not_stop_is_ended_with_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    before = id_of_process(apart(partial(counting, 1)))
    monkeypatch.setattr(process, "_PATIENCE_S", 0.3)
    work = apart(stubborn)
    next(work)
    work.close()
    assert id_of_process(apart(partial(counting, 1))) != before


def test_that_work_within_work_stays_in_that_process() -> None:
    steps, inner, outer = result_of(apart(nested))
    assert steps == 3
    assert inner == outer != os.getpid()


KILLED = """
import os, sys, time
from functools import partial
from checkin_app.services.apart import InAdvance, apart
from tests.services.test_apart import counting
from checkin_app.services.long_work import result_of
print(result_of(apart(partial(counting, 1)))[1], flush=True)
time.sleep(60) if sys.argv[1] == "wait" else None
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Processes are looked up in /proc.")
@pytest.mark.parametrize("way", ["wait", "end"])
def test_that_the_process_ends_with_the_program_killed_or_not(way: str) -> None:
    program = subprocess.Popen([sys.executable, "-c", KILLED, way], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    with program.stdout as told:
        pid = int(told.readline())
        if way == "wait":
            program.kill()
        program.wait()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not Path(f"/proc/{pid}").exists()


# -- in advance ----------------------------------------------------------------------------------------------


def doubled(number: int) -> Work[int]:
    yield from ()
    return number * 2


def begun() -> InAdvance[int | None]:
    process = InAdvance[int | None]()
    while not process.has_begun:
        time.sleep(0.01)
    return process


def answers_of(process: InAdvance[int | None]) -> Iterator[int]:
    while process.under_way:
        answer = process.next(1)
        if answer is not None:
            yield answer


def test_that_what_was_asked_in_advance_comes_in_the_order_of_asking() -> None:
    process = begun()
    for number in range(50):
        process.ask(partial(doubled, number))
    assert list(answers_of(process)) == list(range(0, 100, 2))
    process.close()


def test_that_who_asks_in_advance_can_look_whether_an_answer_is_there() -> None:
    process = begun()
    assert process.next(0) is None
    process.ask(partial(doubled, 1))
    assert process.under_way == 1
    assert list(answers_of(process)) == [2]
    process.close()


def test_that_a_process_without_work_stays_and_one_with_work_is_given_up() -> None:
    process = begun()
    process.ask(partial(doubled, 1))
    assert list(answers_of(process)) == [2]
    process.close()
    first = id_of_process(apart(partial(counting, 1)))
    process = begun()
    process.ask(partial(doubled, 1))
    process.close()
    assert id_of_process(apart(partial(counting, 1))) != first


def test_that_what_a_piece_raises_is_raised_where_it_was_asked_for() -> None:
    process = begun()
    process.ask(refusing)
    with pytest.raises(BadInput, match="A cell is too long"):
        list(answers_of(process))
    process.close()


def test_that_the_end_of_the_process_is_told_to_who_asks() -> None:
    process = begun()
    process.ask(ending)
    with pytest.raises(NotPossible, match="ended in the middle"):
        list(answers_of(process))
    with pytest.raises(NotPossible, match="ended in the middle"):
        process.next(1)
    process.close()
