"""A4 pages on which lists, certificates and reports are set: lengths in mm from the top left corner, texts that fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import IO

from checkin_app.domain.badge import BadgeWarning, Problem, clean
from checkin_app.domain.badge_box import Rect
from checkin_app.domain.badge_look import Picture
from checkin_app.domain.badge_text import set_together, stacked
from checkin_app.domain.lettering import MM_PER_POINT, Style
from checkin_app.services.badge_fonts import FontLetters
from checkin_app.services.badge_ground import draw_picture, reader_of
from checkin_app.services.badge_shapes import POINTS_PER_MM, rgb
from checkin_app.services.pdf_canvas import new_canvas, write_lines

A4 = (210.0, 297.0)
"""mm."""
INK, GREY, HAIR, TINT, ACCENT = "#15202b", "#52606d", "#9aa5b1", "#eef1f4", "#006d77"
"""The colours of paper: letters, what is beside them, lines, grounds, and one that stands out; told apart in grey."""


@dataclass(frozen=True, slots=True)
class PaperRun:
    """What was set: how many papers on how many pages, and what should be looked at."""

    papers: int
    pages: int
    warnings: tuple[BadgeWarning, ...]


def plain(size: float, **more: object) -> Style:
    """A style that gives way to nearly two thirds of its size before it shortens a text."""
    return Style(size=size, smallest=max(5.0, round(size * 0.65 * 2) / 2), **more)  # type: ignore[arg-type]  # Style's own fields


class Paper:
    """A PDF in the making, one page after the other."""

    def __init__(self, stream: IO[bytes], title: str, *, landscape: bool = False) -> None:
        self.width, self.height = A4[::-1] if landscape else A4
        self._letters = FontLetters()
        self._canvas = new_canvas(stream, self.width, self.height, title)
        self._warnings: dict[BadgeWarning, None] = {}
        self.pages = 0

    @property
    def warnings(self) -> tuple[BadgeWarning, ...]:
        """Texts that were shortened and letters that could not be printed."""
        return tuple(self._warnings)

    def text(self, rect: Rect, text: str, style: Style, *, field: str, whose: str | None = None) -> float:
        """Set a text into a rectangle; `whose` and `field` are for the warning if it does not fit. Gives its height."""
        return self.texts(rect, [(field, text, style)], whose=whose)

    def texts(self, rect: Rect, rows: Sequence[tuple[str, str, Style]], *, whose: str | None = None) -> float:
        """Set texts (field, text, style) below each other into a rectangle; gives the height they take."""
        sets = [each for each in set_together(rows, rect, self._letters) if each.fitted.lines]
        if not sets:
            return 0.0
        for each in sets:
            self._look_at(
                whose,
                each.field,
                each.text,
                shown=" ".join(each.fitted.lines) if each.fitted.ellipsed else "",
            )
        self._canvas.saveState()  # the space between letters would stay for what comes after
        write_lines(self._canvas, list(stacked(sets, rect, self._letters)))
        self._canvas.restoreState()
        return sum(
            len(each.fitted.lines) * each.fitted.size * each.style.leading * MM_PER_POINT for each in sets
        )

    def width_of(self, text: str, style: Style) -> float:
        """How wide a text is in its wished size, in mm."""
        return self._letters.measure(clean(text), style.weight, style.size)

    def paragraph(self, rect: Rect, text: str, style: Style, *, field: str) -> float:
        """Set a text in as many lines as it needs from the top of a rectangle; gives the height they take."""
        y = rect.y
        height = style.size * style.leading * MM_PER_POINT
        for line in self.wrapped(text, rect.width, style):
            self.text(Rect(rect.x, y, rect.width, height), line, replace(style, lines=1), field=field)
            y += height
        return y - rect.y

    def wrapped(self, text: str, width: float, style: Style) -> list[str]:
        """The lines of a text that are no wider than a width in mm, as far as its words allow."""
        lines: list[str] = []
        for word in clean(text).split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width_of(longer, style) > width:
                lines.append(word)
            else:
                lines[-1:] = [longer]
        return lines

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, thick: float = 0.2, colour: str = HAIR
    ) -> None:
        """A straight line, `thick` mm wide."""
        self._canvas.setLineWidth(thick * POINTS_PER_MM)
        self._canvas.setStrokeColorRGB(*rgb(colour))
        points = (x1 * POINTS_PER_MM, -y1 * POINTS_PER_MM, x2 * POINTS_PER_MM, -y2 * POINTS_PER_MM)
        self._canvas.line(*points)

    def box(
        self, rect: Rect, *, fill: str = "", edge: str = "", thick: float = 0.2, radius: float = 0.0
    ) -> None:
        """A rectangle with a ground, an edge, or both."""
        canvas = self._canvas
        if fill:
            canvas.setFillColorRGB(*rgb(fill))
        if edge:
            canvas.setStrokeColorRGB(*rgb(edge))
            canvas.setLineWidth(thick * POINTS_PER_MM)
        left, bottom = rect.x * POINTS_PER_MM, -(rect.y + rect.height) * POINTS_PER_MM
        size = (rect.width * POINTS_PER_MM, rect.height * POINTS_PER_MM)
        canvas.roundRect(
            left, bottom, *size, radius * POINTS_PER_MM, stroke=int(bool(edge)), fill=int(bool(fill))
        )  # pyright: ignore[reportUnknownMemberType]

    def picture(self, picture: Picture, rect: Rect, *, align: float = 0.5) -> float:
        """A whole picture as large as a rectangle allows; `align` is 0 for left, 1 for right. Gives its width."""
        reader = reader_of(picture)
        scale = min(rect.width / picture.width, rect.height / picture.height)
        across, down = picture.width * scale, picture.height * scale
        if reader:
            x, y = rect.x + (rect.width - across) * align, rect.y + (rect.height - down) / 2
            draw_picture(self._canvas, reader, Rect(x, y, across, down))
        return across

    def begin_page(self) -> None:
        """An empty page, to be ended before the next one begins."""
        self._canvas.saveState()
        self._canvas.translate(0, self.height * POINTS_PER_MM)

    def end_page(self) -> None:
        """Put a page to those that are done."""
        self._canvas.restoreState()
        self._canvas.showPage()
        self.pages += 1

    def save(self) -> None:
        """Write everything."""
        self._canvas.save()

    def _look_at(self, whose: str | None, field: str, text: str, *, shown: str) -> None:
        if shown:
            self._warnings[BadgeWarning(whose, field, Problem.ELLIPSED, shown)] = None
        for character in self._letters.missing(text):
            self._warnings[BadgeWarning(whose, field, Problem.MISSING_GLYPH, character)] = None
