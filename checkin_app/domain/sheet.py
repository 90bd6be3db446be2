"""The paper that badges are printed on, and where on it each badge lies.

All lengths are millimetres from the top left corner; labels are counted from 1, in rows from left to right.
"""

import math
from dataclasses import dataclass

from checkin_app.domain.errors import BadInput, NotPossible

SLACK = 0.05
"""Millimetres by which a grid may exceed its page: makers round their drawings to a tenth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A kind of label paper: the badge, the page, and the grid of badges on the page.

    `left` and `top` are the first badge's corner, the pitches are from one badge's corner to the next one's; a
    pitch of 0 means that badges touch. `inset_x` and `inset_y` are the strip along each edge of the badge that
    its printer cannot reach. A `folded` sheet carries the same badge a second time on the panel to the right,
    which becomes the back when the page is folded. `sources` is how many makers' drawings the numbers were taken
    from: a sheet from one only is to be tried before a stack of it is printed; 0 where there is nothing to draw, as
    with a page that is cut in four.
    """

    name: str
    title: str
    badge_width: float
    badge_height: float
    page_width: float
    page_height: float
    columns: int = 1
    rows: int = 1
    left: float = 0.0
    top: float = 0.0
    pitch_x: float = 0.0
    pitch_y: float = 0.0
    inset_x: float = 0.0
    inset_y: float = 0.0
    folded: bool = False
    sources: int = 0

    def __post_init__(self) -> None:
        """Refuse numbers that cannot be a sheet, naming the one that is wrong."""
        for field in ("badge_width", "badge_height", "page_width", "page_height", "columns", "rows"):
            self._require(getattr(self, field) > 0, field, "must be more than 0.")
        for field in ("left", "top", "pitch_x", "pitch_y", "inset_x", "inset_y"):
            self._require(getattr(self, field) >= 0, field, "must not be less than 0.")
        self._require(
            self.columns == 1 or self.step_x >= self.badge_width, "pitch_x", "is less than a badge."
        )
        self._require(self.rows == 1 or self.step_y >= self.badge_height, "pitch_y", "is less than a badge.")
        across = self.left + (self.columns - 1) * self.step_x + self.badge_width * (2 if self.folded else 1)
        down = self.top + (self.rows - 1) * self.step_y + self.badge_height
        self._require(
            across <= self.page_width + SLACK, "columns", f"need {across:g} mm of the page's width."
        )
        self._require(down <= self.page_height + SLACK, "rows", f"need {down:g} mm of the page's height.")

    @property
    def labels_per_page(self) -> int:
        """How many badges one page holds."""
        return self.columns * self.rows

    @property
    def step_x(self) -> float:
        """From one badge's left edge to that of its neighbour, in mm."""
        return self.pitch_x or self.badge_width

    @property
    def step_y(self) -> float:
        """From one badge's top edge to that of the badge below, in mm."""
        return self.pitch_y or self.badge_height

    def _require(self, truth: bool, field: str, problem: str) -> None:  # noqa: FBT001  # the condition is the sentence's subject
        if not truth or not math.isfinite(getattr(self, field)):
            raise BadInput(f"sheet {self.name}", f"{getattr(self, field):g} {problem}", where=field)


@dataclass(frozen=True, slots=True)
class Placement:
    """One badge's rectangle: `page` counts from 0, the rest is mm from the page's top left corner.

    What is drawn on a `turned` one stands on its head.
    """

    page: int
    x: float
    y: float
    width: float
    height: float
    turned: bool = False


def place(count: int, sheet: Sheet, first_label: int = 1) -> list[Placement]:
    """Where `count` badges go, row by row, when the first `first_label - 1` labels of the first page are used up.

    Raises NotPossible if the sheet has no such label.
    """
    per_page = sheet.labels_per_page
    if not 1 <= first_label <= per_page:
        range_ = "only label 1" if per_page == 1 else f"labels 1 to {per_page}"
        raise NotPossible(f"There is no label {first_label} on a page of {sheet.title}: it has {range_}.")
    return [_placement(number, sheet) for number in range(first_label - 1, first_label - 1 + count)]


def back_of(placement: Placement, sheet: Sheet) -> Placement | None:
    """The panel that becomes the badge's back when the page is folded; None on paper that is not folded."""
    if not sheet.folded:
        return None
    return Placement(
        placement.page, placement.x + placement.width, placement.y, placement.width, placement.height
    )


def _placement(number: int, sheet: Sheet) -> Placement:
    page, label = divmod(number, sheet.labels_per_page)
    row, column = divmod(label, sheet.columns)
    x, y = sheet.left + column * sheet.step_x, sheet.top + row * sheet.step_y
    return Placement(page, round(x, 3), round(y, 3), sheet.badge_width, sheet.badge_height)
