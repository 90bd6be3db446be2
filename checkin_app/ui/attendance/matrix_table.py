"""The matrix: everybody against days and sessions, with a sign and the time of the first entry in each cell."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from checkin_app.domain.attendance import Cell, CellState, MatrixRow
from checkin_app.domain.event import Checkpoint
from checkin_app.ui import icons, theme, wording
from checkin_app.ui.attendance import sentences
from checkin_app.ui.attendance.arranged_matrix import ArrangedMatrix
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
    CellState.NOT_EXPECTED: "muted",
}
_CHEVRON = 16


class MatrixModel(QAbstractTableModel):
    """Some rows and columns of a matrix as Qt wants them."""

    def __init__(self) -> None:
        super().__init__()
        self._arranged: ArrangedMatrix | None = None
        self._rows: Sequence[int] = ()
        self._columns: Sequence[int] = ()

    def show(self, arranged: ArrangedMatrix, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Show these positions of the matrix's rows and columns, in this order."""
        before = self._arranged
        is_alike = (
            before is not None
            and before.positions is arranged.positions
            and before.matrix.event == arranged.matrix.event
        )
        if is_alike and rows and rows == self._rows and columns == self._columns:
            self._arranged = arranged
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns) - 1))
            return
        self.beginResetModel()
        self._arranged, self._rows, self._columns = arranged, rows, columns
        self.endResetModel()

    def row_at(self, row: int) -> MatrixRow:
        """Whose attendance is in a row of the table."""
        if self._arranged is None:
            raise IndexError(row)
        return self._arranged.matrix.rows[self._rows[row]]

    def checkpoint_at(self, column: int) -> Checkpoint:
        """Where a column of the table is about."""
        if self._arranged is None:
            raise IndexError(column)
        return self._arranged.matrix.checkpoints[self._columns[column]]

    def place_of(self, participant: str, checkpoint: Checkpoint) -> QModelIndex:
        """The cell of somebody at a checkpoint; an invalid one if it is not shown."""
        if self._arranged is None or participant not in self._arranged.positions:
            return QModelIndex()
        column = self._arranged.matrix.checkpoints.index(checkpoint)
        position = self._arranged.positions[participant]
        if column not in self._columns or position not in self._rows:
            return QModelIndex()
        return self.index(self._rows.index(position), self._columns.index(column))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many people."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many checkpoints."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names at the side; days and sessions above, the days with a sign that they open."""
        if self._arranged is None:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._name(section, role)
        event, checkpoint = self._arranged.matrix.event, self.checkpoint_at(section)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return sentences.column_header(event, checkpoint)
            case Qt.ItemDataRole.ToolTipRole:
                return hint(wording.checkpoint_name(event, checkpoint))
            case Qt.ItemDataRole.DecorationRole:
                return self._chevron(section)
            case _:
                return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell: its sign and time, or what they mean."""
        if not index.isValid() or self._arranged is None:
            return None
        row = self.row_at(index.row())
        cell = row.cells[self._columns[index.column()]]
        event = self._arranged.matrix.event
        time = wording.time_of_day(event, cell.first_at) if cell.first_at else ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{SIGNS[cell.state]} {time}".strip()
            case Qt.ItemDataRole.ToolTipRole:
                return hint(wording.attendance_cell(event, cell))
            case Qt.ItemDataRole.AccessibleTextRole:
                where = wording.checkpoint_name(event, self.checkpoint_at(index.column()))
                return f"{row.participant.name}, {where}: {wording.attendance_cell(event, cell)}"
            case Qt.ItemDataRole.StatusTipRole:
                return time
            case _:
                return cell if role == CELL else None

    def _name(self, section: int, role: int) -> str | None:
        participant = self.row_at(section).participant
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return wording.sorted_name(participant)
            case Qt.ItemDataRole.ToolTipRole:
                return hint(f"{participant.name} · {wording.whence(participant)}")
            case _:
                return None

    def _chevron(self, section: int) -> QPixmap | None:
        """Down before a day whose sessions follow it, right before one that has sessions to be opened."""
        checkpoint = self.checkpoint_at(section)
        if self._arranged is None or checkpoint.session:
            return None
        day = self._arranged.matrix.event.day(checkpoint.day)
        if day is None or not day.sessions:
            return None
        is_last = section + 1 == len(self._columns)
        is_open = not is_last and bool(self.checkpoint_at(section + 1).session)
        name = "chevron-down" if is_open else "chevron-right"
        return icons.pixmap(name, theme.colours().muted, theme.scaled(_CHEVRON), 1)


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
        draw_sign(painter, cell.state, centre, ink)
        time = row.area.adjusted(theme.scaled(36), 0, 0, 0)
        row.text(time, index.data(Qt.ItemDataRole.StatusTipRole), theme.font(theme.scaled(14)), colours.text)
        painter.restore()


def draw_sign(painter: QPainter, state: CellState, centre: QPoint, ink: QColor) -> None:
    """Draw what stands for a state of attendance around a point."""
    size = theme.scaled(6)
    painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
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
