"""The attendance report as a PDF: what an event was, who was expected and who came, for those who paid for it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from checkin_app.domain.attendance import CellState, Matrix, MatrixRow
from checkin_app.domain.badge_box import Rect
from checkin_app.domain.badge_look import Picture
from checkin_app.domain.badge_programme import occasion, spoken_date
from checkin_app.domain.event import Checkpoint, Day
from checkin_app.domain.lettering import Style
from checkin_app.domain.no_shows import never_came
from checkin_app.domain.representation import Representation, countries, organisations
from checkin_app.domain.signature_list import name_key
from checkin_app.services.long_work import Work
from checkin_app.services.paper import ACCENT, GREY, HAIR, TINT, Paper, PaperRun
from checkin_app.services.paper_table import Row, TableColumn, chunks, draw_table, rows_within
from checkin_app.services.whole_file import whole_file

MARGIN, TOP, BOTTOM = 16.0, 34.0, 277.0
"""mm: the sides, and between what the content of a page stands."""
ACROSS = 210 - 2 * MARGIN
MOST_COLUMNS = 7
"""Days and sessions beside the names on a page of the matrix."""
BAR, BLOCK = 9.0, 14.0
"""mm: a bar's row, and what a day takes beside its bars."""

_KIND = Style(size=9, smallest=9, weight=600, tracking=0.16, colour=ACCENT)
_EVENT = Style(size=30, smallest=16, weight=600, lines=2)
_LARGE = Style(size=13, smallest=8, lines=2)
_LABEL = Style(size=8, smallest=7, colour=GREY)
_VALUE = Style(size=10.5, smallest=7, weight=500, lines=2)
_FIGURE = Style(size=26, smallest=14, weight=600)
_HEADING = Style(size=15, smallest=10, weight=600)
_DAY = Style(size=10, smallest=7, weight=600)
_SMALL = Style(size=7.5, smallest=6, colour=GREY)
_SMALL_RIGHT = Style(size=7.5, smallest=6, colour=GREY, align="right")
_BAR_LABEL = Style(size=8.5, smallest=6, lines=2, valign="middle")
_BAR_VALUE = Style(size=8.5, smallest=7, weight=600, valign="middle")

Page = tuple[str, Callable[[Paper], None]]
"""A page's heading (empty for the cover), and what draws it."""
Bar = tuple[str, int, int]
"""What it is about, how many were expected there or came, how many came."""
Block = tuple[str, list[Bar]]


def render_report(
    matrix: Matrix, out: Path, as_of: datetime, logos: Sequence[Picture] = ()
) -> Work[PaperRun]:
    """Write the report; yields (pages done, pages to do). BadInput for a file that cannot be written."""
    report = _Report(matrix, as_of, tuple(logos[:4]))
    pages = list(report.pages())
    with whole_file(out) as part, part.open("wb") as stream:
        paper = Paper(stream, f"Attendance report, {matrix.event.name}")
        for number, (heading, draw) in enumerate(pages, 1):
            paper.begin_page()
            if heading:
                report.frame(paper, heading, number, len(pages))
            draw(paper)
            paper.end_page()
            yield number, len(pages)
        paper.save()
    return PaperRun(1, paper.pages, paper.warnings)


