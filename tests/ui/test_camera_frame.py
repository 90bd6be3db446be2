"""The codes in a camera's frame are found in every format and light, and its picture is small and mirrored."""

import statistics
import threading
import time
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter, ImageOps
from PySide6.QtCore import QSize
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

from checkin_app.domain.badge import BadgeFace
from checkin_app.services.badge_pdf import DEFAULT_SHEET, DEFAULT_TEMPLATE, all_sheets, all_templates, render
from checkin_app.ui.camera_frame import LAYOUTS, SMALLEST, Sight, look_at
from tests.ui.camera_samples import (
    ANA,
    BEN,
    FORMATS,
    SIZE,
    badge,
    dimmed,
    frame,
    glaring,
    phone,
    qr,
    scene,
    tilted,
    turned,
    wall,
)

# Without a graphics card Qt says once that it converts a format that is not read where it lies by itself.
pytestmark = pytest.mark.qt_log_ignore("No RHI backend", extend=True)

WIDTH = 320
GREY = ("Y8", "Y16", "P010", "P016")
"""Formats whose picture has no colours."""
MIDDLE = (SIZE[0] // 2, SIZE[1] // 2)


def codes(picture: Image.Image, pixel_format: str = "NV12") -> tuple[str, ...]:
    return look_at(frame(picture, pixel_format), WIDTH).codes


# -- formats -------------------------------------------------------------------------------------------------


def test_that_every_format_that_is_read_where_it_lies_is_tested() -> None:
    assert set(FORMATS) - set(LAYOUTS) == {"Jpeg", "AYUV"}


@pytest.mark.parametrize("pixel_format", FORMATS)
def test_that_a_badge_is_read_in_every_format(pixel_format: str) -> None:
    assert codes(scene((badge(ANA, 200), MIDDLE)), pixel_format) == (ANA,)


@pytest.mark.parametrize("pixel_format", FORMATS)
def test_that_odd_sizes_with_padded_rows_are_read(pixel_format: str) -> None:
    for width, height in ((640, 480), (1276, 718), (322, 242)):
        picture = scene((qr(ANA, 150), (width // 2, height // 2)), ground=wall((width, height)))
        sight = look_at(frame(picture, pixel_format), WIDTH)
        assert sight.codes == (ANA,), (width, height)
        assert sight.picture is not None
        assert sight.picture.size() == QSize(WIDTH, round(WIDTH * height / width))


@pytest.mark.parametrize("pixel_format", FORMATS)
def test_that_the_picture_is_mirrored_and_has_the_right_colours(pixel_format: str) -> None:
    picture = Image.new("RGB", SIZE, (200, 40, 40))
    picture.paste((40, 60, 200), (SIZE[0] // 2, 0, *SIZE))
    small = look_at(frame(picture, pixel_format), WIDTH).picture
    assert small is not None
    left, right = small.pixelColor(20, 20), small.pixelColor(WIDTH - 20, 20)
    if pixel_format in GREY:
        assert left.lightness() < right.lightness()
    else:
        assert (left.blue() > 150, left.red() < 90) == (True, True)
        assert (right.red() > 150, right.blue() < 90) == (True, True)


def test_that_a_frame_may_be_looked_at_on_another_thread_and_twice() -> None:
    seen: list[Sight] = []
    shared = frame(scene((badge(ANA, 200), MIDDLE)))
    threads = [threading.Thread(target=lambda: seen.append(look_at(shared, WIDTH))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [sight.codes for sight in seen] == [(ANA,), (ANA,)]
    assert not shared.isMapped()


# -- badges as they are held ---------------------------------------------------------------------------------


@pytest.mark.parametrize("degrees", [0, 7, 15, 30, 45, 60, 90, 135, 180, 270])
def test_that_a_badge_is_read_however_it_is_turned(degrees: int) -> None:
    assert codes(scene((turned(badge(ANA, 200), degrees), MIDDLE))) == (ANA,)


@pytest.mark.parametrize("place", [(260, 160), (1000, 160), (260, 560), (1000, 560)])
def test_that_a_badge_is_read_anywhere_in_the_picture(place: tuple[int, int]) -> None:
    assert codes(scene((badge(ANA, 160), place))) == (ANA,)


@pytest.mark.parametrize("pixels", [70, 80, 100, 150, 400, 620])
def test_that_a_badge_is_read_from_far_and_near(pixels: int) -> None:
    assert codes(scene((qr(ANA, pixels), MIDDLE))) == (ANA,)


@pytest.mark.parametrize("by", [0.05, 0.1, 0.15])
def test_that_a_badge_is_read_that_is_held_at_an_angle(by: float) -> None:
    assert codes(scene((tilted(badge(ANA, 260), by), MIDDLE))) == (ANA,)


@pytest.mark.parametrize("radius", [1, 2, 3])
def test_that_a_badge_out_of_focus_is_read(radius: int) -> None:
    picture = scene((badge(ANA, 260), MIDDLE))
    assert codes(picture.filter(ImageFilter.GaussianBlur(radius))) == (ANA,)


@pytest.mark.parametrize("brightness", [0.6, 0.3, 0.12])
def test_that_a_badge_in_bad_light_is_read(brightness: float) -> None:
    assert codes(dimmed(scene((badge(ANA, 220), MIDDLE)), brightness)) == (ANA,)


def test_that_a_badge_is_read_with_the_reflection_of_a_lamp_beside_its_code() -> None:
    assert codes(glaring(scene((badge(ANA, 260), MIDDLE)), (420, 340), 60)) == (ANA,)


@pytest.mark.parametrize("pixels", [140, 220, 320])
def test_that_a_phone_is_read_whose_bright_screen_dazzles_the_camera(pixels: int) -> None:
    assert codes(phone(ANA, pixels)) == (ANA,)


def test_that_a_phone_with_dark_colours_is_read() -> None:
    dark = Image.eval(qr(ANA, 220), lambda value: 255 - value)
    assert codes(scene((dark, MIDDLE), ground=wall(colour=(10, 10, 14)))) == (ANA,)


def test_that_the_roomy_code_is_read_with_a_corner_torn_off() -> None:
    torn = qr(ANA, 260, roomy=True)
    torn.paste((180, 170, 160), (180, 180, 220, 220))
    assert codes(scene((torn, MIDDLE))) == (ANA,)


def test_that_a_printed_badge_is_read_off_its_page(tmp_path: Path) -> None:
    import pypdfium2

    face = BadgeFace(
        participant=None,
        name_given="Ștefan",
        name_family="Țăranu",
        organisation="HempClub",
        category="Exchange visitor",
        colour="#006D77",
        event="Clusters Meet Regions",
        code=ANA,
    )
    out = tmp_path / "badge.pdf"
    for _ in render([face], all_sheets()[DEFAULT_SHEET], all_templates()[DEFAULT_TEMPLATE], out):
        pass
    page = pypdfium2.PdfDocument(out)[0].render(scale=2).to_pil().convert("RGB")
    printed = ImageOps.expand(page.crop(ImageOps.invert(page).getbbox()), 16, "white")
    assert max(printed.size) < 600
    assert codes(scene((turned(printed, 4), MIDDLE))) == (ANA,)


# -- several, none, and rubbish ------------------------------------------------------------------------------


def test_that_of_two_badges_the_nearer_one_comes_first() -> None:
    assert codes(scene((qr(ANA, 140), (300, 300)), (qr(BEN, 260), (900, 360)))) == (BEN, ANA)
    assert codes(scene((qr(ANA, 260), (300, 300)), (qr(BEN, 140), (900, 360)))) == (ANA, BEN)


def test_that_the_same_code_twice_is_told_once() -> None:
    assert codes(scene((qr(ANA, 140), (300, 300)), (qr(ANA, 140), (900, 360)))) == (ANA,)


def test_that_an_empty_hall_has_no_codes_but_a_picture() -> None:
    sight = look_at(frame(wall()), WIDTH)
    assert sight.codes == ()
    assert sight.picture is not None


def test_that_half_a_code_is_no_code() -> None:
    half = qr(ANA, 260).crop((0, 0, 130, 260))
    assert codes(scene((half, MIDDLE))) == ()


def test_that_no_frame_shows_nothing() -> None:
    assert look_at(QVideoFrame(), WIDTH) == Sight()


def test_that_half_a_jpeg_or_none_shows_nothing() -> None:
    for data in (b"", b"\xff\xd8\xff\xe0 no picture", b"GIF89a"):
        kind = QVideoFrameFormat(QSize(*SIZE), QVideoFrameFormat.PixelFormat.Format_Jpeg)
        broken = QVideoFrame(kind)
        assert broken.map(QVideoFrame.MapMode.WriteOnly)
        memoryview(broken.bits(0))[: len(data)] = data
        broken.unmap()
        assert look_at(broken, WIDTH) == Sight()


def test_that_a_frame_without_room_for_a_code_is_not_even_touched() -> None:
    tiny = [(1, 1), (2, 1), (1, 2_000), (2_000, 1), (SMALLEST - 1, 500), (500, SMALLEST - 1)]
    for pixel_format, size in product([*LAYOUTS, "Jpeg", "AYUV"], tiny):
        kind = QVideoFrameFormat.PixelFormat[f"Format_{pixel_format}"]
        assert look_at(QVideoFrame(QVideoFrameFormat(QSize(*size), kind)), WIDTH) == Sight()


def test_that_a_frame_as_high_as_a_tower_makes_no_huge_picture() -> None:
    sight = look_at(frame(wall((SMALLEST + 1, 3_000))), WIDTH)
    assert sight.picture is not None
    assert sight.picture.size() == QSize(WIDTH, 2 * WIDTH)


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(LAYOUTS)),
    st.integers(SMALLEST, 90),
    st.integers(SMALLEST, 90),
    st.binary(min_size=1, max_size=200),
)
def test_that_no_frame_can_do_any_harm(pixel_format: str, width: int, height: int, noise: bytes) -> None:
    kind = QVideoFrameFormat.PixelFormat[f"Format_{pixel_format}"]
    odd = QVideoFrame(QVideoFrameFormat(QSize(width, height), kind))
    assert odd.map(QVideoFrame.MapMode.WriteOnly)
    for number in range(odd.planeCount()):
        plane = memoryview(odd.bits(number))
        plane[:] = (noise * (len(plane) // len(noise) + 1))[: len(plane)]
    odd.unmap()
    sight = look_at(odd, WIDTH)
    assert sight.codes == ()
    assert sight.picture is not None
    assert sight.picture.width() == WIDTH


@pytest.mark.parametrize("pixel_format", ["NV12", "YUYV", "BGRA8888", "Jpeg"])
def test_that_looking_keeps_up_with_a_camera(pixel_format: str) -> None:
    seen = frame(scene((badge(ANA, 200), MIDDLE)), pixel_format)
    times = []
    for _ in range(15):
        began = time.perf_counter()
        look_at(seen, WIDTH)
        times.append(time.perf_counter() - began)
    assert statistics.median(times) < 1 / 30
