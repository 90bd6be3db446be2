"""The verdict: one pure function decides every scan, wherever it comes from."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from checkin_app.domain.code import Genuine, Misread, NotOurs, Reading
from checkin_app.domain.event import Admits, Checkpoint, Event
from checkin_app.domain.participant import Badge, Participant, Status

DOUBLE_READ = timedelta(seconds=3)
"""The same badge read again within this time at the same desk is the same scan."""


class Direction(StrEnum):
    """Whether a desk lets people in or out."""

    ENTRY = "entry"
    EXIT = "exit"


class Reason(StrEnum):
    """The words of the verdict table, in its order."""

    MISREAD = "misread"
    NOT_OURS = "not_ours"
    UNKNOWN = "unknown"
    REPLACED = "replaced"
    CANCELLED = "cancelled"
    LEFT = "left"
    NOT_INSIDE = "not_inside"
    TOO_EARLY = "too_early"
    OVER = "over"
    ALREADY_IN = "already_in"
    NOT_THIS_DAY = "not_this_day"
    NOT_THIS_SESSION = "not_this_session"
    FULL = "full"
    ADMITTED = "admitted"

    @property
    def may_be_overridden(self) -> bool:
        """Whether staff may let the person in anyway, giving a reason."""
        return self in _OVERRIDABLE


_OVERRIDABLE = {
    Reason.TOO_EARLY,
    Reason.OVER,
    Reason.NOT_THIS_DAY,
    Reason.NOT_THIS_SESSION,
    Reason.FULL,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a participant at a checkpoint, not voided; `record` is its id in the log."""

    record: str
    participant: str
    checkpoint: Checkpoint
    entered_at: datetime
    desk: str
    left_at: datetime | None = None
    forced: str = ""
    """the reason for which staff overrode the verdict, or recorded the entry by hand; empty if nobody had to"""

    def is_inside(self, event: Event, now: datetime) -> bool:
        """Whether the person has neither left nor been overtaken by the end of the session or day."""
        return self.left_at is None and now < event.presence_end(self.checkpoint, self.entered_at)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the event file knows that bears on one scan.

    `first` is the participant's first entry at the checkpoint, `latest` their latest one, `present` the days on which
    they came to any checkpoint, voided entries left out of all three; `inside` is how many people are at the checkpoint now (asked only where the session has a capacity).
    """

    badge: Badge | None = None
    participant: Participant | None = None
    first: Entry | None = None
    latest: Entry | None = None
    inside: int = 0
    present: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the desk says to a scan. `record` is the id of its record in the log.

    `badge` is the one that was read, or the one in force of somebody who was found by name. `present` are the days on
    which the person had come before this scan. `first` is told for `already_in`, `inside_for` for `left`, `inside`
    for `full`. `forced` is the reason staff gave for letting the person in although `reason` asks; the person is then admitted all the same. `code` is told for
    `unknown`: a badge that nobody has yet can be given to somebody.
    """

    reason: Reason
    at: datetime
    checkpoint: Checkpoint
    record: str = ""
    participant: Participant | None = None
    badge: Badge | None = None
    present: tuple[date, ...] = ()
    first: Entry | None = None
    inside_for: timedelta | None = None
    inside: int = 0
    forced: str = ""
    repeated: bool = False
    """the same badge was read a moment ago; nothing new was recorded"""
    code: str = field(default="", repr=False)

    @property
    def admitted(self) -> bool:
        """Whether the person is let in by this verdict."""
        return self.reason is Reason.ADMITTED or bool(self.forced)

    @property
    def first_today(self) -> bool:
        """Whether the person comes to the checkpoint's day by this verdict, and was nowhere on that day before."""
        return self.admitted and self.checkpoint.day not in self.present

    @property
    def is_refusal(self) -> bool:
        """Whether nothing about the person's presence changes."""
        return not self.admitted and self.reason is not Reason.LEFT

    @property
    def note(self) -> str:
        """What staff must read when they let this person in."""
        return self.participant.note if self.admitted and self.participant else ""


