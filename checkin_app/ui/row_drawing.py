"""Draws what the rows of our lists are made of: an icon, a text that ends in time, a small framed word."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from checkin_app.ui import icons, theme


def area_of(option: QStyleOptionViewItem) -> QRect:
    """Where the row is."""
    return option.rect  # type: ignore[attr-defined]  # missing in the stubs


def is_selected(option: QStyleOptionViewItem) -> bool:
    """Whether the row is the chosen one."""
    return bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]  # missing in the stubs


@dataclass(frozen=True, slots=True)
class RowDrawing:
    """One row under way; sizes are logical pixels at 100 % text size."""

    painter: QPainter
    area: QRect
    colours: theme.Colours

    def ground(self, *, is_chosen: bool) -> None:
        """Fill the row and draw the line under it."""
        self.painter.fillRect(self.area, QColor(self.colours.selected if is_chosen else self.colours.panel))
        line = self.area.adjusted(14, self.area.height() - 1, -14, 0)
        self.painter.fillRect(line, QColor(self.colours.line))

    def icon(self, name: str, colour: str, size: int, left: int) -> int:
        """Draw an icon in the middle of the height; gives its right border."""
        pixels = theme.scaled(size)
        ratio = self.painter.device().devicePixelRatio()
        top = self.area.top() + (self.area.height() - pixels) // 2
        self.painter.drawPixmap(self.area.left() + left, top, icons.pixmap(name, colour, pixels, ratio))
        return self.area.left() + left + pixels

    def text(
        self,
        area: QRect,
        text: str,
        letters: QFont,
        colour: str,
        *,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """Draw a text on one line, elided where it does not fit."""
        self.painter.setFont(letters)
        self.painter.setPen(QColor(colour))
        elided = self.painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        self.painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, elided)

    def framed(self, box: QRect, text: str, *, frame: str, ink: str) -> None:
        """Draw a short word in a rounded frame: a key, or a button."""
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(QColor(frame))
        self.painter.setBrush(QColor(self.colours.panel))
        self.painter.drawRoundedRect(box, 6, 6)
        self.text(
            box,
            text,
            theme.font(theme.scaled(13), QFont.Weight.Medium),
            ink,
            side=Qt.AlignmentFlag.AlignHCenter,
        )
