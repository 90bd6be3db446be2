"""Numbers in a table: the same that a chart shows, for those who read rather than look, and for screen readers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView

from checkin_app.ui import theme
from checkin_app.ui.labels import hint
from checkin_app.ui.table_view import TableView

Index = QModelIndex | QPersistentModelIndex
_NUMBER = 84
_NO_WIDTHS: Mapping[str, int] = {}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Figures:
    """Rows of texts and numbers under their headers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


class FiguresModel(QAbstractTableModel):
    """Figures as Qt wants them: numbers to the right, with their thousands apart."""

    def __init__(self) -> None:
        super().__init__()
        self.figures = Figures((), ())

    def show(self, figures: Figures) -> None:
        """Show these instead."""
        is_alike = figures.headers == self.figures.headers and len(figures.rows) == len(self.figures.rows)
        if is_alike and figures.rows:
            self.figures = figures
            last = self.index(len(figures.rows) - 1, len(figures.headers) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.figures = figures
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many rows."""
        return 0 if parent.isValid() else len(self.figures.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many columns."""
        return 0 if parent.isValid() else len(self.figures.headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns, over numbers to the right as well."""
        if orientation is Qt.Orientation.Vertical:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.figures.headers[section]
            case Qt.ItemDataRole.ToolTipRole:
                return hint(self.figures.headers[section])
            case Qt.ItemDataRole.TextAlignmentRole if self._is_number(section):
                return _RIGHT
            case _:
                return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        if not index.isValid():
            return None
        value = self.figures.rows[index.row()][index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{value:,}" if isinstance(value, int) else value
            case Qt.ItemDataRole.ToolTipRole if isinstance(value, str):
                return hint(value)
            case Qt.ItemDataRole.TextAlignmentRole if isinstance(value, int):
                return _RIGHT
            case _:
                return None

    def _is_number(self, column: int) -> bool:
        return bool(self.figures.rows) and isinstance(self.figures.rows[0][column], int)


class FiguresTable(TableView):
    """Shows figures; the texts take the room that is left. `opened` tells the row that is double-clicked or entered."""

    opened = Signal(int)

    def __init__(self, name: str) -> None:
        self._figures = FiguresModel()
        super().__init__(self._figures, name)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(theme.scaled(_NUMBER))
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setDefaultSectionSize(theme.scaled(36))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    def show_figures(
        self,
        headers: Sequence[str],
        rows: Sequence[tuple[str | int, ...]],
        widths: Mapping[str, int] = _NO_WIDTHS,
    ) -> None:
        """Show these; `widths` are of texts that need no more, in pixels by the header."""
        before = self._figures.figures
        is_new = tuple(headers) != before.headers or bool(before.rows) is not bool(rows)
        self._figures.show(Figures(tuple(headers), tuple(rows)))
        if is_new:
            self._lay_out(headers, widths)

    def figures(self) -> Figures:
        """What it shows."""
        return self._figures.figures

    def _lay_out(self, headers: Sequence[str], widths: Mapping[str, int]) -> None:
        header, rows = self.horizontalHeader(), self._figures.figures.rows
        for column, name in enumerate(headers):
            is_number = bool(rows) and isinstance(rows[0][column], int)
            width = widths.get(name, _NUMBER if is_number else 0)
            mode = QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
            if width:
                header.resizeSection(column, theme.scaled(width))
