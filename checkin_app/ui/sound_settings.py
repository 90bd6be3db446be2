"""Whether the desk can be heard, how loud, and how each verdict sounds."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSlider, QWidget

from checkin_app.domain.checkin import Reason
from checkin_app.ui import device_wording, looks, theme
from checkin_app.ui.desk_sounds import DeskSounds
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import label
from checkin_app.ui.segments import Segments
from checkin_app.ui.settings_panel import SettingsPanel

EXAMPLES = (
    (looks.LOOKS[Reason.ADMITTED], "Checked in"),
    (looks.WITH_NOTE, "Read the note"),
    (looks.LOOKS[Reason.ALREADY_IN], "Already in"),
    (looks.LOOKS[Reason.NOT_THIS_DAY], "Ask"),
    (looks.LOOKS[Reason.UNKNOWN], "Stop"),
    (looks.LOOKS[Reason.MISREAD], "Not read well"),
    (looks.LOOKS[Reason.LEFT], "Checked out"),
    (looks.NOT_SAVED, "Not saved"),
)
"""A verdict for each sound, and what its button says."""
_COLUMNS = 3


class SoundSettings(SettingsPanel):
    """Says, too, why nothing can be heard."""

    heard = Signal()
    """One was asked for, and nothing stands in the way of hearing it."""

    def __init__(self, sounds: DeskSounds, *, is_on: bool, volume: int) -> None:
        super().__init__("Sounds")
        self._sounds = sounds
        self._make(volume)
        self._arrange()
        self._connect()
        self.show_sounds(is_on=is_on)

    def _make(self, volume: int) -> None:
        self._switch = Segments(((True, "On"), (False, "Off")), "Sounds")
        self._switch.setObjectName("soundSwitch")
        self._volume = QSlider(Qt.Orientation.Horizontal)
        self._volume.setObjectName("soundVolume")
        self._volume.setRange(0, 100)
        self._volume.setPageStep(10)
        self._volume.setValue(volume)
        self._percent = label("plain")
        self._percent.setFixedWidth(theme.scaled(52))
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._examples = QWidget()
        self._why = label("warning", wraps=True)
        self._why.setObjectName("whySilent")

    def _arrange(self) -> None:
        grid = QGridLayout(self._examples)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for number, (look, words) in enumerate(EXAMPLES):
            button = QPushButton(words)
            button.setObjectName(f"hear_{look.sound}")
            button.setAccessibleName(f"Hear «{words}»")
            ButtonIcon(button, look.icon, "muted", 18)
            button.clicked.connect(self._player(look.sound))
            grid.addWidget(button, number // _COLUMNS, number % _COLUMNS)
        volume = QWidget()
        row = QHBoxLayout(volume)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._volume, 1)
        row.addWidget(self._percent)
        self.add_row("Sounds at this desk", self._switch)
        self.add_row("Volume", volume)
        self._volume.setAccessibleName("Volume")
        self.add_row("Hear one", self._examples)
        self.add_row("", self._why)

    def _connect(self) -> None:
        self._switch.chosen.connect(self._tell_switch)
        self._volume.valueChanged.connect(self._show_percent)
        self._volume.sliderReleased.connect(self._tell_volume)
        self._volume.actionTriggered.connect(self._tell_step)
        self._sounds.changed.connect(self._show_why)
        self._show_percent()

    def show_sounds(self, *, is_on: bool) -> None:
        """Show whether they are on: F8 turns them as well."""
        self._switch.show_choice(is_on)
        self._show_why()

    def _player(self, sound: str) -> Callable[[], None]:
        def play() -> None:
            self._sounds.play(sound)
            if self._sounds.why_silent is None:
                self.heard.emit()

        return play

    @Slot()
    def _show_why(self) -> None:
        why = device_wording.SOUNDS_OFF if self._sounds.is_muted else self._sounds.why_silent
        self._why.setText(str(why or ""))
        self._why.setVisible(why is not None)
        self._examples.setEnabled(why is None)

    @Slot(object)
    def _tell_switch(self, is_on: bool) -> None:  # noqa: FBT001  # a signal's argument
        self.changed.emit("sounds", is_on)

    @Slot()
    def _show_percent(self) -> None:
        self._percent.setText(f"{self._volume.value()} %")

    @Slot()
    def _tell_volume(self) -> None:
        self.changed.emit("volume", self._volume.value())
        self._sounds.play(looks.LOOKS[Reason.ADMITTED].sound)

    @Slot()
    def _tell_step(self) -> None:
        """The slider was moved by a key or a click: its value is set when this returns."""
        if not self._volume.isSliderDown():
            QTimer.singleShot(0, self, self._tell_volume)
