"""Everything about one day: its date and title, copying it, and removing it."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QPushButton, QWidget

from checkin_app.domain.event import Day, Event
from checkin_app.domain.programme_edits import next_date
from checkin_app.services.programme import Numbers
from checkin_app.ui import wording
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import give_margin, label
from checkin_app.ui.programme import sentences
from checkin_app.ui.programme.field_grid import column_of, field, grid


class DayForm(QWidget):
    """Tells what is wished for the day that it shows."""

    changed = Signal(object, str)
    copy_requested = Signal(object)
    removal_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._day: Day | None = None
        self._told: tuple[date, str] | None = None
        self._make()
        self._arrange()
        self._date.editingFinished.connect(self._tell)
        self._title.editingFinished.connect(self._tell)
        self._copy.clicked.connect(self._ask_for_copy)
        self._remove.clicked.connect(self.removal_requested)

    def _make(self) -> None:
        self._date, self._to = QDateEdit(), QDateEdit()
        self._date.setObjectName("dayDate")
        self._to.setObjectName("copyDate")
        for box in (self._date, self._to):
            box.setDisplayFormat("ddd d MMM yyyy")
            give_margin(box)
        self._title = field("dayTitle")
        self._numbers = label("caption", wraps=True)
        self._copy = QPushButton("Copy the day")
        self._copy.setObjectName("copyDay")
        ButtonIcon(self._copy, "calendar-days", "text", 18)
        self._remove = QPushButton("Remove this day")
        self._remove.setObjectName("removeDay")
        ButtonIcon(self._remove, "trash-2", "text", 18)

    def _arrange(self) -> None:
        column = column_of(self)
        column.addLayout(grid((("Date", self._date), ("Title", self._title))))
        column.addWidget(self._numbers)
        column.addSpacing(6)
        column.addWidget(label("section", "Copy its sessions to another day"))
        column.addLayout(grid((("To", self._to),)))
        column.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(6)
        column.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        column.addWidget(label("caption", sentences.ABOUT_SESSIONS, wraps=True))

    def show_day(self, event: Event, day: Day, numbers: Numbers) -> None:
        """Show a day; what is being typed about the same one stays."""
        self._numbers.setText(sentences.numbers_of_day(numbers))
        is_typing = self._day == day and (self._title.hasFocus() or self._date.hasFocus())
        self._told = None
        if is_typing:
            return
        is_other = self._day is None or self._day.date != day.date
        self._day = day
        self._date.setDate(_as_qt(day.date))
        self._title.setText(day.title)
        self._title.setPlaceholderText(wording.day_name(event, day.date))
        free = next_date(event)
        if is_other and free is not None:
            self._to.setDate(_as_qt(free))

    def show_again(self) -> None:
        """Forget what was typed."""
        self._told = None
        if self._day is not None:
            self._date.setDate(_as_qt(self._day.date))
            self._title.setText(self._day.title)

    @Slot()
    def _tell(self) -> None:
        described = (_as_date(self._date), " ".join(self._title.text().split()))
        if self._day is not None and described not in {(self._day.date, self._day.title), self._told}:
            self._told = described
            self.changed.emit(*described)

    @Slot()
    def _ask_for_copy(self) -> None:
        self.copy_requested.emit(_as_date(self._to))


def _as_qt(on: date) -> QDate:
    return QDate(on.year, on.month, on.day)


def _as_date(box: QDateEdit) -> date:
    return date.fromisoformat(box.date().toString("yyyy-MM-dd"))
