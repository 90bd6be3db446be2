"""What of the programme cannot be meant, one line each; a click leads to the session."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from checkin_app.domain.event import Event
from checkin_app.domain.programme_conflicts import Conflict
from checkin_app.ui import theme, wording
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import ElidedLabel, hint
from checkin_app.ui.programme import sentences

_MOST_SEEN = 3
_LINE = 30


class ConflictList(QFrame):
    """Hidden while there is nothing to look at."""

    session_chosen = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._conflicts: Sequence[Conflict] = ()
        self.setProperty("role", "caution")
        self._heading = ElidedLabel("cautiontext")
        self._list = QListWidget()
        self._list.setObjectName("conflicts")
        self._list.setAccessibleName("Conflicts in the programme")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._show = QPushButton("Show me")
        self._show.setObjectName("showConflict")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("triangle-alert", "on_caution", 18))
        head.addWidget(self._heading, 1)
        head.addWidget(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 8, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._list)
        self._list.itemActivated.connect(self._choose)
        self._list.itemClicked.connect(self._choose)
        self._show.clicked.connect(self._choose_current)
        self.hide()

    def show_conflicts(self, event: Event, conflicts: Sequence[Conflict]) -> None:
        """Show these."""
        self.setVisible(bool(conflicts))
        texts = [
            f"{wording.day_name(event, each.day)} · {sentences.conflict(event, each)}" for each in conflicts
        ]
        if (
            conflicts == self._conflicts
            and [self._list.item(row).text() for row in range(len(texts))] == texts
        ):
            return
        self._conflicts = conflicts
        self._heading.show_text(texts[0] if len(texts) == 1 else f"{len(texts)} things to look at")
        self._list.clear()
        for text in texts:
            item = QListWidgetItem(text)
            item.setToolTip(hint(text))
            self._list.addItem(item)
        if texts:
            self._list.setCurrentRow(0)
        self._list.setFixedHeight(min(len(texts), _MOST_SEEN) * theme.scaled(_LINE) + 4)
        self._list.setVisible(len(texts) > 1)

    @Slot()
    def _choose_current(self) -> None:
        row = max(0, self._list.currentRow())
        if self._conflicts:
            self.session_chosen.emit(self._conflicts[row].day, self._conflicts[row].code)

    @Slot(QListWidgetItem)
    def _choose(self, item: QListWidgetItem) -> None:
        self._list.setCurrentItem(item)
        self._choose_current()
