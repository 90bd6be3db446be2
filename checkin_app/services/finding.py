"""Finding people at the desk: who has the words that were typed, and where they stand with the checkpoint."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checkin_app.domain.checkin import Entry, is_on_list
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import Participant, Status
from checkin_app.domain.search import is_whole_name, wanted_words
from checkin_app.store import presence, search
from checkin_app.store.database import Connection


class FoundState(StrEnum):
    """Where somebody who was searched for stands with the checkpoint."""

    NOT_YET = "not_yet"
    INSIDE = "inside"
    LEFT = "left"
    NOT_EXPECTED = "not_expected"
    """registered for the day, but not on the session's list"""
    NOT_THIS_DAY = "not_this_day"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Found:
    """A search result; `best` marks the one that may be chosen without looking at the others."""

    participant: Participant
    state: FoundState
    entry: Entry | None
    best: bool = False


def find(
    connection: Connection, event: Event, text: str, checkpoint: Checkpoint, now: datetime, limit: int
) -> list[Found]:
    """People who have all the words of a text, the best first; nobody for fewer than two letters."""
    words = wanted_words(text)
    if not words:
        return []
    people = search.matching(connection, words, limit)
    latest = presence.latest_entries(connection, [person.id for person in people], checkpoint)
    named = [person for person in people if is_whole_name(person, words)] or people
    best = named[0].id if len(named) == 1 else ""
    return [
        Found(
            person,
            _state(event, person, latest.get(person.id), checkpoint, now),
            latest.get(person.id),
            person.id == best,
        )
        for person in sorted(people, key=lambda person: person.id != best)
    ]


def _state(
    event: Event, participant: Participant, entry: Entry | None, checkpoint: Checkpoint, now: datetime
) -> FoundState:
    if participant.status is not Status.ACTIVE:
        return FoundState.CANCELLED
    if entry is not None:
        return FoundState.INSIDE if entry.is_inside(event, now) else FoundState.LEFT
    if not participant.is_registered_on(checkpoint.day):
        return FoundState.NOT_THIS_DAY
    return FoundState.NOT_YET if is_on_list(event, participant, checkpoint) else FoundState.NOT_EXPECTED
