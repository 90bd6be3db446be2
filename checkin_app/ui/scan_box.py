"""The field that takes scans and names: a scanner types a code into it and presses Enter, a person types a name."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from checkin_app.domain import code
from checkin_app.ui import theme
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.undo_keys import asks_to_undo

PAUSE_MS = 120
"""How long after the last key the search begins; scanners are faster."""

_PART_OF_A_CODE = 12
"""Letters of the code's own alphabet, which has no vowels, from which a text is no name."""
_LONGEST = 300


def is_scanned(text: str) -> bool:
    """Whether a text is a badge's code, or most of one, rather than a name, on any of the known keyboards."""
    letters = [letter for letter in text.casefold() if not letter.isspace() and letter not in "-‐‑–"]
    if len(letters) >= _PART_OF_A_CODE and all(letter in code.ALPHABET.casefold() for letter in letters):
        return True
    others = (alphabet.casefold() for alphabet in code.LETTER_MAPS.values())
    return len(letters) == code.LENGTH and any(all(letter in other for letter in letters) for other in others)


def is_foreign(text: str) -> bool:
    """Whether a text that is nobody's name came from some other QR code: an address, a number, a card of data."""
    return any(letter.isdigit() or letter in "/:=" for letter in text) or (
        len(text) >= code.LENGTH and " " not in text
    )


class ScanBox(QLineEdit):
    """Tells what was entered, and passes the arrow keys on to the results."""

    entered = Signal(str)
    paused = Signal(str)
    stepped = Signal(int)
    row_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scanBox")
        self.setAccessibleName("Scan a badge, or type a name")
        self.setPlaceholderText("Scan a badge, or type a name …")
        self.setMaxLength(_LONGEST)
        self._icon = IconLabel("search", "muted", 26)
        self._icon.setParent(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._pause)
        self.textEdited.connect(self._restart)
        self.returnPressed.connect(self._enter)

    def take(self) -> None:
        """Be empty and have the caret."""
        self._timer.stop()
        self.clear()
        self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the desk: here it means «undo the last check-in»."""
        if asks_to_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that belong to the results."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
            return
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if is_alt and Qt.Key.Key_2 <= event.key() <= Qt.Key.Key_9:
            self.row_chosen.emit(event.key() - Qt.Key.Key_1)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the icon at the left."""
        super().resizeEvent(event)
        pixels = theme.scaled(26)
        self._icon.setGeometry(18, (self.height() - pixels) // 2, pixels, pixels)

    @Slot()
    def _restart(self) -> None:
        self._timer.start()

    @Slot()
    def _pause(self) -> None:
        self.paused.emit(self.text().strip())

    @Slot()
    def _enter(self) -> None:
        self._timer.stop()
        self.entered.emit(self.text().strip())
