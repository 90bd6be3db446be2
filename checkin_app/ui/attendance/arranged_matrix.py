"""The matrix ready to be shown: in the order of names, and sifted by every filter, before anybody asks.

All that takes long is done here, in the workshop, so that the window's thread only has to pick rows.
"""

from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import reduce
from operator import or_

from checkin_app.domain.attendance import Cell, CellState, Matrix
from checkin_app.domain.participant import Participant
from checkin_app.services.attendance import AttendanceService
from checkin_app.ui import masks
from checkin_app.ui.masks import Mask
from checkin_app.ui.people.alphabet import Alphabet


class Came(StrEnum):
    """Who is shown, by what they attended of what they were expected at."""

    ANY = "Everybody"
    ALL = "Came to all"
    SOME = "Missed some"
    NONE = "Never came"


class Group(StrEnum):
    """What people have in common; the value is the participant's field."""

    CATEGORY = "category"
    ORGANISATION = "organisation"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class ArrangedMatrix:
    """`order` has the positions of the matrix's rows by name; `came` and `absent` a mask for each checkpoint."""

    matrix: Matrix
    order: Sequence[int]
    positions: Mapping[str, int]
    came: Sequence[Mask]
    absent: Sequence[Mask]
    groups: Mapping[Group, Mapping[str, Sequence[int]]]

    def columns(self, day: date | None, opened: Collection[date]) -> list[int]:
        """Which checkpoints are seen: the days, and the sessions of the opened ones; of one `day`, if given."""
        return [
            number
            for number, checkpoint in enumerate(self.matrix.checkpoints)
            if day in {None, checkpoint.day} and (not checkpoint.session or checkpoint.day in opened)
        ]

    def of_group(self, group: Group, text: str) -> Mask:
        """Everybody who has that text; everybody at all for none."""
        size = len(self.order)
        return masks.of_positions(self.groups[group].get(text, ()), size) if text else masks.everybody(size)

    def of_ids(self, ids: Iterable[str]) -> Mask:
        """Those of these people who are in the matrix."""
        known = (self.positions[each] for each in ids if each in self.positions)
        return masks.of_positions(known, len(self.order))

    def who(self, came: Came, day: date | None) -> Mask:
        """Those who came to all, some or none of what they were expected at, on one day if given."""
        here = [number for number, point in enumerate(self.matrix.checkpoints) if day in {None, point.day}]
        present = _any_of(self.came[number] for number in here)
        missed = _any_of(self.absent[number] for number in here)
        everybody = masks.everybody(len(self.order))
        match came:
            case Came.ANY:
                return everybody
            case Came.ALL:
                return present & ~missed
            case Came.SOME:
                return present & missed
            case Came.NONE:
                return everybody & ~present

    def counts(self, column: int, shown: Mask) -> tuple[int, int]:
        """How many of those shown were at a checkpoint, and how many were there or expected."""
        came, absent = self.came[column] & shown, self.absent[column] & shown
        return came.bit_count(), (came | absent).bit_count()

    def texts(self, group: Group) -> list[tuple[str, int]]:
        """What can be chosen of a group, and how many people have it."""
        return [(text, len(people)) for text, people in self.groups[group].items()]


def reading(
    attendance: AttendanceService, alphabet: Alphabet, before: ArrangedMatrix | None
) -> Generator[tuple[int, int], None, ArrangedMatrix]:
    """Read the matrix and arrange it; see `arranged`."""
    yield 0, 1
    return (yield from arranged(attendance.matrix(), alphabet, before))


def arranged(
    matrix: Matrix, alphabet: Alphabet, before: ArrangedMatrix | None = None
) -> Generator[tuple[int, int], None, ArrangedMatrix]:
    """Make ready what was read; the positions are those of `before`, the same object, while they are the same."""
    people = [row.participant for row in matrix.rows]
    by_name = _grouped(people, lambda person: f"{person.family} {person.given}")
    yield 1, 3
    names = yield from alphabet.in_order(by_name)
    order = [position for name in names for position in by_name[name]]
    groups: dict[Group, Mapping[str, Sequence[int]]] = {}
    for group in Group:
        texts = _grouped(people, lambda person, group=group: str(getattr(person, group)))
        texts.pop("", None)
        in_order = yield from alphabet.in_order(texts)
        groups[group] = {text: texts[text] for text in in_order}
    came, absent = list[Mask](), list[Mask]()
    for column in range(len(matrix.checkpoints)):
        yield 2, 3
        came.append(masks.of_flags(cell.first_at is not None for cell in _cells(matrix, column)))
        absent.append(masks.of_flags(cell.state is CellState.ABSENT for cell in _cells(matrix, column)))
    positions = {person.id: position for position, person in enumerate(people)}
    if before is not None and positions == before.positions:
        positions = before.positions
    return ArrangedMatrix(matrix, order, positions, came, absent, groups)


def _cells(matrix: Matrix, column: int) -> Iterator[Cell]:
    return (row.cells[column] for row in matrix.rows)


def _grouped(people: Sequence[Participant], key: Callable[[Participant], str]) -> dict[str, list[int]]:
    grouped: dict[str, list[int]] = {}
    for position, person in enumerate(people):
        grouped.setdefault(key(person), []).append(position)
    return grouped


def _any_of(some: Iterable[Mask]) -> Mask:
    return reduce(or_, some, 0)
