"""Who looks like whom: one notion of likeness for a roster that is imported and for one that is looked through.

Nobody is compared with everybody, only with those who share a name, a name but for one word, an address or an id; so
the time is in proportion to the number of people.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from checkin_app.domain.participant import Participant
from checkin_app.domain.roster_rows import RosterRow
from checkin_app.domain.text import fold, shortest_spelling

MOST_ALIKE = 5
"""An address or a name that more people share says nothing, unless those of one organisation are fewer."""
SHORTEST_WORD = 3
LONGEST_OF_TWO = 4
"""Letters of a word in which one letter may be wrong: Ana and Anna may be one person, Ana and Ina are two."""

_WORD = re.compile(r"\w+")

Somebody = RosterRow | Participant
Words = tuple[str, ...]


class Likeness(StrEnum):
    """Why two may be one person, the strongest reason first."""

    SAME_EXTERNAL_ID = "same_external_id"
    SAME_NAME = "same_name"
    SAME_WORDS = "same_words"
    """the words of the name in another order, with other hyphens, or with ue for ü"""
    SAME_EMAIL = "same_email"
    ONE_LETTER = "one_letter"
    """one letter of the name is another, too many, missing or has changed places with its neighbour"""
    BADGE_NAME = "badge_name"
    """one of them is called on the badge as the other in full"""


RANKS = {likeness: rank for rank, likeness in enumerate(Likeness)}


@dataclass(frozen=True, slots=True)
class Alike:
    """Two who look alike, by their places in the two lists that were compared."""

    one: int
    other: int
    why: Likeness


def stages(sought: Sequence[Somebody], among: Sequence[Participant]) -> Iterator[list[Alike]]:
    """Those of `among` whom those who are sought resemble, by one kind of likeness after the other.

    The two may be one and the same list: then each pair is told once, the earlier one first.
    """
    compared = _Compared(sought, among)
    yield list(compared.by_key(_ids, lambda _one, _other: Likeness.SAME_EXTERNAL_ID))
    yield list(compared.by_key(compared.all_names, compared.likeness_of_names))
    yield list(compared.by_key(_addresses, lambda _one, _other: Likeness.SAME_EMAIL))
    yield list(compared.by_one_letter())


STAGES = 4


def strongest(found: Iterable[Alike]) -> list[Alike]:
    """Each pair once, in the order of the sought, for the strongest reason."""
    best: dict[tuple[int, int], Alike] = {}
    for alike in found:
        pair = alike.one, alike.other
        if pair not in best or RANKS[alike.why] < RANKS[best[pair].why]:
            best[pair] = alike
    return sorted(best.values(), key=lambda alike: (alike.one, RANKS[alike.why], alike.other))


def is_one_letter(one: str, other: str) -> bool:
    """Whether two different words differ by one letter: another, one too many, or two that changed places."""
    if len(one) > len(other):
        one, other = other, one
    if one == other or len(other) - len(one) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return swapped or one[at + 1 :] == other[at + 1 :]


class _Compared:
    """Two lists that are compared, which may be one."""

    def __init__(self, sought: Sequence[Somebody], among: Sequence[Participant]) -> None:
        self._sought = sought
        self._among = among
        self._are_one = sought is among
        self._words = cache(_words)

    def all_names(self, somebody: Somebody) -> set[Words]:
        """The words of the name, and of the name that the badge makes of it."""
        own = self._words(somebody.name)
        if not somebody.badge_name:
            return {own} - {()}
        on_badge = self._words(somebody.badge_name)
        if len(on_badge) == 1:
            on_badge = self._words(f"{somebody.badge_name} {somebody.family}")
        return {own, on_badge} - {()}

    def likeness_of_names(self, one: Somebody, other: Participant) -> Likeness:
        """For two who share a name, be it that of a badge."""
        if self._words(one.name) != self._words(other.name):
            return Likeness.BADGE_NAME
        return Likeness.SAME_NAME if fold(one.name) == fold(other.name) else Likeness.SAME_WORDS

    def by_key(
        self,
        keys: Callable[[Somebody], Iterable[Hashable]],
        why: Callable[[Somebody, Participant], Likeness],
    ) -> Iterator[Alike]:
        """Those who share a key."""
        groups: dict[Hashable, list[int]] = {}
        for place, somebody in enumerate(self._sought):
            for key in keys(somebody):
                groups.setdefault(key, []).append(place)
        others = groups if self._are_one else self._others(keys, groups)
        for key, group in groups.items():
            for one, other in self._few(group, others.get(key, [])):
                yield Alike(one, other, why(self._sought[one], self._among[other]))

    def by_one_letter(self) -> Iterator[Alike]:
        """Those whose names are alike but for one letter of one word."""
        groups = self._by_rest(self._sought)
        others = groups if self._are_one else self._by_rest(self._among, wanted=groups.keys())
        for rest, theirs in others.items():
            if len(theirs) > 1 or not self._are_one:
                for one_group, other_group in _almost_alike(_by_word(groups[rest]), _by_word(theirs)):
                    for one, other in self._few(one_group, other_group):
                        yield Alike(one, other, Likeness.ONE_LETTER)

    def _by_rest(
        self, people: Iterable[Somebody], wanted: AbstractSet[Words] | None = None
    ) -> dict[Words, list[tuple[str, int]]]:
        """By every name but one word (if wanted): that word, and the place of who has it."""
        groups: dict[Words, list[tuple[str, int]]] = {}
        for place, somebody in enumerate(people):
            for rest, word in _but_one(self._words(somebody.name)):
                if wanted is None or rest in wanted:
                    groups.setdefault(rest, []).append((word, place))
        return groups

    def _others(
        self, keys: Callable[[Somebody], Iterable[Hashable]], wanted: dict[Hashable, list[int]]
    ) -> dict[Hashable, list[int]]:
        groups: dict[Hashable, list[int]] = {}
        for place, somebody in enumerate(self._among):
            for key in keys(somebody):
                if key in wanted:
                    groups.setdefault(key, []).append(place)
        return groups

    def _few(self, ones: Sequence[int], others: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Pairs of one of each, of one organisation alone where there are too many."""
        if len(others) <= MOST_ALIKE + self._are_one:
            yield from self._pairs(ones, others)
            return
        at_home: dict[str, list[int]] = {}
        for other in others:
            at_home.setdefault(_home(self._among[other]), []).append(other)
        for one in ones:
            colleagues = at_home.get(_home(self._sought[one]), [])
            if _home(self._sought[one]) and len(colleagues) <= MOST_ALIKE + self._are_one:
                yield from self._pairs([one], colleagues)

    def _pairs(self, ones: Iterable[int], others: Iterable[int]) -> Iterator[tuple[int, int]]:
        for one in ones:
            for other in others:
                if not self._are_one or one < other:
                    yield one, other


