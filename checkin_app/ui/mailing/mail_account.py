"""Through which mail server, and as whom: this computer's settings, and the password while the program runs."""

from PySide6.QtCore import QObject, Signal

from checkin_app.services import mail_password
from checkin_app.services.smtp import MailServer, server_of
from checkin_app.settings import Settings
from checkin_app.ui.background import Background, in_one_step, unwatched


class MailAccount(QObject):
    """The password is in memory and, if the organiser wants it, in the system's keyring; never in a file of ours."""

    changed = Signal()
    """The server, the password, or whether there is a keyring."""

    def __init__(self, own: Settings, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._asked_for: MailServer | None = None
        self.server = server_of(own)
        self.password = ""
        self.has_keyring = False

    @property
    def is_set_up(self) -> bool:
        """Whether there is a server and a sender at all."""
        return bool(self.server.host.strip() and self.server.sender.strip())

    @property
    def lacks_password(self) -> bool:
        """Whether the password has to be asked for."""
        return bool(self.server.user.strip()) and not self.password

    def learn(self, own: Settings) -> None:
        """The settings are from now on these."""
        server = server_of(own)
        if (server.host, server.user) != (self.server.host, self.server.user):
            self.password = ""
        self.server = server
        self.changed.emit()

    def take_password(self, password: str) -> None:
        """Use this password, and let the keyring have it if there is one."""
        if password == self.password:
            return
        self.password = password
        if self.has_keyring:
            server = self.server
            work = in_one_step(lambda: mail_password.keep(server, password))
            self._background.work(work, unwatched, _kept)
        self.changed.emit()

    def recall(self) -> None:
        """Look for a keyring, and in it for the password, once for each server; tells by `changed`."""
        server = self.server
        if self._asked_for == server:
            return
        self._asked_for = server

        def look() -> tuple[bool, str]:
            there = mail_password.can_be_kept()
            return there, mail_password.kept(server) if there and server.user else ""

        def know(found: tuple[bool, str]) -> None:
            self.has_keyring, kept = found
            if self.server == server:
                self.password = self.password or kept
            self.changed.emit()

        self._background.work(in_one_step(look), unwatched, know)


def _kept(_went_well: bool) -> None:  # noqa: FBT001  # an answer that nobody waits for
    """If the keyring did not take it, it is asked for in the next run."""
