"""The bar over the programme: it says what was done and offers to take it back, or asks before something goes."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from checkin_app.ui import theme
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import label

DEAF_MS = 300
"""How long a question takes no keys: a scan, or typing that was under way, must not answer it."""


class ActBar(QFrame):
    """Hidden while there is nothing to say; the button that changes nothing has the caret."""

    undo_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._then: Callable[[], None] | None = None
        self._otherwise: Callable[[], None] | None = None
        self._asked = QElapsedTimer()
        self._make()
        self._arrange()
        self._connect()
        self.hide()

    def _make(self) -> None:
        self.setObjectName("actBar")
        self._icon = IconLabel("info", "on_caution", 22)
        self._text = label("plain", wraps=True)
        self._text.setObjectName("actText")
        self._keep = QPushButton("Leave it")
        self._keep.setObjectName("actKeep")
        self._go = QPushButton()
        self._go.setObjectName("actGo")
        self._undo = QPushButton("Undo")
        self._undo.setObjectName("actUndo")
        self._close = QPushButton("Close")
        self._close.setObjectName("actClose")

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        for button in (self._go, self._keep, self._undo, self._close):
            button.installEventFilter(self)
            row.addWidget(button)

    def _connect(self) -> None:
        self._keep.clicked.connect(self.leave)
        self._go.clicked.connect(self._go_on)
        self._undo.clicked.connect(self.undo_requested)
        self._close.clicked.connect(self.hide)

    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    @property
    def is_asking(self) -> bool:
        """Whether it waits for an answer."""
        return self._then is not None

    def tell(self, text: str, *, can_be_undone: bool) -> None:
        """Say what was done."""
        self._show(text, "done", "circle-check", "accent")
        self._undo.setVisible(can_be_undone)
        self._close.show()

    def tell_failure(self, text: str) -> None:
        """Say why something was not done."""
        self._show(text, "failed", "triangle-alert", "red.ink")
        self._close.show()

    def ask(
        self, text: str, words: str, then: Callable[[], None], otherwise: Callable[[], None] | None = None
    ) -> None:
        """Ask before something is done; `words` are on the button that does it."""
        self._show(text, "asking", "circle-question-mark", "on_caution")
        self._then, self._otherwise = then, otherwise
        self._go.setText(words)
        self._go.show()
        self._keep.show()
        self._asked.start()
        self._keep.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def leave(self) -> None:
        """Do nothing of what was asked."""
        otherwise, self._then, self._otherwise = self._otherwise, None, None
        self.hide()
        if otherwise is not None:
            otherwise()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take no keys for a moment after a question has come up; Esc leaves things as they are."""
        is_key = event.type() in {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}
        if is_key and self.is_asking:
            if self._asked.elapsed() < DEAF_MS:
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]  # it is a key event
                self.leave()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def _go_on(self) -> None:
        then, self._then, self._otherwise = self._then, None, None
        self.hide()
        if then is not None:
            then()

    def _show(self, text: str, kind: str, icon: str, colour: str) -> None:
        if self.is_asking:
            self.leave()
        for button in (self._go, self._keep, self._undo, self._close):
            button.hide()
        self._text.setText(text)
        self._icon.show_icon(icon, colour)
        self.setProperty("kind", kind)
        theme.polish(self)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
