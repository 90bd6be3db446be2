"""A colour: the design's own, one of the palette, or any written as #rrggbb."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QComboBox

from checkin_app.domain.badge import PALETTE, colour_of
from checkin_app.domain.errors import BadInput
from checkin_app.ui import theme

_SWATCH = 18
_AS_DESIGNED = "As designed"


class ColourBox(QComboBox):
    """Text that is no colour gives way to the colour before it."""

    colour_chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._colour = ""
        self.setAccessibleName(name)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setIconSize(QSize(theme.scaled(_SWATCH), theme.scaled(_SWATCH)))
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem(_AS_DESIGNED, "")
        for words, colour in (("black", "#000000"), ("white", "#ffffff"), *PALETTE.items()):
            self.addItem(_swatch(colour), words.capitalize(), colour)
        self.activated.connect(self._choose)
        self.lineEdit().editingFinished.connect(self._take_text)  # type: ignore[union-attr]  # an editable box has one

    @property
    def colour(self) -> str:
        """`#rrggbb`, or empty for the design's own."""
        return self._colour

    def show_colour(self, colour: str) -> None:
        """Show a colour, which may be none of the palette."""
        self._colour = colour
        row = self.findData(colour)
        if row < 0:
            self.addItem(_swatch(colour), colour, colour)
            row = self.count() - 1
        self.setCurrentIndex(row)

    @Slot()
    def _choose(self) -> None:
        self._take(str(self.currentData() or ""))

    @Slot()
    def _take_text(self) -> None:
        text = self.currentText().strip()
        row = next((row for row in range(self.count()) if self.itemText(row).lower() == text.lower()), -1)
        try:
            colour = (
                str(self.itemData(row))
                if row >= 0
                else colour_of(text if text.startswith("#") else f"#{text}")
            )
        except BadInput:
            colour = self._colour
        self.show_colour(self._colour)
        self._take(colour)

    def _take(self, colour: str) -> None:
        if colour != self._colour:
            self.show_colour(colour)
            self.colour_chosen.emit()


def _swatch(colour: str) -> QIcon:
    picture = QPixmap(_SWATCH, _SWATCH)
    picture.fill(QColor(colour))
    return QIcon(picture)
