"""A sheet of labels in small: click the first label that is still free on a half-used sheet."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from checkin_app.domain.sheet import Sheet, place
from checkin_app.ui import theme

_HEIGHT = 132


class LabelGrid(QWidget):
    """Labels before the chosen one are shown as used."""

    first_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._sheet: Sheet | None = None
        self._first = 1
        self.setAccessibleName("First free label")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sheet(self, sheet: Sheet, first: int) -> None:
        """Show a sheet and its first free label, counted from 1."""
        self._sheet, self._first = sheet, first
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The page's proportions."""
        height = theme.scaled(_HEIGHT)
        if self._sheet is None:
            return QSize(height, height)
        return QSize(round(height * self._sheet.page_width / self._sheet.page_height), height)

    def labels(self) -> list[QRectF]:
        """Where each label is, in the order in which they are filled."""
        sheet = self._sheet
        if sheet is None:
            return []
        scale = self.sizeHint().height() / sheet.page_height
        placed = place(sheet.labels_per_page, sheet, 1)
        return [
            QRectF(spot.x * scale, spot.y * scale, sheet.badge_width * scale, sheet.badge_height * scale)
            for spot in placed
        ]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the label under the mouse."""
        for number, label in enumerate(self.labels(), 1):
            if label.contains(event.position()):
                self.first_chosen.emit(number)
                return

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page and its labels."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor(colours.background))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        for number, label in enumerate(self.labels(), 1):
            is_free = number >= self._first
            painter.setPen(QColor(colours.accent if is_free else colours.line))
            painter.setBrush(QColor(colours.selected) if is_free else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(label.adjusted(1, 1, -1, -1), 2, 2)
        painter.end()
