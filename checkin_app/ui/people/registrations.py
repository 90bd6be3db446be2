"""The days and sessions somebody is registered for, as boxes to tick."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QVBoxLayout, QWidget

from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import Participant
from checkin_app.ui import roster_wording
from checkin_app.ui.labels import hint


class TickBox(QCheckBox):
    """Its words end in an ellipsis where they do not fit."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(hint(words))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out more, or less."""
        super().resizeEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self).width()
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))


class Registrations(QWidget):
    """`changed` carries a checkpoint and whether it is ticked now; the boxes follow what is shown, not the click."""

    changed = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._event: Event | None = None
        self._boxes: dict[Checkpoint, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_person(self, person: Participant, event: Event) -> None:
        """Show what somebody is registered for."""
        if event != self._event:
            self._offer(event)
        for checkpoint, box in self._boxes.items():
            is_on = (
                checkpoint.session in person.sessions
                if checkpoint.session
                else person.is_registered_on(checkpoint.day)
            )
            box.setChecked(is_on)

    def box(self, checkpoint: Checkpoint) -> QCheckBox:
        """The box of a day or session."""
        return self._boxes[checkpoint]

    def _offer(self, event: Event) -> None:
        self._event = event
        for box in self._boxes.values():
            self._column.removeWidget(box)
            box.deleteLater()
        self._boxes = {}
        listed = set(roster_wording.listed_sessions(event))
        for checkpoint in event.checkpoints():
            if not checkpoint.session or checkpoint in listed:
                self._boxes[checkpoint] = self._box(checkpoint, event)
                self._column.addWidget(self._boxes[checkpoint])

    def _box(self, checkpoint: Checkpoint, event: Event) -> QCheckBox:
        box = TickBox(roster_wording.day_choice(event, checkpoint))
        box.setProperty("role", "session" if checkpoint.session else "day")
        box.clicked.connect(self._tell)
        return box

    @Slot(bool)
    def _tell(self, is_on: bool) -> None:  # noqa: FBT001  # a signal's argument
        sender = self.sender()
        checkpoint = next((at for at, box in self._boxes.items() if box is sender), None)
        if checkpoint is not None:
            self.changed.emit(checkpoint, is_on)
