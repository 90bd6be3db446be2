"""The roster as a table: a model over values, in which a hundred thousand rows cost no more than those that are seen."""

from functools import lru_cache

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from checkin_app.domain.participant import Status
from checkin_app.services.roster import Person
from checkin_app.ui import theme
from checkin_app.ui.chip import category_colour
from checkin_app.ui.labels import hint
from checkin_app.ui.masks import Mask
from checkin_app.ui.people.columns import HEADERS, Column, words
from checkin_app.ui.people.directory import Directory
from checkin_app.ui.table_view import ROW, TableView

Index = QModelIndex | QPersistentModelIndex
PERSON = Qt.ItemDataRole.UserRole
_SEEN_FROM = {Column.BADGE: 1_000, Column.ORGANISATION: 760, Column.CAME: 560}
"""Logical pixels of the table's width from which these columns are seen."""
_WIDTHS = {Column.CATEGORY: 170, Column.DAYS: 132, Column.CAME: 124, Column.BADGE: 150}


def dot(colour: str) -> QPixmap:
    """A small round spot of a category's colour."""
    return _dot(colour, theme.scaled(12))


@lru_cache(maxsize=64)
def _dot(colour: str, pixels: int) -> QPixmap:
    made = QPixmap(pixels * 2, pixels * 2)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(2, 2, pixels * 2 - 4, pixels * 2 - 4)
    painter.end()
    made.setDevicePixelRatio(2)
    return made


class PeopleModel(QAbstractTableModel):
    """Shows those of a directory whom a mask means, in the order chosen last."""

    def __init__(self) -> None:
        super().__init__()
        self._directory: Directory | None = None
        self._mask: Mask = 0
        self._rows: list[int] = []
        self._column = Column.NAME
        self._downwards = False

    def show(self, directory: Directory, mask: Mask) -> None:
        """Show these people instead."""
        self.beginResetModel()
        self._directory, self._mask = directory, mask
        self._arrange()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many people."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many columns."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell: its words, the spot of its category, or the whole person."""
        if not index.isValid() or self._directory is None:
            return None
        event = self._directory.event
        person, column = self.person(index.row()), Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words(person, column, event)
            case Qt.ItemDataRole.ToolTipRole:
                return hint(words(person, column, event))
            case Qt.ItemDataRole.DecorationRole if column is Column.CATEGORY and person.participant.category:
                return dot(category_colour(event, person.participant.category))
            case Qt.ItemDataRole.FontRole if column is Column.NAME:
                return theme.font(theme.scaled(14), theme.STRONG)
            case Qt.ItemDataRole.ForegroundRole:
                return _ink(person, column)
            case _:
                return person if role == PERSON else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self.beginResetModel()
        self._column = Column(max(column, 0))
        self._downwards = order is Qt.SortOrder.DescendingOrder
        self._arrange()
        self.endResetModel()

    def person(self, row: int) -> Person:
        """Who is in a row."""
        if self._directory is None:
            raise IndexError(row)
        return self._directory.people[self._rows[row]]

    def everybody(self) -> list[Person]:
        """Who is shown, in the order of the rows."""
        return [self.person(row) for row in range(len(self._rows))]

    def rows_of(self, ids: set[str]) -> list[int]:
        """Where these people are, from top to bottom; nowhere for those who are not shown."""
        if self._directory is None or not ids:
            return []
        positions = self._directory.positions
        wanted = {positions[each] for each in ids if each in positions}
        if len(wanted) == 1:  # at once, where a walk through all rows would be felt
            (position,) = wanted
            return [self._rows.index(position)] if position in self._rows else []
        return [row for row, position in enumerate(self._rows) if position in wanted]

    def renew(self, person: Person) -> None:
        """Show somebody as they are now; their place follows when the directory is made anew."""
        if self._directory is None or person.participant.id not in self._directory.positions:
            return
        self._directory.people[self._directory.positions[person.participant.id]] = person
        for row in self.rows_of({person.participant.id}):
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(HEADERS) - 1))

    def _arrange(self) -> None:
        if self._directory is not None:
            self._rows = self._directory.rows(self._mask, self._column, downwards=self._downwards)


class PeopleView(TableView):
    """Keeps who is chosen through sorting, filtering and news, for as long as they are shown."""

    chosen_changed = Signal()
    opened = Signal()
    removal_requested = Signal()

    def __init__(self, model: PeopleModel) -> None:
        super().__init__(model, "People")
        self._people = model
        self._kept: set[str] = set()
        self._kept_current = ""
        self.setObjectName("peopleTable")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(theme.scaled(ROW))
        self._arrange_columns()
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._choose_again)
        self.selectionModel().selectionChanged.connect(self.chosen_changed)
        self.doubleClicked.connect(self.opened)

    def _arrange_columns(self) -> None:
        header = self.horizontalHeader()
        self.setSortingEnabled(True)
        self.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in (Column.NAME, Column.ORGANISATION):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(theme.scaled(80))
        for column, width in _WIDTHS.items():
            header.resizeSection(column, theme.scaled(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the names their room: the less telling columns go first."""
        super().resizeEvent(event)
        for column, room in _SEEN_FROM.items():
            self.setColumnHidden(column, self.width() < theme.scaled(room))

    def chosen(self) -> list[Person]:
        """Who is chosen, from top to bottom."""
        return [self._people.person(row) for top, bottom in self._ranges() for row in range(top, bottom + 1)]

    def chosen_count(self) -> int:
        """How many they are."""
        return sum(bottom + 1 - top for top, bottom in self._ranges())

    def choose(self, ids: set[str]) -> None:
        """Choose these people, as far as they are shown, and bring the first of them into sight."""
        rows = self._people.rows_of(ids)
        self._select(rows)
        if rows:
            first = self._people.index(rows[0], 0)
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 and Enter open, Delete removes."""
        match event.key():
            case Qt.Key.Key_F2 | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit()
            case Qt.Key.Key_Delete:
                self.removal_requested.emit()
            case _:
                super().keyPressEvent(event)

    @Slot()
    def _keep(self) -> None:
        self._kept = {person.participant.id for person in self.chosen()}
        current = self.currentIndex()
        self._kept_current = self._people.person(current.row()).participant.id if current.isValid() else ""

    @Slot()
    def _choose_again(self) -> None:
        self._select(self._people.rows_of(self._kept))
        for row in self._people.rows_of({self._kept_current} if self._kept_current else set()):
            current = self._people.index(row, 0)
            self.selectionModel().setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _ranges(self) -> list[tuple[int, int]]:
        chosen = self.selectionModel().selection()
        ranges = (chosen.at(number) for number in range(chosen.count()))
        return sorted({(each.top(), each.bottom()) for each in ranges})

    def _select(self, rows: list[int]) -> None:
        """Rows that follow each other are one range, so that everybody is one."""
        chosen, last = QItemSelection(), len(HEADERS) - 1
        for top, bottom in _runs(rows):
            chosen.select(self._people.index(top, 0), self._people.index(bottom, last))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.chosen_changed.emit()


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """The first and the last of rows that follow each other."""
    listed = set(rows)
    starts = [row for row in rows if row - 1 not in listed]
    ends = [row for row in rows if row + 1 not in listed]
    return list(zip(starts, ends, strict=True))


def _ink(person: Person, column: Column) -> QColor | None:
    colours = theme.colours()
    if column is Column.DAYS and person.participant.status is not Status.ACTIVE:
        return QColor(colours.red.ink)
    is_quiet = (column is Column.CAME and not person.present) or (
        column is Column.BADGE and person.printed_at is None
    )
    return QColor(colours.muted) if is_quiet or column is Column.ORGANISATION else None
