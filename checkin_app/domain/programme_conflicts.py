"""What of a programme cannot be meant: two sessions in one room at once, a room too small, a host in two places."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from checkin_app.domain.event import Checkpoint, Day, Event, Session
from checkin_app.domain.text import fold


class Clash(StrEnum):
    """What is wrong with a session, or between two."""

    ROOM = "room"
    """two sessions in one room at the same time"""
    HOST = "host"
    """one host at two sessions at the same time"""
    CODE = "code"
    """two sessions have the same code"""
    ENDS_BEFORE = "ends_before"
    """it ends when it begins, or earlier"""
    SEATS = "seats"
    """more people are registered for it than there are seats"""


@dataclass(frozen=True, slots=True)
class Conflict:
    """`code` is the session to look at, `other` the one it clashes with (if any), `people` how many are registered."""

    clash: Clash
    day: date
    code: str
    other: str = ""
    people: int = 0


def conflicts(event: Event, registered: Mapping[Checkpoint, int]) -> list[Conflict]:
    """Everything to look at, in the order of the programme; `registered` counts people on the sessions' own lists."""
    found: list[Conflict] = []
    for day in event.days:
        found += _alone(event, day, registered)
        found += _between(event, day)
    return found + list(_codes_twice(event))


def _alone(event: Event, day: Day, registered: Mapping[Checkpoint, int]) -> Iterator[Conflict]:
    for session in day.sessions:
        window = event.session_window(day.date, session)
        if window.closes <= window.opens:
            yield Conflict(Clash.ENDS_BEFORE, day.date, session.code)
        people = registered.get(Checkpoint(day.date, session.code), 0)
        if session.capacity is not None and people > session.capacity:
            yield Conflict(Clash.SEATS, day.date, session.code, people=people)


def _between(event: Event, day: Day) -> Iterator[Conflict]:
    for one, other in combinations(day.sessions, 2):
        if not event.are_parallel(day.date, one, other):
            continue
        if one.room and fold(one.room) == fold(other.room):
            yield Conflict(Clash.ROOM, day.date, one.code, other.code)
        if one.host and fold(one.host) == fold(other.host):
            yield Conflict(Clash.HOST, day.date, one.code, other.code)


def _codes_twice(event: Event) -> Iterator[Conflict]:
    listed: Sequence[tuple[Day, Session]] = list(event.sessions())
    for (_, one), (day, other) in combinations(listed, 2):
        if fold(one.code) == fold(other.code):
            yield Conflict(Clash.CODE, day.date, other.code, one.code)
