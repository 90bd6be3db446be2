"""The line at the bottom: the keys that matter here, and when the event file was last saved and backed up."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout

from checkin_app.ui.labels import ElidedLabel, label


class FootLine(QFrame):
    """Shows; nothing can be done here."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "footline")
        self._keys = ElidedLabel("caption")
        self._saved = label("caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(16)
        row.addWidget(self._keys, 1)
        row.addWidget(self._saved)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show (key, what it does) pairs."""
        self._keys.show_text("     ".join(f"{key}  {meaning}" for key, meaning in keys))

    def show_saved(self, text: str) -> None:
        """Show when something was last saved."""
        self._saved.setText(text)
