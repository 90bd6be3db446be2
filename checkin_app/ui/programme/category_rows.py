"""The categories of the event and their colours: from the palette, or one's own as #rrggbb."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from checkin_app.domain.badge import PALETTE, colour_of
from checkin_app.domain.errors import BadInput
from checkin_app.domain.event import Category
from checkin_app.domain.text import clean, fold
from checkin_app.ui import theme
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import ElidedLabel, label
from checkin_app.ui.programme.field_grid import field

_SWATCH = 18


class CategoryRows(QWidget):
    """Tells the categories as they shall be; names stay, because people on the roster have them."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._categories: tuple[Category, ...] = ()
        self._rows: list[QWidget] = []
        self._new = field("newCategory", longest=100, placeholder="Add a category")
        self._new.setAccessibleName("Name of a new category")
        self._problem = label("error", wraps=True)
        self._problem.setObjectName("categoryProblem")
        self._problem.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self._new)
        self._column.addWidget(self._problem)
        self._new.returnPressed.connect(self._add)

    def show_categories(self, categories: tuple[Category, ...]) -> None:
        """Show these, unless they are shown already."""
        if categories == self._categories and len(self._rows) == len(categories):
            return
        self._categories = categories
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(category) for category in categories]
        for number, row in enumerate(self._rows):
            self._column.insertWidget(number, row)

    def _row(self, category: Category) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        colours = _ColourBox(category)
        colours.colour_chosen.connect(partial(self._recolour, category.name))
        remove = QToolButton()
        remove.setProperty("role", "plain")
        remove.setAccessibleName(f"Remove the category {category.name}")
        remove.setToolTip("Remove")
        ButtonIcon(remove, "x", "muted", 16)
        remove.clicked.connect(partial(self._remove, category.name))
        row.addWidget(ElidedLabel("plain", category.name), 1)
        row.addWidget(colours)
        row.addWidget(remove)
        return made

    @Slot()
    def _add(self) -> None:
        name = clean(self._new.text())
        if not name:
            return
        if fold(name) in {fold(category.name) for category in self._categories}:
            self._tell_problem(f"There is a category «{name}» already.")
            return
        used = {category.colour for category in self._categories}
        colour = next((each for each in PALETTE if each not in used), "slate")
        self._new.clear()
        self._change((*self._categories, Category(name, colour)))

    def _remove(self, name: str) -> None:
        self._change(tuple(each for each in self._categories if each.name != name))

    def _recolour(self, name: str, colour: str) -> None:
        try:
            colour_of(colour)
        except BadInput as fault:
            self._tell_problem(f"There is no colour «{colour}». {fault.remedy}")
            return
        self._change(
            tuple(Category(name, colour) if each.name == name else each for each in self._categories)
        )

    def _change(self, categories: tuple[Category, ...]) -> None:
        self._problem.hide()
        if categories != self._categories:
            self.changed.emit(categories)

    def _tell_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.show()


class _ColourBox(QComboBox):
    """The palette; what is typed instead is a colour of one's own."""

    colour_chosen = Signal(str)

    def __init__(self, category: Category) -> None:
        super().__init__()
        self._shown = category.colour
        self.setEditable(True)
        self.setAccessibleName(f"Colour of {category.name}")
        self.setIconSize(QSize(theme.scaled(_SWATCH), theme.scaled(_SWATCH)))
        self.setFixedWidth(theme.scaled(138))
        for name in PALETTE:
            self.addItem(_swatch(colour_of(name)), name)
        if category.colour not in PALETTE:
            self.addItem(_swatch(colour_of(category.colour)), category.colour)
        self.setCurrentIndex(self.findText(category.colour))
        self.activated.connect(self._choose)
        self.lineEdit().setMaxLength(20)  # type: ignore[union-attr]  # an editable box has one
        self.lineEdit().editingFinished.connect(self._choose)  # type: ignore[union-attr]

    @Slot()
    def _choose(self) -> None:
        colour = self.currentText().strip().lower()
        if colour and colour != self._shown:
            self._shown = colour
            self.colour_chosen.emit(colour)


def _swatch(colour: str) -> QIcon:
    drawn = QPixmap(QSize(_SWATCH, _SWATCH))
    drawn.fill(Qt.GlobalColor.transparent)
    drawn.fill(QColor(colour))
    return QIcon(drawn)
