"""The second step: how the list is read. Everything was found out; what is wrong can be changed, and is seen at once."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from checkin_app.services.roster_source import Candidate, Reading, ReadList
from checkin_app.ui import theme
from checkin_app.ui.importing import import_wording as words
from checkin_app.ui.importing.list_preview import ListPreview
from checkin_app.ui.labels import give_margin, label

_MOST_HEADER_ROW = 1_000
_FIELD_WIDTH = 236


class ReadStep(QWidget):
    """Tells when somebody wants the list read otherwise."""

    reading_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._reading = Reading()
        self._sheet = _box("Sheet")
        self._sheet.setObjectName("sheetBox")
        self._encoding = _box("Letters")
        self._encoding.setObjectName("encodingBox")
        self._delimiter = _box("Columns are separated by")
        self._delimiter.setObjectName("delimiterBox")
        self._header = QSpinBox()
        self._header.setObjectName("headerRow")
        self._header.setAccessibleName("Row with the headers")
        self._header.setRange(0, _MOST_HEADER_ROW)
        self._header.setSpecialValueText("None")
        self._header.setKeyboardTracking(False)
        give_margin(self._header)
        self._question = QFrame()
        self._question.setObjectName("encodingQuestion")
        self._question.setProperty("role", "caution")
        self._answers = QVBoxLayout()
        self._offered: list[QPushButton] = []
        self._preview = ListPreview()
        self._fields = [
            _captioned("Sheet", self._sheet),
            _captioned("Row with the headers", self._header),
            _captioned("Letters", self._encoding),
            _captioned("Columns are separated by", self._delimiter),
        ]
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        question = QVBoxLayout(self._question)
        question.setContentsMargins(16, 10, 16, 12)
        question.setSpacing(6)
        question.addWidget(label("caution", words.WHICH_READS_RIGHT, wraps=True))
        question.addLayout(self._answers)
        self._answers.setSpacing(6)
        fields = QHBoxLayout()
        fields.setSpacing(16)
        for field in self._fields:
            fields.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        fields.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(fields)
        column.addWidget(self._question)
        column.addWidget(self._preview, 1)

    def _connect(self) -> None:
        self._sheet.activated.connect(self._choose_sheet)
        self._encoding.activated.connect(self._change)
        self._delimiter.activated.connect(self._change)
        self._header.valueChanged.connect(self._change)

    def show_list(self, read: ReadList) -> None:
        """Show a list as it was read, and what was found out about it."""
        self._reading = read.reading
        table = read.table
        is_workbook, is_pasted = bool(table.sheets), read.source.path is None
        self._fill(self._sheet, [(sheet, sheet) for sheet in table.sheets], table.sheet)
        encodings = [(name, said) for name, said in words.ENCODING_NAMES.items()]
        found = words.read_as(table.encoding)
        others = [(found, found)] if found and found not in words.ENCODING_NAMES else []
        self._fill(self._encoding, [*encodings, *others], found)
        known = [*words.DELIMITER_NAMES.items()]
        others = [] if table.delimiter in words.DELIMITER_NAMES else [(table.delimiter, table.delimiter)]
        self._fill(self._delimiter, [*known, *others], table.delimiter)
        self._header.blockSignals(True)  # noqa: FBT003  # Qt's own signature
        self._header.setValue(table.first_row - 1)
        self._header.blockSignals(False)  # noqa: FBT003  # Qt's own signature
        are_meant = (is_workbook, True, not is_workbook and not is_pasted, not is_workbook)
        for field, is_meant in zip(self._fields, are_meant, strict=True):
            field.setVisible(is_meant)
        self._preview.show_list(table)
        self._ask(read.candidates)

    def focus_first(self) -> None:
        """Put the caret where work begins."""
        (self._offered[0] if self._offered else self._preview).setFocus()

    def _ask(self, candidates: Sequence[Candidate]) -> None:
        for old in self._offered:
            old.setParent(None)
            old.deleteLater()
        self._offered = []
        for each in candidates:
            answer = QPushButton(words.candidate(each.encoding, each.words))
            answer.setProperty("role", "lookalike")
            answer.setProperty("encoding", each.encoding)
            answer.clicked.connect(self._answer)
            self._answers.addWidget(answer)
            self._offered.append(answer)
        self._question.setVisible(bool(candidates))

    @Slot()
    def _answer(self) -> None:
        chosen = str(self.sender().property("encoding"))
        self._emit(replace(self._reading, encoding=chosen))

    @Slot()
    def _choose_sheet(self) -> None:
        """Another sheet has its headers elsewhere."""
        self._emit(replace(self._reading, sheet=str(self._sheet.currentData()), header_row=None))

    @Slot()
    def _change(self) -> None:
        told = self._reading
        if self.sender() is self._encoding:
            told = replace(told, encoding=str(self._encoding.currentData()))
        elif self.sender() is self._delimiter:
            told = replace(told, delimiter=str(self._delimiter.currentData()), header_row=None)
        else:
            told = replace(told, header_row=self._header.value())
        self._emit(told)

    def _emit(self, reading: Reading) -> None:
        if reading != self._reading:
            self._reading = reading
            self.reading_changed.emit(reading)

    def _fill(self, box: QComboBox, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        box.clear()
        for data, said in choices:
            box.addItem(said, data)
        box.setCurrentIndex(max(0, box.findData(chosen)))


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setMinimumContentsLength(10)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _captioned(caption: str, field: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label("section", caption))
    column.addWidget(field)
    field.setMinimumWidth(theme.scaled(_FIELD_WIDTH))
    return made
