"""Heavy work in a process of its own: it takes no time from the window, and whatever ends it ends one piece of work.

The process is started when it is first needed, stays warm for the next piece and ends with the program. It is started
anew and not forked, so that this is alike on every system and in a packed program. Only frozen values cross.
"""

import gc
import math
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Generator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any, Generic, TypeVar

from checkin_app.domain.errors import CheckinError, NotPossible
from checkin_app.services.long_work import Work

S = TypeVar("S")
T = TypeVar("T")
Steps = Generator[S, None, T]
"""Work, or the like with other steps than (done, total)."""
Job = Callable[[], Steps[S, T]]
"""What begins the work: `functools.partial` of a function of a module, as it has to find its way by name."""

MOST_MEMORY = 3 << 30
"""Bytes of address space; limited on Linux only, other systems have no such limit or do not keep it."""

_LOST = "The work ended in the middle, and nothing was changed. Please try again."
_STOP = "stop"
_LOOKS_UP_EVERY_S = 0.25
"""Waiting is cut into pieces, because on Windows Ctrl+C is not heard while waiting for a pipe."""
_PATIENCE_S = 5
"""How long work that was told to stop may take to come to its next step."""

_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class _Step:
    said: Any  # whatever the work yields


@dataclass(frozen=True, slots=True)
class _Result:
    value: Any  # whatever the work ends with


@dataclass(frozen=True, slots=True)
class _Failure:
    """`error` is None if there was not enough memory."""

    error: Exception | None


_Said = _Step | _Result | _Failure


class _Died(Exception):
    """The other process is not there any more."""


class _TookTooLong(Exception):
    """The other process was still at work."""


def apart(
    job: Job[S, T],
    *,
    lost: CheckinError | None = None,
    most_seconds: float | None = None,
    too_long: CheckinError | None = None,
) -> Steps[S, T]:
    """The work of `job`, done in another process: the same steps, the same result, the same errors.

    `lost` is raised if that process ended before its work, or had not enough memory; `too_long` after `most_seconds`.
    Within such a process the work is done in place.
    """
    if multiprocessing.parent_process() is not None:
        return (yield from job())
    helper = _idle_helper() or _Helper()
    try:
        result = yield from helper.run(job, most_seconds)
    except _Died:
        raise lost or NotPossible(_LOST) from None
    except _TookTooLong:
        raise too_long or lost or NotPossible(_LOST) from None
    finally:
        if helper.is_ready:
            _idle.append(helper)
        else:
            helper.end()
    return result


class InAdvance(Generic[T]):
    """Short pieces of work, done in another process while this one uses the results of earlier ones.

    The results come in the order of asking; the steps of a piece are told to nobody.
    """

    def __init__(self) -> None:
        self._helper = _idle_helper() or _Helper()
        self._helper.send(_beginning)
        self._has_begun = False
        self.under_way = 0
        """Pieces asked for whose results have not come."""

    @property
    def has_begun(self) -> bool:
        """Whether the other process is there by now; asking it before would mean to wait for it."""
        if not self._has_begun:
            self._has_begun = self._said(0) is not None
        return self._has_begun

    def ask(self, job: Job[Any, T]) -> None:
        """Have one more piece done. NotPossible if the other process is gone."""
        try:
            self._helper.send(job)
        except _Died:
            raise NotPossible(_LOST) from None
        self.under_way += 1

    def next(self, most_wait_s: float) -> T | None:
        """The next result; None if it has not come within this time. Raises what the piece raised."""
        said = self._said(most_wait_s)
        if said is None or isinstance(said, _Step):
            return None
        self.under_way -= 1
        if isinstance(said, _Result):
            return said.value
        raise said.error or NotPossible(_LOST)

    def close(self) -> None:
        """Ask for nothing more; what was asked for is given up."""
        if self._has_begun and not self.under_way:
            _idle.append(self._helper)
        else:
            self._helper.end()

    def _said(self, most_wait_s: float) -> _Said | None:
        try:
            return self._helper.next_within(most_wait_s)
        except _Died:
            raise NotPossible(_LOST) from None


def _beginning() -> Work[None]:
    yield from ()


