"""Certificates of attendance: who earned one, issuing, printing and verifying them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path

from checkin_app.domain.certificate import (
    Certificate,
    CertificateRule,
    Decision,
    IssuedCertificate,
    certificate,
    decide,
    is_still_true,
    read_check,
    usual_rule,
)
from checkin_app.domain.checkin import Entry
from checkin_app.domain.event import Event
from checkin_app.domain.log import CertificatesIssued
from checkin_app.domain.participant import Status
from checkin_app.domain.signature_list import name_key
from checkin_app.services.apart import apart
from checkin_app.services.certificate_pages import CertificateChoices, render_certificates
from checkin_app.services.event_logos import logos_of
from checkin_app.services.journal import Journal, reading_journal
from checkin_app.services.long_work import Work
from checkin_app.services.paper import PaperRun
from checkin_app.store import certificates, participants, presence, programme
from checkin_app.store.database import Connection

USUAL_PAPER = CertificateChoices()
_WORTH_A_PROCESS = 50
"""Certificates; fewer are set before another process has begun."""


class CertificateState(StrEnum):
    """What is found about a certificate that somebody shows."""

    TRUE = "true"
    """it was issued, and what it says is so"""
    CHANGED = "changed"
    """it was issued, but the name or the attendance is not any more what it says"""
    NOT_ISSUED = "not_issued"
    """nobody was given this number with this check code"""


@dataclass(frozen=True, slots=True)
class CertificateFinding:
    """What is found about a certificate; `now` is what its owner attended as the log says now."""

    number: int
    state: CertificateState
    issued_on: date | None = None
    now: Decision | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """The certificates of everybody who earned one, by name, and who on the roster fell short of what."""

    certificates: tuple[Certificate, ...]
    short: tuple[Decision, ...]


class CertificateService:
    """What a coordinator can ask for about certificates."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def decisions(self, rule: CertificateRule | None = None) -> list[Decision]:
        """Everybody on the roster, by name: what they attended, and what is missing. Without a rule the programme's holds."""
        with self._journal.reading() as connection:
            event = programme.read(connection)
            return _decisions(connection, event, (rule or usual_rule(event)).checked(event))

    def issue(self, rule: CertificateRule | None = None) -> Issue:
        """Give certificates to all who earned one; who has one that is still true keeps its number and its date.

        Raises what `CertificateRule.checked` raises.
        """
        with self._journal.writing() as act:
            event, key, today = act.event, act.key, act.stamp.day
            rule = (rule or usual_rule(event)).checked(event)
            decided = _decisions(act.connection, event, rule)
            known = certificates.all_issued(act.connection)
            latest = {issued.participant: (issued, on) for issued, on in known}
            number = max((issued.number for issued, _ in known), default=0)
            given: list[Certificate] = []
            new: list[IssuedCertificate] = []
            for each in (each for each in decided if each.earned):
                had = latest.get(each.participant.id)
                if had and is_still_true(*had, event, each, key):
                    given.append(certificate(had[0].number, had[1], event, each, key))
                    continue
                number += 1
                given.append(certificate(number, today, event, each, key))
                new.append(given[-1].issued)
            if new:
                act.note(CertificatesIssued(rule, tuple(new)))
        return Issue(tuple(given), tuple(each for each in decided if not each.earned))

    def save_pdf(
        self, given: Sequence[Certificate], out: Path, choices: CertificateChoices = USUAL_PAPER
    ) -> Work[PaperRun]:
        """Set certificates into one PDF, or into one for each person in the folder `out`; yields (done, to do).

        Raises NotPossible if there is none, BadInput for what cannot be written.
        """
        with self._journal.reading() as connection:
            logos = logos_of(connection)
        work = partial(render_certificates, given, out, choices, logos)
        return apart(work) if len(given) > _WORTH_A_PROCESS else work()

    def verify(self, number: int, check: str) -> CertificateFinding:
        """Whether a certificate that somebody shows was issued here, and whether what it says is still so."""
        with self._journal.reading() as connection:
            event, key = programme.read_with_key(connection)
            known = certificates.by_number(connection, number)
            if known is None or read_check(check) != known[0].check:
                return CertificateFinding(number, CertificateState.NOT_ISSUED)
            return _finding(connection, event, key, *known)

    def changed(self) -> list[CertificateFinding]:
        """Every certificate that does not say any more what the log says, by number.

        Of somebody who was given a newer one, only that one is looked at.
        """
        with self._journal.reading() as connection:
            if not certificates.is_kept(connection):
                return []
            event, key = programme.read_with_key(connection)
            latest = {issued.participant: (issued, on) for issued, on in certificates.all_issued(connection)}
            findings = (_finding(connection, event, key, *each) for each in latest.values())
            return sorted(
                (each for each in findings if each.state is CertificateState.CHANGED),
                key=lambda each: each.number,
            )


def changed_certificates(path: Path) -> list[CertificateFinding]:
    """What `CertificateService.changed` says about a file that is not opened for work."""
    with reading_journal(path) as journal:
        return CertificateService(journal).changed()


def certificates_of(connection: Connection) -> tuple[Certificate, ...]:
    """The certificates that were issued and are still true, by number; of somebody with a newer one only that one."""
    if not certificates.is_kept(connection):
        return ()
    event, key = programme.read_with_key(connection)
    latest = {issued.participant: (issued, on) for issued, on in certificates.all_issued(connection)}
    found = ((*each, _finding(connection, event, key, *each)) for each in latest.values())
    true = (
        certificate(issued.number, on, event, finding.now, key)
        for issued, on, finding in found
        if finding.state is CertificateState.TRUE and finding.now
    )
    return tuple(sorted(true, key=lambda each: each.number))


def _decisions(connection: Connection, event: Event, rule: CertificateRule) -> list[Decision]:
    """Somebody who was removed or cancelled and never came falls short of nothing."""
    entries: dict[str, list[Entry]] = {}
    for entry in presence.all_entries(connection):
        entries.setdefault(entry.participant, []).append(entry)
    roster = [
        person
        for person in participants.everybody(connection)
        if person.status is Status.ACTIVE or person.id in entries
    ]
    roster.sort(key=partial(name_key, event))
    return [decide(event, rule, person, entries.get(person.id, ())) for person in roster]


def _finding(
    connection: Connection, event: Event, key: bytes, issued: IssuedCertificate, issued_on: date
) -> CertificateFinding:
    person = participants.by_id(connection, issued.participant)
    if person is None:
        raise LookupError(issued.participant)
    entries = presence.entries_of(connection, person.id)
    now = decide(event, CertificateRule(), person, entries)
    is_true = is_still_true(issued, issued_on, event, now, key)
    state = CertificateState.TRUE if is_true else CertificateState.CHANGED
    return CertificateFinding(issued.number, state, issued_on, now)
