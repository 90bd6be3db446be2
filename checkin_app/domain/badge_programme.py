"""A person's own programme, as it is printed on the back of a badge: their days, and on each what they may go to."""

from dataclasses import dataclass
from datetime import date

from checkin_app.domain.checkin import is_on_list
from checkin_app.domain.event import Checkpoint, Day, Event
from checkin_app.domain.participant import Participant

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """A session: from when to when, what, and where (empty if that is not known)."""

    times: str
    title: str
    room: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """A day that a person comes to; `title` is «Tuesday 21 November»."""

    title: str
    items: tuple[ProgrammeItem, ...]


def own_programme(event: Event, person: Participant) -> tuple[ProgrammeDay, ...]:
    """The days a person is registered for, each with the sessions that they would be let into."""
    return tuple(
        ProgrammeDay(spoken_date(day.date), _items(event, day, person))
        for day in event.days
        if person.is_registered_on(day.date)
    )


def spoken_date(on: date) -> str:
    """«Tuesday 21 November», whatever language the computer speaks."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}"


def occasion(event: Event) -> str:
    """Where and when an event is: «Iași, Romania · 21–23 November 2023»."""
    return " · ".join(part for part in (event.place, span_of(event)) if part)


def _items(event: Event, day: Day, person: Participant) -> tuple[ProgrammeItem, ...]:
    return tuple(
        ProgrammeItem(f"{session.starts:%H:%M}–{session.ends:%H:%M}", session.title, session.room)
        for session in day.sessions
        if is_on_list(event, person, Checkpoint(day.date, session.code))
    )


def span_of(event: Event) -> str:
    """When an event is: «21–23 November 2023»; empty without any day."""
    if not event.days:
        return ""
    first, last = event.days[0].date, event.days[-1].date
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if first.year != last.year:
        return f"{first.day} {MONTHS[first.month - 1]} {first.year} – {end}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {end}"
    return f"{first.day}–{end}"
