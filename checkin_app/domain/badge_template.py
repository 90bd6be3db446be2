"""A badge's design as data, and the boxes and styles that follow from it on a badge of a certain size.

A template has several layouts, each drawn for one size; the first that suits a badge's shape is taken, its letters
and margins grow or shrink with the badge, and its boxes keep their distance from the edges they are tied to.
"""

from dataclasses import dataclass, replace

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One arrangement, drawn for a badge of `width` × `height` mm.

    It suits badges whose width by height is at least `min_aspect` and whose height is at most `max_height` mm. The
    category's frame is the coloured band, with corners of `radius` and `padding` mm at both ends; without a category
    the organisation moves to `organisation_alone`. `writing` holds the lines to write on by hand on a spare badge.
    """

    name: str
    width: float
    height: float
    min_aspect: float
    max_height: float
    event: TextBox
    name_frame: Frame
    given: Style
    family: Style
    single: Style
    organisation: TextBox
    organisation_alone: Frame
    category: TextBox
    radius: float
    padding: float
    qr: Frame
    code: TextBox
    writing: tuple[Frame, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A layout on a badge of a certain size: rectangles in mm, styles in points as they are to be printed."""

    event: Area
    name: Rect
    given: Style
    family: Style
    single: Style
    organisation: Area
    organisation_alone: Rect
    category: Area
    radius: float
    padding: float
    qr: Rect
    code: Area
    writing: tuple[Rect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A badge design for every shape of badge.

    A name is never set smaller than `name_smallest` points on badges at least `name_width` mm wide.
    """

    name: str
    title: str
    name_smallest: float
    name_width: float
    layouts: tuple[Layout, ...]

    def design(self, width: float, height: float) -> Design:
        """The design for a badge of that size in mm."""
        layout = self.layout_for(width, height)
        scale = min(width / layout.width, height / layout.height)
        floor = self.name_smallest if width >= self.name_width else 0.0

        def rect(frame: Frame) -> Rect:
            return frame.on(width, height, scale)

        def area(box: TextBox) -> Area:
            return Area(rect(box.frame), _scaled(box.style, scale))

        return Design(
            event=area(layout.event),
            name=rect(layout.name_frame),
            given=_scaled(layout.given, scale, floor),
            family=_scaled(layout.family, scale, floor),
            single=_scaled(layout.single, scale, floor),
            organisation=area(layout.organisation),
            organisation_alone=rect(layout.organisation_alone),
            category=area(layout.category),
            radius=layout.radius * scale,
            padding=layout.padding * scale,
            qr=rect(layout.qr),
            code=area(layout.code),
            writing=tuple(rect(frame) for frame in layout.writing),
        )

    def layout_for(self, width: float, height: float) -> Layout:
        """The first layout that suits a badge of that size in mm; the last one suits all that are left."""
        suits = (
            each for each in self.layouts if width >= each.min_aspect * height and height <= each.max_height
        )
        return next(suits, self.layouts[-1])


def _scaled(style: Style, scale: float, floor: float = 0.0) -> Style:
    """Letters grow with the badge; the smallest and the readable size do not, for eyes do not grow."""
    smallest = max(style.smallest, floor)
    size = max(round(style.size * scale * 2) / 2, smallest)
    return replace(style, size=size, smallest=smallest)


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
