"""The way to a mail server: connecting as it was set, and telling a refused address from a server that is down."""

import contextlib
import ipaddress
import smtplib
import socket
import ssl
from base64 import b64encode
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum

from checkin_app.domain.errors import BadInput, CheckinError
from checkin_app.domain.ticket_mail import address_trouble, mailable
from checkin_app.settings import MailSecurity, Settings

TIMEOUT_S = 20.0
OURSELVES = "[127.0.0.1]"
"""What we greet as: the name of the organiser's computer is nobody's business, and looking it up may take long."""
_CLOSING = 421
_LOGGED_IN = 235
_SILENT = "{} does not answer. Is the port right, and does a firewall stand between?"
_REFUSED_FROM = 500
"""SMTP answers from here on are final, those from 400 on hold for the moment (RFC 5321, 4.2.1)."""


@dataclass(eq=False)
class MailServerTrouble(CheckinError):
    """The server cannot be used now: nobody's message went out. `why` is a sentence, with the server in it or not."""

    server: str
    why: str

    def __str__(self) -> str:
        return self.why if self.server in self.why else f"{self.server}: {self.why}"


class MailServerHungUp(MailServerTrouble):
    """It did so in the middle of things, and may take the same message on a new connection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """A server, and as whom we send. Without a `user` it is not logged in to. `per_minute` is the most messages."""

    host: str
    port: int = 587
    security: MailSecurity = MailSecurity.STARTTLS
    user: str = ""
    sender: str
    sender_name: str = ""
    per_minute: int = 30

    def __str__(self) -> str:
        return f"{self.host}, port {self.port}"


def server_of(own: Settings) -> MailServer:
    """The mail server that this computer's settings name."""
    return MailServer(
        host=own.mail_host,
        port=own.mail_port,
        security=own.mail_security,
        user=own.mail_user,
        sender=own.mail_sender,
        sender_name=own.mail_sender_name,
        per_minute=own.mail_per_minute,
    )


class Answer(StrEnum):
    """What a server says to a message."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    """for good"""
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with the server's own words, empty for a good one."""

    answer: Answer
    why: str = ""


def checked(server: MailServer) -> MailServer:
    """The server, trimmed; BadInput if it cannot be one, or if a password or a code would cross a network unencrypted."""
    host = server.host.strip().rstrip(".")
    if not host or not host.isprintable() or " " in host:
        raise BadInput("Mail server", "Its name is missing.", remedy="It looks like smtp.example.org.")
    if trouble := address_trouble(server.sender):
        raise BadInput("Sender", trouble, remedy="Messages need an address that answers go to.")
    if not server.sender_name.isprintable():
        raise BadInput("Sender's name", "It is not one line of text.")
    if server.security is MailSecurity.NONE and not is_this_computer(host):
        problem = "Without encryption anybody on the way could read the codes and the password."
        remedy = "Choose TLS or STARTTLS; only a server on this computer may do without."
        raise BadInput("Mail server", problem, remedy=remedy)
    return MailServer(
        host=host,
        port=server.port,
        security=server.security,
        user=server.user.strip(),
        sender=mailable(server.sender),
        sender_name=" ".join(server.sender_name.split()),
        per_minute=max(1, server.per_minute),
    )


