"""Where the organiser words the message: a subject, a text, and the placeholders to put in."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from checkin_app.domain.errors import BadInput
from checkin_app.domain.ticket_mail import PLACEHOLDERS, Wording, checked
from checkin_app.ui import wording
from checkin_app.ui.labels import label

_PAUSE_MS = 400


class WordingForm(QWidget):
    """Says at once what is wrong with a placeholder; tells every wording that can be sent, a moment after typing."""

    worded = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._last: Wording | None = None
        self._subject = QLineEdit()
        self._subject.setObjectName("mailSubject")
        self._subject.setAccessibleName("Subject")
        self._text = QPlainTextEdit()
        self._text.setObjectName("mailText")
        self._text.setAccessibleName("Text of the message")
        self._text.setTabChangesFocus(True)
        self._insert = QPushButton("Insert a placeholder")
        self._insert.setObjectName("mailPlaceholder")
        self._insert.setProperty("menu", True)  # noqa: FBT003  # Qt's own signature
        self._menu = QMenu(self._insert)
        self._insert.setMenu(self._menu)
        self._wrong = label("error", wraps=True)
        self._wrong.setObjectName("mailWrong")
        self._wrong.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("section", "Subject"))
        column.addWidget(self._subject)
        column.addWidget(label("section", "Text"))
        column.addWidget(self._text, 1)
        column.addWidget(self._wrong)
        column.addWidget(self._insert)

    def _connect(self) -> None:
        for name, meaning in PLACEHOLDERS.items():
            self._menu.addAction(f"{{{name}}}   {meaning}").triggered.connect(self._inserter(name))
        self._subject.textEdited.connect(self._pause.start)
        self._text.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.tell)

    def wording(self) -> Wording:
        """As it stands there."""
        return Wording(self._subject.text(), self._text.toPlainText())

    def show_wording(self, worded: Wording) -> None:
        """Show a wording, unless somebody is changing it here."""
        if self._pause.isActive() or worded == self._last:
            return
        self._last = worded
        self._subject.setText(worded.subject)
        self._subject.setCursorPosition(0)
        self._text.blockSignals(True)  # noqa: FBT003  # Qt's own argument
        self._text.setPlainText(worded.text)
        self._text.blockSignals(False)  # noqa: FBT003
        self._say("")

    @Slot()
    def tell(self) -> None:
        """Tell the wording now, if it can be sent."""
        self._pause.stop()
        try:
            worded = checked(self.wording())
        except BadInput as error:
            self._say(str(wording.failure(error)))
            return
        self._say("")
        if worded != self._last:
            self._last = worded
            self.worded.emit(worded)

    @property
    def is_well(self) -> bool:
        """Whether it can be sent."""
        return self._wrong.isHidden()

    def _say(self, text: str) -> None:
        self._wrong.setText(text)
        self._wrong.setVisible(bool(text))

    def _inserter(self, name: str) -> Callable[[], None]:
        def insert() -> None:
            self._text.insertPlainText(f"{{{name}}}")
            self._text.setFocus()

        return insert
