"""Asks, when badges were saved to a file, whether they came out: nothing is marked as printed by itself."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from checkin_app.ui.badges import badge_wording
from checkin_app.ui.badges.draft import Draft
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import label


class PrintedQuestion(QFrame):
    """Hidden until there is something to ask about."""

    marked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self.setProperty("role", "caution")
        self._mark = QPushButton("Mark as printed")
        self._mark.setObjectName("markPrinted")
        self._not_yet = QPushButton("Not yet")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(IconLabel("printer", "on_caution", 22))
        row.addWidget(label("caution", badge_wording.DID_THEY_PRINT_WELL, wraps=True), 1)
        row.addWidget(self._mark)
        row.addWidget(self._not_yet)
        self._mark.clicked.connect(self._tell)
        self._not_yet.clicked.connect(self.hide)
        self.hide()

    def ask(self, draft: Draft) -> None:
        """Ask about these badges."""
        self._draft = draft
        self.show()

    @Slot()
    def _tell(self) -> None:
        draft, self._draft = self._draft, None
        self.hide()
        if draft is not None:
            self.marked.emit(draft)
