"""What is corrected by hand about attendance, as work for the database thread: each with its reason, each reversible."""

from collections.abc import Generator
from datetime import datetime

from checkin_app.domain.correction import Correction
from checkin_app.services.attendance import AttendanceService
from checkin_app.ui.attendance import correction_wording
from checkin_app.ui.attendance.question import Fix, Question
from checkin_app.ui.people.acts import Concern, Done

Acts = Generator[tuple[int, int], None, Done]


def corrected(
    attendance: AttendanceService, question: Question, where: str, reason: str, at: datetime | None
) -> Acts:
    """Record it, for a reason; `where` names the checkpoint, and `at` is when it happened, if that is known."""
    yield 0, 1
    who = question.participant
    match question.fix, at:
        case Fix.LEFT, datetime():
            correction = attendance.record_exit(question.entry, reason, at)
        case fix, _:
            correction = attendance.correct(
                who.id, question.checkpoint, present=fix is not Fix.NEVER_CAME, reason=reason, at=at
            )
    return _done(attendance, correction, correction_wording.corrected(question.fix, who, where))


def _done(attendance: AttendanceService, correction: Correction, said: str) -> Done:
    def take_back() -> Acts:
        yield 0, 1
        return _done(attendance, attendance.take_back(correction), said)

    return Done(said, take_back, Concern.ATTENDANCE)
