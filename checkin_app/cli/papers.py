"""`checkin report`: papers as PDF, and what is said about them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from checkin_app.bootstrap import Services
from checkin_app.cli import lines
from checkin_app.cli.lines import Json
from checkin_app.cli.terminal import answer, finish, warn
from checkin_app.domain.attended import spoken_duration
from checkin_app.domain.certificate import (
    Certificate,
    CertificateRule,
    Decision,
    Lack,
    Missing,
    shown_check,
    usual_rule,
)
from checkin_app.domain.event import Event
from checkin_app.domain.signature_list import chosen_checkpoints
from checkin_app.services.badge_designs import BadgeDesignService
from checkin_app.services.certificate_pages import CertificateChoices
from checkin_app.services.certificates import (
    CertificateFinding,
    CertificateState,
    Issue,
    changed_certificates,
)
from checkin_app.services.paper import PaperRun
from checkin_app.services.signature_pages import SignatureChoices

KINDS = ("signatures", "certificates", "attendance")

Names = Mapping[str | None, str]


class Reporter:
    """Sets the papers that were asked for, and says what came of it."""

    def __init__(self, services: Services, out: Path, *, as_json: bool) -> None:
        self._services = services
        self._out = out
        self._as_json = as_json

    def signatures(self, choices: SignatureChoices, *, day: int | None, session: str) -> None:
        """Set the lists of a session, of a day, or of every day."""
        reports = self._services.reports
        lists = reports.signature_lists(
            chosen_checkpoints(self._services.programme.event, day=day, session=session)
        )
        run = finish(reports.save_signatures(lists, self._out, choices), "Setting signature lists")
        self._tell(run)
        self._warn(run, {row.participant.id: row.participant.name for each in lists for row in each.rows})

    def certificates(self, rule: CertificateRule, choices: CertificateChoices) -> None:
        """Issue certificates and set them; if nobody earned one, nothing is set. Who falls short is named."""
        service = self._services.certificates
        issue, run = service.issue(rule), PaperRun(0, 0, ())
        if issue.certificates:
            run = finish(service.save_pdf(issue.certificates, self._out, choices), "Setting certificates")
        answer(
            _run_json(run) | _issue_json(issue), lambda: _issue_text(self._out, issue), as_json=self._as_json
        )
        self._warn(run, {each.participant.id: each.participant.name for each in issue.certificates})
        self._say_beside(short_text(each) for each in issue.short)

    def attendance(self) -> None:
        """Set the attendance report."""
        self._tell(finish(self._services.reports.save_attendance(self._out), "Setting the report"))

    def _tell(self, run: PaperRun) -> None:
        pages = f"{self._out}: {lines.counted(run.pages, 'page')}."
        answer(_run_json(run), lambda: pages, as_json=self._as_json)

    def _warn(self, run: PaperRun, names: Names) -> None:
        said = (lines.badge_warning_text(each, names, otherwise="The heading") for each in run.warnings)
        self._say_beside(said)

    def _say_beside(self, sentences: Iterable[str]) -> None:
        if not self._as_json:
            for sentence in sentences:
                warn(sentence)


def lists_of(blank_rows: int, data_protection: str, *, landscape: bool, emails: bool) -> SignatureChoices:
    """How signature lists are set."""
    return SignatureChoices(
        blank_rows=blank_rows, data_protection=data_protection, landscape=landscape, emails=emails
    )


# -- certificates --------------------------------------------------------------------------------------------


def rule_of(event: Event, *, days: int | None, share: int, sessions: Sequence[str]) -> CertificateRule:
    """The rule that was asked for; days that were not are those of the programme."""
    return CertificateRule(usual_rule(event).days if days is None else days, share, tuple(sessions))


def paper_of(signatory: str, signature: Path | None, *, separate: bool) -> CertificateChoices:
    """How certificates are set; BadInput for a picture that cannot be taken."""
    picture = BadgeDesignService.read_picture(signature) if signature else None
    return CertificateChoices(signatory=signatory, signature=picture, apart=separate)


def short_text(decision: Decision) -> str:
    """«Ana Pop · HempClub: 1 of 3 days, not in D2-CONF»."""
    return f"{lines.described(decision.participant)}: {', '.join(map(_missing_text, decision.missing))}"


def changed_since_issue(event: Path) -> list[CertificateFinding]:
    """The certificates of a file that say what is not so any more."""
    return changed_certificates(event)


def finding_json(found: CertificateFinding) -> Json:
    """What is found about a certificate; `minutes` is the time in sessions as the log says now."""
    now = found.now
    return {
        "number": found.number,
        "state": found.state.value,
        "issued_on": found.issued_on.isoformat() if found.issued_on else None,
        "person": now.participant.id if now else None,
        "name": now.participant.name if now else None,
        "days": [day.date.isoformat() for day in now.attended.days] if now else [],
        "minutes": now.attended.minutes if now else 0,
    }


def finding_text(found: CertificateFinding) -> str:
    """What is found about a certificate, in a sentence."""
    if found.now is None or found.issued_on is None:
        return f"No certificate No. {found.number} with this check code was issued at this event."
    who = lines.described(found.now.participant)
    if found.state is CertificateState.TRUE:
        attended = found.now.attended
        days = lines.counted(len(attended.days), "day")
        time = spoken_duration(attended.minutes)
        return f"Certificate No. {found.number} is true: {who}, {days}, {time} in sessions, issued on {found.issued_on}."
    return (
        f"Certificate No. {found.number} of {who} was issued on {found.issued_on}, "
        "but the name or the attendance has changed since then."
    )


def _run_json(run: PaperRun) -> Json:
    return {"papers": run.papers, "pages": run.pages, "warnings": lines.warnings_json(run.warnings)}


def _issue_json(issue: Issue) -> Json:
    short = [
        {"person": each.participant.id, "missing": [_missing_json(lack) for lack in each.missing]}
        for each in issue.short
    ]
    return {"certificates": [_certificate_json(each) for each in issue.certificates], "short": short}


def _issue_text(out: Path, issue: Issue) -> str:
    given, short = len(issue.certificates), len(issue.short)
    made = f"{out}: {lines.counted(given, 'certificate')}." if given else "Nobody has earned a certificate."
    falling = " 1 person falls short." if short == 1 else f" {short:,} people fall short."
    return made + (falling if short else "")


def _certificate_json(each: Certificate) -> Json:
    return {
        "number": each.number,
        "check": shown_check(each.check),
        "person": each.participant.id,
        "days": [day.date.isoformat() for day in each.attended.days],
        "minutes": each.attended.minutes,
    }


def _missing_json(missing: Missing) -> Json:
    return {
        "what": missing.lack.value,
        "has": missing.has,
        "needs": missing.needs,
        "session": missing.session,
    }


def _missing_text(missing: Missing) -> str:
    match missing.lack:
        case Lack.DAYS:
            return f"{missing.has} of {lines.counted(missing.needs, 'day')}"
        case Lack.SHARE:
            return f"{missing.has} of the {missing.needs} sessions it takes"
        case Lack.SESSION:
            return f"not in {missing.session}"
