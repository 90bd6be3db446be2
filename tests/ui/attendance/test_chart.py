"""What a chart is made of, whoever draws it."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from checkin_app.domain.errors import BadInput
from checkin_app.ui import theme
from checkin_app.ui.attendance import chart_files
from checkin_app.ui.attendance.bar_drawing import Pens, plot_of
from checkin_app.ui.attendance.chart import MOST_GROUPS, OTHERS, Chart, grouped_few, steps_to

CHART = Chart("Arrivals", "", ("09:00", "09:10"), ("A", "B"), ((1, 2), (3, 4)), (3, 10), 5)


@given(st.integers(0, 1_000_000), st.integers(2, 12))
def test_that_the_steps_of_a_scale_are_round_and_reach_the_highest(highest: int, most: int) -> None:
    steps = steps_to(highest, most)
    assert steps[0] == 0
    assert steps[-1] >= highest
    assert 2 <= len(steps) <= max(most, 2)
    step = steps[1]
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert [after - before for before, after in itertools.pairwise(steps)] == [step] * (len(steps) - 1)


@given(st.lists(st.lists(st.integers(0, 50), min_size=12, max_size=12), min_size=1, max_size=5))
def test_that_putting_small_groups_together_loses_nobody(parts: list[list[int]]) -> None:
    groups = tuple(f"Category {number}" for number in range(12))
    labels = tuple(str(number) for number in range(len(parts)))
    few = grouped_few(Chart("", "", labels, groups, tuple(map(tuple, parts))))
    assert len(few.groups) == MOST_GROUPS
    assert few.groups[-1] == OTHERS
    assert [sum(bar) for bar in few.parts] == [sum(bar) for bar in parts]


def test_that_few_groups_stay_as_they_are() -> None:
    assert grouped_few(CHART) is CHART


def test_that_every_place_of_the_plot_belongs_to_its_bar() -> None:
    plot = plot_of(CHART, QRectF(0, 0, 600, 300), Pens(theme.LIGHT, 13))
    for number in range(2):
        assert plot.bar_at(plot.bar(number, 2).center().x(), 2) == number
    assert plot.bar_at(0, 2) is None
    assert plot.bar_at(300, 0) is None
    assert plot.height_of(plot.top, plot.top) == pytest.approx(plot.area.top())


def test_that_parts_are_told_apart_in_light_and_dark() -> None:
    for colours in (theme.LIGHT, theme.DARK):
        pens = Pens(colours, 13)
        assert len({pens.part(number).name() for number in range(MOST_GROUPS)}) == MOST_GROUPS


def test_that_another_kind_of_picture_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"\.gif"):
        chart_files.save(CHART, tmp_path / "chart.gif")
    assert list(tmp_path.iterdir()) == []
