"""The rows of an import by what becomes of them, as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from checkin_app.domain.event import Event
from checkin_app.domain.participant import Change, Participant
from checkin_app.domain.roster import ImportPlan, Problem, RosterRow
from checkin_app.domain.roster_choices import Act, RowChoice
from checkin_app.ui import theme
from checkin_app.ui.importing import import_wording as words
from checkin_app.ui.labels import hint

Index = QModelIndex | QPersistentModelIndex


class Tab(IntEnum):
    """What the rows of a list can be."""

    ALIKE = 0
    NEW = 1
    CHANGED = 2
    SAME = 3
    PROBLEM = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A row beside whom it is about; `person` is somebody on the roster, or nobody for a row that is just new.

    For a problem, `name` is its column and `said` its reason.
    """

    row: int
    name: str
    said: str
    of: RosterRow | None = None
    person: str = ""
    beside: Participant | None = None
    changes: tuple[Change, ...] = ()
    usual: Act | None = None
    is_left_out: bool = False


def all_lines(plan: ImportPlan, event: Event) -> dict[Tab, list[Line]]:
    """The lines of every tab; long work for a long list."""
    return {tab: lines_of(plan, tab, event) for tab in Tab}


def lines_of(plan: ImportPlan, tab: Tab, event: Event) -> list[Line]:
    """The lines of a tab, in the order of the rows."""
    match tab:
        case Tab.ALIKE:
            return [
                Line(
                    *(pair.row.row, words.who(pair.row), words.why_alike(pair.why)),
                    of=pair.row,
                    person=pair.participant.id,
                    beside=pair.participant,
                    usual=Act.ADD,
                )
                for pair in plan.possible_duplicates
            ]
        case Tab.NEW:
            return [
                Line(row.row, words.who(row), words.whence(row), of=row, usual=Act.ADD) for row in plan.new
            ]
        case Tab.CHANGED:
            return [
                Line(
                    *(each.row.row, words.who(each.row), words.changes(each.changes, event)),
                    of=each.row,
                    person=each.participant_id,
                    changes=each.changes,
                    usual=Act.OVERWRITE,
                )
                for each in plan.updated
            ]
        case Tab.SAME:
            return [
                Line(each.row.row, words.who(each.row), words.whence(each.row), of=each.row)
                for each in plan.same
            ]
        case Tab.PROBLEM:
            return _problem_lines(plan)


def _problem_lines(plan: ImportPlan) -> list[Line]:
    def line(problem: Problem, *, is_left_out: bool) -> Line:
        return Line(problem.row, problem.column, problem.reason, is_left_out=is_left_out)

    refused = [line(each, is_left_out=True) for each in plan.problems]
    return [*refused, *(line(each, is_left_out=False) for each in plan.doubts)]


def fate(line: Line, choice: RowChoice | None, tab: Tab) -> str:
    """What becomes of a line, in a few words."""
    if tab is Tab.PROBLEM:
        return "Not imported" if line.is_left_out else "Imported"
    if line.usual is None:
        return "Nothing to do"
    act = choice.act if choice else line.usual
    if tab in {Tab.ALIKE, Tab.NEW} and choice and act in {Act.OVERWRITE, Act.FILL}:
        if choice.person == line.person:
            return "Same person: " + ("changed" if act is Act.OVERWRITE else "filled")
        return "Somebody else"
    return _FATES[act]


_FATES = {
    Act.ADD: "Added",
    Act.OVERWRITE: "Changed",
    Act.FILL: "Blanks filled",
    Act.SKIP: "Left out",
}
_HEADERS = {
    Tab.ALIKE: ("Row", "Name", "Why it is shown", "What happens"),
    Tab.NEW: ("Row", "Name", "In the list", "What happens"),
    Tab.CHANGED: ("Row", "Name", "What changes", "What happens"),
    Tab.SAME: ("Row", "Name", "In the list", "What happens"),
    Tab.PROBLEM: ("Row", "Column", "Why", "What happens"),
}


class CheckModel(QAbstractTableModel):
    """Lines as Qt wants them."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()
        self._choices: Mapping[int, RowChoice] = {}
        self._tab = Tab.NEW

    def show(self, lines: Sequence[Line], choices: Mapping[int, RowChoice], tab: Tab) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._lines, self._choices, self._tab = lines, choices, tab
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 3)

    def renew(self) -> None:
        """The choices were changed."""
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, 3))

    def line(self, row: int) -> Line:
        """The line at a place in the table."""
        return self._lines[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many lines."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Always four."""
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADERS[self._tab][section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell's words, and the ink of what happens."""
        line = self._lines[index.row()]
        choice = self._choices.get(line.row)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                said = (str(line.row), line.name, line.said, fate(line, choice, self._tab))[index.column()]
                return said if role == Qt.ItemDataRole.DisplayRole else hint(said)
            case Qt.ItemDataRole.FontRole if index.column() == 1:
                return theme.font(theme.scaled(14), theme.STRONG)
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(line, choice, index.column())
            case _:
                return None

    def _ink(self, line: Line, choice: RowChoice | None, column: int) -> QColor | None:
        colours = theme.colours()
        if column == 0 or (choice and choice.act is Act.SKIP) or self._tab is Tab.SAME:
            return QColor(colours.muted)
        if column != 3:
            return None
        if self._tab is Tab.PROBLEM:
            return QColor(colours.red.ink if line.is_left_out else colours.amber.ink)
        return QColor(colours.amber.ink if self._tab is Tab.ALIKE and choice is None else colours.teal.ink)
