"""Long work as people see it: how far it is, a way to stop it, and how it ended."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from checkin_app.domain.errors import CheckinError
from checkin_app.ui import theme, wording
from checkin_app.ui.background import Background, Job, Work
from checkin_app.ui.labels import ElidedLabel

T = TypeVar("T")


class JobBar(QWidget):
    """Runs one piece of work at a time; hidden until the first."""

    ended = Signal()
    failed = Signal(str)

    def __init__(self, background: Background) -> None:
        super().__init__()
        self._background = background
        self._job: Job | None = None
        self._text = ElidedLabel("jobtext")
        self._text.setObjectName("jobText")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(theme.scaled(180))
        self._cancel = QPushButton("Cancel")
        self._cancel.clicked.connect(self.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._progress)
        row.addWidget(self._cancel)
        self.hide()

    @property
    def is_busy(self) -> bool:
        """Whether work is under way."""
        return self._job is not None

    def text(self) -> str:
        """What it says."""
        return self._text.whole_text()

    def run(self, work: Work[T], under_way: str, then: Callable[[T], str], *, writes: bool = False) -> None:
        """Start work, unless some is under way; `then` gives the sentence for a good end. `writes` as in Background."""
        if self.is_busy:
            work.close()
            return

        def finish(result: T) -> None:
            self._end(then(result), "good")

        self._say(under_way, "muted")
        self._progress.setRange(0, 0)
        self._progress.show()
        self._cancel.show()
        self.show()
        self._job = _STARTED
        job = self._background.work(work, self._show_progress, finish, self._fail, writes=writes)
        if self.is_busy:
            self._job = job

    @Slot()
    def cancel(self) -> None:
        """Stop; nothing half done is left behind."""
        if self._job is not None:
            self._job.cancel()
            self._end("Stopped. Nothing was written.", "muted")

    def tell(self, text: str) -> None:
        """Say something without work."""
        self._end(text, "muted")
        self.show()

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, max(1, total))
        self._progress.setValue(done)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, CheckinError):
            self._end(str(wording.failure(error)), "error")
            self.failed.emit(self.text())
            return
        self._end("It did not work.", "error")
        raise error

    def _end(self, text: str, role: str) -> None:
        self._job = None
        self._progress.hide()
        self._cancel.hide()
        self._say(text, role)
        self.ended.emit()

    def _say(self, text: str, role: str) -> None:
        self._text.setProperty("role", role)
        theme.polish(self._text)
        self._text.show_text(text)


class _Started:
    """Stands for the job until the background has given it: work may end before that."""

    def cancel(self) -> None:
        """It has not begun."""


_STARTED = _Started()
