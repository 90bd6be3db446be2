"""A page of badges as it will be printed; a click on a badge leads to its person."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QToolTip, QWidget

from checkin_app.domain.badge import BadgeFace
from checkin_app.domain.sheet import Placement
from checkin_app.ui import theme
from checkin_app.ui.badges.draft import Draft
from checkin_app.ui.badges.paper import Paper, fitted
from checkin_app.ui.labels import hint

_MARGIN = 12
_STEP = 1.25
LARGEST = 4.0
"""How many times larger than its room a page can be looked at."""


class PageView(QScrollArea):
    """Shows one page, whole at first; Ctrl and the wheel, or + and −, make it larger, the page keys and the wheel turn it."""

    person_chosen = Signal(str)
    turn_requested = Signal(int)
    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._canvas = _Canvas()
        self._zoom = 1.0
        self.setObjectName("badgePreview")
        self.setAccessibleName("Page of badges as it will be printed")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(180, 160)
        self.setWidget(self._canvas)
        self._canvas.person_chosen.connect(self.person_chosen)

    def has_page(self) -> bool:
        """Whether a page is shown."""
        return self._canvas.paper is not None

    @property
    def zoom(self) -> float:
        """How many times larger the page is than when it is seen whole."""
        return self._zoom

    def show_page(self, draft: Draft, page: int, paper: Paper | None) -> None:
        """Show a page of a draft; None while it is being drawn."""
        self._canvas.show_page(draft, page, paper)

    def say(self, text: str) -> None:
        """Say why there is no page."""
        self._canvas.say(text)

    def mark(self, participant: str) -> None:
        """Draw a frame around somebody's badge, and have it in sight; around none for an empty id."""
        spot = self._canvas.mark(participant)
        if spot is not None:
            middle = spot.center().toPoint()
            self.ensureVisible(middle.x(), middle.y(), round(spot.width() / 2), round(spot.height() / 2))

    def spot_of(self, participant: str) -> QPoint | None:
        """Where the middle of somebody's badge is, in the coordinates of the page's widget; None if it is not on the page."""
        spot = next((spot for face, spot in self._canvas.spots() if face.participant == participant), None)
        return spot.center().toPoint() if spot is not None else None

    @Slot()
    def zoom_in(self) -> None:
        """Larger."""
        self._set_zoom(self._zoom * _STEP)

    @Slot()
    def zoom_out(self) -> None:
        """Smaller, until the page is seen whole."""
        self._set_zoom(self._zoom / _STEP)

    @Slot()
    def fit(self) -> None:
        """See the page whole."""
        self._set_zoom(1.0)

    def _set_zoom(self, zoom: float) -> None:
        zoom = min(max(zoom, 1.0), LARGEST)
        if zoom != self._zoom:
            bar, across = self.verticalScrollBar(), self.horizontalScrollBar()
            ratio = zoom / self._zoom
            middle = (bar.value() + self.viewport().height() / 2) * ratio
            centre = (across.value() + self.viewport().width() / 2) * ratio
            self._zoom = zoom
            self._settle()
            bar.setValue(round(middle - self.viewport().height() / 2))
            across.setValue(round(centre - self.viewport().width() / 2))
            self.zoomed.emit(zoom)

    def _settle(self) -> None:
        self._canvas.resize(self.maximumViewportSize() * self._zoom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page as large as its room."""
        super().resizeEvent(event)
        self._settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn a page that is seen whole, scroll one that is larger; with Ctrl change its size."""
        up = event.angleDelta().y() > 0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._set_zoom(self._zoom * _STEP if up else self._zoom / _STEP)
        elif self._zoom == 1.0 and event.angleDelta().y():
            self.turn_requested.emit(-1 if up else 1)
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that turn pages."""
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if event.key() in turns:
            self.turn_requested.emit(turns[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class _Canvas(QWidget):
    """White paper in light and dark: that is what the printer has."""

    person_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.paper: Paper | None = None
        self._draft: Draft | None = None
        self._page = 0
        self._says = ""
        self._marked = ""
        self.setMouseTracking(True)

    def show_page(self, draft: Draft, page: int, paper: Paper | None) -> None:
        self._draft, self._page, self.paper, self._says = draft, page, paper, ""
        self.update()

    def say(self, text: str) -> None:
        self._draft = self.paper = None
        self._says = text
        self.update()

    def mark(self, participant: str) -> QRectF | None:
        self._marked = participant
        self.update()
        return next((spot for face, spot in self.spots() if face.participant == participant), None)

    def spots(self) -> list[tuple[BadgeFace, QRectF]]:
        """The badges of the page and where they are seen."""
        if self._draft is None:
            return []
        frame, scale = self._frame(self._draft)
        press = self._draft.setup.press
        corner = QPointF(frame.topLeft()) + QPointF(press.offset_x, press.offset_y) * scale
        return [(face, _placed(spot, corner, scale)) for face, spot in self._draft.spots(self._page)]

    def _frame(self, draft: Draft) -> tuple[QRect, float]:
        """Where the page is seen, and how many pixels a millimetre has."""
        sheet = draft.setup.sheet
        room = self.size() - QSize(2 * _MARGIN, 2 * _MARGIN)
        page = QRectF(0, 0, sheet.page_width, sheet.page_height).size()
        pixels = fitted(page, room.expandedTo(QSize(1, 1)))
        corner = QPoint((self.width() - pixels.width()) // 2, (self.height() - pixels.height()) // 2)
        return QRect(corner, pixels), pixels.width() / sheet.page_width

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = theme.colours()
        if self._draft is None:
            painter.setPen(QColor(colours.muted))
            painter.setFont(theme.font(theme.scaled(16)))
            area = self.rect().adjusted(30, 30, -30, -30)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._says)
            painter.end()
            return
        frame, _ = self._frame(self._draft)
        painter.setPen(QColor(colours.line))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRect(frame.adjusted(-1, -1, 0, 0))
        if self.paper is not None:
            painter.drawImage(frame, self.paper.picture(frame.size(), self.devicePixelRatioF()))
        self._draw_mark(painter)
        painter.end()

    def _draw_mark(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.LIGHT.accent), 3))
        for face, spot in self.spots():
            if self._marked and face.participant == self._marked:
                painter.drawRoundedRect(spot.adjusted(-3, -3, 3, 3), 6, 6)

    def _face_at(self, point: QPointF) -> BadgeFace | None:
        return next((face for face, spot in self.spots() if spot.contains(point)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        face = self._face_at(event.position())
        is_person = face is not None and face.participant is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_person else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        face = self._face_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and face is not None and face.participant:
            self.person_chosen.emit(face.participant)

    def event(self, event: QEvent) -> bool:
        """Say whose badge it is, and where a click leads."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            face = self._face_at(QPointF(event.pos()))
            QToolTip.showText(
                event.globalPos(), hint(f"Show {face.name}") if face and face.name else "", self
            )
            return True
        return super().event(event)


def _placed(spot: Placement, corner: QPointF, scale: float) -> QRectF:
    width, height = spot.width * scale, spot.height * scale
    return QRectF(corner.x() + spot.x * scale, corner.y() + spot.y * scale, width, height)
