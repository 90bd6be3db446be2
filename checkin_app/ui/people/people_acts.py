"""Carries out acts on people one after the other, remembers them, and takes the last one back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from checkin_app.domain.errors import CheckinError, NotPossible
from checkin_app.ui import roster_wording
from checkin_app.ui.background import Background, Work, unwatched
from checkin_app.ui.changes import Changes
from checkin_app.ui.people.acts import Concern, Done
from checkin_app.ui.people.relay import Relay

Told = Callable[[CheckinError], None]


class PeopleActs(QObject):
    """`done` tells what is on the disk, `undone` what was taken back; both carry a `Done`."""

    done = Signal(object)
    undone = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, background: Background, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._changes = changes
        self._undoable: list[Done] = []
        self._redoable: list[Done] = []
        self._is_stopped = False

    @property
    def can_undo(self) -> bool:
        """Whether there is an act of this page to take back."""
        return bool(self._undoable)

    @Slot()
    def stop(self) -> None:
        """Let the act that is under way end after its present step; what is done stays done."""
        self._is_stopped = True

    def is_stopped(self) -> bool:
        """Whether the act that is under way shall end."""
        return self._is_stopped

    def carry_out(
        self, work: Work[Done], then: Callable[[Done], None] | None = None, failed: Told | None = None
    ) -> None:
        """Do something; a failure that nobody else tells is told by `failed`."""

        def finish(done: Done) -> None:
            self._redoable.clear()
            self._remember(done, self._undoable)
            if then is not None:
                then(done)
            self.done.emit(done)

        self._relay(work, finish, failed)

    @Slot()
    def undo(self) -> None:
        """Take back the last act that still counts."""
        if not self._undoable:
            self.failed.emit(NotPossible(roster_wording.NOTHING_TO_UNDO))
            return

        def finish(done: Done) -> None:
            self._remember(done, self._redoable)
            self.undone.emit(done)

        self._reverse(self._undoable, finish)

    @Slot()
    def redo_last(self) -> None:
        """Take back the last undo."""
        if not self._redoable:
            self.failed.emit(NotPossible("There is nothing to redo."))
            return

        def finish(done: Done) -> None:
            self._remember(done, self._undoable)
            self.done.emit(done)

        self._reverse(self._redoable, finish)

    def _reverse(self, acts: list[Done], finish: Callable[[Done], None]) -> None:
        reverse = acts.pop().reverse
        if reverse is not None:
            self._relay(reverse(), finish, None)

    def _relay(self, work: Work[Done], finish: Callable[[Done], None], failed: Told | None) -> None:
        def fail(error: Exception) -> None:
            if not isinstance(error, CheckinError):
                raise error
            (failed or self.failed.emit)(error)

        def end(done: Done) -> None:
            finish(done)
            self._announce(done.concern)

        self._is_stopped = False
        watched = self.progressed.emit if failed is None else unwatched
        Relay(self._background, work, watched, end, fail).run()

    def _remember(self, done: Done, acts: list[Done]) -> None:
        if done.reverse is not None:
            acts.append(done)

    def _announce(self, concern: Concern) -> None:
        match concern:
            case Concern.PEOPLE:
                self._changes.people_changed.emit()
            case Concern.ATTENDANCE:
                self._changes.attendance_changed.emit()
            case Concern.BADGES:
                self._changes.badges_changed.emit()
