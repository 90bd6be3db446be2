"""Icons: line drawings from resources/icons in any colour, sharp on every screen."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from checkin_app import paths
from checkin_app.ui import theme

RATIOS = (1.0, 1.25, 1.5, 2.0, 3.0)
"""The device pixel ratios for which a button's icon is drawn in advance."""

_GAP = "  "
"""Between a button's icon and its words: the style sheet knows no distance for it."""


def folder() -> Path:
    """Where the drawings are."""
    return paths.resources() / "icons"


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    """The drawing in that colour, `pixels` logical pixels square; FileNotFoundError if there is no such icon."""
    drawing = (folder() / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
    made = QPixmap(QSize(round(pixels * ratio), round(pixels * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(made.rect()))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def icon(name: str, colour: str, pixels: int) -> QIcon:
    """The drawing as an icon of one colour."""
    made = QIcon()
    for ratio in RATIOS:
        made.addPixmap(pixmap(name, colour, pixels, ratio))
    return made


class ButtonIcon(QObject):
    """Keeps a button's icon in the right colour when the window turns from light to dark."""

    def __init__(self, button: QAbstractButton, name: str, colour: str = "text", pixels: int = 20) -> None:
        super().__init__(button)
        self._button = button
        self._name = name
        self._colour = colour
        self._pixels = pixels
        if isinstance(button, QPushButton):
            button.setText(_GAP + button.text())
        button.installEventFilter(self)
        self._draw()

    def change(self, name: str, colour: str = "") -> None:
        """Show another drawing; `colour` names a field of `theme.Colours`."""
        self._name, self._colour = name, colour or self._colour
        self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw again when the style sheet, and with it the colours, was changed."""
        if event.type() == QEvent.Type.StyleChange:
            self._draw()
        return super().eventFilter(watched, event)

    def _draw(self) -> None:
        colours = theme.colours()
        pixels = theme.scaled(self._pixels)
        self._button.setIcon(icon(self._name, theme.named(colours, self._colour), pixels))
        self._button.setIconSize(QSize(pixels, pixels))


class IconLabel(QLabel):
    """A drawing that stands by itself; what it means is said by the text beside it."""

    def __init__(self, name: str = "", colour: str = "muted", pixels: int = 20) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._pixels = pixels
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._draw()

    def show_icon(self, name: str, colour: str) -> None:
        """Show that drawing; `colour` is `#rrggbb` or names a field of `theme.Colours`."""
        self._name, self._colour = name, colour
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Draw again when the colours were changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._draw()

    def _draw(self) -> None:
        if self._name:
            colour = theme.named(theme.colours(), self._colour)
            pixels = theme.scaled(self._pixels)
            self.setPixmap(pixmap(self._name, colour, pixels, self.devicePixelRatioF()))
