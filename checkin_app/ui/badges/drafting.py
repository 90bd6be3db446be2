"""Has badges read, drawn and looked at beside the window: the page that is seen first, everything else after it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from checkin_app.domain.badge import BadgeFace, BadgeWarning
from checkin_app.domain.badge_preflight import Limits
from checkin_app.services import badge_pdf, badge_preflight
from checkin_app.services.badges import BadgeService
from checkin_app.services.long_work import Work
from checkin_app.ui.background import Background, Job, in_one_step, unwatched
from checkin_app.ui.badges.draft import Draft, Setup, Who

_NOTHING = -1
Findings = tuple[BadgeWarning, ...]


class Drafting(QObject):
    """Knows the newest choice; what is still being drawn for an older one is dropped.

    `drawn` brings a page's number and its PDF, `looked_at` how many of how many badges were looked at, `checked` all
    that was found.
    """

    drafted = Signal(object)
    drawn = Signal(int, object)
    looked_at = Signal(int, int)
    checked = Signal(object)
    failed = Signal(object)

    def __init__(self, badges: BadgeService, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._badges = badges
        self._background = background
        self._faces: tuple[BadgeFace, ...] | None = None
        self._setup: Setup | None = None
        self._limits = Limits()
        self._draft: Draft | None = None
        self._wanted: list[int] = []
        self._check: _Resumable | None = None
        self._is_checking = False
        self._drawing = _NOTHING
        self._job: Job | None = None
        self._reading: Job | None = None

    def read(self, who: Who) -> None:
        """Read the badges of these people."""
        if self._reading is not None:
            self._reading.cancel()
        self._stop()

        def faces() -> tuple[BadgeFace, ...]:
            categories = [who.category] if who.category else []
            found = self._badges.faces(
                only=who.only, categories=categories, people=who.people, order=who.order
            )
            return tuple(found)

        self._reading = self._background.work(in_one_step(faces), unwatched, self._take_faces, self._fail)

    def set_up(self, setup: Setup) -> None:
        """Print them so; asked before they are read, it waits for them."""
        self._setup = setup
        self._begin()

    def set_limits(self, limits: Limits) -> None:
        """Look at the same badges with other limits."""
        self._limits = limits
        if self._draft is not None and self._draft.faces:
            self._stop()
            self._look_again()
            self._go_on()

    def want(self, page: int) -> None:
        """Draw that page next, before those that were asked for earlier."""
        if page == self._drawing:
            return
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        if self._job is None or self._is_checking:
            self._stop()
            self._go_on()

    # -- asking ----------------------------------------------------------------------------------------------

    def _take_faces(self, faces: tuple[BadgeFace, ...]) -> None:
        self._reading = None
        self._faces = faces
        self._begin()

    def _begin(self) -> None:
        if self._faces is None or self._setup is None:
            return
        self._stop()
        self._wanted.clear()
        self._draft = Draft(self._faces, self._setup)
        self._look_again()
        self.drafted.emit(self._draft)
        self._go_on()

    def _look_again(self) -> None:
        draft = self._draft
        if draft is None or not draft.faces:
            self._check = None
            return
        setup = draft.setup
        self._check = _Resumable(
            badge_preflight.findings(draft.faces, setup.sheet, setup.template, self._limits)
        )

    def _go_on(self) -> None:
        """Draw what is wanted; when nothing is, look at the badges."""
        if self._job is not None or self._draft is None:
            return
        if self._wanted:
            page = self._drawing = self._wanted.pop()
            self._run(in_one_step(_page_of(self._draft, page)), lambda pdf: self.drawn.emit(page, pdf))
        elif self._check is not None:
            self._is_checking = True
            self._run(self._check.go_on(), self._end_check, self.looked_at.emit)

    def _run(
        self,
        work: Work[object],
        then: Callable[[object], None],
        progress: Callable[[int, int], None] = unwatched,
    ) -> None:
        def end(answer: object) -> None:
            self._job = None
            self._is_checking, self._drawing = False, _NOTHING
            then(answer)
            self._go_on()

        self._job = _BEGUN
        job = self._background.work(work, progress, end, self._fail)
        if self._job is _BEGUN:
            self._job = job

    def _end_check(self, found: object) -> None:
        self._check = None
        self.checked.emit(found)

    def _stop(self) -> None:
        self._is_checking, self._drawing = False, _NOTHING
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _fail(self, error: Exception) -> None:
        self._job = self._reading = self._check = None
        self._is_checking, self._drawing = False, _NOTHING
        self._wanted.clear()
        self.failed.emit(error)


def _page_of(draft: Draft, page: int) -> Callable[[], object]:
    setup = draft.setup
    return lambda: badge_pdf.render_page(
        draft.faces, page, setup.sheet, setup.template, first_label=setup.first_label, press=setup.press
    )


class _Resumable:
    """Work that can be left for something more urgent, and taken up where it was; it runs in one thread at a time."""

    def __init__(self, work: Work[Findings]) -> None:
        self._work = work

    def go_on(self) -> Work[object]:
        """The rest of the work: closing it leaves the work as far as it has come."""
        while True:
            try:
                step = next(self._work)
            except StopIteration as end:
                return end.value
            yield step


class _Begun:
    """Stands for the job until the background has given it: work may end before that."""

    def cancel(self) -> None:
        """It has not begun."""


_BEGUN = _Begun()
