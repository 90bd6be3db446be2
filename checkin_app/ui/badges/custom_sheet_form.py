"""Label paper that the program does not know: its numbers as a ruler gives them."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from checkin_app.domain.custom_sheet import A4, LETTER, MOST_LABELS, Pair, custom_sheet
from checkin_app.domain.errors import BadInput
from checkin_app.domain.sheet import Sheet
from checkin_app.ui import wording
from checkin_app.ui.badges.measure_box import count_box, measure_box
from checkin_app.ui.labels import label

_LARGEST = 420.0
"""mm"""
_PAGES: tuple[tuple[str, Pair], ...] = (
    ("A4 page", A4),
    ("Letter page", LETTER),
    ("A4, landscape", (A4[1], A4[0])),
)
_USUAL = custom_sheet((80, 50), (2, 5), (17.5, 13.5), (95, 55))


class CustomSheetForm(QWidget):
    """Tells a sheet when its numbers make one; else it says which of them cannot be."""

    sheet_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._sheet = _USUAL
        self._make()
        self._arrange()
        self.show_sheet(_USUAL)
        for box in (*self._badge, *self._grid, *self._first, *self._pitch):
            box.valueChanged.connect(self._take)
        self._page.activated.connect(self._take)

    def _make(self) -> None:
        self._badge = (measure_box("Badge width", 1, _LARGEST), measure_box("Badge height", 1, _LARGEST))
        self._grid = (count_box("Columns", 1, MOST_LABELS), count_box("Rows", 1, MOST_LABELS))
        self._first = (
            measure_box("From the left edge", 0, _LARGEST),
            measure_box("From the top edge", 0, _LARGEST),
        )
        self._pitch = (measure_box("Step across", 0, _LARGEST), measure_box("Step down", 0, _LARGEST))
        self._page = QComboBox()
        self._page.setAccessibleName("Page")
        for title, size in _PAGES:
            self._page.addItem(title, size)
        self._problem = label("error", wraps=True)
        self._problem.setObjectName("customProblem")
        self._problem.hide()

    def _arrange(self) -> None:
        rows = (
            ("Badge, width and height", self._badge),
            ("Columns and rows", self._grid),
            ("First badge, from left and top", self._first),
            ("Badge to badge, across and down", self._pitch),
        )
        places = QGridLayout(self)
        places.setContentsMargins(0, 0, 0, 0)
        places.setHorizontalSpacing(8)
        places.setVerticalSpacing(4)
        for number, (caption, boxes) in enumerate(rows):
            places.addWidget(label("caption", caption), 2 * number, 0, 1, 2)
            for column, box in enumerate(boxes):
                places.addWidget(box, 2 * number + 1, column)
        places.addWidget(self._page, 2 * len(rows), 0, 1, 2)
        places.addWidget(self._problem, 2 * len(rows) + 1, 0, 1, 2)

    @property
    def sheet(self) -> Sheet:
        """The newest paper whose numbers agreed."""
        return self._sheet

    def show_sheet(self, sheet: Sheet) -> None:
        """Show these numbers."""
        for boxes, values in (
            (self._badge, (sheet.badge_width, sheet.badge_height)),
            (self._first, (sheet.left, sheet.top)),
            (self._pitch, (sheet.step_x, sheet.step_y)),
        ):
            for box, value in zip(boxes, values, strict=True):
                box.setValue(value)
        for counter, count in zip(self._grid, (sheet.columns, sheet.rows), strict=True):
            counter.setValue(count)
        sizes = [size for _, size in _PAGES]
        page = (sheet.page_width, sheet.page_height)
        self._page.setCurrentIndex(sizes.index(page) if page in sizes else 0)

    @Slot()
    def _take(self) -> None:
        badge, first, pitch = (
            (boxes[0].value(), boxes[1].value()) for boxes in (self._badge, self._first, self._pitch)
        )
        try:
            made = custom_sheet(
                badge,
                (self._grid[0].value(), self._grid[1].value()),
                first,
                pitch,
                _PAGES[self._page.currentIndex()][1],
            )
        except BadInput as refused:
            self._problem.setText(str(wording.failure(refused)))
            self._problem.show()
            return
        self._problem.hide()
        self._sheet = made
        self.sheet_changed.emit(made)
