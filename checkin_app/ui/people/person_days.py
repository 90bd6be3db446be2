"""One person's attendance, day by day: when they came and went, where, and who was expected and did not come."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from checkin_app.domain.checkin import Entry
from checkin_app.domain.event import Day, Event
from checkin_app.domain.participant import Participant
from checkin_app.ui import roster_wording, wording
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import label


class PersonDays(QWidget):
    """Values in, labels out."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(19, 4, 19, 14)
        self._shown: QWidget | None = None

    def show_entries(self, person: Participant, entries: Sequence[Entry], event: Event) -> None:
        """Show these entries, and the days without one."""
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        dates = {day.date for day in event.days}
        others = sorted({entry.checkpoint.day for entry in entries} - dates)
        for day in (*event.days, *(Day(on) for on in others)):
            column.addWidget(_day(person, day, [e for e in entries if e.checkpoint.day == day.date], event))
        column.addStretch(1)
        self._column.addWidget(self._shown)


def _day(person: Participant, day: Day, entries: Sequence[Entry], event: Event) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    icon, colour = ("circle-check", "teal.ink") if entries else ("circle", "muted")
    grid.addWidget(IconLabel(icon, colour, 18), 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(label("strong", roster_wording.day_title(event, day.date)), 0, 1)
    if not entries:
        grid.addWidget(label("muted", roster_wording.absence(person, day.date)), 1, 1)
    for row, (times, where) in enumerate(_lines(entries, event)):
        grid.addWidget(label("plain", times, wraps=True), 2 * row + 1, 1)
        grid.addWidget(label("caption", where, wraps=True), 2 * row + 2, 1)
    return made


def _lines(entries: Sequence[Entry], event: Event) -> Iterator[tuple[str, str]]:
    for entry in entries:
        place = wording.place_name(event, entry.checkpoint)
        forced = f"Let in because: {entry.forced}" if entry.forced else ""
        where = " · ".join(part for part in (f"Desk: {entry.desk}" if entry.desk else "", forced) if part)
        yield f"{roster_wording.times(event, entry)}  {place}", where
