"""Tickets by e-mail: to whom one is due, and what the message to a person says."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from checkin_app.domain.badge_programme import occasion, own_programme, spoken_date
from checkin_app.domain.code import for_people
from checkin_app.domain.errors import BadInput
from checkin_app.domain.event import Event
from checkin_app.domain.participant import Participant, Status

PLACEHOLDERS: dict[str, str] = {
    "given_name": "the given name",
    "family_name": "the family name",
    "name": "the whole name",
    "organisation": "the organisation",
    "category": "the category",
    "event": "the event's name",
    "place": "where the event is",
    "dates": "when the event is",
    "days": "the days that the person is registered for",
    "programme": "the person's own sessions, day by day",
    "code": "the ticket's code",
}
"""What may stand in braces in a message, and what it stands for."""

_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}")
_FORBIDDEN = re.compile(r'[\s\x00-\x1f\x7f<>(),;:"\[\]\\@]')
_LONGEST_LOCAL, _LONGEST_ADDRESS = 64, 254
"""Octets, from RFC 5321, 4.5.3.1."""
_LONGEST_SUBJECT, _LONGEST_TEXT = 200, 20_000


@dataclass(frozen=True, slots=True)
class Wording:
    """The message that tickets go out with: one line of subject and a text, both with placeholders in braces."""

    subject: str
    text: str


USUAL_WORDING = Wording(
    "Your ticket for {event}",
    "Dear {name},\n\n"
    "your ticket for {event} is attached. Show its QR code at the entrance, on your telephone or on paper.\n\n"
    "Where: {place}\n"
    "When: {dates}\n"
    "You are registered for: {days}\n\n"
    "Should the QR code not be read, this code does the same: {code}\n\n"
    "The ticket is for you alone. Please do not pass it on.\n",
)


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a ticket so far: when a server last took it (UTC) and for which address, or why it refused.

    `times` counts how often it was sent; `is_wanted` says that it is to be sent once more all the same.
    """

    address: str
    sent_at: datetime | None = None
    refused: str = ""
    times: int = 0
    is_wanted: bool = False


