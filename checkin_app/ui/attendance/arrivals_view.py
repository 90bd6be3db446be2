"""Arrivals: bars by minutes with the running total, and beside them a table of the same numbers."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from checkin_app.domain.arrivals import STEPS, Arrivals, GroupedBy
from checkin_app.domain.event import Checkpoint
from checkin_app.services.attendance import AttendanceService
from checkin_app.ui import wording
from checkin_app.ui.attendance import sentences
from checkin_app.ui.attendance.chart_and_table import ChartAndTable
from checkin_app.ui.attendance.matrix_filters import ChoiceBox
from checkin_app.ui.background import Background, Work, in_one_step
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.rested_reading import RestedReading
from checkin_app.ui.segments import Segments

_BY = ((GroupedBy.NOTHING, "Together"), (GroupedBy.DESK, "By desk"), (GroupedBy.CATEGORY, "By category"))
_NARROWEST = 300


class ArrivalsView(QWidget):
    """Each person counts once, when they first came."""

    def __init__(
        self, attendance: AttendanceService, background: Background, changes: Changes, post: DeskPost
    ) -> None:
        super().__init__()
        self._attendance = attendance
        self._post = post
        self._minutes = 10
        self._by = GroupedBy.NOTHING
        self._make()
        self._arrange()
        self._reading = RestedReading(background, self._work, self._show, self.figures.tell_failure, self)
        self._where.chosen.connect(self._ask_now)
        self._steps.chosen.connect(self._step_by)
        self._parts.chosen.connect(self._part_by)
        facts = (changes.attendance_changed, changes.people_changed, changes.programme_changed)
        self._freshness = Freshness(self, self._ask, *facts)

    def _make(self) -> None:
        self._where = ChoiceBox("Day or session")
        self._where.setObjectName("arrivalsAt")
        self._offer()
        self._where.show_value(self._post.checkpoint)
        self.setFocusProxy(self._where)
        self._steps = Segments([(step, f"{step} min") for step in STEPS], "Minutes a bar")
        self._steps.show_choice(self._minutes)
        self._parts = Segments(list(_BY), "Parts of the bars")
        self.figures = ChartAndTable("Arrivals", "arrivalsTable", narrowest=_NARROWEST, shares=(5, 2))

    def _arrange(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self._where, 1)
        tools.addWidget(self._steps)
        tools.addWidget(self._parts)
        tools.addWidget(self.figures.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(self.figures, 1)

    def _offer(self) -> None:
        event = self._post.programme
        self._where.offer([(point, wording.checkpoint_name(event, point)) for point in event.checkpoints()])

    def _ask(self) -> None:
        self._offer()
        if self._checkpoint is not None:
            self._reading.read()
        else:
            self.figures.table.say_when_empty(sentences.NO_DAYS)

    @Slot()
    def _ask_now(self) -> None:
        if self._checkpoint is not None:
            self._reading.read(is_urgent=True)

    @property
    def _checkpoint(self) -> Checkpoint | None:
        value = self._where.value()
        return value if isinstance(value, Checkpoint) else None

    def _work(self) -> Work[Arrivals]:
        checkpoint = self._checkpoint
        if checkpoint is None:
            raise LookupError
        asked = partial(self._attendance.arrivals, checkpoint, minutes=self._minutes, by=self._by)
        return in_one_step(asked)

    @Slot(object)
    def _step_by(self, minutes: int) -> None:
        self._minutes = minutes
        self._ask_now()

    @Slot(object)
    def _part_by(self, by: GroupedBy) -> None:
        self._by = by
        self._ask_now()

    def _show(self, arrivals: Arrivals) -> None:
        chart = sentences.arrivals_chart(self._post.programme, arrivals)
        self.figures.show_figures(chart, *sentences.arrivals_table(chart))
