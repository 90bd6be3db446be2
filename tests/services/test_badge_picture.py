"""Pictures for badges: what is taken, what is refused, and what is kept of them."""

import hashlib
import io
import random
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from checkin_app.domain.badge_look import Picture
from checkin_app.domain.errors import BadInput
from checkin_app.services.badge_picture import LARGEST_FILE, LARGEST_KEPT, LONGEST_SIDE, read_picture


def saved(picture: Image.Image, path: Path, **options: object) -> Path:
    picture.save(path, **options)  # type: ignore[arg-type]  # whatever the format knows
    return path


def opened(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.content))
    image.load()
    return image


def noise(width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), random.Random(1).randbytes(width * height * 3))


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of_size(width: int, height: int) -> bytes:
    """A file that says it is so large; there is nothing in it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = png_chunk(b"IHDR", header), png_chunk(b"IDAT", zlib.compress(b"")), png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_that_the_usual_formats_are_taken(kind: str, tmp_path: Path) -> None:
    path = saved(Image.new("RGB", (60, 40), "#2e7d32"), tmp_path / "logo", format=kind)
    picture = read_picture(path)
    assert (picture.width, picture.height) == opened(picture).size == (60, 40)
    red, green, blue = opened(picture).convert("RGB").getpixel((30, 20))  # type: ignore[misc]
    assert abs(red - 0x2E) < 6
    assert abs(green - 0x7D) < 6
    assert abs(blue - 0x32) < 6


def test_that_a_picture_is_known_by_its_content(tmp_path: Path) -> None:
    one = read_picture(saved(Image.new("RGB", (6, 4), "red"), tmp_path / "one.png"))
    same = read_picture(saved(Image.new("RGB", (6, 4), "red"), tmp_path / "same.webp", lossless=True))
    other = read_picture(saved(Image.new("RGB", (6, 4), "blue"), tmp_path / "other.png"))
    assert one == same
    assert one.sha256 == hashlib.sha256(one.content).hexdigest()
    assert one.sha256 != other.sha256


def test_that_transparency_stays(tmp_path: Path) -> None:
    path = saved(Image.new("RGBA", (6, 4), (255, 0, 0, 128)), tmp_path / "logo.png")
    assert opened(read_picture(path)).mode == "RGBA"


def test_that_transparency_which_hides_nothing_is_dropped(tmp_path: Path) -> None:
    path = saved(Image.new("RGBA", (6, 4), (255, 0, 0, 255)), tmp_path / "logo.png")
    assert opened(read_picture(path)).mode == "RGB"


def test_that_one_colour_of_a_palette_can_be_transparent(tmp_path: Path) -> None:
    palette = Image.new("P", (6, 4), 1)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    path = saved(palette, tmp_path / "logo.png", transparency=1)
    assert opened(read_picture(path)).getpixel((0, 0)) == (255, 0, 0, 0)


def test_that_sixteen_bits_of_grey_are_not_burnt_out(tmp_path: Path) -> None:
    path = saved(Image.new("I;16", (6, 4), 0x8000), tmp_path / "scan.png")
    assert opened(read_picture(path)).convert("L").getpixel((0, 0)) == pytest.approx(128, abs=1)


def test_that_a_picture_for_print_is_taken_for_the_screen(tmp_path: Path) -> None:
    path = saved(Image.new("CMYK", (6, 4), (0, 255, 255, 0)), tmp_path / "logo.jpg")
    assert opened(read_picture(path)).mode == "RGB"


def test_that_a_photograph_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned
    path = saved(Image.new("RGB", (60, 40)), tmp_path / "photo.jpg", exif=exif)
    assert (read_picture(path).width, read_picture(path).height) == (40, 60)


def test_that_nothing_but_pixels_is_kept(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "Ana at home")
    paths = (
        saved(noise(300, 300), tmp_path / "photo.jpg", exif=exif, comment=b"at home", dpi=(301, 301)),
        saved(noise(30, 30), tmp_path / "logo.png", pnginfo=text, exif=exif),
        saved(noise(30, 30), tmp_path / "logo.webp", exif=exif, xmp=b"at home"),
    )
    for path in paths:
        assert b"home" in path.read_bytes()
        content = read_picture(path).content
        assert b"home" not in content
        assert b"Exif" not in content


def test_that_a_large_photograph_is_made_as_small_as_a_badge_needs(tmp_path: Path) -> None:
    path = saved(Image.new("RGB", (6000, 4000), "#dff0ee"), tmp_path / "photo.jpg")
    picture = read_picture(path)
    assert (picture.width, picture.height) == (LONGEST_SIDE, 1600)


@pytest.mark.slow
def test_that_even_noise_is_kept_small(tmp_path: Path) -> None:
    with_alpha = noise(2400, 2400).convert("RGBA")
    with_alpha.putpixel((0, 0), (0, 0, 0, 0))
    for path in (saved(noise(2400, 2400), tmp_path / "a.png"), saved(with_alpha, tmp_path / "b.png")):
        picture = read_picture(path)
        assert len(picture.content) <= LARGEST_KEPT
        assert opened(picture).size == (picture.width, picture.height)


@pytest.mark.parametrize(
    ("width", "height"), [(40_001, 1000), (100_000, 100_000), (2_000_000_000, 2_000_000_000)]
)
def test_that_a_picture_which_would_fill_the_memory_is_refused(
    width: int, height: int, tmp_path: Path
) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(png_of_size(width, height))
    with pytest.raises(BadInput, match=r"bomb\.png: The picture is too large\. 2400 pixels") as refusal:
        read_picture(path)
    assert refusal.value.source == "bomb.png"


def test_that_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.png"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(BadInput, match="too large"):
        read_picture(path)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "no PNG, JPEG or WebP"),
        (b"%PDF-1.4", "no PNG, JPEG or WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no PNG, JPEG or WebP"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "no PNG, JPEG or WebP"),
        (png_of_size(60, 40), "damaged"),
    ],
)
def test_that_a_file_which_is_no_picture_is_told_so(content: bytes, problem: str, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(content)
    with pytest.raises(BadInput, match=problem):
        read_picture(tmp_path / "logo.png")


def test_that_a_file_which_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"logo\.png: The file cannot be read: No such file"):
        read_picture(tmp_path / "logo.png")


GOOD = {kind: io.BytesIO() for kind in ("PNG", "JPEG", "WEBP")}
for _kind, _file in GOOD.items():
    noise(24, 16).save(_file, _kind)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(list(GOOD)), st.integers(0, 2000), st.integers(0, 2000), st.binary(max_size=4))
def test_that_a_damaged_file_is_a_picture_or_a_sentence(
    tmp_path: Path, kind: str, at: int, end: int, junk: bytes
) -> None:
    content = bytearray(GOOD[kind].getvalue())
    content[at : at + len(junk)] = junk
    (tmp_path / "logo").write_bytes(bytes(content[: max(12, end)]))
    try:
        picture = read_picture(tmp_path / "logo")
    except BadInput:
        return
    assert opened(picture).size == (picture.width, picture.height)
