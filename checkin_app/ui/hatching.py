"""The hatched left edge of whatever waits for staff's decision: a sign that needs no colour."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

_APART, _PART_OF_WIDTH = 20, 0.27


def hatch(painter: QPainter, colour: QColor, width: int, height: int) -> None:
    """Draw slanting lines down the left edge, inside the clip that is set; sizes in logical pixels."""
    painter.setPen(QPen(colour, max(4, round(width * _PART_OF_WIDTH))))
    painter.setClipRect(QRectF(2, 2, width - 4, height - 4), Qt.ClipOperation.IntersectClip)
    for top in range(-width * 2, height + width, _APART):
        painter.drawLine(0, top + width + 10, width + 10, top)
