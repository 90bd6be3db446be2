"""Saving the people who are shown as a table."""

from collections.abc import Generator, Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from checkin_app.domain.event import Event
from checkin_app.domain.participant import Participant
from checkin_app.services import export_files, export_tables
from checkin_app.ui import roster_wording
from checkin_app.ui.people.head_button import HeadButton


class ExportButton(HeadButton):
    """Asks what kind of file; `wanted` carries one of the endings of `roster_wording.EXPORTS`."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("Export", "download", "exportPeople")
        self.setProperty("menu", True)  # noqa: FBT003  # Qt's own signature
        menu = QMenu(self)
        for words, ending in roster_wording.EXPORTS:
            menu.addAction(words).setData(ending)
        self.setMenu(menu)
        menu.triggered.connect(self._tell)

    @Slot(QAction)
    def _tell(self, action: QAction) -> None:
        self.wanted.emit(str(action.data()))


def exported(
    event: Event, people: Sequence[Participant], out: Path, *, for_excel: bool
) -> Generator[tuple[int, int], None, Path]:
    """Write these people into a file of the kind that its name says; returns its path."""
    yield 0, len(people)
    yield from export_files.write(export_tables.people(event, people), out, for_excel=for_excel)
    return out
