"""Which mail server tickets go through, as whom, and whether it answers."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSpinBox

from checkin_app.domain.errors import CheckinError
from checkin_app.services.mail_run import try_connection
from checkin_app.services.smtp import MailServer, is_this_computer
from checkin_app.settings import MailSecurity, Settings
from checkin_app.ui import theme, wording
from checkin_app.ui.background import Background, Job, unwatched
from checkin_app.ui.labels import give_margin, label
from checkin_app.ui.mailing import mail_wording
from checkin_app.ui.mailing.mail_account import MailAccount
from checkin_app.ui.segments import Segments
from checkin_app.ui.settings_panel import SettingsPanel, in_a_row

_SECURITIES = (
    (MailSecurity.STARTTLS, "STARTTLS"),
    (MailSecurity.TLS, "TLS"),
    (MailSecurity.NONE, "None"),
)
_PORTS = {MailSecurity.STARTTLS: 587, MailSecurity.TLS: 465, MailSecurity.NONE: 25}
"""Where servers usually listen: RFC 6409 and RFC 8314."""


class MailSettings(SettingsPanel):
    """Its password goes to the account alone, never to the settings."""

    def __init__(self, own: Settings, background: Background) -> None:
        super().__init__("E-mail")
        self._background = background
        self._trying: Job | None = None
        self.account = MailAccount(own, background, self)
        self._make(own)
        self._arrange()
        self._connect()

    def _make(self, own: Settings) -> None:
        self._host = _line("mailHost", own.mail_host, "smtp.example.org")
        self._user = _line("mailUser", own.mail_user, "Often the whole e-mail address; empty for none")
        self._sender = _line("mailSender", own.mail_sender, "tickets@example.org")
        self._sender_name = _line("mailSenderName", own.mail_sender_name, "The organiser's name")
        self._password = _line("mailAccountPassword", "", "")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._security = Segments(_SECURITIES, "Encryption")
        self._security.setObjectName("mailSecurity")
        self._security.show_choice(own.mail_security)
        self._port = _number("mailPort", 65_535, own.mail_port)
        self._rate = _number("mailPerMinute", 1_000, own.mail_per_minute)
        self._try = QPushButton("Test the connection")
        self._try.setObjectName("mailTry")
        self._result = label("muted", wraps=True)
        self._result.setObjectName("mailResult")
        self._keyring = label("caption", mail_wording.NO_KEYRING, wraps=True)
        self._warning = label("warning", mail_wording.UNENCRYPTED, wraps=True)
        self._warning.setObjectName("mailUnencrypted")

    def _arrange(self) -> None:
        self.add_row("Mail server", self._host)
        self.add_row("Encryption", self._security)
        self.add_row("Port", self._port)
        self.add_row("", self._warning)
        self.add_row("User", self._user)
        self.add_row("Password", self._password)
        self.add_row("", self._keyring)
        self.add_row("Sender", self._sender)
        self.add_row("Sender's name", self._sender_name)
        self.add_row("Messages a minute", self._rate)
        self.add_row("", in_a_row(self._try, self._result))
        self._show_warning()

    def _connect(self) -> None:
        for name, field in (
            ("mail_host", self._host),
            ("mail_user", self._user),
            ("mail_sender", self._sender),
            ("mail_sender_name", self._sender_name),
        ):
            field.editingFinished.connect(
                lambda name=name, field=field: self._tell(name, field.text().strip())
            )
        self._port.valueChanged.connect(lambda port: self._tell("mail_port", port))
        self._rate.valueChanged.connect(lambda rate: self._tell("mail_per_minute", rate))
        self._security.chosen.connect(self._choose_security)
        self._password.editingFinished.connect(self._take_password)
        self._try.clicked.connect(self.try_connection)
        self.account.changed.connect(self._show_account)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for a keyring when somebody looks here."""
        super().showEvent(event)
        self.account.recall()

    def learn(self, own: Settings) -> None:
        """The settings are these now."""
        self.account.learn(own)

    def _tell(self, name: str, value: object) -> None:
        self.changed.emit(name, value)
        self._show_warning()

    @Slot(object)
    def _choose_security(self, security: MailSecurity) -> None:
        usual = self._port.value() in _PORTS.values()
        self._tell("mail_security", security)
        if usual:
            self._port.setValue(_PORTS[security])

    @Slot()
    def _take_password(self) -> None:
        if self._password.text():
            self.account.take_password(self._password.text())
            self._password.clear()

    @Slot()
    def _show_account(self) -> None:
        self._keyring.setText(mail_wording.KEYRING if self.account.has_keyring else mail_wording.NO_KEYRING)
        self._password.setPlaceholderText("••••••••" if self.account.password else "")
        self._show_warning()

    def _show_warning(self) -> None:
        server = self.account.server
        self._warning.setVisible(
            server.security is MailSecurity.NONE and not is_this_computer(server.host.strip())
        )

    @Slot()
    def try_connection(self) -> None:
        """Connect and log in, sending nothing."""
        self._take_password()
        self._say(mail_wording.TRYING, "muted")
        self._try.setEnabled(False)
        work = try_connection(self.account.server, self.account.password)
        self._background.work(work, unwatched, self._tell_well, self._tell_failure)

    def _tell_well(self, _server: MailServer) -> None:
        self._say(mail_wording.SERVER_WORKS, "good")

    def _tell_failure(self, error: Exception) -> None:
        self._try.setEnabled(True)
        if not isinstance(error, CheckinError):
            raise error
        self._say(str(wording.failure(error)), "error")

    def _say(self, text: str, role: str) -> None:
        self._try.setEnabled(True)
        self._result.setProperty("role", role)
        self._result.setText(text)
        theme.polish(self._result)


def _line(name: str, text: str, example: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setObjectName(name)
    made.setMaxLength(200)
    made.setPlaceholderText(example)
    return made


def _number(name: str, most: int, value: int) -> QSpinBox:
    made = QSpinBox()
    made.setObjectName(name)
    made.setRange(1, most)
    made.setValue(value)
    give_margin(made)
    return made
