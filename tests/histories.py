"""Random histories of an event: what happens at several desks, in any order, with clocks that may go back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from checkin_app.domain.badge_look import OwnTemplate, Picture
from checkin_app.domain.certificate import CertificateRule
from checkin_app.domain.checkin import Direction
from checkin_app.domain.correction import Correction
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.log import (
    BadgeIssued,
    BadgesPrinted,
    CheckpointsRenamed,
    Fact,
    ParticipantAdded,
    ParticipantChanged,
    PrintMoved,
    PrintQueued,
    RosterImported,
    TicketRefused,
    TicketSent,
    TicketsWanted,
    TicketsWorded,
)
from checkin_app.domain.participant import Change, Participant, ReplacedBecause, Status
from checkin_app.domain.print_job import JobState
from checkin_app.domain.programme_edits import Edit, with_session
from checkin_app.domain.roster import RosterRow, plan_import
from checkin_app.services.long_work import result_of
from checkin_app.services.roster import Person
from checkin_app.store import log
from checkin_app.store.database import EventFile
from tests.domain.programmes import EVENT, iasi
from tests.store.event_files import Desk

CHECKPOINTS = tuple(EVENT.checkpoints())
DAYS = tuple(day.date for day in EVENT.days)
PROGRAMMES = (
    EVENT,
    replace(EVENT, name="Another name", place="Iași"),
    replace(EVENT, doors=timedelta(hours=3)),
    replace(EVENT, days=EVENT.days[:2]),
)

COMMON_NAMES = st.sampled_from(
    [
        "Ana",
        "Ștefan",
        "Jürgen",
        "Ελένη",
        "Li",
        "O’Neill",
        "Мария",
        "ß",
        "A AND B*",
        '"NEAR"',
        "Ó Dálaigh",
        "李小龙",
    ]
)
NAMES = COMMON_NAMES | st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8)
PEOPLE = st.builds(
    Participant,
    id=st.just(""),
    given=NAMES,
    family=NAMES,
    organisation=st.sampled_from(["", "HempClub", "Käserei & Söhne"]),
    category=st.sampled_from(["", "Exchange visitor", "Public"]),
    email=st.sampled_from(["", "guest@example.org"]),
    note=st.sampled_from(["", "Vegetarian"]),
    status=st.sampled_from([Status.ACTIVE] * 9 + [Status.BARRED]),
    walk_in=st.booleans(),
    days=st.none() | st.frozensets(st.sampled_from(DAYS)),
    sessions=st.frozensets(st.sampled_from(["LAB", "MATCHMAKING", "GONE"])),
    extra=st.sampled_from([(), (("Diet", "none"),), (("Diet", "none"), ("Bus", "2"))]),
)

SEVERAL_HOURS = 6 * 3600.0
WAITS = st.sampled_from([0.0, 0.0, 1.0, 5.0, 5.0, 5.0, 600.0, 3600.0, SEVERAL_HOURS, -30.0, -7200.0])
"""Seconds; a clock may be set back, also by the end of summer time on a badly set computer."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody tries at one of the desks; `which` and `other` choose among what there is by then."""

    desk: int
    wait: float
    what: str
    which: int
    other: int
    person: Participant
    text: str


class World:
    """The desks of an event, and what has happened there so far that later steps may refer to."""

    def __init__(self, file: EventFile) -> None:
        front = Desk(file)
        front.clock.instant = iasi(21, "08:50")
        self.desks = [front, front.beside("Back"), front.beside("Room Λ")]
        self.acts: list[str] = []
        self.undos: list[str] = []
        self.deeds: list[str] = []
        self.spares: list[str] = []
        self.programmes: list[str] = []
        self.imports: list[str] = []
        self.corrections: list[Correction] = []

    def play(self, steps: list[Step]) -> None:
        """Do everything that is possible; what the program rightly refuses is no step."""
        for step in steps:
            desk = self.desks[step.desk]
            desk.wait(seconds=step.wait)
            try:
                VERBS[step.what](self, desk, step)
            except (NotFound, NotPossible):
                continue

    def somebody(self, desk: Desk, which: int) -> Person:
        people = desk.roster.people()
        if not people:
            raise NotFound("participant", "anybody")
        return people[which % len(people)]


def chosen(among: list[Any] | tuple[Any, ...], which: int) -> Any:
    if not among:
        raise NotPossible("There is nothing to choose from.")
    return among[which % len(among)]


def add(_: World, desk: Desk, step: Step) -> None:
    desk.roster.add(step.person)


