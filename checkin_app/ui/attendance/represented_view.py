"""Which organisations and countries were there on each day, as a table with bars: what project reports ask for."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from checkin_app.domain.representation import Representation
from checkin_app.services.attendance import AttendanceService
from checkin_app.ui.attendance import sentences
from checkin_app.ui.attendance.chart_and_table import ChartAndTable
from checkin_app.ui.attendance.matrix_filters import ChoiceBox, day_choices
from checkin_app.ui.background import Background, Work, in_one_step
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.rested_reading import RestedReading
from checkin_app.ui.segments import Segments

_NARROWEST = 380


class Of(StrEnum):
    """What was represented."""

    ORGANISATIONS = "Organisations"
    COUNTRIES = "Countries"


class RepresentedView(QWidget):
    """The chart is about one day or all of them, the table has each day."""

    def __init__(
        self, attendance: AttendanceService, background: Background, changes: Changes, post: DeskPost
    ) -> None:
        super().__init__()
        self._readers: dict[Of, Callable[[], Representation]] = {
            Of.ORGANISATIONS: attendance.organisations,
            Of.COUNTRIES: attendance.countries,
        }
        self._post = post
        self._of = Of.ORGANISATIONS
        self._known: tuple[Of, Representation] | None = None
        self._make()
        self._arrange()
        self._reading = RestedReading(background, self._work, self._take, self.figures.tell_failure, self)
        self._kinds.chosen.connect(self._show_kind)
        self._day.chosen.connect(self._show)
        facts = (changes.attendance_changed, changes.people_changed, changes.programme_changed)
        self._freshness = Freshness(self, self._reading.read, *facts)

    def _make(self) -> None:
        self._kinds = Segments([(of, of.value) for of in Of], "What was represented")
        self._day = ChoiceBox("Day")
        self._day.setObjectName("representedOn")
        self._day.offer(day_choices(self._post.programme))
        self.figures = ChartAndTable("Represented", "representedTable", narrowest=_NARROWEST, shares=(1, 1))

    def _arrange(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self._kinds)
        tools.addWidget(self._day)
        tools.addStretch(1)
        tools.addWidget(self.figures.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(self.figures, 1)

    def _work(self) -> Work[tuple[Of, Representation]]:
        return in_one_step(partial(_read, self._of, self._readers[self._of]))

    @Slot(object)
    def _show_kind(self, of: Of) -> None:
        self._of = of
        self._reading.read(is_urgent=True)

    def _take(self, read: tuple[Of, Representation]) -> None:
        self._known = read
        self._day.offer(day_choices(self._post.programme))
        self._show()

    @Slot()
    def _show(self) -> None:
        if self._known is None:
            return
        of, known = self._known
        day = self._day.value()
        event, on = self._post.programme, day if isinstance(day, date) else None
        chart = sentences.represented_chart(event, of.value, known, on)
        self.figures.show_figures(chart, *sentences.represented_table(event, of.value, known))


def _read(of: Of, read: Callable[[], Representation]) -> tuple[Of, Representation]:
    return of, read()
