"""The print queue as a drawer that lies over the right side of the window while somebody looks after it."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from checkin_app.ui import theme
from checkin_app.ui.printing.print_queue_panel import PrintQueuePanel

_WIDTH, _MARGIN = 460, 10


class QueueDrawer(QWidget):
    """Below the top bar of its parent; Esc, its button or a verdict closes it, and the caret is where it was."""

    def __init__(self, panel: PrintQueuePanel, area: QWidget) -> None:
        super().__init__(area)
        self._area = area
        self._before: QWidget | None = None
        self.setObjectName("queueDrawer")
        self.setAccessibleName("Print queue")
        self._close = QPushButton("Close   Esc")
        self._close.setObjectName("closeQueue")
        self._close.clicked.connect(self.close_up)
        panel.head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        area.installEventFilter(self)
        self.hide()

    @Slot()
    def turn(self) -> None:
        """Open it, or close it."""
        if self.isVisible():
            self.close_up()
            return
        self._before = QApplication.focusWidget()
        self._settle()
        self.show()
        self.raise_()
        self._close.setFocus()

    @Slot()
    def close_up(self) -> None:
        """Give the caret back to where it was."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the side at every size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            super().keyPressEvent(event)

    def _settle(self) -> None:
        width = min(theme.scaled(_WIDTH), self._area.width() - 2 * _MARGIN)
        left = self._area.width() - width - _MARGIN
        self.setGeometry(left, _MARGIN, width, self._area.height() - 2 * _MARGIN)
