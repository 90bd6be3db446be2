"""Arrivals and what was represented: as charts, as tables of the same numbers, and as files."""

from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from checkin_app.domain.checkin import Direction
from checkin_app.domain.event import Checkpoint
from checkin_app.ui.attendance import chart_files
from checkin_app.ui.attendance.chart_view import ChartView, SaveChart
from checkin_app.ui.attendance.figures_table import FiguresTable
from checkin_app.ui.attendance.matrix_filters import ChoiceBox
from checkin_app.ui.attendance.page import Part
from checkin_app.ui.segments import Segments
from tests.ui.conftest import CONFERENCE, FIRST, SECOND

from .conftest import Attendance


def _arrivals(attendance: Attendance, at: Checkpoint = CONFERENCE) -> FiguresTable:
    attendance.page.show_part(Part.ARRIVALS)
    attendance.choose(attendance.find(ChoiceBox, "arrivalsAt"), at)
    return attendance.find(FiguresTable, "arrivalsTable")


def _press(attendance: Attendance, row: str, value: object) -> None:
    shown = next(s for s in attendance.page.findChildren(Segments) if s.accessibleName() == row)
    shown.button(value).click()


def _chart(attendance: Attendance) -> ChartView:
    return next(chart for chart in attendance.page.findChildren(ChartView) if chart.isVisible())


def _save(attendance: Attendance) -> SaveChart:
    return next(button for button in attendance.page.findChildren(SaveChart) if button.isVisible())


def test_that_arrivals_are_counted_by_minutes_with_their_running_total(attendance: Attendance) -> None:
    table = _arrivals(attendance)
    assert table.figures().headers == ("From", "Came", "In all")
    assert table.figures().rows == (("09:10", 1, 1), ("09:20", 0, 1), ("09:30", 1, 2))
    _press(attendance, "Minutes a bar", 15)
    assert table.figures().rows == (("09:00", 1, 1), ("09:15", 0, 1), ("09:30", 1, 2))


def test_that_the_chart_shows_the_numbers_of_the_table_and_the_room(attendance: Attendance) -> None:
    table = _arrivals(attendance)
    chart = _chart(attendance).chart()
    assert (chart.labels, chart.running, chart.capacity) == (("09:10", "09:20", "09:30"), (1, 1, 2), 3)
    assert [sum(bar) for bar in chart.parts] == [row[1] for row in table.figures().rows]
    assert "2 people" in chart.about
    assert "Arrivals" in _chart(attendance).accessibleName()


@pytest.mark.parametrize("by", ["desk", "category"])
def test_that_bars_are_parted_by_desk_or_category(by: str, attendance: Attendance) -> None:
    table = _arrivals(attendance)
    _press(attendance, "Parts of the bars", by)
    named = {"desk": "Main entrance", "category": "Exchange visitor"}[by]
    assert table.figures().headers == ("From", named, "Came", "In all")


def test_that_arrivals_are_live(attendance: Attendance) -> None:
    table = _arrivals(attendance)
    attendance.desk.post.turn(Direction.ENTRY)
    attendance.desk.reception.scan(attendance.desk.code("Popescu"))
    assert table.figures().rows[-1] == ("10:00", 1, 3)


def test_that_a_day_to_which_nobody_came_says_so(attendance: Attendance) -> None:
    table = _arrivals(attendance, Checkpoint(FIRST))
    assert table.figures().rows == ()
    assert table.empty_text() == "Nobody has come to Day 1 · Main entrance yet."
    assert not _save(attendance).isEnabled()
    assert not attendance.page.grab().isNull()


def test_that_a_row_of_the_table_lifts_its_bar_out(attendance: Attendance) -> None:
    table = _arrivals(attendance)
    before = _chart(attendance).grab().toImage()
    table.selectRow(2)
    assert _chart(attendance).grab().toImage() != before


def test_that_a_bar_is_explained_where_the_mouse_rests(attendance: Attendance) -> None:
    _arrivals(attendance)
    chart = _chart(attendance)
    place = QPoint(chart.width() // 4, chart.height() - 60)
    QApplication.sendEvent(chart, QHelpEvent(QEvent.Type.ToolTip, place, chart.mapToGlobal(place)))
    assert "09:10: 1 · 1 in all" in QToolTip.text()
    QToolTip.hideText()


def test_that_organisations_and_countries_are_counted_for_each_day(attendance: Attendance) -> None:
    attendance.page.show_part(Part.REPRESENTED)
    table = attendance.find(FiguresTable, "representedTable")
    assert table.figures().headers == ("Organisation", "Day 1", "Day 2", "Day 3", "Any day")
    assert set(table.figures().rows) == {("Hanf & Söhne", 0, 1, 0, 1), ("HempClub", 0, 1, 0, 1)}
    _press(attendance, "What was represented", "Countries")
    assert table.figures().headers[0] == "Country"
    assert table.figures().rows == (("Romania", 0, 2, 0, 2),)
    assert _chart(attendance).chart().parts == ((2,),)


def test_that_one_day_can_be_charted(attendance: Attendance) -> None:
    attendance.page.show_part(Part.REPRESENTED)
    box = attendance.find(ChoiceBox, "representedOn")
    attendance.choose(box, SECOND)
    assert len(_chart(attendance).chart().labels) == 2
    attendance.choose(box, FIRST)
    assert _chart(attendance).chart().labels == ()
    assert _chart(attendance).chart().empty.startswith("No organisations yet")


@pytest.mark.parametrize("ending", chart_files.KINDS)
@pytest.mark.parametrize("part", [Part.ARRIVALS, Part.REPRESENTED])
def test_that_a_chart_is_saved_as_picture_drawing_and_page(
    ending: str, part: Part, attendance: Attendance, tmp_path: Path
) -> None:
    attendance.page.show_part(part)
    out = attendance.chooser.path = tmp_path / f"chart{ending}"
    next(a for a in _save(attendance).menu().actions() if a.data() == ending).trigger()
    assert attendance.job() == f"Saved {out.name} in {tmp_path}"
    match ending:
        case ".png":
            assert QImage(str(out)).size() == QSize(2400, 1350)
        case ".svg":
            first = _chart(attendance).chart().labels[0]
            assert first in unescape(out.read_text("utf-8"))
        case _:
            with pypdfium2.PdfDocument(out) as pdf:
                assert len(pdf) == 1
                assert [round(side) for side in pdf[0].get_size()] == [900, 506]
    assert attendance.chooser.suggestions[0].endswith(ending)


def test_that_the_chart_is_reached_by_keys(attendance: Attendance) -> None:
    table = _arrivals(attendance)
    assert table.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert _save(attendance).focusPolicy() & Qt.FocusPolicy.TabFocus
