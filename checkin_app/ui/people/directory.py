"""The whole roster ready to be shown: in the order of every column, and sifted by every filter, before anybody asks.

All that takes long is done here, in the workshop, so that the window's thread only has to pick rows.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from checkin_app.domain.event import Event
from checkin_app.domain.log import instant_text
from checkin_app.domain.participant import Status
from checkin_app.services.roster import Person
from checkin_app.ui import masks
from checkin_app.ui.masks import Mask
from checkin_app.ui.people.alphabet import Alphabet
from checkin_app.ui.people.columns import Column, words

_STEP = 5_000

Groups = Mapping[str, Sequence[int]]
"""The positions of the people who have a text in common, by that text, in its order."""


class Choice(StrEnum):
    """The filters, as the chips name them."""

    ALL = "All"
    NOT_YET = "Not yet today"
    INSIDE = "Inside"
    NO_BADGE = "No badge"
    NOTE = "Has note"
    WALK_IN = "Walk-ins"
    CANCELLED = "Cancelled"
    DUPLICATES = "Possible duplicates"


Wanted = Callable[[Person, date], bool]
"""A filter, told which day it is."""


@dataclass(frozen=True, slots=True)
class Directory:
    """`orders` has for each column the positions of people upwards and downwards; `groups` those of a text."""

    event: Event
    people: list[Person]
    positions: Mapping[str, int]
    orders: Mapping[Column, tuple[Sequence[int], Sequence[int]]]
    groups: Mapping[Column, Groups]
    masks: Mapping[Choice, Mask]

    def rows(self, mask: Mask, column: Column, *, downwards: bool = False) -> list[int]:
        """The positions of those who are meant, in the order of a column."""
        return masks.picked(mask, self.orders[column][downwards])

    def mask_of(self, ids: Iterable[str]) -> Mask:
        """Those of these ids who are in the directory."""
        known = (self.positions[each] for each in ids if each in self.positions)
        return masks.of_positions(known, len(self.people))

    def mask_of_group(self, column: Column, text: str) -> Mask:
        """Everybody who has that text in that column."""
        return masks.of_positions(self.groups[column].get(text, ()), len(self.people))

    def counts(self, column: Column) -> list[tuple[str, int]]:
        """The texts of a column and how many people have each, in their order; no text is left out."""
        return [(text, len(people)) for text, people in self.groups[column].items() if text]


def arranged(
    people: list[Person], event: Event, today: date, alphabet: Alphabet
) -> Generator[tuple[int, int], None, Directory]:
    """Make the directory of these people as they stand today."""
    by_name = yield from _grouped({"": range(len(people))}, people, _sorted_by)
    by_name = yield from _in_order(by_name, alphabet)
    orders = {Column.NAME: _both_ways(by_name)}
    groups: dict[Column, Groups] = {}
    for column in (Column.ORGANISATION, Column.CATEGORY):
        grouped = yield from _grouped(by_name, people, partial(words, column=column, event=event))
        groups[column] = yield from _in_order(grouped, alphabet)
        orders[column] = _both_ways(groups[column])
    for column, key in _KEYS.items():
        keyed = yield from _grouped(by_name, people, key)
        orders[column] = _both_ways({each: keyed[each] for each in sorted(keyed)})
    chosen: dict[Choice, Mask] = {}
    for choice, is_wanted in _FILTERS.items():
        yield len(chosen), len(_FILTERS)
        chosen[choice] = masks.of_flags(is_wanted(person, today) for person in people)
    positions = {person.participant.id: position for position, person in enumerate(people)}
    return Directory(event, people, positions, orders, groups, chosen)


def _grouped(
    before: Groups, people: Sequence[Person], key: Callable[[Person], str]
) -> Generator[tuple[int, int], None, Groups]:
    """People put together by a key, those of one key in the order they had before."""
    grouped: dict[str, list[int]] = {}
    for number, position in enumerate(_flat(before.values())):
        grouped.setdefault(key(people[position]), []).append(position)
        if number % _STEP == 0:
            yield number, len(people)
    return grouped


def _in_order(groups: Groups, alphabet: Alphabet) -> Generator[tuple[int, int], None, Groups]:
    texts = yield from alphabet.in_order(groups)
    return {text: groups[text] for text in texts}


def _both_ways(groups: Groups) -> tuple[list[int], list[int]]:
    """Upwards and downwards; those of one key are in their own order both ways."""
    runs = list(groups.values())
    return list(_flat(runs)), list(_flat(reversed(runs)))


def _flat(runs: Iterable[Sequence[int]]) -> Iterator[int]:
    return (position for run in runs for position in run)


def _sorted_by(person: Person) -> str:
    return f"{person.participant.family} {person.participant.given}"


def _days(person: Person) -> str:
    status = person.participant.status
    days = _listed(sorted(person.participant.days or ()))
    return days if status is Status.ACTIVE else f"~{status} {days}"


def _listed(days: Iterable[date]) -> str:
    return " ".join(day.isoformat() for day in days)


_KEYS: Mapping[Column, Callable[[Person], str]] = {
    Column.DAYS: _days,
    Column.CAME: lambda person: _listed(person.present),
    Column.BADGE: lambda person: instant_text(person.printed_at) if person.printed_at else "",
}


def _is_active(person: Person) -> bool:
    return person.participant.status is Status.ACTIVE


def _is_missing(person: Person, today: date) -> bool:
    return today not in person.present and _is_active(person) and person.participant.is_registered_on(today)


_FILTERS: Mapping[Choice, Wanted] = {
    Choice.ALL: lambda _person, _today: True,
    Choice.NOT_YET: _is_missing,
    Choice.INSIDE: lambda person, _today: person.is_inside,
    Choice.NO_BADGE: lambda person, _today: person.printed_at is None and _is_active(person),
    Choice.NOTE: lambda person, _today: bool(person.participant.note),
    Choice.WALK_IN: lambda person, _today: person.participant.walk_in,
    Choice.CANCELLED: lambda person, _today: not _is_active(person),
    Choice.DUPLICATES: lambda _person, _today: False,
}
