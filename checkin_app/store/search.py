"""Finding people by the beginnings of words, in the full-text index of the event file."""

from collections.abc import Sequence

import sqlalchemy as sa
from msgspec import json
from rapidfuzz import fuzz, process

from checkin_app.domain.participant import Participant, Status
from checkin_app.domain.search import wanted_words
from checkin_app.domain.text import fold
from checkin_app.store.participants import WHOLE, participant_of
from checkin_app.store.schema import SEARCH_TABLE, participant
from checkin_app.store.statements import Question

_MATCH = Question(
    sa.text(
        f"SELECT rowid FROM {SEARCH_TABLE} WHERE {SEARCH_TABLE} MATCH :wanted ORDER BY rowid LIMIT :most"  # noqa: S608  # a constant of ours
    ).columns(sa.column("rowid", sa.Integer))
)
_NUMBERED = Question(
    WHOLE.where(
        participant.c.number.in_(sa.select(sa.func.json_each(sa.bindparam("listed")).table_valued("value")))
    )
)
_IDS = Question(
    sa.text(
        f"SELECT id FROM participant WHERE number IN (SELECT rowid FROM {SEARCH_TABLE} WHERE {SEARCH_TABLE} MATCH :wanted)"  # noqa: S608  # a constant of ours
    ).columns(sa.column("id", sa.String))
)
SIMILAR = 75
"""Of 100, by rapidfuzz's ratio: one wrong letter in a name of five, two in a name of eight."""

ALIKE = 82
"""Of 100, by rapidfuzz's token_sort_ratio: two wrong letters in a whole name of twelve."""
MOST_COMPARED = 2000
"""People with a name beginning like one of the words; more would be felt while typing."""

_NAMES = sa.select(participant.c.given, participant.c.family, participant.c.badge_name).where(
    participant.c.status != Status.REMOVED.value
)


def matching(connection: sa.Connection, words: Sequence[str], limit: int) -> list[Participant]:
    """People who have all the words, or words beginning with them; those who have them whole come first."""
    numbers: dict[int, None] = {}
    for ending in ("", "*"):
        wanted = " AND ".join(f'"{word}"{ending}' for word in words)
        found = _MATCH.all(connection, wanted=wanted, most=limit)
        numbers |= dict.fromkeys(row.rowid for row in found)
    return _people(connection, list(numbers)[:limit])


def ids_matching(connection: sa.Connection, words: Sequence[str]) -> list[str]:
    """The ids of everybody who has all the words, or words beginning with them, in no order."""
    return [row.id for row in _IDS.all(connection, wanted=" AND ".join(f'"{word}"*' for word in words))]


def similar_names(connection: sa.Connection, text: str, limit: int = 3) -> list[str]:
    """Names on the roster that are spelled almost like a word of `text`, the most similar first."""
    names = {name for row in connection.execute(_NAMES) for name in row if name}
    folded = {name: fold(name) for name in names}
    scores: dict[str, float] = {}
    for word in fold(text).split():
        hits = process.extract(word, folded, scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=limit)
        for _, score, name in hits:
            scores[name] = max(score, scores.get(name, 0))
    return sorted(scores, key=lambda name: (-scores[name], name))[:limit]


def lookalikes(connection: sa.Connection, name: str, limit: int) -> list[Participant]:
    """People whose whole names are spelled almost like this one, in whatever order, the most similar first."""
    words = wanted_words(name)
    if not words:
        return []
    wanted = " OR ".join(f'"{word[:2]}"*' for word in words)
    found = _MATCH.all(connection, wanted=wanted, most=MOST_COMPARED)
    folded = fold(name)
    scored = [
        (fuzz.token_sort_ratio(folded, fold(person.name)), person)
        for person in _people(connection, [row.rowid for row in found])
    ]
    alike = [(score, person) for score, person in scored if score >= ALIKE]
    return [person for _, person in sorted(alike, key=lambda each: -each[0])[:limit]]


def _people(connection: sa.Connection, numbers: list[int]) -> list[Participant]:
    rows = _NUMBERED.all(connection, listed=json.encode(numbers).decode())
    people = {row.number: participant_of(row) for row in rows}
    return [people[number] for number in numbers]
