"""The matrix: everybody against days and sessions, with a sign and the time of the first entry in each cell."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from checkin_app.domain.attendance import Cell, CellState, Matrix, MatrixRow
from checkin_app.ui import theme, wording
from checkin_app.ui.labels import hint
from checkin_app.ui.row_drawing import RowDrawing, area_of, is_selected

Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
SIGNS = {
    CellState.PRESENT: "✓",
    CellState.LEFT_EARLY: "◐",
    CellState.ABSENT: "○",
    CellState.NOT_EXPECTED: "–",
}
_INKS = {
    CellState.PRESENT: "teal.ink",
    CellState.LEFT_EARLY: "amber.ink",
    CellState.ABSENT: "muted",
    CellState.NOT_EXPECTED: "line",
}


class AttendanceModel(QAbstractTableModel):
    """Some rows and columns of a matrix as Qt wants them."""

    def __init__(self) -> None:
        super().__init__()
        self._matrix: Matrix | None = None
        self._rows: list[MatrixRow] = []
        self._columns: Sequence[int] = ()

    def show(self, matrix: Matrix, rows: Sequence[MatrixRow], columns: Sequence[int]) -> None:
        """Show these rows, sorted by name, and these of the matrix's columns."""
        collator = QCollator()
        collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.beginResetModel()
        self._matrix, self._columns = matrix, tuple(columns)
        self._rows = sorted(rows, key=lambda row: collator.sortKey(wording.sorted_name(row.participant)))
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many people."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many checkpoints."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names at the side; days and sessions with their totals above."""
        if self._matrix is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if orientation is Qt.Orientation.Vertical:
            participant = self._rows[section].participant
            if role == Qt.ItemDataRole.ToolTipRole:
                return hint(f"{participant.name} · {wording.whence(participant)}")
            return wording.sorted_name(participant)
        column = self._columns[section]
        checkpoint = self._matrix.checkpoints[column]
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(wording.checkpoint_name(self._matrix.event, checkpoint))
        cells = [row.cells[column] for row in self._matrix.rows]
        came = sum(cell.was_there for cell in cells)
        expected = sum(cell.state is not CellState.NOT_EXPECTED for cell in cells)
        return wording.attendance_header(self._matrix.event, checkpoint, came, expected)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell: its sign and time, or what they mean."""
        if not index.isValid() or self._matrix is None:
            return None
        cell = self._rows[index.row()].cells[self._columns[index.column()]]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{SIGNS[cell.state]} {self._time(cell)}".strip()
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return hint(wording.attendance_cell(self._matrix.event, cell))
            case Qt.ItemDataRole.StatusTipRole:
                return self._time(cell)
            case _:
                return cell if role == CELL else None

    def _time(self, cell: Cell) -> str:
        return (
            wording.time_of_day(self._matrix.event, cell.first_at) if self._matrix and cell.first_at else ""
        )


class AttendanceDelegate(QStyledItemDelegate):
    """Draws the signs, so that they look the same with whatever fonts a computer has."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Room for a sign and a time."""
        return QSize(theme.scaled(104), theme.scaled(36))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        cell: Cell = index.data(CELL)
        colours = theme.colours()
        row = RowDrawing(painter, area_of(option), colours)
        painter.save()
        if is_selected(option):
            painter.fillRect(row.area, QColor(colours.selected))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(theme.named(colours, _INKS[cell.state]))
        centre = QPoint(row.area.left() + theme.scaled(20), row.area.center().y() + 1)
        self._sign(painter, cell.state, centre, ink)
        time = QRect(
            row.area.left() + theme.scaled(36),
            row.area.top(),
            row.area.width() - theme.scaled(36),
            row.area.height(),
        )
        row.text(time, index.data(Qt.ItemDataRole.StatusTipRole), theme.font(theme.scaled(14)), colours.text)
        painter.restore()

    def _sign(self, painter: QPainter, state: CellState, centre: QPoint, ink: QColor) -> None:
        size = theme.scaled(6)
        painter.setPen(
            QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        circle = QRect(centre.x() - size, centre.y() - size, 2 * size, 2 * size)
        match state:
            case CellState.PRESENT:
                corners = [QPoint(-size, 0), QPoint(-size // 3, size * 2 // 3), QPoint(size, -size * 2 // 3)]
                painter.drawPolyline([centre + corner for corner in corners])
            case CellState.LEFT_EARLY:
                painter.drawEllipse(circle)
                painter.setBrush(ink)
                painter.drawPie(circle, 90 * 16, 180 * 16)
            case CellState.ABSENT:
                painter.drawEllipse(circle)
            case CellState.NOT_EXPECTED:
                painter.drawLine(centre - QPoint(size // 2, 0), centre + QPoint(size // 2, 0))
