"""Changes of a programme, one thing at a time: each gives the whole event as it is afterwards."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from checkin_app.domain.event import Admits, Category, Day, Event, Session
from checkin_app.domain.log import CheckpointsRenamed
from checkin_app.domain.text import fold

_LONGEST_WORD = 12
_LAST_MINUTE = 24 * 60
_WORD = re.compile(r"\w+")
_SMALL_WORDS = frozenset(
    {"the", "of", "and", "for", "on", "in", "to", "a", "an", "with", "how", "what", "from"}
)


NOTHING_RENAMED = CheckpointsRenamed()


@dataclass(frozen=True, slots=True)
class Edit:
    """The event as it shall be, and what has another name in it; see `CheckpointsRenamed`."""

    event: Event
    renamed: CheckpointsRenamed = NOTHING_RENAMED


def minutes_into(event: Event, at: time) -> int:
    """How long after the rollover a time of day is, on an ordinary day: 0 to 1439."""
    passed = at.hour * 60 + at.minute - event.rollover.hour * 60 - event.rollover.minute
    return passed % _LAST_MINUTE


def time_after(event: Event, minutes: int) -> time:
    """The time of day so many minutes after the rollover; the reverse of `minutes_into`."""
    clock = (minutes + event.rollover.hour * 60 + event.rollover.minute) % _LAST_MINUTE
    return time(clock // 60, clock % 60)


# -- sessions ------------------------------------------------------------------------------------------------


def with_session(event: Event, on: date, session: Session, instead_of: str = "") -> Edit:
    """The event with a session more, or with one in the place of that code; a changed code renames it."""
    day = event.day(on) or Day(on)
    others = tuple(each for each in day.sessions if each.code != instead_of)
    changed = replace(day, sessions=_in_order(event, (*others, session)))
    codes = ((instead_of, session.code),) if instead_of not in {"", session.code} else ()
    return Edit(_with_days(event, changed, on), CheckpointsRenamed(codes=codes))


def without_session(event: Event, code: str) -> Edit:
    """The event without the session of that code."""
    days = tuple(
        replace(day, sessions=tuple(s for s in day.sessions if s.code != code)) for day in event.days
    )
    return Edit(replace(event, days=days))


def shifted(event: Event, session: Session, minutes: int) -> Session:
    """The session so many minutes later (or earlier), held between the rollover and the next one."""
    starts = minutes_into(event, session.starts)
    length = minutes_into(event, session.ends) - starts
    begin = min(max(starts + minutes, 0), _LAST_MINUTE - 1 - length)
    return replace(session, starts=time_after(event, begin), ends=time_after(event, begin + length))


def new_code(event: Event, on: date, title: str) -> str:
    """A code that no session has: the day's number and the first telling word of the title, «D2-OPENING»."""
    words = [word for word in _WORD.findall(fold(title)) if word not in _SMALL_WORDS]
    stem = f"D{event.day_number(on) or 1}-{(words[0] if words else 'session')[:_LONGEST_WORD].upper()}"
    return _unused(stem, {fold(session.code) for _, session in event.sessions()})


def _unused(stem: str, taken: set[str]) -> str:
    code, number = stem, 2
    while fold(code) in taken:
        code, number = f"{stem}-{number}", number + 1
    return code


def _in_order(event: Event, sessions: Iterable[Session]) -> tuple[Session, ...]:
    return tuple(sorted(sessions, key=lambda each: (minutes_into(event, each.starts), each.code)))


# -- days ----------------------------------------------------------------------------------------------------


def with_day(event: Event, on: date, title: str = "") -> Edit:
    """The event with an empty day more; with the same days if there is one of that date."""
    return Edit(event if event.day(on) else _with_days(event, Day(on, title), on))


def without_day(event: Event, on: date) -> Edit:
    """The event without the day of that date."""
    return Edit(replace(event, days=tuple(day for day in event.days if day.date != on)))


def with_day_described(event: Event, on: date, *, date_after: date, title: str) -> Edit:
    """The event whose day has another title, or another date: people registered for it go with it."""
    day = event.day(on)
    if day is None or (date_after != on and event.day(date_after)):
        return Edit(event)
    changed = _with_days(event, replace(day, date=date_after, title=title), on)
    dates = ((on, date_after),) if date_after != on else ()
    return Edit(changed, CheckpointsRenamed(dates=dates))


def with_day_copied(event: Event, on: date, to: date) -> Edit:
    """The event with the sessions of a day once more on another date, which may be new; the copies have new codes."""
    original = event.day(on)
    if original is None:
        return Edit(event)
    event = with_day(event, to, original.title).event
    for session in original.sessions:
        copy = replace(session, code=new_code(event, to, session.title))
        event = with_session(event, to, copy).event
    return Edit(event)


def next_date(event: Event, after: date | None = None) -> date | None:
    """The first date after a day (or after the last one) that is no day yet; None without any day."""
    if not event.days:
        return None
    on = (after or event.days[-1].date) + timedelta(days=1)
    while event.day(on):
        on += timedelta(days=1)
    return on


def _with_days(event: Event, day: Day, instead_of: date) -> Event:
    others = (each for each in event.days if each.date not in {instead_of, day.date})
    return replace(event, days=tuple(sorted((*others, day), key=lambda each: each.date)))


# -- categories ----------------------------------------------------------------------------------------------


def with_categories(event: Event, categories: tuple[Category, ...]) -> Edit:
    """The event with these categories; sessions for one that is gone are for the others they name, else for those registered."""
    names = {category.name for category in categories}
    days = tuple(replace(day, sessions=tuple(_known(s, names) for s in day.sessions)) for day in event.days)
    return Edit(replace(event, categories=categories, days=days))


def _known(session: Session, names: set[str]) -> Session:
    if session.admits is not Admits.CATEGORIES:
        return session
    left = tuple(name for name in session.categories if name in names)
    return replace(session, categories=left, admits=Admits.CATEGORIES if left else Admits.REGISTERED)
