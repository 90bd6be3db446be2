"""A frame of the camera: the codes in it, and a small mirrored picture of it, both made where the frame lies.

Nothing here needs the window's thread, and nothing should run on it: looking takes milliseconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import zxingcpp
    from PIL import Image
    from PySide6.QtMultimedia import QVideoFrame


@dataclass(frozen=True, slots=True)
class Sight:
    """What a frame shows: the codes, the largest first, and a small picture in which left is right."""

    codes: tuple[str, ...] = ()
    picture: QImage | None = None


@dataclass(frozen=True, slots=True)
class Plane:
    """What the bytes of a plane mean, as one letter, or four for bytes that come in fours; X means nothing.

    A row has the frame's width times `across` bytes, and there are as many rows as the frame has, divided by `down`.
    """

    letters: str
    across: float = 1
    down: int = 1


_SHADES = Plane("Y")
LAYOUTS: Mapping[str, tuple[Plane, ...]] = {
    "Y8": (_SHADES,),
    "NV12": (_SHADES, Plane("UVUV", down=2)),
    "NV21": (_SHADES, Plane("VUVU", down=2)),
    "YUV420P": (_SHADES, Plane("U", across=0.5, down=2), Plane("V", across=0.5, down=2)),
    "YV12": (_SHADES, Plane("V", across=0.5, down=2), Plane("U", across=0.5, down=2)),
    "YUV422P": (_SHADES, Plane("U", across=0.5), Plane("V", across=0.5)),
    "YUYV": (Plane("YUYV", across=2),),
    "UYVY": (Plane("UYVY", across=2),),
    "Y16": (Plane("XYXY", across=2),),
    "P010": (Plane("XYXY", across=2),),
    "P016": (Plane("XYXY", across=2),),
    "BGRA8888": (Plane("BGRX", across=4),),
    "BGRA8888_Premultiplied": (Plane("BGRX", across=4),),
    "BGRX8888": (Plane("BGRX", across=4),),
    "RGBA8888": (Plane("RGBX", across=4),),
    "RGBX8888": (Plane("RGBX", across=4),),
    "ARGB8888": (Plane("XRGB", across=4),),
    "ARGB8888_Premultiplied": (Plane("XRGB", across=4),),
    "XRGB8888": (Plane("XRGB", across=4),),
    "ABGR8888": (Plane("XBGR", across=4),),
    "XBGR8888": (Plane("XBGR", across=4),),
}
"""The pixel formats of QVideoFrameFormat that are read where they lie; any other is converted first.

Of formats with sixteen bits a shade, the byte that matters is the second; their colours are left out. Cameras are
opaque, so alpha changes nothing.
"""
_COLOUR_NAMES = {"BGRX": "BGRA", "RGBX": "RGBA", "XRGB": "ARGB", "XBGR": "ABGR"}
"""How zxing-cpp calls bytes in these orders."""


SMALLEST = 21
"""Pixels each way under which a frame has no room for a code: as many as the smallest one has modules. Qt 6.11 divides
by zero when frames of one pixel are mapped."""
TALLEST = 2.0
"""The height of a picture, measured in its width, beyond which it is squeezed."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """The bytes of a frame for as long as it is mapped: for each plane the bytes, and the bytes from row to row."""

    width: int
    height: int
    planes: Sequence[tuple[memoryview, int]]

    def fit(self, layout: tuple[Plane, ...]) -> bool:
        """Whether there are as many bytes as the layout says; drivers have been known to send half a frame."""
        return len(self.planes) >= len(layout) and all(
            self._fits(plane, data, stride)
            for plane, (data, stride) in zip(layout, self.planes, strict=False)
        )

    def _fits(self, plane: Plane, data: memoryview, stride: int) -> bool:
        row, rows = int(self.width * plane.across), self.height // plane.down
        return len(plane.letters) <= row <= stride <= len(data) and 0 < (rows - 1) * stride + row <= len(data)


def look_at(frame: "QVideoFrame", picture_width: int) -> Sight:
    """The codes in a frame, and a picture of it that is so many pixels wide.

    A frame that is damaged or tiny, or that the driver has taken back, shows nothing.
    """
    if min(frame.width(), frame.height()) < SMALLEST:
        return Sight()
    name = frame.pixelFormat().name.removeprefix("Format_")
    if name not in LAYOUTS and name != "Jpeg":
        return _look_at_image(frame.toImage(), picture_width)
    if not frame.map(frame.MapMode.ReadOnly):
        return Sight()
    try:
        planes = [(memoryview(frame.bits(i)), frame.bytesPerLine(i)) for i in range(frame.planeCount())]
        if name == "Jpeg":
            return _look_at_jpeg(bytes(planes[0][0]), picture_width)
        return _look(Pixels(frame.width(), frame.height(), planes), LAYOUTS[name], picture_width)
    finally:
        frame.unmap()


def _look_at_jpeg(data: bytes, picture_width: int) -> Sight:
    """What webcams send that have a thin cable; Qt would hold Python's lock while it unpacks them."""
    from PIL import Image

    try:
        shades, colours = (Image.open(BytesIO(data), formats=["JPEG"]) for _ in range(2))
        size = _size(picture_width, *shades.size)
        shades.draft("L", shades.size)
        colours.draft("RGB", size)
        small = colours.convert("RGB").resize(size, Image.Resampling.BOX)
        return Sight(_read(shades.convert("L")), _mirrored(small))
    except (OSError, SyntaxError):  # what Pillow raises for what is no picture, or half of one
        return Sight()


