"""What is chosen before badges are printed: whose, on which paper, from which label on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout

from checkin_app.domain.badge_template import Template
from checkin_app.domain.sheet import Sheet
from checkin_app.services.badge_stock import DEFAULT_SHEET, DEFAULT_TEMPLATE
from checkin_app.services.badges import Only
from checkin_app.ui import wording
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.label_grid import LabelGrid
from checkin_app.ui.labels import give_margin, label
from checkin_app.ui.segments import Segments


@dataclass(frozen=True, slots=True)
class BadgeChoice:
    """`category` is empty for all of them; `first_label` counts from 1; `people` are ids, empty for all."""

    only: Only = Only.UNPRINTED
    category: str = ""
    sheet: str = DEFAULT_SHEET
    template: str = DEFAULT_TEMPLATE
    first_label: int = 1
    people: tuple[str, ...] = ()


class BadgeChoices(QFrame):
    """Tells when the choice was changed by hand."""

    changed = Signal()

    def __init__(self, sheets: Mapping[str, Sheet], templates: Mapping[str, Template]) -> None:
        super().__init__()
        self._sheets = sheets
        self._templates = templates
        self._only = Only.UNPRINTED
        self._people: tuple[str, ...] = ()
        self._make()
        self._arrange()
        self._connect()
        self._show_sheet()

    def _make(self) -> None:
        self.setProperty("role", "panel")
        self._whose = Segments([(Only.UNPRINTED, "Not printed yet"), (Only.ALL, "Everybody")], "Whose badges")
        self._chosen = QPushButton()
        self._chosen.setObjectName("chosenPeople")
        self._chosen.setProperty("role", "chip")
        self._chosen.setCheckable(True)
        ButtonIcon(self._chosen, "x", "text", 14)
        self._chosen.hide()
        self._category = QComboBox()
        self._category.setAccessibleName("Category")
        self._sheet = QComboBox()
        self._sheet.setAccessibleName("Label paper")
        for name, sheet in self._sheets.items():
            self._sheet.addItem(sheet.title, name)
        self._sheet.setCurrentIndex(self._sheet.findData(DEFAULT_SHEET))
        self._template = QComboBox()
        self._template.setAccessibleName("Design")
        for name, template in self._templates.items():
            self._template.addItem(template.title, name)
        self._first = QSpinBox()
        self._first.setAccessibleName("First free label")
        give_margin(self._first)
        self._grid = LabelGrid()
        for box in (self._category, self._sheet, self._template):
            box.setMinimumContentsLength(10)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(6)
        column.addWidget(label("section", "Whose"))
        column.addWidget(self._chosen)
        column.addWidget(self._whose)
        column.addWidget(self._category)
        column.addSpacing(10)
        column.addWidget(label("section", "Paper"))
        column.addWidget(self._sheet)
        column.addSpacing(10)
        self._design_caption = label("section", "Design")
        column.addWidget(self._design_caption)
        column.addWidget(self._template)
        column.addSpacing(10)
        column.addWidget(label("section", "First free label"))
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._first, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._grid)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        has_designs = len(self._templates) > 1
        self._design_caption.setVisible(has_designs)
        self._template.setVisible(has_designs)

    def _connect(self) -> None:
        self._chosen.clicked.connect(self._forget_people)
        self._whose.chosen.connect(self._choose_whose)
        self._category.activated.connect(self.changed)
        self._template.activated.connect(self.changed)
        self._sheet.activated.connect(self._choose_sheet)
        self._first.valueChanged.connect(self._choose_first)
        self._grid.first_chosen.connect(self._first.setValue)

    def choice(self) -> BadgeChoice:
        """What is chosen now."""
        return BadgeChoice(
            self._only,
            str(self._category.currentData() or ""),
            str(self._sheet.currentData()),
            str(self._template.currentData()),
            self._first.value(),
            self._people,
        )

    def choose_people(self, people: Sequence[str]) -> None:
        """Only these people's badges, printed or not, until the button with their number is clicked."""
        self._people = tuple(people)
        self._chosen.setText(f"  {wording.only_people(len(people))}")
        self._chosen.setChecked(True)
        self._chosen.setVisible(bool(people))
        self._category.setCurrentIndex(0)
        self._only = Only.ALL if people else self._only
        self._whose.show_choice(self._only)
        self.changed.emit()

    @Slot()
    def _forget_people(self) -> None:
        self._only = Only.UNPRINTED
        self.choose_people(())

    def offer_categories(self, names: Sequence[str]) -> None:
        """Offer these categories, keeping the chosen one if it is among them."""
        kept = self._category.currentData()
        self._category.clear()
        self._category.addItem("All categories", "")
        for name in names:
            self._category.addItem(name, name)
        self._category.setCurrentIndex(max(0, self._category.findData(kept)))

    @Slot(object)
    def _choose_whose(self, only: Only) -> None:
        self._only = only
        self.changed.emit()

    @Slot()
    def _choose_sheet(self) -> None:
        self._show_sheet()
        self.changed.emit()

    @Slot()
    def _choose_first(self) -> None:
        self._grid.show_sheet(self._chosen_sheet(), self._first.value())
        self.changed.emit()

    def _show_sheet(self) -> None:
        sheet = self._chosen_sheet()
        self._first.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self._first.setRange(1, sheet.labels_per_page)
        self._first.blockSignals(False)  # noqa: FBT003  # Qt's own signature
        self._first.setEnabled(sheet.labels_per_page > 1)
        self._grid.show_sheet(sheet, self._first.value())

    def _chosen_sheet(self) -> Sheet:
        return self._sheets[str(self._sheet.currentData())]
