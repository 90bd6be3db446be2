"""A large event for measuring: its people, invented by a fixed recipe, and what happened on its first two days."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from checkin_app.domain import code
from checkin_app.domain.event import Category, Checkpoint, Day, Event, Session
from checkin_app.domain.log import (
    DeskOpened,
    Entered,
    EventCreated,
    Fact,
    ParticipantAdded,
    ProgrammeChanged,
    Stamp,
)
from checkin_app.domain.participant import Participant
from checkin_app.store import log, opening

DESK, COMPUTER = "Main entrance", "benchmarks"
DAYS = (date(2023, 11, 21), date(2023, 11, 22), date(2023, 11, 23))
EARLIER = tuple(Checkpoint(day) for day in DAYS[:2])
TODAY = Checkpoint(DAYS[2])
EVENT = Event(
    name="A Large Fair",
    zone="Europe/Bucharest",
    days=tuple(
        Day(day, f"Day {number}", (Session(f"S{number}", "Talks", time(9), time(17), room="Hall"),))
        for number, day in enumerate(DAYS, 1)
    ),
    categories=(Category("Public", "blue"), Category("Speaker", "teal")),
)
NOW = datetime.combine(DAYS[2], time(10), ZoneInfo(EVENT.zone))
"""When the measuring happens: the third morning."""

_GIVEN = (
    "Ana",
    "Ion",
    "Maria",
    "Ștefan",
    "Elena",
    "Jürgen",
    "Zoë",
    "Ileana",
    "Radu",
    "Doina",
    "Petra",
    "Lucía",
)
_FAMILY = ("Pop", "Țur", "Mül", "Kov", "Ros", "Dim", "Sza", "Ber", "Lun", "Vas", "Mar", "Ion", "Hor", "Gri")
_ENDS = (
    "escu",
    "ean",
    "ler",
    "acs",
    "setti",
    "itriu",
    "bo",
    "gman",
    "gu",
    "ile",
    "in",
    "ita",
    "vath",
    "gore",
)
_AT_ONCE = 10_000


def person(number: int, participant_id: str = "") -> Participant:
    """The invented person of that number."""
    given = _GIVEN[number % len(_GIVEN)]
    family = _FAMILY[number // 12 % len(_FAMILY)] + _ENDS[number // 168 % len(_ENDS)]
    return Participant(
        id=participant_id,
        given=given,
        family=f"{family}{_letters(number // 2352)}",
        external_id=f"R{number:07}",
        email=f"guest{number}@example.org",
        organisation=f"Company {number % 997}",
        category="Public" if number % 20 else "Speaker",
    )


def make_large_event(path: Path, people: int, *, earlier: Iterable[Checkpoint] = EARLIER) -> list[str]:
    """A closed event file with that many people, all of whom came to the earlier checkpoints; returns the codes."""
    begun = NOW - timedelta(days=30)
    stamp = Stamp(log.new_id(), begun, begun.date(), "")
    key = code.new_key()
    ids = [log.new_id() for _ in range(people)]
    codes = [code.make(key) for _ in range(people)]
    event_id = log.new_id()
    file = opening.create(path)
    with file.writing() as connection:
        first: tuple[Fact, ...] = (
            DeskOpened(DESK, COMPUTER, event_id),
            EventCreated(event_id, key.hex()),
            ProgrammeChanged(EVENT),
        )
        log.append(connection, stamp, [(log.new_id(), fact) for fact in first])
        roster = (
            ParticipantAdded(person(number, who), codes[number], salt="0" * 32)
            for number, who in enumerate(ids)
        )
        for batch in _batches(roster):
            log.append(connection, stamp, batch)
        for place in earlier:
            at = datetime.combine(place.day, time(9), NOW.tzinfo)
            morning = Stamp(stamp.desk, at, place.day, "")
            for batch in _batches(Entered(who, place) for who in ids):
                log.append(connection, morning, batch)
    file.close()
    return codes


def write_roster(path: Path, people: int, *, first: int = 0) -> Path:
    """A roster file with that many people, from the person of number `first` on."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Given name", "Family name", "Email", "ID", "Organisation", "Category"))
        for number in range(first, first + people):
            who = person(number)
            writer.writerow(
                (who.given, who.family, who.email, who.external_id, who.organisation, who.category)
            )
    return path


def _batches(happened: Iterable[Fact]) -> Iterator[list[tuple[str, Fact]]]:
    waiting = iter(happened)
    while batch := [(log.new_id(), fact) for fact in islice(waiting, _AT_ONCE)]:
        yield batch


def _letters(number: int) -> str:
    """A number as letters, so that names differ as names do."""
    spelled = ""
    while number:
        number, letter = divmod(number, 20)
        spelled += "abdefghiklmnoprstuvz"[letter]
    return spelled
