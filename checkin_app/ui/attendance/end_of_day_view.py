"""The check at the end of a day: what a funder would ask about, each with what puts it right."""

from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from checkin_app.domain.end_of_day import Finding, FindingKind, Remedy
from checkin_app.domain.errors import CheckinError
from checkin_app.services.attendance import AttendanceService
from checkin_app.ui import wording
from checkin_app.ui.attendance import correction_wording, sentences
from checkin_app.ui.attendance.button_column import ButtonColumn
from checkin_app.ui.attendance.figures_table import FiguresTable
from checkin_app.ui.attendance.matrix_filters import ChoiceBox, day_choices
from checkin_app.ui.attendance.question import Fix, Question
from checkin_app.ui.background import Background, Work, in_one_step
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import label
from checkin_app.ui.rested_reading import RestedReading

FIXES = {
    Remedy.REGISTER: Fix.NEVER_CAME,
    Remedy.TAKE_BACK: Fix.NEVER_CAME,
    Remedy.RECORD_EXIT: Fix.LEFT,
    Remedy.RECORD_ENTRY: Fix.CAME,
}
"""What is recorded by hand where that puts a finding right."""

_BUTTONS = 4
_WIDTHS = {"What": 170, "Time": 84, "What puts it right": 190}
"""The column that looks like buttons, and the widths of those that need no more."""


