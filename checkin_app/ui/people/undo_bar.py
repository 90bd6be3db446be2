"""«Removed 3 people. Undo», for a while over the lower part of the table."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from checkin_app.domain.errors import CheckinError
from checkin_app.ui import roster_wording, theme, wording
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import label
from checkin_app.ui.people.acts import Done

_STAYS_MS = 15_000
_MARGIN, _WIDEST = 14, 640
_ABOVE = 76
"""Logical pixels from the lower edge: the buttons there stay free."""


class UndoBar(QFrame):
    """Takes neither the caret nor Tab: Ctrl+Z does the same, with it or without it."""

    undo_requested = Signal()
    redo_requested = Signal()
    stop_requested = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._area = over
        self.setObjectName("undoBar")
        self._said = label("plain", wraps=True)
        self._said.setObjectName("undoSaid")
        self._undo = QPushButton("Undo   Ctrl+Z")
        self._undo.setObjectName("undoNow")
        self._redo = QPushButton("Redo   Ctrl+Shift+Z")
        self._redo.setObjectName("redoNow")
        self._stop = QPushButton("Stop")
        self._stop.setObjectName("stopNow")
        self._close = QToolButton()
        self._close.setAccessibleName("Close")
        ButtonIcon(self._close, "x", "slate.text", 16)
        for button in (self._undo, self._redo, self._stop, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._said, 1)
        for button in (self._undo, self._redo, self._stop, self._close):
            row.addWidget(button)
        self._undo.clicked.connect(self.undo_requested)
        self._redo.clicked.connect(self.redo_requested)
        self._stop.clicked.connect(self.stop_requested)
        self._close.clicked.connect(self.hide)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    def tell(self, said: str, *, can_undo: bool = False, can_redo: bool = False) -> None:
        """Say what was done, and offer what can be done about it."""
        self._timer.start()
        self._show(said, {self._undo: can_undo, self._redo: can_redo, self._stop: False})
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    @Slot(object)
    def tell_done(self, done: Done) -> None:
        """Something was done."""
        self.tell(done.said, can_undo=done.reverse is not None)

    @Slot(object)
    def tell_undone(self, done: Done) -> None:
        """Something was taken back."""
        self.tell(roster_wording.taken_back(done.said), can_redo=done.reverse is not None)

    @Slot(object)
    def tell_failure(self, error: CheckinError) -> None:
        """Something could not be done."""
        self.tell(str(wording.failure(error)))

    @Slot(int, int)
    def tell_progress(self, done: int, total: int) -> None:
        """Say how far something is that may be stopped."""
        if total > 1:
            self._timer.stop()
            said = roster_wording.under_way(done, total)
            self._show(said, {self._undo: False, self._redo: False, self._stop: True})

    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._said.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the lower edge."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def _show(self, said: str, offers: dict[QPushButton, bool]) -> None:
        self._said.setText(said)
        for button, is_offered in offers.items():
            button.setVisible(is_offered)
        self.show()
        self.raise_()
        self._settle()

    def _settle(self) -> None:
        area = self._area.rect()
        width = min(area.width() - 2 * _MARGIN, max(_WIDEST, self._row.minimumSize().width()))
        self._row.activate()
        height = max(self._row.totalHeightForWidth(width), self._row.sizeHint().height())
        self.setGeometry(_MARGIN, area.height() - height - theme.scaled(_ABOVE), width, height)
