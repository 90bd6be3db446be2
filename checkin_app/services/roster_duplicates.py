"""Looking through the roster for people who stand on it twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from checkin_app.domain.likeness import RANKS, STAGES, Alike, Likeness, stages, strongest
from checkin_app.domain.participant import Participant
from checkin_app.domain.text import fold
from checkin_app.services.apart import apart
from checkin_app.services.journal import Journal, reading_journal
from checkin_app.services.long_work import Work
from checkin_app.store import merging, participants

MOST_SHOWN = 1000
"""Pairs; who has more begins with the likeliest and looks again."""
_WORTH_A_PROCESS = 5000
"""Records in the log; fewer people are compared before another process has begun."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Two people on the roster who may be one, the one who came onto it earlier first."""

    first: Participant
    second: Participant
    likeness: Likeness


def possible_duplicates(journal: Journal) -> Work[list[Lookalike]]:
    """See `RosterService.possible_duplicates`."""
    if journal.count_records() < _WORTH_A_PROCESS:
        return _search(journal)
    return apart(partial(_search_in, journal.path))


def _search_in(path: Path) -> Work[list[Lookalike]]:
    with reading_journal(path) as journal:
        return (yield from _search(journal))


def _search(journal: Journal) -> Work[list[Lookalike]]:
    with journal.reading() as connection:
        people = list(participants.everybody(connection))
        told_apart = merging.all_told_apart(connection)
    found: list[Alike] = []
    for done, alike in enumerate(stages(people, people), 1):
        found += alike
        yield done, STAGES
    pairs = (Lookalike(people[each.one], people[each.other], each.why) for each in strongest(found))
    return _likeliest(pair for pair in pairs if frozenset((pair.first.id, pair.second.id)) not in told_apart)


def _likeliest(pairs: Iterable[Lookalike]) -> list[Lookalike]:
    ranked: Sequence[Lookalike] = sorted(
        pairs, key=lambda pair: (not _have_something_in_common(pair), RANKS[pair.likeness])
    )
    return list(ranked[:MOST_SHOWN])


def _have_something_in_common(pair: Lookalike) -> bool:
    """Besides a name: who says the same of himself twice is likelier one person than two namesakes are."""
    one, other = pair.first, pair.second
    if one.email and one.email.casefold() == other.email.casefold():
        return True
    if pair.likeness is Likeness.SAME_EXTERNAL_ID:
        return True
    return bool(one.organisation) and _folded(one.organisation) == _folded(other.organisation)


@lru_cache(maxsize=10_000)
def _folded(organisation: str) -> str:
    return fold(organisation)
