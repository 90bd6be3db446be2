"""One row of an import beside the person on the roster, field by field, and what shall become of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from checkin_app.domain.event import Event
from checkin_app.domain.participant import Participant, Value, changes_between
from checkin_app.domain.roster import new_participant
from checkin_app.domain.roster_choices import Act, RowChoice
from checkin_app.ui import theme
from checkin_app.ui.importing import import_wording as words
from checkin_app.ui.importing.check_table import Line
from checkin_app.ui.labels import ElidedLabel, label
from checkin_app.ui.segments import let_tab_reach

_WIDTH = 372
_NOBODY = Participant(id="")
_OFFERED = {
    (Act.ADD, False): (Act.ADD, Act.SKIP),
    (Act.ADD, True): (Act.ADD, Act.SKIP, Act.FILL, Act.OVERWRITE),
    (Act.OVERWRITE, True): (Act.OVERWRITE, Act.FILL, Act.SKIP),
}
_MOST_ACTS = 4
_SAID_BESIDE = {Act.FILL: "Same: fill blanks", Act.OVERWRITE: "Same: take the list's"}
_SAID_CHANGED = {Act.OVERWRITE: "Take the list's", Act.FILL: "Fill blanks only"}
_SAID = {Act.ADD: "Add as new", Act.SKIP: "Leave out"}


def width() -> int:
    """Logical pixels at the present text size."""
    return theme.scaled(_WIDTH)


class RowPanel(QFrame):
    """Shows the chosen lines; tells what was decided about them."""

    decided = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rowPanel")
        self.setProperty("role", "panel")
        self._lines: Sequence[Line] = ()
        self._acts: Sequence[Act] = ()
        self._name = label("heading", wraps=True)
        self._about = label("muted", wraps=True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._group = QButtonGroup(self)
        for number in range(_MOST_ACTS):
            button = QPushButton()
            button.setProperty("role", "act")
            button.setCheckable(True)
            self._group.addButton(button, number)
        self._group.idClicked.connect(self._decide)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(6)
        self._buttons.setColumnStretch(0, 1)
        self._buttons.setColumnStretch(1, 1)
        for number, button in enumerate(self._group.buttons()):
            self._buttons.addWidget(button, number // 2, number % 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 14, 14)
        column.setSpacing(6)
        column.addWidget(self._name)
        column.addWidget(self._about)
        column.addWidget(self._area, 1)
        column.addLayout(self._buttons)

    def show_lines(self, lines: Sequence[Line], choices: Mapping[int, RowChoice], event: Event) -> None:
        """Show the chosen lines, which are of one tab."""
        self._lines = lines
        only = lines[0] if len(lines) == 1 else None
        self._name.setText(only.name if only else words.counted(len(lines), "row") if lines else "")
        self._about.setText(only.said if only and (only.beside or only.of is None) else "")
        self._about.setVisible(bool(self._about.text()))
        page = QWidget()
        page.setProperty("role", "page")
        if only:
            _fill(page, only, event)
        self._area.setWidget(page)
        self._offer(choices)

    def _offer(self, choices: Mapping[int, RowChoice]) -> None:
        first = self._lines[0] if self._lines else None
        self._acts = _OFFERED[first.usual, bool(first.person)] if first and first.usual else ()
        chosen = {_chosen(line, choices) for line in self._lines}
        said = _SAID | (_SAID_BESIDE if first and first.beside else _SAID_CHANGED)
        self._group.setExclusive(False)
        for number, button in enumerate(self._group.buttons()):
            is_offered = number < len(self._acts)
            button.setVisible(is_offered)
            if is_offered:
                button.setText(said[self._acts[number]])
                button.setObjectName(f"act{self._acts[number].value.capitalize()}")
                button.setChecked(chosen == {self._acts[number]})
        self._group.setExclusive(True)
        let_tab_reach(self._group)

    @Slot(int)
    def _decide(self, number: int) -> None:
        act = self._acts[number]
        self.decided.emit(
            {
                line.row: RowChoice(act, line.person if act in {Act.FILL, Act.OVERWRITE} else "")
                for line in self._lines
            }
        )


def _chosen(line: Line, choices: Mapping[int, RowChoice]) -> Act | None:
    choice = choices.get(line.row)
    if choice is None:
        return line.usual
    is_about_another = choice.act in {Act.FILL, Act.OVERWRITE} and choice.person != line.person
    return None if is_about_another else choice.act


def _fill(page: QWidget, line: Line, event: Event) -> None:
    """The fields of a line: beside the person's, before and after, or alone."""
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 0, 4, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(3)
    at = 0
    for field, roster, told in _compared(line, event):
        if at == 0 and roster is not None:
            grid.addWidget(label("section", "On the roster"), 0, 0)
            grid.addWidget(label("section", "In the list"), 0, 1)
            at = 1
        grid.addWidget(label("caption", field), at, 0, 1, 2)
        if roster is None:
            grid.addWidget(ElidedLabel("plain", told), at + 1, 0, 1, 2)
        else:
            is_news = told not in {roster, "–"}
            grid.addWidget(ElidedLabel("muted" if is_news else "plain", roster), at + 1, 0)
            grid.addWidget(ElidedLabel("strong" if is_news else "muted", told), at + 1, 1)
        at += 2
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(at, 1)


def _compared(line: Line, event: Event) -> Iterator[tuple[str, str | None, str]]:
    """(field, on the roster or None where nobody is, in the list), only where either says anything."""
    if line.changes:
        for change in line.changes:
            before, after = (words.value(change.field, each, event) for each in (change.before, change.after))
            yield words.field_name(change.field), before, after
    elif line.of is not None:
        theirs = _fields(new_participant(line.of, ""))
        ours = _fields(line.beside) if line.beside else {}
        fields = dict.fromkeys((*theirs, *ours))
        for field in sorted(fields, key=lambda each: theirs.get(each) == ours.get(each)) if ours else fields:
            nothing = None if field == "days" else ""
            told = words.value(field, theirs.get(field, nothing), event)
            known = words.value(field, ours.get(field, nothing), event) if line.beside else None
            yield words.field_name(field), known, told


def _fields(person: Participant) -> dict[str, Value]:
    """All that is known of somebody beside an empty participant."""
    return {each.field: each.after for each in changes_between(_NOBODY, replace(person, walk_in=False))}
