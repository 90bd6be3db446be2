"""Writes badges, spare ones and test pages to PDFs that somebody names."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from checkin_app.services.badge_pdf import BadgeRun
from checkin_app.services.badge_test_page import save_test_page
from checkin_app.services.badges import BadgeService
from checkin_app.services.long_work import Work
from checkin_app.ui import wording
from checkin_app.ui.badges import badge_wording
from checkin_app.ui.badges.draft import Draft, Setup
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.job_bar import JobBar

_PDF = "PDF (*.pdf)"


class BadgeFiles:
    """Asks where to, draws in the workshop, and says in the job bar how it ended."""

    def __init__(self, badges: BadgeService, job: JobBar, save_as: AskForFile) -> None:
        self._badges = badges
        self._job = job
        self._save_as = save_as

    def save(self, draft: Draft, then: Callable[[Draft], None]) -> None:
        """Save the badges of a draft; `then` is called when they lie in a file."""
        out = self._ask("Save badges", "badges.pdf")
        if out is None:
            return

        def tell(run: BadgeRun) -> str:
            then(draft)
            return badge_wording.badges_saved(run, out)

        self._job.run(drawn(self._badges, draft, out), badge_wording.drawing(len(draft.faces)), tell)

    def save_spares(self, setup: Setup, count: int) -> None:
        """Make so many codes that nobody has yet, and save blank badges with them."""
        out = self._ask("Save spare badges", "spare badges.pdf")
        if out is None:
            return

        def work() -> Work[BadgeRun]:
            yield 0, count
            draft = Draft(tuple(self._badges.issue_spares(count)), setup)
            return (yield from drawn(self._badges, draft, out))

        def tell(run: BadgeRun) -> str:
            return badge_wording.spares_saved(run, out)

        self._job.run(work(), badge_wording.drawing(count), tell, writes=True)

    def save_test_page(self, setup: Setup) -> None:
        """Save the page that shows where a printer prints."""
        out = self._ask("Save the test page", "test page.pdf")
        if out is not None:
            work = save_test_page(setup.sheet, setup.press, out)
            self._job.run(work, "Drawing the test page …", lambda _: wording.file_saved(out))

    def _ask(self, title: str, suggestion: str) -> Path | None:
        parent = self._job.parentWidget()
        return self._save_as(parent if isinstance(parent, QWidget) else self._job, title, suggestion, _PDF)


def drawn(badges: BadgeService, draft: Draft, out: Path) -> Work[BadgeRun]:
    """Draw the badges of a draft into a file."""
    setup = draft.setup
    return badges.save_pdf(
        draft.faces,
        out,
        sheet=setup.sheet,
        template=setup.template,
        first_label=setup.first_label,
        press=setup.press,
    )
