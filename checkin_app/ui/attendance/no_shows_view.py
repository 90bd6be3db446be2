"""Who was expected and did not come: to the event at all, or to one day or session."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from checkin_app.domain.attendance import MatrixRow
from checkin_app.domain.errors import CheckinError
from checkin_app.domain.event import Checkpoint
from checkin_app.services.attendance import AttendanceService
from checkin_app.ui import wording
from checkin_app.ui.attendance import correction_wording, sentences
from checkin_app.ui.attendance.figures_table import FiguresTable
from checkin_app.ui.attendance.matrix_filters import ChoiceBox
from checkin_app.ui.background import Background, Work, in_one_step
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import label
from checkin_app.ui.people.alphabet import Alphabet
from checkin_app.ui.rested_reading import RestedReading


class NoShowsView(QWidget):
    """`person_requested` carries an id, `save_requested` the people and the ending of the kind of file."""

    person_requested = Signal(str)
    save_requested = Signal(object, str)
    failed = Signal(object)

    def __init__(
        self, attendance: AttendanceService, background: Background, changes: Changes, post: DeskPost
    ) -> None:
        super().__init__()
        self._attendance = attendance
        self._post = post
        self._alphabet = Alphabet()
        self._rows: tuple[MatrixRow, ...] = ()
        self._make()
        self._arrange()
        self._reading = RestedReading(background, self._work, self._show, self._tell_failure, self)
        self._where.chosen.connect(self._ask_now)
        self._table.opened.connect(self._open)
        self._csv.clicked.connect(self._save_csv)
        self._xlsx.clicked.connect(self._save_xlsx)
        facts = (changes.attendance_changed, changes.people_changed, changes.programme_changed)
        self._freshness = Freshness(self, self._ask, *facts)

    def _make(self) -> None:
        self._where = ChoiceBox("Where they were expected")
        self._where.setObjectName("noShowsAt")
        self._offer()
        self.setFocusProxy(self._where)
        self._count = label("strong")
        self._count.setObjectName("noShowsCount")
        self._csv, self._xlsx = QPushButton("CSV"), QPushButton("Excel")
        for button, name in ((self._csv, "noShowsCsv"), (self._xlsx, "noShowsXlsx")):
            button.setObjectName(name)
            button.setAccessibleName(f"Save this list as {button.text()}")
            ButtonIcon(button, "download", "text", 18)
        self._table = FiguresTable("No-shows")
        self._table.setObjectName("noShowsTable")
        self._table.say_when_empty(sentences.READING)

    def _arrange(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self._where)
        tools.addWidget(self._count, 1)
        tools.addWidget(self._csv)
        tools.addWidget(self._xlsx)
        foot = label("caption", correction_wording.HOW_TO_OPEN)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(tools)
        column.addWidget(self._table, 1)
        column.addWidget(foot)

    def _offer(self) -> None:
        event = self._post.programme
        points = [(point, wording.checkpoint_name(event, point)) for point in event.checkpoints()]
        self._where.offer([(None, "Nowhere at all"), *points])

    def _ask(self) -> None:
        self._offer()
        self._reading.read()

    @Slot()
    def _ask_now(self) -> None:
        self._reading.read(is_urgent=True)

    @property
    def _checkpoint(self) -> Checkpoint | None:
        value = self._where.value()
        return value if isinstance(value, Checkpoint) else None

    def _work(self) -> Work[tuple[MatrixRow, ...]]:
        rows = yield from in_one_step(partial(self._attendance.no_shows, self._checkpoint))
        named: dict[str, list[MatrixRow]] = {}
        for row in rows:
            named.setdefault(wording.sorted_name(row.participant), []).append(row)
        names = yield from self._alphabet.in_order(named)
        return tuple(row for name in names for row in named[name])

    def _show(self, rows: tuple[MatrixRow, ...]) -> None:
        self._rows = rows
        self._count.setText(correction_wording.no_shows_counted(len(rows)))
        self._table.show_figures(*correction_wording.no_shows_table(self._post.programme, rows))
        self._table.say_when_empty(correction_wording.NO_NO_SHOWS)
        for button in (self._csv, self._xlsx):
            button.setEnabled(bool(rows))

    @Slot(int)
    def _open(self, row: int) -> None:
        self.person_requested.emit(self._rows[row].participant.id)

    @Slot()
    def _save_csv(self) -> None:
        self._save(".csv")

    @Slot()
    def _save_xlsx(self) -> None:
        self._save(".xlsx")

    def _save(self, ending: str) -> None:
        self.save_requested.emit([row.participant for row in self._rows], ending)

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self._table.say_when_empty(str(wording.failure(error)))
        self.failed.emit(error)
