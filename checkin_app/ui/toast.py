"""The verdict in small, on the pages where the desk's card is not: bottom right, and never in anybody's way."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from checkin_app.domain.checkin import Reason, Verdict
from checkin_app.domain.errors import NotSaved
from checkin_app.domain.event import Event
from checkin_app.ui import looks, theme, wording
from checkin_app.ui.hatching import hatch
from checkin_app.ui.icons import ButtonIcon, IconLabel
from checkin_app.ui.labels import label
from checkin_app.ui.looks import Look

_WIDTH, _MARGIN, _HATCHED, _RADIUS = 420, 20, 16, 12


class Toast(QFrame):
    """Lies over its parent and takes neither the caret nor Tab: what it offers has keys of its own."""

    undo_requested = Signal(str)
    retry_requested = Signal()
    desk_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self._look = looks.READY
        self._record = ""
        self._make()
        self._arrange()
        self._connect()
        parent.installEventFilter(self)
        self.hide()

    def _make(self) -> None:
        self.setObjectName("toast")
        self._icon = IconLabel("scan", "slate.text", 40)
        self._word = label("toastword", wraps=True)
        self._word.setObjectName("toastWord")
        self._name = label("toastname", wraps=True)
        self._name.setObjectName("toastName")
        self._detail = label("plain", wraps=True)
        self._detail.setObjectName("toastDetail")
        self._note = label("strong", wraps=True)
        self._undo = QPushButton("Undo   Ctrl+Z")
        self._retry = QPushButton("Retry")
        self._desk = QPushButton("Go to Check-in   Ctrl+1")
        self._close = QToolButton()
        self._close.setAccessibleName("Close")
        self._close_icon = ButtonIcon(self._close, "x", "slate.text", 18)
        for button in (self._undo, self._retry, self._desk, self._close):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._desk, self._retry, self._undo):
            buttons.addWidget(button)
        buttons.addStretch(1)
        text = QVBoxLayout()
        text.setSpacing(3)
        for widget in (self._word, self._name, self._detail, self._note):
            text.addWidget(widget)
        text.addSpacing(5)
        text.addLayout(buttons)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(_HATCHED + 10, 14, 12, 14)
        row.setSpacing(14)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self._undo.clicked.connect(self._ask_for_undo)
        self._retry.clicked.connect(self.retry_requested)
        self._desk.clicked.connect(self.desk_requested)
        self._close.clicked.connect(self.hide)
        self._timer.timeout.connect(self.hide)

    # -- what it can show ------------------------------------------------------------------------------------

    def show_verdict(self, verdict: Verdict, event: Event) -> None:
        """A verdict that is on the disk."""
        asks = verdict.reason.may_be_overridden and not verdict.forced
        detail = looks.second_line(verdict, event)
        self._record = verdict.record
        self._desk.setVisible(asks)
        self._undo.setVisible(verdict.admitted or verdict.reason is Reason.LEFT)
        self._retry.hide()
        self._name.setText(verdict.participant.name if verdict.participant else "")
        self._note.setText(verdict.note)
        self._show_look(looks.look(verdict), f"{detail}\n{wording.DECIDE_AT_THE_DESK}" if asks else detail)
        self._announce(looks.announcement(verdict, event))

    def show_unsaved(self, error: NotSaved) -> None:
        """A verdict did not reach the disk."""
        detail = f"{wording.failure(error).happened} {looks.plain_detail(looks.NOT_SAVED)}"
        self._name.setText("")
        self._note.setText("")
        self._undo.hide()
        for button in (self._desk, self._retry):
            button.show()
        self._show_look(looks.NOT_SAVED, detail)
        self._announce(f"{looks.NOT_SAVED.word}. {detail}")

    # -- inside ----------------------------------------------------------------------------------------------

    def _show_look(self, look: Look, detail: str) -> None:
        self._look = look
        fill = theme.colours().fill(look.family)
        self._icon.show_icon(look.icon, fill.text)
        self._close_icon.change("x", fill.text)
        self._word.setText(look.word)
        self._detail.setText(detail)
        self._name.setVisible(bool(self._name.text()))
        self._note.setVisible(bool(self._note.text()))
        self.setProperty("family", look.family.value)
        theme.polish(self)
        if look.stays is None:
            self._timer.stop()
        else:
            self._timer.start(round(look.stays * 1000))
        self._settle()
        self.show()
        self.raise_()

    def _settle(self) -> None:
        """Lie in the parent's corner, as high as the text needs."""
        area = self._area.rect()
        width = min(theme.scaled(_WIDTH), area.width() - 2 * _MARGIN)
        self.setFixedWidth(width)
        self._row.activate()
        height = self._row.totalHeightForWidth(width)
        self.setFixedHeight(min(height, area.height() - 2 * _MARGIN))
        self.move(area.right() - width - _MARGIN, area.bottom() - self.height() - _MARGIN)

    def _announce(self, text: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    @Slot()
    def _ask_for_undo(self) -> None:
        self.undo_requested.emit(self._record)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the corner of the page area."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground in the verdict's colour, with a hatched edge where staff must decide."""
        fill = theme.colours().fill(self._look.family)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(self.rect().toRectF().adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.fillPath(shape, QColor(fill.ground))
        painter.setPen(QColor(fill.text))
        painter.drawPath(shape)
        if self._look.hatched:
            painter.setClipPath(shape)
            hatch(painter, QColor(fill.text), _HATCHED, self.height())
        painter.end()
