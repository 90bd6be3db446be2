"""Badges on label sheets, beside a plain ReportLab loop that writes the same texts beside ready-made pictures of QRs."""

import itertools
import time
import tracemalloc
from pathlib import Path

from PIL import Image
from qrcode.constants import ERROR_CORRECT_H
from qrcode.main import QRCode
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from checkin_app.domain import code
from checkin_app.domain.badge import BadgeFace
from checkin_app.domain.code import for_people
from checkin_app.domain.sheet import Sheet, place
from checkin_app.services.badge_fonts import font
from checkin_app.services.badge_pdf import (
    DEFAULT_SHEET,
    DEFAULT_TEMPLATE,
    all_sheets,
    all_templates,
    render,
    render_page,
)
from checkin_app.services.long_work import result_of
from tests.benchmarks.figures import MS, Figure, median, taken_in_turns
from tests.benchmarks.large_event import person

POINTS_PER_MM = 72 / 25.4
MOST_BYTES = 4000
"""A badge's part of the file."""
MOST_MEMORY = 4000
"""Bytes that memory may grow by with each badge more; a face alone has some hundred."""


def faces(count: int) -> list[BadgeFace]:
    """Badges of invented people, each with a code of its own."""
    return [
        BadgeFace(
            participant=str(number),
            name_given=one.given,
            name_family=one.family,
            organisation=one.organisation or "Hemp Cluster of the North-East Region",
            category="Exchange visitor",
            colour="teal",
            event="Clusters Meet Regions",
            code=code.make(b"k" * 32, lambda length, number=number: number.to_bytes(length, "big")),
        )
        for number, one in ((number, person(number)) for number in range(count))
    ]


def beside_reportlab(folder: Path, count: int, rounds: int = 3) -> Figure:
    """The whole file of so many badges on Avery L4785."""
    sheet, template = all_sheets()[DEFAULT_SHEET], all_templates()[DEFAULT_TEMPLATE]
    badges = faces(count)
    pictures = [qr_picture(face.code) for face in badges]

    def ours(_: int) -> None:
        result_of(render(badges, sheet, template, folder / "ours.pdf"))

    ours(0)  # fonts and the patterns of QRs are read once for the whole program
    floors, mine = taken_in_turns(
        rounds, lambda _: plainly(badges, pictures, sheet, folder / "plain.pdf"), ours
    )
    return Figure(
        f"badges, {count:,} on Avery L4785, beside ReportLab alone", median(mine), median(floors), 2.0
    )


def first_page(people: int) -> Figure:
    """From the question to the first page of a preview, in a program that has not drawn yet."""
    sheet, template = all_sheets()[DEFAULT_SHEET], all_templates()[DEFAULT_TEMPLATE]
    badges = faces(people)
    begun = time.perf_counter()
    render_page(badges, 0, sheet, template)
    return Figure(f"first page of {people:,} badges", (time.perf_counter() - begun) * MS, None, 300)


def growth(folder: Path, few: int, many: int) -> float:
    """Bytes of memory that each badge more takes while drawing."""
    return (_most_memory(folder, many) - _most_memory(folder, few)) / (many - few)


def bytes_a_badge(folder: Path, count: int) -> float:
    """A badge's part of the file."""
    _render(folder, count)
    return (folder / "badges.pdf").stat().st_size / count


def plainly(badges: list[BadgeFace], pictures: list[ImageReader], sheet: Sheet, out: Path) -> None:
    """What anybody would write with ReportLab: fixed places and sizes, nothing measured, nothing fitted."""
    canvas = Canvas(str(out), pagesize=(sheet.page_width * POINTS_PER_MM, sheet.page_height * POINTS_PER_MM))
    names = [font(f"Inter-{weight}").name for weight in ("Regular", "Medium", "SemiBold", "Bold")]
    regular, medium, semibold, bold = names
    page = 0
    for face, picture, label in zip(badges, pictures, place(len(badges), sheet), strict=True):
        if label.page != page:
            canvas.showPage()
            page = label.page
        left, top = label.x * POINTS_PER_MM, (sheet.page_height - label.y) * POINTS_PER_MM
        canvas.setFillColorRGB(0, 0.43, 0.47)
        canvas.roundRect(left + 11, top - 122, 145, 18, 3, stroke=0, fill=1)
        for name, size, down, text in (
            (semibold, 7.5, 17, face.event),
            (bold, 27, 45, face.name_given),
            (medium, 17, 68, face.name_family),
            (regular, 10, 95, face.organisation),
            (semibold, 10.5, 117, face.category),
            (medium, 6, 131, for_people(face.code)),
        ):
            canvas.setFillColorRGB(0.08, 0.12, 0.17)
            canvas.setFont(name, size)
            canvas.drawString(left + 11, top - down, text)
        canvas.drawImage(picture, left + 165, top - 135, 60, 60)
    canvas.save()


def qr_picture(text: str) -> ImageReader:
    """A ready-made QR as a picture of one bit a module."""
    maker: QRCode = QRCode(version=2, error_correction=ERROR_CORRECT_H, mask_pattern=3, border=0, box_size=1)  # type: ignore[type-arg]
    maker.add_data(text, optimize=0)
    maker.make(fit=False)
    rows = maker.modules
    picture = Image.new("1", (len(rows), len(rows)))
    picture.putdata([0 if dark else 1 for dark in itertools.chain.from_iterable(rows)])
    return ImageReader(picture)


def _most_memory(folder: Path, count: int) -> int:
    badges = faces(count)
    tracemalloc.start()
    sheet, template = all_sheets()[DEFAULT_SHEET], all_templates()[DEFAULT_TEMPLATE]
    result_of(render(badges, sheet, template, folder / "badges.pdf"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def _render(folder: Path, count: int) -> None:
    sheet, template = all_sheets()[DEFAULT_SHEET], all_templates()[DEFAULT_TEMPLATE]
    result_of(render(faces(count), sheet, template, folder / "badges.pdf"))
