"""Keeps the counter and the last scans beside the verdict true, whoever else writes into the event file."""

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from checkin_app.services.checkin import CheckinService, Counter
from checkin_app.services.scan_lines import ScanLine
from checkin_app.ui import wording
from checkin_app.ui.background import Background
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.desk_side import DeskSide

REFRESH_MS = 15_000
"""After this time at most the window shows what another desk or an import has written."""


class DeskNumbers(QObject):
    """Asks again after every change of this window, and in a fixed rhythm because other programs tell nothing."""

    def __init__(
        self,
        side: DeskSide,
        checkin: CheckinService,
        background: Background,
        changes: Changes,
        post: DeskPost,
    ) -> None:
        super().__init__(side)
        self._side = side
        self._checkin = checkin
        self._background = background
        self._post = post
        self._rhythm = QTimer(self)
        self._rhythm.setInterval(REFRESH_MS)
        self._rhythm.timeout.connect(self.ask)
        self._freshness = Freshness(
            side, self.ask, changes.attendance_changed, changes.people_changed, changes.programme_changed
        )
        side.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count only where somebody looks."""
        if event.type() == QEvent.Type.Show:
            self._rhythm.start()
        elif event.type() == QEvent.Type.Hide:
            self._rhythm.stop()
        return super().eventFilter(watched, event)

    @Slot()
    def show_place(self) -> None:
        """Another checkpoint: its numbers are not known until they were asked for."""
        checkpoint = self._post.checkpoint
        self._side.counter.show_place(
            wording.checkpoint_name(self._post.programme, checkpoint) if checkpoint else "No day of the event"
        )
        self._freshness.spoil()

    @Slot()
    def ask(self) -> None:
        """Ask for the numbers of the desk's checkpoint, and for what it did last."""
        checkpoint = self._post.checkpoint
        if checkpoint is not None:

            def show(counter: Counter) -> None:
                if checkpoint == self._post.checkpoint:
                    self._side.counter.show_counter(counter)

            self._background.ask(lambda: self._checkin.counter(checkpoint), show)
        self._background.ask(self._checkin.last_scans, self._show_scans)

    def _show_scans(self, scans: list[ScanLine]) -> None:
        self._side.scans.show_scans(scans, self._post.programme)
