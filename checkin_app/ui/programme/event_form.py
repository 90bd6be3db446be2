"""What is said about the event as a whole, and its categories."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from checkin_app.domain.event import Event
from checkin_app.domain.programme_edits import with_categories
from checkin_app.domain.programme_line import read_time
from checkin_app.ui.labels import label
from checkin_app.ui.programme import sentences
from checkin_app.ui.programme.category_rows import CategoryRows
from checkin_app.ui.programme.field_grid import column_of, field, grid
from checkin_app.ui.zone_box import ZoneBox


class EventForm(QWidget):
    """Tells the event as it shall be."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._event: Event | None = None
        self._told: Event | None = None
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self._name = field("eventFormName")
        self._place = field("eventFormPlace")
        self._project = field("eventFormProject")
        self._organiser = field("eventFormOrganiser", longest=400)
        self._zone = ZoneBox()
        self._zone.setObjectName("eventFormZone")
        self._rollover = field("eventFormRollover", longest=8)
        self._rollover.setToolTip("Until this hour a scan belongs to the evening before.")
        self._doors = field("eventFormDoors", longest=4)
        self._doors.setToolTip("Minutes before a session from which people may enter.")
        self._days = field("eventFormCertificateDays", longest=4, placeholder="days needed")
        self._days.setToolTip("On how many days one must have come to get a certificate.")
        self._problem = label("error", wraps=True)
        self._problem.setObjectName("eventFormProblem")
        self._categories = CategoryRows()

    def _arrange(self) -> None:
        column = column_of(self)
        column.addLayout(
            grid(
                (
                    ("Name", self._name),
                    ("Place", self._place),
                    ("Time zone", self._zone),
                    ("Project", self._project),
                    ("Organiser", self._organiser),
                    ("Day begins", self._rollover),
                    ("Doors (min)", self._doors),
                    ("Certificate", self._days),
                )
            )
        )
        column.addWidget(self._problem)
        column.addSpacing(4)
        column.addWidget(label("section", "Categories"))
        column.addWidget(self._categories)
        column.addWidget(label("caption", sentences.ABOUT_CATEGORIES, wraps=True))
        column.addStretch(1)

    def _connect(self) -> None:
        for each in self._fields():
            each.editingFinished.connect(self._tell)
        self._zone.zone_chosen.connect(self._tell)
        self._categories.changed.connect(self._tell_categories)

    def _fields(self) -> tuple[QLineEdit, ...]:
        return (
            self._name, self._place, self._project, self._organiser, self._rollover, self._doors, self._days,
        )  # fmt: skip

    def show_event(self, event: Event) -> None:
        """Show the event; what is being typed about it stays."""
        self._categories.show_categories(event.categories)
        is_typing = any(each.hasFocus() for each in self._fields()) and self._told is None
        if is_typing and self._event is not None and replace(self._event, days=event.days) == event:
            self._event = event
            return
        self._event = event
        self.show_again()

    def show_again(self) -> None:
        """Forget what was typed."""
        event = self._event
        self._told = None
        if event is None:
            return
        days = event.certificate_days
        texts = (
            *(event.name, event.place, event.project, event.organiser, f"{event.rollover:%H:%M}"),
            *(str(event.doors // timedelta(minutes=1)), "" if days is None else str(days)),
        )
        for each, text in zip(self._fields(), texts, strict=True):
            each.setText(text)
            each.setCursorPosition(0)
        self._zone.show_zone(event.zone)
        self._problem.hide()

    def _described(self) -> Event | str:
        """The event that the fields say, or what stands in the way."""
        rollover = read_time(self._rollover.text())
        doors, days = self._doors.text().strip(), self._days.text().strip()
        if self._event is None or not self._name.text().strip():
            return "The event needs a name."
        if rollover is None:
            return "Write the hour at which a day begins like 04:00."
        if not doors.isdecimal():
            return "Write the minutes before a session as a number."
        if days and not (days.isdecimal() and int(days)):
            return "Write the days needed for a certificate as a number, or nothing."
        return replace(
            self._event,
            name=" ".join(self._name.text().split()),
            place=" ".join(self._place.text().split()),
            project=" ".join(self._project.text().split()),
            organiser=" ".join(self._organiser.text().split()),
            zone=self._zone.zone,
            rollover=rollover,
            doors=timedelta(minutes=int(doors)),
            certificate_days=int(days) if days else None,
        )

    @Slot()
    def _tell(self) -> None:
        described = self._described()
        self._problem.setVisible(isinstance(described, str))
        if isinstance(described, str):
            self._problem.setText(described)
        elif described not in (self._event, self._told):
            self._told = described
            self.changed.emit(described)

    @Slot(object)
    def _tell_categories(self, categories: object) -> None:
        if self._event is not None and isinstance(categories, tuple):
            self.changed.emit(with_categories(self._event, categories).event)
