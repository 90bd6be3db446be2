"""Draws composed badges on the pages of a PDF, their QRs as crisp rectangles."""

import re
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import IO, Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from checkin_app.domain.badge_composition import Composition, Line
from checkin_app.domain.badge_template import Rect
from checkin_app.domain.errors import NotPossible
from checkin_app.domain.sheet import Placement, Sheet, back_of
from checkin_app.services import badge_qr as qr
from checkin_app.services.badge_fonts import INTER, font, setting

POINTS_PER_MM = 72 / 25.4
SMALLEST_MODULE = 0.4
"""mm; below it, cheap scanners and worn printers begin to fail."""
ROOMY_MODULE = 0.5
"""mm; where its modules are at least so large, the larger QR with more error correction is taken."""
RULE_COLOUR = "#9aa5b1"
ARC = 0.5523
"""How far the control points of a Bézier curve lie along the sides for a quarter of a circle."""

_DARK_RUN = re.compile("1+")


class _CompressingCanvas(Canvas):
    """A canvas that compresses each page when it is complete, where ReportLab keeps all of them plain until the end.

    Memory stays at some 2 kB a badge, and the last step of a long run is as quick as the others.
    """

    _doc: Any  # a reportlab.pdfbase.pdfdoc.PDFDocument, which the stubs do not know

    def showPage(self) -> None:  # noqa: N802  # ReportLab's name
        super().showPage()
        page = self._doc.Pages.pages[-1]
        content = zlib.compress(page.stream.encode("latin-1"))
        dictionary = pdfdoc.PDFDictionary({"Filter": "/FlateDecode"})
        page.Contents = pdfdoc.PDFStream(dictionary, content, filters=[])
        page.stream = None


class Pages:
    """A PDF in the making, one page of the sheet after the other."""

    def __init__(self, stream: IO[bytes], sheet: Sheet, title: str) -> None:
        size = (sheet.page_width * POINTS_PER_MM, sheet.page_height * POINTS_PER_MM)
        self._sheet = sheet
        self._page = 0
        first_font = font(INTER[400]).name  # else the file names Helvetica, which is not embedded
        self._canvas = _CompressingCanvas(stream, pagesize=size, invariant=1, initialFontName=first_font)  # pyright: ignore[reportArgumentType]  # the stub says float
        self._canvas.setTitle(title)
        self._canvas.setViewerPreference("PrintScaling", "None")  # pyright: ignore[reportUnknownMemberType]

    def draw(self, composition: Composition, placement: Placement) -> None:
        """Draw a badge on its place, after the pages before it; on folded paper also on its back."""
        while self._page < placement.page:
            self._canvas.showPage()
            self._page += 1
        for panel in (placement, back_of(placement, self._sheet)):
            if panel:
                self._draw_on(panel, composition)

    def save(self) -> None:
        """Write everything."""
        self._canvas.save()

    def _draw_on(self, panel: Placement, composition: Composition) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(panel.x * POINTS_PER_MM, (self._sheet.page_height - panel.y) * POINTS_PER_MM)
        if composition.band:
            canvas.setFillColorRGB(*_rgb(composition.band.colour))
            canvas.addLiteral(_rounded(composition.band.rect, composition.band.radius))
        for rule in composition.rules:
            canvas.setFillColorRGB(*_rgb(RULE_COLOUR))
            canvas.addLiteral(_rounded(rule, 0))
        self._write(composition.lines)
        canvas.addLiteral(_dark(composition.code, composition.qr))
        canvas.restoreState()

    def _write(self, lines: Sequence[Line]) -> None:
        text = self._canvas.beginText()
        colour, space = "", 0.0
        for line in lines:
            if line.style.colour != colour:
                colour = line.style.colour
                text.setFillColorRGB(*_rgb(colour))
            if line.style.tracking * line.size != space:
                space = line.style.tracking * line.size
                text.setCharSpace(space)
            text.setTextOrigin(line.x * POINTS_PER_MM, -line.y * POINTS_PER_MM)
            for name, run in setting(line.text, line.style.weight).runs:
                text.setFont(name, line.size)
                text.textOut(run)
        self._canvas.drawText(text)


@lru_cache
def _rounded(rect: Rect, radius: float) -> str:
    """PDF operators that fill a rectangle with round corners, given in mm."""
    left, right, top, bottom = rect.x, rect.x + rect.width, rect.y, rect.y + rect.height
    near, arc = radius, radius * (1 - ARC)
    points = [
        *((left + near, top, "m"), (right - near, top, "l")),
        *(
            (right - arc, top, ""),
            (right, top + arc, ""),
            (right, top + near, "c"),
            (right, bottom - near, "l"),
        ),
        *((right, bottom - arc, ""), (right - arc, bottom, ""), (right - near, bottom, "c")),
        *((left + near, bottom, "l"), (left + arc, bottom, ""), (left, bottom - arc, "")),
        *((left, bottom - near, "c"), (left, top + near, "l")),
        *((left, top + arc, ""), (left + arc, top, ""), (left + near, top, "c")),
    ]
    path = " ".join(
        f"{x * POINTS_PER_MM:.3f} {-y * POINTS_PER_MM:.3f} {operator}" for x, y, operator in points
    )
    return f"{path} f"


@lru_cache
def _rgb(colour: str) -> tuple[float, float, float]:
    """The three parts, 0 to 1, of a `#rrggbb`."""
    red, green, blue = (round(int(colour[at : at + 2], 16) / 255, 4) for at in (1, 3, 5))
    return red, green, blue


def _dark(code: str, square: Rect) -> str:
    """PDF operators that fill a QR's dark modules: one path of one rectangle per run of dark modules in a row.

    One path is filled at once, so that no viewer leaves hairlines between rows, and rectangles stay crisp where a
    scaled picture would be smoothed.
    """
    modules = qr.modules(code, roomy=qr.module_side(square, qr.ROOMY) >= ROOMY_MODULE)
    side = qr.module_side(square, len(modules))
    if side < SMALLEST_MODULE:
        raise NotPossible(f"A QR of {min(square.width, square.height):.1f} mm is too small to be read.")
    left = square.x + (square.width - side * len(modules)) / 2
    top = square.y + (square.height - side * len(modules)) / 2
    rectangles = " ".join(
        f"{run.start()} {y} {run.end() - run.start()} 1 re"
        for y, row in enumerate(modules)
        for run in _DARK_RUN.finditer(row)
    )
    scale, x, y = side * POINTS_PER_MM, left * POINTS_PER_MM, -top * POINTS_PER_MM
    return f"q 0 g {scale:.5f} 0 0 {-scale:.5f} {x:.4f} {y:.4f} cm {rectangles} f Q"
