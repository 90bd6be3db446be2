"""Who was there: the matrix, the figures that follow from it, and the papers and files made from it."""

from collections.abc import Generator
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from checkin_app.services.attendance import AttendanceService
from checkin_app.ui import file_dialogs, wording
from checkin_app.ui.attendance import chart_files, sentences
from checkin_app.ui.attendance.arrivals_view import ArrivalsView
from checkin_app.ui.attendance.chart import Chart
from checkin_app.ui.attendance.matrix_view import AttendanceServices, MatrixView
from checkin_app.ui.attendance.papers_view import PapersView
from checkin_app.ui.attendance.represented_view import RepresentedView
from checkin_app.ui.background import Background, in_one_step
from checkin_app.ui.changes import Changes
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import label
from checkin_app.ui.segments import Segments

_SMALLEST = QSize(760, 400)


class Part(StrEnum):
    """What the page can show, as its buttons name it."""

    MATRIX = "Matrix"
    ARRIVALS = "Arrivals"
    REPRESENTED = "Represented"
    PAPERS = "Papers and exports"


class AttendancePage(QWidget):
    """Shows one part at a time; only the part that is seen asks for news."""

    def __init__(
        self,
        services: AttendanceServices,
        background: Background,
        changes: Changes,
        post: DeskPost,
        save_as: AskForFile = file_dialogs.save_as,
    ) -> None:
        super().__init__()
        self._attendance = services.attendance
        self._save_as = save_as
        self.matrix = MatrixView(services, background, changes)
        self._papers = PapersView()
        self._arrivals = ArrivalsView(services.attendance, background, changes, post)
        self._represented = RepresentedView(services.attendance, background, changes, post)
        self._parts: dict[Part, QWidget] = {
            Part.MATRIX: self.matrix,
            Part.ARRIVALS: self._arrivals,
            Part.REPRESENTED: self._represented,
            Part.PAPERS: self._papers,
        }
        self._job = JobBar(background)
        self._switch = Segments([(part, part.value) for part in self._parts], "Part of the page")
        self._stack = QStackedWidget()
        self._arrange()
        self._switch.chosen.connect(self.show_part)
        self._papers.export_requested.connect(self._export)
        for figures in (self._arrivals.figures, self._represented.figures):
            figures.save_requested.connect(self._save_chart)

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
        column.addWidget(self._stack, 1)

    def minimumSizeHint(self) -> QSize:
        """What it can do with, whatever it shows at the moment."""
        return _SMALLEST

    @Slot(object)
    def show_part(self, part: Part) -> None:
        """Show another part of the page."""
        self._switch.show_choice(part)
        self._stack.setCurrentWidget(self._parts[part])

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
