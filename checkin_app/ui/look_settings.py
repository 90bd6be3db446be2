"""The colours of the window, the size of its letters, and its language."""

from PySide6.QtCore import Slot

from checkin_app.settings import Look
from checkin_app.ui.labels import label
from checkin_app.ui.segments import Segments
from checkin_app.ui.settings_panel import SettingsPanel

_LOOKS = ((Look.SYSTEM, "Like the system"), (Look.LIGHT, "Light"), (Look.DARK, "Dark"))
_TEXT_SIZES = (100, 110, 120, 130, 140, 150)


class LookSettings(SettingsPanel):
    """A text size between two choices, which only the settings' file can have, is shown as the nearer one."""

    def __init__(self, look: Look, text_percent: int) -> None:
        super().__init__("Look and language")
        self._look = Segments(_LOOKS, "Look")
        self._look.show_choice(look)
        self._text_size = Segments([(size, f"{size} %") for size in _TEXT_SIZES], "Text size")
        self._text_size.show_choice(min(_TEXT_SIZES, key=lambda size: abs(size - text_percent)))
        self.add_row("Colours", self._look)
        self.add_row("Text size", self._text_size)
        self.add_row("Language", label("plain", "English — the only one so far"))
        self._look.chosen.connect(self._tell_look)
        self._text_size.chosen.connect(self._tell_text_size)

    @Slot(object)
    def _tell_look(self, look: Look) -> None:
        self.changed.emit("look", look)

    @Slot(object)
    def _tell_text_size(self, percent: int) -> None:
        self.changed.emit("text_percent", percent)
