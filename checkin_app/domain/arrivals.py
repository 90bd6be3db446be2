"""Arrivals: how many people came when, by the clock on the wall, in groups and as a running total."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from checkin_app.domain.checkin import Entry
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import Participant

STEPS = (5, 10, 15)
"""Minutes that one bar may stand for."""
_LONGEST_LULL = timedelta(hours=12)
"""Bars without anybody stand between two arrivals; not for a whole night, which a badly set clock may put there."""


class GroupedBy(StrEnum):
    """What the parts of a bar stand for."""

    NOTHING = "nothing"
    DESK = "desk"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class Bar:
    """The arrivals from `begins` on (UTC), a part for each group; `running` counts everybody up to the bar's end."""

    begins: datetime
    parts: tuple[int, ...]
    running: int

    @property
    def people(self) -> int:
        """All parts together."""
        return sum(self.parts)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Who came to a checkpoint when, each person once. `groups` name the parts of the bars."""

    checkpoint: Checkpoint
    minutes: int
    groups: tuple[str, ...]
    bars: tuple[Bar, ...]
    capacity: int | None = None

    @property
    def people(self) -> int:
        """How many came."""
        return self.bars[-1].running if self.bars else 0

    def totals(self) -> tuple[int, ...]:
        """How many came of each group."""
        return tuple(sum(bar.parts[group] for bar in self.bars) for group in range(len(self.groups)))


def first_entries(entries: Iterable[Entry], checkpoint: Checkpoint) -> list[Entry]:
    """The first entry of everybody who came to a checkpoint, in the order of time.

    `entries` are those that count, in the order of time. To the entrance of a day comes who comes to any of its
    sessions, as in the matrix.
    """
    first: dict[str, Entry] = {}
    for entry in entries:
        here = entry.checkpoint == checkpoint
        if here or (not checkpoint.session and entry.checkpoint.day == checkpoint.day):
            first.setdefault(entry.participant, entry)
    return list(first.values())


def arrivals(
    event: Event,
    people: Mapping[str, Participant],
    entries: Iterable[Entry],
    checkpoint: Checkpoint,
    *,
    minutes: int = 10,
    by: GroupedBy = GroupedBy.NOTHING,
) -> Arrivals:
    """Who came to a checkpoint when, by their first entry. `people` are asked for the category, by id."""
    if minutes not in STEPS:
        raise ValueError(minutes)
    came = [
        (_beginning(event, entry.entered_at, minutes), _group(entry, people, by))
        for entry in first_entries(entries, checkpoint)
    ]
    groups = tuple(sorted({group for _, group in came}))
    session = event.session_at(checkpoint)
    return Arrivals(
        checkpoint, minutes, groups, _bars(came, groups, minutes), session.capacity if session else None
    )


def _bars(came: list[tuple[datetime, str]], groups: tuple[str, ...], minutes: int) -> tuple[Bar, ...]:
    counted: dict[datetime, list[int]] = {}
    places = {group: place for place, group in enumerate(groups)}
    for begins, group in came:
        counted.setdefault(begins, [0] * len(groups))[places[group]] += 1
    bars: list[Bar] = []
    for begins in sorted(counted):
        if bars and begins - bars[-1].begins <= _LONGEST_LULL:
            while (between := bars[-1].begins + timedelta(minutes=minutes)) < begins:
                bars.append(Bar(between, (0,) * len(groups), bars[-1].running))
        so_far = bars[-1].running if bars else 0
        bars.append(Bar(begins, tuple(counted[begins]), so_far + sum(counted[begins])))
    return tuple(bars)


def _beginning(event: Event, instant: datetime, minutes: int) -> datetime:
    """Bars begin at full minutes of the clock on the wall."""
    local = event.local(instant)
    return instant - timedelta(
        minutes=local.minute % minutes, seconds=local.second, microseconds=local.microsecond
    )


def _group(entry: Entry, people: Mapping[str, Participant], by: GroupedBy) -> str:
    match by:
        case GroupedBy.NOTHING:
            return ""
        case GroupedBy.DESK:
            return entry.desk
        case GroupedBy.CATEGORY:
            person = people.get(entry.participant)
            return person.category if person else ""
