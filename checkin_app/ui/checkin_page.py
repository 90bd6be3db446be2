"""The desk: scan a badge or type a name, see the verdict, take things back."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from checkin_app.domain.checkin import Verdict
from checkin_app.domain.code import LENGTH
from checkin_app.domain.errors import NotSaved
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.search import SHORTEST
from checkin_app.services.checkin import CheckinService, Found, Undone
from checkin_app.ui import looks
from checkin_app.ui.background import Background
from checkin_app.ui.changes import Changes
from checkin_app.ui.desk_numbers import DeskNumbers
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.desk_side import DeskSide
from checkin_app.ui.found_panel import FoundPanel
from checkin_app.ui.reception import Reception
from checkin_app.ui.scan_box import ScanBox, is_foreign, is_scanned
from checkin_app.ui.verdict_card import VerdictCard
from checkin_app.ui.walk_in_sheet import WalkInSheet

_ON_THIS_PAGE = Qt.ShortcutContext.WidgetWithChildrenShortcut


class CheckinPage(QWidget):
    """Asks the reception for verdicts and the check-in service for people and numbers."""

    edit_requested = Signal(str)
    badge_requested = Signal(str)

    def __init__(
        self,
        checkin: CheckinService,
        reception: Reception,
        background: Background,
        changes: Changes,
        post: DeskPost,
    ) -> None:
        super().__init__()
        self._checkin = checkin
        self._reception = reception
        self._background = background
        self._post = post
        self._enters_at_once = False
        self._found_for = ""
        self._make()
        self._numbers = DeskNumbers(self._side, checkin, background, changes, post)
        self._arrange()
        self._connect()
        self._show_place()

    def _make(self) -> None:
        self._box = ScanBox()
        self.setFocusProxy(self._box)
        self._card = VerdictCard()
        self._found = FoundPanel()
        self._stack = QStackedWidget()
        self._side = DeskSide()
        self._sheet: WalkInSheet | None = None

    def _arrange(self) -> None:
        self._stack.addWidget(self._card)
        self._stack.addWidget(self._found)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(self._box)
        left.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        row.setSpacing(14)
        row.addLayout(left, 1)
        row.addWidget(self._side)

    def _connect(self) -> None:
        self._connect_box()
        self._connect_card()
        self._side.scans.undo_requested.connect(self._reception.undo_record)
        self._side.scans.redo_requested.connect(self._reception.redo)
        self._reception.decided.connect(self._show_verdict)
        self._reception.undone.connect(self._show_undone)
        self._reception.redone.connect(self._show_redone)
        self._reception.saving_failed.connect(self.show_unsaved)
        self._post.moved.connect(self._show_place)
        for keys, act in (
            ("Ctrl+Return", self._decide),
            ("Ctrl+Enter", self._decide),
            ("Esc", self._step_back),
            ("F2", self._edit),
            ("Ctrl+P", self._ask_for_badge),
        ):
            QShortcut(keys, self, context=_ON_THIS_PAGE).activated.connect(act)

    def _connect_box(self) -> None:
        self._box.entered.connect(self._enter)
        self._box.paused.connect(self._search)
        self._box.textChanged.connect(self._show_card_if_empty)
        self._box.stepped.connect(self._found.step)
        self._box.row_chosen.connect(self._found.list.choose_row)
        self._found.chosen.connect(self._check_in)
        self._found.suggestion_chosen.connect(self._search_instead)
        self._found.walk_in_requested.connect(self.begin_walk_in)

    def _connect_card(self) -> None:
        self._card.undo_requested.connect(self._reception.undo)
        self._card.redo_requested.connect(self._reception.redo)
        self._card.retry_requested.connect(self._reception.retry)
        self._card.let_in_requested.connect(self._reception.let_in)
        self._card.dismissed.connect(self._step_back)
        self._card.walk_in_requested.connect(self.begin_walk_in)
        self._card.edit_requested.connect(self.edit_requested)
        self._card.print_requested.connect(self._ask_for_badge)

    def add_sheet(self, sheet: WalkInSheet) -> None:
        """Have a sheet in which walk-ins are added."""
        self._sheet = sheet
        self._side.add_sheet(sheet)
        sheet.closed.connect(self._close_sheet)
        sheet.badge_requested.connect(self.badge_requested)

    def add_camera(self, view: QWidget) -> None:
        """Have the camera's picture beside the verdict."""
        self._side.add_camera(view)

    # -- asking ----------------------------------------------------------------------------------------------

    @Slot(str)
    def _enter(self, text: str) -> None:
        if not text:
            self._reception.retry()
            self._card.acknowledge()
        elif is_scanned(text):
            self._scan(text)
        elif not (self._shows_results_for(text) and self._found.list.choose()):
            self._enters_at_once = True
            self._search(text)

    def _scan(self, text: str) -> None:
        self._box.take()
        self._reception.scan(text)

    @Slot(object)
    def _check_in(self, found: Found) -> None:
        self._box.take()
        self._reception.check_in(found.participant.id)

    @Slot(str)
    def _search(self, text: str) -> None:
        checkpoint = self._post.checkpoint
        if len(text) < SHORTEST or checkpoint is None or is_scanned(text):
            return

        def show(found: list[Found]) -> None:
            if text == self._box.text().strip():
                self._show_found(text, found)

        self._background.ask(lambda: self._checkin.search(text, checkpoint), show)

    @Slot(str)
    def _search_instead(self, name: str) -> None:
        self._box.setText(name)
        self._box.setFocus()
        self._search(name)

    @Slot()
    def begin_walk_in(self) -> None:
        """Open the sheet with the name that was looked for, or for the badge that nobody has."""
        if self._sheet is None or self._card.is_urgent or self._post.checkpoint is None:
            return
        text = self._box.text().strip()
        name = "" if is_scanned(text) or is_foreign(text) else text
        self._box.take()
        self._side.show_sheet(self.width(), is_open=True)
        self._sheet.begin(name, "" if text else self._card.free_code)

    @Slot()
    def _decide(self) -> None:
        """Ctrl+Enter: what it confirms is where the caret is."""
        if self._sheet is not None and self._sheet.has_caret():
            self._sheet.save()
        else:
            self._card.let_in()

    @Slot()
    def _edit(self) -> None:
        """F2: the person who is chosen among the found ones, or whose verdict is shown."""
        if person := _person_shown(self._sheet, self._found, self._card):
            self.edit_requested.emit(person)

    @Slot()
    def _ask_for_badge(self) -> None:
        """Ctrl+P: the same person's badge is to be printed."""
        if person := _person_shown(self._sheet, self._found, self._card):
            self.badge_requested.emit(person)

    def take_scan(self, by_position: str, typed: str) -> None:
        """A scan from anywhere in the program: a name that is half typed gives way to the verdict."""
        number = (by_position or typed).strip()
        if self._box.hasFocus() and is_foreign(number) and len(number) < LENGTH:
            self._box.setText(number)  # a membership card, it may be: numbers are searched for like names
            self._enter(number)
            return
        if self.isVisible() and self._box.text():
            self._box.clear()
        self._reception.scan(typed, by_position)

    # -- showing ---------------------------------------------------------------------------------------------

    def show_practice(self) -> None:
        """Show that nothing is stored."""
        self._card.show_practice()

    @property
    def side(self) -> DeskSide:
        """What stands beside the verdict."""
        return self._side

    def focus_box(self) -> None:
        """Put the caret into the scan box."""
        self._box.setFocus()
        self._box.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the verdict the room it needs."""
        super().resizeEvent(event)
        self._side.fit(self.width())

    def showEvent(self, event: QShowEvent) -> None:
        """Have the caret where scans go."""
        super().showEvent(event)
        self._box.setFocus()

    @Slot(object)
    def _show_verdict(self, verdict: Verdict) -> None:
        self._card.show_verdict(verdict, self._post.programme)
        self._after_an_act()

    @Slot(object)
    def _show_undone(self, undone: Undone) -> None:
        self._card.show_undone(undone, self._post.programme)
        self._after_an_act()

    @Slot(object)
    def _show_redone(self, undone: Undone) -> None:
        self._card.show_undone(undone, self._post.programme, again=True)
        self._after_an_act()

    @Slot(object)
    def show_unsaved(self, error: NotSaved) -> None:
        """A verdict did not reach the disk: nothing else matters now."""
        self._card.show_unsaved(error)
        self._after_an_act()

    def _after_an_act(self) -> None:
        self._side.setVisible(not self._card.is_urgent)
        if not self._box.text():
            self._stack.setCurrentWidget(self._card)
        self._give_caret()

    def _give_caret(self) -> None:
        """Have the caret where scans go, unless somebody is typing."""
        has_sheet = self._sheet is not None and self._sheet.has_caret()
        if self.isVisible() and not has_sheet and not _is_typing_elsewhere(self._box):
            self._box.setFocus()

    @Slot()
    def _close_sheet(self) -> None:
        self._side.show_sheet(self.width(), is_open=False)
        if self.isVisible():
            self._box.setFocus()

    def _show_found(self, text: str, found: list[Found]) -> None:
        enters, self._enters_at_once = self._enters_at_once, False
        self._found_for = text
        if found:
            self._found.show_found(found, self._post.programme)
            if not (enters and self._found.list.choose()):
                self._stack.setCurrentWidget(self._found)
        elif enters and is_foreign(text):
            self._scan(text)
        else:
            self._background.ask(
                lambda: self._checkin.did_you_mean(text), lambda meant: self._show_nobody(text, meant)
            )

    def _show_nobody(self, text: str, meant: list[str]) -> None:
        if text == self._box.text().strip():
            self._found.show_nobody(text, meant)
            self._stack.setCurrentWidget(self._found)

    @Slot(str)
    def _show_card_if_empty(self, text: str) -> None:
        self._enters_at_once = False
        if len(text.strip()) < SHORTEST:
            self._stack.setCurrentWidget(self._card)

    @Slot()
    def _show_place(self) -> None:
        checkpoint: Checkpoint | None = self._post.checkpoint
        self._numbers.show_place()
        self._box.setEnabled(checkpoint is not None)
        if not self._card.is_urgent:
            self._card.show_ready(looks.READY if checkpoint else looks.CLOSED)
        if self.isVisible():
            self._give_caret()

    @Slot()
    def _step_back(self) -> None:
        """Esc: first the sheet, then the search, then the verdict."""
        if self._sheet is not None and self._sheet.isVisible():
            self._sheet.close_up()
        elif self._box.text():
            self._box.take()
        elif not self._card.is_urgent:
            self._card.show_ready()
        self._box.setFocus()

    def _shows_results_for(self, text: str) -> bool:
        """Enter must never choose somebody who was found for an earlier text."""
        return self._stack.currentWidget() is self._found and self._found_for == text


def _person_shown(sheet: WalkInSheet | None, found: FoundPanel, card: VerdictCard) -> str:
    """The id of whom keys are about, and nobody while the sheet is filled in."""
    if sheet is not None and sheet.has_caret():
        return ""
    if found.isHidden():
        return card.person
    chosen = found.list.chosen_one()
    return chosen.participant.id if chosen else ""


def _is_typing_elsewhere(box: ScanBox) -> bool:
    """Whether the caret is in a field that somebody may be filling in while scans come by."""
    widget = QApplication.focusWidget()
    return isinstance(widget, QLineEdit) and widget is not box and widget.isVisible()
