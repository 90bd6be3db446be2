"""The panel beside the timeline: the chosen session with its people, else the day, or the event."""

from datetime import date
from enum import IntEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from checkin_app.domain.event import Day, Event, Session
from checkin_app.services.programme import Overview
from checkin_app.ui import wording
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import ElidedLabel
from checkin_app.ui.programme.day_form import DayForm
from checkin_app.ui.programme.event_form import EventForm
from checkin_app.ui.programme.field_grid import scrolling
from checkin_app.ui.programme.registered_people import RegisteredPeople
from checkin_app.ui.programme.session_form import SessionForm
from checkin_app.ui.segments import Segments


class Showing(IntEnum):
    """What the panel is about, in the order of its pages."""

    NOTHING = 0
    DAY = 1
    SESSION = 2
    PEOPLE = 3
    EVENT = 4


class SidePanel(QFrame):
    """Holds the forms; their wishes are connected by the page."""

    closed = Signal()
    people_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.session_form, self.people_list = SessionForm(), RegisteredPeople()
        self.day_form, self.event_form = DayForm(), EventForm()
        self._code = ""
        self._make()
        self._arrange()
        self._segments.chosen.connect(self._turn)
        self._close.clicked.connect(self.closed)

    def _make(self) -> None:
        self.setProperty("role", "panel")
        self.setObjectName("programmePanel")
        self._heading = ElidedLabel("heading")
        self._close = QToolButton()
        self._close.setObjectName("closePanel")
        self._close.setProperty("role", "plain")
        self._close.setAccessibleName("Close, and show the day")
        self._close.setToolTip("Close")
        ButtonIcon(self._close, "x", "muted", 18)
        self._segments = Segments(((Showing.SESSION, "Details"), (Showing.PEOPLE, "People")), "What is shown")
        self._stack = QStackedWidget()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(17, 0, 10, 0)
        head.addWidget(self._heading, 1)
        head.addWidget(self._close)
        self._turns = QWidget()
        turns = QHBoxLayout(self._turns)
        turns.setContentsMargins(17, 0, 17, 0)
        turns.addWidget(self._segments)
        turns.addStretch(1)
        for page in (
            QWidget(),
            scrolling(self.day_form),
            scrolling(self.session_form),
            self.people_list,
            scrolling(self.event_form),
        ):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 10, 1, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._turns)
        column.addWidget(self._stack, 1)

    @property
    def showing(self) -> Showing:
        """What it is about."""
        return Showing(self._stack.currentIndex())

    def show_nothing(self) -> None:
        """There is no day yet."""
        self._head("", may_close=False)
        self._turn_to(Showing.NOTHING)

    def show_event(self, event: Event) -> None:
        """Show what is said about the whole event."""
        self._head("Event and categories", may_close=True)
        self.event_form.show_event(event)
        self._turn_to(Showing.EVENT)

    def show_day(self, overview: Overview, day: Day) -> None:
        """Show a day."""
        self._head(wording.day_heading(overview.event, day), may_close=False)
        self.day_form.show_day(overview.event, day, overview.of(day.date))
        self._turn_to(Showing.DAY)

    def show_session(self, overview: Overview, on: date, session: Session) -> None:
        """Show a session, or the people on its list if that was looked at before."""
        self._head(session.title, may_close=True)
        numbers = overview.of(on, session.code)
        self.session_form.show_session(overview.event, session, numbers)
        self.people_list.show_session(session, numbers)
        self._segments.button(Showing.PEOPLE).setText(
            f"People ({numbers.registered})" if numbers.registered else "People"
        )
        if session.code != self._code:
            self._code = session.code
            self.people_list.forget()
        self._turn_to(Showing.PEOPLE if self.showing is Showing.PEOPLE else Showing.SESSION)
        if self.showing is Showing.PEOPLE:
            self.people_requested.emit(session.code)

    def show_people(self) -> None:
        """Turn to the people of the session that is shown."""
        self._turn(Showing.PEOPLE)

    def _head(self, text: str, *, may_close: bool) -> None:
        self._heading.show_text(text)
        self._close.setVisible(may_close)

    def _turn_to(self, showing: Showing) -> None:
        is_session = showing in {Showing.SESSION, Showing.PEOPLE}
        self._turns.setVisible(is_session)
        if is_session:
            self._segments.show_choice(showing)
        self._stack.setCurrentIndex(showing)

    @Slot(object)
    def _turn(self, showing: Showing) -> None:
        self._turn_to(showing)
        if showing is Showing.PEOPLE:
            self.people_requested.emit(self._code)
