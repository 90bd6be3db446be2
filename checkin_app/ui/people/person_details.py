"""Every field of a person, edited in place; for somebody new, a form that is saved as a whole."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from checkin_app.domain import registration
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import EXTRA, Participant, Status
from checkin_app.ui import roster_wording
from checkin_app.ui.labels import label
from checkin_app.ui.people.edit_field import ChoiceField, EditField, EditNote
from checkin_app.ui.people.registrations import Registrations

Field = EditField | ChoiceField

_PAIRS = (
    ("given", "family"),
    ("badge_name", ""),
    ("email", ""),
    ("organisation", ""),
    ("job_title", "country"),
)
"""The texts, two beside each other or one alone."""
_STATUSES = [
    (each.value, roster_wording.STATUSES[each]) for each in (Status.ACTIVE, Status.CANCELLED, Status.BARRED)
]


class PersonDetails(QWidget):
    """`edited` carries the id, the field and its value; `registration_changed` the id, a checkpoint, and on or off.

    `footer` stays in sight under it, wherever it is scrolled to.
    """

    edited = Signal(str, str, object)
    registration_changed = Signal(str, object, bool)
    add_requested = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._person = Participant(id="")
        self._event: Event | None = None
        self._extra: list[EditField] = []
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self.setProperty("role", "page")
        self._category = ChoiceField("category", roster_wording.FIELDS["category"])
        self._status = ChoiceField("status", roster_wording.FIELDS["status"])
        names = [name for pair in _PAIRS for name in pair if name]
        self._fields: dict[str, Field] = {
            **{name: EditField(name, roster_wording.FIELDS[name]) for name in names},
            "category": self._category,
            "status": self._status,
            "note": EditField("note", roster_wording.FIELDS["note"], EditNote()),
            "external_id": EditField("external_id", roster_wording.FIELDS["external_id"]),
        }
        self._registrations = Registrations()
        self._wrong = label("error", wraps=True)
        self._add = QPushButton("Add to the roster   Ctrl+Enter")
        self._add.setObjectName("addToRoster")
        self._add.setProperty("role", "primary")
        self._cancel = QPushButton("Cancel")
        self.footer = QWidget()

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(9)
        for row, (left, right) in enumerate((*_PAIRS, ("category", "status"), ("note", ""))):
            grid.addWidget(self._fields[left], row, 0, 1, 1 if right else 2, Qt.AlignmentFlag.AlignTop)
            if right:
                grid.addWidget(self._fields[right], row, 1, Qt.AlignmentFlag.AlignTop)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._add, 1)
        buttons.addWidget(self._cancel)
        footer = QVBoxLayout(self.footer)
        footer.setContentsMargins(19, 4, 19, 6)
        footer.addWidget(self._wrong)
        footer.addLayout(buttons)
        self._others = QVBoxLayout()
        self._others.setSpacing(9)
        self._others.addWidget(self._fields["external_id"])
        column = QVBoxLayout(self)
        column.setContentsMargins(19, 4, 19, 14)
        column.setSpacing(12)
        column.addLayout(grid)
        column.addWidget(label("section", "Registered for"))
        column.addWidget(self._registrations)
        column.addLayout(self._others)
        column.addStretch(1)
        self._wrong.hide()

    def _connect(self) -> None:
        for field in self._fields.values():
            field.edited.connect(self._take)
        self._registrations.changed.connect(self._register)
        self._add.clicked.connect(self.add)
        self._cancel.clicked.connect(self.closed)
        key = QShortcut("Ctrl+Return", self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.add)

    # -- showing ---------------------------------------------------------------------------------------------

    def show_person(self, person: Participant, event: Event) -> None:
        """Show somebody; without an id they are new, and nothing is saved before «Add»."""
        is_other = person.id != self._person.id or not person.id
        self._person, self._event = person, event
        categories = [(each.name, each.name) for each in event.categories]
        self._category.offer([("", "No category"), *categories])
        self._status.offer(_STATUSES)
        if is_other:
            self._show_extra_fields()
        for name, field in self._all_fields().items():
            if is_other:
                field.show_wrong("")
            self._show_text(field, _text(person, name), anew=is_other)
        self._registrations.show_person(person, event)
        self._add.setVisible(not person.id)
        self._cancel.setVisible(not person.id)
        self._wrong.hide()

    def offer_organisations(self, names: Sequence[str]) -> None:
        """Complete the organisation to one of these."""
        field = self._fields["organisation"]
        if isinstance(field, EditField):
            field.offer(names)

    def focus_first(self) -> None:
        """Put the caret where editing begins."""
        self._fields["given"].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_saved(self, name: str) -> None:
        """A field was saved."""
        if name in self._all_fields():
            self._all_fields()[name].show_saved()

    def show_wrong(self, name: str, why: str) -> None:
        """A field, or the whole of a new person, could not be saved."""
        if name in self._all_fields():
            self._all_fields()[name].show_wrong(why)
            return
        self._wrong.setText(why)
        self._wrong.show()
        self._registrations.show_person(self._person, self._event or Event(name="", zone="UTC"))

    def described(self) -> Participant:
        """What the form of a new person says."""
        texts = {name: field.text() for name, field in self._fields.items() if name != "status"}
        return replace(self._person, **texts, status=Status(self._fields["status"].text()))  # type: ignore[arg-type]  # names of fields

    # -- editing ---------------------------------------------------------------------------------------------

    @Slot(str, str)
    def _take(self, name: str, text: str) -> None:
        if self._person.id:
            self.edited.emit(self._person.id, name, Status(text) if name == "status" else text)

    @Slot(object, bool)
    def _register(self, checkpoint: Checkpoint, is_on: bool) -> None:  # noqa: FBT001  # a signal's argument
        if self._person.id:
            self.registration_changed.emit(self._person.id, checkpoint, is_on)
        elif self._event is not None:
            change = (
                registration.for_session(self._event, checkpoint.session, registered=is_on)
                if checkpoint.session
                else registration.for_day(self._event, checkpoint.day, registered=is_on)
            )
            self._person = change(self._person)
            self._registrations.show_person(self._person, self._event)

    @Slot()
    def add(self) -> None:
        """Put the new person on the roster."""
        if not self._person.id:
            self.add_requested.emit(self.described())

    # -- inside ----------------------------------------------------------------------------------------------

    def _all_fields(self) -> dict[str, Field]:
        return self._fields | {field.name: field for field in self._extra}

    def _show_text(self, field: Field, text: str, *, anew: bool) -> None:
        if anew and isinstance(field, EditField):
            field.editor.write(text)
        field.show_text(text)

    def _show_extra_fields(self) -> None:
        for old in self._extra:
            self._others.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._extra = [EditField(EXTRA + column, column) for column, _ in self._person.extra]
        for field in self._extra:
            field.edited.connect(self._take)
            self._others.addWidget(field)


def _text(person: Participant, name: str) -> str:
    if name.startswith(EXTRA):
        return dict(person.extra).get(name.removeprefix(EXTRA), "")
    return str(getattr(person, name))
