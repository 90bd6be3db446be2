"""Who on a roster is known already, and who only looks like it; in time proportional to the number of people."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from typing import TypeVar

from checkin_app.domain.likeness import Likeness, Somebody, stages, strongest
from checkin_app.domain.participant import Participant
from checkin_app.domain.roster_corrections import corrected, new_participant
from checkin_app.domain.roster_headers import Field
from checkin_app.domain.roster_rows import RosterRow
from checkin_app.domain.text import fold

_MOST_COMPARISONS = 10_000
"""Rows times people of one name and organisation; beyond that they are not compared one by one."""

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class PossibleDuplicate:
    """A new row that resembles a known participant."""

    row: RosterRow
    participant: Participant
    why: Likeness


@dataclass(frozen=True, slots=True)
class Repeat:
    """A row about a person who stands in an earlier row of the same file; `field` shows it."""

    row: RosterRow
    earlier: int
    field: Field


@dataclass(slots=True)
class Matching:
    """The rows of a file beside the people who are known: pairs, new rows, and rows that repeat earlier ones."""

    pairs: list[tuple[RosterRow, Participant]] = field(default_factory=list[tuple[RosterRow, Participant]])
    new: list[RosterRow] = field(default_factory=list[RosterRow])
    repeats: list[Repeat] = field(default_factory=list[Repeat])
    claimed: dict[str, RosterRow] = field(default_factory=dict[str, RosterRow])
    """by participant id, the row that is this person"""

    def claim(self, row: RosterRow, person: Participant) -> None:
        """This row is this person."""
        self.pairs.append((row, person))
        self.claimed[person.id] = row

    def unclaimed(self, people: Iterable[Participant]) -> list[Participant]:
        """Those of them whom no row is yet."""
        free = [person for person in people if person.id not in self.claimed]
        return [person for person in free if not person.is_removed] or free


def match_rows(rows: Sequence[RosterRow], known: Sequence[Participant]) -> Matching:
    """Pair rows with people: by external id, then by e-mail and name, then by name and organisation.

    Somebody who was removed is paired only with a row that nobody on the roster is.
    """
    known = sorted(known, key=lambda person: person.is_removed)
    matching = Matching()
    folded = cache(fold)
    rest = _without_repeats(matching, rows, folded)
    rest = _by_external_id(matching, rest, known)
    rest = _by_email(matching, rest, known, folded)
    matching.new = _by_name(matching, rest, known, folded)
    matching.pairs.sort(key=lambda pair: pair[0].row)
    return matching


def likenesses(new: Sequence[RosterRow], known: Sequence[Participant]) -> list[PossibleDuplicate]:
    """People on the roster whom the new rows resemble, in the order of the rows."""
    known = [person for person in known if not person.is_removed]
    if not new or not known:
        return []
    found = strongest(chain.from_iterable(stages(new, known)))
    return [PossibleDuplicate(new[alike.one], known[alike.other], alike.why) for alike in found]


def _without_repeats(
    matching: Matching, rows: Iterable[RosterRow], folded: Callable[[str], str]
) -> list[RosterRow]:
    by_id: dict[str, int] = {}
    by_email: dict[tuple[str, str], int] = {}
    kept: list[RosterRow] = []
    for row in rows:
        address = (_address(row), folded(row.name))
        if row.external_id and row.external_id in by_id:
            matching.repeats.append(Repeat(row, by_id[row.external_id], Field.EXTERNAL_ID))
        elif row.email and address in by_email:
            matching.repeats.append(Repeat(row, by_email[address], Field.EMAIL))
        else:
            kept.append(row)
            if row.external_id:
                by_id[row.external_id] = row.row
            if row.email:
                by_email[address] = row.row
    return kept


def _by_external_id(
    matching: Matching, rows: Sequence[RosterRow], known: Sequence[Participant]
) -> list[RosterRow]:
    """Our own id counts as an external one, so that an exported list comes home."""
    people = {person.id: person for person in known}
    people |= {person.external_id: person for person in reversed(known) if person.external_id}
    rest: list[RosterRow] = []
    for row in rows:
        person = people.get(row.external_id) if row.external_id else None
        if person is None:
            rest.append(row)
        elif person.id in matching.claimed:
            matching.repeats.append(Repeat(row, matching.claimed[person.id].row, Field.EXTERNAL_ID))
        else:
            matching.claim(row, person)
    return rest


def _by_email(
    matching: Matching, rows: Sequence[RosterRow], known: Sequence[Participant], folded: Callable[[str], str]
) -> list[RosterRow]:
    """Of several people with one address and name, one of the row's organisation comes first."""

    def key(somebody: Somebody) -> tuple[str, str]:
        return _address(somebody), folded(somebody.name)

    addresses = {_address(row) for row in rows if row.email}
    groups = _grouped(
        (person for person in known if _address(person) in addresses),
        key,
        {key(row) for row in rows if row.email},
    )
    rest: list[RosterRow] = []
    for row in rows:
        people = groups.get(key(row), []) if row.email else []
        free = matching.unclaimed(people)
        if free:
            of_organisation = [person for person in free if person.organisation == row.organisation]
            matching.claim(row, (of_organisation or free)[0])
        elif earlier := _still_there(matching, people, key(row), key):
            matching.repeats.append(Repeat(row, earlier.row, Field.EMAIL))
        else:
            rest.append(row)
    return rest


