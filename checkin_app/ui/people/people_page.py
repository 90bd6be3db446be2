"""Everybody on the roster: searched, filtered, looked at, saved as a table."""

from collections.abc import Generator, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from checkin_app.domain.errors import CheckinError
from checkin_app.domain.event import Event
from checkin_app.domain.participant import Participant
from checkin_app.domain.search import SHORTEST
from checkin_app.services import export_files, export_tables
from checkin_app.services.checkin import CheckinService
from checkin_app.services.roster import RosterService
from checkin_app.ui import file_dialogs, roster_wording, theme, wording
from checkin_app.ui.background import Background
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import label
from checkin_app.ui.people import person_panel
from checkin_app.ui.people.columns import Column
from checkin_app.ui.people.directory import Directory
from checkin_app.ui.people.people_filters import MeantBar, PeopleFilters
from checkin_app.ui.people.people_table import PeopleModel, PeopleView
from checkin_app.ui.people.person_panel import PersonPanel
from checkin_app.ui.people.reading import Hits, RosterReading

_PANEL_FROM = 1_000


class PeoplePage(QWidget):
    """Asks the roster service, shows its persons."""

    import_requested = Signal()

    def __init__(
        self,
        roster: RosterService,
        checkin: CheckinService,
        background: Background,
        changes: Changes,
        post: DeskPost,
        save_as: AskForFile = file_dialogs.save_as,
    ) -> None:
        super().__init__()
        self._background = background
        self._post = post
        self._save_as = save_as
        self._reading = RosterReading(roster, checkin, background, self._today, self._show_failure, self)
        self._directory: Directory | None = None
        self._hits: Hits | None = None
        self._wanted = ""
        self._make()
        self._arrange()
        self._connect(changes)

    def _make(self) -> None:
        self._count = label("count")
        self._count.setObjectName("peopleCount")
        self._filters = PeopleFilters()
        self.setFocusProxy(self._filters.search)
        self._import = QPushButton("Import")
        self._import.setObjectName("importPeople")
        ButtonIcon(self._import, "file-input", "text", 18)
        self._export = QPushButton("Export")
        self._export.setObjectName("exportPeople")
        self._export.setProperty("menu", True)  # noqa: FBT003  # Qt's own signature
        ButtonIcon(self._export, "download", "text", 18)
        self._meant = MeantBar()
        self._model = PeopleModel()
        self._table = PeopleView(self._model)
        self._table.say_when_empty(roster_wording.READING)
        self._panel = PersonPanel()
        self._job = JobBar(self._background)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label("title", "People"))
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._filters.search, 1)
        for widget in (self._filters.category, self._filters.organisation, self._export):
            head.addWidget(widget)
        menu = QMenu(self._export)
        for words, ending in roster_wording.EXPORTS:
            menu.addAction(words).setData(ending)
        self._export.setMenu(menu)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self._table, 1)
        body.addWidget(self._panel)
        self._panel.setFixedWidth(person_panel.width())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addLayout(head)
        narrowing = QHBoxLayout()
        narrowing.addWidget(self._filters, 1)
        narrowing.addWidget(self._import)
        column.addLayout(narrowing)
        column.addWidget(self._job)
        column.addWidget(self._meant)
        column.addLayout(body, 1)

    def _connect(self, changes: Changes) -> None:
        self._filters.search.paused.connect(self._search)
        self._filters.search.table_requested.connect(self._go_to_table)
        self._filters.changed.connect(self._show_filtered)
        self._import.clicked.connect(self.import_requested)
        self._meant.chosen.connect(self._filters.search.setText)
        self._export.menu().triggered.connect(self._save)
        self._table.chosen_changed.connect(self._show_chosen)
        self._reading.directory_read.connect(self._show)
        self._reading.hits_found.connect(self._show_hits)
        self._freshness = Freshness(
            self,
            self._reading.read,
            changes.people_changed,
            changes.attendance_changed,
            changes.badges_changed,
            changes.programme_changed,
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
        self._wanted = participant
        self._filters.show_all()
        self._show_filtered()

    # -- asking ----------------------------------------------------------------------------------------------

    def _today(self) -> tuple[Event, date]:
        event = self._post.programme
        return event, event.event_date(self._post.now())

    @Slot()
    def _search(self) -> None:
        text = self._filters.text()
        if len(text) >= SHORTEST:
            self._reading.search(text)
        else:
            self._hits = None
            self._show_filtered()

    @Slot(object)
    def _save(self, action: object) -> None:
        ending = str(action.data())  # type: ignore[attr-defined]  # a QAction
        out = self._save_as(
            self, "Export people", f"people{ending.removesuffix('*')}", roster_wording.KINDS[ending]
        )
        if out is None:
            return
        people = [person.participant for person in self._model.everybody()]
        work = _exported(self._post.programme, people, out, for_excel=ending.endswith("*"))
        self._job.run(work, f"Saving {out.name} …", wording.file_saved)

    # -- showing ---------------------------------------------------------------------------------------------

    @Slot(object)
    def _show(self, directory: Directory) -> None:
        self._directory = directory
        self._filters.offer(directory)
        self._show_filtered()
        if self._filters.text():
            self._search()

    @Slot(object)
    def _show_hits(self, hits: Hits) -> None:
        if hits.text == self._filters.text():
            self._hits = hits
            self._show_filtered()

    @Slot()
    def _show_filtered(self) -> None:
        directory, hits = self._directory, self._hits
        if directory is None:
            return
        mask = self._filters.wanted_of(directory)
        if hits is not None:
            mask &= directory.mask_of(hits.ids)
        self._model.show(directory, mask)
        self._meant.show_names(hits.meant if hits else ())
        shown, everybody = self._model.rowCount(), len(directory.people)
        self._count.setText(roster_wording.shown_of(shown, everybody))
        self._export.setEnabled(shown > 0)
        self._table.say_when_empty(roster_wording.nobody(everybody, hits.text if hits else ""))
        if self._wanted in directory.positions:
            self._table.choose({self._wanted})
            self._wanted = ""

    @Slot()
    def _show_chosen(self) -> None:
        chosen = self._table.chosen() if self._table.chosen_count() == 1 else []
        if chosen:
            self._panel.show_person(chosen[0], self._post.programme)
        else:
            self._panel.show_nobody()

    @Slot()
    def _go_to_table(self) -> None:
        self._table.setFocus()
        if self._table.chosen_count() == 0 and self._model.rowCount():
            self._table.selectRow(0)

    def _show_failure(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        sentence = str(wording.failure(error))
        self._table.say_when_empty(sentence)
        self._job.tell(sentence)


def _exported(
    event: Event, people: Sequence[Participant], out: Path, *, for_excel: bool
) -> Generator[tuple[int, int], None, Path]:
    yield 0, len(people)
    yield from export_files.write(export_tables.people(event, people), out, for_excel=for_excel)
    return out
