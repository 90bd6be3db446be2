"""The beginning of a list as it was read, with its headers, and its rows numbered as in the file."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from checkin_app.domain.roster import RosterTable
from checkin_app.ui import theme
from checkin_app.ui.labels import hint
from checkin_app.ui.table_view import TableView

MOST_ROWS = 200
_WIDTH, _NARROW = 170, 60
_LONGEST = 300
"""Letters of a cell that are shown."""

Index = QModelIndex | QPersistentModelIndex


class ListModel(QAbstractTableModel):
    """A list's first rows as Qt wants them."""

    def __init__(self) -> None:
        super().__init__()
        self._table = RosterTable("", (), ())

    def show(self, table: RosterTable) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many rows are shown."""
        return 0 if parent.isValid() else min(len(self._table.rows), MOST_ROWS)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many headers there are."""
        return 0 if parent.isValid() else len(self._table.headers)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The list's own header, or the number of the row in the file."""
        if role == Qt.ItemDataRole.DisplayRole:
            is_header = orientation is Qt.Orientation.Horizontal
            return self._table.headers[section] if is_header else str(self._table.first_row + section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's beginning; nothing where the row is shorter."""
        row = self._table.rows[index.row()]
        said = row[index.column()][:_LONGEST] if index.column() < len(row) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return said.replace("\n", " ")
        return hint(said) if role == Qt.ItemDataRole.ToolTipRole and said else None


class ListPreview(TableView):
    """Shows a list to look at."""

    def __init__(self) -> None:
        self._list = ListModel()
        super().__init__(self._list, "The list as it is read")
        self.setObjectName("listPreview")
        self.verticalHeader().show()
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.verticalHeader().setDefaultSectionSize(theme.scaled(34))
        self.horizontalHeader().setMinimumSectionSize(theme.scaled(_NARROW))
        self.horizontalHeader().setDefaultSectionSize(theme.scaled(_WIDTH))
        self.say_when_empty("There are no rows under these headers.")

    def show_list(self, table: RosterTable) -> None:
        """Show another list, or the same one read otherwise."""
        self._list.show(table)
        for column in range(len(table.headers)):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, min(self.columnWidth(column), theme.scaled(260)))
