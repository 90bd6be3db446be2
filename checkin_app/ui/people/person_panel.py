"""Everything about one person of the roster, beside the table or, where there is little room, over it."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from checkin_app.domain.checkin import Entry
from checkin_app.domain.event import Event
from checkin_app.domain.participant import Participant
from checkin_app.services.roster import HistoryLine, Person
from checkin_app.ui import roster_wording
from checkin_app.ui.chip import Chip, category_colour
from checkin_app.ui.chip_row import ChipRow
from checkin_app.ui.icons import ButtonIcon, IconLabel
from checkin_app.ui.labels import FittedLabel, Letters, label
from checkin_app.ui.people.person_badge import PersonBadge
from checkin_app.ui.people.person_days import PersonDays
from checkin_app.ui.people.person_details import PersonDetails
from checkin_app.ui.people.person_history import PersonHistory
from checkin_app.ui.segments import Segments

_NAME = Letters(largest=24, smallest=15)


class Part(StrEnum):
    """What the panel can show of somebody."""

    DETAILS = "Details"
    DAYS = "Attendance"
    BADGE = "Badge"
    HISTORY = "History"


class PersonPanel(QFrame):
    """Empty until somebody is chosen. `part_wanted` asks for what a part shows: the id, and which."""

    part_wanted = Signal(str, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._person: Person | None = None
        self._event: Event | None = None
        self._part = Part.DETAILS
        self._is_new = False
        self._make()
        self._arrange()
        self._connect()
        self.show_nobody()

    def _make(self) -> None:
        self.setProperty("role", "panel")
        self.setObjectName("personPanel")
        self.setAccessibleName("The chosen person")
        self._name = FittedLabel("title", _NAME)
        self._name.setObjectName("personName")
        self._chips = ChipRow()
        self._close = QToolButton()
        self._close.setProperty("role", "plain")
        self._close.setObjectName("closePanel")
        self._close.setAccessibleName("Close")
        self._close.setToolTip("Close   Esc")
        ButtonIcon(self._close, "x", "text", 18)
        self._parts = Segments([(part, part.value) for part in Part], "What is shown")
        self.details = PersonDetails()
        self.badge = PersonBadge()
        self._days = PersonDays()
        self._history = PersonHistory()
        self._said = label("muted", wraps=True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._areas = {
            Part.DETAILS: _scrolling(self.details),
            Part.DAYS: _scrolling(self._days),
            Part.BADGE: _scrolling(self.badge),
            Part.HISTORY: _scrolling(self._history),
        }
        self._nobody = QWidget()

    def _arrange(self) -> None:
        nobody = QVBoxLayout(self._nobody)
        nobody.setContentsMargins(28, 12, 28, 12)
        nobody.addStretch(1)
        nobody.addWidget(IconLabel("user", "muted", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        nobody.addWidget(self._said)
        nobody.addStretch(2)
        head = QHBoxLayout()
        head.setContentsMargins(19, 6, 12, 0)
        head.addWidget(self._name, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        facts = QVBoxLayout()
        facts.setContentsMargins(19, 0, 19, 0)
        facts.setSpacing(10)
        facts.addWidget(self._chips)
        facts.addWidget(self._parts)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 8, 1, 8)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(facts)
        column.addWidget(self._stack, 1)
        column.addWidget(self.details.footer)
        for widget in (*self._areas.values(), self._nobody):
            self._stack.addWidget(widget)

    def _connect(self) -> None:
        self._parts.chosen.connect(self.show_part)
        self._close.clicked.connect(self.closed)
        self.badge.asked.connect(self._bring_into_sight)

    # -- showing ---------------------------------------------------------------------------------------------

    @property
    def participant(self) -> str:
        """The id of who is shown; empty for nobody, and for somebody new."""
        return self._person.participant.id if self._person else ""

    @property
    def is_new(self) -> bool:
        """Whether somebody new is being described."""
        return self._is_new

    def end_new(self) -> None:
        """Give up describing somebody new."""
        self._is_new = False

    def focus_first(self) -> None:
        """Put the caret where editing begins."""
        self.show_part(Part.DETAILS)
        self.details.focus_first()

    def show_closing(self, *, can_close: bool) -> None:
        """Offer to close it, where it lies over the table."""
        self._close.setVisible(can_close)

    def show_nobody(self, why: str = roster_wording.CHOOSE_SOMEBODY) -> None:
        """Say what the panel is for."""
        self._person, self._is_new = None, False
        self._said.setText(why)
        self._name.show_text("")
        self._chips.hide()
        self._parts.hide()
        self._stack.setCurrentWidget(self._nobody)
        self.details.footer.hide()

    def show_person(self, person: Person, event: Event) -> None:
        """Show one person, in the part that was chosen last."""
        self._person, self._event, self._is_new = person, event, False
        participant = person.participant
        self._name.show_text(participant.name)
        self._chips.show_chips(_chips(person, event))
        self._parts.show()
        self.details.show_person(participant, event)
        self.badge.show_person(person, event)
        self.show_part(self._part)

    def begin_new(self, event: Event) -> None:
        """An empty form for somebody who is not on the roster yet."""
        self._person, self._event, self._is_new = None, event, True
        self._name.show_text("New person")
        self._chips.hide()
        self._parts.hide()
        self.details.show_person(Participant(id=""), event)
        self._stack.setCurrentWidget(self._areas[Part.DETAILS])
        self.details.footer.show()
        self.details.focus_first()

    @Slot(object)
    def show_part(self, part: Part) -> None:
        """Show another part of the same person."""
        self._part = part
        self._parts.show_choice(part)
        if self._person is not None:
            self._stack.setCurrentWidget(self._areas[part])
            self.details.footer.setVisible(part is Part.DETAILS)
            self.part_wanted.emit(self.participant, part)

    def show_entries(self, participant: str, entries: Sequence[Entry]) -> None:
        """The attendance that was asked for, if its person is still shown."""
        if self._person is not None and self._event is not None and participant == self.participant:
            self._days.show_entries(self._person.participant, entries, self._event)

    def show_history(self, participant: str, lines: Sequence[HistoryLine]) -> None:
        """The history that was asked for, if its person is still shown."""
        if self._event is not None and participant == self.participant:
            self._history.show_lines(lines, self._event)

    @Slot(QWidget)
    def _bring_into_sight(self, widget: QWidget) -> None:
        area = self._areas[self._part]
        QTimer.singleShot(0, area, partial(area.ensureWidgetVisible, widget))  # its place is known only then

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the table."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _chips(person: Person, event: Event) -> list[Chip]:
    participant = person.participant
    chips = (
        [Chip(participant.category, category_colour(event, participant.category))]
        if participant.category
        else []
    )
    if person.is_inside:
        chips.append(Chip("Inside now"))
    if participant.walk_in:
        chips.append(Chip("Walk-in"))
    return chips


def _scrolling(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(page)
    return area
