"""The print queue: nothing counts as printed before the spooler, or a person who looked, has said so.

A job is a record of the event, its PDF lies in a folder of this computer, so that it can be printed again as it was.
What asks the spooler (`hand_over`, `listen`) takes its time and writes nothing; what writes is short.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from shutil import copyfile

from checkin_app.domain.badge import BadgeFace
from checkin_app.domain.errors import BadInput, NotFound, NotPossible
from checkin_app.domain.log import BadgesPrinted, PrintMoved, PrintQueued
from checkin_app.domain.print_job import JobState, PrintJob, mark_of, may_become
from checkin_app.services.journal import Act, Journal
from checkin_app.services.spooler import Fate, NoSpooler, Paper, Printer, Sides, Spooler, SpoolerRefused
from checkin_app.services.whole_file import whole_file
from checkin_app.store import log, print_jobs

_MOST_LISTED = 200
_KEPT = timedelta(days=14)
"""How long after a job was settled its PDF, which has names on it, stays on this computer."""
_NO_PRINTER = "No printer is set up on this computer."
_FILE_GONE = "Its PDF is not on this computer any more: print it anew."
_AFTER: dict[Fate, JobState] = {Fate.PRINTED: JobState.CONFIRMED, Fate.FAILED: JobState.FAILED}


@dataclass(frozen=True, slots=True)
class Document:
    """What is to be printed: a PDF, its paper, and, if it has badges on it, whose and how they were made."""

    title: str
    pdf: Path
    paper: Paper
    faces: tuple[BadgeFace, ...] = ()
    sheet: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the spooler did with a job, or said about it: the state it comes to."""

    job: PrintJob
    state: JobState
    spooler_job: str = ""
    why: str = ""

    @property
    def is_news(self) -> bool:
        """Whether anything has changed."""
        known = (self.job.state, self.job.spooler_job, self.job.why)
        return known != (self.state, self.spooler_job, self.why)


