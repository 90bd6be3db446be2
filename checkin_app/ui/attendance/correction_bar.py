"""Asks for the reason, and where it matters for the time, before attendance is corrected by hand."""

from datetime import datetime, time

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from checkin_app.domain.errors import CheckinError
from checkin_app.domain.event import Event
from checkin_app.ui import theme, wording
from checkin_app.ui.attendance import correction_wording
from checkin_app.ui.attendance.question import Fix, Question
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import label

_LONGEST_REASON = 200
_TIME = 104


class CorrectionBar(QFrame):
    """Hidden while nothing is asked. `decided` carries the question, the reason and the instant or None.

    Enter in a field only leads on; the button that records it has to be pressed, and Esc leaves everything as it is.
    """

    decided = Signal(object, str, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._question: Question | None = None
        self._event: Event | None = None
        self.setObjectName("correctionBar")
        self.setProperty("role", "caution")
        self._said = label("caution", wraps=True)
        self._said.setObjectName("correctionSaid")
        self._reason = QLineEdit()
        self._reason.setObjectName("correctionReason")
        self._reason.setPlaceholderText("Why? (recorded)")
        self._reason.setAccessibleName("Reason for the correction")
        self._reason.setMaxLength(_LONGEST_REASON)
        self._time = QLineEdit()
        self._time.setObjectName("correctionTime")
        self._time.setAccessibleName("When, as hours and minutes")
        self._time.setMaxLength(5)
        self._time.setFixedWidth(theme.scaled(_TIME))
        self._go = QPushButton()
        self._go.setObjectName("correctionGo")
        self._keep = QPushButton("Leave it")
        self._keep.setObjectName("correctionKeep")
        self._arrange()
        self._reason.returnPressed.connect(self._lead_on)
        self._time.returnPressed.connect(self._lead_on)
        self._go.clicked.connect(self._decide)
        self._keep.clicked.connect(self.leave)
        self.hide()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._reason, 1)
        row.addWidget(self._time)
        row.addWidget(self._go)
        row.addWidget(self._keep)
        text = QVBoxLayout()
        text.setSpacing(8)
        text.addWidget(self._said)
        text.addLayout(row)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(14, 10, 14, 10)
        outer.setSpacing(12)
        outer.addWidget(IconLabel("pencil", "on_caution", 22))
        outer.addLayout(text, 1)

    def ask(self, question: Question, event: Event) -> None:
        """Ask about a correction."""
        self._question, self._event = question, event
        self._said.setText(correction_wording.question(event, question))
        self._go.setText(correction_wording.CORRECT[question.fix])
        self._reason.clear()
        self._time.clear()
        self._time.setVisible(question.fix is not Fix.NEVER_CAME)
        self._time.setPlaceholderText("hh:mm" if question.fix is Fix.LEFT else "hh:mm, or –")
        self.show()
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_failure(self, error: CheckinError) -> None:
        """It could not be recorded: say why, and let it be put differently."""
        self._say(str(wording.failure(error)))

    def text(self) -> str:
        """What it asks; empty while it is hidden."""
        return "" if self.isHidden() else self._said.text()

    @Slot()
    def leave(self) -> None:
        """Record nothing."""
        self._question = None
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _lead_on(self) -> None:
        is_to_say_when = self._time.isVisible() and not self._time.hasFocus()
        following = self._time if is_to_say_when else self._go
        if self._reason.text().strip():
            following.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._say(correction_wording.SAY_WHY)
            self._reason.setFocus()

    @Slot()
    def _decide(self) -> None:
        question, event, reason = self._question, self._event, self._reason.text().strip()
        if question is None or event is None:
            return
        if not reason:
            self._say(correction_wording.SAY_WHY)
            self._reason.setFocus()
            return
        at = _instant(event, question, self._time.text().strip())
        if at is None and (self._time.text().strip() or question.fix is Fix.LEFT):
            self._say(correction_wording.SAY_WHEN)
            self._time.setFocus()
            return
        self.decided.emit(question, reason, at)

    def _say(self, text: str) -> None:
        self._said.setText(text)


def _instant(event: Event, question: Question, text: str) -> datetime | None:
    """When that was by the clocks of the event; None for what is no time of day."""
    hours, separator, minutes = text.replace(".", ":").partition(":")
    if not separator or not (hours.isdecimal() and minutes.isdecimal()):
        return None
    try:
        return event.instant(question.checkpoint.day, time(int(hours), int(minutes)))
    except ValueError:
        return None
