"""One sound that can be played: by a small program of the system where there is one, else by Qt.

Qt 6.11 plays through PulseAudio in a way that now and then destroys, on its audio thread, what the window still listens
to; the window hangs then (seen in one of some hundred sounds on a busy computer). A process of its own cannot do that.
"""

import contextlib
import shutil
import subprocess
import time
import wave
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QUrl

LONGEST_S = 5.0
"""No sound of ours is so long: what still plays then waits for a sound system that hangs, and is ended."""
_MOST = 3
"""Programs at a time for one sound."""
_WAIT_S = 1.0


class Effect(Protocol):
    """What is needed of a sound."""

    @property
    def is_playing(self) -> bool:
        """Whether it can be heard now."""
        ...

    @property
    def is_broken(self) -> bool:
        """Whether its file cannot be played."""
        ...

    def play(self) -> None:
        """Begin and return at once; one that is being played goes on instead."""
        ...

    def set_strength(self, part: float) -> None:
        """Which part of full amplitude the next one has, 0 to 1."""
        ...

    def silence(self) -> None:
        """Be heard no more, this time."""
        ...

    def close(self) -> None:
        """Let go of the sound system."""
        ...


Words = Callable[[str, float], list[str]]
"""The arguments for a file and an amplitude."""
PLAYERS: Mapping[str, Words] = {
    # PulseAudio's scale is cubic: https://www.freedesktop.org/wiki/Software/PulseAudio/Documentation/Developer/Volumes/
    "paplay": lambda file, part: [
        "--latency-msec=60",
        f"--volume={round(65_536 * part ** (1 / 3))}",
        file,
    ],
    "pw-play": lambda file, part: [f"--volume={part:.4f}", file],
}
"""The programs that play a file, the better one first, and how they are called."""


def player() -> str:
    """The program of this system that plays sounds; empty where there is none, as on Windows and macOS."""
    return next((found for name in PLAYERS if (found := shutil.which(name))), "")


class SystemSound:
    """Played by a program of the system; whatever becomes of that, the window does not wait for it."""

    def __init__(self, file: Path, program: str) -> None:
        self._file = file
        self._program = program
        self._words = PLAYERS[Path(program).name]
        self._part = 1.0
        self._lasts = _seconds(file)
        self._running: list[tuple[subprocess.Popen[bytes], float]] = []

    @property
    def is_playing(self) -> bool:
        """See Effect."""
        return any(time.monotonic() - began < self._lasts for _, began in self._at_work())

    @property
    def is_broken(self) -> bool:
        """See Effect."""
        return not self._lasts

    def play(self) -> None:
        """See Effect."""
        if self.is_playing or len(self._at_work()) >= _MOST:
            return
        call = [self._program, *self._words(str(self._file), self._part)]
        nothing = subprocess.DEVNULL
        with contextlib.suppress(OSError):  # no memory for a process: no sound, but the desk goes on
            process = subprocess.Popen(call, stdin=nothing, stdout=nothing, stderr=nothing)  # noqa: S603  # our own call
            self._running.append((process, time.monotonic()))

    def set_strength(self, part: float) -> None:
        """See Effect."""
        self._part = part

    def silence(self) -> None:
        """See Effect."""
        for process, _ in self._at_work():
            _end(process)
        self._running.clear()

    def close(self) -> None:
        """See Effect."""
        self.silence()

    def _at_work(self) -> list[tuple[subprocess.Popen[bytes], float]]:
        """What has not ended yet: a program takes its time to end, and waits for a sound system that hangs."""
        self._running = [(process, began) for process, began in self._running if process.poll() is None]
        for process, began in self._running:
            if time.monotonic() - began >= LONGEST_S:
                _end(process)
        return self._running


class QtSound:
    """Played by Qt. It is never stopped or begun anew while it plays: both invite the fault that is told of above."""

    def __init__(self, file: Path, parent: QObject, changed: Callable[[], None]) -> None:
        from PySide6.QtMultimedia import QSoundEffect

        self._effect = QSoundEffect(parent)
        self._effect.statusChanged.connect(changed)
        self._effect.setSource(QUrl.fromLocalFile(str(file)))

    @property
    def is_playing(self) -> bool:
        """See Effect."""
        return self._effect.isPlaying()

    @property
    def is_broken(self) -> bool:
        """See Effect."""
        return self._effect.status() is self._effect.Status.Error

    def play(self) -> None:
        """See Effect."""
        self._effect.setMuted(False)
        if not self._effect.isPlaying():
            self._effect.play()

    def set_strength(self, part: float) -> None:
        """See Effect."""
        self._effect.setVolume(part)

    def silence(self) -> None:
        """See Effect."""
        self._effect.setMuted(True)

    def close(self) -> None:
        """See Effect."""
        self.silence()
        if not self._effect.isPlaying():
            self._effect.deleteLater()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(_WAIT_S)


def _seconds(file: Path) -> float:
    """How long a sound lasts; 0 for one that cannot be played."""
    try:
        with wave.open(str(file)) as sound:
            return sound.getnframes() / sound.getframerate()
    except (OSError, EOFError, wave.Error):
        return 0.0
