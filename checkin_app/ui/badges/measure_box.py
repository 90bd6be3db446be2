"""Boxes for numbers: millimetres by a tenth, and counts."""

from typing import TypeVar

from PySide6.QtWidgets import QDoubleSpinBox, QSpinBox

from checkin_app.ui import theme
from checkin_app.ui.labels import give_margin

Box = TypeVar("Box", QSpinBox, QDoubleSpinBox)

_NARROWEST = 84


def measure_box(name: str, low: float, high: float) -> QDoubleSpinBox:
    """Millimetres, stepped by a tenth; what is typed counts when it is finished."""
    made = QDoubleSpinBox()
    made.setRange(low, high)
    made.setDecimals(2 if low >= 0 else 1)
    made.setSingleStep(0.1)
    made.setSuffix(" mm")
    return _dressed(made, name)


def count_box(name: str, low: int, high: int, suffix: str = "") -> QSpinBox:
    """A whole number."""
    made = QSpinBox()
    made.setRange(low, high)
    made.setSuffix(suffix)
    return _dressed(made, name)


def _dressed(box: Box, name: str) -> Box:
    box.setAccessibleName(name)
    box.setKeyboardTracking(False)
    box.setMinimumWidth(theme.scaled(_NARROWEST))
    give_margin(box)
    return box
