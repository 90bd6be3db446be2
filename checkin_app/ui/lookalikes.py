"""People on the roster who look like somebody that is being added, to be checked in instead."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from checkin_app.domain.participant import Participant
from checkin_app.ui import wording
from checkin_app.ui.labels import hint, label

MOST = 3
_PADDING = 34


class Lookalikes(QWidget):
    """Hidden while nobody looks alike; each person is a button, which names the key that chooses it too."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[Participant, ...] = ()
        self._said = label("warning", wraps=True)
        self._said.setObjectName("lookalikesSaid")
        self._buttons = [self._button(number) for number in range(1, MOST + 1)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._said)
        for button in self._buttons:
            column.addWidget(button)
        self.hide()

    def _button(self, number: int) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"lookalike{number}")
        button.setProperty("role", "lookalike")
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._choose)
        return button

    def show_people(self, people: Sequence[Participant]) -> None:
        """Show the most similar ones."""
        self._people = tuple(people)
        self._said.setText(wording.lookalikes(len(people)))
        for number, button in enumerate(self._buttons, 1):
            button.setVisible(number <= len(people))
            if number <= len(people):
                sentence = wording.lookalike(people[number - 1])
                button.setAccessibleName(f"Check in instead: {sentence}")
                button.setToolTip(hint(sentence))
        self._fit()
        self.setVisible(bool(people))

    def choose(self, number: int) -> None:
        """Choose one of those that are shown, the first of whom is 1."""
        if number <= len(self._people):
            self.chosen.emit(self._people[number - 1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut long names where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for number, (button, person) in enumerate(zip(self._buttons, self._people, strict=False), 1):
            key = f"   Alt+{number}"
            metrics = button.fontMetrics()
            room = self.width() - metrics.horizontalAdvance(key) - _PADDING
            name = metrics.elidedText(wording.lookalike(person), Qt.TextElideMode.ElideRight, room)
            button.setText(name.replace("&", "&&") + key)

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        self.choose(1 + [each is button for each in self._buttons].index(True))
