"""Draws composed badges on the pages of a PDF, their QRs as crisp rectangles."""

import re
from collections.abc import Sequence
from typing import IO

from checkin_app.domain.badge_box import Rect
from checkin_app.domain.badge_composition import Composition
from checkin_app.domain.badge_look import Look
from checkin_app.domain.errors import NotPossible
from checkin_app.domain.press import Press, behind, cut_marks
from checkin_app.domain.sheet import Placement, Sheet, back_of
from checkin_app.services import badge_qr as qr
from checkin_app.services.badge_ground import Ground
from checkin_app.services.badge_shapes import POINTS_PER_MM, rgb, rounded
from checkin_app.services.pdf_canvas import new_canvas, write_lines

SMALLEST_MODULE = 0.4
"""mm; below it, cheap scanners and worn printers begin to fail."""
ROOMY_MODULE = 0.5
"""mm; where its modules are at least so large, the larger QR with more error correction is taken."""
RULE_COLOUR = "#9aa5b1"
MARK_WIDTH = 0.1
"""mm; a hairline that every printer shows."""

_DARK_RUN = re.compile("1+")


class Pages:
    """A PDF in the making, one page of the sheet after the other."""

    def __init__(self, stream: IO[bytes], sheet: Sheet, look: Look, title: str, press: Press) -> None:
        self._sheet = sheet
        self._press = press
        self._ground = Ground(look)
        self._rule_colour = look.ink or RULE_COLOUR
        self._canvas = new_canvas(stream, sheet.page_width, sheet.page_height, title)

    def draw_front(self, front: Composition, back: Composition | None, placement: Placement) -> None:
        """Draw a badge on its place; on folded paper also its back beside it, which is the front again if it has none."""
        self._draw_on(placement, front)
        panel = back_of(placement, self._sheet)
        if panel:
            self._draw_on(panel, back or front)

    def draw_backs(self, backs: Sequence[tuple[Composition, Placement]]) -> None:
        """Draw a whole page with the backs of badges that have these places on the front, and end it."""
        for back, placement in backs:
            self._draw_on(behind(placement, self._sheet, self._press.duplex), back)
        self.end()

    def end(self) -> None:
        """Go on to the next page."""
        if self._press.cut_marks:
            self._mark()
        self._canvas.showPage()

    def save(self) -> None:
        """Write everything."""
        self._canvas.save()

    def _mark(self) -> None:
        canvas, height = self._canvas, self._sheet.page_height
        canvas.saveState()
        canvas.translate(self._press.offset_x * POINTS_PER_MM, -self._press.offset_y * POINTS_PER_MM)
        canvas.setLineWidth(MARK_WIDTH * POINTS_PER_MM)
        for mark in cut_marks(self._sheet):
            canvas.line(
                *(each * POINTS_PER_MM for each in (mark.x1, height - mark.y1, mark.x2, height - mark.y2))
            )
        canvas.restoreState()

    def _draw_on(self, panel: Placement, composition: Composition) -> None:
        canvas, press = self._canvas, self._press
        canvas.saveState()
        x, y = panel.x + press.offset_x, panel.y + press.offset_y
        canvas.translate(x * POINTS_PER_MM, (self._sheet.page_height - y) * POINTS_PER_MM)
        if panel.turned:
            canvas.translate(panel.width * POINTS_PER_MM, -panel.height * POINTS_PER_MM)
            canvas.rotate(180)
        self._ground.draw(canvas, panel, composition)
        if composition.band:
            canvas.setFillColorRGB(*rgb(composition.band.colour))
            canvas.addLiteral(rounded(composition.band.rect, composition.band.radius))
        self._ground.draw_logo(canvas, panel, composition)
        for rule in composition.rules:
            canvas.setFillColorRGB(*rgb(self._rule_colour))
            canvas.addLiteral(rounded(rule, 0))
        write_lines(canvas, composition.lines)
        canvas.addLiteral(_dark(composition.code, composition.qr))
        canvas.restoreState()


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
