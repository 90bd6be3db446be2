"""The band across the top that says what went wrong, without stopping anybody's work."""

from enum import StrEnum

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from checkin_app.ui import theme
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import label

_NOTICE_MS = 12_000


class Kind(StrEnum):
    """How bad it is."""

    NOTICE = "notice"
    ERROR = "error"


class Band(QFrame):
    """Hidden while all is well; an error stays until it is closed, a notice goes by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("band")
        self._icon = IconLabel("info", "on_caution", 22)
        self._text = label("band", wraps=True)
        self._text.setObjectName("bandText")
        self._close = QPushButton("Close")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 20, 8)
        row.setSpacing(14)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._close)
        self._close.clicked.connect(self.hide)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    @Slot(str)
    def tell(self, text: str, kind: Kind = Kind.NOTICE) -> None:
        """Say something."""
        self._text.setText(text)
        is_error = kind is Kind.ERROR
        self._icon.show_icon(
            "triangle-alert" if is_error else "info", "red.text" if is_error else "on_caution"
        )
        self.setProperty("kind", kind.value)
        theme.polish(self)
        self.show()
        if is_error:
            self._timer.stop()
        else:
            self._timer.start(_NOTICE_MS)
