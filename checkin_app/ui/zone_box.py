"""A time zone, found by typing a part of its name."""

from zoneinfo import available_timezones

from PySide6.QtCore import Qt, QTimeZone, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter

_FALLBACK = "Europe/Bucharest"


class ZoneBox(QComboBox):
    """Offers the zones of the IANA list; a name that is none falls back to the one before."""

    zone_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._zones = sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(self._zones)
        completer = QCompleter(self._zones, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.popup().setObjectName("completions")  # type: ignore[union-attr]  # it makes one when asked
        self.setCompleter(completer)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        own = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        self._zone = own if own in self._zones else _FALLBACK
        self.setCurrentText(self._zone)
        self.activated.connect(self._choose)
        self.lineEdit().editingFinished.connect(self._choose)  # type: ignore[union-attr]  # an editable box has one

    @property
    def zone(self) -> str:
        """The zone that was chosen last."""
        by_folded = {zone.casefold(): zone for zone in self._zones}
        return by_folded.get(self.currentText().strip().casefold(), self._zone)

    def show_zone(self, zone: str) -> None:
        """Show a zone, which may be one of the list's old names."""
        if self.findText(zone) < 0:
            self._zones.append(zone)
            self.addItem(zone)
        self._zone = zone
        self.setCurrentText(zone)
        self.lineEdit().setCursorPosition(0)  # type: ignore[union-attr]

    @Slot()
    def _choose(self) -> None:
        chosen = self.zone
        self.setCurrentText(chosen)
        if chosen != self._zone:
            self._zone = chosen
            self.zone_chosen.emit(chosen)
