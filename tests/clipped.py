"""Finds what is cut off in a window: `python -m tests.clipped WIDTH HEIGHT PREFIX…` tells it of the scenes of `screens`."""

import json
import sys
from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QWidget

from checkin_app.ui.chip import Chip
from checkin_app.ui.labels import ElidedLabel, FittedLabel
from tests import screens

_FOCUS_BORDER = QSize(2, 2)
"""A field that has the caret asks for so many pixels more, and draws the same."""
_TELLING = (QLabel, QAbstractButton, QLineEdit, Chip)


def clipped(window: QWidget) -> Iterator[str]:
    """What somebody in front of this window cannot read whole; lists and pages that scroll are left out."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, _TELLING) and not _scrolls(widget):
            hidden = QRegion(widget.rect()).subtracted(widget.visibleRegion())
            if not hidden.isEmpty():
                yield f"{_name(widget)} is covered or cut off at {hidden.boundingRect().getRect()}"
            elif _lacks_room(widget):
                yield f"{_name(widget)} has no room: {widget.size().toTuple()} of {widget.minimumSizeHint().toTuple()}"


def _lacks_room(widget: QWidget) -> bool:
    needed = widget.minimumSizeHint() - _FOCUS_BORDER
    match widget:
        case ElidedLabel():
            return widget.height() < needed.height()
        case FittedLabel():
            return bool(widget.text()) and widget.height() < needed.height()
        case QLabel() if widget.wordWrap():
            return widget.height() < widget.heightForWidth(widget.width())
        case QLabel() | QAbstractButton():
            return widget.width() < needed.width() or widget.height() < needed.height()
        case _:
            return widget.height() < needed.height()


def _scrolls(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractScrollArea):
            return True
        parent = parent.parentWidget()
    return False


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, _TELLING) else ""
    return f"{type(widget).__name__} {widget.objectName()} «{text}»"


def main(size: QSize, prefixes: list[str]) -> None:
    """Print {scene: what is cut off} and the sizes that the window really has."""
    found: dict[str, list[str]] = {}
    for name, window in screens.staged(prefixes, size):
        found[name] = list(clipped(window))
        if window.size() != size:
            found[name].append(f"the window does not get so small: {window.size().toTuple()}")
    print(json.dumps(found))


if __name__ == "__main__":
    width, height, *prefixes = sys.argv[1:]
    main(QSize(int(width), int(height)), prefixes)
