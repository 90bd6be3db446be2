"""Event files for tests: told once, copied for each test, worked on at desks whose clocks stand still."""

import shutil
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from checkin_app.bootstrap import create_event
from checkin_app.domain.badge_look import OwnTemplate, Picture
from checkin_app.domain.checkin import Direction, Verdict
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.log import (
    CheckpointsRenamed,
    Fact,
    ImportUndone,
    PrintMoved,
    PrintQueued,
    ProgrammeChanged,
    RosterImported,
    Stamp,
    StepsEnded,
    TicketRefused,
    TicketSent,
    TicketsWanted,
    TicketsWorded,
)
from checkin_app.domain.participant import Participant, ReplacedBecause
from checkin_app.domain.print_job import JobState
from checkin_app.services.attendance import AttendanceService
from checkin_app.services.badge_designs import BadgeDesignService
from checkin_app.services.badges import BadgeService
from checkin_app.services.certificates import CertificateService
from checkin_app.services.checkin import CheckinService
from checkin_app.services.clock import HandClock
from checkin_app.services.event_file import EventFileService
from checkin_app.services.journal import Journal
from checkin_app.services.programme import ProgrammeService
from checkin_app.services.roster import RosterService
from checkin_app.services.roster_import import RosterImportService
from checkin_app.store import log, verification
from checkin_app.store.database import Connection, EventFile
from checkin_app.store.verification import Bad
from tests.domain.programmes import D1, EVENT, LAB, MATCHMAKING, OPENING, iasi

FRONT = "Front"
COMPUTER = "a computer for tests"
MORNING = iasi(21, "09:40")
STAMP = Stamp("a desk", MORNING, D1, "Operator")
"""When the first session has begun."""

GUESTS = (
    Participant(
        id="", given="Ana", family="Țîrdea", organisation="Cluster Moldova", category="Exchange visitor"
    ),
    Participant(id="", given="Jürgen", family="Müller", organisation="Käserei", category="Exchange visitor"),
    Participant(id="", given="Li", family="Ng", category="Public", sessions=frozenset({"MATCHMAKING"})),
    Participant(id="", given="Ελένη", family="Παππά", category="Public", days=frozenset({D1})),
    Participant(
        id="",
        given="Seán",
        family="O’Brien-Ó Dálaigh",
        email="sean@example.org",
        external_id="X-77",
        note="Vegetarian",
        category="Exchange visitor",
    ),
)
"""Invented people."""

IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  # made safely, by tempfile
"""A thousand event files need no real disk; the tests of database.py ask for one."""

T = TypeVar("T")


class Desk:
    """Everything a desk can ask for, at a clock that is moved by hand."""

    def __init__(self, file: EventFile, *, name: str = FRONT, clock: HandClock | None = None) -> None:
        self.file = file
        self.clock = clock or HandClock(MORNING)
        self.journal = Journal(file, self.clock, desk=name, computer=COMPUTER, operator=f"{name}'s operator")
        self.checkin = CheckinService(self.journal)
        self.roster = RosterService(self.journal)
        self.imports = RosterImportService(self.journal)
        self.badges = BadgeService(self.journal)
        self.designs = BadgeDesignService(self.journal)
        self.programme = ProgrammeService(self.journal)
        self.attendance = AttendanceService(self.journal)
        self.certificates = CertificateService(self.journal)
        self.custody = EventFileService(file, self.journal)

    def beside(self, name: str) -> "Desk":
        """Another desk at the same file and with the same clock."""
        return Desk(self.file, name=name, clock=self.clock)

    def wait(self, *, seconds: float = 10, minutes: float = 0) -> None:
        self.clock.instant += timedelta(seconds=seconds, minutes=minutes)

    def go_to(self, day: int, clock: str) -> None:
        self.clock.instant = iasi(day, clock)

    def record(self, *facts: Fact) -> list[str]:
        """Put facts straight into the log, as one act; returns their record ids."""
        with self.journal.writing() as act:
            return [act.note(fact) for fact in facts]

    def guest(self, name: str) -> Participant:
        """The guest of that given name."""
        return next(each.participant for each in self.roster.people() if each.participant.given == name)

    def code_of(self, name: str) -> str:
        return next(each.code for each in self.roster.people() if each.participant.given == name)

    def scan(self, name: str, checkpoint: Checkpoint = OPENING, *, force: str = "") -> Verdict:
        """Scan a guest's badge, ten seconds after what happened before."""
        self.wait()
        return self.checkin.scan(self.code_of(name), checkpoint, force=force)

    def scan_out(self, name: str, checkpoint: Checkpoint = OPENING) -> Verdict:
        self.wait()
        return self.checkin.scan(self.code_of(name), checkpoint, direction=Direction.EXIT)


def make_event_file(path: Path, event: Event = EVENT) -> Path:
    """A closed event file with a programme and nobody on the roster."""
    create_event(path, event, desk=FRONT, computer=COMPUTER, clock=HandClock(iasi(20, "18:00"))).close()
    return path


