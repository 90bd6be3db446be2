"""Whom the matrix shows: a text, a day, what they came to, and what they have in common."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from checkin_app.domain.event import Event
from checkin_app.ui import theme, wording
from checkin_app.ui.attendance.arranged_matrix import ArrangedMatrix, Came, Group
from checkin_app.ui.masks import Mask
from checkin_app.ui.people.people_filters import GroupBox, PeopleSearch

_FRAME, _WIDEST = 56, 200
"""Logical pixels around the text of a box, and the most that one takes without being asked to."""
_EVERYTHING = {
    Group.CATEGORY: "Category",
    Group.ORGANISATION: "Organisation",
    Group.COUNTRY: "Country",
}


class ChoiceBox(QComboBox):
    """A choice between values, told when somebody makes it."""

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._choices: list[tuple[object, str]] = []
        self.setAccessibleName(name)
        self.setProperty("role", "filter")
        self.activated.connect(self.chosen)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def offer(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer these values in these words; what is chosen stays so if it is among them."""
        if choices == self._choices:
            return
        kept = self.value()
        self._choices = list(choices)
        self.clear()
        self.addItems([words for _, words in choices])
        fit(self, [words for _, words in choices])
        self.show_value(kept)

    def value(self) -> object:
        """What is chosen; None before anything was offered."""
        return self._choices[self.currentIndex()][0] if self.currentIndex() >= 0 else None

    def show_value(self, value: object) -> None:
        """Show which is chosen, without telling anybody; the first if there is no such value."""
        values = [offered for offered, _ in self._choices]
        self.setCurrentIndex(values.index(value) if value in values else 0)


def fit(box: QComboBox, texts: Sequence[str]) -> None:
    """Make a box wide enough for these texts, as far as they leave room for others."""
    longest = max(map(box.fontMetrics().horizontalAdvance, texts), default=0)
    box.setMinimumWidth(min(longest + theme.scaled(_FRAME), theme.scaled(_WIDEST)))


class MatrixFilters(QWidget):
    """Sorted out anew with every `changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = PeopleSearch()
        self.search.setObjectName("matrixSearch")
        self.search.setAccessibleName("Search the matrix")
        self.search.setPlaceholderText("Name, organisation …")
        self.search.setMinimumWidth(theme.scaled(110))
        self.day = ChoiceBox("Day")
        self.day.offer([(None, "All days")])
        self.came = ChoiceBox("Who")
        self.came.offer([(came, came.value) for came in Came])
        self.groups = {group: GroupBox(words, group.capitalize()) for group, words in _EVERYTHING.items()}
        self.sessions = QPushButton("Sessions")
        self.sessions.setObjectName("showSessions")
        self.sessions.setToolTip("Show the sessions of every day")
        self.sessions.setCheckable(True)
        self.sessions.setProperty("role", "toggle")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        for group, box in self.groups.items():
            box.setProperty("role", "filter")
            fit(box, [_EVERYTHING[group]])
        for box in (self.day, self.came, *self.groups.values()):
            box.setMaximumWidth(theme.scaled(_WIDEST))
            row.addWidget(box)
        row.addWidget(self.sessions)
        self.day.chosen.connect(self.changed)
        self.came.chosen.connect(self.changed)
        for box in self.groups.values():
            box.activated.connect(self._tell)

    @property
    def chosen_day(self) -> date | None:
        """The day that is looked at; None for all of them."""
        day = self.day.value()
        return day if isinstance(day, date) else None

    def text(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def offer(self, arranged: ArrangedMatrix) -> None:
        """Offer the days of the event, and what its people have in common."""
        event = arranged.matrix.event
        days = [(day.date, wording.day_name(event, day.date)) for day in event.days]
        self.day.offer([(None, "All days"), *days])
        for group, box in self.groups.items():
            box.offer(arranged.texts(group))

    def wanted_of(self, arranged: ArrangedMatrix) -> Mask:
        """Whom the boxes mean."""
        came = self.came.value()
        wanted = arranged.who(came if isinstance(came, Came) else Came.ANY, self.chosen_day)
        for group, box in self.groups.items():
            if box.text():
                wanted &= arranged.of_group(group, box.text())
        return wanted

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


def day_choices(event: Event) -> list[tuple[object, str]]:
    """All days, then each with its date."""
    days = [
        (day.date, f"{wording.day_name(event, day.date)} · {wording.short_date(day.date)}")
        for day in event.days
    ]
    return [(None, "All days"), *days]
