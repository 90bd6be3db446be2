"""A mail server on this computer for tests: what it takes it keeps, and what it refuses can be set."""

import email
import email.policy
import socketserver
import ssl
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from threading import Thread

from checkin_app.services.smtp import MailServer
from checkin_app.settings import MailSecurity

CERTIFICATE = Path(__file__).with_name("mail_certificate.pem")
"""Made for these tests by hand, with its key: for localhost and 127.0.0.1, trusted by nobody."""


@dataclass
class PostOffice:
    """How the server behaves, and what it has taken.

    `refuses` are its answers by recipient; `later` counts how often it says «try later» to one first. It hangs up in
    the middle of the messages whose numbers are in `drops`, counted from 1, once each.
    """

    refuses: dict[str, str] = field(default_factory=dict)
    later: dict[str, int] = field(default_factory=dict)
    drops: set[int] = field(default_factory=set)
    features: list[str] = field(default_factory=lambda: ["SMTPUTF8", "8BITMIME"])
    user: str = ""
    password: str = ""
    refuses_sender: str = ""
    refuses_data: str = ""
    greeting: str = "220 ready"
    implicit_tls: bool = False
    starttls: bool = False
    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    sessions: int = 0
    encrypted: list[bool] = field(default_factory=list)
    begun: int = 0
    port: int = 0

    def server(self, **changes: object) -> MailServer:
        """How it is reached."""
        security = MailSecurity.TLS if self.implicit_tls else MailSecurity.NONE
        usual: dict[str, object] = {
            "host": "localhost",
            "port": self.port,
            "security": MailSecurity.STARTTLS if self.starttls else security,
            "sender": "tickets@example.org",
            "sender_name": "Tickets",
            "per_minute": 1000,
        }
        return MailServer(**(usual | changes))  # type: ignore[arg-type]  # values of the right kinds


@contextmanager
def running(office: PostOffice) -> Iterator[PostOffice]:
    """The server at a free port."""

    class Handler(_Handler):
        post = office

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        office.port = server.server_address[1]
        thread = Thread(target=lambda: server.serve_forever(poll_interval=0.01))
        thread.start()
        try:
            yield office
        finally:
            server.shutdown()
            thread.join()


def _context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    return context


class _HungUp(Exception):
    pass


class _Handler(socketserver.StreamRequestHandler):
    post: PostOffice

    def handle(self) -> None:
        self.post.sessions += 1
        self._is_encrypted = False
        self._recipient = ""
        try:
            if self.post.implicit_tls:
                self._encrypt()
            self._say(self.post.greeting)
            while line := self.rfile.readline().decode("utf-8").strip():
                self._answer(line)
        except (_HungUp, OSError):
            return
        finally:
            self.rfile.close()
            self.request.close()

    def finish(self) -> None:
        """All is closed already."""

    def _answer(self, line: str) -> None:
        verb = line.split(" ", 1)[0].split(":", 1)[0].upper()
        acts = {
            "EHLO": self._greet,
            "STARTTLS": self._go_over_to_tls,
            "AUTH": lambda: self._log_in(line),
            "MAIL": lambda: self._say(self.post.refuses_sender or "250 ok"),
            "RCPT": lambda: self._take_recipient(line),
            "DATA": self._take_message,
            "QUIT": self._leave,
            "RSET": lambda: self._say("250 ok"),
        }
        acts.get(verb, lambda: self._say("502 what?"))()

    def _leave(self) -> None:
        self._say("221 bye")
        raise _HungUp

    def _go_over_to_tls(self) -> None:
        self._say("220 go on")
        self._encrypt()

    def _greet(self) -> None:
        offers = [*self.post.features]
        if self.post.starttls and not self._is_encrypted:
            offers.append("STARTTLS")
        if self.post.user:
            offers.append("AUTH PLAIN")
        lines = ["localhost", *offers]
        for offer in lines[:-1]:
            self._say(f"250-{offer}")
        self._say(f"250 {lines[-1]}")

    def _log_in(self, line: str) -> None:
        _, user, password = b64decode(line.rsplit(maxsplit=1)[-1]).decode().split("\0")
        is_right = (user, password) == (self.post.user, self.post.password)
        self._say("235 welcome" if is_right else "535 wrong user or password")

    def _take_recipient(self, line: str) -> None:
        self._recipient = line[line.index("<") + 1 : line.index(">")]
        if self.post.later.get(self._recipient, 0) > 0:
            self.post.later[self._recipient] -= 1
            self._say("451 greylisted, come again")
        else:
            self._say(self.post.refuses.get(self._recipient, "250 ok"))

    def _take_message(self) -> None:
        self.post.begun += 1
        self._say("354 go on")
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
            if self.post.begun in self.post.drops:
                self.post.drops.discard(self.post.begun)
                raise _HungUp
        if self.post.refuses_data:
            self._say(self.post.refuses_data)
            return
        parsed = email.message_from_bytes(b"".join(lines), policy=email.policy.SMTPUTF8)
        assert isinstance(parsed, EmailMessage)
        self.post.messages.append(parsed)
        self.post.recipients.append(self._recipient)
        self.post.encrypted.append(self._is_encrypted)
        self._say("250 taken")

    def _encrypt(self) -> None:
        self.request = _context().wrap_socket(self.request, server_side=True)
        self.rfile.close()
        self.rfile = self.request.makefile("rb")
        self._is_encrypted = True

    def _say(self, line: str) -> None:
        self.request.sendall(f"{line}\r\n".encode())
