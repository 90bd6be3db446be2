"""The roster by where everybody stands with their ticket, as a table."""

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from checkin_app.domain.ticket_mail import Recipient, Standing
from checkin_app.ui import theme, wording
from checkin_app.ui.labels import hint

Index = QModelIndex | QPersistentModelIndex
HEADERS = ("Name", "E-mail", "Ticket")


class Sift(Enum):
    """Which rows are shown."""

    DUE = "To send"
    SENT = "Sent"
    TROUBLE = "Not reachable"
    ALL = "All"

    def lets_through(self, standing: Standing) -> bool:
        """Whether somebody who stands there is shown."""
        match self:
            case Sift.DUE:
                return standing is Standing.DUE
            case Sift.SENT:
                return standing is Standing.SENT
            case Sift.TROUBLE:
                return standing in {Standing.REFUSED, Standing.NO_ADDRESS, Standing.BAD_ADDRESS}
            case Sift.ALL:
                return True


class RecipientModel(QAbstractTableModel):
    """Recipients as Qt wants them; `say` tells where one stands."""

    def __init__(self, say: Callable[[Recipient], str]) -> None:
        super().__init__()
        self._say = say
        self._rows: Sequence[Recipient] = ()

    def show(self, rows: Sequence[Recipient]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_of(self, participant: str) -> int:
        """Where somebody is; -1 if they are not shown."""
        return next((row for row, each in enumerate(self._rows) if each.person.id == participant), -1)

    def recipient(self, row: int) -> Recipient:
        """Who is in a row."""
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many people."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Always three."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words, and the ink of where somebody stands."""
        each = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                said = (wording.sorted_name(each.person), each.person.email, self._say(each))[index.column()]
                return said if role == Qt.ItemDataRole.DisplayRole else hint(said)
            case Qt.ItemDataRole.FontRole if index.column() == 0:
                return theme.font(theme.scaled(14), theme.STRONG)
            case Qt.ItemDataRole.ForegroundRole if index.column() == 2:
                return QColor(_ink(each.standing))
            case _:
                return None


def _ink(standing: Standing) -> str:
    colours = theme.colours()
    match standing:
        case Standing.SENT:
            return colours.teal.ink
        case Standing.REFUSED | Standing.BAD_ADDRESS:
            return colours.red.ink
        case Standing.NO_ADDRESS:
            return colours.amber.ink
        case Standing.NOT_COMING:
            return colours.muted
        case Standing.DUE:
            return colours.text
