"""The roster: who is on it, found, added, edited and imported."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from checkin_app.domain import code
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.log import ParticipantAdded, ParticipantChanged
from checkin_app.domain.participant import Badge, Participant, changes_between
from checkin_app.domain.search import wanted_words
from checkin_app.domain.text import clean
from checkin_app.services.journal import Act, Journal
from checkin_app.store import badges, log, participants, presence, search
from checkin_app.store.database import Connection

SHORTEST_ID = 6
"""Characters of an id's beginning that may stand for it, if only one id begins so."""
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Person:
    """A participant with what lists show beside them: the badge in force, and the days they came."""

    participant: Participant
    code: str
    printed_at: datetime | None
    present: tuple[date, ...]


class RosterService:
    """What an organiser can ask for about people."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def people(self) -> list[Person]:
        """The whole roster, in the order in which people came onto it."""
        with self._journal.reading() as connection:
            everybody = list(participants.everybody(connection))
            return _persons(everybody, badges.valid_ones(connection), presence.days_present(connection))

    def person(self, participant: str) -> Person:
        """The one person of that id; NotFound."""
        with self._journal.reading() as connection:
            found = participants.by_id(connection, participant)
            if found is None:
                raise NotFound("participant", participant)
            return _these(connection, [found])[0]

    def search(self, text: str, limit: int = 50) -> list[Person]:
        """People who have all the words of a text, whole or as beginnings; nobody for fewer than two letters."""
        words = wanted_words(text)
        if not words:
            return []
        with self._journal.reading() as connection:
            return _these(connection, search.matching(connection, words, limit))

    def by_reference(self, text: str) -> Participant:
        """The one person whom a text means: an id or its unique beginning, an external id, an e-mail, a badge's code.

        NotFound if it is nobody, NotPossible if it could be several people.
        """
        wanted = text.strip()
        with self._journal.reading() as connection:
            found = _referred_to(connection, wanted)
            if len(found) > 1:
                raise NotPossible(f"«{wanted}» could be several people: use the id of one of them.")
            person = participants.by_id(connection, found[0]) if found else None
        if person is None:
            raise NotFound("participant", wanted)
        return person

    def add(self, described: Participant) -> Participant:
        """Put one person on the roster, whose `id` is made here; returns them with it.

        NotPossible without any name or with one that is too long.
        """
        person = cleaned(replace(described, id=log.new_id()))
        with self._journal.writing() as act:
            act.note(ParticipantAdded(person, code.make(act.key)))
        return person

    def edit(self, after: Participant) -> bool:
        """Change a person's fields to these; False if they are so already. NotFound, NotPossible as for `add`."""
        after = cleaned(after)
        with self._journal.writing() as act:
            before = _known(act, after.id)
            changes = changes_between(before, after)
            if changes:
                act.note(ParticipantChanged(after.id, changes))
        return bool(changes)


def _known(act: Act, participant: str) -> Participant:
    person = participants.by_id(act.connection, participant)
    if person is None:
        raise NotFound("participant", participant)
    return person


def cleaned(person: Participant) -> Participant:
    """The person with tidy texts; NotPossible without any name or with one that is too long."""
    texts = (
        "given",
        "family",
        "badge_name",
        "email",
        "organisation",
        "job_title",
        "country",
        "category",
        "note",
        "external_id",
    )
    cleaned = replace(person, **{name: clean(getattr(person, name)) for name in texts})
    if not cleaned.name:
        raise NotPossible("A participant needs a name.")
    if max(len(cleaned.given), len(cleaned.family)) > LONGEST_NAME:
        raise NotPossible(f"A name has at most {LONGEST_NAME} characters.")
    return cleaned


def _these(connection: Connection, people: list[Participant]) -> list[Person]:
    ids = [person.id for person in people]
    return _persons(people, badges.valid_ones(connection, ids), presence.days_present(connection, ids))


def _persons(
    people: list[Participant], valid: dict[str, Badge], present: dict[str, list[date]]
) -> list[Person]:
    return [
        Person(
            person,
            valid[person.id].code if person.id in valid else "",
            valid[person.id].printed_at if person.id in valid else None,
            tuple(present.get(person.id, ())),
        )
        for person in people
    ]


def _referred_to(connection: Connection, wanted: str) -> list[str]:
    if not wanted:
        return []
    if participants.by_id(connection, wanted):
        return [wanted]
    badge = badges.by_code(connection, wanted.upper().replace("-", ""))
    if badge and badge.participant:
        return [badge.participant]
    for found in (
        participants.ids_with(connection, external_id=wanted),
        participants.ids_with(connection, email=wanted) if "@" in wanted else [],
        participants.ids_beginning(connection, wanted) if len(wanted) >= SHORTEST_ID else [],
    ):
        if found:
            return found
    return []
