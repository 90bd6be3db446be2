"""Who was there: the matrix of people against days and sessions, and the files made from it."""

from collections.abc import Generator
from datetime import date
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from checkin_app.domain.attendance import Matrix, MatrixRow
from checkin_app.domain.text import fold
from checkin_app.services.attendance import AttendanceService
from checkin_app.ui import file_dialogs, theme, wording
from checkin_app.ui.attendance_table import AttendanceDelegate, AttendanceModel
from checkin_app.ui.background import Background, in_one_step, unwatched
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import label
from checkin_app.ui.segments import Segments
from checkin_app.ui.table_view import TableView

EXPORTS = (("attendance", "Attendance"), ("scans", "All scans"), ("people", "People"))
"""What can be saved: the service's word for it, and ours."""


class Who(StrEnum):
    """The rows that are shown."""

    ALL = "Everybody"
    CAME = "Who came"
    NEVER = "Who never came"


class AttendancePage(QWidget):
    """Asks the attendance service, shows its matrix, saves its tables."""

    def __init__(
        self,
        attendance: AttendanceService,
        background: Background,
        changes: Changes,
        save_as: AskForFile = file_dialogs.save_as,
    ) -> None:
        super().__init__()
        self._attendance = attendance
        self._background = background
        self._save_as = save_as
        self._matrix: Matrix | None = None
        self._day: date | None = None
        self._who = Who.ALL
        self._make()
        self._arrange()
        self._connect(changes)

    def _make(self) -> None:
        self._title = label("title", "Attendance")
        self._count = label("count")
        self._kind = QComboBox()
        self._kind.setAccessibleName("What to save")
        for kind, words in EXPORTS:
            self._kind.addItem(words, kind)
        self._csv = QPushButton("Save CSV")
        self._csv.setObjectName("exportCsv")
        self._xlsx = QPushButton("Save Excel")
        self._xlsx.setObjectName("exportXlsx")
        for button in (self._csv, self._xlsx):
            ButtonIcon(button, "download", "text", 18)
        self._days = Segments([(None, "All days")], "Day")
        self._whose = Segments([(who, who.value) for who in Who], "Who")
        self._search = QLineEdit()
        self._search.setPlaceholderText("Name or organisation")
        self._search.setAccessibleName("Search the matrix")
        self._search.setClearButtonEnabled(True)
        self._model = AttendanceModel()
        self._delegate = AttendanceDelegate()
        self._table = TableView(self._model, "Attendance")
        self._table.setObjectName("attendanceTable")
        self._table.setItemDelegate(self._delegate)
        self._table.say_when_empty("Nobody like this.")
        self._job = JobBar(self._background)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._kind)
        head.addWidget(self._csv)
        head.addWidget(self._xlsx)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(14)
        self._tools.addWidget(self._days)
        self._tools.addWidget(self._whose)
        self._tools.addStretch(1)
        self._tools.addWidget(self._search)
        self._search.setMinimumWidth(theme.scaled(150))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(14)
        column.addLayout(head)
        column.addLayout(self._tools)
        column.addWidget(self._job)
        column.addWidget(self._table, 1)
        legend = label("caption", wording.ATTENDANCE_LEGEND)
        column.addWidget(legend)
        names = self._table.verticalHeader()
        names.setVisible(True)
        names.setFixedWidth(theme.scaled(250))
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        names.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._table.horizontalHeader().setMinimumSectionSize(theme.scaled(112))

    def _connect(self, changes: Changes) -> None:
        self._days.chosen.connect(self.show_day)
        self._whose.chosen.connect(self._show_who)
        self._search.textChanged.connect(self._show_rows)
        self._csv.clicked.connect(self._export_csv)
        self._xlsx.clicked.connect(self._export_xlsx)
        self._freshness = Freshness(
            self, self._ask, changes.attendance_changed, changes.people_changed, changes.programme_changed
        )

    # -- asking ----------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._background.work(in_one_step(self._attendance.matrix), unwatched, self._show)

    @Slot()
    def _export_csv(self) -> None:
        self._export(".csv", "CSV (*.csv)")

    @Slot()
    def _export_xlsx(self) -> None:
        self._export(".xlsx", "Excel (*.xlsx)")

    def _export(self, ending: str, kinds: str) -> None:
        kind = str(self._kind.currentData())
        out = self._save_as(self, "Save as", f"{kind}{ending}", kinds)
        if out is not None:
            self._job.run(_exported(self._attendance, kind, out), f"Saving {out.name} …", wording.file_saved)

    # -- showing ---------------------------------------------------------------------------------------------

    def _show(self, matrix: Matrix) -> None:
        if self._matrix is None or self._matrix.event != matrix.event:
            self._offer_days(matrix)
        self._matrix = matrix
        self._show_rows()

    def _offer_days(self, matrix: Matrix) -> None:
        event = matrix.event
        choices = [(None, "All days"), *((day.date, wording.day_name(event, day.date)) for day in event.days)]
        offered = Segments(choices, "Day")
        self._tools.replaceWidget(self._days, offered)
        self._days.deleteLater()
        self._days = offered
        self._days.chosen.connect(self.show_day)
        self._day = None

    @Slot(object)
    def show_day(self, day: date | None) -> None:
        """Show one day with its sessions, or all days side by side."""
        self._days.show_choice(day)
        self._day = day
        self._show_rows()

    @Slot(object)
    def _show_who(self, who: Who) -> None:
        self._who = who
        self._show_rows()

    @Slot()
    def _show_rows(self) -> None:
        matrix = self._matrix
        if matrix is None:
            return
        words = fold(self._search.text()).split()
        rows = [row for row in matrix.rows if self._is_shown(row) and _has(row, words)]
        columns = [
            number
            for number, checkpoint in enumerate(matrix.checkpoints)
            if (checkpoint.day == self._day if self._day else not checkpoint.session)
        ]
        self._model.show(matrix, rows, columns)
        self._count.setText(f"{len(rows)} people")
        mode = QHeaderView.ResizeMode.Stretch
        self._table.horizontalHeader().setSectionResizeMode(mode)

    def _is_shown(self, row: MatrixRow) -> bool:
        came = self._day in row.days_present if self._day else bool(row.days_present)
        match self._who:
            case Who.ALL:
                return True
            case Who.CAME:
                return came
            case Who.NEVER:
                return not came


def _has(row: MatrixRow, words: list[str]) -> bool:
    text = fold(f"{row.participant.name} {row.participant.organisation}")
    return all(word in text for word in words)


def _exported(attendance: AttendanceService, kind: str, out: Path) -> Generator[tuple[int, int], None, Path]:
    yield from attendance.export(kind, out)
    return out
