"""Badges for tests, with invented people, and what a renderer and a reader make of the printed page."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import zxingcpp

from checkin_app.domain import code
from checkin_app.domain.badge import BadgeFace
from checkin_app.domain.sheet import Sheet
from checkin_app.services.badge_pdf import BadgeRun, all_sheets, all_templates, render

DPI = 200
MM_PER_DOT = 25.4 / DPI
CLASSIC = all_templates()["classic"]
A_SHEET = all_sheets()["avery-l4785"]

NAMES = [
    *(
        ("Ștefan", "Țăranu"),
        ("Maria", "Constantinescu-Dumitrescu"),
        ("Γιώργος", "Παπαδόπουλος"),
        ("Li", "Ng"),
    ),
    *(("Đỗ Thị", "Hằng"), ("Łukasz", "Żółć"), ("Христина", "Димитрова"), ("Zoë", "Müller"), ("ANA", "POP")),
    *(("Chiara", "D'Amico"), ("Jean-Luc", "Lefèvre")),
]
CATEGORIES = [("Exchange visitor", "teal"), ("Speaker", "magenta"), ("Public", "slate"), ("", "")]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A QR found on a rendered page, and where its centre lies, in mm from the page's top left corner."""

    page: int
    code: str
    x: float
    y: float


def a_code(number: int) -> str:
    """A well-formed code, always the same for a number."""
    return code.make(b"k" * 32, lambda length: number.to_bytes(length, "big"))


def a_face(number: int = 0, **fields: str | None) -> BadgeFace:
    """An ordinary badge, or one with some fields of its own."""
    given, family = NAMES[number % len(NAMES)]
    category, colour = CATEGORIES[number % len(CATEGORIES)]
    usual: dict[str, str | None] = {
        "participant": f"p{number}",
        "name_given": given,
        "name_family": family,
        "organisation": "Hemp Cluster of the North-East Region",
        "category": category,
        "colour": colour,
        "event": "Clusters Meet Regions",
        "code": a_code(number),
    }
    return BadgeFace(**(usual | fields))  # type: ignore[arg-type]


def a_spare(number: int = 0) -> BadgeFace:
    """A badge that nobody has yet."""
    return BadgeFace(participant=None, event="Clusters Meet Regions", code=a_code(1000 + number))


def printed(faces: Sequence[BadgeFace], out: Path, sheet: Sheet = A_SHEET, first_label: int = 1) -> BadgeRun:
    """Render to the end."""
    run = render(faces, sheet, CLASSIC, out, first_label=first_label)
    while True:
        try:
            next(run)
        except StopIteration as end:
            return end.value


def rendered(pdf: Path, dpi: float = DPI) -> list[Any]:
    """A grey picture of each page, as PIL images."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            page.render(scale=dpi / 72, grayscale=True).to_pil()  # pyright: ignore[reportArgumentType]  # any number will do
            for page in document
        ]


def sighted(pictures: Sequence[Any]) -> list[Sighting]:
    """Every QR on the pages."""
    return [
        Sighting(number, barcode.text, *_centre(barcode.position))
        for number, picture in enumerate(pictures)
        for barcode in zxingcpp.read_barcodes(picture)
    ]


def text_of(pdf: Path) -> str:
    """What a reader copies out of the file, spaces and line ends folded."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).split())


def _centre(position: Any) -> tuple[float, float]:
    corners = (position.top_left, position.top_right, position.bottom_left, position.bottom_right)
    return (
        (sum(corner.x for corner in corners) / 4 + 0.5) * MM_PER_DOT,
        (sum(corner.y for corner in corners) / 4 + 0.5) * MM_PER_DOT,
    )
