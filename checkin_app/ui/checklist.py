"""What is to be done before people come: it ticks itself, and each line leads to where it is done."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from checkin_app.domain.readiness import Step
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import label

WORDS = {
    Step.PROGRAMME: ("Make the programme", "Days and sessions"),
    Step.PEOPLE: ("Bring in the people", "A list, or one by one"),
    Step.BADGES: ("Print badges", "Template, sheet, a test page first"),
    Step.SCANNER: ("Test the scanner", "One scan in Settings"),
    Step.SOUNDS: ("Hear the sounds", "Settings: how loud, and how each verdict sounds"),
}


class Checklist(QWidget):
    """Tells which step was chosen, and that nobody wants to see it any more."""

    step_chosen = Signal(object)
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("checklist")
        self.setAccessibleName("Before people come")
        self._done: dict[Step, bool] = {}
        self._icons = {step: IconLabel("circle", "muted", 20) for step in Step}
        self._buttons: dict[Step, QPushButton] = {}
        self._said = label("caption", wraps=True)
        self._dismiss = QPushButton("Do not show this")
        self._dismiss.setObjectName("dismissChecklist")
        self._dismiss.setProperty("role", "quiet")
        self._dismiss.clicked.connect(self.dismissed)
        self._arrange()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 4, 12, 4)
        column.setSpacing(4)
        for step, (title, hint) in WORDS.items():
            button = QPushButton(title)
            button.setObjectName(f"step {step.value}")
            button.setProperty("role", "todo")
            button.setToolTip(hint)
            button.clicked.connect(partial(self.step_chosen.emit, step))
            self._buttons[step] = button
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(self._icons[step])
            row.addWidget(button, 1)
            column.addLayout(row)
        column.addWidget(self._said)
        column.addStretch(1)
        column.addWidget(self._dismiss, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def is_complete(self) -> bool:
        """Whether everything is done; true before anything is known, so that nothing flashes."""
        return all(self._done.values())

    def show_steps(self, done: Mapping[Step, bool]) -> None:
        """Show what is done."""
        self._done = dict(done)
        for step, button in self._buttons.items():
            is_done = done.get(step, False)
            self._icons[step].show_icon(*(("circle-check", "accent") if is_done else ("circle", "muted")))
            title, hint = WORDS[step]
            button.setAccessibleName(f"{title}: {'done' if is_done else 'to do'}")
            button.setAccessibleDescription(hint)
        left = sum(not each for each in self._done.values())
        self._said.setText("Then scan the first badge." if left == 0 else f"{left} to do before people come")
