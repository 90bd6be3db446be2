"""A row of joined buttons of which one is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QPushButton, QWidget


def let_tab_reach(group: QButtonGroup) -> None:
    """Have Tab lead to the chosen button of a group, and arrows to the others, also after a choice that nobody clicked."""
    for button in group.buttons():
        is_next = button.isChecked() or group.checkedButton() is None
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_next else Qt.FocusPolicy.ClickFocus)


class Segments(QWidget):
    """`choices` are (value, words); `tall` is the size for the desk."""

    chosen = Signal(object)

    def __init__(self, choices: Sequence[tuple[object, str]], name: str, *, tall: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values = [value for value, _ in choices]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_, words) in enumerate(choices):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setProperty("role", "segment")
            button.setProperty("tall", tall)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            place = "first" if number == 0 else "last" if number == len(choices) - 1 else "middle"
            button.setProperty("place", place)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idClicked.connect(self._choose)
        self.show_choice(self._values[0])

    def button(self, value: object) -> QAbstractButton:
        """The button of a value."""
        return self._group.button(self._values.index(value))

    def show_choice(self, value: object) -> None:
        """Show which is chosen, without telling anybody."""
        self.button(value).setChecked(True)

    @Slot(int)
    def _choose(self, number: int) -> None:
        self.chosen.emit(self._values[number])
