"""The roster as a table, sorted as people of the user's language expect."""

from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QCollator, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from checkin_app.domain.event import Event
from checkin_app.domain.participant import Status
from checkin_app.services.roster import Person
from checkin_app.ui import theme, wording
from checkin_app.ui.chip import category_colour
from checkin_app.ui.labels import hint

Index = QModelIndex | QPersistentModelIndex
PERSON = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """The columns from left to right."""

    NAME = 0
    ORGANISATION = 1
    CATEGORY = 2
    DAYS = 3
    CAME = 4
    BADGE = 5


_HEADERS = ("Name", "Organisation", "Category", "Registered for", "Came on", "Badge")


def dot(colour: str) -> QPixmap:
    """A small round spot of a category's colour."""
    pixels = theme.scaled(12)
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
    """Persons as Qt wants them."""

    def __init__(self) -> None:
        super().__init__()
        self._people: list[Person] = []
        self._event: Event | None = None
        self._order = (Column.NAME, Qt.SortOrder.AscendingOrder)
        self._collator = QCollator()
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def show(self, people: Sequence[Person], event: Event) -> None:
        """Replace the rows, in the order chosen last."""
        self.beginResetModel()
        self._people, self._event = list(people), event
        self._sort()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many people."""
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many columns."""
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADERS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell: its words, the spot of its category, or the whole person."""
        if not index.isValid() or self._event is None:
            return None
        person, column = self._people[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words(person, column, self._event)
            case Qt.ItemDataRole.ToolTipRole:
                return hint(words(person, column, self._event))
            case Qt.ItemDataRole.DecorationRole if column is Column.CATEGORY and person.participant.category:
                return dot(category_colour(self._event, person.participant.category))
            case Qt.ItemDataRole.FontRole if column is Column.NAME:
                return theme.font(theme.scaled(14), theme.STRONG)
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(person, column)
            case _:
                return person if role == PERSON else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._order = (Column(max(column, 0)), order)
        self.beginResetModel()
        self._sort()
        self.endResetModel()

    def _sort(self) -> None:
        if self._event is None:
            return
        column, order = self._order
        key = self._sort_key(column, self._event)
        self._people.sort(key=key, reverse=order is Qt.SortOrder.DescendingOrder)  # type: ignore[arg-type]  # keys of one column are of one kind

    def _sort_key(self, column: Column, event: Event) -> Callable[[Person], object]:
        match column:
            case Column.NAME:
                return lambda each: self._collator.sortKey(
                    f"{each.participant.family} {each.participant.given}"
                )
            case Column.DAYS:
                return lambda each: sorted(each.participant.days or ())
            case Column.CAME:
                return lambda each: each.present
            case Column.BADGE:
                return lambda each: each.printed_at.timestamp() if each.printed_at else 0.0
            case _:
                return lambda each: self._collator.sortKey(words(each, column, event))

    def _ink(self, person: Person, column: Column) -> QColor | None:
        colours = theme.colours()
        if column is Column.DAYS and person.participant.status is not Status.ACTIVE:
            return QColor(colours.red.ink)
        is_quiet = (column is Column.CAME and not person.present) or (
            column is Column.BADGE and person.printed_at is None
        )
        return QColor(colours.muted) if is_quiet or column is Column.ORGANISATION else None


def words(person: Person, column: Column, event: Event) -> str:
    """What a cell says."""
    participant = person.participant
    match column:
        case Column.NAME:
            return wording.sorted_name(participant)
        case Column.ORGANISATION:
            return participant.organisation
        case Column.CATEGORY:
            return participant.category
        case Column.DAYS:
            is_active = participant.status is Status.ACTIVE
            return (
                wording.days_registered(event, participant) if is_active else participant.status.capitalize()
            )
        case Column.CAME:
            return ", ".join(wording.day_name(event, on) for on in person.present) or "–"
        case Column.BADGE:
            return wording.printed(event, person.printed_at)
