"""An event, its days and sessions, and where in its time an instant lies.

Instants are aware datetimes in UTC; dates and times of day are local to the event's zone. A time of day earlier
than the rollover hour belongs to the night *after* the day's date, so a party from 22:00 to 02:00 is one session
of one day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Admits(StrEnum):
    """Who may enter a session."""

    EVERYONE = "everyone"
    """everybody who is registered for its day"""
    CATEGORIES = "categories"
    """those registered for its day whose category the session names"""
    REGISTERED = "registered"
    """only those on the session's own list"""


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of participant; `colour` is a name of the palette (see PALETTE) or `#rrggbb`."""

    name: str
    colour: str = "slate"


@dataclass(frozen=True, slots=True)
class Session:
    """One item of a day's programme; `code` is unique in the event, `capacity` counts people at the same time."""

    code: str
    title: str
    starts: time
    ends: time
    room: str = ""
    capacity: int | None = None
    admits: Admits = Admits.EVERYONE
    categories: tuple[str, ...] = ()
    host: str = ""
    certificate: bool = True


@dataclass(frozen=True, slots=True)
class Day:
    """One date of the event, with its sessions in the order of their start."""

    date: date
    title: str = ""
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a desk scans for: the entrance of a day (`session` is empty), or one session of it."""

    day: date
    session: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """From `opens` (included) to `closes` (excluded), both UTC."""

    opens: datetime
    closes: datetime

    def __contains__(self, instant: datetime) -> bool:
        return self.opens <= instant < self.closes


@dataclass(frozen=True, slots=True)
class Event:
    """The event with its whole programme; `days` are sorted by date and `doors` is how long before a session one may enter."""

    name: str
    zone: str
    days: tuple[Day, ...] = ()
    categories: tuple[Category, ...] = ()
    place: str = ""
    project: str = ""
    organiser: str = ""
    rollover: time = time(4)
    certificate_days: int | None = None
    doors: timedelta = timedelta(minutes=30)

    def day(self, on: date) -> Day | None:
        """The day of that date."""
        return next((day for day in self.days if day.date == on), None)

    def day_number(self, on: date) -> int:
        """1 for the first day; 0 for a date that is no day of the event."""
        return next((number for number, day in enumerate(self.days, 1) if day.date == on), 0)

    def numbered(self, number: int) -> Day | None:
        """The day that people call «day `number`», counted from 1."""
        return self.days[number - 1] if 1 <= number <= len(self.days) else None

    def sessions(self) -> Iterator[tuple[Day, Session]]:
        """Every session with its day, in the order of the programme."""
        return ((day, session) for day in self.days for session in day.sessions)

    def session(self, code: str) -> Session | None:
        """The session of that code."""
        return next((session for _, session in self.sessions() if session.code == code), None)

    def checkpoints(self) -> Iterator[Checkpoint]:
        """Every entrance and session, in the order of the programme."""
        for day in self.days:
            yield Checkpoint(day.date)
            for session in day.sessions:
                yield Checkpoint(day.date, session.code)

    def session_at(self, checkpoint: Checkpoint) -> Session | None:
        """The session that a checkpoint stands for; None for an entrance."""
        return self.session(checkpoint.session) if checkpoint.session else None

    # -- time ------------------------------------------------------------------------------------------------

    def local(self, instant: datetime) -> datetime:
        """That instant as the clocks of the event show it."""
        return instant.astimezone(ZoneInfo(self.zone))

    def instant(self, on: date, at: time) -> datetime:
        """The UTC instant of a time of day that belongs to the event day `on`, rollover respected.

        A time that the clocks skip in spring is read with the offset before the change, a doubled time in
        autumn means its first occurrence (PEP 495, fold=0).
        """
        calendar_date = on if at >= self.rollover else on + timedelta(days=1)
        return datetime.combine(calendar_date, at, ZoneInfo(self.zone)).astimezone(UTC)

    def event_date(self, instant: datetime) -> date:
        """The date whose event day an instant belongs to, be it a day of the programme or not."""
        on = self.local(instant).date()
        return on if instant >= self.instant(on, self.rollover) else on - timedelta(days=1)

    def day_window(self, on: date) -> Window:
        """From the rollover of that date to the next one: 23, 24 or 25 hours."""
        return Window(self.instant(on, self.rollover), self.instant(on + timedelta(days=1), self.rollover))

    def session_window(self, on: date, session: Session) -> Window:
        """From a session's start to its end."""
        return Window(self.instant(on, session.starts), self.instant(on, session.ends))

    def window(self, checkpoint: Checkpoint) -> Window:
        """When one may enter at a checkpoint: the whole event day, or from the doors' opening to the session's end."""
        session = self.session_at(checkpoint)
        if session is None:
            return self.day_window(checkpoint.day)
        window = self.session_window(checkpoint.day, session)
        return Window(window.opens - self.doors, window.closes)

    def presence_end(self, checkpoint: Checkpoint, entered_at: datetime) -> datetime:
        """When an entry without an exit ends: with its session or day, or at the next rollover if that was over already."""
        closes = self.window(checkpoint).closes
        return closes if entered_at < closes else self.day_window(self.event_date(entered_at)).closes

    def checkpoint_at(self, instant: datetime, room: str = "") -> Checkpoint | None:
        """What a desk scans for by the clock and its room; None outside the days of the event.

        Among the sessions whose doors are open the one that starts last wins, because its people are the ones
        arriving. A desk with a room sees only that room's sessions. A desk without a room stands at the entrance
        when sessions run in parallel, for it cannot know which of them a person is going to.
        """
        on = self.event_date(instant)
        day = self.day(on)
        if day is None:
            return None
        doors_open = [s for s in day.sessions if instant in self.window(Checkpoint(on, s.code))]
        candidates = [s for s in doors_open if not room or s.room == room]
        if not candidates:
            return Checkpoint(on)
        latest = max(candidates, key=lambda s: self.instant(on, s.starts))
        if not room and any(self.are_parallel(on, latest, other) for other in candidates if other != latest):
            return Checkpoint(on)
        return Checkpoint(on, latest.code)

    def are_parallel(self, on: date, one: Session, other: Session) -> bool:
        """Whether two sessions of a day are under way at the same time."""
        first, second = self.session_window(on, one), self.session_window(on, other)
        return first.opens < second.closes and second.opens < first.closes
