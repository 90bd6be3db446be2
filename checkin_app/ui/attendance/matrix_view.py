"""The matrix with its filters, its totals and its corrections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from checkin_app.domain.attendance import Cell, Matrix
from checkin_app.domain.errors import CheckinError
from checkin_app.domain.search import SHORTEST
from checkin_app.services.attendance import AttendanceService
from checkin_app.services.checkin import CheckinService
from checkin_app.services.long_work import result_of
from checkin_app.services.roster import RosterService
from checkin_app.ui import masks, theme, wording
from checkin_app.ui.attendance import sentences
from checkin_app.ui.attendance.arranged_matrix import ArrangedMatrix, arranged, reading
from checkin_app.ui.attendance.matrix_filters import MatrixFilters
from checkin_app.ui.attendance.matrix_table import CELL, AttendanceDelegate, MatrixModel
from checkin_app.ui.attendance.matrix_totals import MatrixTotals
from checkin_app.ui.attendance.question import Fix, Question
from checkin_app.ui.background import Background, Job, Work, unwatched
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.labels import ElidedLabel, label
from checkin_app.ui.masks import Mask
from checkin_app.ui.people.alphabet import Alphabet
from checkin_app.ui.people.reading import Hits, hits
from checkin_app.ui.rested_reading import RestedReading
from checkin_app.ui.table_view import TableView

_NAMES, _COLUMN = 250, 124


@dataclass(frozen=True, slots=True)
class AttendanceServices:
    """What the Attendance page asks."""

    attendance: AttendanceService
    roster: RosterService
    checkin: CheckinService


class MatrixTable(TableView):
    """Cells are chosen one by one; `opened` tells the one that was double-clicked or entered."""

    opened = Signal(QModelIndex)

    def __init__(self, model: MatrixModel) -> None:
        super().__init__(model, "Attendance")
        self.setObjectName("attendanceTable")
        self._delegate = AttendanceDelegate()
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        names = self.verticalHeader()
        names.setVisible(True)
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setFixedWidth(theme.scaled(_NAMES))
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        names.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(theme.scaled(_COLUMN))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionsClickable(True)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 open the cell."""
        is_opening = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}
        if is_opening and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class MatrixView(QWidget):
    """`correction_requested` carries a `Question`."""

    correction_requested = Signal(object)
    failed = Signal(object)

    def __init__(
        self, services: AttendanceServices, background: Background, changes: Changes, post: DeskPost
    ) -> None:
        super().__init__()
        self._services = services
        self._post = post
        self._background = background
        self._arranged: ArrangedMatrix | None = None
        self._alphabet = Alphabet()
        self._opened: set[date] = set()
        self._hits: Hits | None = None
        self._searching: Job | None = None
        self._is_whole = False
        self._make()
        self._arrange()
        self._connect(changes)

    def _make(self) -> None:
        self.filters = MatrixFilters()
        self.setFocusProxy(self.filters.search)
        self._model = MatrixModel()
        self._table = MatrixTable(self._model)
        self._table.say_when_empty(sentences.READING)
        self._totals = MatrixTotals(self._table)
        self._count = label("caption")
        self._count.setObjectName("matrixCount")
        self._reading = RestedReading(self._background, self._work, self._show, self._tell_failure, self)

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(18)
        foot.addWidget(self._count)
        foot.addWidget(ElidedLabel("caption", sentences.LEGEND), 1)
        foot.addWidget(label("caption", sentences.HOW_TO_CORRECT))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.filters)
        column.addWidget(self._table, 1)
        column.addWidget(self._totals)
        column.addLayout(foot)

    def _connect(self, changes: Changes) -> None:
        self.filters.changed.connect(self._show_chosen)
        self.filters.sessions.clicked.connect(self._open_days)
        self.filters.search.paused.connect(self._search)
        self.filters.search.table_requested.connect(self._go_to_table)
        self._table.horizontalHeader().sectionClicked.connect(self._turn_day)
        self._table.opened.connect(self._open)
        facts = (changes.attendance_changed, changes.people_changed, changes.programme_changed)
        self._freshness = Freshness(self, self._ask, *facts)

    # -- asking ----------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        """A screenful at once, where there is nothing yet; everybody as soon as they are read."""
        if self._arranged is None:
            self._background.ask(self._services.attendance.first_rows, self._show_first, self._tell_failure)
        self._reading.read()

    def _work(self) -> Work[ArrangedMatrix]:
        return reading(self._services.attendance, self._alphabet, self._arranged)

    @Slot()
    def _search(self) -> None:
        text = self.filters.text()
        if self._searching is not None:
            self._searching.cancel()
        if len(text) < SHORTEST:
            self._hits = None
            self._show_rows()
            return
        work = hits(self._services.roster, self._services.checkin, text)
        self._searching = self._background.work(work, unwatched, self._show_hits, self._tell_failure)

    # -- showing ---------------------------------------------------------------------------------------------

    def _show_first(self, matrix: Matrix) -> None:
        if self._arranged is None and matrix.rows:
            self._take(result_of(arranged(matrix, self._alphabet)))

    def _show(self, arranged: ArrangedMatrix) -> None:
        self._is_whole = True
        self._take(arranged)
        if self.filters.text():
            self._search()

    def _take(self, arranged: ArrangedMatrix) -> None:
        self._arranged = arranged
        self.filters.offer(arranged)
        self._show_rows()

    def _show_hits(self, found: Hits) -> None:
        if found.text == self.filters.text():
            self._hits = found
            self._show_rows()

    @Slot(object)
    def show_day(self, day: date | None) -> None:
        """Show one day with its sessions, or all days side by side."""
        self.filters.day.show_value(day)
        self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        if self.filters.chosen_day is not None:
            self._opened.add(self.filters.chosen_day)
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        known = self._arranged
        if known is None:
            return
        wanted = self.filters.wanted_of(known)
        if self._hits is not None:
            wanted &= known.of_ids(self._hits.ids)
        event = known.matrix.event
        days = {day.date for day in event.days}
        columns = known.columns(self.filters.chosen_day, self._opened)
        rows = masks.picked(wanted, known.order)
        self._model.show(known, rows, columns)
        self.filters.sessions.setChecked(days <= self._opened)
        self._show_numbers(known, wanted, columns, len(rows))
        if not event.days:
            self._table.say_when_empty(sentences.NO_DAYS)
        else:
            self._table.say_when_empty(sentences.NOBODY if known.order else sentences.NO_PEOPLE)

    def _show_numbers(self, known: ArrangedMatrix, wanted: Mask, columns: Sequence[int], shown: int) -> None:
        names = [wording.checkpoint_name(known.matrix.event, known.matrix.checkpoints[c]) for c in columns]
        if self._is_whole:
            everybody = len(known.order)
            self._count.setText(sentences.people_shown(shown, everybody))
            title = "Everybody" if shown == everybody else f"These {shown:,}"
            self._totals.show_totals(title, [known.counts(column, wanted) for column in columns], names)
        else:
            self._count.setText(sentences.READING)
            self._totals.show_totals(sentences.READING, (), ())

    @Slot(int)
    def _turn_day(self, section: int) -> None:
        checkpoint = self._model.checkpoint_at(section)
        if not checkpoint.session:
            self._opened ^= {checkpoint.day}
            self._show_rows()

    @Slot()
    def _open_days(self) -> None:
        days = {day.date for day in self._arranged.matrix.event.days} if self._arranged else set[date]()
        self._opened = set() if days <= self._opened else days
        self._show_rows()

    def focus_table(self) -> None:
        """Put the caret back where the correction began."""
        self._table.setFocus()

    @Slot()
    def _go_to_table(self) -> None:
        self._table.setFocus()
        if not self._table.currentIndex().isValid() and self._model.rowCount():
            self._table.setCurrentIndex(self._model.index(0, 0))

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self._model.row_at(index.row())
        checkpoint = self._model.checkpoint_at(index.column())
        cell: Cell = index.data(CELL)
        fix = Fix.NEVER_CAME if cell.was_there else Fix.CAME
        known = wording.attendance_cell(self._post.programme, cell)
        self.correction_requested.emit(Question(fix, row.participant, checkpoint, known))

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self._table.say_when_empty(str(wording.failure(error)))
        self.failed.emit(error)
