"""The fields of a side panel: a caption and a field a row, a problem under them, all in a scrolling frame."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from checkin_app.ui.labels import label

LONGEST = 200


def field(name: str, *, longest: int = LONGEST, placeholder: str = "") -> QLineEdit:
    """A field of one line."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setMaxLength(longest)
    made.setPlaceholderText(placeholder)
    return made


def grid(rows: Sequence[tuple[str, QWidget]]) -> QGridLayout:
    """Captions on the left, fields on the right; screen readers say the caption."""
    made = QGridLayout()
    made.setHorizontalSpacing(12)
    made.setVerticalSpacing(8)
    made.setColumnStretch(1, 1)
    for number, (caption, each) in enumerate(rows):
        text = label("muted", caption)
        text.setBuddy(each)
        if not each.accessibleName():
            each.setAccessibleName(caption)
        made.addWidget(text, number, 0)
        made.addWidget(each, number, 1)
    return made


def scrolling(page: QWidget) -> QScrollArea:
    """A page that scrolls up and down where it is too long."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page.setProperty("role", "page")
    area.setWidget(page)
    return area


def column_of(page: QWidget) -> QVBoxLayout:
    """The layout of a panel's page."""
    column = QVBoxLayout(page)
    column.setContentsMargins(17, 10, 17, 12)
    column.setSpacing(10)
    return column
