"""What can be done to the people who are chosen in the table, one or a hundred thousand of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton

from checkin_app.domain.event import Checkpoint, Event
from checkin_app.ui import roster_wording
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import ElidedLabel


class ChosenBar(QFrame):
    """Always in its place, so that nothing moves when somebody is chosen; without anybody it only says so."""

    check_in_requested = Signal()
    print_requested = Signal()
    registration_requested = Signal(object, bool)
    category_requested = Signal(str)
    details_requested = Signal()
    removal_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._event: Event | None = None
        self._make()
        self._arrange()
        self._connect()
        self.show_count(0)

    def _make(self) -> None:
        self.setObjectName("chosenBar")
        self.setProperty("role", "panel")
        self.setAccessibleName("What can be done to the chosen people")
        self._count = ElidedLabel("strong")
        self._count.setObjectName("chosenCount")
        self._details = _button("Details", "chosenDetails", "pencil")
        self._check_in = _button("Check in", "chosenCheckIn", "circle-check")
        self._print = _button("Print badges", "chosenPrint", "printer")
        self._register = _button("Register", "chosenRegister")
        self._categorise = _button("Category", "chosenCategory")
        self._remove = _button("Remove", "chosenRemove", "trash-2")
        self._registering = QMenu(self)
        self._taking_off = QMenu("Take off", self._registering)
        self._categories = QMenu(self)
        for button, menu in ((self._register, self._registering), (self._categorise, self._categories)):
            button.setMenu(menu)
            button.setProperty("menu", True)  # noqa: FBT003  # Qt's own signature

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self._count, 1)
        for button in self._buttons():
            row.addWidget(button)

    def _connect(self) -> None:
        self._details.clicked.connect(self.details_requested)
        self._check_in.clicked.connect(self.check_in_requested)
        self._print.clicked.connect(self.print_requested)
        self._remove.clicked.connect(self.removal_requested)
        self._registering.triggered.connect(self._ask_to_register)
        self._taking_off.triggered.connect(self._ask_to_take_off)
        self._categories.triggered.connect(self._ask_for_category)

    def _buttons(self) -> Sequence[QPushButton]:
        return (self._details, self._check_in, self._print, self._register, self._categorise, self._remove)

    def offer(self, event: Event) -> None:
        """Offer the days, sessions and categories of this event."""
        if event == self._event:
            return
        self._event = event
        listed = set(roster_wording.listed_sessions(event))
        self._registering.clear()
        self._taking_off.clear()
        for checkpoint in event.checkpoints():
            if not checkpoint.session or checkpoint in listed:
                self._offer_checkpoint(checkpoint, event)
        self._registering.addSeparator()
        self._registering.addMenu(self._taking_off)
        self._categories.clear()
        for name in ("", *(category.name for category in event.categories)):
            self._categories.addAction((name or "No category").replace("&", "&&")).setData(name)

    def show_count(self, count: int) -> None:
        """How many people the buttons are for."""
        self._count.show_text(roster_wording.chosen(count))
        for button in self._buttons():
            button.setEnabled(count > 0)
        self._details.setEnabled(count == 1)

    def show_room(self, *, has_panel: bool) -> None:
        """The details need a button only where the panel is not beside the table."""
        self._details.setVisible(not has_panel)

    def _offer_checkpoint(self, checkpoint: Checkpoint, event: Event) -> None:
        words = roster_wording.day_choice(event, checkpoint).replace("&", "&&")
        indented = f"      {words}" if checkpoint.session else words
        for menu in (self._registering, self._taking_off):
            menu.addAction(indented).setData(checkpoint)

    @Slot(QAction)
    def _ask_to_register(self, action: QAction) -> None:
        if action not in self._taking_off.actions():  # Qt tells the upper menu too
            self.registration_requested.emit(action.data(), True)  # noqa: FBT003  # a signal's argument

    @Slot(QAction)
    def _ask_to_take_off(self, action: QAction) -> None:
        self.registration_requested.emit(action.data(), False)  # noqa: FBT003  # a signal's argument

    @Slot(QAction)
    def _ask_for_category(self, action: QAction) -> None:
        self.category_requested.emit(str(action.data()))


def _button(words: str, name: str, icon: str = "") -> QPushButton:
    made = QPushButton(words)
    made.setObjectName(name)
    if icon:
        ButtonIcon(made, icon, "text", 18)
    return made
