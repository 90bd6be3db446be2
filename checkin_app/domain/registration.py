"""Registering people for days and sessions, and taking them off again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from checkin_app.domain.errors import NotFound
from checkin_app.domain.event import Event
from checkin_app.domain.participant import Participant

Edit = Callable[[Participant], Participant]


def for_day(event: Event, day: date, *, registered: bool) -> Edit:
    """What makes somebody expected on a day, or no longer; NotFound for a day that the event does not have.

    Who was registered for all days, also those added later, and is taken off one is registered for the others by name.
    """
    if event.day(day) is None:
        raise NotFound("day", day.isoformat())
    return lambda person: _with_day(person, day) if registered else _without_day(event, person, day)


def for_session(event: Event, code: str, *, registered: bool) -> Edit:
    """What puts somebody on a session's list and on its day, or off the list alone; NotFound for an unknown code."""
    day = next((day.date for day, session in event.sessions() if session.code == code), None)
    if day is None:
        raise NotFound("session", code)
    if registered:
        return lambda person: replace(_with_day(person, day), sessions=person.sessions | {code})
    return lambda person: replace(person, sessions=person.sessions - {code})


def _with_day(person: Participant, day: date) -> Participant:
    return person if person.days is None else replace(person, days=person.days | {day})


def _without_day(event: Event, person: Participant, day: date) -> Participant:
    days = frozenset(each.date for each in event.days) if person.days is None else person.days
    return replace(person, days=days - {day})
