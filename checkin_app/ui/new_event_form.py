"""The few things an event needs to begin with; its sessions come later, or with a programme file."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from checkin_app.domain.event import Day, Event
from checkin_app.ui import wording
from checkin_app.ui.labels import give_margin, label
from checkin_app.ui.programme.field_grid import grid
from checkin_app.ui.zone_box import ZoneBox

_MOST_DAYS = 60
_USUAL_DAYS = 3
_LONGEST = 200


class NewEventForm(QWidget):
    """Tells the event that was described."""

    described = Signal(object)
    programme_requested = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._make()
        self._arrange()
        self._connect()
        self._show_days()
        self._show_whether_complete()

    def _make(self) -> None:
        self._name = _field("eventName")
        self._place = _field("eventPlace")
        self._organiser = _field("eventOrganiser", "Optional: printed on lists and certificates")
        self._project = _field("eventProject", "Optional: printed on lists and certificates")
        self._first, self._last = QDateEdit(QDate.currentDate()), QDateEdit()
        self._first.setObjectName("eventFirst")
        self._last.setObjectName("eventLast")
        self._last.setDate(self._first.date().addDays(_USUAL_DAYS - 1))
        for box in (self._first, self._last):
            box.setDisplayFormat("ddd d MMMM yyyy")
            give_margin(box)
        self._length = _USUAL_DAYS
        self._days = label("caption")
        self._days.setObjectName("eventDays")
        self._zone = ZoneBox()
        self._create = QPushButton("Create")
        self._create.setObjectName("create")
        self._create.setProperty("role", "primary")
        self._back = QPushButton("Back")
        self._programme = QPushButton("Take it from a programme file …")
        self._programme.setProperty("role", "quiet")

    def _arrange(self) -> None:
        self._days.setAccessibleName("Days")
        form = grid(
            (
                ("Name", self._name),
                ("Place", self._place),
                ("Time zone", self._zone),
                ("First day", self._first),
                ("Last day", self._last),
                ("", self._days),
                ("Organiser", self._organiser),
                ("Project", self._project),
            )
        )
        form.setHorizontalSpacing(18)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self._programme)
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._create)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        column.addWidget(label("title", "Create an event"))
        column.addLayout(form)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self._name.textChanged.connect(self._show_whether_complete)
        self._first.dateChanged.connect(self._move_last)
        self._last.dateChanged.connect(self._show_days)
        self._create.clicked.connect(self._describe)
        self._back.clicked.connect(self.cancelled)
        self._programme.clicked.connect(self.programme_requested)

    def begin(self) -> None:
        """Put the caret where the first answer goes."""
        self._name.setFocus()

    def described_event(self) -> Event:
        """What the fields say."""
        first = _date(self._first)
        days = tuple(Day(first + timedelta(days=number)) for number in range(self._length))
        return Event(
            " ".join(self._name.text().split()),
            self._zone.zone,
            days,
            place=" ".join(self._place.text().split()),
            project=" ".join(self._project.text().split()),
            organiser=" ".join(self._organiser.text().split()),
        )

    @Slot()
    def _describe(self) -> None:
        self.described.emit(self.described_event())

    @Slot()
    def _move_last(self) -> None:
        """An event that begins on another day is as long as it was."""
        first, length = self._first.date(), self._length
        self._last.setDateRange(first, first.addDays(_MOST_DAYS - 1))
        self._last.setDate(first.addDays(length - 1))
        self._show_days()

    @Slot()
    def _show_days(self) -> None:
        self._length = max(1, self._first.date().daysTo(self._last.date()) + 1)
        self._days.setText(wording.days_from_to(_date(self._first), self._length))

    @Slot()
    def _show_whether_complete(self) -> None:
        self._create.setEnabled(bool(self._name.text().strip()))


def _field(name: str, placeholder: str = "") -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setMaxLength(_LONGEST)
    field.setPlaceholderText(placeholder)
    return field


def _date(box: QDateEdit) -> date:
    return date.fromisoformat(box.date().toString("yyyy-MM-dd"))
