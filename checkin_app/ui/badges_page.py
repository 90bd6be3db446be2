"""Badges: whose, how they will look, what to look at before printing, and the PDF."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from checkin_app.domain.badge import BadgeFace, BadgeWarning, Problem
from checkin_app.domain.errors import CheckinError
from checkin_app.services import badge_pdf, badge_stock
from checkin_app.services.badge_pdf import BadgeRun
from checkin_app.services.badges import BadgeService
from checkin_app.ui import file_dialogs, theme, wording
from checkin_app.ui.background import Background, Job
from checkin_app.ui.badge_choices import BadgeChoice, BadgeChoices
from checkin_app.ui.badge_preview import BadgePreview
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.icons import ButtonIcon, IconLabel
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import hint, label

_GRAVITY = (
    *(Problem.MISSING_GLYPH, Problem.ELLIPSED, Problem.PALE, Problem.DUPLICATE, Problem.COARSE),
    *(Problem.SHRUNK, Problem.EMPTY),
)
_PAUSE_MS = 250
_CHOICES_WIDTH = 300
_WARNINGS_WIDTH = 264


@dataclass(frozen=True, slots=True)
class Draft:
    """What a choice comes to: the badges, the first page as PDF (empty for none), and the warnings."""

    choice: BadgeChoice
    faces: tuple[BadgeFace, ...]
    first_page: bytes
    warnings: tuple[BadgeWarning, ...]


class BadgesPage(QWidget):
    """Asks the badge service; what was printed is marked only when somebody says so."""

    failed = Signal(object)

    def __init__(
        self,
        badges: BadgeService,
        background: Background,
        changes: Changes,
        post: DeskPost,
        save_as: AskForFile = file_dialogs.save_as,
    ) -> None:
        super().__init__()
        self._badges = badges
        self._background = background
        self._changes = changes
        self._post = post
        self._save_as = save_as
        self._draft: Draft | None = None
        self._drafting: Job | None = None
        self._saved: Draft | None = None
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self._count = label("count")
        self._count.setObjectName("badgeCount")
        self._save = QPushButton("Save PDF")
        self._save.setObjectName("saveBadges")
        self._save.setProperty("role", "primary")
        ButtonIcon(self._save, "download", "on_accent", 18)
        self._choices = BadgeChoices(badge_stock.all_sheets(), badge_stock.all_templates())
        self._preview = BadgePreview()
        self._heading = label("section", wraps=True)
        self._warnings = QListWidget()
        self._warnings.setObjectName("badgeWarnings")
        self._warnings.setAccessibleName("What to look at before printing")
        self._warnings.setWordWrap(True)
        self._warnings.setSpacing(3)
        self._warnings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._warnings.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self._job = JobBar(self._background)
        self._printed = QFrame()
        self._mark = QPushButton("Mark as printed")
        self._mark.setObjectName("markPrinted")
        self._not_yet = QPushButton("Not yet")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(label("title", "Badges"))
        head.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._save)
        self._arrange_printed()
        self._box = QFrame()
        self._box.setProperty("role", "panel")
        warnings = QVBoxLayout(self._box)
        warnings.setContentsMargins(18, 12, 12, 12)
        warnings.addWidget(self._heading)
        warnings.addWidget(self._warnings)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self._choices)
        body.addWidget(self._preview, 1)
        body.addWidget(self._box)
        self._box.setFixedWidth(theme.scaled(_WARNINGS_WIDTH))
        self._choices.setFixedWidth(theme.scaled(_CHOICES_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self._job)
        column.addWidget(self._printed)
        column.addLayout(body, 1)

    def _arrange_printed(self) -> None:
        self._printed.setProperty("role", "caution")
        row = QHBoxLayout(self._printed)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(IconLabel("printer", "on_caution", 22))
        row.addWidget(label("caution", wording.DID_THEY_PRINT_WELL, wraps=True), 1)
        row.addWidget(self._mark)
        row.addWidget(self._not_yet)
        self._printed.hide()

    def _connect(self) -> None:
        self._choices.changed.connect(self._pause.start)
        self._pause.timeout.connect(self._ask_for_draft)
        self._save.clicked.connect(self._save_pdf)
        self._mark.clicked.connect(self._mark_printed)
        self._not_yet.clicked.connect(self._printed.hide)
        changes = self._changes
        self._freshness = Freshness(
            self,
            self._ask_for_draft,
            changes.people_changed,
            changes.badges_changed,
            changes.programme_changed,
        )

    @Slot(object)
    def show_people(self, people: Sequence[str]) -> None:
        """Turn to the badges of these people, given by their ids."""
        self._choices.choose_people(people)

    # -- asking ----------------------------------------------------------------------------------------------

    @Slot()
    def _ask_for_draft(self) -> None:
        if self._drafting is not None:
            self._drafting.cancel()
        self._choices.offer_categories([category.name for category in self._post.programme.categories])
        self._save.setEnabled(False)
        work = _drafted(self._badges, self._choices.choice())
        self._drafting = self._background.work(work, self._show_nothing, self._show_draft, self._show_failure)

    @Slot()
    def _save_pdf(self) -> None:
        draft = self._draft
        if draft is None or not draft.faces:
            return
        out = self._save_as(self, "Save badges", "badges.pdf", "PDF (*.pdf)")
        if out is None:
            return

        def tell(run: BadgeRun) -> str:
            self._saved = draft
            self._printed.show()
            return wording.badges_saved(run, out)

        choice = draft.choice
        work = self._badges.save_pdf(
            draft.faces, out, sheet=choice.sheet, template=choice.template, first_label=choice.first_label
        )
        self._printed.hide()
        self._job.run(work, f"Drawing {len(draft.faces)} badges …", tell)

    @Slot()
    def _mark_printed(self) -> None:
        saved, self._saved = self._saved, None
        self._printed.hide()
        if saved is not None:
            self._background.ask(
                lambda: self._badges.mark_printed(
                    saved.faces, sheet=saved.choice.sheet, template=saved.choice.template
                ),
                self._tell_marked,
                self._show_failure,
            )

    # -- showing ---------------------------------------------------------------------------------------------

    def _show_nothing(self, _done: int, _total: int) -> None:
        """The old page stays until the new one is there."""

    def _show_draft(self, draft: Draft) -> None:
        self._draft = draft
        self._drafting = None
        self._count.setText(wording.badge_count(len(draft.faces)))
        self._save.setEnabled(bool(draft.faces))
        if draft.first_page:
            self._preview.show_pdf(draft.first_page)
        else:
            self._preview.say(wording.NO_BADGES)
        self._show_warnings(draft)

    def _show_warnings(self, draft: Draft) -> None:
        names = {face.participant: face.name for face in draft.faces}
        self._warnings.clear()
        for warning in sorted(draft.warnings, key=lambda each: _GRAVITY.index(each.problem)):
            self._warnings.addItem(wording.badge_warning(warning, names.get(warning.participant, "")))
            self._warnings.item(self._warnings.count() - 1).setToolTip(hint(warning.detail))
        self._heading.setText(wording.warning_count(len(draft.warnings)))
        self._box.setVisible(bool(draft.warnings))

    def _show_failure(self, error: Exception) -> None:
        self._drafting = None
        if not isinstance(error, CheckinError):
            raise error
        self._preview.say(str(wording.failure(error)))
        self.failed.emit(error)

    def _tell_marked(self, _answer: None) -> None:
        self._job.tell("Marked as printed.")
        self._changes.badges_changed.emit()


def _drafted(badges: BadgeService, choice: BadgeChoice) -> Generator[tuple[int, int], None, Draft]:
    """Read whose badges are meant, draw their first page and look for what may go wrong."""
    categories = [choice.category] if choice.category else []
    faces = tuple(badges.faces(only=choice.only, categories=categories, people=choice.people))
    if not faces:
        return Draft(choice, (), b"", ())
    sheet = badge_stock.all_sheets()[choice.sheet]
    template = badge_stock.all_templates()[choice.template]
    yield 0, 1
    on_first = faces[: sheet.labels_per_page - choice.first_label + 1]
    first_page = yield from _first_page(badges, choice, on_first)
    return Draft(choice, faces, first_page, badge_pdf.warnings_for(faces, sheet, template))


def _first_page(
    badges: BadgeService, choice: BadgeChoice, faces: Sequence[BadgeFace]
) -> Generator[tuple[int, int], None, bytes]:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "first page.pdf"
        yield from badges.save_pdf(
            faces, out, sheet=choice.sheet, template=choice.template, first_label=choice.first_label
        )
        return out.read_bytes()
