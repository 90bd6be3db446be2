"""Badges looked at before printing, on the paper and in the design that were chosen."""

import io
from collections.abc import Sequence

from PIL import Image

from checkin_app.domain.badge import BadgeFace, BadgeWarning
from checkin_app.domain.badge_box import Rect
from checkin_app.domain.badge_look import Look, Part, Picture
from checkin_app.domain.badge_preflight import Grounds, Limits, covering, preflight
from checkin_app.domain.badge_template import Template
from checkin_app.domain.badge_text import PAPER
from checkin_app.domain.sheet import Sheet
from checkin_app.services.long_work import Work

USUAL = Limits()
SAMPLED = 24
"""Pixels on the longer side of what is looked at under a text: letters are wider than a speck."""
RARE = 0.05
"""The part of the darkest and of the lightest pixels that is overlooked."""


def findings(
    faces: Sequence[BadgeFace], sheet: Sheet, template: Template, limits: Limits = USUAL
) -> Work[tuple[BadgeWarning, ...]]:
    """Everything to be told of these badges; yields (badges done, badges to do). Raises what `Template.design` does."""
    from checkin_app.services.badge_fonts import FontLetters

    size = (sheet.badge_width, sheet.badge_height)
    design = template.design(*size)
    found: list[BadgeWarning] = []
    looked_at = preflight(faces, design, FontLetters(), size, grounds_of(template.look, size), limits)
    for done, warnings in enumerate(looked_at, 1):
        found += warnings
        yield done, len(faces)
    return tuple(found)


def grounds_of(look: Look, size: tuple[float, float]) -> Grounds:
    """What lies under the letters of a badge of that size in mm: its paper, or parts of its background picture."""
    if look.background is None or Part.BACKGROUND in look.off:
        return lambda _rect: (look.paper or PAPER,)
    picture = _opened(look.background, look.paper or PAPER)
    return lambda rect: _under(picture, rect, size, look.background)


def _opened(picture: Picture, paper: str) -> Image.Image:
    with Image.open(io.BytesIO(picture.content)) as image:
        ground = Image.new("RGBA", image.size, paper)
        return Image.alpha_composite(ground, image.convert("RGBA")).convert("RGB")


def _under(
    image: Image.Image, rect: Rect, size: tuple[float, float], picture: Picture | None
) -> tuple[str, str]:
    """The dark and the light colours of the part of a covering picture that lies under a rectangle."""
    scale = covering(picture, size) if picture else 1.0
    left, top = (size[0] - image.width * scale) / 2, (size[1] - image.height * scale) / 2
    x, y = (rect.x - left) / scale, (rect.y - top) / scale
    part = image.crop(
        (round(x), round(y), round(x + rect.width / scale) + 1, round(y + rect.height / scale) + 1)
    )
    part.thumbnail((SAMPLED, SAMPLED), Image.Resampling.BOX)
    pixels = sorted(zip(*(part.getchannel(channel).tobytes() for channel in "RGB"), strict=True), key=sum)
    few = int(len(pixels) * RARE)
    dark, light = pixels[few], pixels[len(pixels) - 1 - few]
    return "#{:02x}{:02x}{:02x}".format(*dark), "#{:02x}{:02x}{:02x}".format(*light)
