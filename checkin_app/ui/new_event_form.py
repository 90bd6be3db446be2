"""The few things an event needs to begin with; its sessions come later, or with a programme file."""

from datetime import date, timedelta
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, QTimeZone, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from checkin_app.domain.event import Day, Event
from checkin_app.ui.labels import give_margin, label

_MOST_DAYS = 60
_FALLBACK_ZONE = "Europe/Bucharest"


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
        self._show_whether_complete()

    def _make(self) -> None:
        self._name = QLineEdit()
        self._name.setObjectName("eventName")
        self._place = QLineEdit()
        self._first = QDateEdit(QDate.currentDate())
        self._first.setDisplayFormat("d MMMM yyyy")
        self._days = QSpinBox()
        self._days.setRange(1, _MOST_DAYS)
        self._days.setValue(3)
        give_margin(self._first)
        give_margin(self._days)
        self._zone = QComboBox()
        zones = sorted(available_timezones())
        self._zone.addItems(zones)
        own = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        self._zone.setCurrentText(own if own in zones else _FALLBACK_ZONE)
        self._create = QPushButton("Create")
        self._create.setObjectName("create")
        self._create.setProperty("role", "primary")
        self._back = QPushButton("Back")
        self._programme = QPushButton("Take it from a programme file …")
        self._programme.setProperty("role", "quiet")

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(12)
        for caption, field in (
            ("Name", self._name),
            ("Place", self._place),
            ("First day", self._first),
            ("Number of days", self._days),
            ("Time zone", self._zone),
        ):
            field.setAccessibleName(caption)
            form.addRow(label("muted", caption), field)
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
        self._create.clicked.connect(self._describe)
        self._back.clicked.connect(self.cancelled)
        self._programme.clicked.connect(self.programme_requested)

    def begin(self) -> None:
        """Put the caret where the first answer goes."""
        self._name.setFocus()

    def described_event(self) -> Event:
        """What the fields say."""
        first = date.fromisoformat(self._first.date().toString("yyyy-MM-dd"))
        days = tuple(Day(first + timedelta(days=number)) for number in range(self._days.value()))
        place = self._place.text().strip()
        return Event(self._name.text().strip(), self._zone.currentText(), days, place=place)

    @Slot()
    def _describe(self) -> None:
        self.described.emit(self.described_event())

    @Slot()
    def _show_whether_complete(self) -> None:
        self._create.setEnabled(bool(self._name.text().strip()))
