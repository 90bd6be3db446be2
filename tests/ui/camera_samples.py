"""A camera for tests: pictures of badges as a webcam would send them, and cameras that come, go and refuse."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter
from PySide6.QtCore import QSize
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat, QVideoSink

from checkin_app.services.badge_qr import QUIET_ZONE, modules
from checkin_app.ui.camera_device import CameraDevice

ANA, BEN = "BCDFGHJKLNPRSTVXBCDF", "XVTSRPNLKJHGFDCBXVTS"
SIZE = (1280, 720)
HALL = (96, 88, 80)
"""The colour of a wall in a badly lit hall."""

BUILT_IN = CameraDevice("/dev/video0", "Built-in camera")
ON_A_CABLE = CameraDevice("/dev/video2", "Camera on a cable")


# -- pictures ------------------------------------------------------------------------------------------------


def qr(code: str, pixels: int, *, roomy: bool = False) -> Image.Image:
    """The code as a square of that many pixels, with its quiet zone."""
    rows = modules(code, roomy=roomy)
    side = len(rows) + 2 * QUIET_ZONE
    made = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, module in enumerate(row):
            if module == "1":
                made.putpixel((x + QUIET_ZONE, y + QUIET_ZONE), 0)
    return made.resize((pixels, pixels), Image.Resampling.BOX).convert("RGB")


def wall(size: tuple[int, int] = SIZE, colour: tuple[int, int, int] = HALL) -> Image.Image:
    """An empty hall: not one even colour, but a little noise, the same every time."""
    grain = Image.new("L", (64, 36))
    grain.putdata([(i * 7919) % 29 for i in range(64 * 36)])
    return ImageChops.add(Image.new("RGB", size, colour), grain.resize(size).convert("RGB"))


def badge(code: str, pixels: int) -> Image.Image:
    """A badge with a name, a bar and its code, which is so large."""
    made = Image.new("RGB", (round(pixels * 2.4), round(pixels * 1.5)), "white")
    drawing = ImageDraw.Draw(made)
    drawing.rectangle((0, 0, made.width, pixels // 6), fill=(0, 109, 119))
    for line, width in enumerate((0.9, 0.6, 0.75)):
        top = pixels * (0.4 + 0.22 * line)
        drawing.rectangle((pixels * 0.1, top, pixels * (0.1 + width), top + pixels * 0.1), fill=(21, 32, 43))
    made.paste(qr(code, pixels), (round(pixels * 1.3), round(pixels * 0.3)))
    return made


def scene(*things: tuple[Image.Image, tuple[int, int]], ground: Image.Image | None = None) -> Image.Image:
    """Things put before a wall, each with its middle at a place."""
    made = ground or wall()
    for thing, (x, y) in things:
        made.paste(
            thing, (x - thing.width // 2, y - thing.height // 2), thing if thing.mode == "RGBA" else None
        )
    return made


def turned(thing: Image.Image, degrees: float) -> Image.Image:
    """The thing held askew; what is not part of it is transparent."""
    return thing.convert("RGBA").rotate(degrees, Image.Resampling.BICUBIC, expand=True)


def tilted(thing: Image.Image, by: float) -> Image.Image:
    """The thing with its right side farther away, so that it looks smaller there."""
    across, down = thing.size
    inset = down * by
    corners = (0, 0, 0, down, across, down + inset, across, -inset)
    return thing.convert("RGBA").transform(
        thing.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC
    )


def phone(code: str, pixels: int) -> Image.Image:
    """A phone's bright screen in a dark hall, with the halo that its light makes in the lens."""
    night = wall(colour=(6, 6, 9))
    screen = Image.new("RGB", (round(pixels * 1.15), round(pixels * 2.1)), (250, 252, 255))
    screen.paste(qr(code, pixels), (round(pixels * 0.075), round(pixels * 0.4)))
    lit = scene((screen, (SIZE[0] // 2, SIZE[1] // 2)), ground=night)
    halo = dimmed(lit.filter(ImageFilter.GaussianBlur(45)), 0.5)
    return ImageChops.screen(lit.filter(ImageFilter.GaussianBlur(1.5)), halo)


def dimmed(picture: Image.Image, brightness: float) -> Image.Image:
    """With only a part of the light."""
    return picture.point([round(value * brightness) for value in range(256)] * 3)


def glaring(picture: Image.Image, at: tuple[int, int], radius: int) -> Image.Image:
    """With the reflection of a lamp."""
    lamp = Image.new("L", picture.size, 0)
    ImageDraw.Draw(lamp).ellipse((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), fill=255)
    lamp = lamp.filter(ImageFilter.GaussianBlur(radius / 2))
    return Image.composite(Image.new("RGB", picture.size, "white"), picture, lamp)


# -- frames --------------------------------------------------------------------------------------------------


def frame(picture: Image.Image, pixel_format: str = "NV12") -> QVideoFrame:
    """The picture as a video frame of that format, its bytes where the format wants them."""
    kind = QVideoFrameFormat.PixelFormat[f"Format_{pixel_format}"]
    made = QVideoFrame(QVideoFrameFormat(QSize(*picture.size), kind))
    assert made.map(QVideoFrame.MapMode.WriteOnly)
    for number, (data, row) in enumerate(_ARRANGED[pixel_format](picture)):
        plane, stride = memoryview(made.bits(number)), made.bytesPerLine(number)
        for line in range(len(data) // row):
            plane[line * stride : line * stride + row] = data[line * row : (line + 1) * row]
    made.unmap()
    return made


Planes = list[tuple[bytes, int]]
"""The bytes of each plane, and how many make a row."""


def _yuv(picture: Image.Image, across: int, down: int) -> tuple[bytes, bytes, bytes]:
    shades, blue, red = picture.convert("YCbCr").split()
    small = (picture.width // across, picture.height // down)
    return shades.tobytes(), blue.resize(small).tobytes(), red.resize(small).tobytes()


def _woven(*bands: bytes) -> bytes:
    made = bytearray(sum(map(len, bands)))
    for number, band in enumerate(bands):
        made[number :: len(bands)] = band
    return bytes(made)


def _halves(picture: Image.Image, order: str) -> Planes:
    y, u, v = _yuv(picture, 2, 2)
    chroma = _woven(u, v) if order == "UV" else _woven(v, u)
    return [(y, picture.width), (chroma, picture.width // 2 * 2)]


def _three(picture: Image.Image, order: str, down: int) -> Planes:
    y, u, v = _yuv(picture, 2, down)
    half = picture.width // 2
    return [(y, picture.width), *((band, half) for band in ((u, v) if order == "UV" else (v, u)))]


def _packed(picture: Image.Image, *, shades_first: bool) -> Planes:
    y, u, v = _yuv(picture, 2, 1)
    order = (y[::2], u, y[1::2], v) if shades_first else (u, y[::2], v, y[1::2])
    return [(_woven(*order), picture.width * 2)]


def _wide(picture: Image.Image) -> Planes:
    """Sixteen bits a shade, little end first; the low byte is noise that must not matter."""
    y = picture.convert("L").tobytes()
    return [(_woven(bytes(i * 31 % 256 for i in range(len(y))), y), picture.width * 2)]


def _whole(picture: Image.Image) -> Planes:
    y, u, v = _yuv(picture, 1, 1)
    return [(_woven(b"\xff" * len(y), y, u, v), picture.width * 4)]


def _four(picture: Image.Image, order: str) -> Planes:
    bands = dict(zip("RGB", (band.tobytes() for band in picture.split()), strict=True))
    empty = b"\xff" * (picture.width * picture.height)
    return [(_woven(*(bands.get(letter, empty) for letter in order)), picture.width * 4)]


def _jpeg(picture: Image.Image) -> Planes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    return [(out.getvalue(), len(out.getvalue()))]


_ARRANGED: dict[str, Callable[[Image.Image], Planes]] = {
    "Y8": lambda p: [(p.convert("L").tobytes(), p.width)],
    "Y16": _wide,
    "P010": _wide,
    "P016": _wide,
    "NV12": lambda p: _halves(p, "UV"),
    "NV21": lambda p: _halves(p, "VU"),
    "YUV420P": lambda p: _three(p, "UV", 2),
    "YV12": lambda p: _three(p, "VU", 2),
    "YUV422P": lambda p: _three(p, "UV", 1),
    "YUYV": lambda p: _packed(p, shades_first=True),
    "UYVY": lambda p: _packed(p, shades_first=False),
    "BGRA8888": lambda p: _four(p, "BGRA"),
    "BGRX8888": lambda p: _four(p, "BGRX"),
    "RGBA8888": lambda p: _four(p, "RGBA"),
    "RGBX8888": lambda p: _four(p, "RGBX"),
    "ARGB8888": lambda p: _four(p, "ARGB"),
    "XRGB8888": lambda p: _four(p, "XRGB"),
    "ABGR8888": lambda p: _four(p, "ABGR"),
    "XBGR8888": lambda p: _four(p, "XBGR"),
    "ARGB8888_Premultiplied": lambda p: _four(p, "ARGB"),
    "AYUV": _whole,
    "BGRA8888_Premultiplied": lambda p: _four(p, "BGRA"),
    "Jpeg": _jpeg,
}
FORMATS = tuple(_ARRANGED)
"""Every pixel format in which tests can send a picture."""


# -- cameras -------------------------------------------------------------------------------------------------


class FakeCameras:
    """Cameras that a test plugs in and pulls out; their frames are what the test puts into the sink."""

    def __init__(self, *devices: CameraDevice) -> None:
        self.plugged = list(devices)
        self.missing = ""
        self.barred = False
        self.permission: bool | None = True
        """None is a user who has not answered yet."""
        self.opened: CameraDevice | None = None
        self.openings = 0
        self._asked: list[Callable[[bool], None]] = []

    def listen(self, changed: Callable[[], None] | None, failed: Callable[[str], None] | None) -> None:
        self._changed, self._failed = changed or (lambda: None), failed or (lambda _words: None)

    def missing_part(self) -> str:
        return self.missing

    def devices(self) -> list[CameraDevice]:
        return list(self.plugged)

    def are_barred(self) -> bool:
        return self.barred

    def ask_permission(self, then: Callable[[bool], None]) -> None:
        if self.permission is None:
            self._asked.append(then)
        else:
            then(self.permission)

    def make_sink(self) -> QVideoSink:
        return QVideoSink()

    def open(self, device: CameraDevice, sink: QVideoSink) -> None:
        assert device in self.plugged
        assert self.opened is None
        self.opened, self.sink = device, sink
        self.openings += 1

    def close(self) -> None:
        self.opened = None

    # What tests do to them.

    def plug_in(self, device: CameraDevice) -> None:
        self.plugged.append(device)
        self._changed()

    def pull_out(self, device: CameraDevice) -> None:
        self.plugged.remove(device)
        self._changed()

    def fail(self, words: str) -> None:
        self._failed(words)

    def answer(self, *, allowed: bool) -> None:
        for then in self._asked:
            then(allowed)


class HandClock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now
