"""The sounds of the verdicts: played by name, never in the way; where nothing can be heard, it says why."""

import threading
from collections.abc import Mapping
from concurrent.futures import Future
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from checkin_app.ui.sound_effect import Effect, QtSound, SystemSound, player
from checkin_app.ui.wording import Sentence

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaDevices


class SoundTrouble(StrEnum):
    """Why nothing can be heard, apart from being muted."""

    NO_ANSWER = "no answer"
    NO_DEVICE = "no device"
    NO_LIBRARY = "no library"
    NO_FILE = "no file"
    """One that cannot be played counts as missing."""


TROUBLES: Mapping[SoundTrouble, Sentence] = {
    SoundTrouble.NO_ANSWER: Sentence(
        "The sound system of this computer has not answered yet.",
        "The desk works without it; sounds come when it answers.",
    ),
    SoundTrouble.NO_DEVICE: Sentence(
        "No loudspeaker was found.", "Plug one in, or headphones: sounds come without a restart."
    ),
    SoundTrouble.NO_LIBRARY: Sentence(
        "This computer lacks a part that sounds need.",
        "On Debian and Ubuntu install libpulse0, then start the program again.",
    ),
    SoundTrouble.NO_FILE: Sentence(
        "A sound that belongs to the program is missing or damaged.", "Install the program again."
    ),
}
"""What the Settings page says."""

_LOOK_EVERY_MS = 50


def strength(percent: int) -> float:
    """The part of full amplitude at a volume of 0 to 100; ears find half of it about half as loud."""
    return (min(max(percent, 0), 100) / 100) ** 2


def _meet(answer: "Future[str]") -> None:
    """Answer when the sound system does: with nothing if all is well, else with what is missing."""
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError as reason:
        answer.set_result(str(reason) or "QtMultimedia")
    else:
        QMediaDevices.audioOutputs()
        answer.set_result("")


class Sounds(QObject):
    """Plays `<name>.wav` of a folder.

    The sound system is met on a thread of its own, for one that hangs lets whoever asks first wait as long as it
    hangs. That thread knows none of our objects: it may outlive them. Until the sound system has answered, and
    wherever it is missing, playing is silence.
    """

    trouble_changed = Signal()

    def __init__(self, folder: Path, *, volume: int = 80, muted: bool = False) -> None:
        super().__init__()
        self._folder = folder
        self._volume = volume
        self._is_muted = muted
        self._trouble: SoundTrouble | None = SoundTrouble.NO_ANSWER
        self._detail = ""
        self._answer: Future[str] | None = None
        self._is_closed = False
        self._devices: QMediaDevices | None = None
        self._effects: dict[str, Effect] = {}
        self._look_for_answer = QTimer(self)
        self._look_for_answer.setInterval(_LOOK_EVERY_MS)
        self._look_for_answer.timeout.connect(self._set_up)

    @property
    def is_prepared(self) -> bool:
        """Whether the sound system was asked; it may not have answered yet."""
        return self._answer is not None

    @property
    def volume(self) -> int:
        """0 to 100."""
        return self._volume

    @property
    def is_muted(self) -> bool:
        """Whether the desk wants silence."""
        return self._is_muted

    @property
    def trouble(self) -> SoundTrouble | None:
        """Why nothing can be heard; None if all is well."""
        return self._trouble

    @property
    def detail(self) -> str:
        """What the system or the missing file is called, for whoever mends it; empty if all is well."""
        return self._detail

    @property
    def why_silent(self) -> Sentence | None:
        """What the Settings page says about the trouble; None if all is well."""
        return TROUBLES[self._trouble] if self._trouble else None

    def prepare(self) -> bool:
        """Meet the sound system and load the sounds, in the background; whether this is the first time."""
        if self._answer is not None or self._is_closed:
            return False
        self._answer = Future()
        threading.Thread(target=_meet, args=(self._answer,), name="sound system", daemon=True).start()
        self._look_for_answer.start()
        return True

    def play(self, name: str) -> None:
        """Begin a sound and return at once; an empty name is silence.

        What cannot be heard now is not heard later either.
        """
        if not name or self._is_muted:
            return
        self.prepare()
        if self._trouble not in (None, SoundTrouble.NO_FILE):
            return
        effect = self._effects.get(name)
        if effect is None:
            self._change(SoundTrouble.NO_FILE, name)
            return
        effect.play()

    def set_volume(self, percent: int) -> None:
        """Set the volume, 0 to 100."""
        self._volume = percent
        for effect in self._effects.values():
            effect.set_strength(strength(percent))

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001  # a slot of a switch
        """Want silence, or sounds again; what is being played falls silent."""
        self._is_muted = muted
        if muted:
            for effect in self._effects.values():
                effect.silence()

    def close(self) -> None:
        """Let go of the sound system; nothing is played any more."""
        self._is_closed = True
        self._look_for_answer.stop()
        for effect in self._effects.values():
            effect.close()
        self._effects.clear()
        self._devices = None
        self._change(SoundTrouble.NO_ANSWER)

    @Slot()
    def _set_up(self) -> None:
        if self._answer is None or not self._answer.done():
            return
        self._look_for_answer.stop()
        missing = self._answer.result()
        if missing:
            self._change(SoundTrouble.NO_LIBRARY, missing)
            return
        from PySide6.QtMultimedia import QMediaDevices

        self._devices = QMediaDevices()
        self._devices.audioOutputsChanged.connect(self._judge)
        self._judge()

    @Slot()
    def _judge(self) -> None:
        """Find out whether there is something to be heard with, and something to be heard."""
        if self._devices is None:
            return
        if not self._devices.audioOutputs():
            self._change(SoundTrouble.NO_DEVICE)
            return
        if not self._effects:
            self._load()
        broken = [name for name, effect in self._effects.items() if effect.is_broken]
        if broken or not self._effects:
            self._change(SoundTrouble.NO_FILE, ", ".join(broken) or str(self._folder))
        else:
            self._change(None)

    def _load(self) -> None:
        """Only where there is an output: Qt warns of each sound that it cannot send anywhere."""
        program = player()
        for file in sorted(self._folder.glob("*.wav")):
            effect = SystemSound(file, program) if program else QtSound(file, self, self._judge)
            effect.set_strength(strength(self._volume))
            self._effects[file.stem] = effect

    def _change(self, trouble: SoundTrouble | None, detail: str = "") -> None:
        if (trouble, detail) != (self._trouble, self._detail):
            self._trouble, self._detail = trouble, detail
            self.trouble_changed.emit()
