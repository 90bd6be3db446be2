"""Brings a programme in from a file, and writes it to one."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from checkin_app.domain.errors import CheckinError
from checkin_app.domain.event import Event
from checkin_app.services.programme_file import read_programme, save_programme
from checkin_app.ui import wording
from checkin_app.ui.background import Background, in_one_step, unwatched
from checkin_app.ui.file_dialogs import FileDialogs
from checkin_app.ui.programme.act_bar import ActBar

KINDS = "Programme (*.toml)"


class FileExchange(QObject):
    """Tells the event that a file describes; a wrong file is told with its line."""

    read = Signal(object)

    def __init__(self, page: QWidget, background: Background, bar: ActBar, dialogs: FileDialogs) -> None:
        super().__init__(page)
        self._page = page
        self._background = background
        self._bar = bar
        self._dialogs = dialogs

    def ask_for_programme(self) -> None:
        """Ask which file, and read it."""
        chosen = self._dialogs.open_file(self._page, "Take the programme from", "", KINDS)
        if chosen is not None:
            work = in_one_step(lambda: read_programme(chosen))
            self._background.work(work, unwatched, self.read.emit, self._fail)

    def save(self, event: Event) -> None:
        """Ask where to, and write the programme there."""
        chosen = self._dialogs.save_as(self._page, "Save the programme as", f"{event.name}.toml", KINDS)
        if chosen is not None:
            work = in_one_step(lambda: save_programme(event, chosen))
            self._background.work(work, unwatched, self._tell, self._fail)

    def _tell(self, path: Path) -> None:
        self._bar.tell(wording.file_saved(path), can_be_undone=False)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self._bar.tell_failure(str(wording.failure(error)))
