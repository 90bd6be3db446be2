"""The way into practice, and out of it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton

from checkin_app.ui import wording
from checkin_app.ui.labels import label
from checkin_app.ui.settings_panel import SettingsPanel, in_a_row


class PracticeSettings(SettingsPanel):
    """The button shows how things stand; whether they change is decided elsewhere."""

    requested = Signal(bool)

    def __init__(self) -> None:
        super().__init__("Practice")
        self._practise = QPushButton("Practise")
        self._practise.setObjectName("practise")
        self._practise.setCheckable(True)
        self._practise.setAccessibleName("Practise")
        self.add_row(
            "Without storing", in_a_row(self._practise, label("muted", wording.PRACTICE, wraps=True))
        )
        self._practise.clicked.connect(self._ask)

    def show_practice(self) -> None:
        """Say that the event is a copy to practise on."""
        self._practise.setChecked(True)
        self._practise.setText("Leave practice")

    @Slot(bool)
    def _ask(self, wanted: bool) -> None:  # noqa: FBT001  # a signal's argument
        self._practise.setChecked(not wanted)
        self.requested.emit(wanted)
