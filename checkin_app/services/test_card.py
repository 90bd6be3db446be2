"""The card that tests a scanner: a QR of every letter that a badge may have, as a PDF to print."""

import re
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from checkin_app.domain.scanner_test import TEST_TEXT
from checkin_app.services import badge_qr
from checkin_app.services.badge_fonts import INTER, font
from checkin_app.services.journal import Progress
from checkin_app.services.whole_file import whole_file

POINTS_PER_MM = 72 / 25.4
PAGE = (105.0, 148.0)
"""mm; A6, the size of a badge, which also prints well on A4."""
MODULE = 2.0
"""mm; four times as large as on a badge, so that a failure is the scanner's and not the print's."""
TITLE = "Scanner test card"
LINES = (
    "Open Settings, put the caret into the test box,",
    "and scan this code. Nothing is recorded.",
)


def save_test_card(out: Path) -> Progress:
    """Write the card, the same bytes each time; yields (steps done, steps to do). BadInput where it cannot be written."""
    with whole_file(out) as unfinished:
        _draw(unfinished)
        yield 1, 1


def _draw(file: Path) -> None:
    width, height = PAGE
    canvas = Canvas(
        str(file),
        pagesize=(width * POINTS_PER_MM, height * POINTS_PER_MM),
        invariant=1,
        initialFontName=font(INTER[400]).name,  # pyright: ignore[reportArgumentType]  # the stub says float
    )
    canvas.setTitle(TITLE)
    middle = width * POINTS_PER_MM / 2
    canvas.setFont(font(INTER[700]).name, 18)
    canvas.drawCentredString(middle, (height - 20) * POINTS_PER_MM, TITLE)
    rows = badge_qr.modules(TEST_TEXT, roomy=True)
    side = len(rows) * MODULE
    _draw_code(canvas, rows, left=(width - side) / 2, top=height - 36)
    canvas.setFont(font(INTER[500]).name, 10)
    canvas.drawCentredString(middle, (height - 36 - side - 12) * POINTS_PER_MM, TEST_TEXT)
    canvas.setFont(font(INTER[400]).name, 10)
    for number, line in enumerate(LINES):
        canvas.drawCentredString(middle, (height - 36 - side - 24 - 6 * number) * POINTS_PER_MM, line)
    canvas.save()


def _draw_code(canvas: Canvas, rows: list[str], *, left: float, top: float) -> None:
    """Dark runs as rectangles; `left` and `top` in mm from the lower left corner of the page."""
    for number, row in enumerate(rows):
        for run in re.finditer("1+", row):
            canvas.rect(
                (left + run.start() * MODULE) * POINTS_PER_MM,
                (top - (number + 1) * MODULE) * POINTS_PER_MM,
                len(run.group()) * MODULE * POINTS_PER_MM,
                MODULE * POINTS_PER_MM,
                stroke=0,
                fill=1,
            )
