"""Opens an event file and builds the services on it, for both heads."""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from checkin_app import paths
from checkin_app.domain import code
from checkin_app.domain.event import Event
from checkin_app.domain.log import DeskOpened, EventCreated, ProgrammeChanged, Stamp
from checkin_app.services import cups, demo, import_steps
from checkin_app.services.attendance import AttendanceService
from checkin_app.services.badge_designs import BadgeDesignService
from checkin_app.services.badges import BadgeService
from checkin_app.services.certificates import CertificateService
from checkin_app.services.checkin import CheckinService
from checkin_app.services.clock import Clock, HandClock, SetClock, system_clock
from checkin_app.services.event_file import EventFileService
from checkin_app.services.evidence_pack import EvidenceService
from checkin_app.services.journal import Journal
from checkin_app.services.mailing import MailingService
from checkin_app.services.print_queue import PrintQueueService
from checkin_app.services.programme import ProgrammeService
from checkin_app.services.readiness import ReadinessService
from checkin_app.services.reports import ReportService
from checkin_app.services.roster import RosterService
from checkin_app.services.roster_import import RosterImportService
from checkin_app.services.spooler import NoSpooler, Spooler
from checkin_app.services.walk_in import WalkInService
from checkin_app.store import backup, log, opening, programme
from checkin_app.store.database import EventFile


@dataclass(frozen=True, slots=True)
class Services:
    """What one open event file offers; `close` when done with it."""

    checkin: CheckinService
    walk_in: WalkInService
    roster: RosterService
    roster_import: RosterImportService
    programme: ProgrammeService
    readiness: ReadinessService
    badges: BadgeService
    print_queue: PrintQueueService
    designs: BadgeDesignService
    mailing: MailingService
    attendance: AttendanceService
    reports: ReportService
    certificates: CertificateService
    evidence: EvidenceService
    event_file: EventFileService

    def close(self) -> None:
        """Close the event file, so that it is one file again."""
        self.roster_import.close()
        self.event_file.close()


def open_services(
    path: Path,
    *,
    desk: str,
    computer: str,
    operator: str = "",
    clock: Clock = system_clock,
    spooler: Spooler | None = None,
) -> Services:
    """The services on an existing event file; EventFileRefused if it may not be opened.

    Without a `spooler` the system's own is asked, where it can be.
    """
    return _services(
        opening.open_existing(path),
        desk=desk,
        computer=computer,
        operator=operator,
        clock=clock,
        spooler=spooler,
    )


def open_practice(
    path: Path, folder: Path, *, desk: str, computer: str, operator: str = "", clock: Clock = system_clock
) -> Services:
    """The services on a copy of an open event file in `folder`, to practise on: nothing reaches the event itself."""
    copy = backup.make(path, folder / f"practice {path.name}")
    nothing = NoSpooler("In practice nothing is printed.")
    made = open_services(copy, desk=desk, computer=computer, operator=operator, clock=clock, spooler=nothing)
    made.mailing.forbid("In practice nothing is sent.")
    return made


def create_event(
    path: Path, event: Event, *, desk: str, computer: str, operator: str = "", clock: Clock = system_clock
) -> Services:
    """The services on a new event file; EventFileRefused if there is a file of that name already."""
    file = opening.create(path)
    try:
        _begin(file, event, desk=desk, computer=computer, operator=operator, clock=clock)
    except BaseException:
        file.close()
        path.unlink(missing_ok=True)
        raise
    return _services(file, desk=desk, computer=computer, operator=operator, clock=clock)


def create_demo(folder: Path, *, desk: str, computer: str) -> Generator[tuple[int, int], None, Path]:
    """Make the demo event in a folder, its roster imported and its first one and a half days lived through.

    Yields (steps done, steps to do) and returns the path of the event file, which is closed again. What is there
    already is kept and returned; closed before its end, it leaves nothing behind.
    """
    path = folder / demo.FILE_NAME
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    event = demo.demo_event()
    clock = HandClock(demo.begins_at(event))
    unfinished = path.with_name(f"unfinished-{path.name}")
    unfinished.unlink(missing_ok=True)
    services = create_event(unfinished, event, desk=desk, computer=computer, clock=clock)
    try:
        yield from demo.fill(services.roster_import, demo.demo_roster())
        yield from demo.live_until(services.checkin, services.roster, clock, demo.opens_at(event))
        services.close()
        unfinished.rename(path)
    except BaseException:
        services.close()
        unfinished.unlink(missing_ok=True)
        raise
    return path


def _begin(file: EventFile, event: Event, *, desk: str, computer: str, operator: str, clock: Clock) -> None:
    if isinstance(clock, SetClock):
        clock.in_zone(event.zone)
    at = clock()
    event_id = log.new_id()
    stamp = Stamp(log.new_id(), at, event.event_date(at), operator)
    facts = (
        DeskOpened(desk, computer, event_id),
        EventCreated(event_id, code.new_key().hex()),
        ProgrammeChanged(event),
    )
    with file.writing() as connection:
        log.append(connection, stamp, [(log.new_id(), fact) for fact in facts])


def _services(
    file: EventFile, *, desk: str, computer: str, operator: str, clock: Clock, spooler: Spooler | None = None
) -> Services:
    if isinstance(clock, SetClock):
        with file.reading() as connection:
            clock.in_zone(programme.read(connection).zone)
    journal = Journal(file, clock, desk=desk, computer=computer, operator=operator)
    try:
        import_steps.recover(journal)
    except BaseException:
        file.close()
        raise
    return Services(
        checkin=CheckinService(journal),
        walk_in=WalkInService(journal),
        roster=RosterService(journal),
        roster_import=RosterImportService(journal),
        programme=ProgrammeService(journal),
        readiness=ReadinessService(journal),
        badges=BadgeService(journal),
        print_queue=PrintQueueService(journal, spooler or _own_spooler(), paths.print_folder()),
        designs=BadgeDesignService(journal),
        mailing=MailingService(journal),
        attendance=AttendanceService(journal),
        reports=ReportService(journal),
        certificates=CertificateService(journal),
        evidence=EvidenceService(journal),
        event_file=EventFileService(file, journal),
    )


def _own_spooler() -> Spooler:
    return cups.Cups() if cups.is_there() else NoSpooler("Printing needs the window on this computer.")
