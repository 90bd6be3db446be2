"""How this computer's scanner is set and tried: a box that takes scans for a test, the gap, and the test card."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSlider, QSpinBox, QVBoxLayout, QWidget

from checkin_app.domain.code import LENGTH
from checkin_app.domain.scanner_test import Outcome, judge
from checkin_app.ui import theme, wording
from checkin_app.ui.labels import give_margin, label

GAPS = (20, 120)
"""Milliseconds; see the settings for why."""
_PAUSE_MS = 700
_ROLES = {Outcome.WELL: "good", Outcome.BY_PLACE_ALONE: "good", Outcome.WRONG: "error"}


class ScannerSettings(QWidget):
    """While the caret is in the test box, scans are shown here and recorded nowhere."""

    gap_changed = Signal(int)
    card_requested = Signal()
    proved = Signal()

    def __init__(self, gap_ms: int) -> None:
        super().__init__()
        self._make(gap_ms)
        self._arrange()
        self._connect()

    def _make(self, gap_ms: int) -> None:
        self._box = QLineEdit()
        self._box.setObjectName("scannerTest")
        self._box.setAccessibleName("Scanner test")
        self._box.setPlaceholderText("Click here, then scan the test card or any badge")
        self._result = label("muted", wording.SCANNER_UNTESTED, wraps=True)
        self._result.setObjectName("scannerResult")
        self._gap = QSpinBox()
        self._gap.setRange(*GAPS)
        self._gap.setValue(gap_ms)
        self._gap.setSuffix(" ms")
        self._gap.setAccessibleName("Longest time between two keys of the scanner")
        self._gap.setFixedWidth(theme.scaled(110))
        give_margin(self._gap)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(*GAPS)
        self._slider.setValue(gap_ms)
        self._slider.setPageStep(10)
        self._slider.setAccessibleName(self._gap.accessibleName())
        self._card = QPushButton("Save a test card (PDF)")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)

    def _arrange(self) -> None:
        gap = QHBoxLayout()
        gap.setSpacing(14)
        gap.addWidget(label("muted", "Keys belong together within"))
        gap.addWidget(self._gap)
        gap.addWidget(self._slider, 1)
        card = QHBoxLayout()
        card.addWidget(self._card)
        card.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._box)
        column.addWidget(self._result)
        column.addLayout(gap)
        column.addWidget(label("caption", wording.SCANNER_GAP, wraps=True))
        column.addLayout(card)

    def _connect(self) -> None:
        self._gap.valueChanged.connect(self._slider.setValue)
        self._slider.valueChanged.connect(self._gap.setValue)
        self._gap.editingFinished.connect(self._tell_gap)
        self._slider.sliderReleased.connect(self._tell_gap)
        self._slider.actionTriggered.connect(self._tell_step)
        self._card.clicked.connect(self.card_requested)
        self._box.textEdited.connect(self._wait)
        self._timer.timeout.connect(self._judge_typed)

    @property
    def is_testing(self) -> bool:
        """Whether the caret is in the test box."""
        return self._box.hasFocus()

    @property
    def gap_ms(self) -> int:
        """As it is set here."""
        return self._gap.value()

    def show_scan(self, by_position: str, typed: str) -> None:
        """Tell what a scan says about scanner and keyboard."""
        finding = judge(by_position, typed)
        self._box.clear()
        self._show(wording.scanner_finding(finding, typed), _ROLES[finding.outcome])
        if finding.outcome is not Outcome.WRONG:
            self.proved.emit()

    def _show(self, text: str, role: str) -> None:
        self._result.setProperty("role", role)
        self._result.setText(text)
        theme.polish(self._result)

    @Slot()
    def _wait(self) -> None:
        self._timer.start()

    @Slot()
    def _judge_typed(self) -> None:
        """What arrives as typing is a scanner slower than the gap, or a person."""
        text = self._box.text()
        if len(text) >= LENGTH:
            self._box.clear()
            self._show(wording.scanner_too_slow(self.gap_ms, GAPS[1]), "error")

    @Slot()
    def _tell_gap(self) -> None:
        self.gap_changed.emit(self.gap_ms)

    @Slot()
    def _tell_step(self) -> None:
        """The slider was moved by a key or a click: its value is set when this returns."""
        QTimer.singleShot(0, self, self._tell_gap)
