"""The papers that a coordinator needs: signature lists and the attendance report."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from checkin_app.domain.badge_look import Picture
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.signature_list import SignatureList, signature_list
from checkin_app.services.apart import apart
from checkin_app.services.attendance import AttendanceService
from checkin_app.services.event_logos import logos_of
from checkin_app.services.journal import Journal
from checkin_app.services.long_work import Work
from checkin_app.services.paper import PaperRun
from checkin_app.services.report_pages import render_report
from checkin_app.services.signature_pages import SignatureChoices, render_signatures

USUAL_LISTS = SignatureChoices()
_WORTH_A_PROCESS = 300
"""Rows or papers; fewer are set before another process has begun."""


class ReportService:
    """What a coordinator can ask for on paper. What is read is short; what is set comes as work beside the desk."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._attendance = AttendanceService(journal)

    def signature_lists(self, checkpoints: Sequence[Checkpoint]) -> list[SignatureList]:
        """Who signs at each of these days and sessions, as the roster and the scans are now."""
        matrix = self._attendance.matrix()
        return [signature_list(matrix, each) for each in checkpoints]

    def save_signatures(
        self, lists: Sequence[SignatureList], out: Path, choices: SignatureChoices = USUAL_LISTS
    ) -> Work[PaperRun]:
        """Set lists into one PDF; yields (rows done, rows to do), returns the run. See `render_signatures`."""
        now = self._journal.now()
        work = partial(render_signatures, lists, out, choices, self.logos(), now)
        return apart(work) if sum(len(each.rows) for each in lists) > _WORTH_A_PROCESS else work()

    def save_attendance(self, out: Path) -> Work[PaperRun]:
        """Set the attendance report of the whole event, as it is now; yields (pages done, pages to do)."""
        matrix = self._attendance.matrix()
        work = partial(render_report, matrix, out, self._journal.now(), self.logos())
        return apart(work) if len(matrix.rows) > _WORTH_A_PROCESS else work()

    def logos(self) -> tuple[Picture, ...]:
        """The logos of the event's own badge designs, each once, for the heads of all papers."""
        with self._journal.reading() as connection:
            return logos_of(connection)
