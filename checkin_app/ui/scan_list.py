"""The last scans of this desk, each of which can be taken back."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from checkin_app.domain.event import Event
from checkin_app.services.scan_lines import ScanLine
from checkin_app.ui import looks, theme, wording
from checkin_app.ui.labels import hint
from checkin_app.ui.row_drawing import RowDrawing, area_of, is_selected

Index = QModelIndex | QPersistentModelIndex
ROW = 52
SCAN = Qt.ItemDataRole.UserRole


class ScanModel(QAbstractListModel):
    """The last scans as Qt wants them."""

    def __init__(self) -> None:
        super().__init__()
        self._scans: Sequence[ScanLine] = ()
        self._event: Event | None = None

    def show(self, scans: Sequence[ScanLine], event: Event) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self._scans, self._event = tuple(scans), event
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many there are."""
        return 0 if parent.isValid() else len(self._scans)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The scan itself, or its words."""
        if not index.isValid() or self._event is None:
            return None
        scan = self._scans[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return wording.scan_sentence(scan, looks.short_word(scan), self._event)
            case Qt.ItemDataRole.ToolTipRole:
                return hint(wording.scan_sentence(scan, looks.short_word(scan), self._event))
            case Qt.ItemDataRole.StatusTipRole:
                if scan.voided_by:
                    return looks.TAKEN_BACK.word
                return f"{wording.time_of_day(self._event, scan.at)} · {looks.short_word(scan)}"
            case _:
                return scan if role == SCAN else None


def button_text(scan: ScanLine) -> str:
    """What can be done about a line; empty for a refusal, which changed nothing."""
    if scan.voided_by:
        return "Redo"
    return "Undo" if scan.can_be_undone else ""


def button_area(row: QRect) -> QRect:
    """Where in a row the button is."""
    width, height = theme.scaled(58), theme.scaled(32)
    return QRect(row.right() - width - 10, row.center().y() - height // 2, width, height)


class ScanDelegate(QStyledItemDelegate):
    """Draws a line: icon, name, word and time, and the button."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Room for two lines."""
        return QSize(100, theme.scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        scan: ScanLine = index.data(SCAN)
        colours = theme.colours()
        row = RowDrawing(painter, area_of(option), colours)
        painter.save()
        row.ground(is_chosen=is_selected(option))
        look = looks.line_look(scan)
        left = (
            row.icon(look.icon, colours.muted if scan.voided_by else colours.fill(look.family).ink, 22, 14)
            + 12
        )
        button = button_area(row.area)
        right = button.left() - 8 if button_text(scan) else row.area.right() - 10
        texts = QRect(left, row.area.top() + 6, right - left, row.area.height() - 12)
        half = texts.height() // 2
        name = scan.participant.name if scan.participant else "Unknown badge"
        letters = theme.font(theme.scaled(14), QFont.Weight.DemiBold)
        letters.setStrikeOut(bool(scan.voided_by))
        row.text(texts.adjusted(0, 0, 0, -half), name, letters, colours.text)
        state = index.data(Qt.ItemDataRole.StatusTipRole)
        row.text(texts.adjusted(0, half, 0, 0), state, theme.font(theme.scaled(13)), colours.muted)
        if button_text(scan):
            row.framed(button, button_text(scan), frame=colours.line, ink=colours.accent)
        painter.restore()


class ScanList(QListView):
    """Up and down move, Enter or the button takes the line back or puts it back."""

    undo_requested = Signal(str)
    redo_requested = Signal(str)
    empty_text = "No scans yet. Scan a badge, or type a name into the field on the left."

    def __init__(self) -> None:
        super().__init__()
        self._scans = ScanModel()
        self._delegate = ScanDelegate()
        self.setModel(self._scans)
        self.setItemDelegate(self._delegate)
        self.setObjectName("lastScans")
        self.setAccessibleName("Last scans of this desk")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)

    def show_scans(self, scans: Sequence[ScanLine], event: Event) -> None:
        """Replace the lines, the newest first."""
        self._scans.show(scans, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, or say that there are none yet."""
        super().paintEvent(event)
        if self._scans.rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.colours().muted))
            area = self.viewport().rect().adjusted(18, 6, -18, -6)
            top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(area, top, self.empty_text)
            painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a line's button."""
        super().mouseReleaseEvent(event)
        position: QPoint = event.position().toPoint()
        index = self.indexAt(position)
        if index.isValid() and button_area(self.visualRect(index)).contains(position):
            self._reverse(index.data(SCAN))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a line."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._reverse(self.currentIndex().data(SCAN))
            return
        super().keyPressEvent(event)

    def _reverse(self, scan: ScanLine) -> None:
        if scan.voided_by:
            self.redo_requested.emit(scan.voided_by)
        elif scan.can_be_undone:
            self.undo_requested.emit(scan.record)
