"""The pauses of the window's thread, and what each was spent on: its own work, waiting for a processor, or for a lock."""

import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer

from tests.benchmarks.figures import MS, Figure

_BEAT_MS = 1
_GOAL_MS = 16


@dataclass(frozen=True, slots=True)
class Beat:
    """Milliseconds between two beats, those of them in which the thread worked, and in which no processor was free."""

    lasted: float
    worked: float
    queued: float

    @property
    def locked(self) -> float:
        """What remains but for the beat itself: waiting for Python's lock, the disk or another thread."""
        return max(0.0, self.lasted - self.worked - self.queued - _BEAT_MS)

    @property
    def ours(self) -> float:
        """What was not the machine's fault."""
        return self.lasted - self.queued


class Heart:
    """Beats in the thread that made it, by a timer of one millisecond."""

    def __init__(self) -> None:
        self.beats: list[Beat] = []
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._last = self._now()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    @contextmanager
    def beating(self) -> Iterator[None]:
        """While the block runs, which has an event loop in it."""
        self._last = self._now()
        self._timer.start(_BEAT_MS)
        yield
        self._timer.stop()

    def _beat(self) -> None:
        now = self._now()
        self.beats.append(Beat(*(after - before for before, after in zip(self._last, now, strict=True))))
        self._last = now

    def _now(self) -> tuple[float, float, float]:
        queued = 0.0
        if os.path.exists(self._schedule):  # noqa: PTH110  # a thousand times a second
            queued = int(self._schedule.read_bytes().split()[1]) / 1e6
        return time.perf_counter() * MS, time.thread_time() * MS, queued


def pauses(what: str, meanwhile: Sequence[Beat], quiet: Sequence[Beat]) -> list[Figure]:
    """The pauses while something went on, beside those of the same window when nothing did."""
    longest = max(meanwhile, key=lambda beat: beat.ours)
    return [
        Figure(f"window's longest pause, {what}", max(beat.lasted for beat in meanwhile), None, _GOAL_MS),
        Figure("  99.9 of 100 pauses", _per_mille(meanwhile), None, _GOAL_MS),
        Figure("  the longest but for waiting for a processor", longest.ours, None, _GOAL_MS),
        Figure("    of which the window's own work", longest.worked, None, _GOAL_MS),
        Figure("    of which waiting for a lock", longest.locked, None, _GOAL_MS),
        Figure("  nothing going on: longest", max(beat.lasted for beat in quiet), None, _GOAL_MS),
        Figure("  nothing going on: 99.9 of 100", _per_mille(quiet), None, _GOAL_MS),
        Figure(
            "  nothing going on: longest but for a processor",
            max(beat.ours for beat in quiet),
            None,
            _GOAL_MS,
        ),
    ]


def _per_mille(beats: Sequence[Beat]) -> float:
    return sorted(beat.lasted for beat in beats)[int(len(beats) * 0.999)]
