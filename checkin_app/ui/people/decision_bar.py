"""Those whom the rules do not let in by themselves after many were checked in at once: who, why, and what staff say."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from checkin_app.domain.checkin import Verdict
from checkin_app.ui import roster_wording
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import label

_LONGEST_REASON = 200


class DecisionBar(QFrame):
    """Hidden while nobody waits; `decided` carries the verdicts and the reason."""

    decided = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._verdicts: Sequence[Verdict] = ()
        self.setObjectName("decisionBar")
        self.setProperty("role", "caution")
        self._said = label("caution", wraps=True)
        self._said.setObjectName("undecided")
        self._reason = QLineEdit()
        self._reason.setObjectName("decisionReason")
        self._reason.setPlaceholderText("Why? (recorded)")
        self._reason.setAccessibleName("Reason for letting these people in")
        self._reason.setMaxLength(_LONGEST_REASON)
        self._let_in = QPushButton("Let them in anyway")
        self._let_in.setObjectName("letThemIn")
        self._not = QPushButton("Not let in")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._reason, 1)
        row.addWidget(self._let_in)
        row.addWidget(self._not)
        text = QVBoxLayout()
        text.setSpacing(8)
        text.addWidget(self._said)
        text.addLayout(row)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(14, 10, 14, 10)
        outer.setSpacing(12)
        outer.addWidget(IconLabel("hand", "on_caution", 22))
        outer.addLayout(text, 1)
        self._let_in.clicked.connect(self._decide)
        self._not.clicked.connect(self.hide)
        self.hide()

    def show_verdicts(self, verdicts: Sequence[Verdict]) -> None:
        """Ask about these; about nobody it is hidden."""
        self._verdicts = verdicts
        self._said.setText(roster_wording.undecided(verdicts))
        self._reason.clear()
        self.setVisible(bool(verdicts))

    @Slot()
    def _decide(self) -> None:
        reason = self._reason.text().strip()
        if reason:
            self.hide()
            self.decided.emit(self._verdicts, reason)
        else:
            self._reason.setFocus()
            self._reason.setPlaceholderText("Type why: the reason is recorded")
