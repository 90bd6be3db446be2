"""Badges for tests, with invented people, and what a renderer and a reader make of the printed page."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import zxingcpp

from checkin_app.domain import code
from checkin_app.domain.badge import BadgeFace
from checkin_app.domain.badge_programme import ProgrammeDay, ProgrammeItem
from checkin_app.domain.badge_template import Template
from checkin_app.domain.press import Press
from checkin_app.domain.sheet import Sheet, back_of, place
from checkin_app.services.badge_pdf import PLAIN, BadgeRun, all_sheets, all_templates, render
from checkin_app.services.long_work import result_of

DPI = 200
MM_PER_DOT = 25.4 / DPI
SHEETS = all_sheets()
TEMPLATES = all_templates()
CLASSIC = TEMPLATES["classic"]
A_SHEET = SHEETS["avery-l4785"]
SUITED = [
    (template.name, sheet.name)
    for template in TEMPLATES.values()
    for sheet in SHEETS.values()
    if (sheet.badge_width, sheet.badge_height) in template.shapes
]
"""Every design with every paper that it is meant for."""
PROGRAMME = (
    ProgrammeDay(
        "Tuesday 21 November",
        (
            ProgrammeItem("09:30–12:30", "Cluster services for the Dual Transition", "Great Hall"),
            ProgrammeItem("14:00–15:30", "The HempClub project and the ClusterXChange scheme", "Room Bicaz"),
        ),
    ),
    ProgrammeDay("Wednesday 22 November", (ProgrammeItem("20:00–00:30", "Evening reception", "Terrace"),)),
    ProgrammeDay("Thursday 23 November", (ProgrammeItem("09:30–13:00", "Bioeconomy session"),)),
)

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
        "occasion": "Iași, Romania · 21–23 November 2023",
        "code": a_code(number),
    }
    return BadgeFace(**(usual | fields), programme=PROGRAMME)  # type: ignore[arg-type]


def a_spare(number: int = 0) -> BadgeFace:
    """A badge that nobody has yet."""
    return BadgeFace(
        participant=None, event="Clusters Meet Regions", programme=PROGRAMME, code=a_code(1000 + number)
    )


def printed(
    faces: Sequence[BadgeFace],
    out: Path,
    sheet: Sheet = A_SHEET,
    first_label: int = 1,
    *,
    template: Template = CLASSIC,
    press: Press = PLAIN,
) -> BadgeRun:
    """Render to the end."""
    return result_of(render(faces, sheet, template, out, first_label=first_label, press=press))


def labels_of(
    count: int, first_label: int, sheet: Sheet, template: Template = CLASSIC
) -> list[tuple[str, int, float, float]]:
    """The code of each badge, and where its QR's centre belongs: page, and mm from the page's top left corner."""
    design = template.design(sheet.badge_width, sheet.badge_height)
    back = design.back.qr if design.back else design.qr
    expected: list[tuple[str, int, float, float]] = []
    for number, placement in enumerate(place(count, sheet, first_label)):
        for panel, qr in ((placement, design.qr), (back_of(placement, sheet), back)):
            if panel:
                x, y = panel.x + qr.x + qr.width / 2, panel.y + qr.y + qr.height / 2
                expected.append((a_face(number).code, panel.page, x, y))
    return expected


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
        if barcode.format == zxingcpp.BarcodeFormat.QRCode  # letters side by side can look like a bar code
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
