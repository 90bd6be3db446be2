"""Drives a run of sending: a message in the workshop, its note on the database's thread, then the next one."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from checkin_app.domain.errors import CheckinError
from checkin_app.services.mail_run import MailRun
from checkin_app.services.mailing import Fate, Outcome
from checkin_app.ui import wording
from checkin_app.ui.background import Background, in_one_step, unwatched
from checkin_app.ui.mailing import mail_wording

_LONGEST_NAP_MS = 1_000


class MailSender(QObject):
    """Between two messages both threads are free, so that scans and everything else go on."""

    moved = Signal(str)
    noted = Signal(object)
    ended = Signal(str, bool)
    """How it ended, and whether that was well."""

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._background = background
        self._run: MailRun | None = None
        self._outcomes: dict[str, Outcome] = {}
        self._is_stopping = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether a run is under way."""
        return self._run is not None

    def outcome(self, participant: str) -> Outcome | None:
        """What became of somebody in the last run."""
        return self._outcomes.get(participant)

    def progress(self) -> tuple[int, int]:
        """People done, and people."""
        return (self._run.total - self._run.left, self._run.total) if self._run else (0, 0)

    def start(self, run: MailRun) -> None:
        """Send to everybody of the run, unless one is under way."""
        if self._run is None:
            self._run, self._outcomes, self._is_stopping = run, {}, False
            self._go_on()

    @Slot()
    def stop(self) -> None:
        """Send nothing more; the message that is under way is noted first."""
        self._is_stopping = True
        if self._run is not None and self._timer.isActive():
            self._timer.stop()
            self._end(mail_wording.run_ended(tuple(self._outcomes.values()), self._run.left), well=True)

    @Slot()
    def _go_on(self) -> None:
        run = self._run
        if run is None:
            return
        if self._is_stopping or not run.left:
            self._end(mail_wording.run_ended(tuple(self._outcomes.values()), run.left), well=True)
            return
        wait = run.wait_s()
        self.moved.emit(mail_wording.under_way(*self.progress(), wait))
        if wait > 0:
            self._timer.start(min(_LONGEST_NAP_MS, int(wait * 1000) + 1))
        else:
            self._background.work(in_one_step(run.step), unwatched, self._note, self._fail)

    def _note(self, outcome: Outcome) -> None:
        run = self._run
        if run is None:
            return
        mailing = run.mailing

        def tell(_answer: None) -> None:
            self._outcomes[outcome.participant] = outcome
            self.noted.emit(outcome)
            self._timer.start(0)

        self._background.ask(lambda: mailing.note(outcome), tell, self._fail)

    def _fail(self, error: Exception) -> None:
        run = self._run
        if not isinstance(error, CheckinError) or run is None:
            self._end("It did not work.", well=False)
            raise error
        outcomes = tuple(self._outcomes.values())
        # Whose outcome could not be noted is still due, though the queue has let go of them.
        due = run.total - sum(1 for each in outcomes if each.fate is not Fate.LATER)
        self._end(mail_wording.run_broken(str(wording.failure(error)), outcomes, due), well=False)

    def _end(self, said: str, *, well: bool) -> None:
        run, self._run = self._run, None
        if run is not None:
            self._background.work(in_one_step(run.close), unwatched, _nothing)
        self.ended.emit(said, well)


def _nothing(_answer: None) -> None:
    """Nobody waits for the goodbye."""