def edit(world: World, desk: Desk, step: Step) -> None:
    edited = replace(step.person, id=world.somebody(desk, step.which).participant.id)
    world.deeds.append(desk.roster.edit(edited).record)


def cancel(world: World, desk: Desk, step: Step) -> None:
    cancelled = replace(world.somebody(desk, step.which + 2).participant, status=Status.CANCELLED)
    world.deeds.append(desk.roster.edit(cancelled).record)


def some(world: World, desk: Desk, step: Step) -> list[str]:
    """The ids of one to three people."""
    return [world.somebody(desk, step.which + n).participant.id for n in range(1 + step.other % 3)]


def remove(world: World, desk: Desk, step: Step) -> None:
    world.deeds.append(desk.roster.remove(some(world, desk, step)).record)


def set_category(world: World, desk: Desk, step: Step) -> None:
    world.deeds.append(desk.roster.set_category(some(world, desk, step), step.person.category).record)


def register(world: World, desk: Desk, step: Step) -> None:
    ids, is_registered = some(world, desk, step), step.which % 2 == 0
    first = desk.roster.register_for_session(ids, "MATCHMAKING", registered=is_registered)
    second = desk.roster.register_for_day(ids, chosen(DAYS, step.other), registered=not is_registered)
    world.deeds += [first.record, second.record]


def merge(world: World, desk: Desk, step: Step) -> None:
    kept, absorbed = some(world, desk, replace(step, other=1))
    taken = ["note", "sessions"] if step.text else []
    world.deeds.append(desk.roster.merge(kept, absorbed, taken).record)


def tell_apart(world: World, desk: Desk, step: Step) -> None:
    world.deeds.append(desk.roster.tell_apart(*some(world, desk, replace(step, other=1))).record)


def take_back_deed(world: World, desk: Desk, step: Step) -> None:
    deeds = [record for record in world.deeds if record]
    world.deeds.append(desk.roster.undo(chosen(deeds, -1 - step.which)).record)


def bring_in_a_roster(_: World, desk: Desk, step: Step) -> None:
    """As an import does: the file's own record first, then each person's, in one act."""
    people = desk.roster.people()
    imported = log.new_id()
    batch: list[tuple[str, Fact]] = [(imported, RosterImported("guests.csv", "0" * 64, 3, len(people[:2])))]
    for number in range(3):
        person = replace(step.person, id=log.new_id(), family=f"{step.person.family} {number}")
        batch.append((log.new_id(), ParticipantAdded(person, a_code(step, number), imported)))
    for known in people[:2]:
        note = Change("note", known.participant.note, step.text)
        batch.append((log.new_id(), ParticipantChanged(known.participant.id, (note,), imported)))
    with desk.journal.writing() as act:
        act.append(*batch)


def import_a_list(world: World, desk: Desk, step: Step) -> None:
    """Two new people in a category of their own, and a note about the first one who is known."""
    name, known = f"{step.person.given} {step.person.family}", world.somebody(desk, step.which).participant
    rows = [
        RosterRow(row=n, given=f"{name} {n}", external_id=f"{name} {n}", category=f"From {name}")
        for n in (2, 3)
    ]
    rows.append(RosterRow(row=4, given=known.given, external_id=known.id, note=step.text))
    plan = plan_import(rows, [], [known], event=desk.programme.event)
    writing = desk.imports.carry_out(plan, "guests.csv")
    if step.other % 3:
        world.imports.append(result_of(writing).record)
    else:
        next(writing)
        writing.close()


def undo_import(world: World, desk: Desk, step: Step) -> None:
    world.imports.append(result_of(desk.imports.undo(chosen(world.imports, -1 - step.which % 2))).record)


def a_code(step: Step, number: int) -> str:
    return f"{log.new_id()} {step.which} {number}"


def make_spares(world: World, desk: Desk, step: Step) -> None:
    world.spares += [face.code for face in desk.badges.issue_spares(1 + step.which % 3)]


def give_spare(world: World, desk: Desk, step: Step) -> None:
    person, spare = world.somebody(desk, step.which), chosen(world.spares, step.other)
    world.spares.remove(spare)
    replaced_code = person.code if step.other % 2 else ""
    desk.record(BadgeIssued(spare, person.participant.id, replaced_code, ReplacedBecause.LOST))


def replace_badge(world: World, desk: Desk, step: Step) -> None:
    because = chosen(tuple(ReplacedBecause), step.other)
    desk.badges.reissue(world.somebody(desk, step.which).participant.id, because)


