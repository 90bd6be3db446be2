"""A table with a panel beside it or, where there is no room for both, over its right side."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from checkin_app.ui import theme

_PANEL = 380
_BESIDE_FROM = 1_100
_LEFT_OPEN = 120
"""How much of the table is seen beside a panel that lies over it."""


class TableAndPanel(QWidget):
    """`room_changed` tells when the panel goes beside the table or over it, and when it is opened or closed there."""

    room_changed = Signal()

    def __init__(self, table: QWidget, panel: QWidget) -> None:
        super().__init__()
        self._panel = panel
        self._is_beside = True
        self._is_open = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)
        self._row.addWidget(table, 1)
        self._row.addWidget(panel)
        panel.setFixedWidth(theme.scaled(_PANEL))

    @property
    def is_beside(self) -> bool:
        """Whether there is room for both."""
        return self._is_beside

    @property
    def is_open(self) -> bool:
        """Whether the panel is wanted where it would lie over the table."""
        return self._is_open

    def open_panel(self) -> None:
        """Show the panel, if it lies over the table; beside it, it is always seen."""
        self._is_open = True
        self._place()
        self.room_changed.emit()

    def close_panel(self) -> None:
        """Give the table its room back."""
        self._is_open = False
        self._place()
        self.room_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the panel beside the table or over it."""
        super().resizeEvent(event)
        is_beside = self.width() >= theme.scaled(_BESIDE_FROM)
        if is_beside != self._is_beside:
            self._is_beside = is_beside
            if is_beside:
                self._row.addWidget(self._panel)
            else:
                self._row.removeWidget(self._panel)
            self.room_changed.emit()
        self._place()

    def _place(self) -> None:
        width = theme.scaled(_PANEL)
        if not self._is_beside:
            width = min(width, self.width() - _LEFT_OPEN)
        self._panel.setFixedWidth(width)
        self._panel.setVisible(self._is_beside or self._is_open)
        if not self._is_beside:
            self._panel.setGeometry(self.width() - width, 0, width, self.height())
            self._panel.raise_()
