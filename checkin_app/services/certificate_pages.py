"""Certificates of attendance as a PDF, made to be framed or sent to a funder: A4 across, one page each.

Who attended more than fits on it finds the days and sessions on a further page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from checkin_app.domain.attended import AttendedDay, AttendedSession, spoken_duration
from checkin_app.domain.badge import BadgeWarning
from checkin_app.domain.badge_box import Rect
from checkin_app.domain.badge_look import Picture
from checkin_app.domain.badge_programme import MONTHS, occasion, spoken_date
from checkin_app.domain.certificate import Certificate, shown_check
from checkin_app.domain.errors import BadInput, NotPossible
from checkin_app.domain.lettering import Style
from checkin_app.services.long_work import Work
from checkin_app.services.paper import ACCENT, GREY, HAIR, INK, Paper, PaperRun
from checkin_app.services.whole_file import whole_file

WIDTH, HEIGHT = 297.0, 210.0
FRAME = 9.0
"""mm from the paper's edge, which a picture frame covers by some 5."""
SIDE = 28.0
LIST_TOP, LIST_END = 108.0, 162.0
"""Between them, in mm from the top, stand the days and sessions."""
COLUMN, GAP = 76.0, 6.5
FOOT = 182.0
"""The line for the signature."""
MOST_LOGOS = 4