class _Helper:
    """The other process, seen from this one; one piece of work at a time."""

    def __init__(self) -> None:
        self._connection, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs,), name="checkin-apart", daemon=True)
        self._process.start()
        theirs.close()
        self.is_ready = True

    @property
    def is_alive(self) -> bool:
        """Whether it is still there."""
        return self._process.is_alive()

    def run(self, job: Job[S, T], most_seconds: float | None) -> Steps[S, T]:
        """The work's steps and result; _Died or _TookTooLong, after which there is nothing to do but to `end`."""
        deadline = time.monotonic() + (math.inf if most_seconds is None else most_seconds)
        self.is_ready = False
        self.send(job)
        try:
            while isinstance(said := self._next(deadline), _Step):
                yield said.said
        except (_Died, _TookTooLong):
            raise
        except BaseException:  # whoever watched the steps wants no more of them
            self.is_ready = self._has_stopped()
            raise
        if isinstance(said, _Result):
            self.is_ready = True
            return said.value
        if said.error is None:
            raise _Died
        self.is_ready = True
        raise said.error

    def send(self, said: object) -> None:
        """Give it a job, or tell it to stop; _Died if it is not there."""
        try:
            self._connection.send(said)
        except OSError as failure:
            raise _Died from failure

    def next_within(self, seconds: float) -> _Said | None:
        """What it says next, if it says it within this time; _Died if it is not there."""
        try:
            return self._connection.recv() if self._connection.poll(seconds) else None
        except (EOFError, OSError) as failure:
            raise _Died from failure

    def end(self) -> None:
        """Make sure that it is gone."""
        self._connection.close()
        self._process.kill()
        self._process.join()
        self._process.close()

    def _has_stopped(self) -> bool:
        """Tell it to stop, and wait for what it says last."""
        try:
            self.send(_STOP)
            while isinstance(self._next(time.monotonic() + _PATIENCE_S), _Step):
                pass
        except (_Died, _TookTooLong):
            return False
        return True

    def _next(self, deadline: float) -> _Said:
        while True:
            said = self.next_within(min(_LOOKS_UP_EVERY_S, max(0.0, deadline - time.monotonic())))
            if said is not None:
                return said
            if time.monotonic() >= deadline:
                raise _TookTooLong


_idle: list[_Helper] = []
"""Helpers without work. There is seldom more than one: the window has one workshop, a command does one thing."""


def _idle_helper() -> _Helper | None:
    while _idle:
        helper = _idle.pop()
        if helper.is_alive:
            return helper
        helper.end()
    return None


def _serve(connection: Connection) -> None:
    """The other process: one job after the other, until nobody is there who could ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that asked
    _limit_memory()
    gc.disable()  # a piece of work makes many values and then ends: looking for garbage among them is in vain
    jobs, stop = SimpleQueue[Job[Any, Any] | None](), Event()
    Thread(target=_listen, args=(connection, jobs, stop), daemon=True).start()
    while (job := jobs.get()) is not None:
        answer = _answer(job, connection, stop)
        try:
            connection.send(answer)
        except OSError:
            return
        del job, answer
        if jobs.empty():
            gc.collect()


def _listen(connection: Connection, jobs: "SimpleQueue[Job[Any, Any] | None]", stop: Event) -> None:
    while True:
        try:
            said = connection.recv()
        except (EOFError, OSError):
            break
        if said == _STOP:
            stop.set()
        else:
            stop.clear()
            jobs.put(said)
    stop.set()
    jobs.put(None)
    time.sleep(_PATIENCE_S)
    os._exit(1)


def _answer(job: Job[Any, Any], connection: Connection, stop: Event) -> _Result | _Failure:
    try:
        return _Result(_result(job(), connection, stop))
    except MemoryError:
        return _Failure(None)
    except CheckinError as error:
        return _Failure(error)
    except Exception as error:  # noqa: BLE001  # whatever it is, who asked shall know
        return _Failure(_unforeseen(error))


def _result(work: Steps[Any, Any], connection: Connection, stop: Event) -> Any:  # noqa: ANN401  # the work's own result, or nothing if stopped
    try:
        while not stop.is_set():
            connection.send(_Step(next(work)))
    except StopIteration as end:
        return end.value
    finally:
        work.close()
    return None


def _unforeseen(error: Exception) -> Exception:
    """A failure that can cross in any case, with the place where it happened."""
    told = RuntimeError(f"{type(error).__name__}: {error}")
    told.add_note("".join(traceback.format_exception(error)))
    return told


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
