"""The program behind the window: which event is open, its services, and what belongs to this computer."""

import argparse
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from checkin_app import bootstrap, paths
from checkin_app.app.event_pages import EventPages, make_pages, prepare
from checkin_app.bootstrap import Services
from checkin_app.domain.errors import CheckinError
from checkin_app.domain.event import Event
from checkin_app.services.clock import Clock, SetClock, system_clock
from checkin_app.services.demo import demo_event, opens_at
from checkin_app.services.programme_file import read_programme
from checkin_app.settings import Settings
from checkin_app.ui import file_dialogs, theme, wording
from checkin_app.ui.background import Background, Lease, in_one_step, unwatched
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.devices import Devices
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.first_run_page import EVENT_ENDING, EVENT_FILES, FirstRunPage
from checkin_app.ui.importing.file_drop import FileDrop
from checkin_app.ui.importing.import_area import ImportArea
from checkin_app.ui.kept_settings import KeptSettings
from checkin_app.ui.main_window import MainWindow
from checkin_app.ui.printing.qt_spooler import spooler_of_this_computer
from checkin_app.ui.rail import Page
from checkin_app.ui.scanner import Scanner
from checkin_app.ui.shell import Shell

_LOG = logging.getLogger("checkin")
_LOOK_AGAIN_MS = 30_000
_MINUTE_MS = 60_000
_LOG_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Practice:
    """A copy of the event to practise on, in a folder of its own, and the event that waits meanwhile."""

    event: Path
    folder: Path


