"""The roster: who is on it, found, added, edited and imported."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from checkin_app.domain import code, registration
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.log import ParticipantAdded
from checkin_app.domain.participant import TEXT_FIELDS, Participant, Status
from checkin_app.domain.search import wanted_words
from checkin_app.domain.text import clean
from checkin_app.services import roster_duplicates, roster_history, roster_merge, roster_undo
from checkin_app.services.journal import Journal
from checkin_app.services.long_work import Work
from checkin_app.services.roster_acts import RosterAct, change_each
from checkin_app.services.roster_duplicates import Lookalike
from checkin_app.services.roster_history import HistoryLine
from checkin_app.store import badges, log, merging, participants, presence, programme, search
from checkin_app.store.database import Connection

__all__ = ["HistoryLine", "Lookalike", "Person", "RosterAct", "RosterService", "cleaned"]

SHORTEST_ID = 6
"""Characters of an id's beginning that may stand for it, if only one id begins so."""
LONGEST_NAME = 200
_NO_BADGE = ("", None)


@dataclass(frozen=True, slots=True)
class Person:
    """A participant with what lists show beside them: the badge in force, the days they came, if they are there now."""

    participant: Participant
    code: str
    printed_at: datetime | None
    present: tuple[date, ...]
    is_inside: bool = False


class RosterService:
    """What an organiser can ask for about people."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def people(self) -> list[Person]:
        """The whole roster, in the order in which people came onto it."""
        with self._journal.reading() as connection:
            everybody = list(participants.everybody(connection))
            return self._persons(connection, everybody)

    def person(self, participant: str) -> Person:
        """The one person of that id, also one who was removed; NotFound."""
        with self._journal.reading() as connection:
            found = participants.by_id(connection, participant)
            if found is None:
                raise NotFound("participant", participant)
            return self._persons(connection, [found], [participant])[0]

    def search(self, text: str, limit: int = 50) -> list[Person]:
        """People who have all the words of a text, whole or as beginnings; nobody for fewer than two letters."""
        words = wanted_words(text)
        if not words:
            return []
        with self._journal.reading() as connection:
            found = search.matching(connection, words, limit)
            return self._persons(connection, found, [person.id for person in found])

    def ids_matching(self, text: str) -> list[str]:
        """The ids of all whom `search` would find, in no order; nobody for fewer than two letters."""
        words = wanted_words(text)
        if not words:
            return []
        with self._journal.reading() as connection:
            return search.ids_matching(connection, words)

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

    def edit(self, after: Participant) -> RosterAct:
        """Change a person's fields to these. NotFound, NotPossible as for `add`."""
        after = cleaned(after)
        with self._journal.writing() as act:
            return change_each(act, [after.id], lambda _before: after)

    def remove(self, ids: Iterable[str]) -> RosterAct:
        """Take people off the roster. Their attendance stays, their badges admit nobody until that is undone."""
        with self._journal.writing() as act:
            return change_each(act, ids, lambda person: replace(person, status=Status.REMOVED))

    def set_category(self, ids: Iterable[str], category: str) -> RosterAct:
        """Put people in a category of the event, or in none (""); NotFound for one that the event does not have."""
        with self._journal.writing() as act:
            if category and category not in {each.name for each in act.event.categories}:
                raise NotFound("category", category)
            return change_each(act, ids, lambda person: replace(person, category=category))

    def register_for_day(self, ids: Iterable[str], day: date, *, registered: bool) -> RosterAct:
        """Let people be expected on a day, or not; NotFound for a day that is not in the programme."""
        with self._journal.writing() as act:
            return change_each(act, ids, registration.for_day(act.event, day, registered=registered))

    def register_for_session(self, ids: Iterable[str], code: str, *, registered: bool) -> RosterAct:
        """Put people on a session's list, and on its day, without which they would not be let in; or off the list.

        NotFound for a session that is not in the programme.
        """
        with self._journal.writing() as act:
            return change_each(act, ids, registration.for_session(act.event, code, registered=registered))

    def history(self, participant: str) -> list[HistoryLine]:
        """What happened to a person, the newest first; NotFound for an unknown id."""
        with self._journal.reading() as connection:
            if participants.by_id(connection, participant) is None:
                raise NotFound("participant", participant)
            return roster_history.history_of(connection, participant)

    def merge(self, kept: str, absorbed: str, taken: Collection[str] = ()) -> RosterAct:
        """Two people on the roster are one: `kept`, by ids. The other is removed, and what was theirs is kept's.

        Both attendances count, both badges admit, registrations and notes are joined, empty fields are filled; of the
        fields named in `taken` the absorbed one's value counts. NotFound for an unknown id or field; NotPossible for
        somebody who is not on the roster.
        """
        with self._journal.writing() as act:
            return roster_merge.merge(act, kept, absorbed, taken)

    def possible_duplicates(self) -> Work[list[Lookalike]]:
        """Pairs on the roster who may be one person, the likeliest first, without those who were told apart.

        Yields (steps done, steps to do). Of very many pairs the first thousand are told.
        """
        return roster_duplicates.possible_duplicates(self._journal)

    def tell_apart(self, first: str, second: str) -> RosterAct:
        """Two who look alike are two people: they are not shown as possible duplicates again. NotFound."""
        with self._journal.writing() as act:
            return roster_merge.tell_apart(act, first, second)

    def undo(self, record: str) -> RosterAct:
        """Take back an act on people by its record, whole; an undo too, which does the act again.

        What somebody has changed again since stays as it is. NotFound if the record is no change of people;
        NotPossible if it is taken back already or if nothing of it is left.
        """
        with self._journal.writing() as act:
            return roster_undo.undo(act, record)

    def _persons(
        self, connection: Connection, people: list[Participant], among: list[str] | None = None
    ) -> list[Person]:
        """`among` are the ids of the people, unless they are everybody."""
        event, now = programme.read(connection), self._journal.now()
        entries = presence.open_entries(connection, event.event_date(now), among)
        inside = {entry.participant for entry in entries if entry.is_inside(event, now)}
        valid, present = badges.in_force(connection, among), presence.days_present(connection, among)
        return [
            Person(
                person,
                *valid.get(person.id, _NO_BADGE),
                tuple(present.get(person.id, ())),
                person.id in inside,
            )
            for person in people
        ]


def cleaned(person: Participant) -> Participant:
    """The person with tidy texts; NotPossible without any name or with one that is too long."""
    cleaned = replace(person, **{name: clean(getattr(person, name)) for name in TEXT_FIELDS})
    if not cleaned.name:
        raise NotPossible("A participant needs a name.")
    if max(len(cleaned.given), len(cleaned.family)) > LONGEST_NAME:
        raise NotPossible(f"A name has at most {LONGEST_NAME} characters.")
    return cleaned


def _referred_to(connection: Connection, wanted: str) -> list[str]:
    if not wanted:
        return []
    badge = badges.by_code(connection, wanted.upper().replace("-", ""))
    meant = badge.participant if badge and badge.participant else wanted
    named = participants.by_id(connection, merging.absorbed(connection).get(meant, meant))
    if named and not named.is_removed:
        return [named.id]
    for found in (
        participants.ids_with(connection, external_id=wanted),
        participants.ids_with(connection, email=wanted) if "@" in wanted else [],
        participants.ids_beginning(connection, wanted) if len(wanted) >= SHORTEST_ID else [],
    ):
        if found:
            return found
    return []
