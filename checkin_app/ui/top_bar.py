"""The bar on top of every page: which event, which desk, what time, what is scanned for, and which way people go."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from checkin_app.domain.checkin import Direction
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.ui import wording
from checkin_app.ui.checkpoint_box import CheckpointBox
from checkin_app.ui.device_faces import sound_face
from checkin_app.ui.device_pill import DevicePill
from checkin_app.ui.labels import ElidedLabel, hint, label
from checkin_app.ui.segments import Segments

_LEAST_NAME = 185
"""Logical pixels for the event's name, however little room there is."""
_LEAST_NAME_WHILE_PAUSED = 66
"""The same while the bar has to say that scans go elsewhere, which matters more."""


class TopBar(QFrame):
    """Shows values; what staff choose here are wishes."""

    checkpoint_chosen = Signal(object)
    automatic_requested = Signal()
    direction_chosen = Signal(object)
    activation_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self.setProperty("role", "topbar")
        self._event = ElidedLabel("eventname")
        self._desk = ElidedLabel("caption")
        self._leave_names(_LEAST_NAME)
        self._clock = label("clock")
        self._clock.setAccessibleName("Time")
        self._paused = QPushButton("Scanner paused — click here")
        self._paused.setObjectName("scannerPaused")
        self._paused.setProperty("role", "pill")
        self._paused.setToolTip(hint("Another program has the keyboard, so scans go there."))
        self._paused.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._paused.hide()
        self._box = CheckpointBox()
        ways = ((Direction.ENTRY, "Entry"), (Direction.EXIT, "Exit"))
        self._way = Segments(ways, "Entry or exit", tall=True)
        self.camera = DevicePill("cameraPill", None)
        self.sound = DevicePill("soundPill", sound_face(is_muted=False, why_silent=None))

    def _arrange(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self._event)
        names.addWidget(self._desk)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 9, 20, 9)
        row.setSpacing(16)
        row.addLayout(names, 4)
        row.addWidget(self._paused)
        row.addWidget(self._clock)
        row.addWidget(self._box, 6)
        row.addWidget(self._way)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(8)
        self._pills.addWidget(self.camera)
        self._pills.addWidget(self.sound)
        row.addLayout(self._pills)

    def _connect(self) -> None:
        self._box.checkpoint_chosen.connect(self.checkpoint_chosen)
        self._box.automatic_requested.connect(self.automatic_requested)
        self._way.chosen.connect(self.direction_chosen)
        self._paused.clicked.connect(self.activation_requested)

    def _leave_names(self, least: int) -> None:
        for name in (self._event, self._desk):
            name.setMinimumWidth(least)

    def add_pill(self, pill: QWidget) -> None:
        """Have one more that tells how a device does."""
        self._pills.addWidget(pill)

    def show_event(self, event: Event, desk: str, now: datetime) -> None:
        """Show the event and its programme."""
        self._event.show_text(event.name)
        self._desk.show_text(f"{desk} · {wording.short_date(event.event_date(now))}")
        self._box.show_programme(event)

    def show_time(self, event: Event, now: datetime) -> None:
        """Show the time on the event's clocks."""
        self._clock.setText(wording.time_of_day(event, now))

    def show_checkpoint(self, event: Event, checkpoint: Checkpoint | None, *, by_hand: bool) -> None:
        """Show what is scanned for."""
        self._box.show_checkpoint(event, checkpoint, by_hand=by_hand)

    def show_paused(self, *, is_paused: bool) -> None:
        """Say that scans do not arrive here, as long as they do not."""
        self._paused.setVisible(is_paused)
        self._leave_names(_LEAST_NAME_WHILE_PAUSED if is_paused else _LEAST_NAME)

    def show_direction(self, direction: Direction) -> None:
        """Show which way people go."""
        self._way.show_choice(direction)