def _ids(somebody: Somebody) -> Iterable[str]:
    return (somebody.external_id,) if somebody.external_id else ()


def _addresses(somebody: Somebody) -> Iterable[str]:
    return (somebody.email.casefold(),) if somebody.email else ()


def _home(somebody: Somebody) -> str:
    return fold(somebody.organisation)


def _words(name: str) -> Words:
    return tuple(sorted(shortest_spelling(word) for word in _WORD.findall(fold(name))))


def _but_one(words: Words) -> Iterator[tuple[Words, str]]:
    """Each word in which a letter may be wrong, and the others before it. Numbers are never misspelt: they count."""
    for place, word in enumerate(words):
        if len(word) >= SHORTEST_WORD and word.isalpha():
            yield words[:place] + words[place + 1 :], word


def _by_word(group: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    people: dict[str, list[int]] = {}
    for word, place in group:
        people.setdefault(word, []).append(place)
    return people


def _almost_alike(
    ones: dict[str, list[int]], others: dict[str, list[int]]
) -> Iterator[tuple[list[int], list[int]]]:
    """Of two groups those whose words differ by one letter: with that letter left out they are the same."""
    shortened: dict[str, list[str]] = {}
    for word in others:
        for variant in _shortened(word):
            shortened.setdefault(variant, []).append(word)
    for word, people in ones.items():
        near = {other for variant in _shortened(word) for other in shortened.get(variant, ())}
        for other in sorted(near):
            if max(len(word), len(other)) >= LONGEST_OF_TWO and is_one_letter(word, other):
                yield people, others[other]


def _shortened(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
