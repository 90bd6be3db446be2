"""Badges: whose, how they will look, what to look at before printing, and the PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from checkin_app.domain.badge import BadgeWarning
from checkin_app.domain.badge_look import OwnTemplate
from checkin_app.domain.badge_template import Template
from checkin_app.domain.errors import CheckinError
from checkin_app.services import badge_stock
from checkin_app.services.badge_designs import BadgeDesignService
from checkin_app.services.badges import BadgeService
from checkin_app.ui import file_dialogs, theme, wording
from checkin_app.ui.background import Background
from checkin_app.ui.badges import badge_wording
from checkin_app.ui.badges.badge_files import BadgeFiles
from checkin_app.ui.badges.badge_preview import BadgePreview
from checkin_app.ui.badges.design_pictures import DesignPictures
from checkin_app.ui.badges.design_studio import DesignStudio
from checkin_app.ui.badges.draft import Draft
from checkin_app.ui.badges.drafting import Drafting
from checkin_app.ui.badges.how_panel import HowPanel
from checkin_app.ui.badges.print_row import PrintRow
from checkin_app.ui.badges.printed_question import PrintedQuestion
from checkin_app.ui.badges.warning_panel import WarningPanel
from checkin_app.ui.badges.who_panel import WhoPanel
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.file_dialogs import FileDialogs
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import label
from checkin_app.ui.printing.print_desk import PrintDesk
from checkin_app.ui.programme.act_bar import ActBar

_PAUSE_MS = 250
_WHO_WIDTH, _HOW_WIDTH = 262, 300
_WHO_NARROW, _HOW_NARROW = 236, 262
_WIDE_FROM = 1_010
"""Logical pixels of the page from which both columns have their full width."""


@dataclass(frozen=True, slots=True)
class BadgeServices:
    """What the page asks."""

    badges: BadgeService
    designs: BadgeDesignService


class BadgesPage(QWidget):
    """What was printed is marked only when somebody says so."""

    failed = Signal(object)
    person_requested = Signal(str)
    mailing_requested = Signal()

    def __init__(
        self,
        services: BadgeServices,
        prints: PrintDesk,
        background: Background,
        changes: Changes,
        post: DeskPost,
        dialogs: FileDialogs = file_dialogs.SYSTEM,
    ) -> None:
        super().__init__()
        self._badges = services.badges
        self._print = PrintRow(prints)
        self._designs = services.designs
        self._background = background
        self._changes = changes
        self._post = post
        self._draft: Draft | None = None
        self._studio = DesignStudio(services.designs, background, dialogs.open_file)
        self._drafting = Drafting(services.badges, background, self)
        self._deleted: OwnTemplate | None = None
        self._make()
        self._files = BadgeFiles(services.badges, self._job, dialogs.save_as)
        self._arrange()
        self._connect()
        self._connect_designs()

    def _make(self) -> None:
        self._count = label("count")
        self._count.setObjectName("badgeCount")
        self._save = QPushButton("Save PDF …")
        self._save.setObjectName("saveBadges")
        ButtonIcon(self._save, "download", "text", 18)
        self._mail = QPushButton("E-mail …")
        self._mail.setObjectName("mailTickets")
        ButtonIcon(self._mail, "mail", "text", 18)
        self._who = WhoPanel()
        self._warnings = WarningPanel()
        self._preview = BadgePreview()
        self._how = HowPanel(badge_stock.all_sheets())
        self._side = QStackedWidget()
        self._side.addWidget(self._how)
        self._side.addWidget(self._studio)
        self._pictures = DesignPictures(self._background, self)
        self._job = JobBar(self._background)
        self._acts = ActBar()
        self._printed = PrintedQuestion()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(label("title", "Badges"))
        head.addWidget(self._count, 1, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self._mail)
        head.addWidget(self._save)
        head.addWidget(self._print)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._who)
        left.addWidget(self._warnings, 1)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addLayout(left)
        body.addWidget(self._preview, 1)
        body.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._job)
        column.addWidget(self._acts)
        column.addWidget(self._printed)
        column.addLayout(body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the preview its room."""
        super().resizeEvent(event)
        is_wide = self.width() >= theme.scaled(_WIDE_FROM)
        who, how = (_WHO_WIDTH, _HOW_WIDTH) if is_wide else (_WHO_NARROW, _HOW_NARROW)
        for part, width in ((self._who, who), (self._warnings, who), (self._side, how)):
            part.setFixedWidth(theme.scaled(width))

    def _connect(self) -> None:
        self._who.changed.connect(self._pause.start)
        self._pause.timeout.connect(self.read)
        self._how.changed.connect(self._set_up)
        self._how.test_page_requested.connect(self._save_test_page)
        self._how.spares_requested.connect(self._save_spares)
        self._save.clicked.connect(self._save_pdf)
        self._mail.clicked.connect(self.mailing_requested)
        self._print.print_requested.connect(self._ask_to_print)
        self._print.told.connect(self._job.tell)
        self._printed.marked.connect(self._mark_printed)
        self._drafting.drafted.connect(self._show_draft)
        self._drafting.drawn.connect(self._preview.show_pdf)
        self._drafting.looked_at.connect(self._warnings.show_progress)
        self._drafting.checked.connect(self._show_warnings)
        self._drafting.failed.connect(self._show_failure)
        self._preview.page_needed.connect(self._drafting.want)
        self._preview.person_chosen.connect(self.person_requested)
        self._warnings.badge_requested.connect(self._preview.show_person)
        self._warnings.limits_changed.connect(self._drafting.set_limits)
        changes = self._changes
        facts = (changes.people_changed, changes.badges_changed, changes.programme_changed)
        self._freshness = Freshness(self, self._begin, *facts)

    def _connect_designs(self) -> None:
        studio, designs = self._studio, self._how.designs
        designs.copy_requested.connect(self._copy_design)
        designs.change_requested.connect(self._change_design)
        designs.delete_requested.connect(self._ask_to_delete)
        studio.opened.connect(self._show_studio)
        studio.closed.connect(self._show_studio)
        studio.template_changed.connect(self._show_template)
        studio.kept.connect(self._take_kept)
        studio.deleted.connect(self._tell_deleted)
        studio.failed.connect(self._show_failure)
        self._acts.undo_requested.connect(self._put_back)
        self._pictures.drawn.connect(designs.show_picture)

    @Slot(object)
    def show_people(self, people: Sequence[str]) -> None:
        """Turn to the badges of these people, given by their ids."""
        self._who.choose_people(people)

    # -- asking ----------------------------------------------------------------------------------------------

    @Slot()
    def _begin(self) -> None:
        self._background.ask(
            lambda: (self._designs.all_templates(), self._designs.own()),
            self._offer_designs,
            self._show_failure,
        )
        self.read()

    @Slot()
    def read(self) -> None:
        """Read whose badges are chosen now, without waiting for another choice."""
        self._pause.stop()
        self._who.offer_categories([category.name for category in self._post.programme.categories])
        self._save.setEnabled(False)
        self._print.allow(may_print=False)
        self._drafting.read(self._who.who())

    @Slot()
    def _set_up(self) -> None:
        setup = self._how.setup()
        if setup is None:
            self._show_none(badge_wording.FITS_NOWHERE)
        elif not self._studio.is_open:
            self._drafting.set_up(setup)

    @Slot()
    def _save_pdf(self) -> None:
        if self._draft is not None and self._draft.faces:
            self._printed.hide()
            self._files.save(self._draft, self._printed.ask)

    @Slot()
    def _ask_to_print(self) -> None:
        draft = self._draft
        if draft is None or not draft.faces:
            return
        coming = self._print.under_way(draft)
        if coming:
            words = badge_wording.under_way(coming, len(draft.faces))
            self._acts.ask(words, "Print again", lambda: self._print.print(self._badges, draft))
        else:
            self._print.print(self._badges, draft)

    @Slot()
    def _save_test_page(self) -> None:
        setup = self._how.setup()
        if setup is not None:
            self._files.save_test_page(setup)

    @Slot(int)
    def _save_spares(self, count: int) -> None:
        setup = self._how.setup()
        if setup is not None:
            self._files.save_spares(setup, count)

    @Slot(object)
    def _mark_printed(self, draft: Draft) -> None:
        sheet, template = draft.setup.sheet.name, draft.setup.template.name
        self._background.ask(
            lambda: self._badges.mark_printed(draft.faces, sheet=sheet, template=template),
            self._tell_marked,
            self._show_failure,
        )

    @Slot(str)
    def _copy_design(self, name: str) -> None:
        self._studio.copy(name, self._how.sheet())

    @Slot(str)
    def _change_design(self, name: str) -> None:
        self._studio.change(name, self._how.sheet())

    @Slot(str)
    def _ask_to_delete(self, name: str) -> None:
        title = next((each.title for each in self._how.designs.offered() if each.name == name), name)
        self._acts.ask(badge_wording.delete_design(title), "Delete", lambda: self._studio.delete(name))

    @Slot()
    def _put_back(self) -> None:
        deleted, self._deleted = self._deleted, None
        self._acts.hide()
        if deleted is not None:
            self._studio.put_back(deleted)

    # -- showing ---------------------------------------------------------------------------------------------

    def _offer_designs(self, known: tuple[Mapping[str, Template], Sequence[OwnTemplate]]) -> None:
        self._how.offer_designs(*known)
        self._set_up()

    @Slot(object)
    def _show_draft(self, draft: Draft) -> None:
        self._draft = draft
        self._count.setText(badge_wording.badges_on_pages(len(draft.faces), draft.pages))
        self._allow_saving()
        self._warnings.wait()
        if draft.faces:
            self._preview.show_draft(draft)
            self._draw_designs(draft)
        else:
            self._preview.say(badge_wording.nobody(self._who.who().only))
            self._warnings.say_nothing()

    def _draw_designs(self, draft: Draft) -> None:
        if not self._studio.is_open:
            self._pictures.draw(self._how.designs.offered(), draft.faces[0], draft.setup.sheet)

    @Slot(object)
    def _show_warnings(self, found: Sequence[BadgeWarning]) -> None:
        if self._draft is not None:
            names = {face.participant: face.name for face in self._draft.faces}
            self._warnings.show_warnings(found, names)

    @Slot()
    def _show_studio(self) -> None:
        is_open = self._studio.is_open
        self._side.setCurrentWidget(self._studio if is_open else self._how)
        self._allow_saving()
        if not is_open:
            self._set_up()

    @Slot(object)
    def _show_template(self, template: Template) -> None:
        setup = self._how.setup(template)
        if setup is not None:
            self._drafting.set_up(setup)

    @Slot(str)
    def _take_kept(self, name: str) -> None:
        self._how.designs.choose(name)
        self._begin()

    @Slot(object)
    def _tell_deleted(self, design: OwnTemplate) -> None:
        self._deleted = design
        self._acts.tell(badge_wording.design_deleted(design.title), can_be_undone=True)
        self._begin()

    def _allow_saving(self) -> None:
        is_open = self._studio.is_open
        has_badges = self._draft is not None and bool(self._draft.faces)
        self._save.setEnabled(has_badges and not is_open)
        self._save.setToolTip(badge_wording.KEEP_FIRST if is_open else "")
        self._print.allow(may_print=has_badges, why_not=badge_wording.KEEP_FIRST if is_open else "")

    @Slot(object)
    def _show_failure(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self._show_none(str(wording.failure(error)))
        self.failed.emit(error)

    def _show_none(self, why: str) -> None:
        self._draft = None
        self._allow_saving()
        self._preview.say(why)
        self._warnings.say_nothing()

    def _tell_marked(self, _answer: None) -> None:
        self._job.tell("Marked as printed.")
        self._changes.badges_changed.emit()
