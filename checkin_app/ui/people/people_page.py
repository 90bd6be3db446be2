"""Everybody on the roster: searched, filtered, edited one by one or many at once, saved as a table."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from checkin_app.domain.errors import CheckinError
from checkin_app.domain.event import Event
from checkin_app.domain.search import SHORTEST
from checkin_app.ui import file_dialogs, roster_wording, theme, wording
from checkin_app.ui.background import Background
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import label
from checkin_app.ui.people.acts import Done
from checkin_app.ui.people.chosen_acts import ChosenActs
from checkin_app.ui.people.chosen_bar import ChosenBar
from checkin_app.ui.people.columns import Column
from checkin_app.ui.people.decision_bar import DecisionBar
from checkin_app.ui.people.directory import Choice, Directory
from checkin_app.ui.people.duplicates import Duplicates
from checkin_app.ui.people.duplicates_view import DuplicatesView
from checkin_app.ui.people.head_button import HeadButton
from checkin_app.ui.people.people_acts import PeopleActs
from checkin_app.ui.people.people_export import ExportButton, exported
from checkin_app.ui.people.people_filters import MeantBar, PeopleFilters
from checkin_app.ui.people.people_table import PeopleModel, PeopleView
from checkin_app.ui.people.person_editing import PeopleServices, PersonEditing
from checkin_app.ui.people.person_panel import PersonPanel
from checkin_app.ui.people.reading import Hits, RosterReading
from checkin_app.ui.people.table_and_panel import TableAndPanel
from checkin_app.ui.people.undo_bar import UndoBar

_SMALLEST = QSize(760, 400)
_WORDS_FROM = 1_200
_MOST_COMPLETED = 5_000
"""Organisations that are offered while one is typed."""


class PeoplePage(QWidget):
    """Shows the roster's persons. `print_requested` carries the ids of those whose badges are wanted."""

    print_requested = Signal(object)
    badge_requested = Signal(str)
    import_requested = Signal()

    def __init__(
        self,
        services: PeopleServices,
        background: Background,
        changes: Changes,
        post: DeskPost,
        save_as: AskForFile = file_dialogs.save_as,
    ) -> None:
        super().__init__()
        self._services = services
        self._background = background
        self._post = post
        self._save_as = save_as
        self._directory: Directory | None = None
        self._hits: Hits | None = None
        self._wanted = ""
        self._make(changes)
        self._arrange()
        self._connect(changes)

    def _make(self, changes: Changes) -> None:
        roster, checkin = self._services.roster, self._services.checkin
        self._reading = RosterReading(
            roster, checkin, self._background, self._today, self._show_failure, self
        )
        self._acts = PeopleActs(self._background, changes, self)
        self._count = label("count")
        self._count.setObjectName("peopleCount")
        self._filters = PeopleFilters()
        self.setFocusProxy(self._filters.search)
        self._add = HeadButton("Add", "user-plus", "addPerson")
        self._import = HeadButton("Import", "file-input", "importPeople")
        self._export = ExportButton()
        self._meant = MeantBar()
        self._decision = DecisionBar()
        self._model = PeopleModel()
        self._table = PeopleView(self._model)
        self._table.say_when_empty(roster_wording.READING)
        self._bar = ChosenBar()
        self._panel = PersonPanel()
        self._left = QWidget()
        self._body = TableAndPanel(self._left, self._panel)
        self._pairs = DuplicatesView()
        self._stack = QStackedWidget()
        self._undo_bar = UndoBar(self._stack)
        self._job = JobBar(self._background)
        self._editing = PersonEditing(self._panel, self._acts, self._services, self._background, self._post)
        self._duplicates = Duplicates(self._pairs, self._acts, roster, self._background, self._post)
        self._chosen_acts = ChosenActs(
            self._table, self._bar, self._decision, self._acts, self._services, self._post
        )

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label("title", "People"))
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._filters.search, 1)
        for widget in (self._filters.category, self._filters.organisation):
            head.addWidget(widget)
        for button in self._head_buttons():
            head.addWidget(button)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addWidget(self._table, 1)
        left.addWidget(self._bar)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(24, 16, 24, 14)
        column.setSpacing(12)
        column.addLayout(head)
        for widget in (self._filters, self._job, self._meant, self._decision):
            column.addWidget(widget)
        for widget in (self._body, self._pairs):
            self._stack.addWidget(widget)
        column.addWidget(self._stack, 1)
        self._show_room()

    def _connect(self, changes: Changes) -> None:
        self._filters.search.paused.connect(self._search)
        self._filters.search.table_requested.connect(self._go_to_table)
        self._filters.changed.connect(self._show_choice)
        self._import.clicked.connect(self.import_requested)
        self._meant.chosen.connect(self._filters.search.setText)
        self._add.clicked.connect(self._begin_new)
        self._export.wanted.connect(self._save)
        self._table.chosen_changed.connect(self._show_chosen)
        printing = QShortcut("Ctrl+P", self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        printing.activated.connect(self._ask_for_badge)
        self._table.opened.connect(self._open)
        self._bar.details_requested.connect(self._open)
        self._panel.closed.connect(self._close_panel)
        self._panel.details.closed.connect(self._close_panel)
        self._panel.badge.print_requested.connect(self.print_requested)
        self._chosen_acts.print_requested.connect(self.print_requested)
        self._body.room_changed.connect(self._show_room)
        self._reading.directory_read.connect(self._show)
        self._reading.hits_found.connect(self._show_hits)
        self._editing.added.connect(self.show_person)
        self._editing.failed.connect(self._undo_bar.tell_failure)
        for fact, tell in (
            (self._acts.done, self._undo_bar.tell_done),
            (self._acts.undone, self._undo_bar.tell_undone),
        ):
            fact.connect(self._show_person)
            fact.connect(tell)
        self._acts.failed.connect(self._undo_bar.tell_failure)
        self._acts.progressed.connect(self._undo_bar.tell_progress)
        self._undo_bar.undo_requested.connect(self.undo)
        self._undo_bar.redo_requested.connect(self.redo_last)
        self._undo_bar.stop_requested.connect(self._acts.stop)
        facts = (changes.people_changed, changes.attendance_changed)
        others = (changes.badges_changed, changes.programme_changed)
        self._freshness = Freshness(self, self._reading.read, *facts, *others)

    def _head_buttons(self) -> Sequence[HeadButton]:
        return (self._add, self._import, self._export)

    def minimumSizeHint(self) -> QSize:
        """What it can do with, whatever it shows at the moment: the panel and the words of the buttons make way."""
        return _SMALLEST

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the words of the buttons where the search would have no room."""
        super().resizeEvent(event)
        for button in self._head_buttons():
            button.show_words(has_room=self.width() >= theme.scaled(_WORDS_FROM))

    def choose_rows(self, rows: Iterable[int]) -> None:
        """Choose people by the rows of the table."""
        self._table.choose({self._model.person(row).participant.id for row in rows})

    @Slot(str)
    def show_person(self, participant: str) -> None:
        """Choose somebody by their id, wherever in the roster they are, ready to be edited."""
        self._wanted = participant
        self._filters.show_all()
        self._show_choice()

    @Slot()
    def undo(self) -> None:
        """Take back the last act on this page."""
        self._acts.undo()

    @Slot()
    def redo_last(self) -> None:
        """Take back the last undo on this page."""
        self._acts.redo_last()

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

    @Slot(str)
    def _save(self, ending: str) -> None:
        suggestion = f"people{ending.removesuffix('*')}"
        out = self._save_as(self, "Export people", suggestion, roster_wording.KINDS[ending])
        if out is None:
            return
        people = [person.participant for person in self._model.everybody()]
        work = exported(self._post.programme, people, out, for_excel=ending.endswith("*"))
        self._job.run(work, f"Saving {out.name} …", wording.file_saved)

    # -- showing ---------------------------------------------------------------------------------------------

    @Slot(object)
    def _show(self, directory: Directory) -> None:
        self._directory = directory
        self._filters.offer(directory)
        if self._filters.choice is Choice.DUPLICATES:
            self._duplicates.search()
        self._bar.offer(directory.event)
        names = [name for name, _ in directory.counts(Column.ORGANISATION)[:_MOST_COMPLETED]]
        self._panel.details.offer_organisations(names)
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
        is_table = self._filters.choice is not Choice.DUPLICATES
        self._count.setText(roster_wording.shown_of(shown if is_table else everybody, everybody))
        self._export.setEnabled(shown > 0)
        self._table.say_when_empty(roster_wording.nobody(everybody, hits.text if hits else ""))
        if self._wanted in directory.positions:
            self._table.choose({self._wanted})
            self._wanted = ""
            self._open()

    @Slot()
    def _show_choice(self) -> None:
        is_for_pairs = self._filters.choice is Choice.DUPLICATES
        self._stack.setCurrentWidget(self._pairs if is_for_pairs else self._body)
        if is_for_pairs:
            self._duplicates.search()
        self._show_filtered()

    @Slot()
    def _show_room(self) -> None:
        """Where the panel lies over the table, a button opens it and another one closes it."""
        is_beside = self._body.is_beside
        self._bar.setVisible(is_beside or not self._body.is_open)
        self._bar.show_room(has_panel=is_beside)
        self._panel.show_closing(can_close=not is_beside)

    @Slot()
    def _show_chosen(self) -> None:
        count = self._table.chosen_count()
        self._bar.show_count(count)
        chosen = self._table.chosen() if count == 1 else []
        if chosen:
            self._panel.show_person(chosen[0], self._post.programme)
        elif self._panel.is_new:
            return
        else:
            several = f"{count:,} people chosen. {roster_wording.SEVERAL_CHOSEN}"
            self._panel.show_nobody(several if count else roster_wording.CHOOSE_SOMEBODY)

    @Slot()
    def _ask_for_badge(self) -> None:
        """Ctrl+P: of the one person who is chosen; several are printed from the page of badges."""
        chosen = self._table.chosen()
        if len(chosen) == 1:
            self.badge_requested.emit(chosen[0].participant.id)

    @Slot()
    def _go_to_table(self) -> None:
        self._table.setFocus()
        if self._table.chosen_count() == 0 and self._model.rowCount():
            self._table.selectRow(0)

    @Slot()
    def _open(self) -> None:
        if self._table.chosen_count() == 1:
            self._body.open_panel()
            self._panel.focus_first()

    @Slot()
    def _begin_new(self) -> None:
        self._table.clearSelection()
        self._body.open_panel()
        self._panel.begin_new(self._post.programme)

    @Slot()
    def _close_panel(self) -> None:
        self._panel.end_new()
        self._body.close_panel()
        self._table.setFocus()
        self._show_chosen()

    # -- telling ---------------------------------------------------------------------------------------------

    @Slot(object)
    def _show_person(self, done: Done) -> None:
        if done.person is None:
            return
        self._model.renew(done.person)
        if self._panel.participant == done.person.participant.id:
            self._panel.show_person(done.person, self._post.programme)

    def _show_failure(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        sentence = str(wording.failure(error))
        self._table.say_when_empty(sentence)
        self._undo_bar.tell(sentence)
