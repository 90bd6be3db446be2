"""Where in the import one is: the steps in a row, those behind reachable with a click."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from checkin_app.ui import theme
from checkin_app.ui.importing.import_wording import STEPS, Step
from checkin_app.ui.labels import label
from checkin_app.ui.segments import let_tab_reach


class StepBar(QWidget):
    """Tells which step was clicked; only steps that can be gone back to can be."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Steps of the import")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for step in Step:
            if step:
                row.addWidget(label("muted", "›"))
            button = QPushButton(f"{step + 1}  {STEPS[step]}")
            button.setObjectName(f"step{STEPS[step]}")
            button.setProperty("role", "step")
            button.setCheckable(True)
            self._group.addButton(button, int(step))
            row.addWidget(button)
        self._group.idClicked.connect(self._choose)

    def show_step(self, step: Step, *, can_go_back: bool) -> None:
        """Mark the step; those before it can be clicked if one may go back."""
        for each in Step:
            button = self._group.button(int(each))
            button.setChecked(each is step)
            button.setEnabled(each is step or (each < step and can_go_back))
            button.setProperty("passed", each < step)
        let_tab_reach(self._group)
        theme.polish(self)

    def _choose(self, number: int) -> None:
        self.chosen.emit(Step(number))
