"""People who look alike: two who are one are merged, two who are two are told apart."""

from collections.abc import Collection

from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.log import Fact, LookalikesJudged, ParticipantChanged, ParticipantsMerged
from checkin_app.domain.merging import merged
from checkin_app.domain.participant import Change, Participant, Status, changes_between
from checkin_app.services.journal import Act
from checkin_app.services.roster_acts import RosterAct, note_together
from checkin_app.store import merging, participants
from checkin_app.store.database import Connection


def merge(act: Act, kept: str, absorbed: str, taken: Collection[str]) -> RosterAct:
    """See `RosterService.merge`."""
    before, other = _both(act.connection, kept, absorbed)
    changes = changes_between(before, merged(before, other, taken))
    removal = Change("status", other.status.value, Status.REMOVED.value)
    facts: list[Fact] = [merging_of(act.connection, kept, absorbed)]
    if changes:
        facts.append(ParticipantChanged(kept, changes))
    return note_together(act, [*facts, ParticipantChanged(absorbed, (removal,))])


def merging_of(connection: Connection, kept: str, absorbed: str, undoes: str = "") -> ParticipantsMerged:
    """The fact that gives everything that is one person's now to another."""
    entries, codes = merging.entries_of(connection, absorbed), merging.codes_of(connection, absorbed)
    return ParticipantsMerged(kept, absorbed, entries, codes, undoes=undoes)


def tell_apart(act: Act, first: str, second: str) -> RosterAct:
    """See `RosterService.tell_apart`."""
    _both(act.connection, first, second)
    if frozenset((first, second)) in merging.all_told_apart(act.connection):
        return RosterAct("", 0)
    return note_together(act, [LookalikesJudged(first, second)])


def _both(connection: Connection, first: str, second: str) -> tuple[Participant, Participant]:
    if first == second:
        raise NotPossible("That is the same person twice: choose two.")
    people = participants.by_ids(connection, [first, second])
    for each in (first, second):
        if each not in people:
            raise NotFound("participant", each)
        if people[each].is_removed:
            raise NotPossible(f"{people[each].name} is not on the roster any more: undo the removal first.")
    return people[first], people[second]
