"""The people that a search found, to be chosen by keyboard or mouse."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from checkin_app.domain.event import Event
from checkin_app.domain.participant import Participant
from checkin_app.services.checkin import Found, FoundState
from checkin_app.ui import theme, wording
from checkin_app.ui.labels import hint
from checkin_app.ui.row_drawing import RowDrawing, area_of, is_selected

Index = QModelIndex | QPersistentModelIndex
ROW = 60
FOUND = Qt.ItemDataRole.UserRole

_ICONS = {
    FoundState.NOT_YET: ("circle", "muted"),
    FoundState.INSIDE: ("circle-check", "teal.ink"),
    FoundState.LEFT: ("log-out", "muted"),
    FoundState.NOT_EXPECTED: ("hand", "amber.ink"),
    FoundState.NOT_THIS_DAY: ("hand", "amber.ink"),
    FoundState.CANCELLED: ("octagon-x", "red.ink"),
}


class FoundModel(QAbstractListModel):
    """Search results as Qt wants them."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Sequence[Found] = ()
        self._event: Event | None = None

    def show(self, found: Sequence[Found], event: Event) -> None:
        """Replace the results."""
        self.beginResetModel()
        self._found, self._event = tuple(found), event
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many were found."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The result itself, or what a screen reader says."""
        if not index.isValid() or self._event is None:
            return None
        found = self._found[index.row()]
        state = wording.found_state(found, self._event)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{found.participant.name}, {wording.whence(found.participant)}, {state}"
            case Qt.ItemDataRole.ToolTipRole:
                return hint(f"{found.participant.name} · {wording.whence(found.participant)}")
            case Qt.ItemDataRole.StatusTipRole:
                return state
            case _:
                return found if role == FOUND else None


class FoundDelegate(QStyledItemDelegate):
    """Draws a result: where the person stands, the name, whence, and the key that chooses it."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Room for two lines and a finger."""
        return QSize(200, theme.scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        found: Found = index.data(FOUND)
        colours = theme.colours()
        row = RowDrawing(painter, area_of(option), colours)
        is_chosen = is_selected(option)
        painter.save()
        row.ground(is_chosen=is_chosen)
        icon, colour = _ICONS[found.state]
        left = row.icon(icon, theme.named(colours, colour), 26, 16) + 14
        right = self._draw_key(row, index.row(), is_chosen=is_chosen)
        texts = QRect(left, row.area.top() + 8, right - left, row.area.height() - 16)
        letters = theme.font(theme.scaled(14), QFont.Weight.Medium)
        words = index.data(Qt.ItemDataRole.StatusTipRole)
        state_width = min(texts.width() // 2, QFontMetrics(letters).horizontalAdvance(words) + 2)
        state = texts.adjusted(texts.width() - state_width, 0, 0, 0)
        ink = colours.text if found.state is FoundState.NOT_YET else theme.named(colours, colour)
        row.text(state, words, letters, ink, side=Qt.AlignmentFlag.AlignRight)
        self._draw_person(row, texts.adjusted(0, 0, -state_width - 12, 0), found.participant)
        painter.restore()

    def _draw_person(self, row: RowDrawing, area: QRect, person: Participant) -> None:
        half = area.height() // 2
        about = " · ".join(part for part in (person.organisation, person.category) if part)
        upper = area.adjusted(0, 0, 0, -half) if about else area
        row.text(upper, person.name, theme.font(theme.scaled(17), QFont.Weight.DemiBold), row.colours.text)
        row.text(area.adjusted(0, half, 0, 0), about, theme.font(theme.scaled(14)), row.colours.muted)

    def _draw_key(self, row: RowDrawing, number: int, *, is_chosen: bool) -> int:
        """Draw which key chooses the row; gives the left border of what was drawn."""
        key = "Enter" if is_chosen else f"Alt+{number + 1}" if 1 <= number <= 8 else ""
        width, height = theme.scaled(64), theme.scaled(26)
        box = QRect(row.area.right() - width - 14, row.area.center().y() - height // 2, width, height)
        colours = row.colours
        if key:
            frame = colours.accent if is_chosen else colours.line
            row.framed(box, key, frame=frame, ink=colours.text if is_chosen else colours.muted)
        return box.left() - 14


class FoundList(QListView):
    """Keeps no focus of its own: the caret stays in the scan box, which passes on the arrow keys."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = FoundModel()
        self._delegate = FoundDelegate()
        self.setModel(self._found)
        self.setItemDelegate(self._delegate)
        self.setObjectName("foundList")
        self.setAccessibleName("People found")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.clicked.connect(self._choose_index)

    def show_found(self, found: Sequence[Found], event: Event) -> None:
        """Show results; the first is preselected only if it is clearly the best."""
        self._found.show(found, event)
        self.scrollToTop()
        if found and found[0].best:
            self.setCurrentIndex(self._found.index(0))

    def step(self, rows: int) -> None:
        """Select the next row, or the one before."""
        count = self._found.rowCount()
        if count:
            current = self.currentIndex()
            row = current.row() + rows if current.isValid() else (0 if rows > 0 else count - 1)
            self.setCurrentIndex(self._found.index(max(0, min(count - 1, row))))

    def choose(self) -> bool:
        """Choose the selected row; False if none is selected."""
        index = self.currentIndex()
        if index.isValid():
            self._choose_index(index)
        return index.isValid()

    def chosen_one(self) -> Found | None:
        """Who is in the selected row."""
        index = self.currentIndex()
        return index.data(FOUND) if index.isValid() else None

    def choose_row(self, row: int) -> None:
        """Choose a row by its number, if there is one, counted from 0."""
        if row < self._found.rowCount():
            self._choose_index(self._found.index(row))

    @Slot(QModelIndex)
    def _choose_index(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(FOUND))
