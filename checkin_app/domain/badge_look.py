"""What an organiser can change about a badge design: what it shows, its colours, its pictures, how large its letters are."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from checkin_app.domain.errors import BadInput

_HEX = re.compile(r"#[0-9a-f]{6}")
SCALES = (0.5, 1.5)
"""How much smaller and larger letters can be wished; they never leave their boxes."""
LONGEST_TITLE = 60


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

    `band` is one colour for the bands of all categories, `ink` is the letters', `paper` the ground's.
    """

    off: tuple[Part, ...] = ()
    ink: str = ""
    paper: str = ""
    band: str = ""
    name_scale: float = 1.0
    text_scale: float = 1.0
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

    @property
    def is_covered(self) -> bool:
        """Whether something lies under the letters, so that the QR needs a white ground of its own."""
        return bool(self.paper) or (self.background is not None and Part.BACKGROUND not in self.off)
