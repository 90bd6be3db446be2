"""Tables on paper: a head, rows of one height, and as many pages as they need."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checkin_app.domain.badge_box import Rect
from checkin_app.domain.lettering import Style
from checkin_app.services.paper import INK, TINT, Paper

HEAD, ROW = 7.0, 5.6
"""mm."""

_HEADING = Style(size=7, smallest=5, weight=600, lines=2, valign="middle")
_CELL = Style(size=8, smallest=5.5, valign="middle")


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column, its width in mm, and on which side its texts stand."""

    title: str
    width: float
    align: str = "left"


Row = tuple[str, ...]


def rows_within(height: float) -> int:
    """How many rows a table of that height has."""
    return max(1, int((height - HEAD) / ROW))


def chunks(rows: Sequence[Row], size: int) -> Iterator[Sequence[Row]]:
    """The rows page by page; a page without any for none."""
    for begin in range(0, max(1, len(rows)), size):
        yield rows[begin : begin + size]


def draw_table(paper: Paper, x: float, y: float, columns: Sequence[TableColumn], rows: Sequence[Row]) -> None:
    """A table with its top left corner there."""
    across = sum(column.width for column in columns)
    paper.box(Rect(x, y, across, HEAD), fill=TINT)
    paper.line(x, y + HEAD, x + across, y + HEAD, thick=0.3, colour=INK)
    _draw_row(paper, Rect(x, y, across, HEAD), columns, [column.title for column in columns], _HEADING)
    for number, row in enumerate(rows):
        top = y + HEAD + number * ROW
        _draw_row(paper, Rect(x, top, across, ROW), columns, row, _CELL)
        paper.line(x, top + ROW, x + across, top + ROW, thick=0.1)


def _draw_row(
    paper: Paper, place: Rect, columns: Sequence[TableColumn], texts: Sequence[str], style: Style
) -> None:
    x = place.x
    for column, text in zip(columns, texts, strict=True):
        rect = Rect(x + 1, place.y, column.width - 2, place.height)
        aligned = _aligned(style, column.align)
        paper.text(rect, text, aligned, field=column.title or "table")
        x += column.width


def _aligned(style: Style, align: str) -> Style:
    return (
        style
        if align == "left"
        else Style(
            size=style.size, smallest=style.smallest, weight=style.weight, valign=style.valign, align=align
        )
    )
