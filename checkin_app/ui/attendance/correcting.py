"""Takes corrections from the bar to the services, and tells what was done with a way back."""

from datetime import datetime

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant
from checkin_app.services.attendance import AttendanceService
from checkin_app.services.roster import RosterService
from checkin_app.ui import wording
from checkin_app.ui.attendance.correction_bar import CorrectionBar
from checkin_app.ui.attendance.corrections import corrected
from checkin_app.ui.attendance.question import Question
from checkin_app.ui.background import Background
from checkin_app.ui.changes import Changes
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.people import acts
from checkin_app.ui.people.acts import Done
from checkin_app.ui.people.people_acts import PeopleActs
from checkin_app.ui.people.undo_bar import UndoBar


class Correcting(QObject):
    """`bar` asks, and what was done is told over `area`."""

    def __init__(
        self,
        attendance: AttendanceService,
        roster: RosterService,
        background: Background,
        changes: Changes,
        post: DeskPost,
        area: QWidget,
    ) -> None:
        super().__init__(area)
        self._attendance = attendance
        self._roster = roster
        self._post = post
        self.acts = PeopleActs(background, changes, self)
        self.bar = CorrectionBar()
        self.undo_bar = UndoBar(area)
        self.bar.decided.connect(self._correct)
        self.acts.done.connect(self.undo_bar.tell_done)
        self.acts.undone.connect(self.undo_bar.tell_undone)
        self.acts.failed.connect(self.undo_bar.tell_failure)
        self.undo_bar.undo_requested.connect(self.acts.undo)
        self.undo_bar.redo_requested.connect(self.acts.redo_last)

    @Slot(object)
    def ask(self, question: Question) -> None:
        """Ask for the reason of a correction."""
        self.undo_bar.hide()
        self.bar.ask(question, self._post.programme)

    def put_on_list(self, person: Participant, checkpoint: Checkpoint) -> None:
        """Somebody was let in where they were not expected, and is expected there from now on."""
        words = wording.checkpoint_name(self._post.programme, checkpoint)
        self.acts.carry_out(acts.registered(self._roster, [person], checkpoint, words, on=True))

    @Slot(object, str, object)
    def _correct(self, question: Question, reason: str, at: datetime | None) -> None:
        where = wording.checkpoint_name(self._post.programme, question.checkpoint)
        work = corrected(self._attendance, question, where, reason, at)
        self.acts.carry_out(work, self._close, self.bar.tell_failure)

    def _close(self, _done: Done) -> None:
        self.bar.leave()
