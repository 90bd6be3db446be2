"""The check at the end of a day: what a funder would ask about, while the people who know are still there."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from checkin_app.domain.checkin import Entry, is_on_list
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import Participant, Status


class FindingKind(StrEnum):
    """What may be wrong, in the order in which it is told."""

    NOT_REGISTERED = "not_registered"
    """was let in where they are not on the list"""
    FORCED = "forced"
    """was let in, or recorded by hand, for a reason that staff gave"""
    NO_EXIT = "no_exit"
    """came in and never went out, where others went out"""
    ABSENT = "absent"
    """has to come every day, and did not today"""
    OVER_CAPACITY = "over_capacity"
    """more people were in a session at the same time than its room holds"""
    NO_ORGANISATION = "no_organisation"
    """came without being on the list before, and belongs to no organisation"""


class Remedy(StrEnum):
    """What puts a finding right."""

    REGISTER = "register"
    """put the person on the list of the day or session, or take the entry back"""
    TAKE_BACK = "take_back"
    """nothing, if the reason is good; else take the entry back, giving a reason"""
    RECORD_EXIT = "record_exit"
    """record when the person left"""
    RECORD_ENTRY = "record_entry"
    """record by hand that the person was there, if they were"""
    CORRECT_CAPACITY = "correct_capacity"
    """correct the capacity in the programme, or record who left"""
    EDIT_PERSON = "edit_person"
    """add the organisation"""


_REMEDIES = {
    FindingKind.NOT_REGISTERED: Remedy.REGISTER,
    FindingKind.FORCED: Remedy.TAKE_BACK,
    FindingKind.NO_EXIT: Remedy.RECORD_EXIT,
    FindingKind.ABSENT: Remedy.RECORD_ENTRY,
    FindingKind.OVER_CAPACITY: Remedy.CORRECT_CAPACITY,
    FindingKind.NO_ORGANISATION: Remedy.EDIT_PERSON,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `record` is the entry that it is about, `why` the reason that staff gave.

    `people` were at `checkpoint` at the same time where too many were, at the instant `at`.
    """

    kind: FindingKind
    checkpoint: Checkpoint
    participant: Participant | None = None
    record: str = ""
    at: datetime | None = None
    why: str = ""
    people: int = 0
    capacity: int = 0

    @property
    def remedy(self) -> Remedy:
        """What puts it right."""
        return _REMEDIES[self.kind]


_EVERY_DAY = "exchange"
"""Categories with this word: an exchange visitor has to prove each of the days (1-product.md)."""


def categories_of_every_day(event: Event) -> frozenset[str]:
    """The categories whose people have to come every day, as far as their names tell."""
    names = (category.name for category in event.categories)
    return frozenset(name for name in names if _EVERY_DAY in name.casefold())


def end_of_day(
    event: Event,
    people: Mapping[str, Participant],
    entries: Iterable[Entry],
    on: date,
    now: datetime,
    *,
    every_day: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """What to look at about the day `on`, by kind. `people` by id; `entries` are those that count, in the order of time.

    `every_day` are the categories whose people have to come every day. Entries of people who are still inside at
    `now` need no exit yet.
    """
    today = [entry for entry in entries if entry.checkpoint.day == on]
    must_come = categories_of_every_day(event) if every_day is None else every_day
    return (
        *_not_registered(event, people, today),
        *_forced(people, today),
        *_without_exit(event, people, today, now),
        *_absent(people, today, on, must_come),
        *_over_capacity(event, today, on),
        *_without_organisation(people, today, on),
    )


def most_at_once(event: Event, entries: Iterable[Entry]) -> tuple[int, datetime | None]:
    """The most people that these entries put inside at the same time, and since when there were so many."""
    moves = [move for entry in entries for move in _moves(event, entry)]
    most, since, inside = 0, None, 0
    for instant, change in sorted(moves):  # who leaves at an instant makes room for who comes
        inside += change
        if inside > most:
            most, since = inside, instant
    return most, since


def _moves(event: Event, entry: Entry) -> Iterator[tuple[datetime, int]]:
    ends = event.presence_end(entry.checkpoint, entry.entered_at)
    leaves = min(ends, entry.left_at) if entry.left_at else ends
    if leaves > entry.entered_at:
        yield entry.entered_at, 1
        yield leaves, -1


def _about(kind: FindingKind, people: Mapping[str, Participant], entry: Entry) -> Finding:
    person = people.get(entry.participant)
    return Finding(kind, entry.checkpoint, person, entry.record, entry.entered_at, entry.forced)


def _not_registered(
    event: Event, people: Mapping[str, Participant], today: Sequence[Entry]
) -> Iterator[Finding]:
    seen: set[tuple[str, Checkpoint]] = set()
    for entry in today:
        person, place = people.get(entry.participant), (entry.participant, entry.checkpoint)
        if person and place not in seen and not is_on_list(event, person, entry.checkpoint):
            seen.add(place)
            yield _about(FindingKind.NOT_REGISTERED, people, entry)


def _forced(people: Mapping[str, Participant], today: Sequence[Entry]) -> Iterator[Finding]:
    return (_about(FindingKind.FORCED, people, entry) for entry in today if entry.forced)


def _without_exit(
    event: Event, people: Mapping[str, Participant], today: Sequence[Entry], now: datetime
) -> Iterator[Finding]:
    """Exits are missing only where there are exits: most events have none, and need none.

    An entry that ended with its session is ended in the file when the person comes back: that is no exit.
    """
    ends = {entry.record: event.presence_end(entry.checkpoint, entry.entered_at) for entry in today}
    with_exits = {entry.checkpoint for entry in today if entry.left_at and entry.left_at < ends[entry.record]}
    for entry in today:
        left = entry.left_at is not None and entry.left_at < ends[entry.record]
        if entry.checkpoint in with_exits and not left and ends[entry.record] <= now:
            yield _about(FindingKind.NO_EXIT, people, entry)


def _absent(
    people: Mapping[str, Participant], today: Sequence[Entry], on: date, must_come: Collection[str]
) -> Iterator[Finding]:
    came = {entry.participant for entry in today}
    for person in people.values():
        is_expected = person.status is Status.ACTIVE and person.is_registered_on(on)
        if is_expected and person.category in must_come and person.id not in came:
            yield Finding(FindingKind.ABSENT, Checkpoint(on), person)


def _over_capacity(event: Event, today: Sequence[Entry], on: date) -> Iterator[Finding]:
    day = event.day(on)
    for session in day.sessions if day else ():
        checkpoint = Checkpoint(on, session.code)
        if session.capacity is None:
            continue
        most, since = most_at_once(event, (entry for entry in today if entry.checkpoint == checkpoint))
        if most > session.capacity:
            yield Finding(
                FindingKind.OVER_CAPACITY, checkpoint, at=since, people=most, capacity=session.capacity
            )


def _without_organisation(
    people: Mapping[str, Participant], today: Sequence[Entry], on: date
) -> Iterator[Finding]:
    for who in dict.fromkeys(entry.participant for entry in today):
        person = people.get(who)
        if person and person.walk_in and not person.organisation:
            yield Finding(FindingKind.NO_ORGANISATION, Checkpoint(on), person)
