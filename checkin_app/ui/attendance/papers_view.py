"""Papers and exports: everything about attendance that leaves the program, each with a way to save it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from checkin_app.ui import theme
from checkin_app.ui.attendance import sentences
from checkin_app.ui.icons import ButtonIcon, IconLabel
from checkin_app.ui.labels import label

_WIDEST = 1_100


class Card(QFrame):
    """One kind of paper or file: what it is, and its buttons."""

    wanted = Signal(str)

    def __init__(self, icon: str, title: str, about: str) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label("heading", title))
        words.addWidget(label("muted", about, wraps=True))
        self.row = QHBoxLayout()
        self.row.setSpacing(8)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(18, 12, 16, 12)
        outer.setSpacing(14)
        outer.addWidget(IconLabel(icon, "accent", 24), 0, Qt.AlignmentFlag.AlignVCenter)
        outer.addLayout(words, 1)
        outer.addLayout(self.row)

    def offer(self, wish: str, words: str, icon: str = "download") -> QPushButton:
        """A button that tells the wish."""
        button = QPushButton(words)
        button.setObjectName(wish)
        ButtonIcon(button, icon, "text", 18)
        button.clicked.connect(self._tell)
        self.row.addWidget(button)
        return button

    @Slot()
    def _tell(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.wanted.emit(sender.objectName())


class PapersView(QWidget):
    """`export_requested` carries the service's word for what is to be saved, and the file's ending."""

    export_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 8, 8)
        self._column.setSpacing(10)
        page = QWidget()
        page.setProperty("role", "page")
        middle = QHBoxLayout(page)
        middle.setContentsMargins(0, 0, 0, 0)
        inner = QWidget()
        inner.setMaximumWidth(theme.scaled(_WIDEST))
        inner.setLayout(self._column)
        middle.addWidget(inner)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self._column.addWidget(label("section", "Tables"))
        for kind, icon, title, about in sentences.TABLES:
            card = Card(icon, title, about)
            for ending, words in sentences.TABLE_FILES:
                card.offer(f"{kind}{ending}", words)
            card.wanted.connect(self._export)
            self._column.addWidget(card)
        self._column.addStretch(1)

    @Slot(str)
    def _export(self, wish: str) -> None:
        kind, _, ending = wish.partition(".")
        self.export_requested.emit(kind, f".{ending}")
