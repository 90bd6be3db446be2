"""Who was there: the matrix, the figures that follow from it, and the papers and files made from it."""

from collections.abc import Generator, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from checkin_app.domain.participant import Participant
from checkin_app.services.attendance import AttendanceService
from checkin_app.ui import file_dialogs, wording
from checkin_app.ui.attendance import chart_files, sentences
from checkin_app.ui.attendance.arrivals_view import ArrivalsView
from checkin_app.ui.attendance.chart import Chart
from checkin_app.ui.attendance.correcting import Correcting
from checkin_app.ui.attendance.end_of_day_view import EndOfDayView
from checkin_app.ui.attendance.matrix_view import AttendanceServices, MatrixView
from checkin_app.ui.attendance.no_shows_view import NoShowsView
from checkin_app.ui.attendance.paper_making import PaperMaking, PaperServices
from checkin_app.ui.attendance.papers_view import PapersView
from checkin_app.ui.attendance.represented_view import RepresentedView
from checkin_app.ui.background import Background, in_one_step
from checkin_app.ui.changes import Changes
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import label
from checkin_app.ui.people.people_export import exported
from checkin_app.ui.segments import Segments

_SMALLEST = QSize(760, 400)


class Part(StrEnum):
    """What the page can show, as its buttons name it."""

    MATRIX = "Matrix"
    ARRIVALS = "Arrivals"
    NO_SHOWS = "No-shows"
    REPRESENTED = "Represented"
    END_OF_DAY = "End of day"
    PAPERS = "Papers and exports"


class AttendancePage(QWidget):
    """Shows one part at a time; only the part that is seen asks for news.

    `person_requested` carries the id of somebody to be opened on the People page, `print_requested` what draws a
    document for the print queue.
    """

    person_requested = Signal(str)
    programme_requested = Signal()
    print_requested = Signal(object)

    def __init__(
        self,
        services: AttendanceServices,
        papers: PaperServices,
        background: Background,
        changes: Changes,
        post: DeskPost,
        save_as: AskForFile = file_dialogs.save_as,
    ) -> None:
        super().__init__()
        self._attendance = services.attendance
        self._post = post
        self._save_as = save_as
        self._switch = Segments([(part, part.value) for part in Part], "Part of the page")
        self._stack = QStackedWidget()
        self._job = JobBar(background)
        self._correcting = Correcting(
            services.attendance, services.roster, background, changes, post, self._stack
        )
        self._make(services, background, changes)
        self._making = PaperMaking(papers, background, self._papers, self._job, save_as)
        self._arrange()
        self._connect()

    def _make(self, services: AttendanceServices, background: Background, changes: Changes) -> None:
        asked = (services.attendance, background, changes, self._post)
        self.matrix = MatrixView(services, background, changes, self._post)
        self._arrivals = ArrivalsView(*asked)
        self._no_shows = NoShowsView(*asked)
        self._represented = RepresentedView(*asked)
        self.end_of_day = EndOfDayView(*asked)
        self._papers = PapersView(self._post.programme)
        self._parts: dict[Part, QWidget] = {
            Part.MATRIX: self.matrix,
            Part.ARRIVALS: self._arrivals,
            Part.NO_SHOWS: self._no_shows,
            Part.REPRESENTED: self._represented,
            Part.END_OF_DAY: self.end_of_day,
            Part.PAPERS: self._papers,
        }

    def _connect(self) -> None:
        self._switch.chosen.connect(self.show_part)
        self._papers.export_requested.connect(self._export)
        self._post.programme_learned.connect(self._learn)
        self._making.print_requested.connect(self.print_requested)
        self._no_shows.save_requested.connect(self._save_people)
        for figures in (self._arrivals.figures, self._represented.figures):
            figures.save_requested.connect(self._save_chart)
            figures.failed.connect(self._correcting.undo_bar.tell_failure)
        for view in (self.matrix, self._no_shows, self.end_of_day):
            view.failed.connect(self._correcting.undo_bar.tell_failure)
        for asking in (self.matrix, self.end_of_day):
            asking.correction_requested.connect(self._correcting.ask)
        self._correcting.bar.closed.connect(self._go_back)
        self.end_of_day.registration_requested.connect(self._correcting.put_on_list)
        self.end_of_day.programme_requested.connect(self.programme_requested)
        for opening in (self._no_shows, self.end_of_day):
            opening.person_requested.connect(self.person_requested)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addWidget(label("title", "Attendance"))
        head.addStretch(1)
        head.addWidget(self._switch)
        for view in self._parts.values():
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._job)
        column.addWidget(self._correcting.bar)
        column.addWidget(self._stack, 1)

    def minimumSizeHint(self) -> QSize:
        """What it can do with, whatever it shows at the moment."""
        return _SMALLEST

    @Slot(object)
    def show_part(self, part: Part) -> None:
        """Show another part of the page."""
        self._switch.show_choice(part)
        self._correcting.bar.leave()
        self._stack.setCurrentWidget(self._parts[part])

    @Slot()
    def _learn(self) -> None:
        self._papers.show_event(self._post.programme)

    @Slot()
    def undo(self) -> None:
        """Take back the last correction made here."""
        self._correcting.acts.undo()

    @Slot()
    def redo_last(self) -> None:
        """Take back the last undo."""
        self._correcting.acts.redo_last()

    def show_day(self, day: date | None) -> None:
        """Show one day of the matrix with its sessions, or all days side by side."""
        self.show_part(Part.MATRIX)
        self.matrix.show_day(day)

    @Slot(str, str)
    def _export(self, kind: str, ending: str) -> None:
        out = self._save_as(self, "Save as", f"{kind}{ending}", sentences.KINDS_OF_FILE[ending])
        if out is not None:
            work = _exported(self._attendance, kind, out)
            self._job.run(work, f"Saving {out.name} …", wording.file_saved)

    @Slot()
    def _go_back(self) -> None:
        """Put the caret where the correction began."""
        if self._stack.currentWidget() is self.matrix:
            self.matrix.focus_table()

    @Slot(object, str)
    def _save_people(self, people: Sequence[Participant], ending: str) -> None:
        out = self._save_as(self, "Save as", f"no-shows{ending}", sentences.KINDS_OF_FILE[ending])
        if out is not None:
            work = exported(self._post.programme, people, out, for_excel=False)
            self._job.run(work, f"Saving {out.name} …", wording.file_saved)

    @Slot(object, str)
    def _save_chart(self, chart: Chart, ending: str) -> None:
        out = self._save_as(
            self, "Save chart", f"{sentences.file_name(chart)}{ending}", chart_files.KINDS[ending]
        )
        if out is not None:
            work = in_one_step(partial(chart_files.save, chart, out))
            self._job.run(work, f"Saving {out.name} …", wording.file_saved)


def _exported(attendance: AttendanceService, kind: str, out: Path) -> Generator[tuple[int, int], None, Path]:
    yield from attendance.export(kind, out)
    return out
