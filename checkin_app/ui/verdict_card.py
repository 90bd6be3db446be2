"""The verdict in large: one look from two metres tells by colour, icon and word who may come in."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from checkin_app.domain.checkin import Reason, Verdict
from checkin_app.domain.errors import NotSaved
from checkin_app.domain.event import Event
from checkin_app.domain.participant import Participant
from checkin_app.services.checkin import Undone
from checkin_app.ui import looks, theme, wording
from checkin_app.ui.chip import Chip, category_colour
from checkin_app.ui.chip_row import ChipRow
from checkin_app.ui.hatching import hatch
from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import FittedLabel, Letters
from checkin_app.ui.looks import Look
from checkin_app.ui.override_bar import OverrideBar
from checkin_app.ui.verdict_buttons import VerdictButtons
from checkin_app.ui.verdict_note import VerdictNote

_RADIUS = 14
_HATCHED = 26
"""Logical pixels of hatched edge."""
_PRACTICE_FRAME = 8
_MARGIN, _LOW_MARGIN, _LOW = 20, 12, 400
_ROOMY_TO_DECIDE = 470
_ROOMY, _ROOMY_FACTOR = QSize(1000, 620), 1.35


class VerdictCard(QFrame):
    """Shows verdicts, and what staff can do about the last one."""

    undo_requested = Signal()
    redo_requested = Signal(str)
    retry_requested = Signal()
    let_in_requested = Signal(object, str)
    walk_in_requested = Signal()
    edit_requested = Signal(str)
    print_requested = Signal()
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._look = looks.READY
        self._asking: Verdict | None = None
        self._undo_record = ""
        self._free_code = ""
        self._person = ""
        self._is_practice = False
        self._is_outlined = False
        self._make()
        self._arrange()
        self._connect()
        self.show_ready()

    def _make(self) -> None:
        self.setObjectName("verdictCard")
        self._icon = IconLabel("scan", "slate.text", 104)
        self._word = FittedLabel("word", Letters(46, 28))
        self._word.setObjectName("verdictWord")
        self._detail = FittedLabel("detail", Letters(20, 15, QFont.Weight.Medium))
        self._detail.setObjectName("verdictDetail")
        self._name = FittedLabel("name", Letters(54, 26))
        self._name.setObjectName("verdictName")
        self._place = FittedLabel("place", Letters(22, 16, QFont.Weight.Normal, lines=1))
        self._chips = ChipRow()
        self._note = VerdictNote()
        self._override = OverrideBar()
        self._buttons = VerdictButtons()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)

    def _arrange(self) -> None:
        self._text = QVBoxLayout()
        self._text.setSpacing(6)
        self._text.addStretch(1)
        self._text.addWidget(self._word)
        self._text.addWidget(self._detail)
        self._text.addSpacing(8)
        self._text.addWidget(self._name)
        self._text.addWidget(self._place)
        self._text.addSpacing(4)
        self._text.addWidget(self._chips)
        self._text.addWidget(self._note)
        self._text.addStretch(1)
        self._row = QHBoxLayout()
        self._row.setSpacing(26)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._text, 1)
        column = self._column = QVBoxLayout(self)
        column.addLayout(self._row, 1)
        column.addWidget(self._override)
        column.addWidget(self._buttons)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _connect(self) -> None:
        self._buttons.undo_requested.connect(self.undo_requested)
        self._buttons.redo_requested.connect(self._ask_for_redo)
        self._buttons.retry_requested.connect(self.retry_requested)
        self._buttons.walk_in_requested.connect(self.walk_in_requested)
        self._buttons.edit_requested.connect(self.edit)
        self._buttons.print_requested.connect(self.print_requested)
        self._override.decided.connect(self._ask_to_let_in)
        self._override.dismissed.connect(self.dismissed)
        self._timer.timeout.connect(self._end_stay)

    # -- what it can show ------------------------------------------------------------------------------------

    def show_ready(self, look: Look = looks.READY, detail: str = "") -> None:
        """Nothing has happened: wait for the next scan."""
        self._show_look(look, detail or looks.plain_detail(look))
        self._show_person(None, ())
        self._lay_out()

    def show_verdict(self, verdict: Verdict, event: Event) -> None:
        """A verdict that is on the disk."""
        look = looks.look(verdict)
        self._show_look(look, looks.second_line(verdict, event))
        self._show_person(verdict.participant, _chips_for(verdict, event))
        self._note.show_text(verdict.note)
        if verdict.reason.may_be_overridden and not verdict.forced:
            self._asking = verdict
            self._override.open()
        self._free_code = verdict.code
        changed_something = verdict.admitted or verdict.reason is Reason.LEFT
        has_edit = self._has_room_to_edit() if self._asking else bool(self._person)
        has_badge = verdict.admitted or verdict.reason is Reason.ALREADY_IN
        self._buttons.offer(
            undo=changed_something, walk_in=bool(verdict.code), badge=has_badge, edit=has_edit
        )
        self._lay_out()
        self._announce(looks.announcement(verdict, event))

    def show_unsaved(self, error: NotSaved, name: str = "") -> None:
        """The record did not reach the disk."""
        detail = f"{wording.failure(error).happened} {looks.plain_detail(looks.NOT_SAVED)}"
        self._show_look(looks.NOT_SAVED, detail)
        self._show_person(None, ())
        self._name.show_text(name)
        self._name.setVisible(bool(name))
        self._buttons.offer(retry=True)
        self._lay_out()
        self._announce(f"{looks.NOT_SAVED.word}. {detail}")

    def show_undone(self, undone: Undone, event: Event, *, again: bool = False) -> None:
        """Something was taken back, or (`again`) counts again."""
        look = looks.PUT_BACK if again else looks.TAKEN_BACK
        self._show_look(look, looks.undone_line(undone.scan, event, again=again))
        self._show_person(undone.scan.participant, ())
        self._undo_record = undone.record
        self._buttons.offer(redo=not again, edit=bool(self._person))
        self._lay_out()
        self._announce(f"{look.word}. {self._name.text()}. {self._detail.text()}")

    # -- what others may know --------------------------------------------------------------------------------

    @property
    def asking(self) -> Verdict | None:
        """The verdict that waits for staff's decision."""
        return self._asking

    @property
    def free_code(self) -> str:
        """The code of the badge that nobody has, while its verdict is shown; it is kept nowhere else."""
        return self._free_code

    @property
    def person(self) -> str:
        """The id of the person who is shown; empty for nobody."""
        return self._person

    @property
    def is_urgent(self) -> bool:
        """Whether the failure to save is being shown."""
        return self._look is looks.NOT_SAVED

    @property
    def is_outlined(self) -> bool:
        """Whether the verdict's time is over and only its outline is left."""
        return self._is_outlined

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Speak larger where there is room for it, and closer together where there is little."""
        super().resizeEvent(event)
        is_low = self.height() < theme.scaled(_LOW)
        upper = _LOW_MARGIN if is_low else _MARGIN
        self._column.setContentsMargins(_HATCHED + 16, upper, 24, upper)
        self._column.setSpacing(upper * 3 // 5)
        self._text.setSpacing(2 if is_low else 6)
        self._chips.keep_to(1 if is_low else 2)
        self._note.be_low(is_low=is_low)
        factor = _ROOMY_FACTOR if self.width() >= _ROOMY.width() and self.height() >= _ROOMY.height() else 1.0
        for text in (self._word, self._detail, self._name, self._place):
            text.grow(factor)
        if self._asking is not None:
            self._buttons.offer(edit=self._has_room_to_edit())

    def show_practice(self) -> None:
        """Wear an orange frame: nothing that is shown is stored."""
        self._is_practice = True
        self.update()

    @Slot()
    def let_in(self) -> None:
        """Let in the person who is being asked about, once there is a reason."""
        if self._asking is not None:
            self._override.decide()

    @Slot()
    def edit(self) -> None:
        """Wish to edit the person who is shown, if there is one."""
        if self._person:
            self.edit_requested.emit(self._person)

    @Slot()
    def acknowledge(self) -> None:
        """The verdict was read: end its stay."""
        if self._asking is None and not self.is_urgent:
            self._end_stay()

    def _has_room_to_edit(self) -> bool:
        """While staff decide, the name comes first: on a low card the button gives way, and its key still works."""
        return bool(self._person) and self.height() >= theme.scaled(_ROOMY_TO_DECIDE)

    # -- inside ----------------------------------------------------------------------------------------------

    def _show_look(self, look: Look, detail: str) -> None:
        self._look = look
        self._asking = None
        self._undo_record = ""
        self._free_code = ""
        self._is_outlined = False
        self._note.hide()
        self._buttons.offer()
        self._override.close()
        self._word.show_text(look.word)
        self._detail.show_text(detail)
        self._paint_family()
        if look.stays is None:
            self._timer.stop()
        else:
            self._timer.start(round(look.stays * 1000))

    def _show_person(self, participant: Participant | None, chips: tuple[Chip, ...]) -> None:
        self._person = participant.id if participant else ""
        self._name.show_text(participant.name if participant else "")
        self._place.show_text(wording.whence(participant) if participant else "")
        for widget in (self._name, self._place):
            widget.setVisible(bool(widget.text()))
        self._chips.show_chips(chips)

    def _lay_out(self) -> None:
        """Centre what has no person; begin at the top with who it is."""
        is_bare = not self._name.text()
        self._text.setStretch(0, 1 if is_bare else 0)
        alignment = Qt.AlignmentFlag.AlignVCenter if is_bare else Qt.AlignmentFlag.AlignTop
        self._row.setAlignment(self._icon, alignment)

    def _paint_family(self) -> None:
        self.setProperty("family", self._look.family.value)
        self.setProperty("outlined", self._is_outlined)
        fill = theme.colours().fill(self._look.family)
        self._icon.show_icon(self._look.icon, fill.ink if self._is_outlined else fill.text)
        theme.polish(self)
        self.update()

    @Slot()
    def _end_stay(self) -> None:
        self._timer.stop()
        if self._look.fleeting:
            self.show_ready()
        elif self._look not in (looks.READY, looks.CLOSED):
            self._is_outlined = True
            self._paint_family()

    @Slot(str)
    def _ask_to_let_in(self, reason: str) -> None:
        if self._asking is not None:
            self.let_in_requested.emit(self._asking, reason)

    @Slot()
    def _ask_for_redo(self) -> None:
        self.redo_requested.emit(self._undo_record)

    def _announce(self, text: str) -> None:
        """Have it read aloud; on other pages the toast does that."""
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground: full colour with a hatched edge where staff must decide, or an outline."""
        colours = theme.colours()
        fill = colours.fill(self._look.family)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        shape = QPainterPath()
        shape.addRoundedRect(frame, _RADIUS, _RADIUS)
        if self._is_outlined:
            painter.setPen(QPen(QColor(fill.ink), 4))
            painter.setBrush(QColor(colours.panel))
            painter.drawPath(shape)
        else:
            painter.fillPath(shape, QColor(fill.ground))
        if self._look.hatched:
            painter.setClipPath(shape)
            hatch(painter, QColor(fill.text), _HATCHED, self.height())
        if self._is_practice:
            painter.setClipping(False)
            painter.setPen(QPen(QColor(colours.practice), _PRACTICE_FRAME))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(3, 3, -3, -3), _RADIUS, _RADIUS)
        painter.end()


def _chips_for(verdict: Verdict, event: Event) -> tuple[Chip, ...]:
    participant = verdict.participant
    if participant is None:
        return ()
    chips: list[Chip] = []
    if participant.category:
        chips.append(Chip(participant.category, category_colour(event, participant.category)))
    chips.append(Chip(wording.days_registered(event, participant)))
    other_days = [day for day in verdict.present if day != verdict.checkpoint.day]
    if came := wording.days_came(event, other_days):
        chips.append(Chip(came))
    if participant.walk_in:
        chips.append(Chip("Walk-in"))
    if verdict.badge is not None and verdict.reason is not Reason.REPLACED:
        chips.append(Chip(wording.badge_printed(verdict.badge)))
    return tuple(chips)
