"""One section of the Settings page: a heading over rows of a caption and what can be set."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSpinBox, QWidget

from checkin_app.ui import theme
from checkin_app.ui.labels import label
from checkin_app.ui.segments import Segments

_CAPTIONS = 150
"""Logical pixels for the captions, so that those of all sections stand in one column."""


class SettingsPanel(QFrame):
    """Tells every change at once; there is nothing to confirm."""

    changed = Signal(str, object)
    """The name of a setting, and its new value."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.setProperty("role", "panel")
        self.setAccessibleName(title)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(20, 16, 20, 18)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        grid.setColumnMinimumWidth(0, theme.scaled(_CAPTIONS))
        grid.setColumnStretch(1, 1)
        grid.addWidget(label("heading", title), 0, 0, 1, 2)

    def add_row(self, caption: str, widget: QWidget) -> None:
        """Have one more row; the caption is the name of its widget, too."""
        row = self._grid.rowCount()
        if caption:
            text = label("muted", caption)
            text.setBuddy(widget)
            widget.setAccessibleName(caption)
            self._grid.addWidget(text, row, 0)
        keeps_width = isinstance(widget, Segments | QSpinBox)
        self._grid.addWidget(
            widget, row, 1, Qt.AlignmentFlag.AlignLeft if keeps_width else Qt.AlignmentFlag(0)
        )


def in_a_row(*widgets: QWidget) -> QWidget:
    """Side by side; the last one takes the room that is left."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for widget in widgets:
        row.addWidget(widget)
    row.setStretch(len(widgets) - 1, 1)
    return made
