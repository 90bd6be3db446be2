"""The names of a long page's sections, to go to one of them at once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget


class SectionIndex(QWidget):
    """Shows which section is being read."""

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName("Sections")
        self._group = QButtonGroup(self)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addStretch(1)
        for number, title in enumerate(titles):
            self.insert(number, title)
        self._group.idClicked.connect(self.chosen)
        self.show_section(0)

    def insert(self, place: int, title: str) -> None:
        """Have one more, before the one that is at that place now."""
        button = QPushButton(title)
        button.setCheckable(True)
        button.setProperty("role", "index")
        self._column.insertWidget(place, button)
        later = [(each, self._group.id(each)) for each in self._group.buttons()]
        for each, number in later:
            self._group.setId(each, number + (number >= place))
        self._group.addButton(button, place)

    def show_section(self, number: int) -> None:
        """Show which one is being read, without telling anybody."""
        self._group.button(number).setChecked(True)
