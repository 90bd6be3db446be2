"""A short fact about somebody in a rounded frame, with the colour of its category as a bar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from checkin_app.domain.badge import colour_of
from checkin_app.domain.errors import BadInput
from checkin_app.domain.event import Event
from checkin_app.ui import theme
from checkin_app.ui.labels import hint

PAPER, INK = "#FFFFFF", "#15202B"
"""White in light and dark: a chip lies on the coloured verdict card."""

_PADDING, _BAR, _HEIGHT = 12, 8, 30


def category_colour(event: Event, name: str) -> str:
    """`#rrggbb` of a category; slate for one that the event does not know."""
    known = next((category.colour for category in event.categories if category.name == name), "slate")
    try:
        return colour_of(known)
    except BadInput:
        return colour_of("slate")


class Chip(QWidget):
    """`colour` is `#rrggbb`, or empty for a chip without a bar."""

    def __init__(self, text: str, colour: str = "") -> None:
        super().__init__()
        self._text = text
        self._colour = colour
        self.setAccessibleName(text)
        self.setToolTip(hint(text))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:
        """As wide as the text."""
        bar = theme.scaled(_BAR) + 8 if self._colour else 0
        width = (
            QFontMetricsF(self._letters()).horizontalAdvance(self._text) + 2 * theme.scaled(_PADDING) + bar
        )
        return QSize(round(width + 1), theme.scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, the dot and the text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(theme.colours().line))
        painter.setBrush(QColor(PAPER))
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        left = float(theme.scaled(_PADDING))
        if self._colour:
            dot = theme.scaled(_BAR) + 2
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colour))
            painter.drawEllipse(QRectF(left - 2, (self.height() - dot) / 2, dot, dot))
            left += dot + 4
        painter.setPen(QColor(INK))
        painter.setFont(self._letters())
        place = frame.adjusted(left, 0, -theme.scaled(_PADDING) / 2, 0)
        shown = QFontMetricsF(self._letters()).elidedText(
            self._text, Qt.TextElideMode.ElideRight, place.width()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()

    def _letters(self) -> QFont:
        return theme.font(theme.size("body", theme.scaled(100) / 100), QFont.Weight.Medium)
