"""What surrounds the pages of an open event: rail, top bar, foot line, and the keys that work everywhere."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from checkin_app.domain.checkin import Direction, Verdict
from checkin_app.domain.errors import CheckinError, NotSaved
from checkin_app.services.checkin import Undone
from checkin_app.ui import keys, looks, theme, wording
from checkin_app.ui.checkin_page import CheckinPage
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.foot_line import FootLine
from checkin_app.ui.help_overlay import HelpOverlay
from checkin_app.ui.rail import Page, Rail
from checkin_app.ui.reception import Reception
from checkin_app.ui.second_thoughts import SecondThoughts
from checkin_app.ui.toast import Toast
from checkin_app.ui.top_bar import TopBar

_SECOND_MS = 1_000


class Shell(QWidget):
    """`pages` has one widget for each page; the first of them is the desk."""

    told = Signal(str)
    camera_requested = Signal()
    mute_requested = Signal()
    page_needed = Signal()

    def __init__(
        self,
        desk: str,
        post: DeskPost,
        reception: Reception,
        checkin: CheckinPage,
        others: Mapping[Page, QWidget],
    ) -> None:
        super().__init__()
        self._desk = desk
        self._post = post
        self._reception = reception
        self._checkin = checkin
        self._pages: dict[Page, QWidget] = {Page.CHECKIN: checkin, **others}
        self._saved_at: datetime | None = None
        self._backed_up_at: datetime | None = None
        self._make()
        self._arrange()
        self._connect()
        self._connect_keys()
        self._show_programme()
        self.show_page(Page.CHECKIN)

    def _make(self) -> None:
        self.setObjectName("shell")
        self._rail = Rail()
        self._top = TopBar()
        self._foot = FootLine()
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        self._toast = Toast(self._stack)
        self._help = HelpOverlay(self)
        self._clock = QTimer(self)
        self._clock.start(_SECOND_MS)

    def _arrange(self) -> None:
        for page in self._pages.values():
            page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._stack.addWidget(page)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._top)
        right.addWidget(self._stack, 1)
        right.addWidget(self._foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(right, 1)

    def _connect(self) -> None:
        self._rail.page_chosen.connect(self.show_page)
        self._rail.help_requested.connect(self._help.turn)
        self._top.activation_requested.connect(self._come_to_front)
        self._top.checkpoint_chosen.connect(self._post.choose)
        self._top.automatic_requested.connect(self._post.follow_clock)
        self._top.direction_chosen.connect(self._post.turn)
        self._top.camera.clicked.connect(self.camera_requested)
        self._top.sound.clicked.connect(self.mute_requested)
        self._post.moved.connect(self._show_checkpoint)
        self._post.turned.connect(self._show_direction)
        self._post.programme_learned.connect(self._show_programme)
        self._reception.decided.connect(self._note_saving)
        self._reception.undone.connect(self._tell_undone)
        self._reception.failed.connect(self._tell_failure)
        self._reception.saving_failed.connect(self._tell_unsaved)
        self._toast.undo_requested.connect(self._reception.undo_record)
        self._toast.retry_requested.connect(self._reception.retry)
        self._toast.desk_requested.connect(self._go_to_box)
        self._checkin.edit_requested.connect(self.show_people)
        self._clock.timeout.connect(self._show_time)

    def _connect_keys(self) -> None:
        for number, page in enumerate(Page, 1):
            self._key(f"Ctrl+{number}", self._page_shower(page))
        desk_keys: Sequence[tuple[str, Callable[[], None]]] = (
            ("Ctrl+F", self._go_to_box),
            ("F3", self._go_to_box),
            ("Ctrl+N", self._begin_walk_in),
            ("Ctrl+Z", self._undo),
            ("Ctrl+Shift+Z", self._redo),
            ("F1", self._help.turn),
            ("F4", self.camera_requested.emit),
            ("F6", self._next_checkpoint),
            ("Shift+F6", self._previous_checkpoint),
            ("F7", self._turn_round),
            ("F8", self.mute_requested.emit),
        )
        for each, act in desk_keys:
            self._key(each, act)

    def _key(self, pressed: str, act: Callable[[], None]) -> None:
        QShortcut(QKeySequence(pressed), self).activated.connect(act)

    def _page_shower(self, page: Page) -> Callable[[], None]:
        def show() -> None:
            self.show_page(page)

        return show

    @Slot(object)
    def show_page(self, page: Page) -> None:
        """Open a page."""
        self.page_needed.emit()
        self._help.close_help()
        self._rail.show_page(page)
        self._stack.setCurrentWidget(self._pages[page])
        self._pages[page].setFocus()
        self._foot.show_keys(keys.foot(at_desk=page is Page.CHECKIN))
        if page is Page.CHECKIN:
            self._toast.hide()

    @Slot()
    def show_badges(self) -> None:
        """Open the page of badges."""
        self.show_page(Page.BADGES)

    def add_pill(self, pill: QWidget) -> None:
        """Have something in the top bar that tells how a device does."""
        self._top.add_pill(pill)

    @property
    def stage(self) -> QWidget:
        """Where the pages are, and what lies over them for a while, until `page_needed`."""
        return self._stack

    @Slot()
    def show_people(self) -> None:
        """Open the page of people."""
        self.show_page(Page.PEOPLE)

    @property
    def top_bar(self) -> TopBar:
        """The bar over all pages."""
        return self._top

    @property
    def is_at_desk(self) -> bool:
        """Whether the Check-in page is open."""
        return self._stack.currentWidget() is self._checkin

    @Slot()
    def show_settings(self) -> None:
        """Open the page of settings."""
        self.show_page(Page.SETTINGS)

    @property
    def post(self) -> DeskPost:
        """Where the desk stands."""
        return self._post

    def show_backup(self, at: datetime) -> None:
        """Show when the event file was last backed up."""
        self._backed_up_at = at
        self._show_saved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the rail's words where there is little room."""
        super().resizeEvent(event)
        self._rail.slim_down(is_slim=self.width() < theme.NARROW)

    @Slot()
    def _show_programme(self) -> None:
        now = self._post.now()
        self._top.show_event(self._post.programme, self._desk, now)
        self._top.show_time(self._post.programme, now)
        self._top.show_direction(self._post.direction)
        self._show_checkpoint()

    @Slot()
    def _show_checkpoint(self) -> None:
        self._top.show_checkpoint(self._post.programme, self._post.checkpoint, by_hand=self._post.is_by_hand)

    @Slot()
    def _show_direction(self) -> None:
        self._top.show_direction(self._post.direction)

    @Slot()
    def _show_time(self) -> None:
        self._top.show_time(self._post.programme, self._post.now())

    def _show_saved(self) -> None:
        self._foot.show_saved(wording.saved(self._post.programme, self._saved_at, self._backed_up_at))

    @Slot(object)
    def _note_saving(self, verdict: Verdict) -> None:
        self._saved_at = verdict.at
        self.page_needed.emit()
        self._show_saved()
        self._help.close_help()
        if not self.is_at_desk:
            self._toast.show_verdict(verdict, self._post.programme)

    @Slot(object)
    def _tell_unsaved(self, error: NotSaved) -> None:
        self.page_needed.emit()
        if not self.is_at_desk:
            self._toast.show_unsaved(error)

    @Slot(object)
    def _tell_undone(self, undone: Undone) -> None:
        self._toast.hide()
        if not self.is_at_desk:
            name = undone.scan.participant.name if undone.scan.participant else ""
            line = looks.undone_line(undone.scan, self._post.programme, again=False)
            self.told.emit(f"{looks.TAKEN_BACK.word}: {name}. {line}")

    @Slot(object)
    def _tell_failure(self, error: CheckinError) -> None:
        self.told.emit(str(wording.failure(error)))

    @Slot()
    def _go_to_box(self) -> None:
        self.show_page(Page.CHECKIN)
        self._checkin.focus_box()

    def take_scan(self, by_position: str, typed: str) -> None:
        """A scan, wherever the caret was: read by the places of its keys, and as typed."""
        self._checkin.take_scan(by_position, typed)

    @Slot(bool)
    def show_listening(self, hears: bool) -> None:  # noqa: FBT001  # a signal's argument
        """Show whether scans arrive here, or go to another program."""
        self._top.show_paused(is_paused=not hears)

    @Slot()
    def _come_to_front(self) -> None:
        self.window().raise_()
        self.window().activateWindow()

    @Slot()
    def show_programme(self) -> None:
        """Show the programme."""
        self.show_page(Page.PROGRAMME)

    def _second_thoughts(self) -> SecondThoughts:
        page = self._stack.currentWidget()
        return page if isinstance(page, SecondThoughts) else self._reception

    @Slot()
    def _undo(self) -> None:
        self._second_thoughts().undo()

    @Slot()
    def _redo(self) -> None:
        self._second_thoughts().redo_last()

    @Slot()
    def _begin_walk_in(self) -> None:
        self.show_page(Page.CHECKIN)
        self._checkin.begin_walk_in()

    @Slot()
    def _next_checkpoint(self) -> None:
        self._post.step(1)

    @Slot()
    def _previous_checkpoint(self) -> None:
        self._post.step(-1)

    @Slot()
    def _turn_round(self) -> None:
        self._post.turn(Direction.EXIT if self._post.direction is Direction.ENTRY else Direction.ENTRY)
