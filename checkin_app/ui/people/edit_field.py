"""A field of a person that is edited in place: saved when it is left, restored by Esc, with what is wrong under it."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from checkin_app.ui import theme
from checkin_app.ui.labels import label
from checkin_app.ui.undo_keys import asks_to_undo

_LONGEST = 400
_SAVED_MS = 4_000
_NOTE_LINES = 3


class EditLine(QLineEdit):
    """Undoes its own letters while there are some; after that Ctrl+Z is the page's."""

    left = Signal()
    restore_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(_LONGEST)
        self.editingFinished.connect(self.left)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the page where nothing was typed."""
        if asks_to_undo(event) and not self.isModified():
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts back what was there."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.restore_requested.emit()
        else:
            super().keyPressEvent(event)

    def written(self) -> str:
        """What it says now."""
        return self.text()

    def write(self, text: str) -> None:
        """Say something else, as if nobody had typed."""
        self.setText(text)
        self.setCursorPosition(0)
        self.setModified(False)


class EditNote(QPlainTextEdit):
    """The same for a text of several lines; Tab leaves it."""

    left = Signal()
    restore_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _NOTE_LINES + theme.scaled(20))

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the page where nothing was typed."""
        if asks_to_undo(event) and not self.document().isModified():
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts back what was there."""
        if event.key() == Qt.Key.Key_Escape and self.document().isModified():
            self.restore_requested.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Somebody has finished typing."""
        super().focusOutEvent(event)
        self.left.emit()

    def written(self) -> str:
        """What it says now."""
        return self.toPlainText()

    def write(self, text: str) -> None:
        """Say something else, as if nobody had typed."""
        self.setPlainText(text)
        self.document().setModified(False)


class Editor(Protocol):
    """What a text can be typed into."""

    def written(self) -> str:
        """What it says now."""
        ...

    def write(self, text: str) -> None:
        """Say something else, as if nobody had typed."""
        ...


class EditField(QWidget):
    """A caption, an editor, a quiet mark once it is saved; `edited` carries the field's name and its new text."""

    edited = Signal(str, str)

    def __init__(self, name: str, caption: str, editor: EditLine | EditNote | None = None) -> None:
        super().__init__()
        self.name = name
        self._kept = ""
        self._editor = editor or EditLine()
        self._editor.setObjectName(f"edit_{name}")
        self._editor.setAccessibleName(caption)
        self._frame = FieldFrame(caption, self._editor, self)
        self._editor.left.connect(self._finish)
        self._editor.restore_requested.connect(self.restore)

    @property
    def editor(self) -> EditLine | EditNote:
        """Where the text is typed."""
        return self._editor

    def text(self) -> str:
        """What it says now."""
        return self._editor.written()

    def show_text(self, text: str) -> None:
        """Show what is saved now; what somebody is typing over it stays."""
        is_being_edited = self.text() != self._kept and self._editor.hasFocus()
        if not is_being_edited and text != self.text():
            self._editor.write(text)
        self._kept = text

    @Slot()
    def restore(self) -> None:
        """Put back what is saved."""
        self._editor.write(self._kept)
        self._frame.say_wrong("")

    def show_saved(self) -> None:
        """Say quietly that it is saved."""
        self._kept = self.text()
        self._editor.write(self._kept)
        self._frame.mark_saved()

    def show_wrong(self, why: str) -> None:
        """Say what is wrong with the text, which stays to be corrected."""
        self._frame.say_wrong(why)

    def offer(self, texts: Sequence[str]) -> None:
        """Complete what is typed to one of these."""
        if not isinstance(self._editor, QLineEdit):
            return
        completer = self._editor.completer()
        if completer is None:
            completer = QCompleter(QStringListModel(self), self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.popup().setObjectName("completions")  # type: ignore[union-attr]  # it makes one when asked
            self._editor.setCompleter(completer)
        model = completer.model()
        if isinstance(model, QStringListModel) and model.stringList() != list(texts):
            model.setStringList(texts)

    @Slot()
    def _finish(self) -> None:
        if self.text() != self._kept:
            self.edited.emit(self.name, self.text())


class ChoiceField(QWidget):
    """The same for one of a few choices, saved as soon as it is chosen."""

    edited = Signal(str, str)

    def __init__(self, name: str, caption: str) -> None:
        super().__init__()
        self.name = name
        self._box = QComboBox()
        self._box.setObjectName(f"edit_{name}")
        self._box.setAccessibleName(caption)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(6)
        self._frame = FieldFrame(caption, self._box, self)
        self._box.activated.connect(self._finish)

    @property
    def editor(self) -> QComboBox:
        """Where it is chosen."""
        return self._box

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these, as (value, words)."""
        if choices != [(self._box.itemData(at), self._box.itemText(at)) for at in range(self._box.count())]:
            self._box.clear()
            for value, words in choices:
                self._box.addItem(words, value)

    def text(self) -> str:
        """The value that is chosen."""
        return str(self._box.currentData() or "")

    def show_text(self, value: str) -> None:
        """Show what is saved now, even if it is none of the choices."""
        if self._box.findData(value) < 0:
            self._box.addItem(value, value)
        self._box.setCurrentIndex(self._box.findData(value))

    def show_saved(self) -> None:
        """Say quietly that it is saved."""
        self._frame.mark_saved()

    def show_wrong(self, why: str) -> None:
        """Say what is wrong with the choice."""
        self._frame.say_wrong(why)

    @Slot()
    def _finish(self) -> None:
        self.edited.emit(self.name, self.text())


class FieldFrame:
    """What is around an editor: its caption and the mark above, what is wrong with it below."""

    def __init__(self, caption: str, editor: QWidget, field: QWidget) -> None:
        self._saved = label("saved", "Saved")
        self._saved.hide()
        self._wrong = label("error", wraps=True)
        self._wrong.setObjectName(f"wrong_{editor.objectName().removeprefix('edit_')}")
        self._wrong.hide()
        text = label("caption", caption)
        text.setBuddy(editor)
        self._timer = QTimer(field)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVED_MS)
        self._timer.timeout.connect(self._saved.hide)
        above = QHBoxLayout()
        above.setContentsMargins(0, 0, 0, 0)
        above.addWidget(text, 1)
        above.addWidget(self._saved)
        column = QVBoxLayout(field)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(above)
        column.addWidget(editor)
        column.addWidget(self._wrong)

    def mark_saved(self) -> None:
        """Show the mark for a while."""
        self._wrong.hide()
        self._saved.show()
        self._timer.start()

    def say_wrong(self, why: str) -> None:
        """Show a sentence under the editor; none without one."""
        self._saved.hide()
        self._wrong.setText(why)
        self._wrong.setVisible(bool(why))
