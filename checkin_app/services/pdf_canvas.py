"""A canvas for the pages of a PDF: ours are the same bytes each time, small, and printed as large as they are."""

import zlib
from collections.abc import Sequence
from typing import IO, Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from checkin_app.domain.badge_text import Line
from checkin_app.services.badge_fonts import INTER, font, setting
from checkin_app.services.badge_shapes import POINTS_PER_MM, rgb


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


def new_canvas(stream: IO[bytes], width: float, height: float, title: str) -> Canvas:
    """A canvas with pages of that size in mm."""
    size = (width * POINTS_PER_MM, height * POINTS_PER_MM)
    first_font = font(INTER[400]).name  # else the file names Helvetica, which is not embedded
    canvas = _CompressingCanvas(stream, pagesize=size, invariant=1, initialFontName=first_font)  # pyright: ignore[reportArgumentType]  # the stub says float
    canvas.setTitle(title)
    canvas.setViewerPreference("PrintScaling", "None")  # pyright: ignore[reportUnknownMemberType]
    return canvas


def write_lines(canvas: Canvas, lines: Sequence[Line]) -> None:
    """Write set lines; the canvas has its origin in the top left corner of what they were set for."""
    text = canvas.beginText()
    colour, space = "", 0.0
    for line in lines:
        if line.style.colour != colour:
            colour = line.style.colour
            text.setFillColorRGB(*rgb(colour))
        if line.style.tracking * line.size != space:
            space = line.style.tracking * line.size
            text.setCharSpace(space)
        text.setTextOrigin(line.x * POINTS_PER_MM, -line.y * POINTS_PER_MM)
        for name, run in setting(line.text, line.style.weight).runs:
            text.setFont(name, line.size)
            text.textOut(run)
    canvas.drawText(text)
