"""A whole name in one cell, split into given and family name.

Nobody can split every name rightly; these rules are simple enough to foresee, and lose no letter:

1. «Popescu, Ion»: what stands before the comma is the family name, unless a title follows («Ion Popescu, PhD»).
2. «POPESCU Ion», «Jean-Pierre LE GOFF»: what is written in capitals beside other words is the family name.
3. Otherwise the last word is the family name, with the particles before it: «Ludwig | van Beethoven»,
   «Maria | de la Cruz». So the name reads as it was written. Where the header says that family names come first
   («Cognome e nome»), it is the first word, with its particles.
4. A single word is the family name.
"""

from checkin_app.domain.roster_headers import Field, fields_by_header, header_key
from checkin_app.domain.text import fold

PARTICLES = frozenset(
    {"af", "al", "av", "ben", "bin", "d", "da", "dal", "dalla", "das", "de", "degli", "dei", "del", "dela", "della",
     "dello", "den", "der", "des", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "lo", "los", "san", "st",
     "santa", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur", "'t"}
)  # fmt: skip
"""Words that belong to the family name that follows them."""

_TITLES_BEHIND = frozenset(
    {"phd", "ph d", "dr", "md", "msc", "mba", "ma", "ba", "bsc", "jr", "sr", "ii", "iii", "iv", "ing", "dipl ing", "eng",
     "ceng", "prof", "cpa", "esq", "llm", "mag", "meng", "mph"}
)  # fmt: skip


def split_name(name: str, *, family_first: bool = False) -> tuple[str, str]:
    """(given, family) of a cleaned whole name."""
    name = name.strip(" ,")
    before, comma, behind = (part.strip() for part in name.partition(","))
    if comma:
        if header_key(behind.split(",")[0]) not in _TITLES_BEHIND:
            return behind, before
        given, family = split_name(before, family_first=family_first)
        return given, f"{family}, {behind}"
    parts = name.split()
    capitals = [_is_in_capitals(part) for part in parts]
    if any(capitals) and not all(capitals):
        split = _split_by_capitals(parts, capitals)
        if split is not None:
            return split
    if family_first:
        end = _past_particles(parts) + 1
        return " ".join(parts[end:]), " ".join(parts[:end])
    start = len(parts) - 1
    while start > 1 and _is_particle(parts[start - 1]):
        start -= 1
    return " ".join(parts[:start]), " ".join(parts[start:])


def puts_family_first(header: str) -> bool:
    """Whether a header of whole names says so without doubt, as «Cognome e nome» does, but «Nume și prenume» does not."""
    parts = header_key(header).split()
    for length in (3, 2, 1):
        if len(parts) > length and (meant := fields_by_header().get(" ".join(parts[:length]))):
            return meant[0] is Field.FAMILY
    return False


def _split_by_capitals(parts: list[str], capitals: list[bool]) -> tuple[str, str] | None:
    """The run of capitals at one end is the family name; None if capitals stand elsewhere too."""
    count = sum(capitals)
    if all(capitals[:count]):
        return " ".join(parts[count:]), " ".join(parts[:count])
    if all(capitals[-count:]):
        start = len(parts) - count
        while start > 1 and _is_particle(parts[start - 1]):
            start -= 1
        return " ".join(parts[:start]), " ".join(parts[start:])
    return None


def _is_in_capitals(word: str) -> bool:
    return (
        sum(map(str.isalpha, word)) > 1
        and word == word.upper()
        and word != word.lower()
        and not word.endswith(".")
    )


def _is_particle(word: str) -> bool:
    return fold(word).rstrip("'.") in PARTICLES


def _past_particles(parts: list[str]) -> int:
    """The index of the first word that is no particle, but never past the last word."""
    index = 0
    while index < len(parts) - 1 and _is_particle(parts[index]):
        index += 1
    return index
