"""Signature lists as a PDF: every page has the whole heading, so that it stands alone when it is copied or filed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from checkin_app.domain.badge_box import Rect
from checkin_app.domain.badge_look import Picture
from checkin_app.domain.badge_programme import spoken_date
from checkin_app.domain.errors import NotPossible
from checkin_app.domain.lettering import Style
from checkin_app.domain.signature_list import MOST_BLANK_ROWS, SignatureList, SignatureRow
from checkin_app.services.long_work import Work
from checkin_app.services.paper import ACCENT, GREY, INK, TINT, Paper, PaperRun, plain
from checkin_app.services.whole_file import whole_file

ROW = 11.0
"""mm; a signature needs about a centimetre."""
MARGIN, TOP, TABLE, HEAD, FOOT = 14.0, 12.0, 56.0, 8.0, 35.0
"""mm: the sides, the upper edge, where the table begins, how high its head is, and what is below the rows."""
LOGO = (34.0, 13.0)
"""mm; the largest a logo may be."""
MOST_LOGOS = 3

_TITLE = Style(size=16, smallest=10, weight=600)
_KIND = Style(size=7.5, smallest=7.5, weight=600, tracking=0.12, colour=ACCENT)
_ACTIVITY = Style(size=11.5, smallest=8, weight=500, lines=2)
_LABEL = Style(size=7.5, smallest=7, colour=GREY)
_VALUE = plain(9, weight=500, lines=2)
_HEADING = Style(size=7.5, smallest=6, weight=600, colour=INK, valign="middle")
_FAMILY = Style(size=10, smallest=6.5, weight=600, lines=2, valign="middle", leading=1.2)
_GIVEN = Style(size=9, smallest=6.5, leading=1.2)
_CELL = Style(size=8.5, smallest=6, lines=2, valign="middle", leading=1.2)
_NUMBER = Style(size=8.5, smallest=6, colour=GREY, align="right", valign="middle")
_TIME = Style(size=9, smallest=7, weight=500, align="centre", valign="middle")
_SMALL = Style(size=6.5, smallest=5, colour=GREY, lines=2)
_PAGE = Style(size=8.5, smallest=8, weight=500, align="right")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureChoices:
    """How lists are printed.

    `times` is whether the first scan is told; None tells it where somebody was there already.
    """

    blank_rows: int = 0
    landscape: bool = False
    emails: bool = False
    times: bool | None = None
    data_protection: str = ""


def rows_per_page(*, landscape: bool) -> int:
    """How many people fit on a page: 18 upright, 10 across."""
    height = 210.0 if landscape else 297.0
    return int((height - TABLE - HEAD - FOOT) / ROW)


def render_signatures(
    lists: Sequence[SignatureList],
    out: Path,
    choices: SignatureChoices,
    logos: Sequence[Picture] = (),
    as_of: datetime | None = None,
) -> Work[PaperRun]:
    """Write lists to one PDF, each beginning on a page of its own; yields (rows done, rows to do).

    `as_of` is the instant whose scans are told. Raises NotPossible for more blank rows than a thousand, BadInput for
    a file that cannot be written.
    """
    if not 0 <= choices.blank_rows <= MOST_BLANK_ROWS:
        raise NotPossible(f"Between 0 and {MOST_BLANK_ROWS} rows can be left blank.")
    total = sum(len(each.rows) + choices.blank_rows for each in lists)
    done = 0
    with whole_file(out) as part, part.open("wb") as stream:
        paper = Paper(stream, f"Signature list, {lists[0].event.name}", landscape=choices.landscape)
        for each in lists:
            sheet = _Sheet(paper, each, choices, tuple(logos[:MOST_LOGOS]), as_of)
            for _ in sheet.draw():
                done += 1
                yield done, total
        paper.save()
    return PaperRun(len(lists), paper.pages, paper.warnings)


class _Sheet:
    """One list on its pages."""

    def __init__(
        self,
        paper: Paper,
        listed: SignatureList,
        choices: SignatureChoices,
        logos: tuple[Picture, ...],
        as_of: datetime | None,
    ) -> None:
        self._paper = paper
        self._list = listed
        self._choices = choices
        self._logos = logos
        self._tells_times = listed.has_scans if choices.times is None else choices.times
        self._as_of = as_of if self._tells_times else None
        self._per_page = rows_per_page(landscape=choices.landscape)
        self._columns = _columns(paper.width - 2 * MARGIN, emails=choices.emails, times=self._tells_times)
        self._count = len(listed.rows) + choices.blank_rows
        self._pages = max(1, -(-self._count // self._per_page))

    def draw(self) -> Iterator[None]:
        """Set every page; yields after each row."""
        for page in range(self._pages):
            self._paper.begin_page()
            self._head()
            self._heading()
            first = page * self._per_page
            for place, number in enumerate(range(first, min(first + self._per_page, self._count))):
                self._row(TABLE + HEAD + place * ROW, number)
                yield
            self._foot(page + 1)
            self._paper.end_page()

    def _head(self) -> None:
        paper, listed = self._paper, self._list
        right = paper.width - MARGIN
        for logo in self._logos:
            right -= paper.picture(logo, Rect(right - LOGO[0], TOP, *LOGO), align=1) + 5
        width = right - MARGIN - 2
        paper.text(Rect(MARGIN, TOP, width, 4), "SIGNATURE LIST", _KIND, field="heading")
        paper.text(Rect(MARGIN, TOP + 4.5, width, 8), listed.event.name, _TITLE, field="event")
        paper.text(
            Rect(MARGIN, TOP + 14, paper.width - 2 * MARGIN, 10), listed.activity, _ACTIVITY, field="activity"
        )
        half = (paper.width - 2 * MARGIN) / 2
        place = ", ".join(filter(None, (listed.room, listed.event.place)))
        when = ", ".join(filter(None, (listed.date, listed.hours)))
        left = (("Project", listed.event.project), ("Organiser", listed.event.organiser))
        for x, width, facts in (
            (MARGIN, half, left),
            (MARGIN + half + 4, half - 4, (("Date", when), ("Place", place))),
        ):
            for row, (label, value) in enumerate(fact for fact in facts if fact[1]):
                y = TABLE - 17.5 + row * 8
                paper.text(Rect(x, y, 18, 5), label, _LABEL, field=label)
                paper.text(Rect(x + 18, y - 0.4, width - 20, 7.6), value, _VALUE, field=label.lower())

    def _heading(self) -> None:
        paper = self._paper
        across = paper.width - 2 * MARGIN
        paper.box(Rect(MARGIN, TABLE, across, HEAD), fill=TINT)
        paper.line(MARGIN, TABLE, MARGIN + across, TABLE, thick=0.35, colour=INK)
        paper.line(MARGIN, TABLE + HEAD, MARGIN + across, TABLE + HEAD, thick=0.35, colour=INK)
        for column in self._columns:
            paper.text(column.inner(TABLE, HEAD), column.title, _HEADING, field="heading")

    def _row(self, y: float, number: int) -> None:
        paper, columns = self._paper, self._columns
        end = columns[-1].x + columns[-1].width
        paper.line(MARGIN, y + ROW, end, y + ROW, thick=0.2)
        for column in columns[1:]:
            paper.line(column.x, y, column.x, y + ROW, thick=0.12)
        paper.text(columns[0].inner(y, ROW), str(number + 1), _NUMBER, field="number")
        if number < len(self._list.rows):
            self._person(y, self._list.rows[number])

    def _person(self, y: float, row: SignatureRow) -> None:
        paper, person = self._paper, row.participant
        cells = {"organisation": person.organisation, "country": person.country, "email": person.email}
        for column in self._columns:
            rect = column.inner(y, ROW)
            if column.field == "name":
                names = (("name", person.family, _FAMILY), ("name", person.given, _GIVEN))
                paper.texts(
                    rect,
                    [each for each in names if each[1]] or [("name", person.badge_name, _FAMILY)],
                    whose=person.id,
                )
            elif column.field == "time" and row.first_at:
                local = self._list.event.local(row.first_at)
                paper.text(rect, f"{local:%H:%M}", _TIME, field="time")
            elif cells.get(column.field):
                paper.text(rect, cells[column.field], _CELL, field=column.field, whose=person.id)

    def _foot(self, page: int) -> None:
        paper = self._paper
        across, y = paper.width - 2 * MARGIN, paper.height - FOOT + 1.5
        if self._choices.data_protection:
            paper.text(
                Rect(MARGIN, y, across, 6), self._choices.data_protection, _SMALL, field="data protection"
            )
        line = paper.height - 15
        paper.line(MARGIN, line, MARGIN + 95, line, thick=0.25, colour=INK)
        paper.text(
            Rect(MARGIN, line + 1, 95, 4), "For the organiser: name, date, signature", _LABEL, field="foot"
        )
        paper.text(
            Rect(MARGIN + 95, line - 1, across - 95, 4), f"page {page} of {self._pages}", _PAGE, field="foot"
        )
        if self._as_of:
            local = self._list.event.local(self._as_of)
            told = f"First scans as of {spoken_date(local.date())} {local.year}, {local:%H:%M}"
            rect = Rect(MARGIN + 95, line + 3.2, across - 95, 4)
            paper.text(rect, told, Style(size=7, smallest=6, colour=GREY, align="right"), field="foot")


@dataclass(frozen=True, slots=True)
class _Column:
    field: str
    title: str
    x: float
    width: float

    def inner(self, y: float, height: float) -> Rect:
        """Its cell in a row, without the space at its sides."""
        return Rect(self.x + 1.6, y, self.width - 3.2, height)


def _columns(width: float, *, emails: bool, times: bool) -> list[_Column]:
    """The columns from left to right: some as wide as they must be, the others by what they are worth."""
    asked = [
        ("number", "No.", 10.0, 0.0),
        ("name", "Name", 0.0, 27.0),
        ("organisation", "Organisation", 0.0, 25.0),
        ("country", "Country", 0.0, 14.0),
        *([("email", "E-mail", 0.0, 26.0)] if emails else []),
        ("signature", "Signature", 0.0, 30.0),
        *([("time", "First scan", 17.0, 0.0)] if times else []),
    ]
    free = width - sum(fixed for _, _, fixed, _ in asked)
    shares = sum(share for *_, share in asked)
    columns: list[_Column] = []
    x = MARGIN
    for field, title, fixed, share in asked:
        columns.append(_Column(field, title, x, fixed or free * share / shares))
        x += columns[-1].width
    return columns