class _Report:
    def __init__(self, matrix: Matrix, as_of: datetime, logos: tuple[Picture, ...]) -> None:
        self._matrix = matrix
        self._event = matrix.event
        self._logos = logos
        local = matrix.event.local(as_of)
        self._as_of = f"As recorded until {spoken_date(local.date())} {local.year}, {local:%H:%M}"
        self._rows = sorted(matrix.rows, key=lambda row: name_key(matrix.event, row.participant))
        self._came = [row for row in self._rows if row.days_present]
        self._no_shows = sorted(never_came(matrix), key=lambda row: name_key(matrix.event, row.participant))
        self._represented = (organisations(matrix), countries(matrix))

    def pages(self) -> Iterator[Page]:
        """Every page in its order."""
        yield "", self._cover
        yield from self._programme()
        yield from self._charts()
        for title, found in zip(("Organisations", "Countries"), self._represented, strict=True):
            yield from self._represented_pages(title, found)
        yield from self._absent()
        yield from self._appendix()

    def frame(self, paper: Paper, heading: str, number: int, pages: int) -> None:
        """What every page but the cover has."""
        paper.text(Rect(MARGIN, 12, ACROSS / 2, 4), self._event.name, _SMALL, field="event")
        paper.text(
            Rect(MARGIN + ACROSS / 2, 12, ACROSS / 2, 4), "Attendance report", _SMALL_RIGHT, field="heading"
        )
        paper.line(MARGIN, 16.5, MARGIN + ACROSS, 16.5, thick=0.15)
        paper.text(Rect(MARGIN, 21, ACROSS, 8), heading, _HEADING, field="heading")
        paper.text(Rect(MARGIN, 285, ACROSS * 0.7, 4), self._as_of, _SMALL, field="foot")
        told = f"page {number} of {pages}"
        paper.text(Rect(MARGIN + ACROSS * 0.7, 285, ACROSS * 0.3, 4), told, _SMALL_RIGHT, field="foot")

    # -- cover -------------------------------------------------------------------------------------------------

    def _cover(self, paper: Paper) -> None:
        event, x = self._event, MARGIN + 6
        paper.box(Rect(0, 0, 7, 297), fill=ACCENT)
        for logo in self._logos:
            x += paper.picture(logo, Rect(x, 24, 42, 18), align=0) + 8
        x, wide = MARGIN + 6, ACROSS - 6
        paper.text(Rect(x, 72, wide, 5), "ATTENDANCE REPORT", _KIND, field="heading")
        paper.text(Rect(x, 80, wide, 30), event.name, _EVENT, field="event")
        paper.text(Rect(x, 112, wide, 12), occasion(event), _LARGE, field="occasion")
        facts = (("Project", event.project), ("Organiser", event.organiser))
        for row, (label, value) in enumerate(each for each in facts if each[1]):
            paper.text(Rect(x, 130 + row * 13, 30, 5), label, _LABEL, field=label)
            paper.text(Rect(x + 30, 129.4 + row * 13, wide - 30, 10), value, _VALUE, field=label.lower())
        paper.line(x, 172, x + wide, 172, thick=0.2)
        figures = (
            ("came at least once", len(self._came)),
            ("expected, but never came", len(self._no_shows)),
            ("organisations", len(self._represented[0].represented)),
            ("countries", len(self._represented[1].represented)),
        )
        for column, (label, number) in enumerate(figures):
            left = x + column * wide / 4
            paper.text(Rect(left, 180, wide / 4 - 3, 13), f"{number:,}", _FIGURE, field="figure")
            paper.text(
                Rect(left, 193, wide / 4 - 3, 9),
                label,
                Style(size=8.5, smallest=7, colour=GREY, lines=2),
                field="figure",
            )
        paper.text(Rect(x, 270, wide, 5), self._as_of, _SMALL, field="foot")

    # -- programme and figures -------------------------------------------------------------------------------

    def _programme(self) -> Iterator[Page]:
        columns = [
            *(TableColumn("Time", 24), TableColumn("Session", 80), TableColumn("Room", 26)),
            *(
                TableColumn("Expected", 16, "right"),
                TableColumn("Came", 16, "right"),
                TableColumn("In %", 16, "right"),
            ),
        ]
        rows: list[Row] = []
        for day in self._event.days:
            expected, came = self._count(Checkpoint(day.date))
            title = " · ".join(filter(None, (spoken_date(day.date), day.title)))
            rows.append(("Whole day", title, "", str(expected), str(came), _percent(came, expected)))
            for each in day.sessions:
                expected, came = self._count(Checkpoint(day.date, each.code))
                times = f"{each.starts:%H:%M}–{each.ends:%H:%M}"
                rows.append(
                    (times, each.title, each.room, str(expected), str(came), _percent(came, expected))
                )
        yield from _table_pages("Programme and attendance", columns, rows)

    def _charts(self) -> Iterator[Page]:
        blocks = [self._bars_of(day) for day in self._event.days]
        most = int((BOTTOM - TOP - BLOCK) / BAR)
        pieces = [(title, bars[at : at + most]) for title, bars in blocks for at in range(0, len(bars), most)]
        page, used = list[Block](), 0.0
        for piece in pieces:
            needs = BLOCK + len(piece[1]) * BAR
            if page and used + needs > BOTTOM - TOP:
                yield "Who came, and who was expected", partial(_draw_charts, blocks=page)
                page, used = [], 0.0
            page.append(piece)
            used += needs
        if page:
            yield "Who came, and who was expected", partial(_draw_charts, blocks=page)

    def _bars_of(self, day: Day) -> Block:
        bars = [(Checkpoint(day.date), "Whole day")]
        bars += [(Checkpoint(day.date, each.code), each.title) for each in day.sessions]
        title = f"Day {self._event.day_number(day.date)}, {spoken_date(day.date)}"
        return title, [(label, *self._count(checkpoint)) for checkpoint, label in bars]

    def _count(self, checkpoint: Checkpoint) -> tuple[int, int]:
        """How many were expected (or came without being so), and how many came."""
        column = self._matrix.checkpoints.index(checkpoint)
        cells = [row.cells[column] for row in self._matrix.rows]
        came = sum(each.was_there for each in cells)
        return came + sum(each.state is CellState.ABSENT for each in cells), came

    # -- lists ---------------------------------------------------------------------------------------------------

    def _represented_pages(self, title: str, found: Representation) -> Iterator[Page]:
        days = [f"Day {number}" for number, _ in enumerate(found.days, 1)]
        wide = min(16.0, (ACROSS - 76) / (len(days) + 1))
        columns = [
            TableColumn(
                title[:-1] if title == "Organisations" else "Country", ACROSS - wide * (len(days) + 1)
            ),
            *(TableColumn(day, wide, "right") for day in days),
            TableColumn("People", wide, "right"),
        ]
        rows = [(each.name, *map(str, each.by_day), str(each.people)) for each in found.represented]
        if found.without.people:
            rows.append(("not stated", *map(str, found.without.by_day), str(found.without.people)))
        rows.append((f"{title} represented", *map(str, found.by_day()), str(len(found.represented))))
        yield from _table_pages(f"{title} on each day", columns, rows)

    def _absent(self) -> Iterator[Page]:
        columns = [TableColumn("Name", 70), TableColumn("Organisation", 74), TableColumn("Country", 34)]
        rows = [_described(row) for row in self._no_shows]
        yield from _table_pages("Expected, but never came", columns, rows or [("Everybody came.", "", "")])

    def _appendix(self) -> Iterator[Page]:
        """The first entries of everybody, as many days and sessions side by side as a page has room for."""
        checkpoints = self._matrix.checkpoints
        parts = max(1, -(-len(checkpoints) // MOST_COLUMNS))
        side_by_side = -(-len(checkpoints) // parts) or 1
        for begin in range(0, len(checkpoints), side_by_side):
            shown = checkpoints[begin : begin + side_by_side]
            columns = [
                *(TableColumn("Name", 46), TableColumn("Organisation", ACROSS - 46 - len(shown) * 13)),
                *(TableColumn(self._short(each), 13, "centre") for each in shown),
            ]
            rows = [
                (*_described(row)[:2], *(self._mark(row, begin + place) for place in range(len(shown))))
                for row in self._rows
            ]
            yield from _table_pages("Appendix: first entries (– expected, but absent)", columns, rows)

    def _short(self, checkpoint: Checkpoint) -> str:
        return checkpoint.session or f"Day {self._event.day_number(checkpoint.day)}"

    def _mark(self, row: MatrixRow, column: int) -> str:
        cell = row.cells[column]
        if cell.first_at:
            return f"{self._event.local(cell.first_at):%H:%M}"
        return "–" if cell.state is CellState.ABSENT else ""


def _described(row: MatrixRow) -> Row:
    person = row.participant
    name = ", ".join(filter(None, (person.family, person.given))) or person.badge_name
    return name, person.organisation, person.country


def _percent(came: int, expected: int) -> str:
    return f"{100 * came / expected:.0f}" if expected else ""


def _table_pages(heading: str, columns: Sequence[TableColumn], rows: Sequence[Row]) -> Iterator[Page]:
    for chunk in chunks(rows, rows_within(BOTTOM - TOP)):
        yield heading, partial(draw_table, x=MARGIN, y=TOP, columns=columns, rows=chunk)


def _draw_charts(paper: Paper, blocks: Sequence[Block]) -> None:
    """The bars of several days below each other, on one scale, and what their colours mean."""
    most = max(1, *(expected for _, bars in blocks for _, expected, _ in bars))
    y = TOP
    for title, bars in blocks:
        paper.text(Rect(MARGIN, y, ACROSS, 6), title, _DAY, field="day")
        for number, bar in enumerate(bars):
            _draw_bar(paper, y + 7 + number * BAR, bar, most)
        y += BLOCK + len(bars) * BAR
    paper.box(Rect(MARGIN + 110, 22.5, 4, 4), fill=ACCENT)
    paper.text(Rect(MARGIN + 116, 22.7, 14, 4), "came", _SMALL, field="key")
    paper.box(Rect(MARGIN + 130, 22.5, 4, 4), fill=TINT, edge=HAIR, thick=0.15)
    paper.text(Rect(MARGIN + 136, 22.7, 42, 4), "expected, but absent", _SMALL, field="key")


def _draw_bar(paper: Paper, y: float, bar: Bar, most: int) -> None:
    """The ground is all who were expected or came, the filling is who came."""
    title, expected, came = bar
    left, room = MARGIN + 62, ACROSS - 62 - 30
    paper.text(Rect(MARGIN, y, 58, BAR - 1), title, _BAR_LABEL, field="session")
    if expected:
        paper.box(Rect(left, y + 1, room * expected / most, BAR - 3), fill=TINT, edge=HAIR, thick=0.15)
    if came:
        paper.box(Rect(left, y + 1, room * came / most, BAR - 3), fill=ACCENT)
    told = f"{came:,} of {expected:,}"
    paper.text(Rect(left + room * expected / most + 2, y, 28, BAR - 1), told, _BAR_VALUE, field="figure")
