"""Keeps the window quick: services are asked on one thread, long work runs on another, answers come back to the window's."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Flag
from threading import Lock
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from checkin_app.services.long_work import Work, drive
from checkin_app.ui.turns import InTurns, seldom

T = TypeVar("T")

Failed = Callable[[Exception], None]


class Job(Protocol):
    """Work under way."""

    def cancel(self) -> None:
        """Stop between two steps; neither `then` nor `failed` is called any more."""
        ...


class Background(Protocol):
    """Where a page sends what would hold up the window. The callables run on the window's thread."""

    def ask(self, call: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """Run a short call on the database thread, one after the other in the order of asking.

        Without `failed` an error goes where unforeseen errors go.
        """
        ...

    def work(
        self,
        generator: Work[T],
        progress: Callable[[int, int], None],
        then: Callable[[T], None],
        failed: Failed | None = None,
        *,
        writes: bool = False,
    ) -> Job:
        """Run long work in the workshop, step by step; not every step is shown.

        Work that `writes` to the event file runs on the database thread, where what is asked comes between its steps.
        """
        ...


_SWITCH_S = 0.0005
"""How long the window's thread may be kept waiting by Python code of another one; Python's own 5 ms are felt."""


class _AtWork:
    """Counts the threads that are in its block."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0

    @property
    def is_anybody(self) -> bool:
        """Whether any thread is."""
        return bool(self._inside)

    def __enter__(self) -> None:
        with self._lock:
            self._inside += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._inside -= 1


class _Job:
    def __init__(self) -> None:
        self._cancelled = Flag()

    def cancel(self) -> None:
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()


class TwoThreads(QObject):
    """The background of the running window."""

    _landed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._database = ThreadPoolExecutor(1, "database")
        self._workshop = ThreadPoolExecutor(1, "workshop")
        self._jobs: set[_Job] = set()
        self._at_work = _AtWork()
        self._switched_before = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_S)
        self._closed = False
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether one of the threads is at work, or takes a breath between two steps of long work."""
        return self._at_work.is_anybody or bool(self._jobs)

    def ask(self, call: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """See Background."""

        def run() -> None:
            try:
                with self._at_work:
                    answer = call()
            except Exception as error:  # noqa: BLE001  # whatever it is, the window's thread shall know
                self._fail(error, failed)
            else:
                self._landed.emit(lambda: then(answer))

        self._database.submit(run)

    def work(
        self,
        generator: Work[T],
        progress: Callable[[int, int], None],
        then: Callable[[T], None],
        failed: Failed | None = None,
        *,
        writes: bool = False,
    ) -> Job:
        """See Background."""
        job = _Job()
        self._jobs.add(job)

        def land(call: Callable[[], None]) -> None:
            self._landed.emit(lambda: None if job.is_cancelled else call())

        show = seldom(lambda done, total: land(lambda: progress(done, total)))

        def end(result: T) -> None:
            land(lambda: then(result))

        def fail(error: Exception) -> None:
            if not job.is_cancelled:
                self._fail(error, failed)

        def forget() -> None:
            self._jobs.discard(job)

        if writes:
            InTurns(generator, self._enqueue, lambda: job.is_cancelled, forget).go_on(show, end, fail)
        else:
            self._workshop.submit(lambda: self._go_through(generator, job, show, end, fail))
        return job

    def _go_through(
        self,
        generator: Work[T],
        job: _Job,
        show: Callable[[int, int], None],
        end: Callable[[T], None],
        fail: Failed,
    ) -> None:
        try:
            with self._at_work:
                result = drive(generator, show, lambda: job.is_cancelled)
        except Exception as error:  # noqa: BLE001  # see ask
            fail(error)
        else:
            end(result)
        self._jobs.discard(job)

    def _enqueue(self, turn: Callable[[], None]) -> bool:
        def run() -> None:
            with self._at_work:
                turn()

        try:
            self._database.submit(run)
        except RuntimeError:  # the thread takes nothing any more
            return False
        return True

    def close(self) -> None:
        """Cancel the work, finish what was asked, and forget the answers; both threads have ended then."""
        self._closed = True
        for job in tuple(self._jobs):
            job.cancel()
        self._workshop.shutdown(wait=True, cancel_futures=True)
        self._database.shutdown(wait=True)
        sys.setswitchinterval(self._switched_before)

    def _fail(self, error: Exception, failed: Failed | None) -> None:
        def fail() -> None:
            if failed is None:
                raise error
            failed(error)

        self._landed.emit(fail)

    @Slot(object)
    def _land(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()


class AtOnce:
    """The twin for tests and pictures: everything happens before the asking returns."""

    def ask(self, call: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """See Background."""
        try:
            answer = call()
        except Exception as error:
            if failed is None:
                raise
            failed(error)
        else:
            then(answer)

    def work(
        self,
        generator: Work[T],
        progress: Callable[[int, int], None],
        then: Callable[[T], None],
        failed: Failed | None = None,
        *,
        writes: bool = False,  # noqa: ARG002  # there is only one thread
    ) -> Job:
        """See Background."""
        job = _Job()
        self.ask(lambda: drive(generator, progress, lambda: job.is_cancelled), then, failed)
        return job


class Lease:
    """The same background for as long as an event is open: what comes back later finds no page any more."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self._jobs: list[Job] = []
        self._ends: list[Callable[[], None]] = []
        self._is_over = False

    def ask(self, call: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """See Background."""
        self._background.ask(call, self._while_open(then), self._failing(failed))

    def work(
        self,
        generator: Work[T],
        progress: Callable[[int, int], None],
        then: Callable[[T], None],
        failed: Failed | None = None,
        *,
        writes: bool = False,
    ) -> Job:
        """See Background."""
        job = self._background.work(
            generator, progress, self._while_open(then), self._failing(failed), writes=writes
        )
        self._jobs.append(job)
        return job

    def when_over(self, call: Callable[[], None]) -> None:
        """Have that done when the event is closed, by what asks by itself from time to time."""
        self._ends.append(call)

    def end(self) -> None:
        """Cancel what is under way and drop all answers."""
        self._is_over = True
        for call in self._ends:
            call()
        for job in self._jobs:
            job.cancel()

    def _while_open(self, then: Callable[[T], None]) -> Callable[[T], None]:
        return lambda answer: None if self._is_over else then(answer)

    def _failing(self, failed: Failed | None) -> Failed:
        def fail(error: Exception) -> None:
            if failed is None:
                raise error
            failed(error)

        return self._while_open(fail)


def in_one_step(call: Callable[[], T]) -> Work[T]:
    """A long read as work for the workshop: it has its own connection there and holds up no scan."""
    yield 0, 1
    return call()


def unwatched(_done: int, _total: int) -> None:
    """Progress that nobody looks at."""
