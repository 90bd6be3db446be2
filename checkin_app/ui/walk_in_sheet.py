"""The sheet beside the verdict in which somebody who is not on the roster is added and checked in, by keyboard alone."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from checkin_app.domain.checkin import Verdict
from checkin_app.domain.errors import NotSaved
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import Participant
from checkin_app.domain.roster_names import split_name
from checkin_app.services.walk_in import WalkInService
from checkin_app.ui import lookalikes, wording
from checkin_app.ui.background import Background
from checkin_app.ui.changes import Changes
from checkin_app.ui.labels import label
from checkin_app.ui.lookalikes import Lookalikes
from checkin_app.ui.reception import Reception

PAUSE_MS = 120
"""How long after the last key of a name people like it are looked for."""
_LONGEST = 200


class WalkInSheet(QFrame):
    """What is typed stays until somebody was checked in with it, however often the sheet is closed meanwhile."""

    closed = Signal()
    badge_requested = Signal(str)

    def __init__(
        self,
        walk_in: WalkInService,
        reception: Reception,
        background: Background,
        changes: Changes,
        event: Event,
    ) -> None:
        super().__init__()
        self._walk_in = walk_in
        self._reception = reception
        self._background = background
        self._changes = changes
        self._event = event
        self._badge = ""
        self._own_records: set[str] = set()
        self._to_print: set[str] = set()
        self._make()
        self._arrange()
        self._connect()
        self.hide()

    def _make(self) -> None:
        self.setObjectName("walkInSheet")
        self.setProperty("role", "panel")
        self.setAccessibleName("Walk-in")
        self._given = _field("walkInGiven")
        self._family = _field("walkInFamily")
        self._organisation = _field("walkInOrganisation")
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.popup().setObjectName("completions")  # type: ignore[union-attr]  # it makes one when asked
        self._organisation.setCompleter(completer)
        self._category = QComboBox()
        self._category.setObjectName("walkInCategory")
        self._category.addItem("No category", "")
        for category in self._event.categories:
            self._category.addItem(category.name, category.name)
        self._binding = QWidget()
        self._bound = label("strong", wraps=True)
        self._bound.setObjectName("walkInBadge")
        self._unbind = QPushButton("Without it")
        self._unbind.setProperty("role", "quiet")
        self._lacking = label("error", wraps=True)
        self._lacking.setObjectName("walkInLacking")
        self._lookalikes = Lookalikes()
        self._save = QPushButton("Save and check in   Ctrl+Enter")
        self._save.setObjectName("walkInSave")
        self._save.setProperty("role", "primary")
        self._save_print = QPushButton("… and print badge   Ctrl+Shift+Enter")
        self._save_print.setObjectName("walkInPrint")
        self._close = QPushButton("Close   Esc")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)

    def _arrange(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(8)
        fields.setColumnStretch(1, 1)
        rows = (
            ("First name *", self._given),
            ("Last name *", self._family),
            ("Organisation", self._organisation),
            ("Category", self._category),
        )
        for number, (caption, field) in enumerate(rows):
            text = label("muted", caption)
            text.setBuddy(field)
            field.setAccessibleName(caption.removesuffix(" *"))
            fields.addWidget(text, number, 0)
            fields.addWidget(field, number, 1)
        binding = QHBoxLayout(self._binding)
        binding.setContentsMargins(0, 0, 0, 0)
        binding.addWidget(self._bound, 1)
        binding.addWidget(self._unbind)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._save, 1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addWidget(label("heading", "Walk-in: add and check in"))
        column.addWidget(self._binding)
        column.addLayout(fields)
        column.addWidget(self._lacking)
        column.addWidget(self._lookalikes)
        column.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self._save_print)

    def _connect(self) -> None:
        for field in (self._given, self._family):
            field.textEdited.connect(self._restart)
        for field in (self._given, self._family, self._organisation):
            field.returnPressed.connect(self._go_on)
        self._pause.timeout.connect(self._look_for_lookalikes)
        self._lookalikes.chosen.connect(self._check_in_instead)
        for number in range(1, lookalikes.MOST + 1):
            key = QShortcut(f"Alt+{number}", self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(partial(self._lookalikes.choose, number))
        self._unbind.clicked.connect(self._forget_badge)
        self._save.clicked.connect(self.save)
        self._save_print.clicked.connect(self.save_and_print)
        for pressed in ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"):
            key = QShortcut(pressed, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(self.save_and_print)
        self._close.clicked.connect(self.close_up)
        self._reception.decided.connect(self._note_verdict)
        self._reception.saving_failed.connect(self._make_way)

    # -- opening and closing ---------------------------------------------------------------------------------

    def begin(self, name: str = "", badge: str = "") -> None:
        """Open, with a name that was looked for in vain, and with the code of a badge that nobody has.

        Without a name what was typed before is there again.
        """
        if name:
            self._clear()
            given, family = split_name(name.title() if name.islower() else name)
            self._given.setText(given)
            self._family.setText(family)
            self._look_for_lookalikes()
        self._badge = badge or self._badge
        self._show_badge()
        self._background.ask(self._walk_in.organisations, self._known.setStringList)
        self.show()
        first_empty = next((field for field in (self._given, self._family) if not field.text()), self._given)
        first_empty.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def close_up(self) -> None:
        """Close and ask nothing: what was typed is kept."""
        if not self._has_text():
            self._clear()
        self.hide()
        self.closed.emit()

    def has_caret(self) -> bool:
        """Whether somebody is typing here."""
        return self.isVisible() and self.isAncestorOf(self.window().focusWidget() or self.window())

    def showEvent(self, event: QShowEvent) -> None:
        """Begin without a complaint."""
        super().showEvent(event)
        self._lacking.hide()

    # -- doing -----------------------------------------------------------------------------------------------

    @Slot()
    def save(self) -> None:
        """Add the person and check them in, once there is a name."""
        self._add(with_badge=False)

    @Slot()
    def save_and_print(self) -> None:
        """The same, and wish for their badge when they are in."""
        self._add(with_badge=True)

    def _add(self, *, with_badge: bool) -> None:
        lacking = next((field for field in (self._given, self._family) if not field.text().strip()), None)
        if lacking is not None:
            self._lacking.setText(wording.name_lacking(lacking.accessibleName()))
            self._lacking.show()
            lacking.setFocus()
            return
        self._lacking.hide()
        described, badge = self.described(), self._badge

        def add(checkpoint: Checkpoint, record: str) -> Verdict:
            verdict = self._walk_in.add(described, checkpoint, badge=badge, record=record).verdict
            self._own_records.add(verdict.record)
            if with_badge:
                self._to_print.add(verdict.record)
            return verdict

        self._reception.join(add)

    def described(self) -> Participant:
        """What the fields say."""
        return Participant(
            id="",
            given=self._given.text(),
            family=self._family.text(),
            organisation=self._organisation.text(),
            category=str(self._category.currentData() or ""),
        )

    @Slot(object)
    def _check_in_instead(self, person: Participant) -> None:
        self._clear()
        self.close_up()
        self._reception.check_in(person.id)

    @Slot()
    def _restart(self) -> None:
        self._lacking.hide()
        self._pause.start()

    @Slot()
    def _look_for_lookalikes(self) -> None:
        given, family = self._given.text().strip(), self._family.text().strip()
        if not (given and family):
            self._lookalikes.show_people(())
            return

        def show(people: Sequence[Participant]) -> None:
            if (given, family) == (self._given.text().strip(), self._family.text().strip()):
                self._lookalikes.show_people(people)

        self._background.ask(partial(self._walk_in.lookalikes, given, family), show)

    @Slot()
    def _go_on(self) -> None:
        """Enter leads to the next field: only Ctrl+Enter saves, for scanners end codes with Enter."""
        self.focusNextChild()

    @Slot(object)
    def _note_verdict(self, verdict: Verdict) -> None:
        if verdict.record in self._own_records:
            self._own_records.discard(verdict.record)
            self._clear()
            self.close_up()
            self._changes.people_changed.emit()
        if verdict.record in self._to_print:
            self._to_print.discard(verdict.record)
            self.badge_requested.emit(verdict.participant.id if verdict.participant else "")

    @Slot(object)
    def _make_way(self, _error: NotSaved) -> None:
        """Nothing else matters now; what was typed is kept for the retry."""
        if self.isVisible():
            self.close_up()

    # -- inside ----------------------------------------------------------------------------------------------

    def _has_text(self) -> bool:
        return any(field.text().strip() for field in (self._given, self._family, self._organisation))

    @Slot()
    def _forget_badge(self) -> None:
        self._badge = ""
        self._show_badge()
        self._given.setFocus()

    def _show_badge(self) -> None:
        self._bound.setText(wording.badge_to_bind(self._badge))
        self._binding.setVisible(bool(self._badge))

    def _clear(self) -> None:
        self._pause.stop()
        for field in (self._given, self._family, self._organisation):
            field.clear()
        self._category.setCurrentIndex(0)
        self._lookalikes.show_people(())
        self._badge = ""
        self._show_badge()


def _field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setMaxLength(_LONGEST)
    return field