def _still_there(
    matching: Matching,
    people: Iterable[Participant],
    wanted: tuple[str, str],
    key: Callable[[Somebody], tuple[str, str]],
) -> RosterRow | None:
    """The row that claimed one of these people and leaves them the address and name that are wanted again."""
    for person in people:
        earlier = matching.claimed[person.id]
        if key(corrected(person, earlier)) == wanted:
            return earlier
    return None


def _by_name(
    matching: Matching, rows: Sequence[RosterRow], known: Sequence[Participant], folded: Callable[[str], str]
) -> list[RosterRow]:
    """For rows without id and e-mail; people of one name and organisation are told apart by everything else."""

    def key(somebody: Somebody) -> tuple[str, str]:
        return folded(somebody.name), folded(somebody.organisation)

    namesakes: dict[tuple[str, str], list[RosterRow]] = {}
    for row in rows:
        if not row.external_id and not row.email:
            namesakes.setdefault(key(row), []).append(row)
    people = _grouped(known, key, namesakes.keys())
    for name, alike in namesakes.items():
        rest = alike
        while rest and (free := matching.unclaimed(people.get(name, []))):
            before, rest = rest, _pair_namesakes(matching, rest, free)
            if len(rest) == len(before):
                break
    paired = {row.row for row, _ in matching.pairs}
    return [row for row in rows if row.row not in paired]


def _pair_namesakes(matching: Matching, rows: list[RosterRow], people: list[Participant]) -> list[RosterRow]:
    """First those that are equal in everything, then those without news; a last person alone takes the next row.

    Returns the rows that are nobody's.
    """
    if len(rows) == len(people) == 1:
        matching.claim(rows[0], people[0])
        return []
    twins: dict[Participant, list[Participant]] = {}
    for person in reversed(people):
        twins.setdefault(replace(person, id=""), []).append(person)
    rest: list[RosterRow] = []
    for row in rows:
        if same := twins.get(new_participant(row, "")):
            matching.claim(row, same.pop())
        else:
            rest.append(row)
    free = matching.unclaimed(people)
    for row in list(rest) if len(free) * len(rest) <= _MOST_COMPARISONS else ():
        person = next((person for person in free if corrected(person, row) is person), None)
        if person is not None:
            matching.claim(row, person)
            free.remove(person)
            rest.remove(row)
    if len(free) == 1 and rest:
        matching.claim(rest.pop(0), free[0])
    return rest


def _address(somebody: Somebody) -> str:
    return somebody.email.casefold()


def _grouped(
    people: Iterable[Participant], key: Callable[[Participant], _Key], wanted: AbstractSet[_Key]
) -> dict[_Key, list[Participant]]:
    """The people by key, for the wanted keys only."""
    groups: dict[_Key, list[Participant]] = {}
    if wanted:
        for person in people:
            if (name := key(person)) in wanted:
                groups.setdefault(name, []).append(person)
    return groups
