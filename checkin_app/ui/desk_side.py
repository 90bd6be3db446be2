"""What stands beside the verdict: the numbers and the last scans, or the sheet in which a walk-in is added."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from checkin_app.ui import theme
from checkin_app.ui.counter_card import CounterCard
from checkin_app.ui.labels import label
from checkin_app.ui.scan_list import ScanList

_PART, _LEAST, _MOST = 0.23, 252, 340
_SHEET_PART, _SHEET_LEAST, _SHEET_MOST = 0.34, 380, 460
"""Widths in parts of the page's, at least and at most in logical pixels."""


class DeskSide(QWidget):
    """As wide as what it shows needs, and no wider: the verdict comes first."""

    def __init__(self) -> None:
        super().__init__()
        self.counter = CounterCard()
        self.scans = ScanList()
        self._numbers = QWidget()
        self._sheet: QWidget | None = None
        panel = QFrame()
        panel.setProperty("role", "panel")
        scans = QVBoxLayout(panel)
        scans.setContentsMargins(1, 12, 1, 8)
        scans.setSpacing(6)
        heading = label("section", "Last scans at this desk")
        heading.setContentsMargins(17, 0, 17, 0)
        scans.addWidget(heading)
        scans.addWidget(self.scans, 1)
        column = QVBoxLayout(self._numbers)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.counter)
        column.addWidget(panel, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._numbers)

    def add_sheet(self, sheet: QWidget) -> None:
        """Have a sheet that takes the place of the numbers while it is open."""
        self._sheet = sheet
        self._row.addWidget(sheet)

    def show_sheet(self, page_width: int, *, is_open: bool) -> None:
        """Show the sheet, or the numbers again, on a page of that width."""
        self._numbers.setVisible(not is_open)
        if self._sheet is not None:
            self._sheet.setVisible(is_open)
        self.fit(page_width)

    def fit(self, page_width: int) -> None:
        """Leave the verdict the room it needs on a page of that width."""
        is_open = self._sheet is not None and not self._sheet.isHidden()
        part, least, most = (_SHEET_PART, _SHEET_LEAST, _SHEET_MOST) if is_open else (_PART, _LEAST, _MOST)
        self.setFixedWidth(max(theme.scaled(least), min(theme.scaled(most), round(page_width * part))))
