"""One message exactly as it goes out: to whom, its words, and its ticket."""

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from checkin_app.services.mailing import Letter, file_name
from checkin_app.ui import theme
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import ElidedLabel, label
from checkin_app.ui.mailing import mail_wording
from checkin_app.ui.mailing.ticket_picture import TicketPicture

_TICKET = 190


class LetterView(QWidget):
    """Empty until somebody is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._to = ElidedLabel("strong")
        self._to.setObjectName("letterTo")
        self._subject = ElidedLabel("plain")
        self._subject.setObjectName("letterSubject")
        self._text = QPlainTextEdit()
        self._text.setObjectName("letterText")
        self._text.setAccessibleName("The message")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._file = ElidedLabel("muted")
        self._attached = QWidget()
        attached = QHBoxLayout(self._attached)
        attached.setContentsMargins(0, 0, 0, 0)
        attached.addWidget(IconLabel("qr-code", "muted", 18))
        attached.addWidget(self._file, 1)
        self._ticket = TicketPicture()
        self._ticket.setMinimumHeight(theme.scaled(_TICKET))
        self._warning = label("warning", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget, stretch in (
            *((self._to, 0), (self._subject, 0), (self._text, 2), (self._attached, 0)),
            *((self._warning, 0), (self._ticket, 3)),
        ):
            column.addWidget(widget, stretch)
        self.say("Choose somebody in the list to see what goes to them.")

    def show_letter(self, letter: Letter) -> None:
        """Show a letter."""
        self._to.show_text(f"{letter.to.person.name}  <{letter.address}>")
        self._subject.show_text(letter.subject)
        self._text.setPlainText(letter.text)
        self._file.show_text(f"{file_name(letter)}, {len(letter.pdf) // 1000} kB")
        self._warning.setText(mail_wording.ticket_warnings(letter.warnings))
        self._warning.setVisible(bool(letter.warnings))
        self._ticket.show_pdf(letter.pdf)
        self._show(is_there=True)

    def say(self, text: str) -> None:
        """Say why there is no letter."""
        self._to.show_text("")
        self._ticket.say(text)
        self._show(is_there=False)

    def _show(self, *, is_there: bool) -> None:
        for widget in (self._to, self._subject, self._text, self._attached):
            widget.setVisible(is_there)
        if not is_there:
            self._warning.hide()
