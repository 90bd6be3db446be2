"""The pages of an open event, each with the services it needs, and what leads from one to another."""

from dataclasses import dataclass

from checkin_app import paths
from checkin_app.bootstrap import Services
from checkin_app.domain.event import Event
from checkin_app.services.remembered_columns import RememberedColumns
from checkin_app.ui.attendance.matrix_view import AttendanceServices
from checkin_app.ui.attendance.page import AttendancePage
from checkin_app.ui.attendance.paper_making import PaperServices
from checkin_app.ui.background import Background, Lease
from checkin_app.ui.badges.badges_page import BadgeServices, BadgesPage
from checkin_app.ui.changes import Changes
from checkin_app.ui.checkin_page import CheckinPage
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.devices import Devices
from checkin_app.ui.file_dialogs import AskForFile, FileDialogs
from checkin_app.ui.importing.import_area import ImportArea
from checkin_app.ui.importing.import_wizard import ImportServices, ImportWizard
from checkin_app.ui.kept_settings import KeptSettings
from checkin_app.ui.mailing.mailing_area import MailingArea
from checkin_app.ui.people.people_page import PeoplePage
from checkin_app.ui.people.person_editing import PeopleServices
from checkin_app.ui.preparation import Preparation
from checkin_app.ui.printing.print_room import PrintRoom, PrintServices
from checkin_app.ui.programme.page import ProgrammePage
from checkin_app.ui.rail import Page
from checkin_app.ui.reception import Reception
from checkin_app.ui.settings_page import SettingsPage
from checkin_app.ui.shell import Shell
from checkin_app.ui.walk_in_sheet import WalkInSheet


@dataclass(frozen=True, slots=True)
class EventPages:
    """What an open event shows; all of it goes with the shell."""

    shell: Shell
    changes: Changes
    post: DeskPost
    reception: Reception
    desk: CheckinPage
    people: PeoplePage
    imports: ImportArea
    badges: BadgesPage
    mailing: MailingArea
    attendance: AttendancePage
    settings: SettingsPage


def make_pages(
    services: Services,
    event: Event,
    kept: KeptSettings,
    background: Lease,
    devices: Devices,
    save_as: AskForFile,
) -> EventPages:
    """Make the pages and connect them with each other."""
    own, changes = kept.own, Changes()
    post = DeskPost(event, services.checkin.now, own.room)
    reception = Reception(services.checkin, background, changes, post)
    desk = CheckinPage(services.checkin, reception, background, changes, post)
    desk.add_sheet(WalkInSheet(services.walk_in, reception, background, changes, event))
    people = _people_page(services, background, changes, post, save_as)
    imports = ImportArea(people, _import_wizard(services, background, changes, post, save_as))
    prints = _print_room(services, background, changes, kept)
    dialogs = FileDialogs(save_as=save_as)
    designed = BadgeServices(services.badges, services.designs)
    badges = BadgesPage(designed, prints.desk, background, changes, post, dialogs)
    attendance = _attendance_page(services, background, changes, post, save_as)
    settings = SettingsPage(own, event, services.event_file, background, devices, dialogs)
    settings.add_section(prints.settings_section())
    mailing = MailingArea(badges, services.mailing, background, changes, post, settings.mail_account)
    shell = Shell(own.desk, post, reception, desk, {
        Page.PEOPLE: imports,
        Page.BADGES: mailing,
        Page.ATTENDANCE: attendance,
        Page.PROGRAMME: ProgrammePage(services.programme, services.roster, background, changes, post),
        Page.SETTINGS: settings,
    })  # fmt: skip
    for part in (changes, post, reception):
        part.setParent(shell)
    attendance.print_requested.connect(prints.desk.print_drawn)
    prints.furnish(shell, desk, people, reception, save_as)
    made = EventPages(
        shell, changes, post, reception, desk, people, imports, badges, mailing, attendance, settings
    )
    _connect(made)
    return made


def _people_page(
    services: Services, background: Background, changes: Changes, post: DeskPost, save_as: AskForFile
) -> PeoplePage:
    asked = PeopleServices(services.roster, services.checkin, services.badges, services.attendance)
    return PeoplePage(asked, background, changes, post, save_as)


def _print_room(services: Services, background: Lease, changes: Changes, kept: KeptSettings) -> PrintRoom:
    printed = PrintServices(services.print_queue, services.badges, services.designs)
    return PrintRoom(printed, background, changes, kept)


def _attendance_page(
    services: Services, background: Background, changes: Changes, post: DeskPost, save_as: AskForFile
) -> AttendancePage:
    counted = AttendanceServices(services.attendance, services.roster, services.checkin)
    papers = PaperServices(services.reports, services.certificates, services.evidence)
    return AttendancePage(counted, papers, background, changes, post, save_as)


def prepare(made: EventPages, services: Services, background: Background, kept: KeptSettings) -> None:
    """Show what is to be done before people come, as long as there is anything."""
    preparation = Preparation(made.desk.side, services.readiness, background, made.changes, kept)
    preparation.page_requested.connect(made.shell.show_page)
    made.settings.scanner.proved.connect(preparation.note_scanner)
    made.settings.sounds.heard.connect(preparation.note_sounds)


def _connect(made: EventPages) -> None:
    shell, desk, imports = made.shell, made.desk, made.imports
    desk.edit_requested.connect(imports.show_people)
    desk.edit_requested.connect(made.people.show_person)
    made.badges.person_requested.connect(made.people.show_person)
    made.badges.person_requested.connect(imports.show_people)
    made.badges.person_requested.connect(shell.show_people)
    imports.badges_requested.connect(made.badges.show_people)
    imports.badges_requested.connect(shell.show_badges)
    imports.badges_requested.connect(made.mailing.show_badges)
    made.mailing.settings_requested.connect(shell.show_settings)
    made.mailing.settings_requested.connect(made.settings.show_mail)
    made.attendance.person_requested.connect(imports.show_people)
    made.attendance.person_requested.connect(made.people.show_person)
    made.attendance.person_requested.connect(shell.show_people)
    made.attendance.programme_requested.connect(shell.show_programme)
    made.settings.backed_up.connect(shell.show_backup)
    shell.mute_requested.connect(made.settings.turn_sounds)


def _import_wizard(
    services: Services, background: Background, changes: Changes, post: DeskPost, save_as: AskForFile
) -> ImportWizard:
    asked = ImportServices(services.roster, services.roster_import, RememberedColumns(paths.columns_file()))
    return ImportWizard(asked, background, changes, post, save_as=save_as)
