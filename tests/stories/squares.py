"""Two squares of known size on a page, and where they are found again on what came out."""

from pathlib import Path

import pypdfium2
import pytest

from checkin_app.services.spooler import Paper

POINTS_PER_MM = 72 / 25.4


def squares(path: Path, paper: Paper) -> Path:
    """A PDF with two squares of 10 mm, 5 mm from the upper right and lower left corner."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(paper.width * POINTS_PER_MM, paper.height * POINTS_PER_MM))
    side = 10 * POINTS_PER_MM
    for left, bottom in ((5.0, 5.0), (paper.width - 15, paper.height - 15)):
        canvas.rect(left * POINTS_PER_MM, bottom * POINTS_PER_MM, side, side, stroke=0, fill=1)
    canvas.save()
    return path


def edges(pdf: Path, paper: Paper) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all that is black, in mm from the upper left corner of the page."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    width, height = page.get_size()
    assert (width / POINTS_PER_MM, height / POINTS_PER_MM) == pytest.approx(
        (paper.width, paper.height), abs=0.4
    )
    scale = 7
    dots_per_mm = scale * POINTS_PER_MM
    picture = page.render(scale=scale, grayscale=True).to_pil()
    box = picture.point(lambda value: 255 if value < 128 else 0).getbbox()
    document.close()
    assert box is not None
    left, top, right, bottom = (edge / dots_per_mm for edge in box)
    return left, top, right, bottom
