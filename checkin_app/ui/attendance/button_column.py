"""A column of a table that looks like buttons: what puts each row right, one click away."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from checkin_app.ui import theme
from checkin_app.ui.row_drawing import RowDrawing, area_of, is_selected


class ButtonColumn(QStyledItemDelegate):
    """Draws the words of a cell as a button; Enter and a double-click on the row press it as well."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a frame as wide as the words."""
        colours = theme.colours()
        row = RowDrawing(painter, area_of(option), colours)
        painter.save()
        if is_selected(option):
            painter.fillRect(row.area, QColor(colours.selected))
        words = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.setFont(theme.font(theme.scaled(13), QFont.Weight.Medium))
        width = painter.fontMetrics().horizontalAdvance(words) + theme.scaled(22)
        box = row.area.adjusted(2, 4, -6, -5)
        box.setWidth(min(width, box.width()))
        row.framed(box, words, frame=colours.accent, ink=colours.accent)
        painter.restore()
