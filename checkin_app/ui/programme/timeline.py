"""A day's sessions on a timeline: rooms are columns, hours are lines, and one line is now."""

from collections.abc import Collection
from datetime import time
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from checkin_app.domain.event import Day, Event
from checkin_app.domain.programme_edits import minutes_into, time_after
from checkin_app.ui import theme
from checkin_app.ui.programme import sentences
from checkin_app.ui.programme.session_block import STEP, SessionBlock
from checkin_app.ui.programme.timeline_plan import Placed, Plan, plan
from checkin_app.ui.row_drawing import RowDrawing

_GUTTER, _HEAD, _COLUMN, _MOST_COLUMN = 58, 40, 150, 460
_HOUR, _LEAST_HOUR = 60, 56
_LEAST_BLOCK, _GAP = 24, 3
_NO_ROOM = "No room yet"


class Timeline(QScrollArea):
    """Shows one day; the arrows go from session to session, a double click on free time asks for a session there."""

    session_chosen = Signal(str)
    shift_requested = Signal(str, int)
    removal_requested = Signal(str)
    gap_chosen = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._event: Event | None = None
        self._day: Day | None = None
        self._plan = Plan((), (), (), 0, 0)
        self._now: time | None = None
        self._to_reveal = ""
        self._blocks: dict[str, SessionBlock] = {}
        self.setObjectName("timeline")
        self.setProperty("role", "framed")
        self.setAccessibleName("Sessions of the day")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._canvas = _Canvas(self)
        self._head = _Head(self)
        self._gutter = _Gutter(self)
        self._line = QFrame(self._canvas)
        self._line.setObjectName("nowLine")
        self._line.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setWidget(self._canvas)
        self.horizontalScrollBar().valueChanged.connect(self._head.update)
        self.verticalScrollBar().valueChanged.connect(self._gutter.update)

    # -- showing ---------------------------------------------------------------------------------------------

    def show_day(self, event: Event, day: Day | None, *, here: str, clashing: Collection[str]) -> None:
        """Show a day; `here` is the code that the desk scans for, `clashing` are those with a conflict."""
        had_caret = next((code for code, block in self._blocks.items() if block.hasFocus()), "")
        chosen = self.chosen_code
        for block in self._blocks.values():
            block.hide()
            block.deleteLater()
        is_other = self._day is None or day is None or self._day.date != day.date
        self._event, self._day = event, day
        self._plan = plan(event, day) if day else Plan((), (), (), 0, 0)
        self._blocks = {}
        for placed in sorted(self._plan.placed, key=lambda each: (each.begin, each.column, each.lane)):
            self._add_block(placed, here=here, clashing=clashing)
        self._lay_out()
        self.choose(chosen)
        self.reveal(self._to_reveal)
        if had_caret in self._blocks:
            self._blocks[had_caret].setFocus()
        if is_other:
            self.verticalScrollBar().setValue(0)

    def _add_block(self, placed: Placed, *, here: str, clashing: Collection[str]) -> None:
        code = placed.session.code
        block = SessionBlock(
            placed.session, is_here=code == here, is_in_conflict=code in clashing, parent=self._canvas
        )
        block.chosen.connect(self.session_chosen)
        block.shift_requested.connect(self.shift_requested)
        block.removal_requested.connect(self.removal_requested)
        self._blocks[code] = block
        block.show()

    def show_now(self, now: time | None) -> None:
        """Draw the line of now at that time of day; None while this day is not today."""
        self._now = now
        self._place_line()

    @property
    def chosen_code(self) -> str:
        """The session that is chosen; empty for none."""
        return next((code for code, block in self._blocks.items() if block.isChecked()), "")

    def choose(self, code: str) -> None:
        """Mark a session, and bring it into sight; none for a code that is not here."""
        for each, block in self._blocks.items():
            block.setChecked(each == code)
        if code in self._blocks:
            self.ensureWidgetVisible(self._blocks[code], 0, theme.scaled(30))

    @Slot(str)
    def reveal(self, code: str) -> None:
        """Bring a session into sight, now or as soon as it is there."""
        self._to_reveal = "" if code in self._blocks else code
        if code in self._blocks:
            self.ensureWidgetVisible(self._blocks[code], 0, theme.scaled(30))

    def focus_session(self, code: str) -> None:
        """Put the caret on a session."""
        if code in self._blocks:
            self._blocks[code].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- laying out ------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the whole room."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Other letters need other room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_line"):
            self._lay_out()

    def _lay_out(self) -> None:
        gutter, head = theme.scaled(_GUTTER), theme.scaled(_HEAD)
        self.setViewportMargins(gutter, head, 0, 0)
        view = self.viewport().geometry()
        self._head.setGeometry(view.left(), 0, view.width(), head)
        self._gutter.setGeometry(0, view.top(), gutter, view.height())
        hours = (self._plan.last - self._plan.first) / _HOUR if self._blocks else 0
        height = max(view.height(), round(hours * theme.scaled(_LEAST_HOUR)))
        width = max(view.width(), sum(self._plan.lanes) * theme.scaled(_COLUMN))
        self._canvas.resize(width, height)
        for placed in self._plan.placed:
            block = self._blocks[placed.session.code]
            block.minute = self.minute
            block.setGeometry(self._area_of(placed))
        self._place_line()
        for part in (self._canvas, self._head, self._gutter):
            part.update()

    def _area_of(self, placed: Placed) -> QRect:
        column = self.columns()[placed.column]
        lane = column.width() / placed.lanes
        left = column.left() + placed.lane * lane
        top, bottom = self.y_of(placed.begin), self.y_of(placed.end)
        height = max(theme.scaled(_LEAST_BLOCK), bottom - top - 2)
        return QRect(round(left) + _GAP, top + 1, round(lane) - 2 * _GAP, height)

    def columns(self) -> list[QRect]:
        """Where each room is: as wide as it has sessions beside each other."""
        lanes = max(1, sum(self._plan.lanes))
        lane = min(float(theme.scaled(_MOST_COLUMN)), self._canvas.width() / lanes)
        lefts = [round(lane * sum(self._plan.lanes[:number])) for number in range(len(self._plan.lanes) + 1)]
        return [QRect(left, 0, right - left, self.length) for left, right in pairwise(lefts)]

    @property
    def minute(self) -> float:
        """The height of a minute in pixels."""
        return self._canvas.height() / max(1, self._plan.last - self._plan.first)

    @property
    def length(self) -> int:
        """The height of the whole day in pixels."""
        return self._canvas.height()

    def y_of(self, minutes: int) -> int:
        """Where so many minutes after the rollover are."""
        return round((minutes - self._plan.first) * self.minute)

    def hours(self) -> list[tuple[int, str]]:
        """Where the lines of the hours are, and what they are called."""
        if self._event is None:
            return []
        whole = range(self._plan.first, self._plan.last + 1, _HOUR)
        return [(self.y_of(each), f"{time_after(self._event, each):%H:%M}") for each in whole]

    def _place_line(self) -> None:
        at = minutes_into(self._event, self._now) if self._event and self._now else -1
        is_seen = self._day is not None and self._plan.first <= at <= self._plan.last
        self._line.setVisible(is_seen)
        if is_seen:
            self._line.setGeometry(0, self.y_of(at) - 1, self._canvas.width(), 2)
            self._line.raise_()
        self._gutter.now_at = self.y_of(at) if is_seen else -1
        self._gutter.now = f"{self._now:%H:%M}" if self._now else ""
        self._gutter.update()

    # -- keys and clicks -------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down go through the day, left and right to the rooms beside."""
        here = next((code for code, block in self._blocks.items() if block.hasFocus()), "")
        ways = {
            Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0),
        }  # fmt: skip
        way = ways.get(Qt.Key(event.key()))
        if way is None or not here:
            super().keyPressEvent(event)
            return
        self.focus_session(self._beside(here, *way))

    def _beside(self, code: str, columns: int, steps: int) -> str:
        if steps:
            codes = list(self._blocks)
            return codes[max(0, min(len(codes) - 1, codes.index(code) + steps))]
        own = next(each for each in self._plan.placed if each.session.code == code)
        there = [each for each in self._plan.placed if (each.column - own.column) * columns > 0]
        nearest = min(
            there, key=lambda e: (abs(e.column - own.column), abs(e.begin - own.begin)), default=own
        )
        return nearest.session.code

    def choose_gap(self, at: QPoint) -> None:
        """Ask for a session at that place of the day."""
        if self._event is None or self._day is None:
            return
        minutes = self._plan.first + round(at.y() / self.minute / (STEP * 3)) * STEP * 3
        rooms = zip(self.columns(), self._plan.rooms, strict=True)
        room = next((room for column, room in rooms if column.contains(at)), "")
        self.gap_chosen.emit(time_after(self._event, max(0, minutes)), room)

    def rooms(self) -> tuple[str, ...]:
        """The columns."""
        return tuple(room or _NO_ROOM for room in self._plan.rooms)

    def says_empty(self) -> str:
        """What stands there while there are no sessions."""
        if self._day is None:
            return sentences.NO_DAYS
        return "" if self._blocks else f"{sentences.NO_SESSIONS}\n{sentences.FREE_LINE}"


