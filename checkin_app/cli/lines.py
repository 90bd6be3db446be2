"""How results are written: a line for people, or an object for machines with the keys of the manual."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from checkin_app.domain.badge import BadgeWarning
from checkin_app.domain.checkin import Verdict
from checkin_app.domain.errors import EventFileRefused, NotSaved
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import Participant
from checkin_app.domain.roster import ImportPlan, Problem
from checkin_app.services.badge_pdf import BadgeRun
from checkin_app.services.checkin import Undone
from checkin_app.services.export_tables import registered_days
from checkin_app.services.roster import Person
from checkin_app.services.scan_lines import ScanLine
from checkin_app.store.verification import Verification

Json = dict[str, Any]
_NOT_SAVED = "not_saved"


def described(person: Participant | None) -> str:
    """Name and organisation: «Ștefan Țăranu · HempClub»."""
    if person is None:
        return "nobody known"
    return f"{person.name} · {person.organisation}" if person.organisation else person.name


def counted(number: int, thing: str) -> str:
    """«1 badge», «2 badges»."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def checkpoint_text(event: Event, checkpoint: Checkpoint) -> str:
    """The checkpoint as it is given to `--at`: a session's code, or `day:2`."""
    return checkpoint.session or f"day:{event.day_number(checkpoint.day)}"


def verdict_text(event: Event, verdict: Verdict) -> str:
    """`09:14:07  admitted      Ștefan Țăranu · HempClub   D2-CONF`, and what else there is to know."""
    line = _scan_line(event, verdict.at, verdict.reason.value, verdict.participant, verdict.checkpoint)
    return "   ".join([line, *_remarks(event, verdict)])


def verdict_json(event: Event, verdict: Verdict) -> Json:
    """One verdict with the keys of the manual."""
    first = verdict.first
    return {
        "reason": verdict.reason.value,
        "admitted": verdict.admitted,
        "forced": bool(verdict.forced),
        "saved": True,
        "record": verdict.record,
        "checkpoint": checkpoint_text(event, verdict.checkpoint),
        "day": event.day_number(verdict.checkpoint.day),
        "person": _verdict_person(verdict.participant),
        "note": verdict.note or None,
        "first_at": event.local(first.entered_at).isoformat(timespec="seconds") if first else None,
        "first_desk": first.desk if first else None,
        "first_today": verdict.first_today,
        "at": event.local(verdict.at).isoformat(timespec="seconds"),
        "repeated": verdict.repeated,
    }


def not_saved_text(event: Event, checkpoint: Checkpoint, at: datetime) -> str:
    """The line for a scan that did not reach the disk."""
    return _scan_line(event, at, _NOT_SAVED, None, checkpoint)


def not_saved_json(event: Event, checkpoint: Checkpoint, failure: NotSaved) -> Json:
    """The object for a scan that did not reach the disk."""
    return {
        "reason": _NOT_SAVED,
        "admitted": False,
        "forced": False,
        "saved": False,
        "record": failure.record,
        "checkpoint": checkpoint_text(event, checkpoint),
        "day": event.day_number(checkpoint.day),
        "person": None,
        "note": None,
        "first_at": None,
        "first_desk": None,
        "first_today": False,
        "why": failure.why,
    }


def scan_text(event: Event, scan: ScanLine) -> str:
    """A scan of the log on one line."""
    return _scan_line(event, scan.at, scan.reason.value, scan.participant, scan.checkpoint)


def undone_json(event: Event, undone: Undone) -> Json:
    """What was taken back, and the record that says so."""
    return {
        "undone": undone.scan.record,
        "record": undone.record,
        "reason": undone.scan.reason.value,
        "checkpoint": checkpoint_text(event, undone.scan.checkpoint),
        "day": event.day_number(undone.scan.checkpoint.day),
        "person": _verdict_person(undone.scan.participant),
    }


def person_text(event: Event, person: Person) -> str:
    """Somebody on the roster on one line."""
    participant = person.participant
    days = registered_days(event, participant)
    present = ",".join(str(event.day_number(day)) for day in person.present)
    return f"{participant.id[:8]}  {described(participant):<50}  {participant.category:<18} days {days:<7} present {present or '-'}"


def person_json(event: Event, person: Person) -> Json:
    """Somebody on the roster with the keys of the manual."""
    participant = person.participant
    registered = [
        number for number, day in enumerate(event.days, 1) if participant.is_registered_on(day.date)
    ]
    return {
        "id": participant.id,
        "given": participant.given,
        "family": participant.family,
        "organisation": participant.organisation,
        "category": participant.category,
        "email": participant.email,
        "country": participant.country,
        "code": person.code,
        "badge_printed": person.printed_at is not None,
        "days": registered,
        "present": [event.day_number(day) for day in person.present],
        "external_id": participant.external_id,
        "badge_name": participant.badge_name,
        "job_title": participant.job_title,
        "sessions": sorted(participant.sessions),
        "note": participant.note,
        "status": participant.status.value,
        "walk_in": participant.walk_in,
    }


