"""The line over the timeline in which a session is typed: Enter adds it, and what is not understood is said."""

from datetime import time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from checkin_app.domain.event import Event
from checkin_app.domain.programme_edits import minutes_into, time_after
from checkin_app.domain.programme_line import EXAMPLE, NotUnderstood, SessionLine, read_line
from checkin_app.ui import theme
from checkin_app.ui.labels import ElidedLabel
from checkin_app.ui.programme import sentences

_USUAL_LENGTH = 60


class QuickAdd(QWidget):
    """Tells the session that was typed."""

    described = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._event: Event | None = None
        self._line = QLineEdit()
        self._line.setObjectName("quickAdd")
        self._line.setAccessibleName("Add a session by one line")
        self._line.setPlaceholderText(EXAMPLE)
        self._line.setClearButtonEnabled(True)
        self._line.setMaxLength(400)
        self._add = QPushButton("Add")
        self._add.setObjectName("quickAddButton")
        self._add.setProperty("role", "primary")
        self._says = ElidedLabel("caption", sentences.HOW_TO_ADD)
        self._says.setObjectName("quickAddSays")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        row.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._says)
        self._line.textEdited.connect(self._read_along)
        self._line.returnPressed.connect(self._tell)
        self._add.clicked.connect(self._tell)

    def show_event(self, event: Event, *, can_add: bool) -> None:
        """Know the categories; without a day nothing can be added."""
        self._event = event
        self.setEnabled(can_add)

    def begin(self, starts: time, room: str) -> None:
        """Offer a session at that time and place, and wait for its title."""
        if self._event is None:
            return
        ends = time_after(self._event, minutes_into(self._event, starts) + _USUAL_LENGTH)
        before, after = f"{starts:%H:%M}-{ends:%H:%M} ", f" @ {room}" if room else ""
        self._line.setText(before + after)
        self._line.setCursorPosition(len(before))
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(sentences.HOW_TO_ADD, "caption")

    @Slot()
    def clear(self) -> None:
        """Make room for the next one."""
        self._line.clear()
        self._say(sentences.HOW_TO_ADD, "caption")

    def says(self) -> str:
        """What stands under the line."""
        return self._says.whole_text()

    def _read(self) -> SessionLine | NotUnderstood:
        event = self._event
        names = [category.name for category in event.categories] if event else []
        return read_line(self._line.text(), names, event.rollover if event else time(4))

    @Slot()
    def _read_along(self) -> None:
        """What is understood so far is said while typing; what is missing yet is no fault before Enter."""
        read = self._read()
        if isinstance(read, SessionLine):
            self._say(sentences.understood(read), "good")
        else:
            self._say(sentences.HOW_TO_ADD, "caption")

    @Slot()
    def _tell(self) -> None:
        read = self._read()
        if isinstance(read, NotUnderstood):
            self._say(str(sentences.unclear(read)), "error")
            self._line.setFocus()
        else:
            self.described.emit(read)

    def _say(self, text: str, role: str) -> None:
        if self._says.property("role") != role:
            self._says.setProperty("role", role)
            theme.polish(self._says)
        self._says.show_text(text)
