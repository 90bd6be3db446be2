"""Where staff decide about somebody whom the rules do not let in by themselves: a reason, and «let in anyway»."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from checkin_app.ui import theme
from checkin_app.ui.labels import label

_LONGEST_REASON = 200
_NARROW = 560


class OverrideBar(QWidget):
    """Enter alone does nothing here: a scanner ends every code with it."""

    decided = Signal(str)
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self._reason = QLineEdit()
        self._reason.setObjectName("overrideReason")
        self._reason.setPlaceholderText("Why? (recorded)")
        self._reason.setAccessibleName("Reason for letting this person in")
        self._reason.setMaxLength(_LONGEST_REASON)
        self._lacking = label(
            "detail", "Type why, then press Ctrl+Enter: the reason is recorded.", wraps=True
        )
        self._lacking.setObjectName("reasonLacking")
        self._let_in = QPushButton("Let in anyway   Ctrl+Enter")
        self._let_in.setProperty("role", "primary")
        self._not = QPushButton("Not let in   Esc")
        for button in (self._let_in, self._not):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._reason, 1)
        row.addWidget(self._let_in)
        row.addWidget(self._not)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._lacking)
        column.addLayout(row)

    def _connect(self) -> None:
        self._let_in.clicked.connect(self.decide)
        self._not.clicked.connect(self.dismissed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the keys where the reason would have no room."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.scaled(_NARROW)
        self._let_in.setText("Let in anyway" if is_narrow else "Let in anyway   Ctrl+Enter")
        self._not.setText("Not let in" if is_narrow else "Not let in   Esc")

    def open(self) -> None:
        """Ask about somebody else: with an empty reason."""
        self._reason.clear()
        self._lacking.hide()
        self.setVisible(True)

    @Slot()
    def decide(self) -> None:
        """Let in, if there is a reason; else say that it is wanted, and put the caret there."""
        reason = self._reason.text().strip()
        if reason:
            self.decided.emit(reason)
        else:
            self._lacking.show()
            self._reason.setFocus()
