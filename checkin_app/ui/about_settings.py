"""Which version this is, what it is made of, and where its files are."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from checkin_app import __version__, paths
from checkin_app.ui import data_wording, theme
from checkin_app.ui.labels import label
from checkin_app.ui.settings_panel import SettingsPanel, in_a_row

_HEIGHT = 260


class AboutSettings(SettingsPanel):
    """Nothing can be set here; the texts of the licences are read when somebody asks for them."""

    def __init__(self) -> None:
        super().__init__("About")
        self._licences = QPushButton("Show the licences")
        self._licences.setObjectName("showLicences")
        self._licences.setCheckable(True)
        self._texts = QPlainTextEdit()
        self._texts.setObjectName("licences")
        self._texts.setReadOnly(True)
        self._texts.setTabChangesFocus(True)
        self._texts.setAccessibleName("Licences")
        self._texts.setFixedHeight(theme.scaled(_HEIGHT))
        self._texts.hide()
        self.add_row(
            "Program", label("plain", f"Check-in desk {__version__} — {data_wording.LICENCE}", wraps=True)
        )
        for what, whose in data_wording.PARTS:
            self.add_row(what, label("plain", whose, wraps=True))
        self.add_row("", in_a_row(self._licences, QWidget()))
        self.add_row("", self._texts)
        for what, where in (("Settings", paths.settings_file()), ("Notes of each run", paths.log_folder())):
            place = label("plain", str(where), wraps=True)
            place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.add_row(what, place)
        self._licences.clicked.connect(self._show_licences)

    @Slot(bool)
    def _show_licences(self, wanted: bool) -> None:  # noqa: FBT001  # a signal's argument
        self._licences.setText("Hide the licences" if wanted else "Show the licences")
        self._texts.setVisible(wanted)
        if wanted and not self._texts.toPlainText():
            self._texts.setPlainText("\n\n".join(text.read_text("utf-8") for text in licence_files()))


def licence_files() -> list[Path]:
    """The licences that came with fonts and icons."""
    return [*sorted((paths.resources() / "fonts").glob("*-OFL.txt")), paths.resources() / "icons" / "LICENSE"]
