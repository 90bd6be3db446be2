"""Single badges printed at the desk: for the person who is shown, and by itself when somebody was checked in."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from checkin_app.domain.checkin import Verdict
from checkin_app.domain.print_job import PrintJob
from checkin_app.services import badge_stock
from checkin_app.services.badges import BadgeService
from checkin_app.services.long_work import Work
from checkin_app.services.print_queue import Document
from checkin_app.services.spooler import Paper
from checkin_app.settings import PrintOn
from checkin_app.ui.kept_settings import KeptSettings
from checkin_app.ui.printing import print_wording
from checkin_app.ui.printing.print_desk import Draw, PrintDesk


class BadgePrints(QObject):
    """Nothing here can fail the desk: what goes wrong is told beside the verdict, and stays in the print queue."""

    def __init__(self, desk: PrintDesk, badges: BadgeService, kept: KeptSettings, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._badges = badges
        self._kept = kept
        self._drawing: set[str] = set()
        self._seen: set[str] = set()
        desk.queued.connect(self._forget)
        desk.failed.connect(self._forget_all)

    @Slot(str)
    def print_person(self, participant: str) -> None:
        """Print somebody's badge, unless it is just being drawn."""
        if not participant or participant in self._drawing:
            return
        own = self._kept.own
        sheet = own.badge_sheet or badge_stock.DEFAULT_SHEET
        template = own.badge_template or badge_stock.DEFAULT_TEMPLATE
        self._drawing.add(participant)
        draw = _draw(self._badges, participant, sheet, template)
        if self._desk.print_drawn(draw) is None:
            self._drawing.discard(participant)

    @Slot(object)
    def note_verdict(self, verdict: Verdict) -> None:
        """Print the badge of somebody who came in, as this computer is set; once for each record."""
        person = verdict.participant
        if person is None or not verdict.admitted or verdict.record in self._seen or self._desk.why_nothing:
            return
        self._seen.add(verdict.record)
        wanted = self._kept.own.print_on_checkin
        if wanted is PrintOn.OFF or (wanted is PrintOn.UNPRINTED and not self._lacks_badge(verdict)):
            return
        if not self._is_coming(verdict):
            self.print_person(person.id)

    def _lacks_badge(self, verdict: Verdict) -> bool:
        return verdict.badge is None or verdict.badge.printed_at is None

    def _is_coming(self, verdict: Verdict) -> bool:
        """Whether the badge is in the queue already, also as a failure that somebody has to decide about."""
        code = verdict.badge.code if verdict.badge else ""
        return any(code in job.codes for job in self._desk.jobs if job.is_open)

    @Slot(object)
    def _forget(self, job: PrintJob) -> None:
        if job.codes:
            self._drawing.clear()

    @Slot(object)
    def _forget_all(self, _error: Exception) -> None:
        self._drawing.clear()


def _draw(badges: BadgeService, participant: str, sheet: str, template: str) -> Draw:
    def draw(path: Path) -> Work[Document]:
        face = badges.face(participant)
        paper = badge_stock.sheet_named(sheet)
        yield from badges.save_pdf([face], path, sheet=paper, template=template)
        return Document(
            print_wording.badge_of(face.name),
            path,
            Paper(paper.page_width, paper.page_height),
            (face,),
            sheet,
            template,
        )

    return draw
