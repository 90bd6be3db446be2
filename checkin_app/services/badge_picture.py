"""Pictures for badges: read from a file that may be anything, and kept small, whole and without metadata."""

import hashlib
import io
import struct
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from checkin_app.domain.badge_look import Picture
from checkin_app.domain.errors import BadInput

FORMATS = ("PNG", "JPEG", "WEBP")
LARGEST_FILE = 40_000_000
"""Bytes."""
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2400
"""Pixels; an A6 badge at 400 dpi."""
LARGEST_KEPT = 2_000_000
"""Bytes; a picture is in the event file for good."""
CRISP = 150_000
"""Bytes; up to here a picture is kept without loss, which suits logos."""

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, MemoryError)
"""What Pillow raises for files that are not what they say."""


def read_picture(path: Path) -> Picture:
    """The picture of a PNG, JPEG or WebP file; BadInput that says why it cannot be taken."""
    content = _content(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as image:
                _refuse_large(path, image.size)
                plain = _plain(image)
    except Image.UnidentifiedImageError as reason:
        raise BadInput(
            path.name, "This is no PNG, JPEG or WebP picture.", remedy="Save it as PNG."
        ) from reason
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as reason:
        raise _too_large(path) from reason
    except _BROKEN as reason:
        raise BadInput(path.name, "The picture is damaged.", remedy="Save it anew as PNG.") from reason
    return _kept(plain)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large(path)
        return path.read_bytes()
    except OSError as reason:
        raise BadInput(path.name, f"The file cannot be read: {reason.strerror}.") from reason


def _refuse_large(path: Path, size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise _too_large(path)


def _too_large(path: Path) -> BadInput:
    remedy = f"{LONGEST_SIDE} pixels on the longer side are enough for any badge."
    return BadInput(path.name, "The picture is too large.", remedy=remedy)


def _plain(image: Image.Image) -> Image.Image:
    """The first frame upright, in RGB or RGBA with eight bits, and not larger than it can be of use."""
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):  # sixteen bits of grey
        upright = upright.convert("F").point(lambda value: value / 256).convert("L")  # pyright: ignore[reportUnknownMemberType]
    has_alpha = upright.mode in {"RGBA", "LA", "PA", "RGBa"} or "transparency" in upright.info
    plain = upright.convert("RGBA" if has_alpha else "RGB")
    if has_alpha and plain.getchannel("A").getextrema() == (255, 255):
        plain = plain.convert("RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return plain


def _kept(image: Image.Image) -> Picture:
    content = _encoded(image)
    while len(content) > LARGEST_KEPT:
        image.thumbnail((image.width * 3 // 4, image.height * 3 // 4), Image.Resampling.LANCZOS)
        content = _encoded(image)
    return Picture(hashlib.sha256(content).hexdigest(), image.width, image.height, content)


def _encoded(image: Image.Image) -> bytes:
    """Without loss where that is small or has to be, for the sake of transparency; nothing but pixels either way."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    lossless = io.BytesIO()
    bare.save(lossless, "PNG", optimize=True)
    if image.mode == "RGBA" or lossless.tell() <= CRISP:
        return lossless.getvalue()
    lossy = io.BytesIO()
    bare.save(lossy, "JPEG", quality=90, optimize=True)
    return min(lossy.getvalue(), lossless.getvalue(), key=len)
