"""`checkin report`: papers as PDF, and what is said about them."""

from collections.abc import Mapping, Sequence
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

KINDS = ("signatures", "certificates")

Names = Mapping[str | None, str]


def signatures(
    services: Services, out: Path, choices: SignatureChoices, *, day: int | None, session: str
) -> tuple[PaperRun, Names]:
    """Set the lists of a session, of a day, or of every day; gives the run, and the names for what is said about it."""
    checkpoints = chosen_checkpoints(services.programme.event, day=day, session=session)
    lists = services.reports.signature_lists(checkpoints)
    run = finish(services.reports.save_signatures(lists, out, choices), "Setting signature lists")
    return run, {row.participant.id: row.participant.name for each in lists for row in each.rows}


def tell(out: Path, run: PaperRun, names: Names, *, as_json: bool) -> None:
    """Say what was set, and what should be looked at."""
    answer(_run_json(run), lambda: f"{out}: {lines.counted(run.pages, 'page')}.", as_json=as_json)
    if not as_json:
        _warn(run, names)


# -- certificates --------------------------------------------------------------------------------------------


def rule(services: Services, *, days: int | None, share: int, sessions: Sequence[str]) -> CertificateRule:
    """The rule that was asked for; days that were not are those of the programme."""
    usual = usual_rule(services.programme.event)
    return CertificateRule(usual.days if days is None else days, share, tuple(sessions))


def certificates(
    services: Services,
    asked: CertificateRule,
    out: Path,
    *,
    signatory: str,
    signature: Path | None,
    separate: bool,
) -> tuple[Issue, PaperRun]:
    """Issue certificates and set them; if nobody earned one, nothing is set."""
    picture = BadgeDesignService.read_picture(signature) if signature else None
    choices = CertificateChoices(signatory=signatory, signature=picture, apart=separate)
    issue = services.certificates.issue(asked)
    if not issue.certificates:
        return issue, PaperRun(0, 0, ())
    return issue, finish(
        services.certificates.save_pdf(issue.certificates, out, choices), "Setting certificates"
    )


def tell_issue(out: Path, issue: Issue, run: PaperRun, *, as_json: bool) -> None:
    """Say who has a certificate, and who falls short of what."""
    given = len(issue.certificates)
    short = len(issue.short)
    falling = (
        f" {lines.counted(short, 'person')} falls short." if short == 1 else f" {short:,} people fall short."
    )
    made = f"{out}: {lines.counted(given, 'certificate')}." if given else "Nobody has earned a certificate."
    answer(
        _run_json(run)
        | {
            "certificates": [_certificate_json(each) for each in issue.certificates],
            "short": [
                {"person": each.participant.id, "missing": [_missing_json(lack) for lack in each.missing]}
                for each in issue.short
            ],
        },
        lambda: made + (falling if short else ""),
        as_json=as_json,
    )
    if not as_json:
        _warn(run, {each.participant.id: each.participant.name for each in issue.certificates})
        for each in issue.short:
            warn(short_text(each))


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


def _warn(run: PaperRun, names: Names) -> None:
    for warning in run.warnings:
        warn(lines.badge_warning_text(warning, names, otherwise="The heading"))


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
