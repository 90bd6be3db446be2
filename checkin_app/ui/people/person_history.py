"""What happened to one person, from the log, in words: the newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from checkin_app.domain.event import Event
from checkin_app.services.roster import HistoryLine
from checkin_app.ui import history_wording
from checkin_app.ui.labels import label

MOST_SHOWN = 200


class PersonHistory(QWidget):
    """Values in, labels out."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(19, 4, 19, 14)
        self._shown: QWidget | None = None

    def show_lines(self, lines: Sequence[HistoryLine], event: Event) -> None:
        """Show these, as many as anybody reads."""
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = QWidget()
        grid = QGridLayout(self._shown)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        for number, line in enumerate(lines[:MOST_SHOWN]):
            said = history_wording.history(line, event)
            if line.is_taken_back:
                said = f"{said} (taken back)"
            words = label("muted" if line.is_taken_back else "plain", said, wraps=True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(words, 3 * number, 0)
            grid.addWidget(
                label("caption", history_wording.history_origin(line, event), wraps=True), 3 * number + 1, 0
            )
            grid.setRowMinimumHeight(3 * number + 2, 8)
        if len(lines) > MOST_SHOWN:
            grid.addWidget(
                label("muted", f"… and {len(lines) - MOST_SHOWN:,} earlier ones"), 3 * MOST_SHOWN, 0
            )
        grid.setRowStretch(3 * MOST_SHOWN + 1, 1)
        self._column.addWidget(self._shown)
