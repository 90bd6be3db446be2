"""From where on somebody wants to be told of a badge: letters too small, pictures too coarse, names twice."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QSpinBox, QVBoxLayout, QWidget

from checkin_app.domain.badge_preflight import Limits
from checkin_app.ui.badges.measure_box import count_box
from checkin_app.ui.labels import label
from checkin_app.ui.programme.field_grid import scrolling

_POINTS = (0, 40)
_DPI = (50, 600)


class LimitsForm(QWidget):
    """Sizes of 0 are what the design says."""

    limits_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        usual = Limits()
        self._names = _points("Names smaller than")
        self._names.setObjectName("nameLimit")
        self._texts = _points("Other text smaller than")
        self._dpi = count_box("Pictures under", *_DPI, " dpi")
        self._dpi.setValue(round(usual.picture_dpi))
        self._organisation = QCheckBox("No organisation")
        self._twice = QCheckBox("The same name twice")
        self._organisation.setChecked(usual.tells_empty_organisation)
        self._twice.setChecked(usual.tells_duplicates)
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 4, 0)
        inner.setSpacing(6)
        inner.addWidget(label("caption", "Tell me of"))
        inner.addWidget(self._organisation)
        inner.addWidget(self._twice)
        for caption, box in (
            ("Names smaller than", self._names),
            ("Other text smaller than", self._texts),
            ("Pictures with fewer than", self._dpi),
        ):
            inner.addWidget(label("caption", caption))
            inner.addWidget(box)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolling(page))
        for box in (self._names, self._texts, self._dpi):
            box.valueChanged.connect(self._tell)
        for check in (self._organisation, self._twice):
            check.toggled.connect(self._tell)

    def limits(self) -> Limits:
        """What is set now."""
        return Limits(
            name_points=self._names.value() or None,
            text_points=self._texts.value() or None,
            picture_dpi=self._dpi.value(),
            tells_empty_organisation=self._organisation.isChecked(),
            tells_duplicates=self._twice.isChecked(),
        )

    @Slot()
    def _tell(self) -> None:
        self.limits_changed.emit(self.limits())


def _points(name: str) -> QSpinBox:
    made = count_box(name, *_POINTS, " pt")
    made.setSpecialValueText("As the design says")
    return made
