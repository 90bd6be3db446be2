"""The box in which a desk sees, and chooses, what it scans for."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QStyle, QStyleOptionComboBox, QWidget

from checkin_app.domain.event import Checkpoint, Event
from checkin_app.ui import theme, wording
from checkin_app.ui.labels import hint
from checkin_app.ui.row_drawing import RowDrawing

_FLASH_MS = 1_500
_LEAST_LETTERS = 9
"""What does not fit ends in time, and its tool tip has it whole."""


class _TwoLines(QComboBox):
    """A combo box that says in a second, smaller line how its value came about."""

    def __init__(self) -> None:
        super().__init__()
        self.value = ""
        self.origin = ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame as usual and two lines into it."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = ""  # type: ignore[attr-defined]  # missing in the stubs
        painter = QPainter(self)
        self.style().drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option, painter, self)
        area = self.rect().adjusted(12, 4, -36, -4)
        half = area.height() // 2
        colours = theme.colours()
        tint = colours.on_caution if self.property("byhand") else ""
        row = RowDrawing(painter, area, colours)
        small = theme.font(theme.scaled(13), QFont.Weight.Medium)
        row.text(area.adjusted(0, 0, 0, -half), self.origin, small, tint or colours.muted)
        large = theme.font(theme.scaled(15), QFont.Weight.DemiBold)
        row.text(area.adjusted(0, half, 0, 0), self.value, large, tint or colours.text)
        painter.end()


class CheckpointBox(QWidget):
    """Shows the desk's checkpoint; wishes for another one are told, not fulfilled here."""

    checkpoint_chosen = Signal(object)
    automatic_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self._box = _TwoLines()
        self._box.setObjectName("checkpointBox")
        self._box.setAccessibleName("Checkpoint")
        self._box.setMaxVisibleItems(20)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(_LEAST_LETTERS)
        self._automatic = QPushButton("Back to automatic")
        self._automatic.setProperty("role", "quiet")
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._box, 1)
        row.addWidget(self._automatic)

    def _connect(self) -> None:
        self._box.activated.connect(self._choose)
        self._automatic.clicked.connect(self.automatic_requested)
        self._flash.timeout.connect(self._calm_down)

    def show_programme(self, event: Event) -> None:
        """Offer every entrance and session."""
        self._box.clear()
        self._box.addItem("Automatic — follow the clock", None)
        for checkpoint in event.checkpoints():
            if not checkpoint.session:
                self._box.insertSeparator(self._box.count())
            self._box.addItem(wording.checkpoint_choice(event, checkpoint), checkpoint)

    def show_checkpoint(self, event: Event, checkpoint: Checkpoint | None, *, by_hand: bool) -> None:
        """Show what is scanned for, and whether somebody chose it."""
        value = wording.checkpoint_name(event, checkpoint) if checkpoint else "No day of the event"
        is_new = bool(self._box.value) and value != self._box.value
        self._box.value = value
        self._box.origin = wording.checkpoint_origin(event, checkpoint, by_hand=by_hand)
        self._box.setCurrentIndex(self._row_of(checkpoint) if by_hand else 0)
        self._box.setToolTip(hint(value))
        self._box.setAccessibleDescription(f"{value}. {self._box.origin}")
        self._automatic.setVisible(by_hand)
        self._box.setProperty("byhand", by_hand)
        self._box.setProperty("changed", is_new)
        theme.polish(self._box)
        if is_new:
            self._flash.start(_FLASH_MS)
            said = f"{value}. {self._box.origin}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._box, said))

    def _row_of(self, checkpoint: Checkpoint | None) -> int:
        rows = range(self._box.count())
        return next((row for row in rows if self._box.itemData(row) == checkpoint and row), 0)

    @Slot(int)
    def _choose(self, row: int) -> None:
        checkpoint = self._box.itemData(row)
        if checkpoint is None:
            self.automatic_requested.emit()
        else:
            self.checkpoint_chosen.emit(checkpoint)

    @Slot()
    def _calm_down(self) -> None:
        self._box.setProperty("changed", False)  # noqa: FBT003  # Qt's own signature
        theme.polish(self._box)