def plan_json(plan: ImportPlan) -> Json:
    """What an import changes, with the keys of the manual."""
    return {
        "new": len(plan.new),
        "updated": len(plan.updated),
        "same": len(plan.same),
        "problems": [_problem_json(problem) for problem in plan.problems],
        "columns": dict(plan.columns),
        "doubts": [_problem_json(doubt) for doubt in plan.doubts],
        "possible_duplicates": [
            {"row": each.row.row, "name": each.row.name, "like": each.participant.id, "why": each.why.value}
            for each in plan.possible_duplicates
        ],
    }


def plan_text(source: str, plan: ImportPlan, *, dry_run: bool) -> str:
    """What an import changes, in a sentence."""
    counts = f"{len(plan.new)} new, {len(plan.updated)} updated, {len(plan.same)} same"
    left_out = f", {counted(len({problem.row for problem in plan.problems}), 'row')} with problems left out"
    intent = " Nothing was changed: this was a dry run." if dry_run else ""
    return f"{source}: {counts}{left_out if plan.problems else ''}.{intent}"


def plan_remarks(plan: ImportPlan) -> Iterator[str]:
    """What the organiser should look at, row by row."""
    for problem in (*plan.problems, *plan.doubts):
        column = f", column «{problem.column}»" if problem.column else ""
        yield f"row {problem.row}{column}: {problem.reason}"
    for each in plan.possible_duplicates:
        yield f"row {each.row.row}: {each.row.name} may be {described(each.participant)} (id {each.participant.id[:8]})."


def _problem_json(problem: Problem) -> Json:
    return {"row": problem.row, "column": problem.column, "reason": problem.reason}


def badge_run_json(run: BadgeRun) -> Json:
    """What was drawn, with the keys of the manual."""
    return {
        "badges": run.badges,
        "pages": run.pages,
        "warnings": warnings_json(run.warnings),
    }


def warnings_json(warnings: Iterable[BadgeWarning]) -> list[Json]:
    """What to look at on badges and other papers."""
    return [
        {"person": each.participant, "field": each.field, "problem": str(each.problem), "detail": each.detail}
        for each in warnings
    ]


def badge_warning_text(
    warning: BadgeWarning, names: Mapping[str | None, str], *, otherwise: str = "A badge"
) -> str:
    """A warning as a sentence; `otherwise` is what it is about if it is about nobody."""
    who = names.get(warning.participant, "") or otherwise
    said = {
        "shrunk": "is printed smaller than is easy to read",
        "ellipsed": "does not fit and is cut",
        "missing_glyph": "has a character that no font of the program has",
        "empty": "is empty",
        "duplicate": "is the same as on another badge",
        "coarse": "picture has too few dots for its size",
        "pale": "is hard to tell from what lies under it",
    }[str(warning.problem)]
    return f"{who}: the {warning.field.replace('_', ' ')} {said}" + (
        f" ({warning.detail})." if warning.detail else "."
    )


def verification_text(found: Verification) -> str:
    """A sentence on the state of an event file."""
    bad = found.first_bad
    if bad is None:
        return (
            f"All is well: {found.records} records, every one follows from the one before, the tables agree."
        )
    if bad.seq is None:
        return f"Not as it was: {bad.why}"
    return f"Not as it was: desk {bad.desk}, record {bad.seq}: {bad.why}"


def verification_json(found: Verification) -> Json:
    """The state of an event file, with the keys of the manual."""
    bad = found.first_bad
    return {
        "ok": found.ok,
        "records": found.records,
        "first_bad": {"desk": bad.desk, "seq": bad.seq, "why": bad.why} if bad else None,
    }


def refused_verification_json(refusal: EventFileRefused) -> Json:
    """The state of a file that is not even opened."""
    return {"ok": False, "records": 0, "first_bad": {"desk": None, "seq": None, "why": refusal.why}}


def _scan_line(
    event: Event, at: datetime, word: str, person: Participant | None, checkpoint: Checkpoint
) -> str:
    who = described(person) if person else "-"
    return f"{event.local(at):%H:%M:%S}  {word:<16}  {who}   {checkpoint_text(event, checkpoint)}"


def _remarks(event: Event, verdict: Verdict) -> list[str]:
    remarks: list[str] = []
    if verdict.forced:
        remarks.append(f"let in anyway: {verdict.forced}")
    if verdict.first:
        remarks.append(f"first {event.local(verdict.first.entered_at):%H:%M:%S} at {verdict.first.desk}")
    if verdict.badge and verdict.badge.replaced_at and not verdict.admitted:
        remarks.append(f"replaced at {event.local(verdict.badge.replaced_at):%H:%M}")
    if verdict.repeated:
        remarks.append("same scan")
    if verdict.note:
        remarks.append(f"note: {verdict.note}")
    return remarks


def _verdict_person(person: Participant | None) -> Json | None:
    if person is None:
        return None
    return {
        "id": person.id,
        "name": person.name,
        "organisation": person.organisation,
        "category": person.category,
    }