class _Canvas(QWidget):
    """The lines behind the sessions."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__()
        self._timeline = timeline
        self.setProperty("role", "page")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw hours and columns, or what to do while there is nothing."""
        colours = theme.colours()
        painter = QPainter(self)
        line = QColor(colours.line)
        empty = self._timeline.says_empty()
        if not empty:
            for top, _ in self._timeline.hours()[1:]:
                painter.fillRect(0, top, self.width(), 1, line)
            for column in self._timeline.columns():
                if column.right() < self.width() - 2:
                    painter.fillRect(column.right(), 0, 1, self.height(), line)
        if empty:
            painter.setPen(QColor(colours.muted))
            painter.setFont(theme.font(theme.scaled(16)))
            area = self.rect().adjusted(30, 20, -30, -20)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, empty)
        painter.end()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Free time was chosen."""
        self._timeline.choose_gap(event.position().toPoint())


class _Head(QWidget):
    """The rooms, which stay in sight when the day is scrolled."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._timeline = timeline

    @Slot()
    def update(self) -> None:  # type: ignore[override]  # Qt's own has further forms, which nobody calls
        """Draw again."""
        super().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each room over its column."""
        colours = theme.colours()
        painter = QPainter(self)
        shift = self._timeline.horizontalScrollBar().value()
        row = RowDrawing(painter, self.rect(), colours)
        for column, room in zip(self._timeline.columns(), self._timeline.rooms(), strict=True):
            area = QRect(column.left() - shift + 10, 0, column.width() - 16, self.height())
            row.text(area, room, theme.font(theme.scaled(14), theme.STRONG), colours.text)
        if self._timeline.rooms():
            painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colours.line))
        painter.end()


class _Gutter(QWidget):
    """The hours on the left, and the time of now."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._timeline = timeline
        self.now_at = -1
        self.now = ""

    @Slot()
    def update(self) -> None:  # type: ignore[override]  # see _Head
        """Draw again."""
        super().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each hour at its line; now hides the one it would cover."""
        colours = theme.colours()
        painter = QPainter(self)
        shift = self._timeline.verticalScrollBar().value()
        letters = theme.font(theme.scaled(13), QFont.Weight.Medium)
        row = RowDrawing(painter, self.rect(), colours)
        half = theme.scaled(10)
        hours = self._timeline.hours() if self._timeline.rooms() else []
        marks = [(top, text, colours.muted) for top, text in hours if abs(top - self.now_at) > 2 * half - 4]
        if self.now_at >= 0 and self._timeline.rooms():
            marks.append((self.now_at, self.now, colours.red.ink))
        for top, text, colour in marks:
            middle = max(half, min(self._timeline.length - half, top)) - shift
            area = QRect(0, middle - half, self.width() - 8, 2 * half)
            row.text(area, text, letters, colour, side=Qt.AlignmentFlag.AlignRight)
        painter.end()
