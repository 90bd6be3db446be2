"""The first page of a ticket, drawn small from the real PDF, or a sentence in its place."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from checkin_app.ui import theme


class TicketPicture(QWidget):
    """White paper in light and dark: that is what the file has."""

    def __init__(self) -> None:
        super().__init__()
        self._pdf = b""
        self._drawn: tuple[QSize, QImage] | None = None
        self._says = ""
        self.setAccessibleName("The ticket")
        self.setMinimumSize(80, 100)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def has_page(self) -> bool:
        """Whether a ticket is shown."""
        return bool(self._pdf)

    def show_pdf(self, pdf: bytes) -> None:
        """Show a ticket."""
        self._pdf, self._drawn = pdf, None
        self.update()

    def say(self, text: str) -> None:
        """Say why there is none."""
        self._pdf, self._drawn, self._says = b"", None, text
        self.setAccessibleDescription(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page in the middle, or the sentence."""
        painter = QPainter(self)
        if not self._pdf:
            painter.setPen(QColor(theme.colours().muted))
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(12, 12, -12, -12), wrapped, self._says)
        else:
            room = QSize(max(1, self.width() - 2), max(1, self.height() - 2))
            picture = self._picture(room)
            size = picture.deviceIndependentSize()
            corner = QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)
            painter.setPen(QColor(theme.colours().line))
            painter.setBrush(QColor("#FFFFFF"))
            painter.drawRect(QRectF(corner, size).adjusted(-0.5, -0.5, 0.5, 0.5))
            painter.drawImage(corner, picture)
        painter.end()

    def _picture(self, room: QSize) -> QImage:
        """The page as large as it fits; kept until the room is another."""
        if self._drawn is None or self._drawn[0] != room:
            document, buffer = QPdfDocument(), QBuffer()
            buffer.setData(QByteArray(self._pdf))
            buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            document.load(buffer)
            ratio = self.devicePixelRatioF()
            page = document.pagePointSize(0).scaled(room * ratio, Qt.AspectRatioMode.KeepAspectRatio)
            picture = document.render(0, page.toSize().expandedTo(QSize(1, 1)))
            picture.setDevicePixelRatio(ratio)
            document.close()
            self._drawn = (room, picture)
        return self._drawn[1]
