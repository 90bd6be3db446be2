"""Two people who may be one, side by side, with what differs marked: merged into one, or told apart for good."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from checkin_app.domain.event import Event
from checkin_app.domain.participant import Participant
from checkin_app.services.roster import Lookalike
from checkin_app.ui import roster_wording
from checkin_app.ui.labels import ElidedLabel, hint, label

COMPARED = (
    "given", "family", "badge_name", "email", "organisation", "job_title", "country", "category", "note",
    "external_id",
)  # fmt: skip
"""The fields that are shown, in this order."""


class DuplicatesView(QFrame):
    """One pair at a time. `merge_requested` carries the kept id, the absorbed one, and the fields taken from the latter."""

    merge_requested = Signal(str, str, object)
    apart_requested = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._pairs: Sequence[Lookalike] = ()
        self._at = 0
        self._event: Event | None = None
        self._groups: dict[str, QButtonGroup] = {}
        self._make()
        self._arrange()
        self._connect()
        self._show_pair()

    def _make(self) -> None:
        self.setObjectName("duplicatesView")
        self.setProperty("role", "panel")
        self.setAccessibleName("Possible duplicates")
        self._said = ElidedLabel("heading")
        self._said.setObjectName("duplicatesSaid")
        self._before = QPushButton("Before")
        self._after = QPushButton("Next")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._explained = label("muted", roster_wording.MERGING, wraps=True)
        self._merge = QPushButton("Merge into one person")
        self._merge.setObjectName("mergePeople")
        self._merge.setProperty("role", "primary")
        self._apart = QPushButton("These are two people")
        self._apart.setObjectName("tellApart")

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._said, 1)
        head.addWidget(self._before)
        head.addWidget(self._after)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self._explained, 1)
        buttons.addWidget(self._apart)
        buttons.addWidget(self._merge)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self._before.clicked.connect(self._step_back)
        self._after.clicked.connect(self._step_on)
        self._merge.clicked.connect(self._ask_to_merge)
        self._apart.clicked.connect(self._ask_to_tell_apart)

    # -- showing ---------------------------------------------------------------------------------------------

    def wait(self, text: str) -> None:
        """Say that pairs are looked for, unless there are some to decide about meanwhile."""
        if not self._pairs:
            self._said.show_text(text)

    def say(self, text: str) -> None:
        """Say why there is no pair to show."""
        self._pairs = ()
        self._show_pair()
        self._said.show_text(text)

    def show_pairs(self, pairs: Sequence[Lookalike], event: Event) -> None:
        """Show these, beginning where it was."""
        self._pairs, self._event = pairs, event
        self._at = min(self._at, max(0, len(pairs) - 1))
        self._show_pair()

    def _show_pair(self) -> None:
        has_pair = bool(self._pairs)
        for widget in (self._before, self._after, self._merge, self._apart, self._explained, self._area):
            widget.setVisible(has_pair)
        if not has_pair or self._event is None:
            self._said.show_text(roster_wording.NO_PAIRS)
            return
        pair = self._pairs[self._at]
        self._said.show_text(roster_wording.pair(self._at + 1, len(self._pairs), pair.likeness))
        self._before.setEnabled(self._at > 0)
        self._after.setEnabled(self._at + 1 < len(self._pairs))
        self._groups = {}
        self._area.setWidget(self._compared(pair.first, pair.second, self._event))

    def _compared(self, first: Participant, second: Participant, event: Event) -> QWidget:
        page = QWidget()
        page.setProperty("role", "page")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(label("section", "On the roster first"), 0, 1)
        grid.addWidget(label("section", "Came later"), 0, 2)
        for row, name in enumerate(COMPARED, 1):
            texts = (str(getattr(first, name)), str(getattr(second, name)))
            if any(texts):
                self._add_row(grid, row, name, texts)
        for row, (caption, texts) in enumerate(roster_wording.registrations(first, second, event), 20):
            grid.addWidget(label("caption", caption), row, 0)
            for column, text in enumerate(texts, 1):
                grid.addWidget(
                    label("muted" if texts[0] == texts[1] else "strong", text, wraps=True), row, column
                )
        grid.setRowStretch(40, 1)
        return page

    def _add_row(self, grid: QGridLayout, row: int, name: str, texts: tuple[str, str]) -> None:
        """Texts that differ can be chosen between; an empty one is filled from the other by itself."""
        grid.addWidget(label("caption", roster_wording.FIELDS[name]), row, 0)
        if texts[0] == texts[1] or not all(texts):
            for column, text in enumerate(texts, 1):
                grid.addWidget(
                    label("muted" if texts[0] == texts[1] else "strong", text or "–", wraps=True), row, column
                )
            return
        group = self._groups[name] = QButtonGroup(grid.parentWidget())
        for column, text in enumerate(texts, 1):
            choice = QRadioButton(text.replace("&", "&&"))
            choice.setObjectName(f"{name}{column}")
            choice.setProperty("role", "differs")
            choice.setAccessibleName(f"{roster_wording.FIELDS[name]}: {text}")
            choice.setToolTip(hint(text))
            choice.setChecked(column == 1)
            group.addButton(choice, column)
            grid.addWidget(choice, row, column)

    # -- deciding --------------------------------------------------------------------------------------------

    @Slot()
    def _step_on(self) -> None:
        self._at += 1
        self._show_pair()

    @Slot()
    def _step_back(self) -> None:
        self._at -= 1
        self._show_pair()

    @Slot()
    def _ask_to_merge(self) -> None:
        pair = self._pairs[self._at]
        taken = tuple(
            name for name, group in self._groups.items() if group.checkedId() == 2
        )  # the second column
        self.merge_requested.emit(pair.first.id, pair.second.id, taken)

    @Slot()
    def _ask_to_tell_apart(self) -> None:
        pair = self._pairs[self._at]
        self.apart_requested.emit(pair.first.id, pair.second.id)
