"""A page of a PDF as a picture, drawn by Qt's PDF reader: what is seen is what the file says."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, QSizeF
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

_ENOUGH = 4_000
"""Pixels; a picture of a page is never longer than that."""


class Paper:
    """One page; its picture is kept until it is wanted in another room."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._drawn: tuple[QSize, QImage] | None = None

    def picture(self, room: QSize, ratio: float) -> QImage:
        """The page as large as it fits into `room` (logical pixels) on a screen of that device pixel ratio."""
        wanted = (room * ratio).boundedTo(QSize(_ENOUGH, _ENOUGH)).expandedTo(QSize(1, 1))
        if self._drawn is None or self._drawn[0] != wanted:
            self._drawn = (wanted, self._rendered(wanted))
        picture = self._drawn[1]
        picture.setDevicePixelRatio(ratio)
        return picture

    def _rendered(self, room: QSize) -> QImage:
        document, buffer = QPdfDocument(), QBuffer()
        buffer.setData(QByteArray(self._pdf))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        picture = document.render(0, fitted(document.pagePointSize(0), room))
        document.close()
        return picture


def fitted(page: QSizeF, room: QSize) -> QSize:
    """A page's proportions, as large as the room allows."""
    factor = min(room.width() / page.width(), room.height() / page.height())
    return QSize(max(1, round(page.width() * factor)), max(1, round(page.height() * factor)))
