"""What a search by name has found, or who may have been meant where it found nobody."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from checkin_app.domain.event import Event
from checkin_app.services.checkin import Found
from checkin_app.ui import wording
from checkin_app.ui.found_list import FoundList
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import label

_MOST_SUGGESTIONS = 3


class FoundPanel(QFrame):
    """Takes the place of the verdict card while somebody is looked for."""

    chosen = Signal(object)
    suggestion_chosen = Signal(str)
    walk_in_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._make()
        self._arrange()
        self.list.chosen.connect(self.chosen)

    def _make(self) -> None:
        self.setProperty("role", "panel")
        self.list = FoundList()
        self._nobody = QWidget()
        self._said = label("heading", wraps=True)
        self._said.setObjectName("nobodyFound")
        self._remedy = label("muted", wraps=True)
        self._suggestions = QWidget()
        self._walk_in = QPushButton("Add a walk-in   Ctrl+N")
        self._walk_in.setObjectName("addWalkIn")
        self._walk_in.setAutoDefault(True)
        self._walk_in.clicked.connect(self.walk_in_requested)

    def _arrange(self) -> None:
        row = QHBoxLayout(self._suggestions)
        row.setContentsMargins(0, 6, 0, 0)
        column = QVBoxLayout(self._nobody)
        column.setContentsMargins(28, 28, 28, 28)
        column.addStretch(1)
        column.addWidget(IconLabel("search", "muted", 44), 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self._said, self._remedy, self._suggestions):
            column.addWidget(widget)
        column.addWidget(self._walk_in, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(1, 8, 1, 8)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nobody)

    def show_found(self, found: Sequence[Found], event: Event) -> None:
        """Show results."""
        self.list.show_found(found, event)
        self._stack.setCurrentWidget(self.list)

    def show_nobody(self, text: str, meant: list[str]) -> None:
        """Say that nobody was found, and offer names that are spelled almost like it."""
        sentence = wording.nobody_like(text, meant)
        self._said.setText(sentence.happened)
        self._remedy.setText(sentence.remedy)
        row = self._suggestions.layout()
        while row is not None and (item := row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for name in meant[:_MOST_SUGGESTIONS]:
            button = QPushButton(name.replace("&", "&&"))
            button.setProperty("name", name)
            button.setAutoDefault(True)
            button.clicked.connect(self._suggest)
            self._suggestions.layout().addWidget(button)  # type: ignore[union-attr]  # made in _arrange
        self._suggestions.layout().addStretch(1)  # type: ignore[union-attr,attr-defined]
        self._stack.setCurrentWidget(self._nobody)

    @Slot(int)
    def step(self, rows: int) -> None:
        """Select the next row, or the one before; where nobody was found, go to what can be done about it."""
        if self._stack.currentWidget() is self.list:
            self.list.step(rows)
        elif rows > 0 and self.isVisible():
            (self._suggestions.findChild(QPushButton) or self._walk_in).setFocus()

    @Slot()
    def _suggest(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.suggestion_chosen.emit(str(sender.property("name")))