def _look_at_image(image: QImage, picture_width: int) -> Sight:
    if image.isNull():
        return Sight()
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    planes = [(memoryview(plain.constBits()), plain.bytesPerLine())]
    return _look(Pixels(plain.width(), plain.height(), planes), LAYOUTS["BGRX8888"], picture_width)


def _look(pixels: Pixels, layout: tuple[Plane, ...], picture_width: int) -> Sight:
    if not pixels.fit(layout):
        return Sight()
    return Sight(_codes(pixels, layout[0].letters), _picture(pixels, layout, picture_width))


def _codes(pixels: Pixels, letters: str) -> tuple[str, ...]:
    import zxingcpp

    data, stride = pixels.planes[0]
    if "Y" in letters:
        first, step = letters.index("Y"), len(letters) // letters.count("Y")
        colour = zxingcpp.ImageFormat.Lum
    else:
        first, step = 0, 4
        colour = zxingcpp.ImageFormat[_COLOUR_NAMES[letters]]
    # ImageView does not keep its bytes alive (zxing-cpp 3.1): `shades` does, until the codes are out.
    shades = data[first:]
    rows = min(pixels.height, len(shades) // stride)
    view = zxingcpp.ImageView(shades, pixels.width - first, rows, colour, stride, step)
    return _read(view)


def _read(view: "zxingcpp.ImageView | Image.Image") -> tuple[str, ...]:
    import zxingcpp

    only: Any = zxingcpp.BarcodeFormat.QRCode  # one format is taken for several, which the stub does not know
    found = zxingcpp.read_barcodes(view, formats=only, text_mode=zxingcpp.TextMode.Plain)
    largest_first = sorted(found, key=_area, reverse=True)
    return tuple(dict.fromkeys(code.text for code in largest_first if code.text))


def _area(code: "zxingcpp.Barcode") -> int:
    """Square pixels, by the diagonals."""
    corners = code.position
    across = (corners.bottom_right.x - corners.top_left.x, corners.bottom_right.y - corners.top_left.y)
    down = (corners.bottom_left.x - corners.top_right.x, corners.bottom_left.y - corners.top_right.y)
    return abs(across[0] * down[1] - across[1] * down[0]) // 2


def _picture(pixels: Pixels, layout: tuple[Plane, ...], width: int) -> QImage:
    """Shrink each plane by itself, and put only what is left together."""
    from PIL import Image

    size = _size(width, pixels.width, pixels.height)
    bands: dict[str, Image.Image] = {}
    for plane, (data, stride) in zip(layout, pixels.planes, strict=False):
        small = _plane_image(pixels, plane, data, stride).resize(size, Image.Resampling.BOX, reducing_gap=1.0)
        bands = {**dict(zip(plane.letters, small.split(), strict=True)), **bands}
    if "R" in bands:
        colour = Image.merge("RGB", [bands[letter] for letter in "RGB"])
    elif "U" in bands and "V" in bands:
        colour = Image.merge("YCbCr", [bands[letter] for letter in "YUV"]).convert("RGB")
    else:
        colour = bands["Y"].convert("RGB")
    return _mirrored(colour)


def _mirrored(picture: "Image.Image") -> QImage:
    from PIL import Image

    turned = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT).tobytes("raw", "BGRX")
    return QImage(turned, *picture.size, 4 * picture.width, QImage.Format.Format_RGB32).copy()


def _size(picture_width: int, width: int, height: int) -> tuple[int, int]:
    """The picture's, for a frame of that width and height."""
    return picture_width, max(1, round(picture_width * min(TALLEST, height / width)))


def _plane_image(pixels: Pixels, plane: Plane, data: memoryview, stride: int) -> "Image.Image":
    """The plane as a picture that shares its bytes; four bytes that belong together are one pixel of it."""
    from PIL import Image

    mode = "L" if len(plane.letters) == 1 else "RGBX"
    columns = int(pixels.width * plane.across) // len(plane.letters)
    rows = min(pixels.height // plane.down, len(data) // stride)
    shared: Any = data  # the stub knows bytes only; any buffer will do
    return Image.frombuffer(mode, (columns, rows), shared, "raw", mode, stride, 1)
