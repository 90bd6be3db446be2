"""Widgets side by side, and on further lines where a line has no room for them all."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class FlowLayout(QLayout):
    """As high as its lines need at its width."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._apart = spacing
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem, /) -> None:
        """Called by Qt when a widget is added."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:
        """One of them; None beyond the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:
        """Remove one of them."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """It is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """How high at that width."""
        return self._places(QRect(0, 0, width, 0))[1]

    def setGeometry(self, rect: QRect, /) -> None:
        """Put everything in its place."""
        super().setGeometry(rect)
        for item, place in zip(self._items, self._places(rect)[0], strict=True):
            item.setGeometry(place)

    def sizeHint(self) -> QSize:
        """All of them in one line."""
        sizes = [item.sizeHint() for item in self._items]
        width = sum(size.width() for size in sizes) + self._apart * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """One under the other."""
        sizes = [item.minimumSize() for item in self._items]
        width = max((size.width() for size in sizes), default=0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def _places(self, rect: QRect) -> tuple[list[QRect], int]:
        """Where each is, centred in its line, and the height of them all."""
        lines: list[list[QSize]] = [[]]
        left = 0
        for size in (item.sizeHint() for item in self._items):
            if lines[-1] and left + size.width() > rect.width():
                lines.append([])
                left = 0
            lines[-1].append(size)
            left += size.width() + self._apart
        places: list[QRect] = []
        top = rect.top()
        for line in lines:
            height = max((size.height() for size in line), default=0)
            left = rect.left()
            for size in line:
                places.append(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self._apart
            top += height + self._apart
        return places, max(0, top - self._apart - rect.top())
