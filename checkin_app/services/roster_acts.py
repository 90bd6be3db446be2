"""Acts on people: one or many, recorded as one whole that one undo takes back."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.log import Fact, ParticipantChanged, subject_of
from checkin_app.domain.participant import Participant, changes_between
from checkin_app.services.journal import Act
from checkin_app.store import log, merging, participants
from checkin_app.store.database import Connection


@dataclass(frozen=True, slots=True)
class RosterAct:
    """What was done to people: `record` takes it back and is empty if nothing had to be changed.

    Of `people` it changed something. Of an undo, `left_alone` people keep something that was changed again since.
    """

    record: str
    people: int
    left_alone: int = 0


def change_each(act: Act, ids: Iterable[str], change: Callable[[Participant], Participant]) -> RosterAct:
    """Change these people; NotFound if one of them is not in the event, and then nobody is changed."""
    wanted = list(dict.fromkeys(ids))
    _refuse_merged(act.connection, wanted)
    known = participants.by_ids(act.connection, wanted)
    for each in wanted:
        if each not in known:
            raise NotFound("participant", each)
    edits = ((each, changes_between(known[each], change(known[each]))) for each in wanted)
    return note_together(act, [ParticipantChanged(each, changes) for each, changes in edits if changes])


def _refuse_merged(connection: Connection, ids: Iterable[str]) -> None:
    """Who turned out to be somebody else cannot be changed any more."""
    if not merging.absorbed(connection).keys().isdisjoint(ids):
        raise NotPossible(
            "This person was merged with another one: change that one, or undo the merge first."
        )


def note_together(act: Act, facts: Sequence[Fact]) -> RosterAct:
    """Record facts as one act: every later one names the first."""
    if not facts:
        return RosterAct("", 0)
    first = log.new_id()
    rest = ((log.new_id(), replace(fact, act=first)) for fact in facts[1:])  # type: ignore[call-arg]  # facts on people have the field
    act.append((first, facts[0]), *rest)
    return RosterAct(first, len({subject_of(fact) for fact in facts}))
