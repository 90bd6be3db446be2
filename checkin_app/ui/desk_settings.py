"""What the desk is called, and in which room it stands."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit

from checkin_app.ui.settings_panel import SettingsPanel


class DeskSettings(SettingsPanel):
    """A desk is never without a name: an empty one is not taken."""

    def __init__(self, desk: str, room: str, rooms: Sequence[str]) -> None:
        super().__init__("Desk")
        self._desk = QLineEdit(desk)
        self._desk.setObjectName("settingsDesk")
        self._desk.setMaxLength(80)
        self._room = QComboBox()
        self._room.addItem("Any room: follow the whole programme", "")
        for each in rooms:
            self._room.addItem(each, each)
        self._room.setCurrentIndex(max(0, self._room.findData(room)))
        self.add_row("Name of this desk", self._desk)
        self.add_row("Room", self._room)
        self._desk.editingFinished.connect(self._tell_desk)
        self._room.activated.connect(self._tell_room)

    @Slot()
    def _tell_desk(self) -> None:
        name = self._desk.text().strip()
        if name:
            self.changed.emit("desk", name)

    @Slot()
    def _tell_room(self) -> None:
        self.changed.emit("room", str(self._room.currentData() or ""))
