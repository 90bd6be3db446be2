"""What badges are printed on, and which of its labels is the first that is free."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from checkin_app.domain.custom_sheet import CUSTOM
from checkin_app.domain.sheet import Sheet
from checkin_app.ui.badges import badge_wording
from checkin_app.ui.badges.custom_sheet_form import CustomSheetForm
from checkin_app.ui.badges.label_grid import LabelGrid
from checkin_app.ui.badges.measure_box import count_box
from checkin_app.ui.labels import label


class PaperForm(QWidget):
    """Tells when other paper, or another first label, was chosen by hand."""

    sheet_changed = Signal()
    first_changed = Signal()

    def __init__(self, sheets: Mapping[str, Sheet], chosen: str) -> None:
        super().__init__()
        self._sheets = sheets
        self._make()
        self._arrange()
        self._sheet.setCurrentIndex(max(0, self._sheet.findData(chosen)))
        self._sheet.activated.connect(self._choose_sheet)
        self._custom.sheet_changed.connect(self._choose_sheet)
        self._first.valueChanged.connect(self._choose_first)
        self._grid.first_chosen.connect(self._first.setValue)
        self._show_sheet()

    def _make(self) -> None:
        self._sheet = QComboBox()
        self._sheet.setAccessibleName("Label paper")
        for name, sheet in self._sheets.items():
            self._sheet.addItem(sheet.title, name)
        self._sheet.addItem("Own paper …", CUSTOM)
        self._sheet.setMinimumContentsLength(10)
        self._sheet.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._certainty = label("caption", wraps=True)
        self._certainty.setObjectName("certainty")
        self._custom = CustomSheetForm()
        self._first = count_box("First free label", 1, 1)
        self._grid = LabelGrid()
        self._free = QWidget()

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._first, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._grid)
        row.addStretch(1)
        free = QVBoxLayout(self._free)
        free.setContentsMargins(0, 8, 0, 0)
        free.setSpacing(6)
        free.addWidget(label("section", "First free label"))
        free.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label("section", "Paper"))
        for each in (self._sheet, self._certainty, self._custom, self._free):
            column.addWidget(each)

    def sheet(self) -> Sheet:
        """The chosen paper."""
        name = str(self._sheet.currentData())
        return self._custom.sheet if name == CUSTOM else self._sheets[name]

    def first_label(self) -> int:
        """The first free label, counted from 1."""
        return self._first.value()

    @Slot()
    def _choose_sheet(self) -> None:
        self._show_sheet()
        self.sheet_changed.emit()

    @Slot()
    def _choose_first(self) -> None:
        self._grid.show_sheet(self.sheet(), self._first.value())
        self.first_changed.emit()

    def _show_sheet(self) -> None:
        sheet = self.sheet()
        self._custom.setVisible(sheet.name == CUSTOM)
        sure = badge_wording.certainty(sheet)
        self._certainty.setText(sure)
        self._certainty.setVisible(bool(sure))
        self._first.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self._first.setRange(1, sheet.labels_per_page)
        self._first.blockSignals(False)  # noqa: FBT003  # Qt's own signature
        self._free.setVisible(sheet.labels_per_page > 1)
        self._grid.show_sheet(sheet, self._first.value())
