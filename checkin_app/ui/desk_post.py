"""Where this desk stands: the checkpoint it scans for, by the clock or chosen by hand, and which way people go."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from checkin_app.domain.checkin import Direction
from checkin_app.domain.event import Checkpoint, Event

_TICK_MS = 5_000


class DeskPost(QObject):
    """Follows the programme by the clock and its room until somebody chooses by hand; `now` gives UTC."""

    moved = Signal()
    turned = Signal()
    programme_learned = Signal()

    def __init__(
        self, event: Event, now: Callable[[], datetime], room: str = "", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._event = event
        self._now = now
        self._room = room
        self._chosen: Checkpoint | None = None
        self._direction = Direction.ENTRY
        self._checkpoint = self._by_clock()
        self._ticker = QTimer(self)
        self._ticker.timeout.connect(self.tick)
        self._ticker.start(_TICK_MS)

    @property
    def programme(self) -> Event:
        """The programme as the desk knows it."""
        return self._event

    @property
    def checkpoint(self) -> Checkpoint | None:
        """What is scanned for; None outside the days of the event."""
        return self._checkpoint

    @property
    def is_by_hand(self) -> bool:
        """Whether somebody chose it."""
        return self._chosen is not None

    @property
    def direction(self) -> Direction:
        """Whether people come or go."""
        return self._direction

    @property
    def room(self) -> str:
        """The room whose sessions the desk follows; empty for the entrance."""
        return self._room

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self._now()

    @Slot()
    def tick(self) -> None:
        """Follow the clock."""
        if self._chosen is None:
            self._move(self._by_clock())

    @Slot(object)
    def choose(self, checkpoint: Checkpoint) -> None:
        """Stay at that checkpoint whatever the clock says."""
        self._chosen = checkpoint
        self._move(checkpoint, always=True)

    @Slot()
    def follow_clock(self) -> None:
        """Go back to automatic."""
        self._chosen = None
        self._move(self._by_clock(), always=True)

    def step(self, steps: int) -> None:
        """Choose the next checkpoint of the programme by hand, or the one before."""
        listed = list(self._event.checkpoints())
        if listed:
            here = listed.index(self._checkpoint) if self._checkpoint in listed else -1 if steps > 0 else 0
            self.choose(listed[(here + steps) % len(listed)])

    @Slot(object)
    def turn(self, direction: Direction) -> None:
        """Scan people in, or out."""
        if direction is not self._direction:
            self._direction = direction
            self.turned.emit()

    def learn(self, event: Event) -> None:
        """The programme may have changed; a choice by hand that is gone gives way to the clock."""
        if event == self._event:
            return
        self._event = event
        self.programme_learned.emit()
        if self._chosen not in set(event.checkpoints()):
            self._chosen = None
        self._move(self._chosen or self._by_clock(), always=True)

    def stand_in(self, room: str) -> None:
        """The desk was put into another room."""
        self._room = room
        self.tick()

    def _by_clock(self) -> Checkpoint | None:
        return self._event.checkpoint_at(self._now(), self._room)

    def _move(self, checkpoint: Checkpoint | None, *, always: bool = False) -> None:
        if always or checkpoint != self._checkpoint:
            self._checkpoint = checkpoint
            self.moved.emit()
