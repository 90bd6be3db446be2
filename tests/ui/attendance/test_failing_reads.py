"""When the event file cannot be read, each part of the Attendance page says so, and goes on when it can."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from checkin_app.bootstrap import Services
from checkin_app.ui.attendance.arranged_matrix import Came
from checkin_app.ui.attendance.certificate_card import CertificateCard
from checkin_app.ui.attendance.chart_view import ChartView
from checkin_app.ui.attendance.figures_table import FiguresTable
from checkin_app.ui.attendance.matrix_filters import ChoiceBox
from checkin_app.ui.attendance.page import Part
from checkin_app.ui.people.people_filters import PeopleSearch
from checkin_app.ui.people.undo_bar import UndoBar
from checkin_app.ui.table_view import TableView
from tests.ui.conftest import CONFERENCE, EVENT, SECOND

from .conftest import Attendance

TABLES = {
    Part.MATRIX: "attendanceTable",
    Part.ARRIVALS: "arrivalsTable",
    Part.NO_SHOWS: "noShowsTable",
    Part.REPRESENTED: "representedTable",
    Part.END_OF_DAY: "findings",
}
GONE = "cannot be opened any more"


@dataclass
class Stick:
    """The memory stick with the event file: it can be pulled out and put back."""

    services: Services
    path: Path

    def pull(self) -> None:
        """From now on nothing can be read."""
        self.services.event_file.close()
        self.path.rename(self._elsewhere)

    def put_back(self) -> None:
        """From now on everything can be read again."""
        if self._elsewhere.exists():
            self._elsewhere.rename(self.path)

    @property
    def _elsewhere(self) -> Path:
        return self.path.with_name("pulled out")


@pytest.fixture
def stick(services: Services, event_file: Path) -> Iterator[Stick]:
    """In its place at first, and at the end."""
    made = Stick(services, event_file)
    yield made
    made.put_back()


def _table(attendance: Attendance, part: Part) -> TableView:
    return attendance.find(TableView, TABLES[part])


def _rows(attendance: Attendance, part: Part) -> int:
    return _table(attendance, part).model().rowCount()


@pytest.mark.parametrize("part", [part for part in TABLES if part is not Part.MATRIX])
def test_that_a_part_that_cannot_be_read_says_so_and_is_there_when_it_can(
    part: Part, attendance: Attendance, stick: Stick
) -> None:
    stick.pull()
    attendance.page.show_part(part)
    assert GONE in _table(attendance, part).empty_text()
    assert GONE in attendance.find(UndoBar).text()
    assert _rows(attendance, part) == 0
    stick.put_back()
    attendance.desk.changes.attendance_changed.emit()
    assert _rows(attendance, part) > 0


@pytest.mark.parametrize("part", TABLES)
def test_that_what_was_read_before_stays_in_sight_when_the_next_reading_fails(
    part: Part, attendance: Attendance, stick: Stick
) -> None:
    attendance.page.show_part(part)
    before = _rows(attendance, part)
    assert before > 0
    stick.pull()
    attendance.desk.changes.attendance_changed.emit()
    assert _rows(attendance, part) == before
    assert GONE in attendance.find(UndoBar).text()


def test_that_the_matrix_can_be_sifted_while_the_file_is_away(attendance: Attendance, stick: Stick) -> None:
    stick.pull()
    attendance.desk.changes.people_changed.emit()
    attendance.who(Came.SOME)
    assert list(attendance.matrix()) == ["Müller, Jörg", "Țăranu, Ștefan"]
    assert attendance.totals() == ["0 of 2", "2 of 2", "0 of 2"]


def test_that_a_search_that_fails_is_told_and_hides_nobody(attendance: Attendance, stick: Stick) -> None:
    stick.pull()
    field = attendance.find(PeopleSearch)
    field.setText("taran")
    field.paused.emit()
    assert GONE in attendance.find(UndoBar).text()
    assert len(attendance.matrix()) == 5
    stick.put_back()
    field.paused.emit()
    assert list(attendance.matrix()) == ["Țăranu, Ștefan"]


@pytest.mark.parametrize("wish", ["certificates.preview", "certificates.pdf"])
def test_that_certificates_that_cannot_be_counted_are_told(
    wish: str, attendance: Attendance, stick: Stick
) -> None:
    attendance.page.show_part(Part.PAPERS)
    stick.pull()
    attendance.click(wish)
    assert attendance.job()
    assert not attendance.find(FiguresTable, "certificateTable").isVisible()
    stick.put_back()
    attendance.click("certificates.preview")
    assert attendance.find(CertificateCard).about.text() == "2 people earn one, 2 fall short."


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("signatures.pdf", "lists.pdf"),
        ("report.pdf", "report.pdf"),
        ("attendance.csv", "matrix.csv"),
        ("scans.xlsx", "scans.xlsx"),
    ],
)
def test_that_a_paper_that_cannot_be_made_is_told_and_leaves_no_half_file(
    wish: str, name: str, attendance: Attendance, stick: Stick, tmp_path: Path
) -> None:
    attendance.page.show_part(Part.PAPERS)
    out = attendance.chooser.path = tmp_path / "papers" / name
    out.parent.mkdir()
    stick.pull()
    attendance.click(wish)
    assert GONE in attendance.job()
    assert list(out.parent.iterdir()) == []
    assert attendance.find(QPushButton, wish).isEnabled()
    stick.put_back()
    attendance.click(wish)
    assert [file.name for file in out.parent.iterdir()] == [name]


@pytest.mark.parametrize(
    "wish", ["signatures.pdf", "certificates.pdf", "report.pdf", "evidence.zip", "people.csv"]
)
def test_that_a_paper_that_cannot_be_written_is_told(
    wish: str, attendance: Attendance, tmp_path: Path
) -> None:
    attendance.page.show_part(Part.PAPERS)
    attendance.chooser.path = tmp_path / "no such folder" / wish
    attendance.click(wish)
    assert "cannot be written" in attendance.job()
    assert not attendance.chooser.path.exists()


def _without_day_two(attendance: Attendance) -> None:
    """Somebody at another desk takes the second day out of the programme; this desk has not heard of it yet."""
    days = tuple(day for day in EVENT.days if day.date != SECOND)
    attendance.desk.services.programme.change(replace(EVENT, days=days))


def test_that_no_shows_of_a_session_that_is_not_in_the_programme_any_more_are_told_in_words(
    attendance: Attendance,
) -> None:
    attendance.page.show_part(Part.NO_SHOWS)
    _without_day_two(attendance)
    attendance.choose(attendance.find(ChoiceBox, "noShowsAt"), CONFERENCE)
    assert "«D2-CONF»" in _table(attendance, Part.NO_SHOWS).empty_text()
    assert "There is no" in attendance.find(UndoBar).text()
    attendance.choose(attendance.find(ChoiceBox, "noShowsAt"), None)
    assert _rows(attendance, Part.NO_SHOWS) > 0


def test_that_what_was_represented_on_a_day_that_is_gone_is_nobody(attendance: Attendance) -> None:
    attendance.page.show_part(Part.REPRESENTED)
    attendance.choose(attendance.find(ChoiceBox, "representedOn"), SECOND)
    _without_day_two(attendance)
    attendance.desk.changes.attendance_changed.emit()
    assert attendance.find(FiguresTable, "representedTable").figures().headers == (
        "Organisation", "Day 1", "Day 3", "Any day",
    )  # fmt: skip
    charts = [chart for chart in attendance.page.findChildren(ChartView) if chart.isVisible()]
    assert [chart.chart().labels for chart in charts] == [()]


@pytest.mark.parametrize("part", [Part.ARRIVALS, Part.END_OF_DAY, Part.MATRIX])
def test_that_a_day_that_is_gone_breaks_no_part(part: Part, attendance: Attendance) -> None:
    attendance.page.show_day(SECOND)
    attendance.page.show_part(part)
    _without_day_two(attendance)
    attendance.desk.changes.attendance_changed.emit()
    assert not attendance.page.grab().isNull()
    assert attendance.find(UndoBar).text() == ""
