"""The third step: which column holds what. Guessed, with samples; every guess can be changed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from checkin_app.domain.errors import BadInput
from checkin_app.domain.event import Event
from checkin_app.domain.roster import Field, RosterTable, read_rows
from checkin_app.domain.roster_headers import EXTRA
from checkin_app.ui import theme
from checkin_app.ui.importing import import_wording as words
from checkin_app.ui.labels import ElidedLabel, label

_SAMPLES = 3
_LOOKED_AT = 200
"""Rows in which samples are looked for."""
_LONGEST = 80
_BOX_WIDTH = 290
_NAMES = (Field.GIVEN, Field.FAMILY, Field.FULL_NAME, Field.BADGE_NAME)
_DATA = Qt.ItemDataRole.UserRole


class _WheelGuard(QObject):
    """Lets the wheel scroll the page instead of changing a box that happens to lie under it."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Pass the wheel on."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


class ColumnsStep(QWidget):
    """Tells when the columns were changed; `columns` says what they are now."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._headers: tuple[str, ...] = ()
        self._table = RosterTable("", (), ())
        self._event: Event | None = None
        self._boxes: list[QComboBox] = []
        self._guard = _WheelGuard(self)
        self._origin = label("muted", wraps=True)
        self._origin.setObjectName("columnsOrigin")
        self._lacking = label("warning", words.NO_NAMES, wraps=True)
        self._lacking.setObjectName("namesLacking")
        self._example = ElidedLabel("strong")
        self._example.setObjectName("columnsExample")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame = QFrame()
        frame.setProperty("role", "panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(self._area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._origin)
        column.addWidget(frame, 1)
        column.addWidget(self._lacking)
        column.addWidget(self._example)

    def show_columns(
        self, table: RosterTable, columns: Mapping[str, str], event: Event, *, are_remembered: bool
    ) -> None:
        """Show a list's columns and what each is taken for."""
        self._table, self._headers, self._event = table, table.headers, event
        self._origin.setText(words.REMEMBERED if are_remembered else words.GUESSED)
        self._boxes = []
        meant = {header: field for field, header in columns.items()}
        page = QWidget()
        choices = _choices(event, page)
        page.setProperty("role", "page")
        grid = QGridLayout(page)
        grid.setContentsMargins(14, 8, 14, 8)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        for at, caption in enumerate(("Column in the list", "For example", "Holds")):
            grid.addWidget(label("section", caption), 0, at)
        for number, header in enumerate(self._headers):
            grid.addWidget(ElidedLabel("strong", header), number + 1, 0)
            grid.addWidget(ElidedLabel("muted", _sample(table, number)), number + 1, 1)
            grid.addWidget(
                self._box(number, header, choices, meant.get(header, words.IGNORED)), number + 1, 2
            )
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 4)
        grid.setRowStretch(len(self._headers) + 1, 1)
        self._area.setWidget(page)
        self._judge()

    def focus_first(self) -> None:
        """Put the caret where work begins."""
        if self._boxes:
            self._boxes[0].setFocus()

    def _box(self, number: int, header: str, choices: QStandardItemModel, field: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(f"What the column {header} holds")
        box.setObjectName(f"column{number}")
        box.setModel(choices)
        box.setFixedWidth(theme.scaled(_BOX_WIDTH))
        box.setMaxVisibleItems(16)
        box.installEventFilter(self._guard)
        _choose(box, EXTRA if field.startswith(EXTRA) else field)
        box.activated.connect(self._take)
        self._boxes.append(box)
        return box

    @property
    def columns(self) -> dict[str, str]:
        """The header of the column for each field; columns to keep are `extra:` and their header."""
        found: dict[str, str] = {}
        for header, box in zip(self._headers, self._boxes, strict=True):
            field = str(box.currentData(_DATA))
            if field == EXTRA:
                found[EXTRA + header] = header
            elif field != words.IGNORED:
                found[field] = header
        return found

    @property
    def have_names(self) -> bool:
        """Whether any column holds a name."""
        return any(field in self.columns for field in _NAMES)

    @Slot()
    def _take(self) -> None:
        """A field is held by one column: the one that had it before is kept as a further field."""
        chosen = self.sender()
        field = chosen.currentData(_DATA) if isinstance(chosen, QComboBox) else EXTRA
        for box in self._boxes:
            if box is not chosen and field not in {EXTRA, words.IGNORED} and box.currentData(_DATA) == field:
                _choose(box, EXTRA)
        self._judge()
        self.changed.emit()

    def _judge(self) -> None:
        """Say what is lacking, or how the first person reads."""
        self._lacking.setVisible(not self.have_names)
        self._example.show_text(self._first_person())
        for box in self._boxes:
            box.setProperty("plain", box.currentData(_DATA) in {EXTRA, words.IGNORED})
            theme.polish(box)

    def _first_person(self) -> str:
        if self._event is None or not self.have_names:
            return ""
        beginning = RosterTable(
            self._table.source, self._headers, self._table.rows[:_LOOKED_AT], self._table.first_row
        )
        try:
            rows, problems = read_rows(beginning, self.columns, self._event)
        except BadInput:
            return ""
        if rows:
            return words.example(rows[0], self._event)
        return f"Row {problems[0].row}: {problems[0].reason}" if problems else ""


def _choices(event: Event, page: QWidget) -> QStandardItemModel:
    """What every box offers; one model serves them all."""
    model = QStandardItemModel(page)
    for field, said in words.field_choices(event):
        item = QStandardItem(said)
        item.setData(field, _DATA)
        model.appendRow(item)
    return model


def _choose(box: QComboBox, field: str) -> None:
    box.setCurrentIndex(max(0, box.findData(field, _DATA)))


def _sample(table: RosterTable, column: int) -> str:
    """A few different values of a column."""
    found: Sequence[str] = [
        row[column] for row in table.rows[:_LOOKED_AT] if column < len(row) and row[column].strip()
    ]
    return " · ".join(value[:_LONGEST].replace("\n", " ") for value in list(dict.fromkeys(found))[:_SAMPLES])