def tell_a_story(path: Path) -> Path:
    """Fill an event file with a morning at two desks that has every kind of fact; its last record is a refusal."""
    file = EventFile(path)
    front = Desk(file)
    back = front.beside("Back")
    for guest in GUESTS:
        front.roster.add(guest)
    front.roster.edit(replaced(front.guest("Li"), organisation="Far Away", extra=(("Diet", "none"),)))
    (imported,) = front.record(RosterImported("guests.csv", "0" * 64, 0, 1))
    (undone,) = front.record(ImportUndone(imported))
    front.record(StepsEnded(undone))
    front.badges.issue_spares(2)
    front.badges.mark_printed(front.badges.faces(), sheet="avery-l4785", template="classic")
    (job,) = front.record(
        PrintQueued("Badges", "Desk", 210.0, 297.0, "one-sided", (front.code_of("Li"),), ("a1",))
    )
    front.record(PrintMoved(job, JobState.FAILED, "Desk", why="It is out of paper."))
    front.badges.reissue(front.guest("Jürgen").id, ReplacedBecause.LOST)
    front.scan("Ana")
    back.scan("Jürgen", LAB)
    front.scan("Li", LAB, force="Invited by the host")
    front.scan_out("Ana")
    back.checkin.redo(back.checkin.undo().record)
    front.checkin.undo(reason="Only fetched a coat")
    front.record(
        CheckpointsRenamed(codes=(("TOUR", "WALK"),)), ProgrammeChanged(replaced(EVENT, place="Iași"))
    )
    back.roster.add(Participant(id="", given="Walter", family="Inn", walk_in=True, days=frozenset({D1})))
    twin = back.roster.add(Participant(id="", given="Walther", family="Inn"))
    parted = back.roster.undo(back.roster.merge(front.guest("Walter").id, twin.id).record)
    back.roster.undo(parted.record)
    front.roster.tell_apart(front.guest("Ana").id, front.guest("Li").id)
    _draw_and_mail(front, back)
    front.certificates.issue()
    front.scan("Seán", MATCHMAKING)
    front.checkin.scan("not a code", OPENING)
    file.close()
    return path


def _draw_and_mail(front: Desk, back: Desk) -> None:
    logo = Picture("ab" * 32, 2, 1, b"not looked at here")
    ours = front.designs.save(OwnTemplate(title="Ours", base="classic", logo=logo.sha256), [logo])
    front.designs.remove(back.designs.save(replaced(ours, name="", ink="#112233")).name)
    sean = front.guest("Seán")
    code = front.code_of("Seán")
    front.record(
        TicketsWorded("Your ticket for {event}", "Dear {name}"),
        TicketSent(sean.id, code, sean.email, "Your ticket", "ticket-1"),
        TicketsWanted((code,)),
        TicketRefused(sean.id, code, sean.email, "550 no such mailbox"),
    )


def replaced(value: T, **changes: Any) -> T:
    """`dataclasses.replace` for any of our values, some of which have generated constructors."""
    from dataclasses import replace

    return replace(value, **changes)  # type: ignore[type-var]  # every caller gives a dataclass


def copied(source: Path, target: Path) -> Path:
    """A copy of a closed event file, which is one file."""
    shutil.copyfile(source, target)
    return target


@contextmanager
def opened(path: Path) -> Iterator[EventFile]:
    file = EventFile(path)
    try:
        yield file
    finally:
        file.close()


def append(file: EventFile, *facts: Fact, stamp: Stamp = STAMP) -> list[str]:
    """Record facts at a desk of the store, without services; returns their record ids."""
    happened = [(log.new_id(), fact) for fact in facts]
    with file.writing() as connection:
        log.append(connection, stamp, happened)
    return [record for record, _ in happened]


class _OnlyTried(Exception):
    pass


@contextmanager
def tried(file: EventFile) -> Iterator[Connection]:
    """An act that is taken back whole at its end, so that the next example begins as this one did."""
    with suppress(_OnlyTried), file.writing() as connection:
        yield connection
        raise _OnlyTried


def change(path: Path, *statements: str, values: tuple[Any, ...] = ()) -> None:
    """Change a file with another tool, one that knows nothing of us."""
    with closing(sqlite3.connect(path, isolation_level=None)) as tool:
        for statement in statements:
            tool.execute(statement, values)


def asked(path: Path, question: str, *values: Any) -> list[Any]:
    """What another tool reads in a file."""
    with closing(sqlite3.connect(path)) as tool:
        return tool.execute(question, values).fetchall()


def result_of(work: Generator[tuple[int, int], None, T]) -> T:
    """Do long work to its end."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def first_bad(path: Path) -> Bad | None:
    return result_of(verification.verify(path)).first_bad


def tables_of(path: Path) -> dict[str, list[Any]]:
    """Every row of every table of a file, as another tool reads them."""
    names = [
        name for (name,) in asked(path, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    return {name: sorted(asked(path, f"SELECT * FROM {name}"), key=repr) for name in names}


def beside(path: Path) -> list[str]:
    """The names of the other files in the folder of an event file."""
    return sorted(each.name for each in path.parent.iterdir() if each != path and each.is_file())


def days(*numbers: int) -> frozenset[date]:
    """Days of the sample event by their numbers."""
    return frozenset(EVENT.days[number - 1].date for number in numbers)
