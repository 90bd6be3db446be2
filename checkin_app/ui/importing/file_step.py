"""The first step: which list. Dropped, chosen, or pasted from the clipboard."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from checkin_app.services.roster_source import file_source, pasted_source
from checkin_app.ui import file_dialogs, theme
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.icons import ButtonIcon, IconLabel
from checkin_app.ui.importing import import_wording as words
from checkin_app.ui.importing.file_drop import FileDrop
from checkin_app.ui.labels import label

_WIDEST = 720


class FileStep(QWidget):
    """Tells which list was given."""

    given = Signal(object)
    lacking = Signal(str)

    def __init__(self, open_file: AskForFile = file_dialogs.open_file) -> None:
        super().__init__()
        self._open_file = open_file
        self._zone = QFrame()
        self._zone.setObjectName("dropZone")
        self._choose = QPushButton("Choose a file …")
        self._choose.setObjectName("chooseList")
        self._choose.setProperty("role", "primary")
        ButtonIcon(self._choose, "folder-open", "on_accent", 18)
        self._paste = QPushButton("Paste   Ctrl+V")
        self._paste.setObjectName("pasteList")
        ButtonIcon(self._paste, "file-input", "text", 18)
        self._arrange()
        self._choose.clicked.connect(self._ask_for_file)
        self._paste.clicked.connect(self.paste)
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.paste)
        drop = FileDrop(self._zone)
        drop.dropped.connect(self._give_file)
        drop.hovered.connect(self._show_hover)

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._paste)
        buttons.addStretch(1)
        inside = QVBoxLayout(self._zone)
        inside.setContentsMargins(32, 28, 32, 28)
        inside.setSpacing(8)
        inside.addStretch(1)
        inside.addWidget(IconLabel("file-input", "accent", 52), 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(_centred("drop", words.DROP))
        inside.addWidget(_centred("muted", words.KINDS))
        inside.addSpacing(14)
        inside.addLayout(buttons)
        inside.addStretch(1)
        about = label("muted", words.SYSTEMS, wraps=True)
        about.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = QWidget()
        middle.setMaximumWidth(theme.scaled(_WIDEST))
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._zone, 1)
        column.addWidget(about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        self._zone.setMaximumHeight(theme.scaled(420))

    def focus_first(self) -> None:
        """Put the caret where work begins."""
        self._choose.setFocus()

    @Slot()
    def paste(self) -> None:
        """Take the list from the clipboard."""
        clipboard = QGuiApplication.clipboard()
        mime = clipboard.mimeData()
        urls = mime.urls() if mime else []  # type: ignore[truthy-bool]  # None where there is no clipboard
        local = next((url.toLocalFile() for url in urls if url.isLocalFile()), "")
        if local:
            self._give_file(Path(local))
        elif clipboard.text().strip():
            self.given.emit(pasted_source(clipboard.text()))
        else:
            self.lacking.emit(words.NOTHING_PASTED)

    @Slot()
    def _ask_for_file(self) -> None:
        chosen = self._open_file(self, "Choose a list of people", "", words.FILES)
        if chosen is not None:
            self._give_file(chosen)

    @Slot(object)
    def _give_file(self, path: Path) -> None:
        self.given.emit(file_source(path))

    @Slot(bool)
    def _show_hover(self, hovers: bool) -> None:  # noqa: FBT001  # a signal's argument
        self._zone.setProperty("hovered", hovers)
        theme.polish(self._zone)


def _centred(role: str, text: str) -> QWidget:
    made = label(role, text, wraps=True)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return made
