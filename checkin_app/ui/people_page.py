"""Everybody on the roster: searched, filtered, looked at."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QItemSelection, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from checkin_app.domain.participant import Status
from checkin_app.domain.search import SHORTEST
from checkin_app.services.roster import Person, RosterService
from checkin_app.ui import person_panel, theme
from checkin_app.ui.background import Background, in_one_step, unwatched
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.labels import label
from checkin_app.ui.people_table import PERSON, Column, PeopleModel
from checkin_app.ui.person_panel import PersonPanel
from checkin_app.ui.table_view import TableView

MOST_FOUND = 500
_PAUSE_MS = 150
_PANEL_FROM = 1_000


class Choice(StrEnum):
    """The filters, as the chips name them."""

    ALL = "All"
    NOT_YET = "Not yet today"
    NO_BADGE = "Badge not printed"
    NOTE = "Has a note"
    WALK_IN = "Walk-ins"
    CANCELLED = "Cancelled"


class PeoplePage(QWidget):
    """Asks the roster service, shows its persons."""

    def __init__(
        self, roster: RosterService, background: Background, changes: Changes, post: DeskPost
    ) -> None:
        super().__init__()
        self._roster = roster
        self._background = background
        self._post = post
        self._people: list[Person] = []
        self._wanted = ""
        self._choice = Choice.ALL
        self._make()
        self._arrange()
        self._connect(changes)

    def _make(self) -> None:
        self._title = label("title", "People")
        self._count = label("count")
        self._count.setObjectName("peopleCount")
        self._search = QLineEdit()
        self._search.setObjectName("peopleSearch")
        self._search.setPlaceholderText("Name, organisation, e-mail …")
        self._search.setAccessibleName("Search people")
        self._search.setClearButtonEnabled(True)
        self.setFocusProxy(self._search)
        self._chips = QButtonGroup(self)
        self._model = PeopleModel()
        self._table = TableView(self._model, "People")
        self._table.setObjectName("peopleTable")
        self._panel = PersonPanel()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._title)
        head.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._search)
        self._search.setMinimumWidth(theme.scaled(300))
        chips = QHBoxLayout()
        chips.setSpacing(8)
        for number, choice in enumerate(Choice):
            chip = QPushButton(choice.value)
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setChecked(choice is Choice.ALL)
            self._chips.addButton(chip, number)
            chips.addWidget(chip)
        chips.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self._table, 1)
        body.addWidget(self._panel)
        self._panel.setFixedWidth(person_panel.width())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(14)
        column.addLayout(head)
        column.addLayout(chips)
        column.addLayout(body, 1)
        self._arrange_columns()

    def _arrange_columns(self) -> None:
        header = self._table.horizontalHeader()
        self._table.setSortingEnabled(True)
        self._table.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column in (Column.NAME, Column.ORGANISATION):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(theme.scaled(80))
        widths = {Column.CATEGORY: 170, Column.DAYS: 132, Column.CAME: 124, Column.BADGE: 150}
        for column, width in widths.items():
            header.resizeSection(column, theme.scaled(width))

    def _connect(self, changes: Changes) -> None:
        self._search.textEdited.connect(self._pause.start)
        self._search.textChanged.connect(self._show_all_again)
        self._pause.timeout.connect(self._ask)
        self._chips.idClicked.connect(self._filter)
        self._table.selectionModel().selectionChanged.connect(self._show_chosen)
        self._freshness = Freshness(
            self, self._ask, changes.people_changed, changes.attendance_changed, changes.badges_changed
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the table its room: the less telling columns go first."""
        super().resizeEvent(event)
        room = self.width()
        self._panel.setVisible(room >= _PANEL_FROM)
        self._table.setColumnHidden(Column.BADGE, room < theme.scaled(1_400))
        self._table.setColumnHidden(Column.ORGANISATION, room < theme.scaled(1_150))

    def select_row(self, row: int) -> None:
        """Choose somebody by the row of the table."""
        self._table.selectRow(row)

    @Slot(str)
    def show_person(self, participant: str) -> None:
        """Choose somebody by their id, wherever in the roster they are."""
        self._search.clear()
        self._chips.button(0).setChecked(True)  # Qt's own signature
        self._choice = Choice.ALL
        self._wanted = participant
        self._ask()

    # -- asking ----------------------------------------------------------------------------------------------

    @Slot()
    def _ask(self) -> None:
        text = self._search.text().strip()
        roster = self._roster

        def look_up() -> list[Person]:
            return roster.search(text, MOST_FOUND) if len(text) >= SHORTEST else roster.people()

        def show(people: list[Person]) -> None:
            if text == self._search.text().strip():
                self._show(people)

        self._background.work(in_one_step(look_up), unwatched, show)

    @Slot(str)
    def _show_all_again(self, text: str) -> None:
        if not text:
            self._ask()

    # -- showing ---------------------------------------------------------------------------------------------

    def _show(self, people: list[Person]) -> None:
        self._people = people
        self._show_filtered()

    @Slot(int)
    def _filter(self, number: int) -> None:
        self._choice = list(Choice)[number]
        self._show_filtered()

    def _show_filtered(self) -> None:
        event = self._post.programme
        today = event.event_date(self._post.now())
        is_wanted = _FILTERS[self._choice]
        people = [
            person
            for person in self._people
            if is_wanted(person, person.participant.is_registered_on(today) and today not in person.present)
        ]
        chosen, self._wanted = self._wanted or self._chosen(), ""
        self._model.show(people, event)
        self._count.setText(
            f"{len(people)} of {len(self._people)}" if len(people) != len(self._people) else str(len(people))
        )
        nobody = "Nobody on the roster yet. Import a list on the command line: checkin import EVENT ROSTER"
        self._table.say_when_empty("Nobody like this." if self._people or self._search.text() else nobody)
        self._choose_again(chosen)

    def _chosen(self) -> str:
        rows = self._table.selectionModel().selectedRows()
        return rows[0].data(PERSON).participant.id if rows else ""

    def _choose_again(self, participant: str) -> None:
        rows = range(self._model.rowCount()) if participant else ()
        for row in rows:
            if self._model.index(row, 0).data(PERSON).participant.id == participant:
                self._table.selectRow(row)
                return
        self._panel.show_nobody()

    @Slot(QItemSelection, QItemSelection)
    def _show_chosen(self, _chosen: QItemSelection, _before: QItemSelection) -> None:
        rows = self._table.selectionModel().selectedRows()
        if rows:
            self._panel.show_person(rows[0].data(PERSON), self._post.programme)


def _is_active(person: Person) -> bool:
    return person.participant.status is Status.ACTIVE


Wanted = Callable[[Person, bool], bool]
"""A filter, told whether the person is expected today and has not come yet."""

_FILTERS: dict[Choice, Wanted] = {
    Choice.ALL: lambda _person, _missing: True,
    Choice.NOT_YET: lambda person, missing: missing and _is_active(person),
    Choice.NO_BADGE: lambda person, _missing: person.printed_at is None and _is_active(person),
    Choice.NOTE: lambda person, _missing: bool(person.participant.note),
    Choice.WALK_IN: lambda person, _missing: person.participant.walk_in,
    Choice.CANCELLED: lambda person, _missing: not _is_active(person),
}
