"""What stands beside the verdict: the numbers and the last scans, or the sheet in which a walk-in is added."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from checkin_app.ui import theme
from checkin_app.ui.checklist import Checklist
from checkin_app.ui.counter_card import CounterCard
from checkin_app.ui.labels import label
from checkin_app.ui.scan_list import ScanList

LAST_SCANS, BEFORE_PEOPLE_COME = "Last scans at this desk", "Before people come"
_PART, _LEAST, _MOST = 0.23, 252, 340
_SHEET_PART, _SHEET_LEAST, _SHEET_MOST = 0.34, 390, 460
"""Widths in parts of the page's, at least and at most in logical pixels."""
_ROOM_FOR_ALL = 470
"""Logical pixels of height from which numbers, camera and last scans have room together."""


class DeskSide(QWidget):
    """As wide as what it shows needs, and no wider: the verdict comes first."""

    def __init__(self) -> None:
        super().__init__()
        self.counter = CounterCard()
        self.scans = ScanList()
        self.checklist = Checklist()
        self._wants_checklist = False
        self._numbers = QWidget()
        self._sheet: QWidget | None = None
        self._camera: QWidget | None = None
        panel = self._panel = QFrame()
        panel.setProperty("role", "panel")
        scans = QVBoxLayout(panel)
        scans.setContentsMargins(1, 12, 1, 8)
        scans.setSpacing(6)
        heading = label("section", LAST_SCANS)
        heading.setContentsMargins(17, 0, 17, 0)
        self._heading = heading
        scans.addWidget(heading)
        scans.addWidget(self.scans, 1)
        scans.addWidget(self.checklist, 1)
        self.checklist.hide()
        self.scans.model().modelReset.connect(self._show_scans_or_checklist)
        column = QVBoxLayout(self._numbers)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.counter)
        column.addWidget(panel, 1)
        self._column = column
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._numbers)

    def add_camera(self, view: QWidget) -> None:
        """Have the camera's picture between the numbers and the last scans."""
        self._camera = view
        self._column.insertWidget(1, view)
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The camera's picture comes and goes."""
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._share_height()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the numbers whole."""
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        """On a low screen the last scans make way for the camera; Ctrl+Z takes the last one back all the same."""
        has_camera = self._camera is not None and not self._camera.isHidden()
        self._panel.setVisible(not has_camera or self.height() >= theme.scaled(_ROOM_FOR_ALL))

    def want_checklist(self, *, is_wanted: bool) -> None:
        """Show what is to be done before people come, as long as nobody has been scanned here."""
        self._wants_checklist = is_wanted
        self._show_scans_or_checklist()

    @Slot()
    def _show_scans_or_checklist(self) -> None:
        is_first = self._wants_checklist and self.scans.model().rowCount() == 0
        self._heading.setText(BEFORE_PEOPLE_COME if is_first else LAST_SCANS)
        self.checklist.setVisible(is_first)
        self.scans.setVisible(not is_first)

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
