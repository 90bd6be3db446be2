"""What is seen of a chart: bars that stand or lie, their names, their numbers, and what does not fit."""

import itertools
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRectF
from PySide6.QtGui import QHelpEvent, QImage, QPainter
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from checkin_app.ui import theme
from checkin_app.ui.attendance import chart_files, sentences
from checkin_app.ui.attendance.bar_drawing import Pens, draw, plot_of
from checkin_app.ui.attendance.chart import MOST_GROUPS, OTHERS, Chart
from checkin_app.ui.attendance.chart_view import ChartView

LYING = Chart(
    "Organisations · Day 2",
    "3 organisations · 1,234 people",
    ("HempClub", "Hanf & Söhne", "Fibra"),
    ("",),
    ((1_200,), (30,), (4,)),
    sideways=True,
)
STANDING = Chart(
    "Arrivals · Conference",
    "10 people",
    ("09:00", "09:10", "09:20"),
    ("Exchange visitor", "Public"),
    ((2, 1), (0, 0), (3, 4)),
    (3, 3, 10),
    8,
)
AREA = QRectF(16, 16, 568, 368)
PENS = Pens(theme.LIGHT, 13)


def _texts(chart: Chart, folder: Path) -> list[str]:
    """Every text of a chart, as a drawing keeps them."""
    out = chart_files.save(chart, folder / "chart.svg")
    return [
        unescape(each).strip() for each in re.findall(r"<text[^>]*>([^<]*)</text>", out.read_text("utf-8"))
    ]


def _drawn(chart: Chart, chosen: int | None = None, pens: Pens = PENS) -> QImage:
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(pens.colours.panel)
    painter = QPainter(image)
    draw(painter, chart, AREA, pens, chosen=chosen)
    painter.end()
    return image


def _pixels(image: QImage, colour: str) -> int:
    """How many pixels have exactly this colour."""
    wanted = colour.lower()
    return sum(
        image.pixelColor(x, y).name() == wanted
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )


def _ink(number: int, pens: Pens = PENS) -> str:
    return pens.part(number).name()


def test_that_lying_bars_have_their_names_and_numbers(tmp_path: Path) -> None:
    texts = _texts(LYING, tmp_path)
    assert texts[:2] == [LYING.title, LYING.about]
    assert texts[2:] == ["HempClub", "1,200", "Hanf & Söhne", "30", "Fibra", "4"]


def test_that_more_lying_bars_than_there_is_room_for_are_counted(tmp_path: Path) -> None:
    names = tuple(f"Organisation {number}" for number in range(1, 41))
    chart = replace(LYING, labels=names, parts=tuple((50 - number,) for number in range(40)))
    texts = _texts(chart, tmp_path)
    shown = [text for text in texts if text in names]
    assert shown == list(names[: len(shown)])
    assert 3 < len(shown) < 40
    assert f"and {40 - len(shown)} more" in texts


def test_that_nothing_is_said_of_more_where_all_lying_bars_are_shown(tmp_path: Path) -> None:
    assert not [text for text in _texts(LYING, tmp_path) if text.endswith("more")]


def test_that_a_long_name_over_a_lying_bar_is_shortened_and_not_cut(tmp_path: Path) -> None:
    long = "Federația Română a Cultivatorilor de Cânepă Industrială și Plante Tehnice " * 4
    texts = _texts(replace(LYING, labels=(long, "B", "C")), tmp_path)
    assert texts[2].startswith("Federația Română")
    assert texts[2].endswith("…")


def test_that_a_lying_bar_is_as_long_as_its_number() -> None:
    image = _drawn(replace(LYING, parts=((100,), (50,), (0,))))
    plot = plot_of(LYING, AREA, PENS)
    step = min(plot.area.height() / 3, PENS.line * 1.9 * 1.4)
    lengths: list[int] = []
    for number in range(3):
        y = round(plot.area.top() + number * step + step * 0.73)
        lengths.append(sum(image.pixelColor(x, y).name() == _ink(0) for x in range(image.width())))
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=3)
    assert lengths[2] <= 2
    assert lengths[0] > 400


def test_that_a_chosen_lying_bar_is_lifted_out() -> None:
    assert _pixels(_drawn(LYING), theme.LIGHT.selected) == 0
    assert _pixels(_drawn(LYING, chosen=1), theme.LIGHT.selected) > 0
    assert _drawn(LYING, chosen=7) == _drawn(LYING)


def test_that_one_lying_bar_in_no_room_at_all_is_drawn_still() -> None:
    image = QImage(120, 60, QImage.Format.Format_RGB32)
    image.fill(theme.LIGHT.panel)
    painter = QPainter(image)
    draw(painter, LYING, QRectF(0, 0, 120, 60), PENS)
    painter.end()
    assert not image.isNull()