class Program(QObject):
    """Holds what is open. `options` has event, now, desk and operator; each may be empty."""

    def __init__(
        self,
        application: QApplication,
        own: Settings,
        background: Background,
        options: argparse.Namespace,
        save_as: AskForFile = file_dialogs.save_as,
        devices: Devices | None = None,
    ) -> None:
        super().__init__()
        self._application = application
        self._kept = KeptSettings(own, background, options.desk, self)
        self._background = background
        self._options = options
        self._clock: Clock = options.now or system_clock
        self._save_as = save_as
        self._services: Services | None = None
        self._practice: Practice | None = None
        self._lease = Lease(background)
        self._shell: Shell | None = None
        self._post: DeskPost | None = None
        self._imports: ImportArea | None = None
        self._opens_on = Page.CHECKIN
        self._errors = 0
        self._dress()
        self.window = MainWindow()
        self._kept.not_saved.connect(self.window.tell)
        FileDrop(self.window).dropped.connect(self.take_file)
        self._scanner = Scanner(application, self)
        self._scanner.told.connect(self.window.tell)
        self._devices = devices or Devices()
        self._devices.setParent(self)
        self._devices.obey(self._kept.own)
        self.window.practice.leave_requested.connect(self.leave_practice)
        self._backups = QTimer(self)
        self._backups.timeout.connect(self._back_up)
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_AGAIN_MS)
        self._looks.timeout.connect(self._look_at_programme)

    def start(self, complaints: Sequence[str] = ()) -> None:
        """Show the window, and open the event that was asked for."""
        self._show_first_run()
        self.window.show_fitting(self._application.primaryScreen().availableSize())
        if self._options.event is not None:
            self.open_event(self._options.event)
        elif self._kept.own.last_event and Path(self._kept.own.last_event).exists():
            self.open_event(Path(self._kept.own.last_event))
        if complaints:
            self.window.tell(" ".join(complaints))

    def close(self) -> None:
        """Close the event file, so that it is one file again, and let go of loudspeaker and camera."""
        self._close_event()
        self._devices.close()

    def _close_event(self) -> None:
        self._scanner.stop()
        self._devices.stop()
        self._backups.stop()
        self._looks.stop()
        self._lease.end()
        services, self._services = self._services, None
        if services is not None:
            self._background.ask(services.close, _nothing, self._tell_failure)
        practice, self._practice = self._practice, None
        if practice is not None:
            self._background.ask(lambda: rmtree(practice.folder), _nothing, self._tell_failure)

    # -- opening ---------------------------------------------------------------------------------------------

    @Slot(object)
    def open_event(self, path: Path) -> None:
        """Open an event file, or say why not."""
        own, options, clock = self._kept.own, self._options, self._clock
        self._close_event()

        def open_it() -> tuple[Services, Event]:
            services = bootstrap.open_services(
                path,
                desk=own.desk,
                computer=own.computer,
                operator=options.operator,
                clock=clock,
                spooler=spooler_of_this_computer(),
            )
            return services, services.checkin.event

        self._background.ask(open_it, self._show_event, self._tell_failure)

    @Slot(bool)
    def practise(self, wanted: bool) -> None:  # noqa: FBT001  # a signal's argument
        """Go over to a copy of the event on which nothing is stored, or come back to the event as it was."""
        if self._practice is not None and not wanted:
            self.open_event(self._practice.event)
        elif self._practice is None and wanted and self._services is not None:
            self._practise_on(self._services.event_file.path)

    @Slot()
    def leave_practice(self) -> None:
        """Back to the event."""
        self.practise(False)  # noqa: FBT003  # the slot's own argument

    def _practise_on(self, path: Path) -> None:
        own, operator, clock = self._kept.own, self._options.operator, self._clock
        self._background.ask(
            lambda: _copied(path, own, operator, clock), self._begin_practice, self._tell_failure
        )

    def _begin_practice(self, copied: tuple[Practice, Services, Event]) -> None:
        practice, services, event = copied
        self._close_event()
        self._practice = practice
        self._show_event((services, event))

    @Slot()
    def open_demo(self) -> None:
        """Make the demo event if it is not there yet, and open it at its own time."""
        folder = paths.backup_folder().parent / "demo"
        self._clock = SetClock(opens_at(demo_event()))
        work = bootstrap.create_demo(folder, desk=self._kept.own.desk, computer=self._kept.own.computer)
        self._first_run.run(work, "Making the demo event …")

    @Slot(object)
    def create_event(self, event: Event) -> None:
        """Ask where the new event's file shall be, make it, and open it."""
        path = self._save_as(self.window, "Create the event file", f"{event.name}.checkin", EVENT_FILES)
        if path is None:
            return
        own, clock = self._kept.own, self._clock

        def create() -> Path:
            bootstrap.create_event(path, event, desk=own.desk, computer=own.computer, clock=clock).close()
            return path

        self._background.ask(create, self._open_new, self._tell_failure)

    def _open_new(self, path: Path) -> None:
        """A new event opens where it is made on."""
        self._opens_on = Page.PROGRAMME
        self.open_event(path)

    @Slot(object)
    def create_from_programme(self, programme: Path) -> None:
        """The same, described by a programme file."""
        self._background.ask(lambda: read_programme(programme), self.create_event, self._tell_failure)

    # -- showing ---------------------------------------------------------------------------------------------

    def _show_first_run(self) -> None:
        self._first_run = FirstRunPage(self._kept.recent(), self._background)
        self._first_run.demo_requested.connect(self.open_demo)
        self._first_run.file_chosen.connect(self.open_event)
        self._first_run.event_described.connect(self.create_event)
        self._first_run.programme_chosen.connect(self.create_from_programme)
        self.window.show_content(self._first_run)

    def _show_event(self, opened: tuple[Services, Event]) -> None:
        services, event = opened
        self._services = services
        background = self._lease = Lease(self._background)
        made = make_pages(services, event, self._kept, background, self._devices, self._save_as)
        shell, settings_page = made.shell, made.settings
        self._shell, self._post, self._imports = shell, made.post, made.imports
        made.imports.imported.connect(self._look_at_programme)
        made.imports.told.connect(self.window.tell)
        settings_page.settings_changed.connect(self._take_settings)
        settings_page.practice_requested.connect(self.practise)
        settings_page.restored.connect(self.open_event)
        shell.told.connect(self.window.tell)
        self._scanner.start(shell, settings_page.scanner, gap_ms=self._kept.own.scanner_gap_ms)
        self.window.show_content(shell, event.name)
        self._devices.start(shell, made.desk, made.reception)
        self._show_practice(made)
        prepare(made, services, background, self._kept)
        self._settle_in(shell, services)

    def _settle_in(self, shell: Shell, services: Services) -> None:
        kept = self._practice.event if self._practice else services.event_file.path
        self._kept.keep_opened(str(kept.resolve()))
        shell.show_page(self._opens_on)
        self._opens_on = Page.CHECKIN
        self._backups.start(self._kept.own.backup_minutes * _MINUTE_MS)
        self._looks.start()
        self._back_up()

    def _show_practice(self, made: EventPages) -> None:
        self.window.practice.setVisible(self._practice is not None)
        if self._practice is not None:
            made.desk.show_practice()
            made.settings.show_practice()
            made.mailing.show_practice()

    @Slot(object)
    def take_file(self, path: Path) -> None:
        """A file that was dropped onto the window: an event to open, or a list for the event that is open."""
        if path.suffix.lower() == EVENT_ENDING or self._imports is None or self._shell is None:
            self.open_event(path)
        else:
            self._shell.show_page(Page.PEOPLE)
            self._imports.take_file(path)

    def _dress(self) -> None:
        theme.dress(
            self._application,
            paths.resources() / "qss",
            dark=theme.is_dark(self._kept.own.look, self._application),
            scale=self._kept.own.text_percent / 100,
        )

    # -- keeping ---------------------------------------------------------------------------------------------

    @Slot(object)
    def _take_settings(self, new: Settings) -> None:
        old = self._kept.own
        self._kept.take(new)
        self._scanner.set_gap(new.scanner_gap_ms)
        self._devices.obey(new)
        if (new.look, new.text_percent) != (old.look, old.text_percent):
            self._dress()
        if new.desk != old.desk and self._services is not None:
            self._open_again(self._services.event_file.path)
        elif self._post is not None:
            self._post.stand_in(new.room)
            self._backups.start(new.backup_minutes * _MINUTE_MS)

    def _open_again(self, path: Path) -> None:
        if self._practice is None:
            self.open_event(path)
        else:
            self._practise_on(self._practice.event)

    def _backup_folder(self) -> Path:
        chosen = self._kept.own.backup_folder
        return Path(chosen) if chosen else paths.backup_folder()

    @Slot()
    def _back_up(self) -> None:
        services, folder = self._services, self._backup_folder()
        if services is not None and self._practice is None:
            work = in_one_step(lambda: services.event_file.back_up_if_changed(folder))
            self._lease.work(work, unwatched, self._show_backup, self._tell_failure)

    def _show_backup(self, at: datetime | None) -> None:
        if at is not None and self._shell is not None:
            self._shell.show_backup(at)

    @Slot()
    def _look_at_programme(self) -> None:
        services, post = self._services, self._post
        if services is not None and post is not None:
            self._lease.ask(lambda: services.checkin.event, post.learn, self._tell_failure)

    # -- failing ---------------------------------------------------------------------------------------------

    def tell_unexpected(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """The crash hook: write the error down under a number, say so, and go on."""
        self._errors += 1
        _LOG.error("Unexpected error number %d", self._errors, exc_info=(kind, error, trace))
        self.window.tell_error(str(wording.unexpected(self._errors)))

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self.window.tell_error(str(wording.failure(error)))


def _nothing(_answer: None) -> None:
    """Nobody waits for this answer."""


def _copied(path: Path, own: Settings, operator: str, clock: Clock) -> tuple[Practice, Services, Event]:
    """A copy of an event to practise on, and the services on it."""
    folder = Path(mkdtemp(prefix="checkin-practice-"))
    try:
        services = bootstrap.open_practice(
            path, folder, desk=own.desk, computer=own.computer, operator=operator, clock=clock
        )
    except BaseException:
        rmtree(folder)
        raise
    return Practice(path, folder), services, services.checkin.event
