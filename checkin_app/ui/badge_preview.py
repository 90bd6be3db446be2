"""The first page of the badges as it will be printed: the real PDF, drawn small."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QSizePolicy, QWidget

from checkin_app.ui import theme

_MARGIN = 18


class BadgePreview(QWidget):
    """White paper in light and dark: that is what the printer has."""

    def __init__(self) -> None:
        super().__init__()
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._says = ""
        self._drawn: tuple[QSize, QImage] | None = None
        self.setObjectName("badgePreview")
        self.setAccessibleName("First page of the badges")
        self.setMinimumSize(200, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def has_page(self) -> bool:
        """Whether a page is shown."""
        return self._document.pageCount() > 0

    def show_pdf(self, content: bytes) -> None:
        """Show the first page of a PDF."""
        self._forget()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self.update()

    def say(self, text: str) -> None:
        """Say why there is no page."""
        self._forget()
        self._says = text
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page as large as it fits, or the sentence."""
        painter = QPainter(self)
        if self.has_page():
            self._draw_page(painter)
        else:
            painter.setPen(QColor(theme.colours().muted))
            painter.setFont(theme.font(theme.scaled(16)))
            area = self.rect().adjusted(30, 30, -30, -30)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._says)
        painter.end()

    def _draw_page(self, painter: QPainter) -> None:
        room = QSize(self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN)
        page = self._document.pagePointSize(0)
        factor = min(room.width() / page.width(), room.height() / page.height())
        ratio = self.devicePixelRatioF()
        pixels = QSize(round(page.width() * factor * ratio), round(page.height() * factor * ratio))
        if self._drawn is None or self._drawn[0] != pixels:
            self._drawn = (pixels, self._document.render(0, pixels))
        width, height = pixels.width() / ratio, pixels.height() / ratio
        paper = QRectF(QPointF((self.width() - width) / 2, (self.height() - height) / 2), QPointF())
        paper.setSize(pixels.toSizeF() / ratio)
        painter.setPen(QColor(theme.colours().line))
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRect(paper.adjusted(-1, -1, 0, 0))
        painter.drawImage(paper, self._drawn[1])

    def _forget(self) -> None:
        self._says = ""
        self._drawn = None
        self._document.close()
        self._buffer.close()
