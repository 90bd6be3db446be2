"""A page that shows where a printer prints: every label's outline and number, its middle, and two rulers."""

import io
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from checkin_app.domain.press import Press
from checkin_app.domain.sheet import Placement, Sheet, back_of, place
from checkin_app.services.badge_fonts import INTER, font
from checkin_app.services.badge_shapes import POINTS_PER_MM
from checkin_app.services.journal import Progress
from checkin_app.services.pdf_canvas import new_canvas
from checkin_app.services.whole_file import whole_file

LINE = 0.2
"""mm"""
CROSS = 3.0
"""mm; half the length of the lines that mark a label's middle."""
RULER = 100
"""mm; shorter on smaller labels."""
MARGIN = 5.0
"""mm that most printers leave white; the rulers keep away from them."""
SENTENCE = "Print at 100 %. Hold it against a sheet of labels: the outlines must lie on their edges."


def save_test_page(sheet: Sheet, press: Press, out: Path) -> Progress:
    """Write the page, the same bytes each time; yields (steps done, steps to do). BadInput where it cannot be written."""
    with whole_file(out) as unfinished:
        unfinished.write_bytes(render_test_page(sheet, press))
        yield 1, 1


def render_test_page(sheet: Sheet, press: Press) -> bytes:
    """The page as a PDF, moved by the printer's offset like the badges themselves."""
    stream = io.BytesIO()
    canvas = new_canvas(stream, sheet.page_width, sheet.page_height, f"Test page, {sheet.title}")
    page = _Page(canvas, sheet, press)
    for number, label in enumerate(place(sheet.labels_per_page, sheet), 1):
        page.outline(label, str(number))
        if back := back_of(label, sheet):
            page.outline(back, "")
    page.rulers()
    canvas.save()
    return stream.getvalue()


class _Page:
    """A page on which lengths are mm from its top left corner."""

    def __init__(self, canvas: Canvas, sheet: Sheet, press: Press) -> None:
        self._canvas = canvas
        self._sheet = sheet
        canvas.translate(press.offset_x * POINTS_PER_MM, -press.offset_y * POINTS_PER_MM)
        canvas.setLineWidth(LINE * POINTS_PER_MM)

    def outline(self, label: Placement, number: str) -> None:
        right, bottom = label.x + label.width, label.y + label.height
        x, y = label.x + label.width / 2, label.y + label.height / 2
        for corner in (
            (label.x, label.y, right, label.y),
            (label.x, bottom, right, bottom),
            (label.x, label.y, label.x, bottom),
            (right, label.y, right, bottom),
            (x - CROSS, y, x + CROSS, y),
            (x, y - CROSS, x, y + CROSS),
        ):
            self._line(*corner)
        self._write(right - MARGIN - 1, bottom - MARGIN, number, 14)

    def rulers(self) -> None:
        """Along the first label's middle, across and down, a tick at each mm and a number at each cm."""
        (label,) = place(1, self._sheet)
        across, down = label.x + MARGIN, label.y + MARGIN
        for mm in range(min(RULER, int(label.width - 2 * MARGIN)) + 1):
            self._line(across + mm, down, across + mm, down + _tick(mm))
            if mm and mm % 10 == 0:
                self._write(across + mm, down + 7, str(mm // 10), 6)
        for mm in range(min(RULER, int(label.height - 2 * MARGIN)) + 1):
            self._line(across, down + mm, across + _tick(mm), down + mm)
        middle = label.y + label.height / 2 + CROSS + 4
        for number, words in enumerate(_wrapped(SENTENCE, label.width - 4 * MARGIN)):
            self._write(label.x + label.width / 2, middle + 3.4 * number, words, 7)

    def _line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        height = self._sheet.page_height
        points = (each * POINTS_PER_MM for each in (x1, height - y1, x2, height - y2))
        self._canvas.line(*points)

    def _write(self, x: float, y: float, text: str, size: float) -> None:
        self._canvas.setFont(font(INTER[500]).name, size)
        self._canvas.drawCentredString(x * POINTS_PER_MM, (self._sheet.page_height - y) * POINTS_PER_MM, text)


def _tick(mm: int) -> float:
    return 4.0 if mm % 10 == 0 else 3.0 if mm % 5 == 0 else 1.8


def _wrapped(text: str, width: float) -> list[str]:
    """Lines of words that fit a width in mm at 7 points, of whose letters some 1.3 mm are enough for each."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) * 1.3 > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
