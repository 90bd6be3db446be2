"""Texts are plain, fit where they are, and say so when they are shortened."""

import math

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from checkin_app.ui import labels
from checkin_app.ui.labels import ElidedLabel, FittedLabel, Letters, fit_text, in_two

LONG = "María de los Ángeles Inmaculada Fernández-Villaverde y Gutiérrez de la Concha"
NAME = Letters(54, 26)
names = st.text(st.characters(codec="utf-8", categories=["L", "Zs", "Pd"]), max_size=80)


@given(names, st.integers(40, 900), st.integers(20, 200))
def test_that_a_fitted_text_never_leaves_its_place(text: str, width: int, height: int) -> None:
    fitted = fit_text(text, NAME, width, height)
    metrics = NAME.metrics(fitted.pixels)
    assert 26 <= fitted.pixels <= 54
    assert len(fitted.lines) <= 2
    if fitted.is_whole:
        assert all(metrics.horizontalAdvance(line) <= width for line in fitted.lines)
        assert len(fitted.lines) * metrics.height() <= height


@given(names)
def test_that_a_text_in_two_has_lost_nothing_but_the_space_between(text: str) -> None:
    first, second = in_two(text, len, math.inf)
    assert (first + second).replace(" ", "") == text.replace(" ", "").replace("·", "") or "·" in text


def test_that_a_short_name_is_set_large_on_one_line() -> None:
    assert fit_text("Li Ng", NAME, 600, 150).pixels == 54
    assert fit_text("Li Ng", NAME, 600, 150).lines == ("Li Ng",)


def test_that_a_longer_name_shrinks_a_little_before_it_takes_two_lines() -> None:
    width = NAME.metrics(46).horizontalAdvance("Georgiana Fărcășanu") + 1
    assert fit_text("Georgiana Fărcășanu", NAME, width, 150) == labels.Fitted(
        ("Georgiana Fărcășanu",), 46, is_whole=True
    )


def test_that_a_very_long_name_takes_two_lines_and_then_ends_in_an_ellipsis() -> None:
    wide = fit_text(LONG, NAME, 760, 150)
    assert len(wide.lines) == 2
    assert wide.is_whole
    narrow = fit_text(LONG, NAME, 300, 150)
    assert (narrow.pixels, narrow.is_whole) == (26, False)
    assert any(line.endswith("…") for line in narrow.lines)


def test_that_a_sentence_is_cut_where_it_makes_a_pause() -> None:
    assert in_two("It is another event's. Look it up by name.", len, 40) == (
        "It is another event's.",
        "Look it up by name.",
    )


def test_that_a_label_says_the_whole_text_in_its_tool_tip_only_if_it_is_shortened(qtbot: QtBot) -> None:
    label = FittedLabel("name", NAME)
    qtbot.addWidget(label)
    label.resize(300, 80)
    label.show_text(LONG)
    assert "Fernández-Villaverde" in label.toolTip()
    assert label.text() == LONG
    label.show_text("Li Ng")
    assert label.toolTip() == ""


def test_that_a_label_asks_for_the_height_its_text_needs(qtbot: QtBot) -> None:
    label = FittedLabel("name", NAME)
    qtbot.addWidget(label)
    label.resize(700, 200)
    label.show_text("Li Ng")
    one = label.sizeHint().height()
    label.show_text(LONG)
    assert label.sizeHint().height() > one
    assert label.minimumSizeHint().height() < label.sizeHint().height()
    label.grow(1.4)
    label.show_text("Li Ng")
    assert label.sizeHint().height() > one


def test_that_names_that_look_like_markup_stay_text(qtbot: QtBot) -> None:
    plain = labels.label("muted", "<b>Ann</b>")
    qtbot.addWidget(plain)
    assert plain.textFormat() == Qt.TextFormat.PlainText
    assert labels.hint("<img src=x>") == "<span>&lt;img src=x&gt;</span>"
    assert labels.hint("") == ""


def test_that_one_line_ends_in_an_ellipsis_and_keeps_the_whole(qtbot: QtBot) -> None:
    label = ElidedLabel("muted", LONG)
    qtbot.addWidget(label)
    label.resize(120, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.whole_text() == LONG
    assert "Gutiérrez" in label.toolTip()
    label.resize(2_000, 20)
    assert label.text() == LONG
    assert label.toolTip() == ""


def test_that_letters_have_the_weight_asked_for() -> None:
    light = Letters(20, 10, QFont.Weight.Normal).metrics(20).horizontalAdvance("Checked in")
    bold = Letters(20, 10, QFont.Weight.Bold).metrics(20).horizontalAdvance("Checked in")
    assert light < bold
