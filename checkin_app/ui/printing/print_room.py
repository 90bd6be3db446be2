"""Everything about printing in the window of an open event: what drives the queue, and where it is seen."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Slot

from checkin_app.domain.errors import CheckinError
from checkin_app.services.badge_designs import BadgeDesignService
from checkin_app.services.badges import BadgeService
from checkin_app.services.print_queue import PrintQueueService
from checkin_app.ui import wording
from checkin_app.ui.background import Lease
from checkin_app.ui.changes import Changes
from checkin_app.ui.checkin_page import CheckinPage
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.kept_settings import KeptSettings
from checkin_app.ui.people.people_page import PeoplePage
from checkin_app.ui.printing.badge_prints import BadgePrints
from checkin_app.ui.printing.print_desk import PrintDesk
from checkin_app.ui.printing.print_queue_panel import PrintQueuePanel
from checkin_app.ui.printing.printer_pill import PrinterPill
from checkin_app.ui.printing.printer_settings import PrinterSettings
from checkin_app.ui.printing.queue_drawer import QueueDrawer
from checkin_app.ui.reception import Reception
from checkin_app.ui.shell import Shell


@dataclass(frozen=True, slots=True)
class PrintServices:
    """What is asked for about printing."""

    queue: PrintQueueService
    badges: BadgeService
    designs: BadgeDesignService


class PrintRoom(QObject):
    """`desk` is what pages print with; it rests when the background's lease is over."""

    def __init__(
        self, services: PrintServices, background: Lease, changes: Changes, kept: KeptSettings
    ) -> None:
        super().__init__()
        self._services = services
        self._background = background
        self._kept = kept
        self.desk = PrintDesk(services.queue, background, kept.own.printer, self)
        self._badges = BadgePrints(self.desk, services.badges, kept, self)
        self._shell: Shell | None = None
        background.when_over(self.desk.end)
        self.desk.badges_changed.connect(changes.badges_changed)
        self.desk.printer_chosen.connect(kept.keep_printer)
        self.desk.failed.connect(self._tell_failure)

    def settings_section(self) -> PrinterSettings:
        """The section of the Settings page."""
        return PrinterSettings(self._kept.own, self.desk, self._services.designs, self._background)

    def furnish(
        self,
        shell: Shell,
        desk: CheckinPage,
        people: PeoplePage,
        reception: Reception,
        save_as: AskForFile,
    ) -> None:
        """Put pill and queue into the window, have the pages print, and begin."""
        self.setParent(shell)
        desk.badge_requested.connect(self._badges.print_person)
        people.badge_requested.connect(self._badges.print_person)
        reception.decided.connect(self._badges.note_verdict)
        self._shell = shell
        pill, queue = PrinterPill(self.desk), PrintQueuePanel(self.desk, shell.post, save_as)
        drawer = QueueDrawer(queue, shell.stage)
        shell.add_pill(pill)
        shell.page_needed.connect(drawer.close_up)
        pill.clicked.connect(drawer.turn)
        queue.told.connect(shell.told)
        self.desk.told.connect(shell.told)
        self.desk.start()

    @Slot(object)
    def _tell_failure(self, error: CheckinError) -> None:
        if self._shell is not None:
            self._shell.told.emit(str(wording.failure(error)))
