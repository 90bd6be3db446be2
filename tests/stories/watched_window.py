"""The real window with an eye on it: prints, several times a second, what a scan must not change and what it must."""

import json
import sys
from signal import SIGTERM, signal
from types import FrameType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from checkin_app import app
from tests.stories.stopwatch import Stopwatch

_EVERY_MS = 100
_LATEST = 60
"""Keys of which the times are told."""


class Watched(QApplication):
    """The application as it is, and a timer."""

    def exec(self) -> int:  # type: ignore[override]  # Qt's is static
        self._stopwatch = Stopwatch()
        self.installEventFilter(self._stopwatch)  # the last one in sees a key first
        timer = QTimer(self)
        timer.timeout.connect(self._tell)
        timer.start(_EVERY_MS)
        return QApplication.exec()

    def _tell(self) -> None:
        focus = self.focusWidget()
        look = {
            "active": self.activeWindow() is not None,
            "caret": focus.objectName() if focus else "",
            "search": _text("peopleSearch"),
            "box": _text("scanBox"),
            "name": _text("toastName"),
            "test": _text("scannerResult"),
            "paused": _is_shown("scannerPaused"),
            "times": self._stopwatch.times[-_LATEST:],
        }
        print(json.dumps(look), flush=True)


def _named(name: str) -> QWidget | None:
    return next((widget for widget in QApplication.allWidgets() if widget.objectName() == name), None)


def _text(name: str) -> str:
    widget = _named(name)
    return widget.text() if isinstance(widget, QLabel | QLineEdit) else ""


def _is_shown(name: str) -> bool:
    widget = _named(name)
    return widget is not None and widget.isVisible()


def _end(_signal: int, _frame: FrameType | None) -> None:
    QApplication.closeAllWindows()


if __name__ == "__main__":
    signal(SIGTERM, _end)
    app.QApplication = Watched  # type: ignore[misc]
    sys.exit(app.main(sys.argv[1:]))
