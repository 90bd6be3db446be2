"""Lets the desk be heard: every verdict has its sound, and a scan that was read twice has none."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from checkin_app.domain.checkin import Verdict
from checkin_app.ui import looks
from checkin_app.ui.reception import Reception
from checkin_app.ui.sounds import Sounds, SoundTrouble
from checkin_app.ui.wording import Sentence

PATIENCE_MS = 5_000
"""A sound system that has not answered after so long is told of; before that it is merely waking up."""
_FIRST_PAINTED_MS = 500
"""Loading what sounds need waits until the desk has been painted, unless a verdict comes first."""


class DeskSounds(QObject):
    """Plays what the table of the looks says, for whatever event is open."""

    changed = Signal()
    """Muted or not, or what can be heard."""

    def __init__(self, sounds: Sounds, *, patience_ms: int = PATIENCE_MS) -> None:
        super().__init__()
        self._sounds = sounds
        self._is_attending = False
        sounds.setParent(self)
        sounds.trouble_changed.connect(self.changed)
        self._waking = QTimer(self)
        self._waking.setSingleShot(True)
        self._waking.setInterval(_FIRST_PAINTED_MS)
        self._waking.timeout.connect(self._wake_up)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(self.changed)

    @property
    def is_muted(self) -> bool:
        """Whether the desk wants silence."""
        return self._sounds.is_muted

    @property
    def why_silent(self) -> Sentence | None:
        """Why nothing can be heard, apart from being muted; None if all is well, or will be in a moment."""
        is_waking = self._sounds.trouble is SoundTrouble.NO_ANSWER and not self._is_overdue()
        return None if is_waking else self._sounds.why_silent

    def attend(self, reception: Reception) -> None:
        """Play what this desk decides from now on."""
        reception.decided.connect(self._play_verdict)
        reception.undone.connect(self._play_undone)
        reception.redone.connect(self._play_redone)
        reception.saving_failed.connect(self._play_alarm)
        self._is_attending = True
        self._waking.start()

    def set(self, *, is_on: bool, volume: int) -> None:
        """Take over what this computer's settings say."""
        self._sounds.set_volume(volume)
        self._sounds.set_muted(not is_on)
        if self._is_attending:
            self._waking.start()
        self.changed.emit()

    @Slot(str)
    def play(self, name: str) -> None:
        """Let one sound be heard, to try it."""
        self._sounds.play(name)

    def close(self) -> None:
        """Let go of the sound system for good."""
        self._waking.stop()
        self._patience.stop()
        self._sounds.close()

    @Slot()
    def _wake_up(self) -> None:
        if not self._sounds.is_muted and self._sounds.prepare():
            self._patience.start()

    def _is_overdue(self) -> bool:
        return self._sounds.is_prepared and not self._patience.isActive()

    @Slot(object)
    def _play_verdict(self, verdict: Verdict) -> None:
        if not verdict.repeated:
            self._sounds.play(looks.look(verdict).sound)

    @Slot()
    def _play_undone(self) -> None:
        self._sounds.play(looks.TAKEN_BACK.sound)

    @Slot()
    def _play_redone(self) -> None:
        self._sounds.play(looks.PUT_BACK.sound)

    @Slot()
    def _play_alarm(self) -> None:
        self._sounds.play(looks.NOT_SAVED.sound)
