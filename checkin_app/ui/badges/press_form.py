"""How the paper goes through the printer: sides, marks to cut along, and what the printer is off."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from checkin_app.domain.press import FURTHEST, Duplex, Press
from checkin_app.ui.badges import badge_wording
from checkin_app.ui.badges.measure_box import measure_box
from checkin_app.ui.labels import label


class PressForm(QWidget):
    """Tells when something was set by hand."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._has_back = False
        self._sides = QComboBox()
        self._sides.setAccessibleName("Sides")
        for duplex, words in badge_wording.SIDES.items():
            self._sides.addItem(words, duplex.value)
        self._marks = QCheckBox("Cut marks")
        self._right = measure_box("Move to the right", -FURTHEST, FURTHEST)
        self._down = measure_box("Move down", -FURTHEST, FURTHEST)
        self._arrange()
        self._sides.activated.connect(self._tell)
        self._marks.toggled.connect(self._tell)
        for box in (self._right, self._down):
            box.valueChanged.connect(self._tell)

    def _arrange(self) -> None:
        offsets = QHBoxLayout()
        offsets.setSpacing(8)
        for caption, box in (("to the right", self._right), ("down", self._down)):
            pair = QVBoxLayout()
            pair.setSpacing(2)
            pair.addWidget(box)
            pair.addWidget(label("caption", caption))
            offsets.addLayout(pair, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label("section", "Printer"))
        column.addWidget(self._sides)
        column.addWidget(self._marks)
        column.addWidget(label("caption", "Move everything"))
        column.addLayout(offsets)
        self._sides.hide()

    def press(self) -> Press:
        """What is set now."""
        return Press(
            duplex=Duplex(self._sides.currentData()) if self._has_back else Duplex.OFF,
            cut_marks=self._marks.isChecked(),
            offset_x=self._right.value(),
            offset_y=self._down.value(),
        )

    def offer_back(self, *, has_back: bool) -> None:
        """Both sides can be printed, or there is nothing to print on the other one."""
        self._has_back = has_back
        self._sides.setVisible(has_back)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
