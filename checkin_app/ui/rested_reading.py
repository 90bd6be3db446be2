"""Reads in the workshop what a page shows, without ever being felt: one reading at a time, and no more than needed."""

from collections.abc import Callable
from time import perf_counter
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Slot

from checkin_app.ui.background import Background, Failed, Work, unwatched

T = TypeVar("T")

_REST = 2
"""A long reading is followed by a rest so many times as long, however many scans ask for the next one."""
_UNFELT_MS = 500
"""What is read in less is read again as often as anything happens."""


class _Rest(QObject):
    """Ends after a while."""

    def __init__(self, parent: QObject, then: Callable[[], None]) -> None:
        super().__init__(parent)
        self._then = then
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self._end)

    @Slot()
    def _end(self) -> None:
        self._then()


class RestedReading(Generic[T]):
    """`work` makes the work of one reading; `told` and `failed` are called on the window's thread."""

    def __init__(
        self,
        background: Background,
        work: Callable[[], Work[T]],
        told: Callable[[T], None],
        failed: Failed,
        parent: QObject,
    ) -> None:
        self._background = background
        self._work = work
        self._told = told
        self._failed = failed
        self._is_reading = False
        self._is_wanted_again = False
        self._is_urgent = False
        self._begun_at = 0.0
        self._rest = _Rest(parent, self._read_again)

    def read(self, *, is_urgent: bool = False) -> None:
        """Read now, or as soon as the reading before is over and rested from; without a rest if it `is_urgent`."""
        self._is_urgent = self._is_urgent or is_urgent
        if self._is_reading or (self._rest.timer.isActive() and not self._is_urgent):
            self._is_wanted_again = True
            return
        self._rest.timer.stop()
        self._is_urgent = False
        self._is_reading, self._is_wanted_again = True, False
        self._begun_at = perf_counter()
        self._background.work(self._work(), unwatched, self._tell, self._tell_failure)

    def _tell(self, answer: T) -> None:
        self._told(answer)
        self._end()

    def _tell_failure(self, error: Exception) -> None:
        self._failed(error)
        self._end()

    def _end(self) -> None:
        self._is_reading = False
        lasted_ms = (perf_counter() - self._begun_at) * 1000
        if lasted_ms > _UNFELT_MS and not self._is_urgent:
            self._rest.timer.start(round(lasted_ms * _REST))
        elif self._is_wanted_again:
            self.read()

    def _read_again(self) -> None:
        if self._is_wanted_again:
            self.read()
