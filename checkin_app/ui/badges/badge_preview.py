"""The badges as they will be printed: one page large, the others in small beside it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout

from checkin_app.ui import theme
from checkin_app.ui.badges import badge_wording
from checkin_app.ui.badges.draft import Draft
from checkin_app.ui.badges.page_strip import PageStrip
from checkin_app.ui.badges.page_view import PageView
from checkin_app.ui.badges.paper import Paper
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import label

_ROOM_FOR_STRIP = 440
"""Logical pixels from which the small pictures of all pages stand beside the page."""


class BadgePreview(QFrame):
    """Asks for each page when it comes into sight, and keeps what it was given until another draft is shown."""

    page_needed = Signal(int)
    person_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self._papers: dict[int, Paper] = {}
        self._page = 0
        self._marked = ""
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self.setProperty("role", "panel")
        self._strip = PageStrip()
        self._view = PageView()
        self._before = _tool("chevron-left", "Page before")
        self._after = _tool("chevron-right", "Next page")
        self._number = label("muted")
        self._number.setObjectName("pageNumber")
        self._smaller = _plain("−", "Smaller")
        self._fit = QPushButton("Whole")
        self._fit.setProperty("role", "quiet")
        self._larger = _plain("+", "Larger")

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 0, 10, 8)
        foot.setSpacing(6)
        for each in (self._before, self._number, self._after):
            foot.addWidget(each)
        foot.addStretch(1)
        for each in (self._smaller, self._fit, self._larger):
            foot.addWidget(each)
        page = QVBoxLayout()
        page.setSpacing(4)
        page.addWidget(self._view, 1)
        page.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 6, 2, 0)
        row.setSpacing(0)
        row.addWidget(self._strip)
        row.addLayout(page, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the page itself comes before the small pictures of all."""
        super().resizeEvent(event)
        self._strip.setVisible(self.width() >= theme.scaled(_ROOM_FOR_STRIP))
        self.setTabOrder(self._strip, self._view)

    def _connect(self) -> None:
        self._strip.page_chosen.connect(self.show_page)
        self._strip.page_needed.connect(self._need)
        self._view.turn_requested.connect(self._turn)
        self._view.person_chosen.connect(self.person_chosen)
        self._view.zoomed.connect(self._show_foot)
        self._before.clicked.connect(self._back)
        self._after.clicked.connect(self._on)
        self._smaller.clicked.connect(self._view.zoom_out)
        self._fit.clicked.connect(self._view.fit)
        self._larger.clicked.connect(self._view.zoom_in)

    @property
    def page(self) -> int:
        """Which page is seen, counted from 0."""
        return self._page

    def has_page(self) -> bool:
        """Whether a page is shown."""
        return self._view.has_page()

    def show_draft(self, draft: Draft) -> None:
        """Show another draft at the same page, if it has one; the pages are asked for."""
        self._draft = draft
        self._papers = {}
        self._page = min(self._page, draft.pages - 1)
        self._strip.show_draft(draft, self._page)
        self._strip.setVisible(draft.pages > 1)
        self.show_page(self._page)

    def show_pdf(self, page: int, pdf: bytes) -> None:
        """Show a page that has been drawn."""
        paper = self._papers[page] = Paper(pdf)
        self._strip.show_paper(page, paper)
        if page == self._page and self._draft is not None:
            self._view.show_page(self._draft, page, paper)

    def say(self, text: str) -> None:
        """Say why there is no page."""
        self._draft, self._papers, self._page = None, {}, 0
        self._strip.hide()
        self._view.say(text)
        self._show_foot()

    @Slot(int)
    def show_page(self, page: int) -> None:
        """Turn to a page."""
        draft = self._draft
        if draft is None or not 0 <= page < draft.pages:
            return
        self._page = page
        self._view.show_page(draft, page, self._papers.get(page))
        self._need(page)
        self._strip.choose(page)
        self._show_foot()

    def show_person(self, participant: str) -> bool:
        """Turn to somebody's badge and mark it; False if they have none here."""
        page = self._draft.page_of(participant) if self._draft is not None else None
        if page is None:
            return False
        self.show_page(page)
        self._view.mark(participant)
        return True

    @Slot(int)
    def _need(self, page: int) -> None:
        if page not in self._papers:
            self.page_needed.emit(page)

    @Slot(int)
    def _turn(self, pages: int) -> None:
        self.show_page(self._page + pages)

    @Slot()
    def _back(self) -> None:
        self._turn(-1)

    @Slot()
    def _on(self) -> None:
        self._turn(1)

    @Slot()
    def _show_foot(self) -> None:
        pages = self._draft.pages if self._draft is not None else 0
        for each in (self._before, self._after, self._number):
            each.setVisible(pages > 1)
        is_whole = self._view.zoom == 1.0
        self._larger.setVisible(pages > 0)
        for each in (self._smaller, self._fit):
            each.setVisible(pages > 0 and not is_whole)
        self._number.setText(badge_wording.page_of(self._page, pages))
        self._before.setEnabled(self._page > 0)
        self._after.setEnabled(self._page + 1 < pages)


def _tool(icon: str, name: str) -> QToolButton:
    made = QToolButton()
    made.setProperty("role", "plain")
    made.setAccessibleName(name)
    made.setToolTip(name)
    ButtonIcon(made, icon, "text", 18)
    return made


def _plain(text: str, name: str) -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setProperty("role", "plain")
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setMinimumWidth(theme.scaled(38))
    return made