def test_that_standing_bars_have_a_scale_a_legend_and_the_room(tmp_path: Path) -> None:
    texts = _texts(STANDING, tmp_path)
    assert {"Running total", "Exchange visitor", "Public", "Room for 8", "09:00", "09:20", "0"} <= set(texts)


def test_that_a_chart_without_parts_or_running_total_has_no_legend(tmp_path: Path) -> None:
    plain = replace(STANDING, groups=("",), parts=((3,), (0,), (7,)), running=(), capacity=None)
    texts = _texts(plain, tmp_path)
    assert "Running total" not in texts
    assert not [text for text in texts if text.startswith("Room for")]
    area = plot_of(plain, AREA, PENS).area
    assert area.top() < plot_of(STANDING, AREA, PENS).area.top()


def test_that_each_part_of_a_standing_bar_has_its_colour() -> None:
    image = _drawn(STANDING)
    assert _pixels(image, _ink(0)) > 0
    assert _pixels(image, _ink(1)) > _pixels(image, _ink(0)) / 2
    assert _pixels(image, _ink(2)) == 0


def test_that_a_chosen_standing_bar_is_lifted_out() -> None:
    assert _pixels(_drawn(STANDING), theme.LIGHT.selected) == 0
    assert _pixels(_drawn(STANDING, chosen=1), theme.LIGHT.selected) > 0


def test_that_many_labels_leave_some_out_rather_than_run_into_each_other(tmp_path: Path) -> None:
    labels = tuple(f"{number // 6:02}:{number % 6}0" for number in range(144))
    chart = Chart("Arrivals", "", labels, ("",), tuple((1,) for _ in labels), tuple(range(1, 145)))
    shown = [text for text in _texts(chart, tmp_path) if text in labels]
    assert 5 < len(shown) < 40
    places = [labels.index(text) for text in shown]
    assert len({after - before for before, after in itertools.pairwise(places)}) == 1


def test_that_an_empty_chart_says_why_instead_of_drawing_bars(tmp_path: Path) -> None:
    empty = Chart("Arrivals · Day 1", "", (), (), (), empty="Nobody has come yet.")
    assert [text for text in _texts(empty, tmp_path) if text] == ["Arrivals · Day 1", "Nobody has come yet."]
    assert _pixels(_drawn(empty), _ink(0)) == 0


@pytest.mark.parametrize("chart", [LYING, STANDING], ids=["lying", "standing"])
def test_that_the_dark_window_draws_its_bars_in_colours_of_its_own(chart: Chart) -> None:
    dark = Pens(theme.DARK, 13)
    assert _ink(0, dark) != _ink(0)
    assert _pixels(_drawn(chart, pens=dark), _ink(0, dark)) > 0


def test_that_a_chart_in_the_window_is_named_and_described_for_those_who_listen(qtbot: QtBot) -> None:
    view = ChartView("Represented")
    qtbot.addWidget(view)
    view.show_chart(LYING)
    assert view.accessibleName() == "Represented: Organisations · Day 2"
    assert view.accessibleDescription() == LYING.about
    view.show_chart(replace(LYING, labels=(), parts=(), empty="No organisations yet."))
    assert view.accessibleDescription() == "No organisations yet."


def test_that_a_chart_with_too_many_groups_shows_the_small_ones_together(qtbot: QtBot) -> None:
    groups = tuple(f"Desk {number}" for number in range(12))
    view = ChartView("Arrivals")
    qtbot.addWidget(view)
    view.show_chart(Chart("", "", ("09:00",), groups, (tuple(range(12, 0, -1)),), (78,)))
    assert len(view.chart().groups) == MOST_GROUPS
    assert view.chart().groups[-1] == OTHERS
    assert sum(view.chart().parts[0]) == 78


def test_that_the_mouse_between_lying_bars_is_told_nothing_wrong(qtbot: QtBot) -> None:
    view = ChartView("Represented")
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show_chart(LYING)
    place = QPoint(300, 200)
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place)))
    assert QToolTip.text() == ""


def test_that_a_bar_in_words_names_its_parts_and_the_running_total() -> None:
    assert sentences.bar_in_words(STANDING, 2) == "09:20: 7 (Exchange visitor 3, Public 4) · 10 in all"
    assert sentences.bar_in_words(STANDING, 1) == "09:10: 0 · 3 in all"
    assert sentences.bar_in_words(LYING, 0) == "HempClub: 1,200"


def test_that_a_saved_chart_has_a_name_that_every_computer_takes() -> None:
    name = sentences.file_name(replace(LYING, title='Arrivals · Day 2: "A/B" <Conference>? ' + "x" * 100))
    assert re.fullmatch(r"[\w-]{1,80}", name)
    assert name.startswith("arrivals-day-2-a-b-conference")
