"""What is done to people on the People page, as work for the database thread: each step short, each act reversible."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from checkin_app.domain.checkin import Verdict
from checkin_app.domain.errors import CheckinError, NotPossible
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import EXTRA, Participant, ReplacedBecause
from checkin_app.services.badges import BadgeService
from checkin_app.services.checkin import CheckinService
from checkin_app.services.roster import Person, RosterAct, RosterService
from checkin_app.ui import roster_wording
from checkin_app.ui.background import Work


class Concern(StrEnum):
    """What an act has changed."""

    PEOPLE = "people"
    ATTENDANCE = "attendance"
    BADGES = "badges"


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in words; `reverse` makes the work that takes it back, None where there is nothing to take back.

    `person` is the one person concerned, as they are now. `undecided` are the verdicts that staff must decide about.
    """

    said: str
    reverse: "Callable[[], Work[Done]] | None" = None
    concern: Concern = Concern.PEOPLE
    person: Person | None = None
    undecided: Sequence[Verdict] = ()


def edited(roster: RosterService, participant: str, field: str, value: object) -> Work[Done]:
    """One field of one person; whatever else was changed meanwhile, at this desk or another, stays."""
    yield 0, 1
    before = roster.person(participant).participant
    act = roster.edit(_with(before, field, value))
    person = roster.person(participant)
    return _done(roster, act, roster_wording.edited(field, person.participant), person)


def added(roster: RosterService, described: Participant) -> Work[Done]:
    """A new person."""
    yield 0, 1
    person = roster.person(roster.add(described).id)

    def take_off() -> Work[Done]:
        return removed(roster, [person.participant])

    return Done(roster_wording.added(person.participant), take_off, person=person)


def removed(roster: RosterService, people: Sequence[Participant]) -> Work[Done]:
    """People off the roster."""
    yield 0, 1
    return _done(roster, roster.remove(_ids(people)), roster_wording.removed(people))


def categorised(roster: RosterService, people: Sequence[Participant], category: str) -> Work[Done]:
    """People in a category, or in none."""
    yield 0, 1
    act = roster.set_category(_ids(people), category)
    return _done(roster, act, roster_wording.categorised(people, act.people, category))


def registered(
    roster: RosterService, people: Sequence[Participant], checkpoint: Checkpoint, words: str, *, on: bool
) -> Work[Done]:
    """People on the list of a day or session, or off that list. `words` name it."""
    yield 0, 1
    ids = _ids(people)
    if checkpoint.session:
        act = roster.register_for_session(ids, checkpoint.session, registered=on)
    else:
        act = roster.register_for_day(ids, checkpoint.day, registered=on)
    person = roster.person(ids[0]) if len(ids) == 1 else None
    return _done(roster, act, roster_wording.registered(people, act.people, words, on=on), person)


def merged(roster: RosterService, kept: str, absorbed: str, taken: Sequence[str]) -> Work[Done]:
    """Two people who are one; of the fields named in `taken` the absorbed one's value counts."""
    yield 0, 1
    act = roster.merge(kept, absorbed, taken)
    return _done(roster, act, roster_wording.merged(roster.person(kept).participant))


def told_apart(roster: RosterService, first: str, second: str) -> Work[Done]:
    """Two people who only look alike."""
    yield 0, 1
    act = roster.tell_apart(first, second)
    names = [roster.person(each).participant for each in (first, second)]
    return _done(roster, act, roster_wording.told_apart(*names))


def registered_alone(
    roster: RosterService, participant: str, checkpoint: Checkpoint, words: str, *, on: bool
) -> Work[Done]:
    """The same for one person, by their id."""
    yield 0, 1
    person = roster.person(participant).participant
    return (yield from registered(roster, [person], checkpoint, words, on=on))


def replaced_badge(
    roster: RosterService, badges: BadgeService, participant: str, because: ReplacedBecause
) -> Work[Done]:
    """A new code; the old badge is dead at once, so this cannot be taken back."""
    yield 0, 1
    badges.reissue(participant, because)
    person = roster.person(participant)
    return Done(roster_wording.replaced_badge(person.participant), None, Concern.BADGES, person)


def checked_in(
    checkin: CheckinService,
    people: Sequence[Participant],
    checkpoint: Checkpoint,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Work[Done]:
    """Each of these people at a checkpoint, by the same rules as a scan; it stops where something is not saved."""
    verdicts: list[Verdict] = []
    failure: CheckinError | None = None
    for person in people:
        yield len(verdicts), len(people)
        if is_stopped():
            break
        try:
            verdicts.append(checkin.check_in(person.id, checkpoint))
        except CheckinError as error:
            failure = error
            break
    return _entered(checkin, verdicts, roster_wording.checked_in(verdicts, len(people), failure))


def let_in(checkin: CheckinService, verdicts: Sequence[Verdict], reason: str) -> Work[Done]:
    """Those about whom a verdict asked, by staff's decision and for a reason that is recorded."""
    decided: list[Verdict] = []
    for verdict in verdicts:
        yield len(decided), len(verdicts)
        decided.append(checkin.let_in(verdict, reason))
    return _entered(checkin, decided, roster_wording.let_in(decided))


def _entered(checkin: CheckinService, verdicts: Sequence[Verdict], said: str) -> Done:
    records = [verdict.record for verdict in verdicts if verdict.admitted]
    undecided = [verdict for verdict in verdicts if verdict.reason.may_be_overridden and not verdict.forced]

    def take_back() -> Work[Done]:
        return _step_by_step(records, lambda record: checkin.undo(record).record, said, put_back)

    def put_back(undone: Iterable[str]) -> Work[Done]:
        return _step_by_step(
            list(undone), lambda record: checkin.redo(record).record, said, lambda _: take_back()
        )

    return Done(said, take_back if records else None, Concern.ATTENDANCE, undecided=undecided)


def _step_by_step(
    records: Sequence[str],
    step: Callable[[str], str],
    said: str,
    reverse: Callable[[Iterable[str]], Work[Done]],
) -> Work[Done]:
    made: list[str] = []
    for record in records:
        yield len(made), len(records)
        try:
            made.append(step(record))
        except NotPossible:
            continue  # somebody was taken back one by one meanwhile, or has left: that stays so
    return Done(said, (lambda: reverse(made)) if made else None, Concern.ATTENDANCE)


def _done(roster: RosterService, act: RosterAct, said: str, person: Person | None = None) -> Done:
    if not act.record:
        return Done(roster_wording.NOTHING_TO_CHANGE, person=person)

    def take_back() -> Work[Done]:
        yield 0, 1
        undone = roster.undo(act.record)
        now = roster.person(person.participant.id) if person else None
        return _done(roster, undone, roster_wording.left_alone(said, undone.left_alone), now)

    return Done(said, take_back, person=person)


def _ids(people: Iterable[Participant]) -> list[str]:
    return [person.id for person in people]


def _with(person: Participant, field: str, value: object) -> Participant:
    if not field.startswith(EXTRA):
        return replace(person, **{field: value})  # type: ignore[arg-type]  # a name of one of its fields
    extra = dict(person.extra) | {field.removeprefix(EXTRA): str(value)}
    return replace(person, extra=tuple(extra.items()))
