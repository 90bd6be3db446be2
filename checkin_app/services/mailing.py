"""Tickets by e-mail: whose are due, what each message says, and what became of it.

Sending (`mail_run`) takes its time and writes nothing; `note` is the short write after each message, so that nobody
gets a second one, whatever happens to the program or the server meanwhile.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from enum import StrEnum

from checkin_app.domain.badge import BadgeWarning, clean
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.log import TicketRefused, TicketSent, TicketsWanted, TicketsWorded
from checkin_app.domain.text import fold
from checkin_app.domain.ticket_mail import (
    USUAL_WORDING,
    Recipient,
    Standing,
    Wording,
    checked,
    mailable,
    message_id,
    recipient,
    recipients,
    subject_for,
    text_for,
    words_for,
)
from checkin_app.services.badges import BadgeService
from checkin_app.services.journal import Journal
from checkin_app.services.smtp import MailServer
from checkin_app.services.ticket_pdf import render_ticket
from checkin_app.store import badges, participants, programme, tickets

_UNSAFE = '/\\:*?"<>|'


@dataclass(frozen=True, slots=True)
class Letter:
    """A ticket as it would go out: to whom, the words, the PDF, and what does not look on that as it should.

    `message_id` is the part before the @, which is followed by the sender's domain.
    """

    to: Recipient
    address: str
    subject: str
    text: str
    pdf: bytes
    message_id: str
    warnings: tuple[BadgeWarning, ...] = ()


class Fate(StrEnum):
    """What became of a letter in a run."""

    SENT = "sent"
    REFUSED = "refused"
    """by the server, for good"""
    LATER = "later"
    """not now, says the server; it stays due"""
    NOT_DUE = "not_due"
    """meanwhile cancelled, sent by another desk, or without an address"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of somebody's letter; `letter` is None for one that was not due any more. `why` are the server's words."""

    participant: str
    fate: Fate
    letter: Letter | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A message of a dry run: exactly what would go to whom, and how large the ticket is, in bytes."""

    to: Recipient
    address: str
    subject: str
    text: str
    pdf_bytes: int
    warnings: tuple[BadgeWarning, ...]


class MailingService:
    """What an organiser can ask for about tickets by e-mail."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._why_not = ""
        self._badges = BadgeService(journal)

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self._journal.now()

    @property
    def why_not(self) -> str:
        """Why nothing is ever sent from this event file; empty where tickets may go out."""
        return self._why_not

    def forbid(self, why: str) -> None:
        """Let no run send anything from now on; everything else stays possible."""
        self._why_not = why

    def wording(self) -> Wording:
        """How the messages are worded: by the organiser, or as usual."""
        with self._journal.reading() as connection:
            return tickets.wording(connection) or USUAL_WORDING

    def keep_wording(self, wording: Wording) -> Wording:
        """Word the messages; BadInput for an unknown placeholder."""
        wanted = checked(wording)
        if wanted != self.wording():
            with self._journal.writing() as act:
                act.note(TicketsWorded(wanted.subject, wanted.text))
        return wanted

    def recipients(self) -> list[Recipient]:
        """Where everybody on the roster stands, by family name."""
        with self._journal.reading() as connection:
            everybody = list(participants.everybody(connection))
            codes, posted = badges.codes_in_force(connection), tickets.all_posted(connection)
        everybody.sort(key=lambda person: (fold(person.family), fold(person.given), person.id))
        return recipients(everybody, codes, posted)

    def due(self) -> list[str]:
        """The ids of those whose ticket is to be sent, in the order of `recipients`."""
        return [each.person.id for each in self.recipients() if each.standing is Standing.DUE]

    def want_again(self, people: Sequence[str]) -> int:
        """Have these people's tickets sent once more; says how many of them were sent or refused before."""
        wanted = set(people)
        again = [each.code for each in self.recipients() if each.person.id in wanted and each.posted]
        if again:
            with self._journal.writing() as act:
                act.note(TicketsWanted(tuple(again)))
        return len(again)

    def letter(self, participant: str, wording: Wording) -> Letter:
        """The letter to somebody as it would go out now, due or not.

        NotFound for an unknown person, NotPossible for one that no letter can go to, BadInput for the wording.
        """
        with self._journal.reading() as connection:
            event, person = programme.read(connection), participants.by_id(connection, participant)
            codes = [badge.code for badge in badges.valid_of(connection, participant)]
            posted = tickets.posted(connection, codes)
        if person is None:
            raise NotFound("participant", participant)
        to = recipient(person, codes, posted)
        if to.standing in {Standing.NO_ADDRESS, Standing.BAD_ADDRESS, Standing.NOT_COMING} or not codes:
            raise NotPossible(to.why or _UNMAILABLE[to.standing])
        words = words_for(event, person, to.code)
        worded = checked(wording)
        pdf, warnings = render_ticket(self._badges.face(participant))
        times = posted[to.code].times if to.code in posted else 0
        return Letter(
            to,
            mailable(person.email),
            subject_for(worded, words),
            text_for(worded, words),
            pdf,
            message_id(to.code, times),
            warnings,
        )

    def rehearse(self, wording: Wording) -> Generator[tuple[int, int], None, tuple[Rehearsed, ...]]:
        """A dry run, without a server: every message that is due; yields (messages done, messages to do)."""
        checked(wording)
        people = self.due()
        rehearsed: list[Rehearsed] = []
        for done, participant in enumerate(people, 1):
            each = self.letter(participant, wording)
            rehearsed.append(
                Rehearsed(each.to, each.address, each.subject, each.text, len(each.pdf), each.warnings)
            )
            yield done, len(people)
        return tuple(rehearsed)

    def note(self, outcome: Outcome) -> None:
        """Record what became of a letter; what is to be tried later leaves no trace."""
        letter = outcome.letter
        if letter is None or outcome.fate not in {Fate.SENT, Fate.REFUSED}:
            return
        person, code, address = outcome.participant, letter.to.code, letter.address
        with self._journal.writing() as act:
            if outcome.fate is Fate.SENT:
                act.note(TicketSent(person, code, address, letter.subject, letter.message_id))
            else:
                act.note(TicketRefused(person, code, address, outcome.why))


_UNMAILABLE = {
    Standing.NO_ADDRESS: "There is no e-mail address to send the ticket to.",
    Standing.NOT_COMING: "Only people who may come get a ticket.",
}


def message_of(letter: Letter, server: MailServer, now: datetime) -> EmailMessage:
    """The letter as it goes to the server. Names cannot add headers: they are set by the library, one line each."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _mailbox(server.sender, server.sender_name)
    message["To"] = _mailbox(letter.address, letter.to.person.name)
    message["Subject"] = letter.subject
    message["Date"] = now
    message["Message-ID"] = f"<{letter.message_id}@{server.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_attachment(letter.pdf, maintype="application", subtype="pdf", filename=file_name(letter))
    return message


def file_name(letter: Letter) -> str:
    """«Ticket Ștefan Țăranu.pdf», without what file systems do not like."""
    name = "".join(" " if each in _UNSAFE else each for each in letter.to.person.name)
    return f"{clean(f'Ticket {name}')[:80]}.pdf"


def _mailbox(address: str, name: str) -> Address:
    local, _, domain = address.rpartition("@")
    shown = clean("".join(each if each.isprintable() else " " for each in name))
    return Address(shown, username=local, domain=domain)
