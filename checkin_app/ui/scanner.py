"""The scanner of this computer: takes scans out of everything typed, and brings them to the desk or to the test."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from checkin_app.domain.scanner_test import is_test_card
from checkin_app.ui import wording
from checkin_app.ui.listening import Listening
from checkin_app.ui.scan_filter import ScanFilter
from checkin_app.ui.scanner_settings import ScannerSettings
from checkin_app.ui.shell import Shell


class Scanner(QObject):
    """Works while an event is open."""

    told = Signal(str)

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._filter = ScanFilter(self)
        self._filter.scanned.connect(self._take)
        self._listening = Listening(application, self)
        self._shell: Shell | None = None
        self._settings: ScannerSettings | None = None

    def start(self, shell: Shell, settings: ScannerSettings, *, gap_ms: int) -> None:
        """Bring scans to this desk from now on."""
        self._shell, self._settings = shell, settings
        self._listening.changed.connect(shell.show_listening)
        self.set_gap(gap_ms)
        self._filter.install(self._application)

    def stop(self) -> None:
        """Let all keys through."""
        self._shell = self._settings = None
        self._filter.remove()

    def set_gap(self, gap_ms: int) -> None:
        """The longest time between two keys of the scanner, in milliseconds."""
        self._filter.gap_ms = gap_ms

    @Slot(str, str)
    def _take(self, by_position: str, typed: str) -> None:
        if self._settings is not None and self._settings.is_testing:
            self._settings.show_scan(by_position, typed)
        elif is_test_card(by_position, typed):
            self.told.emit(wording.TEST_CARD_ELSEWHERE)
        elif self._shell is not None:
            self._shell.take_scan(by_position, typed)
