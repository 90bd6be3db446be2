"""Drives the print queue beside the desk: hands jobs over, hears what became of them, and never holds up the window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from checkin_app.domain.errors import CheckinError
from checkin_app.domain.print_job import JobState, PrintJob
from checkin_app.services.long_work import Work
from checkin_app.services.print_queue import Document, Outcome, PrintQueueService
from checkin_app.services.spooler import Printer, SpoolerRefused
from checkin_app.ui.background import Background, Job, in_one_step, unwatched

_LISTEN_MS = 3_000
"""How often the spooler is asked while something is on its way."""
_LOOK_MS = 30_000
"""How often the printer is looked at while it is in use."""
_UNDER_WAY = frozenset({JobState.QUEUED, JobState.SENT})

Draw = Callable[[Path], Work[Document]]
"""Draws a document into a file of that path, in the workshop."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Printers:
    """The printers of this computer, the default one first, or `why` they cannot be asked for."""

    all: tuple[Printer, ...] = ()
    why: str = ""

    def named(self, name: str) -> Printer | None:
        """That printer, or for an empty name the default one."""
        return next((each for each in self.all if name in ("", each.name)), None)


class PrintDesk(QObject):
    """One for an open event. `printer` is the one to print on, empty for the computer's default.

    What is asked of it is answered by its signals. The spooler is asked in the workshop, one question at a time, so
    that nothing is sent twice; what it says is written down on the database thread.
    """

    jobs_changed = Signal()
    badges_changed = Signal()
    trouble_changed = Signal()
    queued = Signal(object)
    printer_chosen = Signal(str)
    told = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        queue: PrintQueueService,
        background: Background,
        printer: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._background = background
        self._printer = printer
        self._jobs: tuple[PrintJob, ...] = ()
        self._printers = Printers()
        self._listens = False
        self._listens_again = False
        self._has_ended = False
        self._ticker = QTimer(self)
        self._ticker.setInterval(_LISTEN_MS)
        self._ticker.timeout.connect(self.listen)
        self._looker = QTimer(self)
        self._looker.setInterval(_LOOK_MS)
        self._looker.timeout.connect(self.look)

    # -- what others may know --------------------------------------------------------------------------------

    @property
    def jobs(self) -> tuple[PrintJob, ...]:
        """The newest jobs, the newest first."""
        return self._jobs

    @property
    def failures(self) -> tuple[PrintJob, ...]:
        """The jobs that did not come out, and wait for somebody to decide."""
        return tuple(job for job in self._jobs if job.state is JobState.FAILED)

    @property
    def under_way(self) -> tuple[PrintJob, ...]:
        """The jobs that are to come out."""
        return tuple(job for job in self._jobs if job.state in _UNDER_WAY)

    @property
    def printers(self) -> tuple[Printer, ...]:
        """The printers of this computer, the default one first, as they were when they were last looked at."""
        return self._printers.all

    @property
    def printer(self) -> str:
        """The name of the printer to print on; empty for the computer's default."""
        return self._printer

    @property
    def current(self) -> Printer | None:
        """The printer to print on, if it is there."""
        return self._printers.named(self._printer)

    @property
    def is_told(self) -> bool:
        """Whether the spooler tells what came out; else somebody has to look."""
        return self._queue.is_told

    @property
    def why_nothing(self) -> str:
        """Why nothing is printed here at all, as in practice; empty where something can be."""
        return self._queue.why_nothing

    @property
    def trouble(self) -> str:
        """Why the printer prints nothing at the moment; empty if it is ready, or if nobody wants to print."""
        return self.matter if self._is_in_use() else ""

    @property
    def matter(self) -> str:
        """The same, whether somebody wants to print or not."""
        if self.why_nothing:
            return ""
        if self._printers.why:
            return self._printers.why
        if self.current is not None:
            return self.current.trouble
        return "There is no such printer any more." if self._printer else ""

    # -- printing --------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Show what is in the queue, and go on with what was on its way when the event was closed."""
        self._read_jobs()
        self.look()
        work = in_one_step(self._queue.clear)
        self._background.work(work, unwatched, _nothing, self._tell_failure)

    def end(self) -> None:
        """The event is being closed: ask nothing any more."""
        self._has_ended = True
        self._ticker.stop()
        self._looker.stop()

    def print(self, document: Document, printer: str = "") -> None:
        """Queue a document that is drawn already; its file may go when `queued` or `failed` was emitted."""
        self._print(in_one_step(lambda: (document, self._queue.keep(document.pdf))), printer)

    def print_drawn(
        self, draw: Draw, printer: str = "", progress: Callable[[int, int], None] = unwatched
    ) -> Job | None:
        """Have a document drawn in the workshop, and queue it; nothing is left of it but the job.

        None where nothing is printed at all, which is told.
        """
        return self._print(self._drawn(draw), printer, progress)

    def choose_printer(self, printer: str) -> None:
        """Print on that one from now on."""
        if printer != self._printer:
            self._printer = printer
            self.printer_chosen.emit(printer)
            self._heed()
            self.trouble_changed.emit()
            self.look()

    def retry(self, job: str, printer: str = "") -> None:
        """Queue what failed anew, for the same printer or another."""
        self._ask(lambda: self._queue.retry(job, printer), self._show_queued)

    def confirm(self, job: str) -> None:
        """Somebody looked: it came out."""
        self._ask(lambda: self._queue.confirm(job), self._show_settled)

    def deny(self, job: str, why: str) -> None:
        """Somebody looked: it did not come out, or not well. What still waits at the printer is withdrawn first."""
        known = next((each for each in self._jobs if each.id == job), None)

        def deny(_answer: object = None) -> None:
            self._ask(lambda: self._queue.deny(job, why), self._show_settled)

        if known is None:
            deny()
        else:
            work = in_one_step(lambda: self._queue.withdraw(known))
            self._background.work(work, unwatched, deny, self._tell_failure)

    def give_up(self, job: str) -> None:
        """Nobody wants it any more."""
        self._ask(lambda: self._queue.give_up(job), self._show_settled)

    def pdf_of(self, job: PrintJob) -> Path:
        """Where the job's PDF is; NotPossible if it is not on this computer."""
        return self._queue.pdf_of(job)

    # -- asking ----------------------------------------------------------------------------------------------

    @Slot()
    def listen(self) -> None:
        """Hand over what is queued and ask about what was sent, unless that is being done."""
        if self._has_ended:
            return
        if self._listens:
            self._listens_again = True
            return
        self._listens = True
        self._background.work(in_one_step(self._queue.listen), unwatched, self._note, self._stop_listening)

    @Slot()
    def look(self) -> None:
        """See how the printers are."""
        if not self._has_ended:
            self._background.work(
                in_one_step(self._looked), unwatched, self._show_printers, self._tell_failure
            )

    def _looked(self) -> Printers:
        try:
            return Printers(tuple(self._queue.printers()))
        except SpoolerRefused as silent:
            return Printers(why=silent.why)

    def _drawn(self, draw: Draw) -> Work[tuple[Document, str]]:
        with TemporaryDirectory(prefix="checkin-print-") as folder:
            document = yield from draw(Path(folder) / "print.pdf")
            return document, self._queue.keep(document.pdf)

    def _print(
        self,
        work: Work[tuple[Document, str]],
        printer: str,
        progress: Callable[[int, int], None] = unwatched,
    ) -> Job | None:
        if self.why_nothing:
            work.close()
            self.told.emit(self.why_nothing)
            return None
        if printer:
            self.choose_printer(printer)
        chosen = printer or self._printer

        def enqueue(kept: tuple[Document, str]) -> None:
            document, job = kept
            self._ask(lambda: self._queue.enqueue(document, chosen, job), self._show_queued)

        return self._background.work(work, progress, enqueue, self._tell_failure)

    def _ask(self, call: Callable[[], T], then: Callable[[T], None]) -> None:
        self._background.ask(call, then, self._tell_failure)

    def _read_jobs(self) -> None:
        self._ask(self._queue.jobs, self._show_jobs)

    def _note(self, outcomes: Sequence[Outcome]) -> None:
        if outcomes:
            note = self._queue.note
            self._background.ask(lambda: note(outcomes), self._show_noted, self._stop_listening)
        else:
            self._end_listening()

    # -- showing ---------------------------------------------------------------------------------------------

    def _show_queued(self, job: PrintJob) -> None:
        self.queued.emit(job)
        self._read_jobs()
        self.listen()

    def _show_settled(self, job: PrintJob) -> None:
        self._tell_printed([job])
        self._read_jobs()

    def _show_noted(self, moved: Sequence[PrintJob]) -> None:
        self._tell_printed(moved)
        self._read_jobs()
        if any(job.state is JobState.FAILED or job.why for job in moved):
            self.look()
        self._end_listening()

    def _tell_printed(self, moved: Sequence[PrintJob]) -> None:
        if any(job.codes and job.state is JobState.CONFIRMED for job in moved):
            self.badges_changed.emit()

    def _show_jobs(self, jobs: Sequence[PrintJob]) -> None:
        self._jobs = tuple(jobs)
        self._heed()
        self.jobs_changed.emit()

    def _show_printers(self, printers: Printers) -> None:
        if printers != self._printers:
            self._printers = printers
            self.trouble_changed.emit()

    def _heed(self) -> None:
        """Have the clocks run that are needed, and no others."""
        if self._has_ended:
            return
        for clock, is_needed in ((self._ticker, bool(self.under_way)), (self._looker, self._is_in_use())):
            if is_needed and not clock.isActive():
                clock.start()
            elif not is_needed:
                clock.stop()

    def _is_in_use(self) -> bool:
        return bool(self._printer or self.under_way or self.failures)

    def _end_listening(self) -> None:
        again, self._listens, self._listens_again = self._listens_again, False, False
        if again:
            self.listen()

    def _stop_listening(self, error: Exception) -> None:
        self._listens = self._listens_again = False
        self._tell_failure(error)

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self.failed.emit(error)


def _nothing(_answer: object) -> None:
    """Nobody waits for this answer."""
