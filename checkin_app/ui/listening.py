"""Whether the keys of a scanner arrive here: they go to the program whose window is active."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

_PATIENCE_MS = 250
"""Going from one of our windows to another leaves none active for a moment."""


def has_keys() -> bool:
    """Whether one of our windows is the one that the keyboard belongs to."""
    return QGuiApplication.focusWindow() is not None


class Listening(QObject):
    """Tells when keys begin or cease to arrive."""

    changed = Signal(bool)

    def __init__(
        self,
        application: QApplication,
        parent: QObject | None = None,
        *,
        hears: Callable[[], bool] = has_keys,
    ) -> None:
        super().__init__(parent)
        self._ask = hears
        self._hears = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(self._look)
        application.focusWindowChanged.connect(self._wait)

    @Slot()
    def _wait(self) -> None:
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        hears = self._ask()
        if hears is not self._hears:
            self._hears = hears
            self.changed.emit(hears)
