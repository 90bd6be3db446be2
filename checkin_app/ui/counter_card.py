"""How full it is: who came, who was expected, how many are inside now, how many came lately."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QProgressBar, QVBoxLayout

from checkin_app.services.checkin import Counter
from checkin_app.ui import theme
from checkin_app.ui.labels import ElidedLabel, label

NEARLY_FULL = 0.9
"""The part of a room's capacity from which the bar warns."""


class CounterCard(QFrame):
    """The numbers of one checkpoint."""

    def __init__(self) -> None:
        super().__init__()
        self._make()
        self._arrange()

    def _make(self) -> None:
        self.setProperty("role", "panel")
        self._title = ElidedLabel("section")
        self._people = label("number", "–")
        self._people.setObjectName("counterIn")
        self._people.setAccessibleName("People who came")
        self._expected = label("of")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("How full it is")
        self._inside_caption = label("muted", "Inside now")
        self._inside = label("strong")
        self._full = label("warning")
        self._lately = label("strong")

    def _arrange(self) -> None:
        numbers = QHBoxLayout()
        numbers.setSpacing(8)
        numbers.addWidget(self._people, 0, Qt.AlignmentFlag.AlignBaseline)
        numbers.addWidget(self._expected, 1, Qt.AlignmentFlag.AlignBaseline)
        rows = QGridLayout()
        rows.setVerticalSpacing(4)
        rows.addWidget(self._inside_caption, 0, 0)
        rows.addWidget(self._inside, 0, 1, Qt.AlignmentFlag.AlignRight)
        rows.addWidget(label("muted", "Last 10 minutes"), 1, 0)
        rows.addWidget(self._lately, 1, 1, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(numbers)
        column.addWidget(self._bar)
        column.addLayout(rows)
        column.addWidget(self._full)

    def show_place(self, title: str) -> None:
        """Whose numbers these are; they are unknown until `show_counter`."""
        self._title.show_text(title)
        self._people.setText("–")
        for text in (self._expected, self._inside, self._lately):
            text.setText("")
        self._full.hide()
        self._bar.setRange(0, 1)
        self._bar.setValue(0)

    def show_counter(self, counter: Counter) -> None:
        """Show the numbers of the place that was named last."""
        self._people.setText(str(counter.people))
        self._expected.setText(f"of {counter.expected} expected")
        self._lately.setText(str(counter.last_ten_minutes))
        room = counter.capacity
        self._inside.setText(str(counter.inside) if room is None else f"{counter.inside} of {room} seats")
        filled, whole = (counter.people, counter.expected) if room is None else (counter.inside, room)
        self._bar.setRange(0, max(1, whole))
        self._bar.setValue(min(filled, max(1, whole)))
        is_full = room is not None and counter.inside >= room
        is_nearly = room is not None and counter.inside >= NEARLY_FULL * room
        self._full.setText("Room full" if is_full else "Nearly full")
        self._full.setVisible(is_nearly)
        if self._bar.property("nearlyfull") != is_nearly:
            self._bar.setProperty("nearlyfull", is_nearly)
            theme.polish(self._bar)
