"""Keys pressed at a window that has something of everything which takes them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QMenu,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from checkin_app.domain import code
from checkin_app.domain.keyboard import Numbering, letter_at

KEY = bytes(32)
CODE = code.make(KEY, lambda _: bytes.fromhex("0123456789abcd"))
SMALL = CODE.lower()
"""As Qt's own test keys type it."""
GAP_MS = 120
"""The widest that can be set, so that a busy machine does not split what Qt's own test keys type."""

Mods = Qt.KeyboardModifier
NO_MODS = Mods.NoModifier
X_CODES = {letter_at(Numbering.XKB, number): number for number in range(256)}
KEYS = {
    "↵": (Qt.Key.Key_Return, "\r", 36),
    "⇥": (Qt.Key.Key_Tab, "\t", 23),
    "⌫": (Qt.Key.Key_Backspace, "\b", 22),
    "←": (Qt.Key.Key_Left, "", 113),
    "ƒ": (Qt.Key.Key_F4, "", 70),
    "⇧": (Qt.Key.Key_Shift, "", 50),
}


class Window(QWidget):
    """Something of everything that takes keys."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.other = QLineEdit(), QLineEdit()
        self.choice = QComboBox()
        self.choice.addItems(["Public", "Exchange visitor", "Board", "Speaker"])
        self.number = QSpinBox()
        self.keep = QPushButton("Keep")
        self.keep.setAutoDefault(True)
        self.table = QTableWidget(3, 3)
        self.menu = QMenu(self)
        self.happened: list[str] = []
        column = QVBoxLayout(self)
        for widget in (self.field, self.other, self.choice, self.number, self.keep, self.table):
            column.addWidget(widget)
        self.menu.addAction("&Close").triggered.connect(self._note("menu"))
        self.field.returnPressed.connect(self._note("entered"))
        self.keep.clicked.connect(self._note("kept"))
        for keys in ("F4", "Ctrl+K"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._note(keys))

    def _note(self, what: str) -> Callable[[], None]:
        def note() -> None:
            self.happened.append(what)

        return note

    def handle(self) -> QWindow:
        """Where the system would send keys."""
        handle = self.windowHandle()
        assert handle is not None
        return handle


def open_window(qtbot: QtBot) -> Window:
    """One that is active, with the caret in its first field."""
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle())
    window.field.setFocus()
    return window


def happen(
    window: QWindow, what: str, key: str, at_ms: int, *, mods: Mods = NO_MODS, repeats: bool = False
) -> None:
    """Let `KeyPress` or `KeyRelease` happen to a key as the system would, with its place unless that is unknown."""
    number, text, place = KEYS.get(key, (Qt.Key(ord(key.upper())), key, X_CODES.get(key.upper(), 0)))
    event = QKeyEvent(QEvent.Type[what], number.value, mods, place, 0, 0, text, repeats)
    event.setTimestamp(at_ms)
    QCoreApplication.sendEvent(window, event)


def send(window: QWindow, key: str, *, at_ms: int = 0, mods: Mods = NO_MODS) -> None:
    """Press and release a key, at a time of our choice."""
    happen(window, "KeyPress", key, at_ms, mods=mods)
    happen(window, "KeyRelease", key, at_ms, mods=mods)


def send_all(window: QWindow, keys: Sequence[str], *, pace: int = 2, start: int = 1_000) -> int:
    """Press keys one after the other; gives the time after the last."""
    for number, key in enumerate(keys):
        send(window, key, at_ms=start + number * pace)
    return start + len(keys) * pace


def type_by_qt(window: QWindow, text: str) -> None:
    """Let Qt's tests press the keys: it asks about shortcuts first, as it does for real keys. They have no places."""
    for letter in text:
        key = KEYS[letter][0] if letter in KEYS else Qt.Key(ord(letter.upper()))
        QTest.keyClick(window, key)


def wait_for(qtbot: QtBot, check: Callable[[], bool]) -> None:
    """Fails if it does not become true."""
    qtbot.waitUntil(check, timeout=3_000)


class Recorder(QObject):
    """Writes down the keys that a widget gets."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.seen: list[str] = []
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt calls it so
        """Let everything pass."""
        if isinstance(event, QKeyEvent) and event.type() != QEvent.Type.ShortcutOverride:
            sign = "+" if event.type() == QEvent.Type.KeyPress else "-"
            self.seen.append(sign + event.text() + ("…" if event.isAutoRepeat() else ""))
        return super().eventFilter(watched, event)


def compose(text: str) -> None:
    """What Qt sends when a dead key and a letter have become one."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(QGuiApplication.focusObject(), event)
