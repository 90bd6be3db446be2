"""Taking back what was done to people, and taking that back: by further records that link to what they undo."""

from collections.abc import Iterator, Sequence
from typing import get_args

from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.log import (
    ActOnPeople,
    Fact,
    LookalikesJudged,
    ParticipantAdded,
    ParticipantChanged,
    ParticipantsMerged,
    ParticipantsParted,
)
from checkin_app.domain.participant import Change, Participant, Status, taking_back, with_changes
from checkin_app.services.journal import Act
from checkin_app.services.roster_acts import RosterAct, note_together
from checkin_app.services.roster_merge import merging_of
from checkin_app.store import history, merging, participants, voids
from checkin_app.store.database import Connection
from checkin_app.store.log import Kept

_MERGED_SINCE = "One of them was merged with somebody else since: take that back first."


def undo(act: Act, record: str) -> RosterAct:
    """Take back the act that a record belongs to; see `RosterService.undo`."""
    whole = history.act_of(act.connection, record)
    if not whole or not isinstance(whole[0][1], (ParticipantAdded, *get_args(ActOnPeople))):
        raise NotFound("change", record)
    voided = voids.voided_among(act.connection, (kept.id for kept, _ in whole))
    counting = [kept for kept in whole if kept[0].id not in voided]
    if not counting:
        raise NotPossible("That was taken back already.")
    reversal = Reversal(act.connection, counting)
    done = note_together(act, list(reversal.facts()))
    if not done.record:
        raise NotPossible("That was changed again since: there is nothing left of it to take back.")
    return RosterAct(done.record, done.people, reversal.left_alone)


class Reversal:
    """The facts that take records on people back, the last one first.

    `left_alone` counts those of whom something stays as it is, because somebody changed it since.
    """

    def __init__(self, connection: Connection, kept: Sequence[Kept]) -> None:
        self._connection = connection
        self._kept = kept
        self._people = participants.by_ids(connection, {record.subject for record, _ in kept})
        self._absorbed = merging.absorbed(connection)
        self._parting = {fact.absorbed for _, fact in kept if isinstance(fact, ParticipantsMerged)}
        self.left_alone = 0

    def facts(self) -> Iterator[Fact]:
        """One fact for every record of which something can be taken back."""
        for record, fact in reversed(self._kept):
            match fact:
                case ParticipantChanged():
                    yield from self._change(record.id, self._people[record.subject], fact)
                case ParticipantAdded():
                    yield from self._removal(record.id, self._people[record.subject])
                case ParticipantsMerged():
                    yield self._parted(record.id, fact)
                case ParticipantsParted():
                    yield self._merged_again(record.id, fact)
                case LookalikesJudged():
                    yield from self._judgement(record.id, fact)
                case _:
                    raise TypeError(record.kind)

    def _change(self, record: str, person: Participant, fact: ParticipantChanged) -> Iterator[Fact]:
        is_gone = person.id in self._absorbed and person.id not in self._parting
        changes = () if is_gone else taking_back(person, fact.changes)
        self.left_alone += len(changes) < len(fact.changes)
        if changes:
            self._people[person.id] = with_changes(person, changes)
            yield ParticipantChanged(person.id, changes, undoes=record)

    def _removal(self, record: str, person: Participant) -> Iterator[Fact]:
        if not person.is_removed:
            removal = Change("status", person.status.value, Status.REMOVED.value)
            yield ParticipantChanged(person.id, (removal,), undoes=record)

    def _parted(self, record: str, fact: ParticipantsMerged) -> Fact:
        """What the absorbed person had then; what the two did since stays with the one who is kept."""
        if fact.kept in self._absorbed:
            raise NotPossible(_MERGED_SINCE)
        return ParticipantsParted(fact.kept, fact.absorbed, fact.entries, fact.codes, undoes=record)

    def _merged_again(self, record: str, fact: ParticipantsParted) -> Fact:
        if {fact.kept, fact.absorbed} & self._absorbed.keys():
            raise NotPossible(_MERGED_SINCE)
        return merging_of(self._connection, fact.kept, fact.absorbed, undoes=record)

    def _judgement(self, record: str, fact: LookalikesJudged) -> Iterator[Fact]:
        pair = frozenset((fact.first, fact.second))
        if (pair in merging.all_told_apart(self._connection)) == fact.are_two:
            yield LookalikesJudged(fact.first, fact.second, are_two=not fact.are_two, undoes=record)
