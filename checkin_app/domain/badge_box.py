"""The boxes that a badge design is made of: rectangles, and frames that are tied to the badge's edges."""

from dataclasses import dataclass

from checkin_app.domain.errors import BadInput
from checkin_app.domain.lettering import Style


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in mm, `x` and `y` from the badge's top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A box tied to the badge's edges, in mm: of left, right and width give two, likewise of top, bottom and height.

    A box with a width alone is centred.
    """

    left: float | None = None
    right: float | None = None
    width: float | None = None
    top: float | None = None
    bottom: float | None = None
    height: float | None = None

    def __post_init__(self) -> None:
        """Refuse a box that is tied by too few numbers or too many."""
        self.on(0.0, 0.0, 1.0)

    def on(self, badge_width: float, badge_height: float, scale: float) -> Rect:
        """The rectangle on a badge of that size (mm), all distances being multiplied by `scale`."""
        x, width = _span(self.left, self.right, self.width, badge_width, scale)
        y, height = _span(self.top, self.bottom, self.height, badge_height, scale)
        return Rect(x, y, width, height)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle, and the style of the text in it."""

    rect: Rect
    style: Style


@dataclass(frozen=True, slots=True)
class TextBox:
    """A frame, and the style of the text in it."""

    frame: Frame
    style: Style


def _span(
    before: float | None, after: float | None, length: float | None, whole: float, scale: float
) -> tuple[float, float]:
    """Start and length on an edge `whole` mm long, from two of the distance before, the distance after, the length."""
    match before, after, length:
        case int() | float(), int() | float(), None:
            return before * scale, whole - (before + after) * scale
        case int() | float(), None, int() | float():
            return before * scale, length * scale
        case None, int() | float(), int() | float():
            return whole - (after + length) * scale, length * scale
        case None, None, int() | float():
            return (whole - length * scale) / 2, length * scale
        case _:
            raise BadInput("badge template", "a box needs two of its three numbers in each direction.")
