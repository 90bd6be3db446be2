"""Deciding one scan within one act: what is known is read, the verdict is given and recorded, or none of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from checkin_app.domain import code
from checkin_app.domain.checkin import Direction, Facts, Reason, Verdict, decide, overridden
from checkin_app.domain.code import Genuine, Reading
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.log import Entered, Fact, Left, Refused
from checkin_app.domain.participant import Badge
from checkin_app.services.journal import Act
from checkin_app.services.scan_lines import lines_of
from checkin_app.store import badges, participants, presence, renames
from checkin_app.store.database import Connection


@dataclass(frozen=True, slots=True)
class Request:
    """What a desk asks about one scan: the record's id, where, which way, and staff's reason to override."""

    record: str
    checkpoint: Checkpoint
    direction: Direction = Direction.ENTRY
    force: str = ""


def decide_scan(act: Act, request: Request, text: str, by_position: str = "") -> Verdict:
    """The verdict on a badge that was read, recorded under the request's id; see `CheckinService.scan`."""
    earlier = _recorded_already(act, request.record)
    if earlier is not None:
        return earlier
    reading = code.read_first((by_position, text), act.key)
    return _decide(act, request, reading, _facts_of_badge(act, reading), text)


def decide_person(act: Act, request: Request, participant: str) -> Verdict:
    """The same for somebody who was found by name; NotFound for an unknown id."""
    earlier = _recorded_already(act, request.record)
    if earlier is not None:
        return earlier
    person = participants.by_id(act.connection, participant)
    if person is None:
        raise NotFound("participant", participant)
    badge = _badge_in_force(act.connection, participant)
    return _decide(act, request, Genuine(""), Facts(badge, person), "")


def inside(connection: Connection, event: Event, checkpoint: Checkpoint, now: datetime) -> int:
    """How many entries are inside by the rule of `Event.presence_end`, which SQL cannot ask."""
    closes = event.window(checkpoint).closes
    if now < closes:
        return presence.count_open(connection, checkpoint)
    today = event.day_window(event.event_date(now)).opens
    return presence.count_open(connection, checkpoint, since=max(closes, today))


def _decide(act: Act, request: Request, reading: Reading, known: Facts, text: str) -> Verdict:
    _refuse_what_is_gone(act.event, request.checkpoint)
    facts = _with_presence(act, known, request.checkpoint)
    verdict = decide(act.event, request.checkpoint, request.direction, reading, facts, act.stamp.at)
    if request.force:
        verdict = overridden(verdict, request.force)
    act.append((request.record, _fact_for(verdict, request.direction, facts, text)))
    return replace(verdict, record=request.record)


def _refuse_what_is_gone(event: Event, checkpoint: Checkpoint) -> None:
    """A desk may still stand at a session that the programme has lost since."""
    if event.day(checkpoint.day) is None or (checkpoint.session and event.session_at(checkpoint) is None):
        raise NotPossible("This checkpoint is not in the programme any more: choose another one.")


def _facts_of_badge(act: Act, reading: Reading) -> Facts:
    if not isinstance(reading, Genuine):
        return Facts()
    badge = badges.by_code(act.connection, reading.code)
    if badge is None or badge.participant is None:
        return Facts(badge)
    person = participants.by_id(act.connection, badge.participant)
    return Facts(badge, person)


def _with_presence(act: Act, known: Facts, checkpoint: Checkpoint) -> Facts:
    if known.participant is None:
        return known
    entries = presence.entries_at(act.connection, known.participant.id, checkpoint)
    session = act.event.session_at(checkpoint)
    here = 0
    if session is not None and session.capacity is not None:
        here = inside(act.connection, act.event, checkpoint, act.stamp.at)
    known = replace(known, inside=here, present=presence.days_of(act.connection, known.participant.id))
    if not entries:
        return known
    latest = next((entry for entry in entries if entry.left_at is None), entries[-1])
    return replace(known, first=entries[0], latest=latest)


def _fact_for(verdict: Verdict, direction: Direction, facts: Facts, text: str) -> Fact:
    person = verdict.participant.id if verdict.participant else ""
    if verdict.admitted:
        return Entered(person, verdict.checkpoint, verdict.reason, verdict.forced)
    if verdict.reason is Reason.LEFT and facts.latest is not None:
        return Left(person, verdict.checkpoint, facts.latest.record)
    if person:
        return Refused(verdict.reason, verdict.checkpoint, direction, person)
    hashed = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Refused(verdict.reason, verdict.checkpoint, direction, "", len(text), hashed)


def _recorded_already(act: Act, record: str) -> Verdict | None:
    """The verdict that was saved under this record id although its answer never came."""
    kept = renames.by_id(act.connection, record)
    if kept is None:
        return None
    line = lines_of(act.connection, [(kept, "")])[0]
    who = line.participant.id if line.participant else ""
    return Verdict(
        line.reason,
        line.at,
        line.checkpoint,
        record,
        participant=line.participant,
        badge=_badge_in_force(act.connection, who),
        present=presence.days_of(act.connection, who, but_for=record),
        forced=line.forced,
    )


def _badge_in_force(connection: Connection, participant: str) -> Badge | None:
    valid = badges.valid_of(connection, participant)
    return valid[-1] if valid else None
