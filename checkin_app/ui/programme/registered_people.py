"""Who is on a session's own list: looked up, added by name, taken off it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from checkin_app.domain.event import Session
from checkin_app.domain.participant import Participant
from checkin_app.services.programme import Numbers
from checkin_app.ui.labels import hint, label
from checkin_app.ui.programme import sentences
from checkin_app.ui.programme.field_grid import column_of

PAUSE_MS = 150
_PERSON = Qt.ItemDataRole.UserRole


class RegisteredPeople(QWidget):
    """Shows people and finds others; who is put on the list or taken off it is told."""

    search_requested = Signal(str)
    addition_requested = Signal(str)
    removal_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._registered: frozenset[str] = frozenset()
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self._numbers = label("muted", wraps=True)
        self._numbers.setObjectName("registeredNumbers")
        self._search = QLineEdit()
        self._search.setObjectName("registeredSearch")
        self._search.setPlaceholderText("Add somebody by name …")
        self._search.setAccessibleName("Find somebody to add to this session")
        self._search.setClearButtonEnabled(True)
        self._found = QListWidget()
        self._found.setObjectName("registeredFound")
        self._found.setAccessibleName("Found on the roster")
        self._found.hide()
        self._found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list = _People()
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setObjectName("registeredList")
        self._list.setAccessibleName("Registered for this session")
        self._list.setSelectionMode(QListWidget.SelectionMode.SingleSelection)
        self._nobody = label("muted", wraps=True)
        self._take_off = QPushButton("Take off the list   Del")
        self._take_off.setObjectName("takeOff")
        self._take_off.setEnabled(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._take_off)
        foot.addStretch(1)
        column = column_of(self)
        column.addWidget(self._numbers)
        column.addWidget(self._search)
        column.addWidget(self._found, 2)
        column.addWidget(self._nobody)
        column.addWidget(self._list, 3)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._pause.start)
        self._search.returnPressed.connect(self._add_first)
        self._pause.timeout.connect(self._look)
        self._found.itemActivated.connect(self._add)
        self._found.itemClicked.connect(self._add)
        self._list.itemSelectionChanged.connect(self._show_choice)
        self._list.removal_requested.connect(self._remove)
        self._take_off.clicked.connect(self._remove)

    def show_session(self, session: Session, numbers: Numbers) -> None:
        """Show the numbers of a session."""
        self._numbers.setText(sentences.numbers_of_session(session, numbers))
        self._nobody.setText(sentences.nobody_registered(session))

    def show_people(self, people: Sequence[Participant]) -> None:
        """Show who is on the list."""
        self._registered = frozenset(person.id for person in people)
        row = self._list.currentRow()
        self._list.clear()
        for person in people:
            self._list.addItem(_item(person))
        self._list.setVisible(bool(people))
        self._take_off.setVisible(bool(people))
        self._nobody.setVisible(not people)
        if people and row >= 0:
            self._list.setCurrentRow(min(row, len(people) - 1))
        self._show_choice()

    def show_found(self, text: str, people: Sequence[Participant]) -> None:
        """Show who was found for what was typed, if that is what is typed still."""
        if text != self._search.text().strip():
            return
        self._found.clear()
        for person in people:
            if person.id not in self._registered:
                self._found.addItem(_item(person))
        if text and not self._found.count():
            nobody = QListWidgetItem(f"Nobody else like «{text}»")
            nobody.setFlags(Qt.ItemFlag.NoItemFlags)
            self._found.addItem(nobody)
        self._found.setVisible(bool(text))

    def forget(self) -> None:
        """Begin again with another session."""
        self._search.clear()
        self._found.clear()
        self._found.hide()

    @Slot()
    def _look(self) -> None:
        text = self._search.text().strip()
        if text:
            self.search_requested.emit(text)
        else:
            self._found.hide()

    @Slot()
    def _add_first(self) -> None:
        """Enter adds the one that was found, if it is the only one."""
        if self._found.count() == 1 and not self._pause.isActive():
            self._add(self._found.item(0))

    @Slot(QListWidgetItem)
    def _add(self, item: QListWidgetItem) -> None:
        if item.data(_PERSON):
            person = item.data(_PERSON)
            self.forget()
            self._search.setFocus()
            self.addition_requested.emit(person)

    @Slot()
    def _remove(self) -> None:
        item = self._list.currentItem()
        if item is not None and item.isSelected():
            self.removal_requested.emit(item.data(_PERSON))

    @Slot()
    def _show_choice(self) -> None:
        self._take_off.setEnabled(bool(self._list.selectedItems()))


class _People(QListWidget):
    """Delete takes the chosen one off the list."""

    removal_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)


def _item(person: Participant) -> QListWidgetItem:
    text = " · ".join(part for part in (person.name, person.organisation) if part)
    item = QListWidgetItem(text)
    item.setToolTip(hint(text))
    item.setData(_PERSON, person.id)
    return item
