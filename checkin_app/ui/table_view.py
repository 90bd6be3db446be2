"""A table as all tables of the program are: whole rows, calm lines, room for a finger."""

from PySide6.QtCore import QAbstractItemModel, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView

from checkin_app.ui import theme

ROW = 42


class TableView(QTableView):
    """While there are no rows it says what to do next."""

    def __init__(self, model: QAbstractItemModel, name: str) -> None:
        super().__init__()
        self._empty = ""
        self.setModel(model)
        self.setAccessibleName(name)
        self.setProperty("role", "framed")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.scaled(ROW))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def say_when_empty(self, text: str) -> None:
        """What stands in the table while it has no rows."""
        self._empty = text
        self.viewport().update()

    def empty_text(self) -> str:
        """What that is."""
        return self._empty

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, a line under each, or the sentence for none."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        colours = theme.colours()
        model = self.model()
        if model.rowCount() == 0:
            painter.setPen(QColor(colours.muted))
            painter.setFont(theme.font(theme.scaled(16)))
            area = self.viewport().rect().adjusted(40, 40, -40, -40)
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(area, wrapped, self._empty)
        painter.setPen(QColor(colours.line))
        for row in self._rows_in(event.rect()):
            bottom = self.rowViewportPosition(row) + self.rowHeight(row) - 1
            painter.drawLine(0, bottom, self.viewport().width(), bottom)
        painter.end()

    def _rows_in(self, area: QRect) -> range:
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self.model().rowCount() - 1) + 1)
