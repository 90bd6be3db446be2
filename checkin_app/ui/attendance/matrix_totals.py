"""The last row of the matrix, which never scrolls away: how many of those shown were at each checkpoint."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from checkin_app.ui import theme
from checkin_app.ui.attendance import sentences
from checkin_app.ui.row_drawing import RowDrawing

_HEIGHT, _BAR, _LEFT = 46, 5, 12
_SHARE_FROM = 130
"""Logical pixels of a column from which all of them have room for the share."""


class MatrixTotals(QWidget):
    """Keeps its numbers under the columns of a table."""

    def __init__(self, table: QTableView) -> None:
        super().__init__()
        self._table = table
        self._title = ""
        self._totals: Sequence[tuple[int, int]] = ()
        self.setObjectName("matrixTotals")
        self.setFixedHeight(theme.scaled(_HEIGHT))
        header = table.horizontalHeader()
        header.sectionResized.connect(self._follow)
        header.geometriesChanged.connect(self._follow)
        table.horizontalScrollBar().valueChanged.connect(self._follow)

    def show_totals(self, title: str, totals: Sequence[tuple[int, int]], names: Sequence[str]) -> None:
        """Show how many came of how many, a pair for each column; `names` are the columns' for a screen reader."""
        self._title, self._totals = title, totals
        self.setAccessibleName(title)
        told = (f"{name}: {sentences.of_expected(*pair)}" for name, pair in zip(names, totals, strict=True))
        self.setAccessibleDescription("; ".join(told))
        self.update()

    def texts(self) -> list[str]:
        """What stands under the columns."""
        return [sentences.of_expected(*pair) for pair in self._totals]

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(200, theme.scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the title under the names, and a number with a bar under each column."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.colours()
        side = self._table.viewport().x()
        row = RowDrawing(painter, self.rect(), colours)
        letters = theme.font(theme.scaled(14), theme.STRONG)
        named = self.rect().adjusted(theme.scaled(_LEFT), 0, side - self.width(), 0)
        row.text(named, self._title, letters, colours.text)
        painter.setClipRect(side, 0, self._table.viewport().width(), self.height())
        for column, (came, expected) in enumerate(self._totals):
            left = side + self._table.columnViewportPosition(column) + theme.scaled(_LEFT)
            room = self._table.columnWidth(column) - 2 * theme.scaled(_LEFT)
            area = QRect(left, 2, room, self.height() - theme.scaled(_BAR) - 12)
            self._number(row, area, came, expected)
            self._bar(painter, area, came / expected if expected else 0)
        painter.end()

    def _number(self, row: RowDrawing, area: QRect, came: int, expected: int) -> None:
        """How many of how many, and the share where there is room for it."""
        number, share = sentences.of_expected(came, expected), sentences.share(came, expected)
        strong, plain = theme.font(theme.scaled(14), theme.STRONG), theme.font(theme.scaled(13))
        row.text(area, number, strong, row.colours.text)
        needed = QFontMetrics(strong).horizontalAdvance(number) + QFontMetrics(plain).horizontalAdvance(share)
        if needed + theme.scaled(_LEFT) <= area.width() and area.width() >= theme.scaled(_SHARE_FROM):
            row.text(area, share, plain, row.colours.muted, side=Qt.AlignmentFlag.AlignRight)

    def _bar(self, painter: QPainter, over: QRect, share: float) -> None:
        colours, thickness = theme.colours(), theme.scaled(_BAR)
        whole = QRectF(over.left(), over.bottom() + 2, over.width(), thickness)
        painter.setPen(Qt.PenStyle.NoPen)
        for width, colour in ((whole.width(), colours.line), (whole.width() * share, colours.teal.ink)):
            painter.setBrush(QColor(colour))
            part = QRectF(whole.left(), whole.top(), width, thickness)
            painter.drawRoundedRect(part, min(width, thickness) / 2, thickness / 2)

    @Slot()
    def _follow(self) -> None:
        self.update()
