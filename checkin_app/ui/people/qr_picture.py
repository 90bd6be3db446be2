"""A badge's QR code on the screen, its modules on whole pixels so that any reader takes it from there."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from checkin_app.domain.code import for_people
from checkin_app.services import badge_qr
from checkin_app.ui import theme

_SIDE = 250
PAPER, INK = "#FFFFFF", "#000000"
"""Black on white in light and dark alike: scanners want contrast, not style."""


class QrPicture(QWidget):
    """Empty without a code."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[str] = []
        side = theme.scaled(_SIDE)
        self.setFixedSize(side, side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_code(self, code: str) -> None:
        """Show another code."""
        self._rows = badge_qr.modules(code, roomy=True) if code else []
        self.setAccessibleName(f"QR code of the badge {for_people(code)}" if code else "")
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(theme.scaled(_SIDE), theme.scaled(_SIDE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the modules on their white ground, in the device's own pixels."""
        if not self._rows:
            return
        ratio = self.devicePixelRatioF()
        painter = QPainter(self)
        painter.scale(1 / ratio, 1 / ratio)
        pixels = int(self.width() * ratio)
        count = len(self._rows) + 2 * badge_qr.QUIET_ZONE
        module = max(1, pixels // count)
        margin = (pixels - module * len(self._rows)) // 2
        painter.fillRect(QRect(0, 0, pixels, pixels), QColor(PAPER))
        for row, modules in enumerate(self._rows):
            for column, dark in enumerate(modules):
                if dark == "1":
                    at = QRect(margin + column * module, margin + row * module, module, module)
                    painter.fillRect(at, QColor(INK))
        painter.end()
