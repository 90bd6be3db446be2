"""What somebody attended: the days they came on, and how long they were in each session."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from checkin_app.domain.checkin import Entry
from checkin_app.domain.event import Checkpoint, Day, Event, Session

Stay = tuple[datetime, datetime]
"""From when to when somebody was there, UTC."""


@dataclass(frozen=True, slots=True)
class AttendedSession:
    """A session and the stays in it, which do not overlap and lie between its start and its end."""

    code: str
    title: str
    stays: tuple[Stay, ...]

    @property
    def minutes(self) -> int:
        """How long, in whole minutes."""
        return _minutes(self.stays)


@dataclass(frozen=True, slots=True)
class AttendedDay:
    """A day on which somebody came, if only to the entrance."""

    date: date
    title: str
    sessions: tuple[AttendedSession, ...]


@dataclass(frozen=True, slots=True)
class Attended:
    """All of it, in the order of the programme; sessions that do not count for certificates are left out."""

    days: tuple[AttendedDay, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the sessions."""
        return frozenset(session.code for day in self.days for session in day.sessions)

    @property
    def minutes(self) -> int:
        """How long in all; time spent in two sessions at once counts once."""
        return _minutes(_merged(stay for day in self.days for each in day.sessions for stay in each.stays))


def attended(event: Event, entries: Sequence[Entry]) -> Attended:
    """What one person's entries that count come to."""
    present = {entry.checkpoint.day for entry in entries}
    days = (day for day in event.days if day.date in present)
    return Attended(
        tuple(AttendedDay(day.date, day.title, tuple(_sessions(event, day, entries))) for day in days)
    )


def _sessions(event: Event, day: Day, entries: Sequence[Entry]) -> Iterable[AttendedSession]:
    for session in day.sessions:
        here = Checkpoint(day.date, session.code)
        stays = _merged(_stay(event, session, each) for each in entries if each.checkpoint == here)
        if stays and session.certificate:
            yield AttendedSession(session.code, session.title, stays)


def _stay(event: Event, session: Session, entry: Entry) -> Stay:
    """An entry within its session; it ends before it begins if there is nothing left of it."""
    window = event.session_window(entry.checkpoint.day, session)
    return max(entry.entered_at, window.opens), min(entry.left_at or window.closes, window.closes)


def _merged(stays: Iterable[Stay]) -> tuple[Stay, ...]:
    merged: list[Stay] = []
    for begins, ends in sorted(stays):
        if begins >= ends:
            continue
        if merged and begins <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(ends, merged[-1][1]))
        else:
            merged.append((begins, ends))
    return tuple(merged)


def _minutes(stays: Iterable[Stay]) -> int:
    return sum((ends - begins for begins, ends in stays), timedelta()) // timedelta(minutes=1)


def spoken_duration(minutes: int) -> str:
    """«2 h 05 min», «45 min»."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02} min" if hours else f"{rest} min"
