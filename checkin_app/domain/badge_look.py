"""What an organiser can change about a badge design: what it shows, its colours, its pictures, how large its letters are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from checkin_app.domain.errors import BadInput

_HEX = re.compile(r"#[0-9a-f]{6}")
SCALES = (0.5, 1.5)
"""How much smaller and larger letters can be wished; they never leave their boxes."""
LONGEST_TITLE = 60
NAME_SIZES = (8.0, 40.0)
"""Points between which the smallest size of a name can be set."""


class Part(StrEnum):
    """What a badge can show or leave out. The name and the QR are not among them: without them it is no badge."""

    EVENT = "event"
    OCCASION = "occasion"
    """where and when the event is"""
    JOB_TITLE = "job_title"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    CATEGORY = "category"
    CODE = "code"
    LOGO = "logo"
    BACKGROUND = "background"
    PROGRAMME = "programme"
    """the person's own programme, on the back of two-sided badges"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: PNG or JPEG without metadata; `width` and `height` are pixels."""

    sha256: str
    width: int
    height: int
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The changes to a design; an empty colour is the one it was drawn with.

    `band` is one colour for the bands of all categories, `ink` is the letters', `paper` the ground's. A name is never
    set smaller than `name_smallest` points; None is what the design says.
    """

    off: tuple[Part, ...] = ()
    ink: str = ""
    paper: str = ""
    band: str = ""
    name_scale: float = 1.0
    text_scale: float = 1.0
    name_smallest: float | None = None
    logo: Picture | None = None
    background: Picture | None = None

    def __post_init__(self) -> None:
        """Refuse what is no colour or no size."""
        for name in ("ink", "paper", "band"):
            colour = getattr(self, name)
            if colour and not _HEX.fullmatch(colour):
                raise BadInput(name, f"«{colour}» is not a colour.", remedy="Write it like #006d77.")
        low, high = SCALES
        for name in ("name_scale", "text_scale"):
            scale = getattr(self, name)
            if not low <= scale <= high:
                raise BadInput(name, f"{scale:g} is not between {low:g} and {high:g}.")
        low, high = NAME_SIZES
        if self.name_smallest is not None and not low <= self.name_smallest <= high:
            raise BadInput(
                "name_smallest", f"{self.name_smallest:g} pt is not between {low:g} and {high:g} pt."
            )

    @property
    def is_covered(self) -> bool:
        """Whether something lies under the letters, so that the QR needs a white ground of its own."""
        return bool(self.paper) or (self.background is not None and Part.BACKGROUND not in self.off)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTemplate:
    """A design of the event's own: one of the program's, `base`, with changes; pictures are named by their SHA-256.

    A new one has no `name` until it is saved. `name_smallest` is in points, None for what the base has.
    """

    title: str
    base: str
    name: str = ""
    off: tuple[Part, ...] = ()
    ink: str = ""
    paper: str = ""
    band: str = ""
    name_scale: float = 1.0
    text_scale: float = 1.0
    name_smallest: float | None = None
    logo: str = ""
    background: str = ""

    def look(self, pictures: Mapping[str, Picture]) -> Look:
        """The look, with the pictures it names; BadInput for a value that is none and for a picture that is missing."""
        for sha256 in filter(None, (self.logo, self.background)):
            if sha256 not in pictures:
                raise BadInput("picture", "The picture is not there any more.", remedy="Choose it again.")
        return Look(
            off=self.off,
            ink=self.ink,
            paper=self.paper,
            band=self.band,
            name_scale=self.name_scale,
            text_scale=self.text_scale,
            name_smallest=self.name_smallest,
            logo=pictures.get(self.logo),
            background=pictures.get(self.background),
        )

    def checked(self) -> "OwnTemplate":
        """The same with a tidy title; BadInput for one that is none."""
        title = " ".join(self.title.split())
        if not 1 <= len(title) <= LONGEST_TITLE:
            problem = f"needs a title of 1 to {LONGEST_TITLE} letters."
            raise BadInput("title", f"A design {problem}")
        return replace(self, title=title)
