"""When keys were pressed, by the clock of the screen: it tells a scanner that stalled from a scan that was lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow

_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_CapsLock)


class Stopwatch(QObject):
    """Install it last, so that it sees a key first: it notes each press, whatever becomes of it."""

    def __init__(self) -> None:
        super().__init__()
        self.times: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt calls it so
        """Let everything pass."""
        if isinstance(event, QKeyEvent) and isinstance(watched, QWindow):
            is_press = event.type() == QEvent.Type.KeyPress and event.spontaneous()
            if is_press and event.key() not in _MODIFIERS:
                self.times.append(event.timestamp())
        return False


def longest_gaps(times: Sequence[int], keys_of_scans: Sequence[Sequence[str]]) -> list[int]:
    """For each scan the longest time between two of its keys, in milliseconds; `times` has one of every key."""
    assert len(times) == sum(map(len, keys_of_scans)), "keys are missing, or came twice"
    rest: Iterator[int] = iter(times)
    of_each = [[next(rest) for _ in keys] for keys in keys_of_scans]
    return [max((later - earlier for earlier, later in pairwise(of)), default=0) for of in of_each]


@dataclass
class Tally:
    """What was played and what became of it, over all tests of a run."""

    sent: int = 0
    told: int = 0
    lost: int = 0
    doubled: int = 0
    stalled: int = 0
    batches: int = 0
    repeated: int = 0
    changed: int = 0
    slowest_ms: int = 0

    def __str__(self) -> str:
        return (
            f"scans sent {self.sent}, told {self.told}, lost {self.lost}, doubled {self.doubled}; "
            f"the keyboard stalled in {self.stalled} (longest {self.slowest_ms} ms), "
            f"so {self.repeated} of {self.batches} batches were played again; "
            f"batches that changed something {self.changed}"
        )
