"""How people are found: the folded words of a participant, and what a search text asks of them."""

import re

from checkin_app.domain.participant import Participant
from checkin_app.domain.text import fold, foldings, shortest_spelling

SHORTEST = 2
"""Letters; people are called Li and Ng."""

_WORD = re.compile(r"[^\W_]+")


def search_words(participant: Participant) -> str:
    """Everything a participant may be looked for by, folded; words with two spellings (Müller) are there in both."""
    searched = (
        participant.given,
        participant.family,
        participant.badge_name,
        participant.organisation,
        participant.job_title,
        participant.email,
        participant.external_id,
        participant.country,
        participant.category,
        *(value for _, value in participant.extra),
    )
    return " ".join(dict.fromkeys(spelling for text in searched if text for spelling in foldings(text)))


def wanted_words(text: str) -> list[str]:
    """The folded words of a search text; empty if there are too few letters to search for."""
    words = _WORD.findall(fold(text))
    return words if sum(map(len, words)) >= SHORTEST else []


def is_whole_name(participant: Participant, words: list[str]) -> bool:
    """Whether the words say this person's whole name, in any order, Müller also as Mueller."""
    name = _WORD.findall(fold(participant.name))
    return bool(name) and set(map(shortest_spelling, words)) == set(map(shortest_spelling, name))
