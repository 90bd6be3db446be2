"""Chips side by side, and on further lines where a line has no room for them all."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from checkin_app.ui.chip import Chip

_APART = 8


class ChipRow(QWidget):
    """As high as its chips need at its width; hidden while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._chips: Sequence[Chip] = ()
        self._lines = 2
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_chips(self, chips: Iterable[Chip]) -> None:
        """Show these in the place of those before."""
        for old in self._chips:
            old.hide()
            old.deleteLater()
        self._chips = tuple(chips)
        for chip in self._chips:
            chip.setParent(self)
            chip.show()
        self.setVisible(bool(self._chips))
        self._place()
        self.updateGeometry()

    def keep_to(self, lines: int) -> None:
        """Leave out what has no room on so many lines: the last chips tell the least."""
        if lines != self._lines:
            self._lines = lines
            self._place()
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The height of the lines at the present width."""
        places = self._places()
        return QSize(100, max((place.bottom() + 1 for place in places), default=0))

    def minimumSizeHint(self) -> QSize:
        """No line may be cut."""
        return QSize(40, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._place()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _place(self) -> None:
        places = self._places()
        for number, chip in enumerate(self._chips):
            chip.setVisible(number < len(places))
            if number < len(places):
                chip.setGeometry(places[number])
        self.setAccessibleDescription(", ".join(chip.text() for chip in self._chips))

    def _places(self) -> list[QRect]:
        corner, places, line = QPoint(0, 0), list[QRect](), 1
        for chip in self._chips:
            size = chip.sizeHint().boundedTo(QSize(max(self.width(), 1), chip.sizeHint().height()))
            if corner.x() and corner.x() + size.width() > self.width():
                line += 1
                if line > self._lines:
                    break
                corner = QPoint(0, corner.y() + size.height() + _APART)
            places.append(QRect(corner, size))
            corner += QPoint(size.width() + _APART, 0)
        return places
