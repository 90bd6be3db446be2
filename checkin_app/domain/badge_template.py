"""A badge's design as data, and the boxes and styles that follow from it on a badge of a certain size.

A template has several layouts, each drawn for one size; the first that suits a badge's shape is taken, its letters
and margins grow or shrink with the badge, and its boxes keep their distance from the edges they are tied to.
"""

from dataclasses import dataclass, field, replace

from checkin_app.domain.badge_box import Area, Frame, Rect, TextBox
from checkin_app.domain.badge_look import Look, Part
from checkin_app.domain.errors import NotPossible
from checkin_app.domain.lettering import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeBox:
    """Where a person's own programme stands, and its styles; they shrink together.

    Times take a column of `times` mm. `day` is the style of a day's heading, `gap` the mm above it.
    """

    frame: Frame
    day: Style
    item: Style
    room: Style
    times: float
    gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BackLayout:
    """The other side: a heading, the event, the person's own programme and the QR once more."""

    heading: TextBox
    event: TextBox
    programme: ProgrammeBox
    qr: Frame
    code: TextBox


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One arrangement, drawn for a badge of `width` × `height` mm.

    It suits badges whose width by height is at least `min_aspect` and whose height is at most `max_height` mm. The
    coloured `band` has corners of `radius` mm and is the category's frame if there is no other; the category's text
    keeps `padding` mm at both ends. Without a category the organisation moves to `organisation_alone`, and there is
    no band unless it is `band_stays`, on which the event moves to `event_alone`. Job title and country share the organisation's box. With a logo the event
    moves to `event_beside_logo`, the name to `names_beside_logo` and the category to `category_beside_logo`. `writing` holds the lines to write on by hand on a spare badge.
    """

    name: str
    width: float
    height: float
    min_aspect: float
    max_height: float
    event: TextBox
    occasion: TextBox | None = None
    event_alone: Frame | None = None
    event_beside_logo: Frame | None = None
    names_beside_logo: Frame | None = None
    category_beside_logo: Frame | None = None
    name_frame: Frame
    given: Style
    family: Style
    single: Style
    job_title: Style | None = None
    organisation: TextBox
    organisation_alone: Frame
    country: Style | None = None
    category: TextBox
    band: Frame | None = None
    band_stays: bool = False
    radius: float
    padding: float
    logo: Frame | None = None
    qr: Frame
    code: TextBox
    writing: tuple[Frame, ...]
    back: BackLayout | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeArea:
    """A programme's rectangle and styles, as `ProgrammeBox` has them."""

    rect: Rect
    day: Style
    item: Style
    room: Style
    times: float
    gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BackDesign:
    """A back's boxes on a badge of a certain size."""

    heading: Area
    event: Area
    programme: ProgrammeArea
    qr: Rect
    code: Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A layout on a badge of a certain size: rectangles in mm, styles in points as they are to be printed."""

    event: Area
    occasion: Area | None = None
    event_alone: Rect | None = None
    event_beside_logo: Rect | None = None
    names_beside_logo: Rect | None = None
    category_beside_logo: Rect | None = None
    name: Rect
    given: Style
    family: Style
    single: Style
    job_title: Style | None = None
    organisation: Area
    organisation_alone: Rect
    country: Style | None = None
    category: Area
    band: Rect | None = None
    band_stays: bool = False
    radius: float
    padding: float
    logo: Rect | None = None
    qr: Rect
    code: Area
    writing: tuple[Rect, ...]
    back: BackDesign | None = None
    look: Look = field(default_factory=Look)

    def shows(self, part: Part) -> bool:
        """Whether a part is not turned off."""
        return part not in self.look.off


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Which badges a template is meant for, in mm, and in words."""

    min_width: float = 0
    max_width: float = 1000
    min_height: float = 0
    max_height: float = 1000
    words: str = "every badge"

    def __contains__(self, size: tuple[float, float]) -> bool:
        width, height = size
        return self.min_width <= width <= self.max_width and self.min_height <= height <= self.max_height


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A badge design for every shape of badge that it is meant for.

    A name is never set smaller than `name_smallest` points on badges at least `name_width` mm wide.
    """

    name: str
    title: str
    name_smallest: float
    name_width: float
    layouts: tuple[Layout, ...]
    shapes: Shapes = field(default_factory=Shapes)
    look: Look = field(default_factory=Look)

    def design(self, width: float, height: float) -> Design:
        """The design for a badge of that size in mm; NotPossible for a shape that the template is not meant for."""
        if (width, height) not in self.shapes:
            raise NotPossible(
                f"The design «{self.title}» is for {self.shapes.words}, not for badges of {width:g} × {height:g} mm. "
                "Choose another design or other paper."
            )
        layout = self.layout_for(width, height)
        scale = min(width / layout.width, height / layout.height)
        on = _Badge(width, height, scale, self.look)
        names = self.name_smallest if width >= self.name_width else 0.0
        return Design(
            event=on.area(layout.event),
            occasion=layout.occasion and on.area(layout.occasion),
            event_alone=on.optional(layout.event_alone),
            event_beside_logo=on.optional(layout.event_beside_logo),
            names_beside_logo=on.optional(layout.names_beside_logo),
            category_beside_logo=on.optional(layout.category_beside_logo),
            name=on.rect(layout.name_frame),
            given=on.name(layout.given, names),
            family=on.name(layout.family, names),
            single=on.name(layout.single, names),
            job_title=layout.job_title and on.text(layout.job_title),
            organisation=on.area(layout.organisation),
            organisation_alone=on.rect(layout.organisation_alone),
            country=layout.country and on.text(layout.country),
            category=on.area(layout.category),
            band=on.optional(layout.band),
            band_stays=layout.band_stays,
            radius=layout.radius * scale,
            padding=layout.padding * scale,
            logo=on.optional(layout.logo),
            qr=on.rect(layout.qr),
            code=on.area(layout.code),
            writing=tuple(on.rect(frame) for frame in layout.writing),
            back=layout.back and on.back(layout.back),
            look=self.look,
        )

    def layout_for(self, width: float, height: float) -> Layout:
        """The first layout that suits a badge of that size in mm; the last one suits all that are left."""
        suits = (
            each for each in self.layouts if width >= each.min_aspect * height and height <= each.max_height
        )
        return next(suits, self.layouts[-1])


@dataclass(frozen=True, slots=True)
class _Badge:
    """A badge of a certain size, on which a layout is laid out."""

    width: float
    height: float
    scale: float
    look: Look

    def rect(self, frame: Frame) -> Rect:
        return frame.on(self.width, self.height, self.scale)

    def optional(self, frame: Frame | None) -> Rect | None:
        return self.rect(frame) if frame else None

    def area(self, box: TextBox) -> Area:
        return Area(self.rect(box.frame), self.text(box.style))

    def text(self, style: Style) -> Style:
        return _scaled(self._inked(style), self.scale * self.look.text_scale, style.smallest)

    def name(self, style: Style, floor: float) -> Style:
        smallest = self.look.name_smallest or max(style.smallest, floor)
        return _scaled(self._inked(style), self.scale * self.look.name_scale, smallest)

    def back(self, back: BackLayout) -> BackDesign:
        box = back.programme
        programme = ProgrammeArea(
            rect=self.rect(box.frame),
            day=self.text(box.day),
            item=self.text(box.item),
            room=self.text(box.room),
            times=box.times * self.scale,
            gap=box.gap * self.scale,
        )
        return BackDesign(
            heading=self.area(back.heading),
            event=self.area(back.event),
            programme=programme,
            qr=self.rect(back.qr),
            code=self.area(back.code),
        )

    def _inked(self, style: Style) -> Style:
        return replace(style, colour=self.look.ink) if self.look.ink else style


def _scaled(style: Style, scale: float, smallest: float) -> Style:
    """Letters grow with the badge; the smallest and the readable size do not, for eyes do not grow."""
    return replace(style, size=max(round(style.size * scale * 2) / 2, smallest), smallest=smallest)
