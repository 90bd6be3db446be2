"""Has papers set in the workshop, and saves them or hands them to the print queue."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from checkin_app.domain.certificate import Decision
from checkin_app.domain.errors import CheckinError
from checkin_app.domain.event import Checkpoint
from checkin_app.services.certificate_pages import HEIGHT, WIDTH
from checkin_app.services.certificates import CertificateService, Issue
from checkin_app.services.evidence_pack import EvidenceService, Packed
from checkin_app.services.long_work import Work
from checkin_app.services.paper import A4, PaperRun
from checkin_app.services.print_queue import Document
from checkin_app.services.reports import ReportService
from checkin_app.services.signature_pages import SignatureChoices
from checkin_app.services.spooler import Paper
from checkin_app.ui import wording
from checkin_app.ui.attendance import paper_wording
from checkin_app.ui.attendance.papers_view import PapersView
from checkin_app.ui.background import Background, in_one_step, unwatched
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.job_bar import JobBar

Setting = Callable[[Path], Work[PaperRun]]
"""Sets a paper into a file."""
PDF = "PDF (*.pdf)"


@dataclass(frozen=True, slots=True)
class PaperServices:
    """What makes papers."""

    reports: ReportService
    certificates: CertificateService
    evidence: EvidenceService


class PaperMaking(QObject):
    """`print_requested` carries what draws a document into a file of a path, as the print queue takes it."""

    print_requested = Signal(object)

    def __init__(
        self,
        services: PaperServices,
        background: Background,
        cards: PapersView,
        job: JobBar,
        save_as: AskForFile,
    ) -> None:
        super().__init__(cards)
        self._services = services
        self._background = background
        self._signatures = signatures = cards.signatures
        self._certificates = certificates = cards.certificates
        self._job = job
        self._save_as = save_as
        self._cards = cards
        signatures.wanted.connect(self._list)
        certificates.wanted.connect(self._certify)
        cards.report.wanted.connect(self._report)
        cards.pack.wanted.connect(self._pack)

    @Slot(str)
    def _list(self, wish: str) -> None:
        choices = self._signatures.wanted_choices()
        setting = partial(_lists, self._services.reports, self._signatures.checkpoints(), choices)
        width, height = A4[::-1] if choices.landscape else A4
        self._make(wish, setting, "Signature lists", Paper(width, height))

    @Slot(str)
    def _certify(self, wish: str) -> None:
        rule, service = self._certificates.rule(), self._services.certificates
        if wish == "certificates.preview":
            work = in_one_step(partial(service.decisions, rule))
            self._background.work(work, unwatched, self._show_decisions, self._tell_failure)
            return
        choices = self._certificates.wanted_choices()

        def make(issue: Issue) -> None:
            self._certificates.show_issue(issue)
            setting = partial(service.save_pdf, issue.certificates, choices=choices)
            self._make(wish, setting, "Certificates", Paper(WIDTH, HEIGHT))

        self._background.ask(partial(service.issue, rule), make, self._tell_failure)

    @Slot(str)
    def _report(self, wish: str) -> None:
        self._make(wish, partial(_whole_report, self._services.reports), "Attendance report", Paper(*A4))

    @Slot()
    def _pack(self) -> None:
        out = self._save_as(self._cards, "Save as", "evidence.zip", "ZIP (*.zip)")
        if out is not None:
            self._job.run(self._services.evidence.pack(out), f"Packing {out.name} …", partial(_packed, out))

    def _show_decisions(self, decisions: Sequence[Decision]) -> None:
        self._certificates.show_decisions(decisions)

    def _make(self, wish: str, setting: Setting, what: str, paper: Paper) -> None:
        if wish.endswith(".print"):
            self.print_requested.emit(partial(_document, setting, what, paper))
            return
        out = self._save_as(self._cards, "Save as", f"{what.lower().replace(' ', '-')}.pdf", PDF)
        if out is not None:
            said = partial(_said, what, out)
            self._job.run(setting(out), f"Setting {out.name} …", said)

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self._job.tell(str(wording.failure(error)))


def _lists(
    reports: ReportService, checkpoints: Sequence[Checkpoint], choices: SignatureChoices, out: Path
) -> Work[PaperRun]:
    yield 0, 1
    lists = reports.signature_lists(checkpoints)
    return (yield from reports.save_signatures(lists, out, choices))


def _whole_report(reports: ReportService, out: Path) -> Work[PaperRun]:
    yield 0, 1
    return (yield from reports.save_attendance(out))


def _document(
    setting: Setting, title: str, paper: Paper, out: Path
) -> Generator[tuple[int, int], None, Document]:
    yield from setting(out)
    return Document(title, out, paper)


def _packed(out: Path, pack: Packed) -> str:
    return f"{paper_wording.packed(pack)} {wording.file_saved(out)}"


def _said(what: str, out: Path, run: PaperRun) -> str:
    return f"{paper_wording.set_on_paper(run, what)}. {wording.file_saved(out)}"
