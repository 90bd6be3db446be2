"""What is done to the programme from this window: asked of the services, said, and taken back in reverse order."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from checkin_app.domain.errors import CheckinError
from checkin_app.domain.event import Event
from checkin_app.domain.participant import Participant
from checkin_app.domain.programme_edits import Edit
from checkin_app.services.programme import Overview, ProgrammeService
from checkin_app.services.roster import RosterService
from checkin_app.ui.background import Background, in_one_step, unwatched
from checkin_app.ui.changes import Changes
from checkin_app.ui.desk_post import DeskPost

NOTHING_TO_UNDO = "Nothing was changed here yet."
NOTHING_TO_REDO = "Nothing was taken back here."
MOST_FOUND = 20
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class _Done:
    """An act of this window: what takes it back, given a record, and the record."""

    undo: Callable[[str], str]
    record: str
    told: str
    concerns_people: bool


class ProgrammeActs(QObject):
    """Knows the services, so that the page need not; every act says how it went."""

    learned = Signal(object)
    people_learned = Signal(str, object)
    found = Signal(str, object)
    done = Signal(str)
    taken_back = Signal(str)
    failed = Signal(str)
    refused = Signal(object)

    def __init__(
        self,
        programme: ProgrammeService,
        roster: RosterService,
        background: Background,
        changes: Changes,
        post: DeskPost,
    ) -> None:
        super().__init__()
        self._programme = programme
        self._roster = roster
        self._background = background
        self._changes = changes
        self._post = post
        self._done: list[_Done] = []
        self._undone: list[_Done] = []

    # -- asking ----------------------------------------------------------------------------------------------

    @Slot()
    def ask(self) -> None:
        """Ask for the programme with its numbers."""
        self._background.work(in_one_step(self._programme.overview), unwatched, self._learn)

    @Slot(str)
    def ask_for_people(self, code: str) -> None:
        """Ask who is on a session's list."""
        people = partial(self._programme.registered_for, code)
        self._background.work(in_one_step(people), unwatched, partial(self.people_learned.emit, code))

    @Slot(str)
    def look_for(self, text: str) -> None:
        """Look for people on the roster."""

        def look() -> list[Participant]:
            people = self._roster.search(text, MOST_FOUND) if len(text) >= _SHORTEST else []
            return [person.participant for person in people]

        self._background.work(in_one_step(look), unwatched, partial(self.found.emit, text))

    def _learn(self, overview: Overview) -> None:
        self._post.learn(overview.event)
        self.learned.emit(overview)

    # -- doing -----------------------------------------------------------------------------------------------

    def today(self, event: Event) -> date:
        """The date whose event day it is."""
        return event.event_date(self._post.now())

    def carry_out(self, edit: Edit, told: str, *, based_on: Event) -> None:
        """Change the programme, if it is still as it was when the change was thought of."""
        done = partial(_Done, self._programme.undo, told=told, concerns_people=bool(edit.renamed))
        self._do(partial(self._programme.change, edit.event, edit.renamed, instead_of=based_on), done)

    def register(self, person: str, code: str, *, registered: bool) -> None:
        """Put somebody on a session's list, or take them off it."""
        roster = self._roster

        def change() -> str:
            return roster.register_for_session([person], code, registered=registered).record

        told = "Put on the list of this session." if registered else "Taken off the list of this session."
        done = partial(_Done, lambda record: roster.undo(record).record, told=told, concerns_people=True)
        self._do(change, done)

    def _do(self, change: Callable[[], str], done: Callable[..., _Done]) -> None:
        def then(record: str) -> None:
            if record:
                act = done(record=record)
                self._done.append(act)
                self._undone.clear()
                self._tell_everybody(act)
                self.done.emit(act.told)

        self._background.ask(change, then, self._tell_failure)

    # -- taking back -----------------------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Whether something was done here that still counts."""
        return bool(self._done)

    @Slot()
    def undo_last(self) -> None:
        """Take back the last act of this window."""
        self._step_back(self._done, self._undone, "Taken back: {}", NOTHING_TO_UNDO)

    @Slot()
    def redo_last(self) -> None:
        """Do again what was taken back last."""
        self._step_back(self._undone, self._done, "Done again: {}", NOTHING_TO_REDO)

    def _step_back(self, acts: list[_Done], onto: list[_Done], words: str, nothing: str) -> None:
        if not acts:
            self.failed.emit(nothing)
            return
        last = acts.pop()

        def then(record: str) -> None:
            onto.append(replace(last, record=record))
            self._tell_everybody(last)
            self.taken_back.emit(words.format(last.told))

        self._background.ask(partial(last.undo, last.record), then, self._tell_failure)

    def _tell_everybody(self, act: _Done) -> None:
        self._changes.programme_changed.emit()
        if act.concerns_people:
            self._changes.people_changed.emit()
            self._changes.attendance_changed.emit()

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self.refused.emit(error)
