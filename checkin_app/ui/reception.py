"""Takes scans, names and second thoughts to the check-in service, and tells everybody what it answered."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from checkin_app.domain.checkin import Verdict
from checkin_app.domain.errors import CheckinError, NotPossible, NotSaved
from checkin_app.domain.event import Checkpoint
from checkin_app.services.checkin import CheckinService, Undone
from checkin_app.ui.background import Background
from checkin_app.ui.changes import Changes
from checkin_app.ui.desk_post import DeskPost

Attempt = Callable[[str], Verdict]
"""Asks for a verdict under a record id; an empty one stands for a new id."""


class Reception(QObject):
    """Every page can use it; whatever it emits is on the disk, except `saving_failed`."""

    decided = Signal(object)
    undone = Signal(object)
    redone = Signal(object)
    saving_failed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        checkin: CheckinService,
        background: Background,
        changes: Changes,
        post: DeskPost,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._checkin = checkin
        self._background = background
        self._changes = changes
        self._post = post
        self._unsaved: tuple[Attempt, str] | None = None
        self._waiting: list[Attempt] = []
        self._taken_back: list[str] = []

    @property
    def has_unsaved(self) -> bool:
        """Whether a verdict waits to be retried."""
        return self._unsaved is not None

    def scan(self, text: str, by_position: str = "") -> None:
        """What a scanner or a person's typing says, and what the places of its keys say, where they are known."""
        checkpoint, direction = self._post.checkpoint, self._post.direction
        if checkpoint is None:
            self.failed.emit(NotPossible("There is nothing to check people in for. Choose it at the top."))
            return
        self._attempt(
            lambda record: self._checkin.scan(
                text, checkpoint, direction=direction, by_position=by_position, record=record
            )
        )

    def check_in(self, participant: str) -> None:
        """Somebody who was found by name."""
        checkpoint, direction = self._post.checkpoint, self._post.direction
        if checkpoint is not None:
            self._attempt(
                lambda record: self._checkin.check_in(
                    participant, checkpoint, direction=direction, record=record
                )
            )

    def join(self, add: Callable[[Checkpoint, str], Verdict]) -> None:
        """Somebody who is put on the roster and checked in as one act: `add` takes the record id too."""
        checkpoint = self._post.checkpoint
        if checkpoint is not None:
            self._attempt(lambda record: add(checkpoint, record))

    @Slot(object, str)
    def let_in(self, verdict: Verdict, reason: str) -> None:
        """Staff's decision about somebody whom a verdict asked about."""
        self._attempt(lambda record: self._checkin.let_in(verdict, reason, record=record))

    @Slot()
    def retry(self) -> None:
        """Try again what was not saved, under the same record id: it cannot be recorded twice."""
        if self._unsaved is not None:
            attempt, record = self._unsaved
            self._ask(attempt, record)

    @Slot()
    def undo(self) -> None:
        """Take back the desk's last act."""
        self.undo_record("")

    @Slot(str)
    def undo_record(self, record: str) -> None:
        """Take back one act."""
        self._background.ask(lambda: self._checkin.undo(record), self._tell_undone, self._tell_failure)

    @Slot(str)
    def redo(self, undone: str) -> None:
        """Take back an undo."""
        if undone in self._taken_back:
            self._taken_back.remove(undone)
        self._background.ask(lambda: self._checkin.redo(undone), self._tell_redone, self._tell_failure)

    @Slot()
    def redo_last(self) -> None:
        """Take back the last undo of this window that still counts."""
        if self._taken_back:
            self.redo(self._taken_back[-1])
        else:
            self.failed.emit(NotPossible("There is nothing to redo."))

    def _attempt(self, attempt: Attempt) -> None:
        """Ask for a verdict; after a failure to save, only when that has been made good."""
        if self._unsaved is None:
            self._ask(attempt, "")
        else:
            self._waiting.append(attempt)
            self.retry()

    def _ask(self, attempt: Attempt, record: str) -> None:
        def fail(error: Exception) -> None:
            if isinstance(error, NotSaved):
                self._unsaved = (attempt, error.record)
                self.saving_failed.emit(error)
            else:
                self._tell_failure(error)

        self._background.ask(lambda: attempt(record), self._tell_verdict, fail)

    def _tell_verdict(self, verdict: Verdict) -> None:
        self._unsaved = None
        self.decided.emit(verdict)
        self._changes.attendance_changed.emit()
        if self._waiting:
            self._ask(self._waiting.pop(0), "")

    def _tell_undone(self, undone: Undone) -> None:
        self._taken_back.append(undone.record)
        self.undone.emit(undone)
        self._changes.attendance_changed.emit()

    def _tell_redone(self, undone: Undone) -> None:
        self.redone.emit(undone)
        self._changes.attendance_changed.emit()

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self.failed.emit(error)
