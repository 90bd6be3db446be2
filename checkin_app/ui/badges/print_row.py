"""Which printer, and the button that prints on it: badges go to the print queue and are marked when they have come out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from checkin_app.domain.press import Duplex
from checkin_app.services.badges import BadgeService
from checkin_app.services.long_work import Work
from checkin_app.services.print_queue import Document
from checkin_app.services.spooler import Paper, Sides
from checkin_app.ui import theme
from checkin_app.ui.badges import badge_wording
from checkin_app.ui.badges.badge_files import drawn
from checkin_app.ui.badges.draft import Draft
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import hint
from checkin_app.ui.printing.print_desk import Draw, PrintDesk

_WIDTH = 190
_SIDES: dict[Duplex, Sides] = {
    Duplex.OFF: Sides.ONE,
    Duplex.LONG_EDGE: Sides.LONG_EDGE,
    Duplex.SHORT_EDGE: Sides.SHORT_EDGE,
}


class PrintRow(QWidget):
    """Rests while badges are being drawn for the printer, so that nobody prints them twice by a double click."""

    print_requested = Signal()
    told = Signal(str)

    def __init__(self, prints: PrintDesk) -> None:
        super().__init__()
        self._prints = prints
        self._is_allowed = False
        self._waits_for = 0
        self._why_not = ""
        self._printers = QComboBox()
        self._printers.setAccessibleName("Printer")
        self._printers.setFixedWidth(theme.scaled(_WIDTH))
        self._button = QPushButton("Print")
        self._button.setObjectName("printBadges")
        self._button.setProperty("role", "primary")
        ButtonIcon(self._button, "printer", "on_accent", 18)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._printers)
        row.addWidget(self._button)
        self._printers.activated.connect(self._choose)
        self._button.clicked.connect(self.print_requested)
        prints.trouble_changed.connect(self._show)
        prints.printer_chosen.connect(self._show)
        prints.queued.connect(self._tell_queued)
        prints.failed.connect(self._rest_no_more)
        self._show()

    def allow(self, *, may_print: bool, why_not: str = "") -> None:
        """There are badges to print, or there are none, or something comes first."""
        self._is_allowed, self._why_not = may_print, why_not
        self._show()

    def under_way(self, draft: Draft) -> int:
        """How many of these badges are on their way to a printer already."""
        coming = {code for job in self._prints.under_way for code in job.codes}
        return sum(face.code in coming for face in draft.faces)

    def print(self, badges: BadgeService, draft: Draft) -> None:
        """Have these badges drawn and queued."""
        self._waits_for = len(draft.faces)
        self._show()
        if self._prints.print_drawn(_document_of(badges, draft)) is None:
            self._rest_no_more()

    @Slot()
    def _choose(self) -> None:
        self._prints.choose_printer(str(self._printers.currentData() or ""))

    @Slot()
    def _show(self) -> None:
        prints = self._prints
        known: Sequence[tuple[str, str]] = [(each.title, each.name) for each in prints.printers]
        self._printers.clear()
        for title, name in known:
            self._printers.addItem(title, name)
        current = prints.current
        self._printers.setCurrentIndex(self._printers.findData(current.name) if current else -1)
        self._printers.setPlaceholderText(
            badge_wording.NO_PRINTER if not known else badge_wording.PRINTER_GONE
        )
        self._printers.setEnabled(bool(known) and not prints.why_nothing)
        why = prints.why_nothing or self._why_not or ("" if current else badge_wording.NO_PRINTER_HERE)
        self._button.setEnabled(self._is_allowed and not why and not self._waits_for)
        self._button.setToolTip(hint(why or prints.trouble))

    @Slot()
    def _tell_queued(self) -> None:
        if self._waits_for:
            self.told.emit(badge_wording.queued(self._waits_for))
        self._rest_no_more()

    @Slot()
    def _rest_no_more(self) -> None:
        self._waits_for = 0
        self._show()


def _document_of(badges: BadgeService, draft: Draft) -> Draw:
    setup = draft.setup
    sheet = setup.sheet
    paper = Paper(sheet.page_width, sheet.page_height, _SIDES[setup.press.duplex])

    def draw(out: Path) -> Work[Document]:
        yield from drawn(badges, draft, out)
        title = badge_wording.badge_count(len(draft.faces))
        return Document(title, out, paper, draft.faces, sheet.name, setup.template.name)

    return draw