def is_this_computer(host: str) -> bool:
    """Whether a server of that name never leaves the computer."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class MailSession:
    """An open connection to a server."""

    def __init__(self, server: MailServer, password: str) -> None:
        """Connect and log in; MailServerTrouble that says what is wrong."""
        self._server = checked(server)
        self._smtp = _greeted(self._server, password)

    def send(self, message: EmailMessage, address: str) -> Reply:
        """Hand a message over for one address; MailServerTrouble if the server is no use at all."""
        try:
            self._smtp.send_message(message, from_addr=self._server.sender, to_addrs=[address])
        except smtplib.SMTPNotSupportedError:
            return Reply(Answer.REFUSED, "This mail server takes only plain letters before the @.")
        except smtplib.SMTPRecipientsRefused as refused:
            return self._judged(*refused.recipients[address])
        except smtplib.SMTPSenderRefused as refused:
            if refused.smtp_code >= _REFUSED_FROM:
                said = _said(refused.smtp_code, refused.smtp_error)
                why = f"The mail server does not let {self._server.sender} send: {said}."
                raise MailServerTrouble(str(self._server), why) from refused
            return self._judged(refused.smtp_code, refused.smtp_error)
        except smtplib.SMTPDataError as refused:
            return self._judged(refused.smtp_code, refused.smtp_error)
        except OSError as failure:
            raise _trouble(self._server, failure) from failure
        return Reply(Answer.ACCEPTED)

    def close(self) -> None:
        """Say goodbye, or just hang up."""
        with contextlib.suppress(OSError):
            self._smtp.quit()
        self._smtp.close()

    def _judged(self, code: int, answer: bytes | str) -> Reply:
        said = _said(code, answer)
        if code == _CLOSING:
            why = f"The mail server closed the connection: {said}."
            raise MailServerHungUp(str(self._server), why)
        return Reply(Answer.REFUSED if code >= _REFUSED_FROM else Answer.LATER, said)


def _greeted(server: MailServer, password: str) -> smtplib.SMTP:
    smtp: smtplib.SMTP | None = None
    try:
        context = ssl.create_default_context()
        if server.security is MailSecurity.TLS:
            smtp = smtplib.SMTP_SSL(server.host, server.port, OURSELVES, timeout=TIMEOUT_S, context=context)
        else:
            smtp = smtplib.SMTP(server.host, server.port, OURSELVES, timeout=TIMEOUT_S)
        smtp.ehlo_or_helo_if_needed()
        if server.security is MailSecurity.STARTTLS:
            smtp.starttls(context=context)
        if server.user:
            _log_in(smtp, server.user, password)
    except BaseException as failure:
        if smtp is not None:
            smtp.close()
        if isinstance(failure, OSError | UnicodeError):
            raise _trouble(server, failure) from failure
        raise
    return smtp


def _log_in(smtp: smtplib.SMTP, user: str, password: str) -> None:
    """As smtplib does, which knows ASCII only; anything else goes as UTF-8 by AUTH PLAIN (RFC 4616)."""
    if (user + password).isascii():
        smtp.login(user, password)
        return
    smtp.ehlo_or_helo_if_needed()
    if "PLAIN" not in smtp.esmtp_features.get("auth", "").upper().split():
        raise smtplib.SMTPNotSupportedError("It takes no password with letters beyond ASCII.")
    code, answer = smtp.docmd("AUTH PLAIN", b64encode(f"\0{user}\0{password}".encode()).decode())
    if code != _LOGGED_IN:
        raise smtplib.SMTPAuthenticationError(code, answer)


def _trouble(server: MailServer, failure: OSError | UnicodeError) -> MailServerTrouble:
    kind = MailServerHungUp if isinstance(failure, smtplib.SMTPServerDisconnected) else MailServerTrouble
    return kind(str(server), _why(server, failure))


def _why(server: MailServer, failure: OSError | UnicodeError) -> str:
    match failure:
        case smtplib.SMTPException():
            return _why_smtp(server, failure)
        case socket.gaierror() | UnicodeError():
            return f"There is no mail server at {server}, or this computer is not connected to the network."
        case ssl.SSLCertVerificationError():
            return f"The certificate of {server}, cannot be trusted: {failure.verify_message}."
        case ssl.SSLError():
            return f"{server} does not speak TLS like this. Port 465 usually wants TLS, port 587 STARTTLS."
        case TimeoutError():
            return _SILENT.format(server)
        case ConnectionRefusedError():
            return f"There is no mail server at {server}."
        case _:
            return f"{server}: {failure.strerror or failure}."


def _why_smtp(server: MailServer, failure: smtplib.SMTPException) -> str:
    match failure:
        case smtplib.SMTPAuthenticationError():
            said = _said(failure.smtp_code, failure.smtp_error)
            return f"{server} does not accept this user and password: {said}."
        case smtplib.SMTPNotSupportedError() if server.security is MailSecurity.STARTTLS and not server.user:
            return f"{server} offers no STARTTLS. Port 465 usually wants TLS."
        case smtplib.SMTPNotSupportedError():
            return f"{server} offers no STARTTLS, or no way to log in that we know: {failure}"
        case smtplib.SMTPServerDisconnected() if isinstance(failure.__context__, TimeoutError):
            return _SILENT.format(server)
        case smtplib.SMTPServerDisconnected():
            return f"{server} hung up. Port 465 usually wants TLS, port 587 STARTTLS."
        case smtplib.SMTPResponseException():
            return f"{server} answered: {_said(failure.smtp_code, failure.smtp_error)}."
        case _:
            return f"{server}: {failure}"


def _said(code: int, answer: bytes | str) -> str:
    """«550 no such mailbox», on one line and not endless."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f"{code} {words[:200]}".strip().rstrip(".")
