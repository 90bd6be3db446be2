"""Long writing as many short steps on the database thread, so that scans go in between and can never wait for it."""

from collections.abc import Callable
from typing import TypeVar

from checkin_app.ui.background import Background, Failed, Work

T = TypeVar("T")


class Relay:
    """Runs a generator, a step at each asking; `then` gets its result."""

    def __init__(
        self,
        background: Background,
        work: Work[T],
        progress: Callable[[int, int], None],
        then: Callable[[T], None],
        failed: Failed,
    ) -> None:
        self._background = background
        self._work = work
        self._progress = progress
        self._then = then
        self._failed = failed

    def run(self) -> None:
        """Begin, or go on with the next step."""
        self._background.ask(self._step, self._go_on, self._failed)

    def _step(self) -> tuple[tuple[int, int] | None, object]:
        try:
            return next(self._work), None
        except StopIteration as end:
            return None, end.value

    def _go_on(self, stepped: tuple[tuple[int, int] | None, object]) -> None:
        told, result = stepped
        if told is None:
            self._then(result)  # type: ignore[arg-type]  # what the generator returned
        else:
            self._progress(*told)
            self.run()
