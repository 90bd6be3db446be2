"""Tells the pages that something in the event file has changed, so that what they show does not grow old."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, SignalInstance, Slot
from PySide6.QtCore import Signal as Fact
from PySide6.QtWidgets import QWidget


class Changes(QObject):
    """Whoever changed something emits the fact; whoever shows it listens."""

    attendance_changed = Fact()
    people_changed = Fact()
    badges_changed = Fact()
    programme_changed = Fact()


class Freshness(QObject):
    """Has a page ask again when what it shows has changed: at once if it is seen, else when it is seen next."""

    def __init__(self, page: QWidget, ask: Callable[[], None], *facts: SignalInstance) -> None:
        super().__init__(page)
        self._page = page
        self._ask = ask
        self._is_stale = True
        page.installEventFilter(self)
        for fact in facts:
            fact.connect(self.spoil)

    @Slot()
    def spoil(self) -> None:
        """What the page shows is out of date."""
        self._is_stale = True
        if self._page.isVisible():
            self._renew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask when the page comes into sight."""
        if event.type() == QEvent.Type.Show and self._is_stale:
            self._renew()
        return super().eventFilter(watched, event)

    def _renew(self) -> None:
        self._is_stale = False
        self._ask()
