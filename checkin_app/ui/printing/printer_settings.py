"""The printer of this computer, whether badges come out at check-in, and on which sheet in which design."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from checkin_app.domain.badge_template import Template
from checkin_app.domain.press import Press
from checkin_app.services import badge_stock
from checkin_app.services.badge_designs import BadgeDesignService
from checkin_app.services.badge_test_page import save_test_page
from checkin_app.services.long_work import Work
from checkin_app.services.print_queue import Document
from checkin_app.services.spooler import Paper
from checkin_app.settings import PrintOn, Settings
from checkin_app.ui.background import Background
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import label
from checkin_app.ui.printing import print_wording
from checkin_app.ui.printing.print_desk import PrintDesk
from checkin_app.ui.segments import Segments
from checkin_app.ui.settings_panel import SettingsPanel

_WHEN = (
    (PrintOn.OFF, "Off"),
    (PrintOn.UNPRINTED, "If not printed yet"),
    (PrintOn.ALWAYS, "Always"),
)


class PrinterSettings(SettingsPanel):
    """The printer itself is kept by the print desk, which others choose it with, too."""

    def __init__(
        self, own: Settings, desk: PrintDesk, designs: BadgeDesignService, background: Background
    ) -> None:
        super().__init__("Printer")
        self._desk = desk
        self._designs = designs
        self._background = background
        self._template_wanted = own.badge_template or badge_stock.DEFAULT_TEMPLATE
        self._make(own)
        self._arrange()
        self._connect()
        self._show_printers()
        self._show_labels()

    def _make(self, own: Settings) -> None:
        self._printer = _box("printerChoice")
        self._test = QPushButton(print_wording.TEST_PAGE)
        self._test.setObjectName("printTestPage")
        ButtonIcon(self._test, "printer", "text", 18)
        self._trouble = label("warning", wraps=True)
        self._trouble.setObjectName("printerTrouble")
        self._when = Segments(_WHEN, "Badges at check-in")
        self._when.setObjectName("printOnCheckin")
        self._when.show_choice(own.print_on_checkin)
        self._sheet = _box("printSheet")
        for sheet in badge_stock.all_sheets().values():
            self._sheet.addItem(sheet.title, sheet.name)
        self._sheet.setCurrentIndex(
            max(0, self._sheet.findData(own.badge_sheet or badge_stock.DEFAULT_SHEET))
        )
        self._template = _box("printTemplate")
        self._offer_templates(badge_stock.all_templates())
        self._labels = label("caption", wraps=True)
        self._labels.setObjectName("printLabels")

    def _arrange(self) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self._printer, 1)
        line.addWidget(self._test)
        self.add_row("Printer", row)
        self._printer.setAccessibleName("Printer")
        self.add_row("", self._trouble)
        self.add_row("Badges at check-in", self._when)
        self.add_row("Single badges on", self._sheet)
        self.add_row("In the design", self._template)
        self.add_row("", self._labels)

    def _connect(self) -> None:
        self._desk.trouble_changed.connect(self._show_printers)
        self._printer.activated.connect(self._choose_printer)
        self._test.clicked.connect(self._print_test_page)
        self._when.chosen.connect(self._tell_when)
        self._sheet.activated.connect(self._tell_sheet)
        self._template.activated.connect(self._tell_template)

    def showEvent(self, event: QShowEvent) -> None:
        """See which printers and designs there are now."""
        super().showEvent(event)
        self._desk.look()
        self._background.ask(self._designs.all_templates, self._offer_templates)

    # -- showing ---------------------------------------------------------------------------------------------

    @Slot()
    def _show_printers(self) -> None:
        desk, box = self._desk, self._printer
        box.clear()
        box.addItem(print_wording.DEFAULT, "")
        for printer in desk.printers:
            box.addItem(print_wording.printer_choice(printer), printer.name)
        if desk.printer and box.findData(desk.printer) < 0:
            box.addItem(print_wording.not_there(desk.printer), desk.printer)
        box.setCurrentIndex(box.findData(desk.printer))
        said = desk.why_nothing or desk.matter
        self._trouble.setText(said)
        self._trouble.setVisible(bool(said))
        self._test.setEnabled(bool(desk.printers) and not desk.why_nothing)

    def _offer_templates(self, templates: Mapping[str, Template]) -> None:
        self._template.clear()
        for name, template in templates.items():
            self._template.addItem(template.title, name)
        self._template.setCurrentIndex(max(0, self._template.findData(self._template_wanted)))

    def _show_labels(self) -> None:
        sheet = badge_stock.sheet_named(str(self._sheet.currentData()))
        self._labels.setText(print_wording.on_checkin(sheet.labels_per_page))

    # -- telling ---------------------------------------------------------------------------------------------

    @Slot()
    def _choose_printer(self) -> None:
        self._desk.choose_printer(str(self._printer.currentData()))

    @Slot(object)
    def _tell_when(self, when: PrintOn) -> None:
        self.changed.emit("print_on_checkin", when)

    @Slot()
    def _tell_sheet(self) -> None:
        self._show_labels()
        self.changed.emit("badge_sheet", str(self._sheet.currentData()))

    @Slot()
    def _tell_template(self) -> None:
        self._template_wanted = str(self._template.currentData())
        self.changed.emit("badge_template", self._template_wanted)

    @Slot()
    def _print_test_page(self) -> None:
        sheet = badge_stock.sheet_named(str(self._sheet.currentData()))

        def draw(path: Path) -> Work[Document]:
            yield from save_test_page(sheet, Press(), path)
            return Document(print_wording.TEST_PAGE, path, Paper(sheet.page_width, sheet.page_height))

        self._desk.print_drawn(draw)


def _box(name: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setMinimumContentsLength(12)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made
