"""The help that lies over the window: every key, and what the colours of the verdicts mean."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from checkin_app.ui import theme
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.keys import COLOURS, KEYS
from checkin_app.ui.labels import label
from checkin_app.ui.looks import Look

_MARGIN, _WIDEST = 28, 980
_SHADE = 150


class HelpOverlay(QWidget):
    """Covers its parent while it is open; Esc, F1 or a click beside it closes it, and the caret is where it was."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._area = parent
        self._focus_before: QWidget | None = None
        self.setObjectName("helpOverlay")
        self.setAccessibleName("Help")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._panel = QFrame()
        self._panel.setProperty("role", "panel")
        self._close = QPushButton("Close   Esc")
        self._close.clicked.connect(self.close_help)
        self._arrange()
        parent.installEventFilter(self)
        self.hide()

    def _arrange(self) -> None:
        heading = QHBoxLayout()
        heading.addWidget(label("title", "Keys and colours"), 1)
        heading.addWidget(self._close)
        body = QWidget()
        body.setProperty("role", "page")
        columns = QHBoxLayout(body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(32)
        columns.addLayout(_keys(), 1)
        columns.addLayout(_colours(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(12)
        column.addLayout(heading)
        column.addWidget(area, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        outer.addWidget(self._panel)

    @Slot()
    def turn(self) -> None:
        """Open it, or close it."""
        if self.isVisible():
            self.close_help()
        else:
            self._focus_before = QApplication.focusWidget()
            self._settle()
            self.show()
            self.raise_()
            self.setFocus()

    @Slot()
    def close_help(self) -> None:
        """Give the caret back to where it was."""
        if self.isHidden():
            return
        before, self._focus_before = self._focus_before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover the parent at every size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_help()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel closes."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.close_help()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shade what lies under it."""
        painter = QPainter(self)
        shade = QColor(theme.colours().rail)
        shade.setAlpha(_SHADE)
        painter.fillRect(self.rect(), shade)
        painter.end()

    def _settle(self) -> None:
        self.setGeometry(self._area.rect())
        beside = max(_MARGIN, (self.width() - theme.scaled(_WIDEST)) // 2)
        self.setContentsMargins(beside - _MARGIN, 0, beside - _MARGIN, 0)


_GROUPS = (
    ("Everywhere", [key for key in KEYS if not key.at_desk and not key.on_people]),
    ("On the Check-in page", [key for key in KEYS if key.at_desk]),
    ("On the People page", [key for key in KEYS if key.on_people]),
)


def _keys() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    row = 0
    for title, listed in _GROUPS:
        grid.addWidget(label("section", title), row, 0, 1, 2)
        for key in listed:
            row += 1
            grid.addWidget(label("keys", key.keys), row, 0)
            grid.addWidget(label("plain", key.meaning, wraps=True), row, 1)
        row += 1
        grid.setRowMinimumHeight(row, 10)
        row += 1
    grid.setRowStretch(row, 1)
    return grid


def _colours() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(label("section", "What the verdicts mean"))
    for look, meaning in COLOURS:
        column.addWidget(_Sample(look, meaning))
    column.addWidget(label("muted", "A scanner works on every page, wherever the caret is.", wraps=True))
    column.addStretch(1)
    return column


class _Sample(QFrame):
    """A look in small, in the colours of the card."""

    def __init__(self, look: Look, meaning: str) -> None:
        super().__init__()
        self.setObjectName("lookSample")
        self.setProperty("family", look.family.value)
        icon = IconLabel(look.icon, f"{look.family.value}.text", 26)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(label("strong", look.word))
        text.addWidget(label("plain", meaning, wraps=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(12)
        row.addWidget(icon)
        row.addLayout(text, 1)
