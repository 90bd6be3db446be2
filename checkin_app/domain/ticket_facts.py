"""The facts of the log about tickets that go out by e-mail."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class TicketSent:
    """A mail server took over a participant's ticket: the code, to whom, under which subject, which Message-ID.

    Of that it is the part before the @.
    """

    kind: ClassVar[str] = "ticket_sent"
    participant: str
    code: str
    address: str
    subject: str
    message_id: str
    salt: str = ""


@dataclass(frozen=True, slots=True)
class TicketRefused:
    """A mail server refused a participant's ticket for good; `why` is its answer."""

    kind: ClassVar[str] = "ticket_refused"
    participant: str
    code: str
    address: str
    why: str
    salt: str = ""


@dataclass(frozen=True, slots=True)
class TicketsWanted:
    """The tickets with these codes are to be sent once more, although they were sent or refused."""

    kind: ClassVar[str] = "tickets_wanted"
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TicketsWorded:
    """The messages that tickets go out with are from now on this, with placeholders."""

    kind: ClassVar[str] = "tickets_worded"
    subject: str
    text: str
