"""Whom the table shows: a text, a chip, a category and an organisation."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from checkin_app.ui import theme
from checkin_app.ui.flow_layout import FlowLayout
from checkin_app.ui.labels import label
from checkin_app.ui.masks import Mask
from checkin_app.ui.people.columns import Column
from checkin_app.ui.people.directory import Choice, Directory
from checkin_app.ui.undo_keys import asks_to_undo

PAUSE_MS = 120
"""How long after the last key people are looked for, as at the desk."""
_BOX = 190
MOST_OFFERED = 300
"""Organisations in the box, those with the most people: nobody reads a longer list, and the search knows them all."""


class PeopleSearch(QLineEdit):
    """Finds as the scan box does; Down and Enter lead to the table, Ctrl+Z undoes on the page."""

    paused = Signal()
    table_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("peopleSearch")
        self.setPlaceholderText("Name, organisation, e-mail …")
        self.setAccessibleName("Search people")
        self.setClearButtonEnabled(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.paused)
        self.textChanged.connect(self._restart)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the page."""
        if asks_to_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that lead elsewhere."""
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.table_requested.emit()
            case Qt.Key.Key_Escape if self.text():
                self.clear()
            case _:
                super().keyPressEvent(event)

    @Slot(str)
    def _restart(self, text: str) -> None:
        if text:
            self._pause.start()
        else:
            self._pause.stop()
            self.paused.emit()


class GroupBox(QComboBox):
    """The texts of a column with how many people have each; the first line is for all of them."""

    def __init__(self, everything: str, name: str) -> None:
        super().__init__()
        self._everything = everything
        self._texts: list[str] = [""]
        self._lines = QStringListModel([everything], self)
        self.setModel(self._lines)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFixedWidth(theme.scaled(_BOX))
        self.setMaxVisibleItems(16)

    def offer(self, counts: Sequence[tuple[str, int]]) -> None:
        """Offer these; what is chosen stays so, even when nobody has it any more."""
        kept = self.text()
        offered = dict(counts)
        if len(offered) > MOST_OFFERED:
            largest = set(sorted(offered, key=lambda text: -offered[text])[:MOST_OFFERED])
            offered = {text: count for text, count in offered.items() if text in largest}
        if kept and kept not in offered:
            offered[kept] = dict(counts).get(kept, 0)
        texts = ["", *offered]
        lines = [self._everything, *(f"{text}  ({count})" for text, count in offered.items())]
        if lines != self._lines.stringList():
            self._texts = texts
            self._lines.setStringList(lines)
            self.setCurrentIndex(texts.index(kept))

    def text(self) -> str:
        """What is chosen; empty for all of them."""
        return self._texts[self.currentIndex()] if self.currentIndex() >= 0 else ""

    def choose_everything(self) -> None:
        """Leave nobody out."""
        self.setCurrentIndex(0)


class PeopleFilters(QWidget):
    """The chips; the search field and the two boxes belong to it and lie where the page puts them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = PeopleSearch()
        self.search.setMinimumWidth(theme.scaled(120))
        self.category = GroupBox("All categories", "Category")
        self.organisation = GroupBox("All organisations", "Organisation")
        self._chips = QButtonGroup(self)
        row = FlowLayout(8)
        self.setLayout(row)
        for number, choice in enumerate(Choice):
            chip = QPushButton(choice.value)
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setChecked(choice is Choice.ALL)
            self._chips.addButton(chip, number)
            row.addWidget(chip)
        self._chips.idClicked.connect(self.changed)
        self.category.activated.connect(self.changed)
        self.organisation.activated.connect(self.changed)

    @property
    def choice(self) -> Choice:
        """The chip that is down."""
        return list(Choice)[self._chips.checkedId()]

    def text(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    def show_all(self) -> None:
        """Leave nobody out."""
        self._chips.button(0).setChecked(True)  # Qt's own signature
        self.category.choose_everything()
        self.organisation.choose_everything()
        self.search.clear()

    def offer(self, directory: Directory) -> None:
        """Offer the categories and organisations of the people there are."""
        self.category.offer(directory.counts(Column.CATEGORY))
        self.organisation.offer(directory.counts(Column.ORGANISATION))

    def wanted_of(self, directory: Directory) -> Mask:
        """Whom the chip and the boxes mean."""
        wanted = directory.masks[self.choice]
        for column, box in ((Column.CATEGORY, self.category), (Column.ORGANISATION, self.organisation)):
            if box.text():
                wanted &= directory.mask_of_group(column, box.text())
        return wanted


class MeantBar(QWidget):
    """«Nobody like this. Did you mean …?», each name a button."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._said = label("strong")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._said)
        self._row.addStretch(1)
        self._names: list[QPushButton] = []
        self.hide()

    def show_names(self, names: Sequence[str]) -> None:
        """Offer these names; hidden without any."""
        for button in self._names:
            self._row.removeWidget(button)
            button.deleteLater()
        self._names = [self._button(name) for name in names]
        for number, button in enumerate(self._names, 1):
            self._row.insertWidget(number, button)
        self._said.setText("Did you mean" if names else "")
        self.setVisible(bool(names))

    def _button(self, name: str) -> QPushButton:
        button = QPushButton(name.replace("&", "&&"))
        button.setProperty("name", name)
        button.clicked.connect(self._choose)
        return button

    @Slot()
    def _choose(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.chosen.emit(str(sender.property("name")))
