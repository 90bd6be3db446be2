"""The window: one event's pages or the first-run page, and above them the band that says what went wrong."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from checkin_app.ui import theme
from checkin_app.ui.band import Band, Kind
from checkin_app.ui.practice_band import PracticeBand

TITLE = "Check-in desk"
USUAL_SIZE = QSize(1280, 760)
FRAME = QSize(16, 48)
"""Room for the frame and the title that window managers add; nobody tells how much before the window is shown."""


class MainWindow(QMainWindow):
    """Shows one thing at a time; what was there before is deleted."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._content: QWidget | None = None
        self._band = Band()
        self._frame = QWidget()
        self._column = QVBoxLayout(self._frame)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._practice = PracticeBand()
        self._column.addWidget(self._practice)
        self._column.addWidget(self._band)
        self.setCentralWidget(self._frame)
        self.setMinimumSize(theme.SMALLEST)
        self.resize(USUAL_SIZE)
        self.setWindowTitle(TITLE)
        QShortcut(QKeySequence("F11"), self).activated.connect(self._turn_full_screen)

    def show_fitting(self, room: QSize) -> None:
        """Show the window on a screen with so much room: filling it where the usual size would not fit."""
        needed = USUAL_SIZE + FRAME
        if needed.width() > room.width() or needed.height() > room.height():
            self.showMaximized()
        else:
            self.show()

    @property
    def band(self) -> Band:
        """Where failures are told."""
        return self._band

    def show_content(self, content: QWidget, title: str = "") -> None:
        """Show an event's shell, or the first-run page; `title` names the event."""
        if self._content is not None:
            self._content.hide()
            self._column.removeWidget(self._content)
            self._content.setParent(None)
            self._content.deleteLater()
        self._content = content
        self._column.addWidget(content, 1)
        self.setWindowTitle(f"{title} — {TITLE}" if title else TITLE)

    @property
    def practice(self) -> PracticeBand:
        """Seen while nothing is stored."""
        return self._practice

    @Slot(str)
    def tell(self, text: str) -> None:
        """Say something in passing."""
        self._band.tell(text)

    @Slot(str)
    def tell_error(self, text: str) -> None:
        """Say what went wrong; it stays until somebody closes it."""
        self._band.tell(text, Kind.ERROR)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that everything can be closed."""
        super().closeEvent(event)
        self.closed.emit()

    @Slot()
    def _turn_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