def give_second_badge(world: World, desk: Desk, step: Step) -> None:
    """Two desks may each issue one before they hear of each other."""
    desk.record(BadgeIssued(a_code(step, 0), world.somebody(desk, step.which).participant.id))


def print_badges(_: World, desk: Desk, step: Step) -> None:
    codes = tuple(person.code for person in desk.roster.people() if person.code)
    desk.record(BadgesPrinted(codes[step.which % 5 :], "avery-l4785", "classic"))


def print_on_paper(_: World, desk: Desk, step: Step) -> None:
    """A job that comes out, or does not."""
    codes = tuple(person.code for person in desk.roster.people() if person.code)[step.which % 3 :]
    marks = tuple(code[:4] for code in codes)
    (job,) = desk.record(
        PrintQueued("Badges", "Desk", 62.0, 100.0, "one-sided", codes, marks, "roll-62", "classic")
    )
    fate = chosen((JobState.CONFIRMED, JobState.FAILED), step.other)
    desk.record(PrintMoved(job, JobState.SENT, "Desk", "7"), PrintMoved(job, fate, "Desk", "7", step.text))
    if fate is JobState.CONFIRMED:
        desk.record(BadgesPrinted(codes, "roll-62", "classic", marks))


def save_design(_: World, desk: Desk, step: Step) -> None:
    """A new design or a change of one, with a picture that may be there already."""
    logo = Picture(f"{step.which}" * 64, 2, 1, b"not looked at here")
    own = desk.designs.own()
    name = chosen(own, step.other).name if own and step.text else ""
    ours = OwnTemplate(name=name, title=f"Ours {step.which}", base="classic", logo=logo.sha256)
    desk.designs.save(ours, [logo])


def remove_design(_: World, desk: Desk, step: Step) -> None:
    desk.designs.remove(chosen(desk.designs.own(), step.which).name)


def mail_a_ticket(world: World, desk: Desk, step: Step) -> None:
    """A ticket that the server takes or refuses, and that may be wanted again."""
    person = world.somebody(desk, step.which)
    desk.record(TicketsWorded(step.text, "Dear {name}"))
    if step.other % 3:
        desk.record(TicketSent(person.participant.id, person.code, "a@example.org", step.text, "ticket-1"))
    else:
        desk.record(TicketRefused(person.participant.id, person.code, "a@example.org", "550 no"))
    if step.other % 2:
        desk.record(TicketsWanted((person.code, "never sent")))


def issue_certificates(_: World, desk: Desk, step: Step) -> None:
    desk.certificates.issue(CertificateRule(1 + step.which % 2))


def enter(world: World, desk: Desk, step: Step) -> None:
    person, checkpoint = world.somebody(desk, step.which), chosen(CHECKPOINTS, step.other)
    verdict = desk.checkin.scan(person.code, checkpoint)
    world.acts.append(verdict.record)


def enter_by_the_clock(world: World, desk: Desk, step: Step) -> None:
    person, checkpoint = world.somebody(desk, step.which), desk.checkin.checkpoint_now()
    if checkpoint is not None:
        world.acts.append(desk.checkin.scan(person.code, checkpoint).record)


def be_let_in(world: World, desk: Desk, step: Step) -> None:
    person, checkpoint = world.somebody(desk, step.which), chosen(CHECKPOINTS, step.other)
    verdict = desk.checkin.check_in(person.participant.id, checkpoint, force=step.text or "because")
    world.acts.append(verdict.record)


def leave(world: World, desk: Desk, step: Step) -> None:
    person, checkpoint = world.somebody(desk, step.which), chosen(CHECKPOINTS, step.other)
    verdict = desk.checkin.check_in(person.participant.id, checkpoint, direction=Direction.EXIT)
    world.acts.append(verdict.record)


def leave_where_one_is(world: World, desk: Desk, step: Step) -> None:
    """An exit that is not refused."""
    with desk.journal.reading() as connection:
        from checkin_app.store import presence

        inside = [entry for entry in presence.all_entries(connection) if entry.left_at is None]
    entry = chosen(inside, step.which)
    verdict = desk.checkin.check_in(entry.participant, entry.checkpoint, direction=Direction.EXIT)
    world.acts.append(verdict.record)


def correct(world: World, desk: Desk, step: Step) -> None:
    person, checkpoint = world.somebody(desk, step.which).participant, chosen(CHECKPOINTS, step.other)
    present = not desk.attendance.of_person(person.id) or step.which % 3 > 0
    corrected = desk.attendance.correct(person.id, checkpoint, present=present, reason=step.text)
    world.corrections.append(corrected)


