"""Collects Python's reference cycles on the window's thread only.

The collector runs in whichever thread allocates when its turn has come. In a worker's thread it would destroy widgets
that stand in a cycle, and Qt's objects may only be destroyed in the thread they live in. And while it runs all threads
wait: 250 ms were measured during the import of a large roster, which the window must not feel.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 1000
MIDDLE_EVERY = 10
OLDEST_EVERY = 300
"""Turns of the timer between two looks at the middle and at the oldest generation, which take longer."""
MANY = 10_000
"""New objects whose search is felt. They are what work made, a list of a hundred thousand people perhaps: values, which go
without the collector when nobody needs them. They are not searched, now or later; a cycle among them stays.
"""


class GarbageCollection(QObject):
    """Switches the automatic collector off while it runs, and collects in short turns of its own instead.

    It waits while `is_busy` says that work goes on: what the work holds would be searched through in vain.
    """

    def __init__(self, is_busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        self._turns = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._collect)

    def start(self) -> None:
        """From now on cycles are collected here; what exists already is not looked at again."""
        gc.disable()
        gc.collect()
        gc.freeze()
        self._timer.start()

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def _collect(self) -> None:
        if self._is_busy():
            return
        if gc.get_count()[0] > MANY:
            gc.freeze()
            return
        self._turns += 1
        if self._turns % OLDEST_EVERY == 0:
            gc.collect(2)
        elif self._turns % MIDDLE_EVERY == 0:
            gc.collect(1)
        else:
            gc.collect(0)
