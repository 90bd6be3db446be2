"""The programme: days on the left, the day's sessions on a timeline, and what is chosen to be edited beside it."""

from datetime import date, time

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from checkin_app.domain.event import Day, Event, Session
from checkin_app.domain.programme_conflicts import conflicts
from checkin_app.services.programme import Overview, ProgrammeService
from checkin_app.services.roster import RosterService
from checkin_app.ui import theme, wording
from checkin_app.ui.background import Background
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.file_dialogs import SYSTEM, FileDialogs
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import ElidedLabel, label
from checkin_app.ui.programme.act_bar import ActBar
from checkin_app.ui.programme.acts import ProgrammeActs
from checkin_app.ui.programme.conflict_list import ConflictList
from checkin_app.ui.programme.day_list import DayList
from checkin_app.ui.programme.file_exchange import FileExchange
from checkin_app.ui.programme.programme_editor import ProgrammeEditor
from checkin_app.ui.programme.quick_add import QuickAdd
from checkin_app.ui.programme.side_panel import SidePanel
from checkin_app.ui.programme.timeline import Timeline

_PANEL, _DAYS, _SLIM_DAYS = 330, 204, 156
_ROOMY = 1_150
_TICK_MS = 20_000


class ProgrammePage(QWidget):
    """Shows what the programme service tells; wishes for changes go through the editor, which asks before it harms."""

    def __init__(
        self,
        programme: ProgrammeService,
        roster: RosterService,
        background: Background,
        changes: Changes,
        post: DeskPost,
        dialogs: FileDialogs = SYSTEM,
    ) -> None:
        super().__init__()
        self._post = post
        self._overview: Overview | None = None
        self._on: date | None = None
        self._acts = ProgrammeActs(programme, roster, background, changes, post)
        self._acts.setParent(self)
        self._make()
        self._files = FileExchange(self, background, self._bar, dialogs)
        self._editor = ProgrammeEditor(self._acts, self._bar, self._panel, self)
        self._arrange()
        self._connect(changes)

    def _make(self) -> None:
        self._about = ElidedLabel("muted")
        self._event_button = _button("Event and categories", "settings", "editEvent")
        self._bring_in = _button("Bring in …", "file-input", "bringIn")
        self._bring_in.setToolTip("Take the programme from a file")
        self._save = _button("Save as …", "file-output", "saveProgramme")
        self._save.setToolTip("Write the programme to a file")
        self._bar = ActBar()
        self._days = DayList()
        self._quick = QuickAdd()
        self._timeline = Timeline()
        self._conflicts = ConflictList()
        self._panel = SidePanel()
        self._tick = QTimer(self)
        self._tick.start(_TICK_MS)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label("title", "Programme"))
        head.addWidget(self._about, 1)
        for button in (self._event_button, self._bring_in, self._save):
            head.addWidget(button)
        middle = QVBoxLayout()
        middle.setSpacing(10)
        middle.addWidget(self._quick)
        middle.addWidget(self._timeline, 1)
        middle.addWidget(self._conflicts)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self._days)
        body.addLayout(middle, 1)
        body.addWidget(self._panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addLayout(body, 1)
        self._panel.setFixedWidth(theme.scaled(_PANEL))

    def _connect(self, changes: Changes) -> None:
        acts, timeline, panel = self._acts, self._timeline, self._panel
        acts.learned.connect(self._show)
        acts.people_learned.connect(self._show_people)
        acts.found.connect(panel.people_list.show_found)
        self._days.day_chosen.connect(self.show_day)
        self._days.addition_requested.connect(self._editor.add_day)
        self._quick.described.connect(self._editor.add_session)
        timeline.session_chosen.connect(self._choose)
        timeline.shift_requested.connect(self._editor.shift)
        timeline.removal_requested.connect(self._editor.remove_session)
        timeline.gap_chosen.connect(self._quick.begin)
        panel.closed.connect(self._close_panel)
        self._editor.went_to.connect(self._go_to)
        self._editor.line_taken.connect(self._quick.clear)
        self._editor.line_taken.connect(timeline.reveal)
        self._conflicts.session_chosen.connect(self._show_conflict)
        self._event_button.clicked.connect(self._show_event)
        self._bring_in.clicked.connect(self._bring_in_file)
        self._save.clicked.connect(self._save_file)
        self._files.read.connect(self._editor.bring_in)
        self._post.moved.connect(self._show_where_we_are)
        self._post.programme_learned.connect(acts.ask)
        self._tick.timeout.connect(self._show_now)
        self._freshness = Freshness(
            self, acts.ask, changes.programme_changed, changes.people_changed, changes.attendance_changed
        )

    # -- undo, as the window's keys ask for it ---------------------------------------------------------------

    @Slot()
    def undo(self) -> None:
        """Take back what was done last on this page."""
        self._acts.undo_last()

    @Slot()
    def redo_last(self) -> None:
        """Do it again."""
        self._acts.redo_last()

    # -- showing ---------------------------------------------------------------------------------------------

    @Slot(object)
    def _show(self, overview: Overview) -> None:
        self._overview = overview
        event = overview.event
        self._about.show_text(wording.event_about(event))
        if self._on is None or event.day(self._on) is None:
            self._on = self._usual_day(event)
        self._editor.know(overview, self._on)
        self._days.show_days(event, self._on)
        self._quick.show_event(event, can_add=self._on is not None)
        registered = {checkpoint: numbers.registered for checkpoint, numbers in overview.numbers.items()}
        found = conflicts(event, registered)
        self._clashing = {code for each in found for code in (each.code, each.other) if code}
        self._conflicts.show_conflicts(event, found)
        self._show_day()

    def _usual_day(self, event: Event) -> date | None:
        """Today if it is a day of the event, else the first one."""
        today = event.event_date(self._post.now())
        if event.day(today):
            return today
        return event.days[0].date if event.days else None

    @Slot(object)
    def show_day(self, on: date) -> None:
        """Choose a day."""
        if self._overview is None:
            return
        self._on = on
        self._editor.know(self._overview, on)
        self._editor.chosen = ""
        self._days.show_days(self._overview.event, on)
        self._show_day()

    def _day(self) -> Day | None:
        return self._overview.event.day(self._on) if self._overview and self._on else None

    def _show_day(self) -> None:
        overview, day = self._overview, self._day()
        if overview is None:
            return
        here = self._post.checkpoint
        code = here.session if here is not None and day is not None and here.day == day.date else ""
        self._timeline.show_day(overview.event, day, here=code, clashing=self._clashing)
        self._show_now()
        self._show_chosen()

    def _show_chosen(self) -> None:
        overview, day = self._overview, self._day()
        if overview is None:
            return
        session = _session_of(day, self._editor.chosen)
        self._timeline.choose(session.code if session else "")
        if self._editor.is_about_event:
            self._panel.show_event(overview.event)
        elif day is None:
            self._panel.show_nothing()
        elif session is not None:
            self._panel.show_session(overview, day.date, session)
        else:
            self._panel.show_day(overview, day)

    @Slot()
    def _show_now(self) -> None:
        overview, day = self._overview, self._day()
        if overview is None or day is None:
            self._timeline.show_now(None)
            return
        now = self._post.now()
        is_today = overview.event.event_date(now) == day.date
        local: time = overview.event.local(now).time()
        self._timeline.show_now(local.replace(second=0, microsecond=0) if is_today else None)

    @Slot()
    def _show_where_we_are(self) -> None:
        if self._overview is not None and self.isVisible():
            self._show_day()

    @Slot(str, object)
    def _show_people(self, code: str, people: object) -> None:
        if code == self._editor.chosen and isinstance(people, list):
            self._panel.people_list.show_people(people)

    # -- choosing --------------------------------------------------------------------------------------------

    @Slot(str)
    def _choose(self, code: str) -> None:
        self._editor.choose(code)
        self._show_chosen()

    @Slot(object, str)
    def _go_to(self, on: date, code: str) -> None:
        """Show a day, and a session of it, as soon as they are there."""
        self._on = on
        self._editor.choose(code)
        day = self._day()
        if self._overview is not None and day is not None and (not code or _session_of(day, code)):
            self._editor.know(self._overview, on)
            self._days.show_days(self._overview.event, on)
            self._show_day()

    @Slot(object, str)
    def _show_conflict(self, on: date, code: str) -> None:
        self._go_to(on, code)
        self._timeline.focus_session(code)

    @Slot()
    def _show_event(self) -> None:
        self._editor.turn_to_event()
        self._show_chosen()

    @Slot()
    def _close_panel(self) -> None:
        code = self._editor.chosen
        self._editor.choose("")
        self._show_chosen()
        self._timeline.focus_session(code)

    # -- files -----------------------------------------------------------------------------------------------

    @Slot()
    def _bring_in_file(self) -> None:
        self._files.ask_for_programme()

    @Slot()
    def _save_file(self) -> None:
        if self._overview is not None:
            self._files.save(self._overview.event)

    # -- the widget ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes from the session back to its day."""
        if event.key() == Qt.Key.Key_Escape and (self._editor.chosen or self._editor.is_about_event):
            self._close_panel()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the timeline its room."""
        super().resizeEvent(event)
        is_roomy = self.width() >= theme.scaled(_ROOMY)
        self._days.setFixedWidth(theme.scaled(_DAYS if is_roomy else _SLIM_DAYS))
        self._event_button.setText("  Event and categories" if is_roomy else "  Event")


def _session_of(day: Day | None, code: str) -> Session | None:
    return next((session for session in day.sessions if session.code == code), None) if day else None


def _button(text: str, icon: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    ButtonIcon(button, icon, "text", 18)
    return button
