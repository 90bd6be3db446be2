"""How badges are printed: design, paper, printer, and what is printed beside people's badges."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from checkin_app.domain.badge_look import OwnTemplate
from checkin_app.domain.badge_template import Template
from checkin_app.domain.sheet import Sheet
from checkin_app.services.badge_stock import DEFAULT_SHEET, DEFAULT_TEMPLATE
from checkin_app.ui.badges.design_picker import DesignPicker
from checkin_app.ui.badges.draft import Setup
from checkin_app.ui.badges.measure_box import count_box
from checkin_app.ui.badges.paper_form import PaperForm
from checkin_app.ui.badges.press_form import PressForm
from checkin_app.ui.labels import label
from checkin_app.ui.programme.field_grid import scrolling

_MOST_SPARES = 1000


class HowPanel(QFrame):
    """Tells when something was chosen by hand, and what is wished."""

    changed = Signal()
    test_page_requested = Signal()
    spares_requested = Signal(int)

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._templates: Mapping[str, Template] = {}
        self._own: Sequence[str] = ()
        self.designs = DesignPicker(DEFAULT_TEMPLATE)
        self._paper = PaperForm(sheets, DEFAULT_SHEET)
        self._press = PressForm()
        self._test = QPushButton("Test page …")
        self._test.setObjectName("testPage")
        self._spares = count_box("Number of spare badges", 1, _MOST_SPARES)
        self._spares.setValue(10)
        self._make_spares = QPushButton("Save …")
        self._make_spares.setObjectName("saveSpares")
        self._make_spares.setAccessibleName("Save spare badges")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(16, 12, 14, 14)
        inner.setSpacing(16)
        inner.addWidget(self.designs)
        inner.addWidget(self._paper)
        inner.addWidget(self._press)
        inner.addWidget(self._test)
        inner.addLayout(self._arrange_spares())
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(scrolling(page))

    def _arrange_spares(self) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._spares, 1)
        row.addWidget(self._make_spares)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(label("section", "Spare blank badges"))
        column.addWidget(label("caption", "Each has a code; a walk-in’s name is written on it.", wraps=True))
        column.addLayout(row)
        return column

    def _connect(self) -> None:
        self.designs.changed.connect(self._choose_design)
        self._paper.sheet_changed.connect(self._choose_sheet)
        self._paper.first_changed.connect(self.changed)
        self._press.changed.connect(self.changed)
        self._test.clicked.connect(self.test_page_requested)
        self._make_spares.clicked.connect(self._ask_for_spares)

    def offer_designs(self, templates: Mapping[str, Template], own: Sequence[OwnTemplate]) -> None:
        """Offer these designs, of which some are the event's own."""
        self._templates, self._own = templates, [each.name for each in own]
        self._offer()

    def sheet(self) -> Sheet:
        """The chosen paper."""
        return self._paper.sheet()

    def setup(self, template: Template | None = None) -> Setup | None:
        """What is chosen now, or the same with another design; None where no design suits the paper."""
        design = template or self.designs.template()
        if design is None:
            return None
        self._press.offer_back(has_back=has_back(design, self.sheet()))
        return Setup(self.sheet(), design, self._paper.first_label(), self._press.press())

    def _offer(self) -> None:
        self.designs.offer(self._templates, self._own, self.sheet())

    @Slot()
    def _choose_design(self) -> None:
        self.changed.emit()

    @Slot()
    def _choose_sheet(self) -> None:
        self._offer()
        self.changed.emit()

    @Slot()
    def _ask_for_spares(self) -> None:
        self.spares_requested.emit(self._spares.value())


def has_back(template: Template, sheet: Sheet) -> bool:
    """Whether a design prints something on the other side of that paper; folded paper has its back beside the front."""
    size = (sheet.badge_width, sheet.badge_height)
    return not sheet.folded and size in template.shapes and template.layout_for(*size).back is not None
