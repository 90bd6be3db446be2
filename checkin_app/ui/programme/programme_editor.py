"""Makes changes of the wishes of the page, and asks before one touches what people have done already."""

from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from checkin_app.domain import programme_edits as edits
from checkin_app.domain.errors import CheckinError
from checkin_app.domain.event import Event, Session
from checkin_app.domain.programme_edits import Edit
from checkin_app.domain.programme_line import SessionLine
from checkin_app.domain.text import fold
from checkin_app.services.programme import Overview
from checkin_app.ui import wording
from checkin_app.ui.programme import sentences
from checkin_app.ui.programme.act_bar import ActBar
from checkin_app.ui.programme.acts import ProgrammeActs
from checkin_app.ui.programme.side_panel import SidePanel

_NONE_YET = Event(name="", zone="UTC")


class ProgrammeEditor(QObject):
    """Knows which day and session are chosen; an answer that nothing shall change brings the fields back."""

    went_to = Signal(object, str)
    line_taken = Signal(str)

    def __init__(self, acts: ProgrammeActs, bar: ActBar, panel: SidePanel, parent: QObject) -> None:
        super().__init__(parent)
        self._acts = acts
        self._bar = bar
        self._panel = panel
        self._overview = Overview(_NONE_YET, {})
        self._event = _NONE_YET
        self._on: date | None = None
        self.chosen = ""
        self.is_about_event = False
        self._goes_to: tuple[date, str] | None = None
        self._connect()

    def _connect(self) -> None:
        panel, acts = self._panel, self._acts
        panel.session_form.changed.connect(self.change_session)
        panel.session_form.removal_requested.connect(self.remove_session)
        panel.day_form.changed.connect(self.change_day)
        panel.day_form.copy_requested.connect(self.copy_day)
        panel.day_form.removal_requested.connect(self.remove_day)
        panel.event_form.changed.connect(self.change_event)
        panel.people_requested.connect(acts.ask_for_people)
        panel.people_list.search_requested.connect(acts.look_for)
        panel.people_list.addition_requested.connect(self._put_on_list)
        panel.people_list.removal_requested.connect(self._take_off_list)
        acts.done.connect(self._tell_done)
        acts.taken_back.connect(self._tell_taken_back)
        acts.failed.connect(self._bar.tell_failure)
        acts.refused.connect(self._tell_refused)
        self._bar.undo_requested.connect(acts.undo_last)

    def know(self, overview: Overview, on: date | None) -> None:
        """The programme, and the day that is looked at."""
        self._overview, self._event, self._on = overview, overview.event, on

    def choose(self, code: str) -> None:
        """Another session is looked at, or none."""
        self.chosen, self.is_about_event = code, False

    def turn_to_event(self) -> None:
        """The event as a whole is looked at."""
        self.chosen, self.is_about_event = "", True

    # -- sessions --------------------------------------------------------------------------------------------

    @Slot(object)
    def add_session(self, line: SessionLine) -> None:
        """Add what was typed in one line to the day."""
        if self._on is None:
            return
        rooms = {fold(session.room): session.room for _, session in self._event.sessions()}
        session = Session(
            edits.new_code(self._event, self._on, line.title),
            line.title,
            line.starts,
            line.ends,
            rooms.get(fold(line.room), line.room),
            line.capacity,
            line.admits,
            line.categories,
        )
        edit = edits.with_session(self._event, self._on, session)
        self._do(edit, sentences.added(session), goes_to=(self._on, ""))
        self.line_taken.emit(session.code)

    @Slot(object)
    def change_session(self, after: Session) -> None:
        """Change the chosen session; asks if people have entered it and its time or code are touched."""
        before, on = self._event.session(self.chosen), self._on
        if before is None or on is None:
            return
        edit = edits.with_session(self._event, on, after, before.code)
        told = sentences.changed(after.title)
        if (after.starts, after.ends) != (before.starts, before.ends):
            told = sentences.moved(after)
        self._change((on, before, after), edit, told)

    @Slot(str, int)
    def shift(self, code: str, minutes: int) -> None:
        """Move a session so many minutes down or up."""
        before, on = self._event.session(code), self._on
        if before is None or on is None:
            return
        after = edits.shifted(self._event, before, minutes)
        if after != before:
            edit = edits.with_session(self._event, on, after, code)
            self._change((on, before, after), edit, sentences.moved(after))

    def _change(self, what: tuple[date, Session, Session], edit: Edit, told: str) -> None:
        on, before, after = what
        came = self._overview.of(on, before.code).came
        goes_to = (on, after.code) if self.chosen == before.code else None
        touches = (before.code, before.starts, before.ends) != (after.code, after.starts, after.ends)
        if not came or not touches:
            self._do(edit, told, goes_to=goes_to)
            return
        text = sentences.before_change(before, came, code_changes=before.code != after.code)
        self._ask(text, "Change it", edit, told, goes_to=goes_to)

    @Slot(str)
    def remove_session(self, code: str) -> None:
        """Remove a session; asks if people have entered it or are registered for it."""
        session = self._event.session(code)
        if session is None or self._on is None:
            return
        edit, told = edits.without_session(self._event, code), sentences.removed(session.title)
        numbers = self._overview.of(self._on, code)
        if numbers.came or numbers.registered:
            text = sentences.before_removal(session, numbers)
            self._ask(text, "Remove it", edit, told, goes_to=(self._on, ""))
        else:
            self._do(edit, told, goes_to=(self._on, ""))

    # -- days ------------------------------------------------------------------------------------------------

    @Slot()
    def add_day(self) -> None:
        """Add the day after the last one; today, if there is none."""
        on = edits.next_date(self._event) or self._acts.today(self._event)
        self._do(edits.with_day(self._event, on), sentences.day_added(on), goes_to=(on, ""))

    @Slot(object, str)
    def change_day(self, date_after: date, title: str) -> None:
        """Give the day another date or title; asks if people came on it and the date is touched."""
        day = self._event.day(self._on) if self._on else None
        if day is None:
            return
        if date_after != day.date and self._event.day(date_after):
            self._bar.tell_failure(sentences.DAY_THERE_ALREADY)
            self._panel.day_form.show_again()
            return
        edit = edits.with_day_described(self._event, day.date, date_after=date_after, title=title)
        told, came = sentences.DAY_CHANGED, self._came_on(day.date)
        if came and date_after != day.date:
            text = sentences.before_date(self._event, day, came)
            self._ask(text, "Change the date", edit, told, goes_to=(date_after, ""))
        else:
            self._do(edit, told, goes_to=(date_after, ""))

    @Slot(object)
    def copy_day(self, to: date) -> None:
        """Put the sessions of the day on another one too."""
        if self._on is None or to == self._on:
            self._bar.tell_failure(sentences.COPY_ELSEWHERE)
            return
        told = sentences.copied(self._event, self._on, to)
        self._do(edits.with_day_copied(self._event, self._on, to), told, goes_to=(to, ""))

    @Slot()
    def remove_day(self) -> None:
        """Remove the day; asks if it has sessions or people came on it."""
        day = self._event.day(self._on) if self._on else None
        if day is None:
            return
        edit, came = edits.without_day(self._event, day.date), self._came_on(day.date)
        told = sentences.removed(wording.day_name(self._event, day.date))
        if day.sessions or came:
            self._ask(sentences.before_day_goes(self._event, day, came), "Remove the day", edit, told)
        else:
            self._do(edit, told)

    def _came_on(self, on: date) -> int:
        """How many people came to the fullest checkpoint of a day: at least so many were there."""
        numbers = self._overview.numbers
        return max((each.came for checkpoint, each in numbers.items() if checkpoint.day == on), default=0)

    # -- the event, and people -------------------------------------------------------------------------------

    @Slot(object)
    def change_event(self, event: Event) -> None:
        """Change what is said about the event as a whole, or its categories."""
        self._do(Edit(event), sentences.EVENT_CHANGED)

    @Slot(object)
    def bring_in(self, event: Event) -> None:
        """Put the programme of a file in the place of this one, after asking."""
        if event == self._event:
            self._bar.tell(sentences.SAME_FILE, can_be_undone=False)
            return
        numbers = self._overview.numbers
        gone = [each for each in numbers if each.session and event.session(each.session) is None]
        came = max((numbers[each].came for each in gone), default=0)
        text = sentences.before_file(self._event, event, came)
        self._ask(text, "Take the file", Edit(event), sentences.FILE_TAKEN)

    @Slot(str)
    def _put_on_list(self, person: str) -> None:
        self._acts.register(person, self.chosen, registered=True)

    @Slot(str)
    def _take_off_list(self, person: str) -> None:
        self._acts.register(person, self.chosen, registered=False)

    # -- doing, and telling ----------------------------------------------------------------------------------

    def _ask(
        self, text: str, words: str, edit: Edit, told: str, *, goes_to: tuple[date, str] | None = None
    ) -> None:
        self._bar.ask(text, words, lambda: self._do(edit, told, goes_to=goes_to), self._show_again)

    def _do(self, edit: Edit, told: str, *, goes_to: tuple[date, str] | None = None) -> None:
        self._goes_to = goes_to
        self._acts.carry_out(edit, told, based_on=self._event)

    @Slot(str)
    def _tell_done(self, told: str) -> None:
        self._bar.tell(told, can_be_undone=True)
        goes_to, self._goes_to = self._goes_to, None
        if goes_to is not None:
            self.went_to.emit(*goes_to)

    @Slot(str)
    def _tell_taken_back(self, told: str) -> None:
        self._bar.tell(told, can_be_undone=False)

    @Slot(object)
    def _tell_refused(self, error: CheckinError) -> None:
        self._goes_to = None
        self._show_again()
        self._bar.tell_failure(str(wording.failure(error)))

    def _show_again(self) -> None:
        for form in (self._panel.session_form, self._panel.day_form, self._panel.event_form):
            form.show_again()
