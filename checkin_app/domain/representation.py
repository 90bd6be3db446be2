"""Which organisations and countries were represented on each day, and by how many people, as project reports ask."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from checkin_app.domain.attendance import Matrix, MatrixRow
from checkin_app.domain.participant import Participant
from checkin_app.domain.text import fold


@dataclass(frozen=True, slots=True)
class Represented:
    """An organisation or a country: how many people of it came on each day, and on any day."""

    name: str
    by_day: tuple[int, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Representation:
    """What was represented on the days of an event, most people first; who named none counts as `without`."""

    days: tuple[date, ...]
    represented: tuple[Represented, ...]
    without: Represented

    def by_day(self) -> tuple[int, ...]:
        """How many were represented on each day."""
        return tuple(
            sum(each.by_day[place] > 0 for each in self.represented) for place in range(len(self.days))
        )


def organisations(matrix: Matrix) -> Representation:
    """The organisations of those who came."""
    return _representation(matrix, lambda person: person.organisation)


def countries(matrix: Matrix) -> Representation:
    """The countries of those who came."""
    return _representation(matrix, lambda person: person.country)


def categories(matrix: Matrix) -> Representation:
    """The categories of those who came."""
    return _representation(matrix, lambda person: person.category)


def _representation(matrix: Matrix, name_of: Callable[[Participant], str]) -> Representation:
    """Spellings that differ in case and accents are one name; the commonest is shown."""
    days = tuple(day.date for day in matrix.event.days)
    members: dict[str, list[MatrixRow]] = {}
    for row in matrix.rows:
        if row.days_present:
            members.setdefault(fold(name_of(row.participant)), []).append(row)
    nameless = members.pop("", [])
    named = [
        _counted(_commonest(name_of(row.participant) for row in rows), rows, days)
        for rows in members.values()
    ]
    named.sort(key=lambda each: (-each.people, fold(each.name)))
    return Representation(days, tuple(named), _counted("", nameless, days))


def _counted(name: str, rows: list[MatrixRow], days: tuple[date, ...]) -> Represented:
    return Represented(name, tuple(sum(day in row.days_present for row in rows) for day in days), len(rows))


def _commonest(spellings: Iterable[str]) -> str:
    counted = Counter(spellings)
    return min(counted, key=lambda spelling: (-counted[spelling], spelling))