class PrintQueueService:
    """What somebody can ask for about printing. `folder` keeps the PDFs of the jobs."""

    def __init__(self, journal: Journal, spooler: Spooler, folder: Path) -> None:
        self._journal = journal
        self._spooler = spooler
        self._folder = folder

    @property
    def why_nothing(self) -> str:
        """Why nothing is printed here at all; empty where something can be."""
        return self._spooler.why if isinstance(self._spooler, NoSpooler) else ""

    @property
    def is_told(self) -> bool:
        """Whether the spooler tells what came out; else somebody has to look."""
        return self._spooler.tells

    def printers(self) -> list[Printer]:
        """The printers of this computer, the default one first; SpoolerRefused where none can be asked for."""
        return self._spooler.printers()

    def jobs(self) -> list[PrintJob]:
        """The newest jobs of all desks, the newest first."""
        with self._journal.reading() as connection:
            return print_jobs.all_jobs(connection, _MOST_LISTED)

    def pdf_of(self, job: PrintJob) -> Path:
        """Where the job's PDF is; NotPossible if it is not on this computer."""
        path = self._folder / f"{job.id}.pdf"
        if not path.is_file():
            raise NotPossible(_FILE_GONE)
        return path

    def keep(self, pdf: Path) -> str:
        """Put a PDF where the jobs have theirs, and return the id of the job that it is for. BadInput if it cannot be."""
        job = log.new_id()
        self._keep(pdf, job)
        return job

    def enqueue(self, document: Document, printer: str, job: str = "") -> PrintJob:
        """Keep the document's PDF and remember that it is to be printed; with the `job` of a PDF that is kept already.

        Without a `printer` the computer's default one is meant. BadInput if it cannot be kept.
        """
        job = job or self.keep(document.pdf)
        paper = document.paper
        queued = PrintQueued(
            document.title,
            printer,
            float(paper.width),
            float(paper.height),
            paper.sides.value,
            codes=tuple(face.code for face in document.faces),
            marks=tuple(mark_of(face) for face in document.faces),
            sheet=document.sheet,
            template=document.template,
        )
        with self._journal.writing(job) as act:
            act.append((job, queued))
            return _known(act, job)

    def hand_over(self, job: PrintJob) -> Outcome:
        """Give a queued job to the spooler, once: one that it has already, from before a crash, is not sent again."""
        try:
            job = replace(job, printer=job.printer or self._default_printer())
            sent = self._spooler.find(job.spooler_title) or self._spooler.send(
                job.printer, self.pdf_of(job), job.spooler_title, _paper(job)
            )
        except (SpoolerRefused, NotPossible) as refused:
            return Outcome(job, JobState.FAILED, why=_why(refused))
        return Outcome(job, JobState.SENT, sent)

    def listen(self) -> list[Outcome]:
        """Hand over what is queued at this desk and ask about what was sent; what is new, for `note`."""
        with self._journal.reading() as connection:
            waiting = print_jobs.all_open(connection, self._journal.desk_id(connection))
        outcomes = [
            self.hand_over(job) if job.state is JobState.QUEUED else self._hear(job) for job in waiting
        ]
        return [outcome for outcome in outcomes if outcome.is_news]

    def note(self, outcomes: Sequence[Outcome]) -> list[PrintJob]:
        """Record what became of jobs; badges that came out are marked. What was settled meanwhile stays settled."""
        with self._journal.writing() as act:
            return [_moved(act, outcome) for outcome in outcomes if _is_still(act, outcome)]

    def confirm(self, job: str) -> PrintJob:
        """Somebody looked: it came out. NotFound, NotPossible."""
        return self._settle(job, JobState.CONFIRMED)

    def withdraw(self, job: PrintJob) -> None:
        """Have the spooler print no more of a job that it was sent, before somebody denies it: it asks, and writes nothing.

        Else what is tried again elsewhere would come out a second time when the printer goes on.
        """
        if job.state is JobState.SENT:
            with suppress(SpoolerRefused):
                self._spooler.cancel(job.printer, job.spooler_job)

    def deny(self, job: str, why: str) -> PrintJob:
        """Somebody looked: it did not come out, or not well. NotFound, NotPossible."""
        return self._settle(job, JobState.FAILED, why=why)

    def give_up(self, job: str) -> PrintJob:
        """Nobody wants it any more. NotFound, NotPossible while the spooler has it."""
        return self._settle(job, JobState.GIVEN_UP)

    def retry(self, job: str, printer: str = "") -> PrintJob:
        """Queue the same PDF anew, as a job of its own, for the same printer or another; the failed one is given up.

        NotFound, NotPossible if it did not fail or its PDF is gone.
        """
        failed = self._job(job)
        if failed.state is not JobState.FAILED:
            raise NotPossible("Only a job that failed can be tried again.")
        again = log.new_id()
        self._keep(self.pdf_of(failed), again)
        queued = PrintQueued(
            failed.title, printer or failed.printer, failed.width, failed.height, failed.sides,
            failed.codes, failed.marks, failed.sheet, failed.template,
        )  # fmt: skip
        with self._journal.writing(again) as act:
            _moved(act, Outcome(_known(act, job), JobState.GIVEN_UP, why=failed.why))
            act.append((again, queued))
            return _known(act, again)

    def clear(self) -> int:
        """Delete the PDFs of jobs that were settled long ago, for they hold people's names; returns how many.

        It writes nothing to the event file, and may take its time.
        """
        before = self._journal.now() - _KEPT
        with self._journal.reading() as connection:
            settled = print_jobs.settled_before(connection, before)
        kept = [path for path in self._folder.glob("*.pdf") if path.stem in settled]
        for path in kept:
            path.unlink(missing_ok=True)
        return len(kept)

    def _default_printer(self) -> str:
        printers = self.printers()
        if not printers:
            raise SpoolerRefused("", self.why_nothing or _NO_PRINTER)
        return printers[0].name

    def _job(self, job: str) -> PrintJob:
        with self._journal.reading() as connection:
            known = print_jobs.by_id(connection, job)
        if known is None:
            raise NotFound("print job", job)
        return known

    def _settle(self, job: str, state: JobState, *, why: str = "") -> PrintJob:
        with self._journal.writing() as act:
            known = _known(act, job)
            if not may_become(known.state, state):
                raise NotPossible(f"This job is {known.state.value.replace('_', ' ')} already.")
            return _moved(act, Outcome(known, state, known.spooler_job, why))

    def _hear(self, job: PrintJob) -> Outcome:
        try:
            heard = self._spooler.hear(job.printer, job.spooler_job)
        except SpoolerRefused as silent:
            return Outcome(job, JobState.SENT, job.spooler_job, _why(silent))
        return Outcome(job, _AFTER.get(heard.fate, JobState.SENT), job.spooler_job, heard.why)

    def _keep(self, pdf: Path, job: str) -> None:
        kept = self._folder / f"{job}.pdf"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as failure:
            raise BadInput(
                str(self._folder), f"There is no folder for printing: {failure.strerror}."
            ) from failure
        with whole_file(kept) as part:
            copyfile(pdf, part)


def _known(act: Act, job: str) -> PrintJob:
    known = print_jobs.by_id(act.connection, job)
    if known is None:
        raise NotFound("print job", job)
    return known


def _is_still(act: Act, outcome: Outcome) -> bool:
    """Whether the job stands where it stood when the spooler was asked about it."""
    return _known(act, outcome.job.id).state is outcome.job.state


def _moved(act: Act, outcome: Outcome) -> PrintJob:
    job = outcome.job
    act.note(PrintMoved(job.id, outcome.state, job.printer, outcome.spooler_job, outcome.why))
    if outcome.state is JobState.CONFIRMED and job.codes:
        act.note(BadgesPrinted(job.codes, job.sheet, job.template, job.marks))
    return _known(act, job.id)


def _paper(job: PrintJob) -> Paper:
    return Paper(job.width, job.height, Sides(job.sides))


def _why(error: SpoolerRefused | NotPossible) -> str:
    return error.why