_KIND = Style(size=12, smallest=12, weight=600, tracking=0.24, colour=ACCENT, align="centre")
_SAYS = Style(size=10, smallest=8, colour=GREY, align="centre")
_NAME = Style(size=32, smallest=14, weight=600, align="centre", valign="middle")
_OF = Style(size=11, smallest=7, colour=GREY, align="centre")
_EVENT = Style(size=17, smallest=10, weight=600, align="centre", valign="middle")
_WHERE = Style(size=10.5, smallest=7, align="centre")
_DAY = Style(size=9, smallest=7, weight=600)
_SESSION = Style(size=8.5, smallest=6, lines=2)
_HOURS = Style(size=8.5, smallest=7, weight=500, align="right")
_TOTAL = Style(size=10, smallest=8, weight=500, align="centre")
_SIGNED = Style(size=9, smallest=6.5, weight=500)
_SMALL = Style(size=7.5, smallest=5, colour=GREY, lines=2)
_NUMBER = Style(size=9, smallest=8, weight=500, align="right")
_RIGHT = Style(size=7.5, smallest=6, colour=GREY, align="right")
_HEAD, _ONE, _TWO, _AFTER = 5.6, 4.4, 7.6, 3.0
"""mm: a day's line, a session on one line and on two, and the space after a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateChoices:
    """Who signs, with a picture of the signature if there is one; `apart` gives each person a file of their own."""

    signatory: str = ""
    signature: Picture | None = None
    apart: bool = False


def render_certificates(
    given: Sequence[Certificate], out: Path, choices: CertificateChoices, logos: Sequence[Picture] = ()
) -> Work[PaperRun]:
    """Write certificates to a PDF, or each to one of its own in the folder `out`; yields (done, to do).

    Raises NotPossible if there is none, BadInput for what cannot be written.
    """
    if not given:
        raise NotPossible("Nobody has earned a certificate yet.")
    if choices.apart:
        return (yield from _render_apart(given, out, choices, logos))
    with whole_file(out) as part, part.open("wb") as stream:
        work = _render(given, stream, choices, logos)
        return (yield from work)


def file_name(each: Certificate) -> str:
    """What a file with one certificate is called: «0007 Țăranu Ștefan.pdf», without what a disk does not take."""
    person = each.participant
    name = re.sub(r'[\x00-\x1f<>:"/\\|?*]', " ", f"{person.family} {person.given}")
    return f"{each.number:04} {' '.join(name.split())[:80].strip(' .')}.pdf"


def _render(
    given: Sequence[Certificate], stream: IO[bytes], choices: CertificateChoices, logos: Sequence[Picture]
) -> Work[PaperRun]:
    paper = Paper(stream, f"Certificate of attendance, {given[0].event.name}", landscape=True)
    for done, each in enumerate(given, 1):
        _Sheet(paper, each, choices, tuple(logos[:MOST_LOGOS])).draw()
        yield done, len(given)
    paper.save()
    return PaperRun(len(given), paper.pages, paper.warnings)


def _render_apart(
    given: Sequence[Certificate], folder: Path, choices: CertificateChoices, logos: Sequence[Picture]
) -> Work[PaperRun]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        problem = f"The folder cannot be made: {failure.strerror or failure}."
        raise BadInput(str(folder), problem, remedy="Choose another one.") from failure
    pages, warnings = 0, dict[BadgeWarning, None]()
    for done, each in enumerate(given, 1):
        with whole_file(folder / file_name(each)) as part, part.open("wb") as stream:
            run = yield from _unseen(_render([each], stream, choices, logos))
        pages += run.pages
        warnings |= dict.fromkeys(run.warnings)
        yield done, len(given)
    return PaperRun(len(given), pages, tuple(warnings))


def _unseen(work: Work[PaperRun]) -> Work[PaperRun]:
    """The work in one go, without its steps."""
    yield from ()
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


class _Sheet:
    """One certificate."""

    def __init__(
        self, paper: Paper, given: Certificate, choices: CertificateChoices, logos: tuple[Picture, ...]
    ) -> None:
        self._paper = paper
        self._given = given
        self._choices = choices
        self._logos = logos
        self._count = min(3, len(given.attended.days))
        self._width = COLUMN if self._count > 1 else 110.0

    def draw(self) -> None:
        """Set its page, and what does not fit on further ones."""
        paper, attended = self._paper, self._given.attended
        pages = list(self._spread(attended.days, LIST_END - LIST_TOP))
        self._begin()
        self._head()
        if len(pages) == 1:
            height = max(sum(map(self._height, days)) for days in pages[0])
            top = LIST_TOP + max(0.0, LIST_END - LIST_TOP - height) / 3
            self._list(pages[0], top)
            self._total(top + height + 2)
        else:
            told = "The days and sessions are listed on the next page."
            paper.text(Rect(SIDE, LIST_TOP + 16, WIDTH - 2 * SIDE, 5), told, _WHERE, field="list")
            self._total(LIST_TOP + 24)
        self._foot()
        paper.end_page()
        if len(pages) > 1:
            self._draw_annex()

    def _draw_annex(self) -> None:
        paper = self._paper
        for columns in self._spread(self._given.attended.days, FOOT - 48):
            self._begin()
            title = f"{self._given.participant.name} · Certificate No. {self._given.number}"
            paper.text(Rect(SIDE, 20, WIDTH - 2 * SIDE, 6), "DAYS AND SESSIONS ATTENDED", _KIND, field="list")
            paper.text(Rect(SIDE, 28, WIDTH - 2 * SIDE, 6), title, _WHERE, field="list")
            self._list(columns, 42)
            paper.end_page()

    def _begin(self) -> None:
        paper = self._paper
        paper.begin_page()
        paper.box(Rect(FRAME, FRAME, WIDTH - 2 * FRAME, HEIGHT - 2 * FRAME), edge=ACCENT, thick=0.6)
        inner = FRAME + 1.6
        paper.box(Rect(inner, inner, WIDTH - 2 * inner, HEIGHT - 2 * inner), edge=HAIR, thick=0.15)

    def _head(self) -> None:
        paper, given = self._paper, self._given
        person, event = given.participant, given.event
        y = 24.0
        if self._logos:
            self._draw_logos(16)
            y = 31.0

        def centred(
            top: float, height: float, text: str, style: Style, field: str, whose: str | None = None
        ) -> None:
            paper.text(Rect(SIDE, y + top, WIDTH - 2 * SIDE, height), text, style, field=field, whose=whose)

        of = " · ".join(filter(None, (person.organisation, person.country)))
        centred(3, 6, "CERTIFICATE OF ATTENDANCE", _KIND, "heading")
        centred(13, 5, "This is to certify that", _SAYS, "heading")
        centred(18.5, 16, person.name or person.badge_name, _NAME, "name", person.id)
        centred(35, 5, of, _OF, "organisation", person.id)
        centred(43, 5, "attended", _SAYS, "heading")
        centred(48, 9, event.name, _EVENT, "event")
        centred(58, 5, occasion(event), _WHERE, "occasion")
        centred(63.5, 5, event.project, _OF, "project")

    def _draw_logos(self, y: float) -> None:
        room, gap = (38.0, 13.0), 8.0
        widths = [room[1] * logo.width / logo.height for logo in self._logos]
        widths = [min(room[0], width) for width in widths]
        x = (WIDTH - sum(widths) - gap * (len(widths) - 1)) / 2
        for logo, width in zip(self._logos, widths, strict=True):
            self._paper.picture(logo, Rect(x, y, width, room[1]))
            x += width + gap

    # -- the list ------------------------------------------------------------------------------------------

    def _spread(self, days: Sequence[AttendedDay], height: float) -> Iterator[list[list[AttendedDay]]]:
        """The days in columns, one after the other: for each page as many columns as there are, none too high."""
        columns, used = list[list[AttendedDay]]([[]]), 0.0
        ahead = len(days) > self._count
        for day in days:
            needs = self._height(day)
            begins_anew = columns[-1] and (not ahead or used + needs > height)
            if begins_anew and len(columns) == self._count:
                yield columns
                columns, used = list[list[AttendedDay]]([[]]), 0.0
            elif begins_anew:
                columns.append([])
                used = 0.0
            columns[-1].append(day)
            used += needs
        yield columns

    def _height(self, day: AttendedDay) -> float:
        return _HEAD + sum(self._height_of(each) for each in day.sessions) + _AFTER

    def _height_of(self, session: AttendedSession) -> float:
        is_long = self._paper.width_of(session.title, _SESSION) > self._width - 20
        return _TWO if is_long else _ONE

    def _list(self, columns: Sequence[Sequence[AttendedDay]], top: float) -> None:
        paper = self._paper
        whole = len(columns) * (self._width + GAP) - GAP
        for number, days in enumerate(columns):
            x, y = (WIDTH - whole) / 2 + number * (self._width + GAP), top
            for day in days:
                paper.text(Rect(x, y, self._width - 18, 5), spoken_date(day.date), _DAY, field="day")
                if not day.sessions:
                    paper.text(Rect(x, y, self._width, 5), "present", _HOURS, field="day")
                paper.line(x, y + 4.6, x + self._width, y + 4.6, thick=0.15)
                y += _HEAD
                for each in day.sessions:
                    height = self._height_of(each)
                    paper.text(Rect(x, y, self._width - 20, height), each.title, _SESSION, field="session")
                    told = spoken_duration(each.minutes)
                    paper.text(Rect(x + self._width - 20, y, 20, 5), told, _HOURS, field="hours")
                    y += height
                y += _AFTER

    def _total(self, y: float) -> None:
        attended = self._given.attended
        days = f"{len(attended.days)} day" + ("" if len(attended.days) == 1 else "s")
        told = f"Present on {days}" + (
            f", {spoken_duration(attended.minutes)} in sessions" if attended.codes else ""
        )
        self._paper.text(Rect(SIDE, y, WIDTH - 2 * SIDE, 6), told, _TOTAL, field="total")

    def _foot(self) -> None:
        paper, given, choices = self._paper, self._given, self._choices
        if choices.signature:
            paper.picture(choices.signature, Rect(SIDE, FOOT - 15, 60, 14.5), align=0)
        paper.line(SIDE, FOOT, SIDE + 80, FOOT, thick=0.25, colour=INK)
        rows = [("signatory", choices.signatory, _SIGNED), ("organiser", given.event.organiser, _SMALL)]
        paper.texts(Rect(SIDE, FOOT + 1.2, 100, 12), [each for each in rows if each[1]])
        on = given.issued_on
        lines = (
            (f"Certificate No. {given.number}", _NUMBER),
            (f"Issued on {on.day} {MONTHS[on.month - 1]} {on.year}", _RIGHT),
            (f"Check code {shown_check(given.check)}", _RIGHT),
        )
        for row, (text, style) in enumerate(lines):
            rect = Rect(WIDTH - SIDE - 100, FOOT - 4.4 + row * 4.6 + (0.8 if row else 0), 100, 5)
            paper.text(rect, text, style, field="number")
        told = "The organiser can verify it by its number and check code."
        paper.text(
            Rect(WIDTH - SIDE - 100, FOOT + 10.2, 100, 4),
            told,
            Style(size=6.5, smallest=6, colour=GREY, align="right"),
            field="number",
        )
