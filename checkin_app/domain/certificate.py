"""Certificates of attendance: the rule, whether somebody keeps it, and what a certificate says that can be verified."""

import base64
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checkin_app.domain.attended import Attended, attended
from checkin_app.domain.checkin import Entry, is_on_list
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import Participant

_CHECK_BYTES = 10
_LOOKALIKES = str.maketrans("018", "OIB")
"""What people read for letters that the check code has; none of these digits is in it."""


@dataclass(frozen=True, slots=True)
class CertificateRule:
    """What a certificate asks for, all of it: so many days, a share of the sessions that count, certain sessions.

    `share` is per cent of the sessions with `certificate = true` that the person may enter. A session has been
    attended by whoever was there while it was held. Nobody who never came keeps any rule.
    """

    days: int = 1
    share: int = 0
    sessions: tuple[str, ...] = ()

    def checked(self, event: Event) -> "CertificateRule":
        """The same; NotPossible or NotFound if nobody could keep it."""
        if not 1 <= self.days <= max(1, len(event.days)):
            raise NotPossible(f"A certificate can ask for 1 to {len(event.days)} days, not for {self.days}.")
        if not 0 <= self.share <= 100:
            raise NotPossible(
                f"A certificate can ask for 0 to 100 % of the sessions, not for {self.share} %."
            )
        for code in self.sessions:
            session = event.session(code)
            if session is None:
                raise NotFound("session", code)
            if not session.certificate:
                raise NotPossible(f"The session «{code}» does not count for certificates.")
        return self


def usual_rule(event: Event) -> CertificateRule:
    """What the programme asks for; one day if it says nothing."""
    return CertificateRule(days=event.certificate_days or 1)


class Lack(StrEnum):
    """What somebody falls short of."""

    DAYS = "days"
    SHARE = "share"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing: of `needs` days or sessions there are `has`; `session` is the code of a named one."""

    lack: Lack
    has: int = 0
    needs: int = 1
    session: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody attended, and what is missing for a certificate."""

    participant: Participant
    attended: Attended
    missing: tuple[Missing, ...]

    @property
    def earned(self) -> bool:
        """Whether a certificate may be issued."""
        return not self.missing


def decide(event: Event, rule: CertificateRule, person: Participant, entries: Sequence[Entry]) -> Decision:
    """Whether somebody keeps a rule, by their entries that count, in the order of time."""
    found = attended(event, entries)
    there = found.codes
    missing: list[Missing] = []
    if len(found.days) < max(1, rule.days):
        missing.append(Missing(Lack.DAYS, len(found.days), max(1, rule.days)))
    counting = _counting(event, person, there)
    needed = -(-len(counting) * rule.share // 100)
    if len(counting & there) < needed:
        missing.append(Missing(Lack.SHARE, len(counting & there), needed))
    missing += [Missing(Lack.SESSION, session=code) for code in rule.sessions if code not in there]
    return Decision(person, found, tuple(missing))


def _counting(event: Event, person: Participant, there: frozenset[str]) -> frozenset[str]:
    """The sessions that count and that the person may enter, or was let into."""
    return frozenset(
        session.code
        for day, session in event.sessions()
        if session.certificate
        and (session.code in there or is_on_list(event, person, Checkpoint(day.date, session.code)))
    )


# -- the paper -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class IssuedCertificate:
    """That somebody was given a certificate; `check` is its check code, without hyphens."""

    number: int
    participant: str
    check: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is printed; `check` is the check code over all the rest."""

    number: int
    issued_on: date
    event: Event
    participant: Participant
    attended: Attended
    check: str

    @property
    def issued(self) -> IssuedCertificate:
        """What is recorded of it."""
        return IssuedCertificate(self.number, self.participant.id, self.check)


def certificate(number: int, issued_on: date, event: Event, decision: Decision, key: bytes) -> Certificate:
    """The certificate of somebody who earned one; NotPossible for somebody who did not. `key` is the event's."""
    if not decision.earned:
        raise NotPossible(f"{decision.participant.name} has not earned a certificate.")
    check = _check(number, issued_on, event, decision, key)
    return Certificate(number, issued_on, event, decision.participant, decision.attended, check)


def is_still_true(
    issued: IssuedCertificate, issued_on: date, event: Event, now: Decision, key: bytes
) -> bool:
    """Whether a certificate says what the log says now: the name, the days, the sessions, the minutes."""
    return hmac.compare_digest(issued.check, _check(issued.number, issued_on, event, now, key))


def read_check(text: str) -> str:
    """A check code as somebody typed it."""
    return "".join(text.upper().translate(_LOOKALIKES).replace("-", " ").split())


def shown_check(check: str) -> str:
    """A check code in groups of four: «K7QX-…»."""
    return "-".join(check[at : at + 4] for at in range(0, len(check), 4))


def _check(number: int, issued_on: date, event: Event, decision: Decision, key: bytes) -> str:
    """Sixteen letters and digits: eighty bits of an HMAC over everything that a certificate says."""
    person = decision.participant
    days = [
        [day.date.isoformat(), [[each.title, each.minutes] for each in day.sessions]]
        for day in decision.attended.days
    ]
    said = [number, issued_on.isoformat(), person.id, person.given, person.family, event.name, days]
    content = json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode()
    return base64.b32encode(hmac.digest(key, b"certificate1" + content, "sha256")[:_CHECK_BYTES]).decode()
