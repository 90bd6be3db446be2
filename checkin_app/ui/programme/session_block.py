"""One session on the timeline: chosen by click or key, moved by dragging it or with Alt and the arrows."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from checkin_app.domain.event import Admits, Session
from checkin_app.ui import icons, theme
from checkin_app.ui.labels import hint
from checkin_app.ui.programme import sentences

STEP = 5
"""Minutes by which sessions are moved."""
_DRAG_FROM = 6
_PADDING, _BAR, _ROUND, _ICON = 8, 5, 8, 16
_COLOURS = {Admits.EVERYONE: "teal.ink", Admits.REGISTERED: "violet.ink", Admits.CATEGORIES: "amber.ink"}


class SessionBlock(QAbstractButton):
    """Tells what is wished; where it stands is the timeline's affair. `minute` is the height of a minute in pixels."""

    chosen = Signal(str)
    shift_requested = Signal(str, int)
    removal_requested = Signal(str)

    def __init__(self, session: Session, *, is_here: bool, is_in_conflict: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._is_here = is_here
        self._is_in_conflict = is_in_conflict
        self._grabbed: QPoint | None = None
        self._home = QPoint()
        self._dragged = 0
        self.minute = 1.0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName(f"session {session.code}")
        name = sentences.block_name(session, is_here=is_here, is_in_conflict=is_in_conflict)
        self.setAccessibleName(name)
        self.setToolTip(hint(name))
        self.clicked.connect(self._choose)

    @property
    def code(self) -> str:
        """Whose block it is."""
        return self._session.code

    def sizeHint(self) -> QSize:
        """Room for two lines."""
        return QSize(theme.scaled(150), theme.scaled(44))

    # -- moving ----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves by five minutes, Delete asks for the removal, Enter chooses."""
        steps = {Qt.Key.Key_Up: -STEP, Qt.Key.Key_Down: STEP}.get(Qt.Key(event.key()), 0)
        if steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shift_requested.emit(self.code, steps)
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit(self.code)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        elif event.key() == Qt.Key.Key_Escape and self._grabbed is not None:
            self._let_go()
        else:
            event.ignore()  # the arrows are the timeline's

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grabbed, self._home, self._dragged = event.globalPosition().toPoint(), self.pos(), 0
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move along, five minutes at a time."""
        if self._grabbed is not None:
            way = event.globalPosition().toPoint().y() - self._grabbed.y()
            if abs(way) >= _DRAG_FROM or self._dragged:
                self._dragged = round(way / self.minute / STEP) * STEP
                self.move(self._home.x(), self._home.y() + round(self._dragged * self.minute))
                self.raise_()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go: where it was moved to is a wish."""
        dragged = self._dragged if self._grabbed is not None else 0
        if dragged:
            self.setDown(False)
        self._let_go()
        if dragged:
            self.shift_requested.emit(self.code, dragged)
        else:
            super().mouseReleaseEvent(event)

    def _let_go(self) -> None:
        if self._grabbed is not None and self._dragged:
            self.move(self._home)
        self._grabbed, self._dragged = None, 0

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(self.code)

    # -- drawing ---------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, a bar for who may enter, the title on as many lines as fit, and the small line."""
        colours = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_marked = self.isChecked() or self.hasFocus()
        frame = self.rect().adjusted(1, 1, -2, -2)
        painter.setPen(
            QPen(
                QColor(colours.accent if is_marked or self._is_here else colours.line), 2 if is_marked else 1
            )
        )
        ground = (
            colours.selected if self.isChecked() else colours.hover if self.underMouse() else colours.panel
        )
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(frame, _ROUND, _ROUND)
        bar = QRect(frame.left() + 4, frame.top() + 5, _BAR, frame.height() - 9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.named(colours, _COLOURS[self._session.admits])))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        area = frame.adjusted(_PADDING + _BAR + 2, 4, -_PADDING + 2, -3)
        self._draw_texts(painter, area, self._draw_marks(painter, area))
        painter.end()

    def _draw_marks(self, painter: QPainter, area: QRect) -> int:
        """The icons in the corner, at the foot where there is room; gives the width that they take from the first line."""
        colours = theme.colours()
        marks = [("scan", colours.accent)] if self._is_here else []
        marks += [("triangle-alert", colours.amber.ink)] if self._is_in_conflict else []
        pixels = theme.scaled(_ICON)
        right = area.right()
        is_tall = area.height() >= 5 * pixels
        top = area.bottom() - pixels - 2 if is_tall else area.top() + 1
        for name, colour in marks:
            right -= pixels
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(right, top, icons.pixmap(name, colour, pixels, ratio))
            right -= 4
        return 0 if is_tall else area.right() - right

    def _draw_texts(self, painter: QPainter, area: QRect, taken: int) -> None:
        colours = theme.colours()
        strong, small = theme.font(theme.scaled(14), theme.STRONG), theme.font(theme.scaled(13))
        title, detail = QFontMetrics(strong), QFontMetrics(small)
        with_detail = area.height() >= title.height() + detail.height()
        room = area.height() - (detail.height() if with_detail else 0)
        lines = wrapped(self._session.title, title, area.width() - taken, max(1, room // title.height()))
        top = area.top() if with_detail else area.top() + max(0, (area.height() - title.height()) // 2)
        painter.setFont(strong)
        painter.setPen(QColor(colours.text))
        for line in lines:
            painter.drawText(area.left(), top + title.ascent(), line)
            top += title.height()
        if with_detail:
            painter.setFont(small)
            painter.setPen(QColor(colours.muted))
            left = max(1, (area.bottom() - top) // detail.height())
            for line in wrapped(sentences.block_line(self._session), detail, area.width(), left):
                painter.drawText(area.left(), top + detail.ascent(), line)
                top += detail.height()


def wrapped(text: str, metrics: QFontMetrics, width: int, most: int) -> Sequence[str]:
    """A text on at most so many lines, broken between words; the last one ends in an ellipsis where it must."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        taken = 1
        while taken < len(words) and metrics.horizontalAdvance(" ".join(words[: taken + 1])) <= width:
            taken += 1
        lines.append(metrics.elidedText(" ".join(words[:taken]), Qt.TextElideMode.ElideRight, width))
        words = words[taken:]
    if words:
        lines.append(metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width))
    return lines