def record_exit(world: World, desk: Desk, step: Step) -> None:
    entry = chosen(desk.attendance.of_person(world.somebody(desk, step.which).participant.id), step.other)
    left_at = entry.entered_at + timedelta(minutes=step.other)
    world.corrections.append(desk.attendance.record_exit(entry.record, step.text, left_at))


def take_back_correction(world: World, desk: Desk, step: Step) -> None:
    world.corrections.append(desk.attendance.take_back(chosen(world.corrections, -1 - step.which % 2)))


def read_rubbish(_: World, desk: Desk, step: Step) -> None:
    desk.checkin.scan(step.text, Checkpoint(chosen(DAYS, step.other)))


def undo_last(world: World, desk: Desk, _: Step) -> None:
    world.undos.append(desk.checkin.undo().record)


def undo_chosen(world: World, desk: Desk, step: Step) -> None:
    world.undos.append(desk.checkin.undo(chosen(world.acts, step.which), reason=step.text).record)


def redo(world: World, desk: Desk, step: Step) -> None:
    desk.checkin.redo(chosen(world.undos, step.which))


def redo_last(world: World, desk: Desk, _: Step) -> None:
    desk.checkin.redo(chosen(world.undos, -1))


def change_programme(_: World, desk: Desk, step: Step) -> None:
    desk.programme.change(chosen(PROGRAMMES, step.which))


def rename_session(world: World, desk: Desk, step: Step) -> None:
    """A session gets another code, or two change places."""
    event = desk.programme.event
    day, session = chosen(list(event.sessions()), step.which)
    _, other = chosen(list(event.sessions()), step.other)
    if step.text and other != session:
        names = {session.code: other.code, other.code: session.code}
        swapped = tuple(
            replace(d, sessions=tuple(replace(s, code=names.get(s.code, s.code)) for s in d.sessions))
            for d in event.days
        )
        edit = Edit(replace(event, days=swapped), CheckpointsRenamed(codes=tuple(names.items())))
    else:
        edit = with_session(event, day.date, replace(session, code=f"{session.code}-B"), session.code)
    world.programmes.append(desk.programme.change(edit.event, edit.renamed))


def undo_programme(world: World, desk: Desk, step: Step) -> None:
    world.programmes.append(desk.programme.undo(chosen(world.programmes, -1 - step.which % 2)))


VERBS: dict[str, Callable[[World, Desk, Step], None]] = {
    verb.__name__: verb
    for verb in (
        add, edit, cancel, remove, set_category, register, merge, tell_apart, take_back_deed, bring_in_a_roster, import_a_list, undo_import, make_spares, give_spare, replace_badge, give_second_badge, print_badges, print_on_paper, enter,
        save_design, remove_design, mail_a_ticket, issue_certificates,
        enter_by_the_clock, be_let_in, leave, leave_where_one_is, correct, record_exit, take_back_correction, read_rubbish, undo_last, undo_chosen, redo,
        redo_last, change_programme, rename_session, undo_programme,
    )
}  # fmt: skip
AT_THE_DOOR = (
    "enter",
    "enter_by_the_clock",
    "be_let_in",
    "leave_where_one_is",
    "undo_last",
    "undo_chosen",
    "redo",
    "correct",
    "take_back_correction",
    "merge",
    "take_back_deed",
)
"""Several times as likely as the rest, because they touch the same rows again and again."""

STEPS = st.builds(
    Step,
    desk=st.integers(0, 2),
    wait=WAITS,
    what=st.sampled_from([*VERBS, *AT_THE_DOOR * 4]),
    which=st.sampled_from([0, 0, 0, 0, 1, 1, 2, 3, 4, 5]),
    other=st.sampled_from([0, 0, 0, 0, 1, 1, 1, *range(20)]),
    person=PEOPLE,
    text=st.sampled_from(["because", "because", "", "ΒΨΔΦ", "not a code", "B" * 20, "x" * 300]),
)
FIRST = st.builds(
    Step,
    desk=st.just(0),
    wait=st.just(0.0),
    what=st.sampled_from(["add", "bring_in_a_roster"]),
    which=st.just(0),
    other=st.just(0),
    person=PEOPLE,
    text=st.just(""),
)
HISTORIES = st.builds(
    lambda first, rest: [*first, *rest],
    st.lists(FIRST, min_size=1, max_size=2),
    st.lists(STEPS, min_size=5, max_size=16),
)
"""What may happen at an event; there is always somebody on the roster."""
