"""One kind of paper or file: what it is, what can be chosen about it, and the buttons that make it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout

from checkin_app.ui import theme
from checkin_app.ui.flow_layout import FlowLayout
from checkin_app.ui.icons import ButtonIcon, IconLabel
from checkin_app.ui.labels import give_margin, label

_SPIN = 130


class PaperCard(QFrame):
    """`wanted` carries the object name of the button that was pressed; `choices` lie under the words."""

    wanted = Signal(str)

    def __init__(self, icon: str, title: str, about: str) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.about = label("muted", about, wraps=True)
        self.choices = FlowLayout(10)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("heading", title))
        words.addWidget(self.about)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(IconLabel(icon, "accent", 24), 0, Qt.AlignmentFlag.AlignVCenter)
        top.addLayout(words, 1)
        top.addLayout(self._buttons)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 12, 16, 12)
        self.column.setSpacing(10)
        self.column.addLayout(top)

    def show_choices(self) -> None:
        """Make room for what was added to `choices`."""
        self.column.addLayout(self.choices)

    def offer(self, wish: str, words: str, icon: str = "download") -> QPushButton:
        """A button that tells the wish."""
        button = QPushButton(words)
        button.setObjectName(wish)
        ButtonIcon(button, icon, "text", 18)
        button.clicked.connect(self._tell)
        self._buttons.addWidget(button)
        return button

    @Slot()
    def _tell(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.wanted.emit(sender.objectName())


def number_box(name: str, least: int, most: int, words: str) -> QSpinBox:
    """A number in a sentence; `words` has a place for it."""
    box = QSpinBox()
    box.setObjectName(name)
    box.setRange(least, most)
    before, _, after = words.partition("{}")
    box.setPrefix(before)
    box.setSuffix(after)
    box.setAccessibleName(" ".join((before + after).split()))
    box.setMinimumWidth(theme.scaled(_SPIN))
    give_margin(box)
    return box


def check_box(name: str, words: str) -> QCheckBox:
    """Something that is so or not."""
    box = QCheckBox(words)
    box.setObjectName(name)
    return box