class Standing(StrEnum):
    """Where somebody stands with their ticket."""

    DUE = "due"
    SENT = "sent"
    REFUSED = "refused"
    """the mail server does not take this address; another address, or asking for it, makes the ticket due"""
    NO_ADDRESS = "no_address"
    BAD_ADDRESS = "bad_address"
    NOT_COMING = "not_coming"
    """cancelled or barred"""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person, the code that their ticket says (empty if they have none), and where they stand.

    `why` is the sentence about a bad address or the server's refusal.
    """

    person: Participant
    code: str
    standing: Standing
    posted: Posted | None = None
    why: str = ""


def recipient(person: Participant, codes: Sequence[str], posted: Mapping[str, Posted]) -> Recipient:
    """Where a person stands; `codes` are those in force, the newest last, `posted` is by code.

    A ticket with any of the codes will do: who was merged has several, and all of them open the door.
    """
    known = [posted[code] for code in codes if code in posted]
    last = known[-1] if known else None
    code = codes[-1] if codes else ""

    def stands(standing: Standing, why: str = "") -> Recipient:
        return Recipient(person, code, standing, last, why)

    if person.status is not Status.ACTIVE or not codes:
        return stands(Standing.NOT_COMING)
    if any(each.sent_at and not each.refused and not each.is_wanted for each in known):
        return stands(Standing.SENT)
    if not person.email.strip():
        return stands(Standing.NO_ADDRESS)
    if trouble := address_trouble(person.email):
        return stands(Standing.BAD_ADDRESS, trouble)
    if last and last.refused and not last.is_wanted and last.address == mailable(person.email):
        return stands(Standing.REFUSED, last.refused)
    return stands(Standing.DUE)


def recipients(
    people: Iterable[Participant], codes: Mapping[str, Sequence[str]], posted: Mapping[str, Posted]
) -> list[Recipient]:
    """Everybody on the roster, in its order."""
    return [recipient(person, codes.get(person.id, ()), posted) for person in people]


# -- addresses -----------------------------------------------------------------------------------------------


def address_trouble(text: str) -> str:
    """Why a text is not one address that mail can go to, as a sentence; empty if it is."""
    local, at, domain = text.strip().rpartition("@")
    if not at or not local or not domain:
        return f"«{text}» is no e-mail address."
    if _FORBIDDEN.search(local) or _FORBIDDEN.search(domain):
        return f"«{text}» is not one plain e-mail address."
    if "." not in domain.strip("."):
        return f"«{domain}» is not the whole name of a mail domain."
    if local[0] == "." or local[-1] == "." or ".." in local:
        return f"«{text}» has a dot where none may be."
    try:
        ascii_domain = domain.encode("idna")
    except UnicodeError:
        return f"«{domain}» is no mail domain."
    if len(local.encode()) > _LONGEST_LOCAL or len(local.encode()) + len(ascii_domain) >= _LONGEST_ADDRESS:
        return f"«{text[:40]}…» is too long for an e-mail address."
    return ""


def mailable(text: str) -> str:
    """The address as a mail server is told it: the domain as ASCII (IDNA), the part before it as it was written."""
    local, _, domain = text.strip().rpartition("@")
    return f"{local}@{domain.encode('idna').decode()}"


# -- words ---------------------------------------------------------------------------------------------------


def checked(wording: Wording) -> Wording:
    """The wording, its subject trimmed; BadInput for a placeholder that nobody knows, and for what no message can say."""
    subject = wording.subject.strip()
    if not subject:
        raise BadInput("Subject", "It is empty.", remedy="People do not open messages without a subject.")
    if not subject.isprintable() or len(subject) > _LONGEST_SUBJECT:
        raise BadInput("Subject", f"It is not one line of at most {_LONGEST_SUBJECT} characters.")
    if not wording.text.strip():
        raise BadInput("Text", "It is empty.", remedy="Say at least what the ticket is for.")
    if len(wording.text) > _LONGEST_TEXT:
        raise BadInput("Text", f"It is longer than {_LONGEST_TEXT:,} characters.")
    for source, text in (("Subject", subject), ("Text", wording.text)):
        for found in _PLACEHOLDER.finditer(text):
            if found[1] is not None and found[1].strip().lower() not in PLACEHOLDERS:
                known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
                remedy = f"Known are {known}; write {{{{ for a brace."
                raise BadInput(source, f"«{found[0]}» is no placeholder.", remedy=remedy)
    return replace(wording, subject=subject)


def subject_for(wording: Wording, words: Mapping[str, str]) -> str:
    """The subject to a person, always one line."""
    return " ".join(_filled(wording.subject, words).split())


def text_for(wording: Wording, words: Mapping[str, str]) -> str:
    """The text to a person, with a line's end at its end."""
    return _filled(wording.text, words).rstrip() + "\n"


def words_for(event: Event, person: Participant, code: str) -> dict[str, str]:
    """What the placeholders stand for in the message to a person."""
    name = person.name or person.badge_name
    days = [spoken_date(day.date) for day in event.days if person.is_registered_on(day.date)]
    return {
        "given_name": person.given or name,
        "family_name": person.family or name,
        "name": name,
        "organisation": person.organisation,
        "category": person.category,
        "event": event.name,
        "place": event.place,
        "dates": occasion(replace(event, place="")),
        "days": _listed(days),
        "programme": _programme(event, person),
        "code": for_people(code),
    }


def message_id(code: str, times: int) -> str:
    """The part before the @ of the Message-ID of a code's ticket, when it was sent so many times before.

    It stays the same until a server has taken the ticket over and that is on record, so that a mail system can drop
    the double that a crash in between may cause. It says nothing of the code.
    """
    digest = hashlib.sha256(f"ticket {code} {times}".encode()).hexdigest()
    return f"ticket-{digest[:24]}"


def _filled(text: str, words: Mapping[str, str]) -> str:
    def word(found: re.Match[str]) -> str:
        return found[0][0] if found[1] is None else words[found[1].strip().lower()]

    return _PLACEHOLDER.sub(word, text)


def _listed(parts: Sequence[str]) -> str:
    """«Tuesday 21 November and Thursday 23 November»."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def _programme(event: Event, person: Participant) -> str:
    lines: list[str] = []
    for day in own_programme(event, person):
        lines.append(day.title)
        lines += [
            f"  {item.times}  {item.title}" + (f", {item.room}" if item.room else "") for item in day.items
        ]
    return "\n".join(lines)
