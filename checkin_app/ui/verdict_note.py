"""The note that staff left about a person, in a white box that cannot be overlooked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from checkin_app.ui import theme
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import hint, label

_LONG = 80
"""Characters from which the letters are smaller."""
_LONGEST_SHOWN = 220
"""Characters; the rest is in the tool tip, so that the person's name keeps its place."""


class VerdictNote(QFrame):
    """Hidden while there is no note."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("verdictNote")
        self._text = label("note", wraps=True)
        row = self._row = QHBoxLayout(self)
        self.be_low(is_low=False)
        row.setSpacing(12)
        row.addWidget(IconLabel("sticky-note", "#4527A0", 26), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    def text(self) -> str:
        """What is shown."""
        return self._text.text()

    def be_low(self, *, is_low: bool) -> None:
        """Take less height, or as much as looks best."""
        margin = 4 if is_low else 10
        self._row.setContentsMargins(14, margin, 14, margin)

    def show_text(self, note: str) -> None:
        """Show a note; an empty one hides the box."""
        shown = note if len(note) <= _LONGEST_SHOWN else f"{note[:_LONGEST_SHOWN].rstrip()}…"
        self._text.setText(shown)
        self._text.setProperty("role", "note" if len(shown) < _LONG else "longnote")
        theme.polish(self._text)
        self._text.setToolTip(hint(note) if shown != note else "")
        self.setVisible(bool(note))
