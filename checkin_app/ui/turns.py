"""Long work that takes its turn among short questions: one step, then whatever was asked meanwhile, then the next step."""

import math
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from checkin_app.services.long_work import Stopped, Work

T = TypeVar("T")

_TELLS_EVERY_S = 0.1


def seldom(tell: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """Tells progress ten times a second at most, however short the steps are; the first at once."""
    told_at = -math.inf

    def tell_in_time(done: int, total: int) -> None:
        nonlocal told_at
        now = time.monotonic()
        if now - told_at >= _TELLS_EVERY_S:
            told_at = now
            tell(done, total)

    return tell_in_time


class InTurns(Generic[T]):
    """Puts the next step of some work at the end of a queue whenever one is done.

    When the work is cancelled it is told by `Stopped`, after which it may take further steps to take back what it wrote.
    """

    def __init__(
        self,
        work: Work[T],
        enqueue: Callable[[Callable[[], None]], bool],
        is_cancelled: Callable[[], bool],
        ended: Callable[[], None],
    ) -> None:
        """`enqueue` says whether there will be a turn; if there is none any more, the work is closed."""
        self._work = work
        self._enqueue = enqueue
        self._is_cancelled = is_cancelled
        self._ended = ended
        self._is_told = False

    def go_on(
        self,
        progress: Callable[[int, int], None],
        then: Callable[[T], None],
        fail: Callable[[Exception], None],
    ) -> None:
        """Wait for the next turn; `then` or `fail` say how the work ended."""

        def turn() -> None:
            try:
                progress(*self._step())
            except StopIteration as end:
                self._ended()
                then(end.value)
            except Exception as error:  # noqa: BLE001  # whatever it is, the window's thread shall know
                self._ended()
                fail(error)
            else:
                self.go_on(progress, then, fail)

        if not self._enqueue(turn):
            self._work.close()
            self._ended()

    def _step(self) -> tuple[int, int]:
        if self._is_cancelled() and not self._is_told:
            self._is_told = True
            return self._work.throw(Stopped())
        return next(self._work)
