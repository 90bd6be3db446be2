"""Brings a list of people into the event in five steps, none of which changes anything before the last."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from checkin_app.domain.roster import ImportPlan
from checkin_app.services import problem_rows
from checkin_app.services.roster_apart import read_list_apart
from checkin_app.services.roster_import import Imported, UndoneImport
from checkin_app.services.roster_source import Reading, ReadList, RosterSource
from checkin_app.ui import file_dialogs, theme
from checkin_app.ui.background import Background, Work
from checkin_app.ui.changes import Changes
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.importing import import_wording as words
from checkin_app.ui.importing.check_step import CheckStep
from checkin_app.ui.importing.columns_step import ColumnsStep
from checkin_app.ui.importing.file_step import FileStep
from checkin_app.ui.importing.import_wording import Step
from checkin_app.ui.importing.import_work import (
    Compared,
    ImportServices,
    KnownColumns,
    columns_of,
    compared,
    ids_of,
)
from checkin_app.ui.importing.read_step import ReadStep
from checkin_app.ui.importing.result_step import ResultStep
from checkin_app.ui.importing.step_bar import StepBar
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import ElidedLabel, label

__all__ = ["ImportServices", "ImportWizard"]

T = TypeVar("T")


class ImportWizard(QWidget):
    """Lies where the People page is; the desk and its scans go on meanwhile. What was begun stays when it is closed."""

    closed = Signal()
    imported = Signal()
    told = Signal(str)
    badges_requested = Signal(object)

    def __init__(
        self,
        services: ImportServices,
        background: Background,
        changes: Changes,
        post: DeskPost,
        open_file: AskForFile = file_dialogs.open_file,
        save_as: AskForFile = file_dialogs.save_as,
    ) -> None:
        super().__init__()
        self._services = services
        self._background = background
        self._changes = changes
        self._post = post
        self._save_as = save_as
        self._step = Step.FILE
        self._read: ReadList | None = None
        self._columns_of: ReadList | None = None
        self._planned: dict[str, str] | None = None
        self._done: ImportPlan | None = None
        self._record = ""
        self._is_undone = False
        self._make(open_file)
        self._arrange()
        self._connect()
        self._show_step(Step.FILE)

    def _make(self, open_file: AskForFile) -> None:
        self.setObjectName("importWizard")
        self._source = ElidedLabel("count")
        self._bar = StepBar()
        self._close = QPushButton("Close   Esc")
        self._close.setObjectName("closeImport")
        self._trouble = label("error", wraps=True)
        self._trouble.setObjectName("importTrouble")
        self._file = FileStep(open_file)
        self._reading = ReadStep()
        self._columns = ColumnsStep()
        self._check = CheckStep()
        self._result = ResultStep()
        self._steps = QStackedWidget()
        self._pages = (self._file, self._reading, self._columns, self._check, self._result)
        for page in self._pages:
            self._steps.addWidget(page)
        self._job = JobBar(self._background)
        self._back = QPushButton("Back   Alt+←")
        self._back.setObjectName("importBack")
        self._next = QPushButton()
        self._next.setObjectName("importNext")
        self._next.setProperty("role", "primary")

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(label("title", words.TITLE))
        head.addWidget(self._source, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._bar)
        head.addSpacing(6)
        head.addWidget(self._close)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._job, 1)
        foot.addStretch(0)
        foot.addWidget(self._back)
        foot.addWidget(self._next)
        self._next.setMinimumWidth(theme.scaled(150))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self._trouble)
        column.addWidget(self._steps, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._close.clicked.connect(self.close_up)
        self._back.clicked.connect(self.go_back)
        self._next.clicked.connect(self.go_on)
        self._bar.chosen.connect(self._go_to)
        self._file.given.connect(self.take)
        self._file.lacking.connect(self._say_trouble)
        self._reading.reading_changed.connect(self._read_otherwise)
        self._columns.changed.connect(self._show_buttons)
        self._check.decided.connect(self._show_buttons)
        self._check.save_requested.connect(self._save_problems)
        self._result.save_requested.connect(self._save_problems)
        self._result.undo_requested.connect(self._undo)
        self._result.badges_requested.connect(self._find_new_people)
        self._result.another_requested.connect(self.start_again)
        self._job.failed.connect(self._say_trouble)
        self._job.ended.connect(self._show_buttons)
        keys = (("Ctrl+Return", self.go_on), ("Ctrl+Enter", self.go_on), ("Alt+Left", self.go_back))
        for pressed, act in (*keys, ("Esc", self.close_up)):
            key = QShortcut(QKeySequence(pressed), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(act)

    # -- going -----------------------------------------------------------------------------------------------

    @Slot()
    def begin(self) -> None:
        """Show the import where it was left; after a finished one, a new one."""
        if self._step is Step.RESULT:
            self.start_again()
        self._pages[self._step].focus_first()

    @Slot()
    def start_again(self) -> None:
        """Ask for another list."""
        self._read = self._columns_of = self._planned = self._done = None
        self._show_step(Step.FILE)

    @Slot(object)
    def take(self, source: RosterSource) -> None:
        """Read another list."""
        self._run(read_list_apart(source, Reading()), words.READING, self._show_list)

    @Slot()
    def close_up(self) -> None:
        """Back to the people."""
        self.closed.emit()

    @Slot()
    def go_back(self) -> None:
        """One step back, whatever was done; a finished import is not undone by it."""
        if self._can_go_back() and self._step > Step.FILE:
            self._go_to(Step(self._step - 1))

    @Slot()
    def go_on(self) -> None:
        """One step on, if this one is done."""
        if not self._next.isEnabled() or self._job.is_busy:
            return
        match self._step:
            case Step.FILE if self._read:
                self._show_step(Step.READ)
            case Step.READ if self._read:
                self._show_columns(self._read)
            case Step.COLUMNS if self._read:
                self._compare(self._read)
            case Step.CHECK if self._read:
                self._import(self._read)
            case _:
                self.close_up()

    @Slot(object)
    def _go_to(self, step: Step) -> None:
        self._show_step(step)

    def _can_go_back(self) -> bool:
        return self._step is not Step.RESULT and not self._job.is_busy

    # -- doing -----------------------------------------------------------------------------------------------

    @Slot(object)
    def _read_otherwise(self, reading: Reading) -> None:
        if self._read is not None:
            self._job.cancel()
            self._run(read_list_apart(self._read.source, reading), words.READING, self._show_list)

    def _show_list(self, read: ReadList) -> None:
        self._read = read
        self._source.show_text(f"{read.source.name} · {words.rows_read(read.table)}")
        self._reading.show_list(read)
        self._show_step(Step.READ)

    def _show_columns(self, read: ReadList) -> None:
        if self._columns_of is read:
            self._show_step(Step.COLUMNS)
            return
        event = self._post.programme

        def show(known: KnownColumns) -> None:
            self._columns_of, self._planned = read, None
            self._columns.show_columns(read.table, known.columns, event, are_remembered=known.are_remembered)
            self._show_step(Step.COLUMNS)

        self._run(columns_of(read, event, self._services.remembered), words.READING, show)

    def _compare(self, read: ReadList) -> None:
        columns = self._columns.columns
        if columns == self._planned:
            self._show_step(Step.CHECK)
            return
        event = self._post.programme

        def show(found: Compared) -> None:
            self._planned = columns
            self._check.show_plan(found.plan, found.lines, event)
            self._show_step(Step.CHECK)

        self._run(compared(read, columns, event, self._services.roster_import), words.COMPARING, show)

    def _import(self, read: ReadList) -> None:
        plan, columns = self._check.plan, dict(self._planned or {})
        if plan is None:
            return
        service, remembered = self._services.roster_import, self._services.remembered

        def show(imported: Imported) -> None:
            self._done, self._record, self._is_undone = plan, imported.record, False
            self._result.show_result(imported, plan, read.source.name)
            self._show_step(Step.RESULT)
            if not self.isVisible():
                self.told.emit(words.done_elsewhere(imported, read.source.name))
            self._background.ask(lambda: remembered.remember(read.table.headers, columns), _nothing)
            self._changes.people_changed.emit()
            self.imported.emit()

        work = service.carry_out(plan, read.source.name, read.sha256)
        self._run(work, words.IMPORTING, show, writes=True)

    @Slot()
    def _undo(self) -> None:
        """Take the import back; then, take that back."""
        again = self._is_undone

        def show(undone: UndoneImport) -> None:
            self._record, self._is_undone = undone.record, not again
            self._result.show_undone(undone, again=again)
            self._changes.people_changed.emit()
            self.imported.emit()

        work = self._services.roster_import.undo(self._record)
        self._run(work, words.IMPORTING if again else words.UNDOING, show, writes=True)

    @Slot()
    def _save_problems(self) -> None:
        read, plan = self._read, self._check.plan
        if read is None or plan is None:
            return
        name = f"{read.source.name.rsplit('.', 1)[0]} – problems.csv"
        out = self._save_as(self, "Save the problem rows", name, "CSV (*.csv);;Excel (*.xlsx)")
        if out is not None:
            count = len({problem.row for problem in plan.problems})
            work = problem_rows.save(read.table, plan.problems, out, for_excel=True)
            self._trouble.hide()
            self._job.run(work, f"Writing {out.name} …", lambda _: words.problems_saved(count, out.name))

    @Slot()
    def _find_new_people(self) -> None:
        rows = self._done.new if self._done else ()
        self._run(ids_of(rows, self._services.roster), words.READING, self.badges_requested.emit)

    def _run(self, work: Work[T], under_way: str, then: Callable[[T], None], *, writes: bool = False) -> None:
        """Work that ends in showing something instead of in a sentence."""

        def show(result: T) -> str:
            then(result)
            return ""

        self._trouble.hide()
        self._job.run(work, under_way, show, writes=writes)
        self._show_buttons()

    # -- showing ---------------------------------------------------------------------------------------------

    def _show_step(self, step: Step) -> None:
        self._step = step
        self._trouble.hide()
        if not self._job.is_busy:
            self._job.hide()
        if step is Step.FILE and self._read is None:
            self._source.show_text("")
        self._steps.setCurrentIndex(int(step))
        self._show_buttons()
        self._pages[step].focus_first()

    @Slot()
    def _show_buttons(self) -> None:
        step, plan = self._step, self._check.plan if self._step is Step.CHECK else None
        can_go_on = {
            Step.FILE: self._read is not None,
            Step.READ: self._read is not None and not self._read.candidates,
            Step.COLUMNS: self._columns.have_names,
            Step.CHECK: plan is not None and bool(plan.new or plan.updated),
            Step.RESULT: True,
        }
        said = {Step.RESULT: "Close", Step.CHECK: words.planned(plan) if plan else ""}
        self._next.setText(said.get(step, "Next   Ctrl+Enter"))
        self._next.setEnabled(can_go_on[step] and not self._job.is_busy)
        self._back.setVisible(Step.FILE < step < Step.RESULT)
        self._back.setEnabled(self._can_go_back())
        self._bar.show_step(step, can_go_back=self._can_go_back())
        self._close.setVisible(step is not Step.RESULT)

    @Slot(str)
    def _say_trouble(self, said: str) -> None:
        self._trouble.setText(said)
        self._trouble.show()
        self._job.hide()


def _nothing(_answer: None) -> None:
    """Nobody waits for this answer."""
