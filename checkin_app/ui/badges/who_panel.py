"""Whose badges are printed, and in which order."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QPushButton, QVBoxLayout

from checkin_app.services.badges import Only, Order
from checkin_app.ui.badges import badge_wording
from checkin_app.ui.badges.draft import Who
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import label
from checkin_app.ui.segments import Segments


class WhoPanel(QFrame):
    """Tells when the choice was changed by hand."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._people: tuple[str, ...] = ()
        self._order = Order.NAME
        self._make()
        self._arrange()
        self._whose.activated.connect(self.changed)
        self._category.activated.connect(self.changed)
        self._orders.chosen.connect(self._choose_order)
        self._chosen.clicked.connect(self._forget_people)

    def _make(self) -> None:
        self.setProperty("role", "panel")
        self._whose = QComboBox()
        self._whose.setAccessibleName("Whose badges")
        for only, words in badge_wording.WHOSE.items():
            self._whose.addItem(words, only.value)
        self._chosen = QPushButton()
        self._chosen.setObjectName("chosenPeople")
        self._chosen.setProperty("role", "chip")
        self._chosen.setCheckable(True)
        ButtonIcon(self._chosen, "x", "text", 14)
        self._chosen.hide()
        self._category = QComboBox()
        self._category.setAccessibleName("Category")
        self._category.addItem("All categories", "")
        self._orders = Segments(list(badge_wording.ORDERS.items()), "Order of the badges")
        for box in (self._whose, self._category):
            box.setMinimumContentsLength(8)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        column.addWidget(label("section", "Whose badges"))
        column.addWidget(self._chosen)
        column.addWidget(self._whose)
        column.addWidget(self._category)
        column.addSpacing(4)
        column.addWidget(label("section", "In the order of"))
        column.addWidget(self._orders)

    def who(self) -> Who:
        """What is chosen now."""
        if self._people:
            return Who(Only.ALL, people=self._people, order=self._order)
        only = Only(self._whose.currentData())
        return Who(only, str(self._category.currentData() or ""), order=self._order)

    def choose_people(self, people: Sequence[str]) -> None:
        """Only these people's badges, printed or not, until the button with their number is clicked."""
        self._people = tuple(people)
        self._chosen.setText(f"  {badge_wording.only_people(len(people))}")
        self._chosen.setChecked(True)
        self._chosen.setVisible(bool(people))
        self._whose.setVisible(not people)
        self._category.setVisible(not people)
        self.changed.emit()

    def offer_categories(self, names: Sequence[str]) -> None:
        """Offer these categories, keeping the chosen one if it is among them."""
        kept = self._category.currentData()
        self._category.clear()
        self._category.addItem("All categories", "")
        for name in names:
            self._category.addItem(name, name)
        self._category.setCurrentIndex(max(0, self._category.findData(kept)))

    @Slot(object)
    def _choose_order(self, order: Order) -> None:
        self._order = order
        self.changed.emit()

    @Slot()
    def _forget_people(self) -> None:
        self.choose_people(())
