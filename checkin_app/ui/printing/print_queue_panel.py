"""The print queue as people see it: every job with what became of it, and what can be done about it."""

from pathlib import Path
from shutil import copyfile

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from checkin_app.domain.errors import CheckinError
from checkin_app.domain.print_job import JobState, PrintJob
from checkin_app.services.whole_file import whole_file
from checkin_app.ui import file_dialogs, theme, wording
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import ElidedLabel, label
from checkin_app.ui.printing import print_wording
from checkin_app.ui.printing.job_row import JobRow, JobView
from checkin_app.ui.printing.print_desk import PrintDesk

_MOST_SETTLED = 20
"""Jobs that need nobody any more; all that are open are shown."""


_FORBIDDEN = frozenset('/\\:*?"<>|')


class PrintQueuePanel(QFrame):
    """Shows what the print desk knows; several of them may be seen at once."""

    told = Signal(str)

    def __init__(self, desk: PrintDesk, post: DeskPost, save_as: AskForFile = file_dialogs.save_as) -> None:
        super().__init__()
        self._desk = desk
        self._post = post
        self._save_as = save_as
        self._rows: dict[str, JobRow] = {}
        self._make()
        self._arrange()
        desk.jobs_changed.connect(self._show_jobs)
        desk.trouble_changed.connect(self._show_jobs)
        self._show_jobs()

    def _make(self) -> None:
        self.setObjectName("printQueue")
        self.setProperty("role", "panel")
        self.setAccessibleName("Print queue")
        self._count = label("caption")
        self._count.setObjectName("printQueueCount")
        self._state_icon = IconLabel("printer", "muted", 18)
        self._state = ElidedLabel("muted")
        self._state.setObjectName("printerState")
        self._list = QWidget()
        self._list.setProperty("role", "page")
        self._column = QVBoxLayout(self._list)
        self._empty = QWidget()
        self._said = label("strong", print_wording.EMPTY, wraps=True)
        self._said.setObjectName("printQueueEmpty")
        self._remedy = label("muted", print_wording.EMPTY_REMEDY, wraps=True)
        self._stack = QStackedWidget()

    def _arrange(self) -> None:
        self.head = QHBoxLayout()
        self.head.setSpacing(10)
        self.head.addWidget(label("heading", "Print queue"))
        self.head.addWidget(self._count, 1)
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self._state_icon)
        state.addWidget(self._state, 1)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._list)
        self._arrange_empty()
        self._stack.addWidget(area)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 12, 10)
        column.setSpacing(6)
        column.addLayout(self.head)
        column.addLayout(state)
        column.addWidget(self._stack, 1)

    def _arrange_empty(self) -> None:
        column = QVBoxLayout(self._empty)
        column.setContentsMargins(10, 10, 10, 10)
        column.addStretch(1)
        column.addWidget(IconLabel("printer", "muted", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (self._said, self._remedy):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(text)
        column.addStretch(2)

    # -- showing ---------------------------------------------------------------------------------------------

    @Slot()
    def _show_jobs(self) -> None:
        desk = self._desk
        self._count.setText(print_wording.waiting(len(desk.under_way), len(desk.failures)))
        self._show_printer()
        jobs = _shown(desk.jobs)
        for gone in self._rows.keys() - {job.id for job in jobs}:
            row = self._rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, job in enumerate(jobs):
            row = self._rows.get(job.id) or self._new_row(job.id)
            row.show_job(self._view(job))
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
        self._stack.setCurrentIndex(0 if jobs else 1)

    def _show_printer(self) -> None:
        desk = self._desk
        nothing, trouble = desk.why_nothing, desk.trouble
        if nothing:
            self._said.setText(nothing)
        said = nothing or print_wording.printer_state(desk.current, trouble, chosen=desk.printer)
        self._state.setProperty("role", "warning" if trouble else "muted")
        self._state_icon.show_icon(
            "triangle-alert" if trouble else "printer", "amber.ink" if trouble else "muted"
        )
        self._state.show_text(said)
        theme.polish(self._state)

    def _view(self, job: PrintJob) -> JobView:
        time = wording.time_of_day(self._post.programme, job.queued_at)
        return JobView(job, time, self._desk.printers, self._desk.is_told)

    def _new_row(self, job: str) -> JobRow:
        row = self._rows[job] = JobRow()
        row.retry_requested.connect(self._desk.retry)
        row.confirm_requested.connect(self._desk.confirm)
        row.deny_requested.connect(self._deny)
        row.give_up_requested.connect(self._desk.give_up)
        row.save_requested.connect(self._save)
        return row

    # -- doing -----------------------------------------------------------------------------------------------

    @Slot(str)
    def _deny(self, job: str) -> None:
        self._desk.deny(job, print_wording.DID_NOT_COME_OUT)

    @Slot(str)
    def _save(self, wanted: str) -> None:
        job = next((each for each in self._desk.jobs if each.id == wanted), None)
        if job is None:
            return
        try:
            pdf = self._desk.pdf_of(job)
            out = self._save_as(self, "Save what is to be printed", _file_name(job), "PDF (*.pdf)")
            if out is not None:
                _copy(pdf, out)
                self.told.emit(wording.file_saved(out))
        except CheckinError as refused:
            self.told.emit(str(wording.failure(refused)))


def _shown(jobs: tuple[PrintJob, ...]) -> list[PrintJob]:
    """What somebody has to decide about, what is to come, and the newest of the rest."""
    failed = [job for job in jobs if job.state is JobState.FAILED]
    coming = [job for job in jobs if job.is_open and job.state is not JobState.FAILED]
    return failed + coming + [job for job in jobs if not job.is_open][:_MOST_SETTLED]


def _file_name(job: PrintJob) -> str:
    """The title without what some system forbids in names of files."""
    return f"{''.join(' ' if letter in _FORBIDDEN else letter for letter in job.title).strip()}.pdf"


def _copy(pdf: Path, out: Path) -> None:
    with whole_file(out) as part:
        copyfile(pdf, part)