class EndOfDayView(QWidget):
    """Its wishes: a correction, a person to be opened (an id), the programme, or somebody to be put on a list."""

    correction_requested = Signal(object)
    person_requested = Signal(str)
    programme_requested = Signal()
    registration_requested = Signal(object, object)
    failed = Signal(object)

    def __init__(
        self, attendance: AttendanceService, background: Background, changes: Changes, post: DeskPost
    ) -> None:
        super().__init__()
        self._attendance = attendance
        self._post = post
        self._all: tuple[Finding, ...] = ()
        self.shown: tuple[Finding, ...] = ()
        self._make()
        self._arrange()
        self._reading = RestedReading(background, self._work, self._take, self._tell_failure, self)
        self._day.chosen.connect(self._ask_now)
        self._kind.chosen.connect(self._show)
        self._table.opened.connect(self._put_right)
        self._table.clicked.connect(self._press)
        self._table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self._fix.clicked.connect(self._fix_chosen)
        self._register.clicked.connect(self._register_chosen)
        self._person.clicked.connect(self._open_chosen)
        facts = (changes.attendance_changed, changes.people_changed, changes.programme_changed)
        self._freshness = Freshness(self, self._ask, *facts)

    def _make(self) -> None:
        self._day = ChoiceBox("Day")
        self._day.setObjectName("endOfDay")
        self._offer()
        self._day.show_value(self._post.programme.event_date(self._post.now()))
        self.setFocusProxy(self._day)
        self._kind = ChoiceBox("What was found")
        self._kind.setObjectName("findingKind")
        self._count = label("strong")
        self._count.setObjectName("findingCount")
        self._table = FiguresTable("What to put right")
        self._table.setObjectName("findings")
        self._table.say_when_empty(correction_wording.LOOKING)
        self._buttons = ButtonColumn()
        self._table.setItemDelegateForColumn(_BUTTONS, self._buttons)
        self._said = label("plain", wraps=True)
        self._said.setObjectName("findingSaid")
        self._fix, self._register, self._person = (
            QPushButton(),
            QPushButton("Put on the list"),
            QPushButton("Open person"),
        )
        for button, name in (
            (self._fix, "findingFix"),
            (self._register, "findingRegister"),
            (self._person, "findingPerson"),
        ):
            button.setObjectName(name)

    def _arrange(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self._day)
        tools.addWidget(self._kind)
        tools.addWidget(self._count, 1)
        self._bar = QFrame()
        self._bar.setProperty("role", "panel")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(IconLabel("info", "accent", 20))
        row.addWidget(self._said, 1)
        for button in (self._register, self._fix, self._person):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(self._table, 1)
        column.addWidget(self._bar)
        self._bar.hide()

    # -- asking ----------------------------------------------------------------------------------------------

    def _offer(self) -> None:
        self._day.offer(day_choices(self._post.programme)[1:])

    def _ask(self) -> None:
        self._offer()
        if self._on is None:
            self._table.say_when_empty(sentences.NO_DAYS)
        else:
            self._reading.read()

    @Slot()
    def _ask_now(self) -> None:
        self._reading.read(is_urgent=True)

    @property
    def _on(self) -> date | None:
        day = self._day.value()
        return day if isinstance(day, date) else None

    def _work(self) -> Work[tuple[Finding, ...]]:
        on = self._on
        if on is None:
            raise LookupError
        return in_one_step(partial(self._attendance.end_of_day, on))

    # -- showing ---------------------------------------------------------------------------------------------

    def _take(self, findings: tuple[Finding, ...]) -> None:
        self._all = findings
        counted = {kind: sum(each.kind is kind for each in findings) for kind in FindingKind}
        kinds = [
            (kind, f"{correction_wording.FOUND[kind]}  ({count})") for kind, count in counted.items() if count
        ]
        self._kind.offer([(None, f"Everything  ({len(findings)})"), *kinds])
        self._show()

    @Slot()
    def _show(self) -> None:
        event, kind = self._post.programme, self._kind.value()
        self.shown = tuple(each for each in self._all if kind in {None, each.kind})
        self._count.setText(correction_wording.findings_counted(len(self._all)))
        self._table.show_figures(*correction_wording.findings_table(event, self.shown), _WIDTHS)
        day = wording.day_name(event, self._on) if self._on else ""
        self._table.say_when_empty(correction_wording.nothing_found(day))
        self._show_chosen()

    @Slot()
    def _show_chosen(self, _current: QModelIndex | None = None) -> None:
        finding = self._chosen()
        self._bar.setVisible(bool(self.shown))
        for button in (self._fix, self._register, self._person):
            button.setVisible(finding is not None)
        if finding is None:
            self._said.setText(correction_wording.CHOOSE_FINDING)
            return
        self._said.setText(correction_wording.finding(self._post.programme, finding))
        self._fix.setText(correction_wording.REMEDIES[finding.remedy])
        self._fix.setVisible(finding.remedy is not Remedy.EDIT_PERSON)
        self._register.setVisible(finding.remedy is Remedy.REGISTER)
        self._person.setVisible(finding.participant is not None)

    def _chosen(self) -> Finding | None:
        row = self._table.currentIndex().row()
        return self.shown[row] if 0 <= row < len(self.shown) else None

    # -- putting right ---------------------------------------------------------------------------------------

    @Slot(int)
    def _put_right(self, row: int) -> None:
        """What a double-click and Enter mean: that which changes least."""
        finding = self.shown[row]
        if finding.remedy is Remedy.REGISTER and finding.participant is not None:
            self.registration_requested.emit(finding.participant, finding.checkpoint)
        else:
            self._fix_finding(finding)

    @Slot(QModelIndex)
    def _press(self, index: QModelIndex) -> None:
        if index.column() == _BUTTONS:
            self._put_right(index.row())

    @Slot()
    def _fix_chosen(self) -> None:
        finding = self._chosen()
        if finding is not None:
            self._fix_finding(finding)

    def _fix_finding(self, finding: Finding) -> None:
        if finding.participant is None:
            self.programme_requested.emit()
        elif finding.remedy in FIXES:
            question = Question(
                FIXES[finding.remedy],
                finding.participant,
                finding.checkpoint,
                correction_wording.finding(self._post.programme, finding),
                finding.record,
            )
            self.correction_requested.emit(question)
        else:
            self.person_requested.emit(finding.participant.id)

    @Slot()
    def _register_chosen(self) -> None:
        finding = self._chosen()
        if finding is not None and finding.participant is not None:
            self.registration_requested.emit(finding.participant, finding.checkpoint)

    @Slot()
    def _open_chosen(self) -> None:
        finding = self._chosen()
        if finding is not None and finding.participant is not None:
            self.person_requested.emit(finding.participant.id)

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self._table.say_when_empty(str(wording.failure(error)))
        self.failed.emit(error)
