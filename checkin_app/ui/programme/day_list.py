"""The days of the event, from which one is chosen to be looked at."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from checkin_app.domain.event import Event
from checkin_app.ui import theme
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import hint
from checkin_app.ui.programme import sentences
from checkin_app.ui.row_drawing import RowDrawing, area_of, is_selected

_ROW = 56
_DATE, _LINES = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class _DayDelegate(QStyledItemDelegate):
    """Draws number and date, and the title under them."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for two lines."""
        return QSize(80, theme.scaled(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one day."""
        colours = theme.colours()
        first, second = index.data(_LINES)
        painter.save()
        row = RowDrawing(painter, area_of(option), colours)
        row.ground(is_chosen=is_selected(option))
        if is_selected(option):
            painter.fillRect(row.area.adjusted(0, 8, 4 - row.area.width(), -8), QColor(colours.accent))
        texts = row.area.adjusted(14, 7, -8, -7)
        half = texts.height() // 2
        row.text(
            texts.adjusted(0, 0, 0, -half), first, theme.font(theme.scaled(14), theme.STRONG), colours.text
        )
        row.text(texts.adjusted(0, half, 0, 0), second, theme.font(theme.scaled(13)), colours.muted)
        painter.restore()


class DayList(QFrame):
    """Tells which day was chosen, and that one more is wished for."""

    day_chosen = Signal(object)
    addition_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._list = QListWidget()
        self._list.setObjectName("programmeDays")
        self._list.setAccessibleName("Days")
        self._list.setItemDelegate(_DayDelegate(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._add = QPushButton("Add a day")
        self._add.setObjectName("addDay")
        self._add.setProperty("role", "quiet")
        ButtonIcon(self._add, "plus", "accent", 18)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 10, 1, 8)
        column.setSpacing(4)
        column.addWidget(self._list, 1)
        column.addWidget(self._add)
        self._list.currentItemChanged.connect(self._tell)
        self._add.clicked.connect(self.addition_requested)

    def show_days(self, event: Event, chosen: date | None) -> None:
        """Show the days of a programme, one of them chosen."""
        self._list.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self._list.clear()
        for day in event.days:
            lines = sentences.day_line(event, day)
            item = QListWidgetItem(" · ".join(lines))
            item.setData(_DATE, day.date)
            item.setData(_LINES, lines)
            item.setToolTip(hint(item.text()))
            self._list.addItem(item)
            if day.date == chosen:
                self._list.setCurrentItem(item)
        self._list.blockSignals(False)  # noqa: FBT003  # Qt's own signature

    @Slot(QListWidgetItem, QListWidgetItem)
    def _tell(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.day_chosen.emit(item.data(_DATE))
