"""Walk-ins: people who were not on the roster, added and checked in at the desk as one act."""

from dataclasses import dataclass, replace

from checkin_app.domain import code
from checkin_app.domain.checkin import Verdict
from checkin_app.domain.code import Genuine
from checkin_app.domain.errors import NotPossible
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.log import BadgeIssued, ParticipantAdded
from checkin_app.domain.participant import Participant
from checkin_app.services.deciding import Request, decide_person
from checkin_app.services.journal import Act, Journal
from checkin_app.services.roster import cleaned
from checkin_app.store import badges, log, participants, search
from checkin_app.store.database import Connection

MOST_LOOKALIKES = 5


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Somebody who was added at the desk, and the verdict on letting them in."""

    participant: Participant
    verdict: Verdict


class WalkInService:
    """What a desk can ask for about people who are not on the roster."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def lookalikes(self, given: str, family: str) -> list[Participant]:
        """People on the roster whose names are spelled alike, in whatever order, the most similar first."""
        with self._journal.reading() as connection:
            return search.lookalikes(connection, f"{given} {family}", MOST_LOOKALIKES)

    def organisations(self) -> list[str]:
        """Where the people on the roster come from, each once, in order."""
        with self._journal.reading() as connection:
            return participants.organisations(connection)

    def add(
        self,
        described: Participant,
        checkpoint: Checkpoint,
        *,
        badge: str = "",
        force: str = "",
        record: str = "",
    ) -> WalkIn:
        """Put a person on the roster and check them in: both are on the disk, or neither.

        `badge` is what a scan of a badge said that nobody has; it becomes the person's. `force` is as for a scan.
        NotPossible without a name and for a badge that cannot be theirs. NotSaved carries the record id to try again
        with: what was saved although its answer never came is not added twice.
        """
        person = cleaned(replace(described, id=log.new_id(), walk_in=True))
        request = Request(record or log.new_id(), checkpoint, force=force)
        with self._journal.writing(request.record) as act:
            if log.by_id(act.connection, request.record) is None:
                _add(act, person, badge)
            verdict = decide_person(act, request, person.id)
        return WalkIn(verdict.participant or person, verdict)


def _add(act: Act, person: Participant, badge: str) -> None:
    own = code.make(act.key)
    act.note(ParticipantAdded(person, own))
    if badge:
        bound = _free_code(act.connection, act.key, badge)
        if not bound:
            raise NotPossible("This badge is somebody's already, or not of this event.")
        act.note(BadgeIssued(bound, person.id, replaces=own))


def _free_code(connection: Connection, key: bytes, text: str) -> str:
    reading = code.read(text, key)
    if not isinstance(reading, Genuine):
        return ""
    known = badges.by_code(connection, reading.code)
    is_free = known is None or (known.participant is None and known.replaced_at is None)
    return reading.code if is_free else ""
