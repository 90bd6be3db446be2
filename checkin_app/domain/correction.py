"""Corrections of attendance: what is recorded by hand, about which instant, and when that is not possible."""

from dataclasses import dataclass
from datetime import datetime

from checkin_app.domain.checkin import Entry
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.event import Checkpoint, Event


@dataclass(frozen=True, slots=True)
class Correction:
    """What was done by hand about one person at one checkpoint; by its `records` it can be taken back."""

    participant: str
    checkpoint: Checkpoint
    reason: str
    records: tuple[str, ...]


def stated(reason: str) -> str:
    """The reason of a correction. NotPossible if there is none."""
    if not reason.strip():
        raise NotPossible("Say why: a correction is recorded with its reason.")
    return reason.strip()


def instant_of_entry(event: Event, checkpoint: Checkpoint, now: datetime, at: datetime | None) -> datetime:
    """The instant that an entry by hand is about, `at` if it is told.

    Else it is now, or, when the checkpoint is over, the start of the session or of the day's first session. NotFound
    if the programme has no such checkpoint; NotPossible for what is yet to come and for a time outside the checkpoint's.
    """
    day = event.day(checkpoint.day)
    if day is None or (checkpoint.session and event.session_at(checkpoint) is None):
        raise NotFound("checkpoint", checkpoint.session or checkpoint.day.isoformat())
    window = event.window(checkpoint)
    if now < window.opens:
        raise NotPossible("It has not begun yet: nobody can have been there.")
    if at is not None:
        if at not in window:
            raise NotPossible(
                f"Choose a time from {_clock(event, window.opens)} to {_clock(event, window.closes)}."
            )
        return _not_in_the_future(now, at)
    if now < window.closes:
        return now
    session = event.session_at(checkpoint) or next(iter(day.sessions), None)
    return event.instant(checkpoint.day, session.starts) if session else window.opens


def instant_of_exit(event: Event, entry: Entry, now: datetime, at: datetime) -> datetime:
    """The instant that an exit by hand is about. NotPossible if the person was not inside then."""
    ends = event.presence_end(entry.checkpoint, entry.entered_at)
    if not entry.entered_at < at <= ends:
        came, over = _clock(event, entry.entered_at), _clock(event, ends)
        raise NotPossible(f"Choose a time from {came}, when the person came, to {over}.")
    return _not_in_the_future(now, at)


def _not_in_the_future(now: datetime, at: datetime) -> datetime:
    if at > now:
        raise NotPossible("That time is yet to come.")
    return at


def _clock(event: Event, instant: datetime) -> str:
    return f"{event.local(instant):%H:%M}"