def decide(
    event: Event,
    checkpoint: Checkpoint,
    direction: Direction,
    reading: Reading,
    facts: Facts,
    now: datetime,
) -> Verdict:
    """The verdict on one scan at `now` (UTC): the first reason of the table that applies."""
    verdict = Verdict(
        Reason.ADMITTED,
        now,
        checkpoint,
        participant=facts.participant,
        badge=facts.badge,
        present=facts.present,
    )
    unreadable = _unreadable(reading)
    if unreadable:
        return replace(verdict, reason=unreadable, participant=None, badge=None)
    participant = facts.participant
    if participant is None:
        if facts.badge is not None and facts.badge.replaced_at is not None:
            return replace(verdict, reason=Reason.REPLACED)
        free = reading.code if isinstance(reading, Genuine) else ""
        return replace(verdict, reason=Reason.UNKNOWN, code=free)
    if facts.badge is not None and facts.badge.replaced_at is not None:
        return replace(verdict, reason=Reason.REPLACED)
    if participant.status is not Status.ACTIVE:
        return replace(verdict, reason=Reason.CANCELLED)
    if direction is Direction.EXIT:
        return _leave(event, verdict, facts)
    return _enter(event, verdict, participant, facts)


def overridden(verdict: Verdict, reason: str) -> Verdict:
    """The same verdict with staff's decision to let the person in; unchanged where staff may not decide.

    An empty `reason`, be it of spaces, decides nothing: it is to be recorded.
    """
    if not verdict.reason.may_be_overridden:
        return verdict
    return replace(verdict, forced=reason.strip())


def is_same_scan(earlier: Verdict, now: datetime) -> bool:
    """Whether a badge that got the `earlier` verdict at this desk is only being read twice at `now`."""
    return timedelta(0) <= now - earlier.at < DOUBLE_READ


def _unreadable(reading: Reading) -> Reason | None:
    match reading:
        case Misread():
            return Reason.MISREAD
        case NotOurs():
            return Reason.NOT_OURS
        case Genuine():
            return None


def _leave(event: Event, verdict: Verdict, facts: Facts) -> Verdict:
    latest = facts.latest
    if latest is None or not latest.is_inside(event, verdict.at):
        return replace(verdict, reason=Reason.NOT_INSIDE)
    since = min(latest.entered_at, verdict.at)  # the clock may have been set back
    return replace(verdict, reason=Reason.LEFT, inside_for=verdict.at - since)


def _enter(event: Event, verdict: Verdict, participant: Participant, facts: Facts) -> Verdict:
    """The rows of the table from `too_early` down.

    Somebody who is inside is `already_in` even outside the window: they can only be there because staff let them
    in early or late, and asking staff again at every scan would hide that.
    """
    checkpoint, now = verdict.checkpoint, verdict.at
    if facts.latest is not None and facts.latest.is_inside(event, now):
        return replace(verdict, reason=Reason.ALREADY_IN, first=facts.first)
    window = event.window(checkpoint)
    if now not in window:
        return replace(verdict, reason=Reason.TOO_EARLY if now < window.opens else Reason.OVER)
    if not participant.is_registered_on(checkpoint.day):
        return replace(verdict, reason=Reason.NOT_THIS_DAY)
    session = event.session_at(checkpoint)
    if session is None:
        return verdict
    if not is_on_list(event, participant, checkpoint):
        return replace(verdict, reason=Reason.NOT_THIS_SESSION)
    if session.capacity is not None and facts.inside >= session.capacity:
        return replace(verdict, reason=Reason.FULL, inside=facts.inside)
    return verdict


def is_on_list(event: Event, participant: Participant, checkpoint: Checkpoint) -> bool:
    """Whether a checkpoint is meant for this participant: the rule behind the verdict and the expected numbers."""
    if not participant.is_registered_on(checkpoint.day):
        return False
    session = event.session_at(checkpoint)
    if session is None:
        return True
    match session.admits:
        case Admits.EVERYONE:
            return True
        case Admits.CATEGORIES:
            return participant.category in session.categories or session.code in participant.sessions
        case Admits.REGISTERED:
            return session.code in participant.sessions
