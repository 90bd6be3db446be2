"""Light and dark can be read, and the style sheet asks for nothing that is not there."""

from dataclasses import fields

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from checkin_app import paths
from checkin_app.domain.badge import contrast
from checkin_app.settings import Look
from checkin_app.ui import theme
from checkin_app.ui.looks import Family

BOTH = pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
QSS = paths.resources() / "qss"


@BOTH
def test_that_text_can_be_read_on_every_ground(colours: theme.Colours) -> None:
    pairs = (
        (colours.text, colours.background),
        (colours.text, colours.panel),
        (colours.text, colours.hover),
        (colours.text, colours.selected),
        (colours.text, colours.field),
        (colours.muted, colours.background),
        (colours.muted, colours.panel),
        (colours.muted, colours.field),
        (colours.accent, colours.panel),
        (colours.on_accent, colours.accent),
        (colours.on_caution, colours.caution),
        (colours.on_practice, colours.practice),
        (colours.rail_text, colours.rail),
        (colours.rail_text, colours.rail_chosen),
    )
    unreadable = [pair for pair in pairs if contrast(*pair) < 4.5]
    assert not unreadable


def test_that_the_verdict_colours_are_the_designed_ones() -> None:
    grounds = {family: theme.LIGHT.fill(family).ground for family in Family}
    assert grounds == {
        Family.SLATE: "#37474F",
        Family.TEAL: "#006D77",
        Family.VIOLET: "#4527A0",
        Family.AMBER: "#FFC43D",
        Family.RED: "#9B1C1C",
    }
    assert grounds == {family: theme.DARK.fill(family).ground for family in Family}


@BOTH
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_that_the_style_sheet_is_filled_in_completely(colours: theme.Colours, scale: float) -> None:
    sheet = theme.style_sheet(QSS, colours, scale)
    assert "$" not in sheet
    assert colours.panel in sheet


def test_that_no_colour_stands_in_the_style_sheet_that_the_theme_does_not_know() -> None:
    template = (QSS / "window.qss").read_text(encoding="utf-8")
    literal = {
        word.strip(";")
        for line in template.splitlines()
        if ": #" in line
        for word in line.split()
        if word[:1] == "#" and len(word.strip(";")) == 7
    }
    assert literal <= {"#FFFFFF", "#15202B", "#4FC3CE"}


@BOTH
def test_that_the_palette_has_our_colours(colours: theme.Colours) -> None:
    made = theme.palette(colours)
    assert made.color(QPalette.ColorRole.Window).name().upper() == colours.background
    assert made.color(QPalette.ColorRole.Highlight).name().upper() == colours.accent


def test_that_dressing_changes_colours_and_letters_at_once(qapp: QApplication) -> None:
    theme.dress(qapp, QSS, dark=True, scale=1.5)
    assert theme.colours() is theme.DARK
    assert theme.scaled(14) == 21
    assert qapp.style().objectName() == "fusion" or qapp.style().inherits("QStyleSheetStyle")
    theme.dress(qapp, QSS, dark=False, scale=1.0)
    assert theme.colours() is theme.LIGHT
    assert theme.scaled(14) == 14


def test_that_our_letters_are_packed_and_found() -> None:
    assert theme.FAMILY in QFontDatabase.families()
    assert set(theme.FALLBACK_FAMILIES) <= set(QFontDatabase.families())
    for name in theme.FONT_FILES:
        assert (paths.resources() / "fonts" / name).is_file()
    assert theme.font(20, QFont.Weight.Bold).pixelSize() == 20


def test_that_a_look_chosen_by_hand_does_not_ask_the_system(qapp: QApplication) -> None:
    assert theme.is_dark(Look.DARK, qapp)
    assert not theme.is_dark(Look.LIGHT, qapp)
    assert theme.is_dark(Look.SYSTEM, qapp) in {True, False}


def test_that_colours_are_found_by_name() -> None:
    for field in fields(theme.Colours):
        value = getattr(theme.LIGHT, field.name)
        name = f"{field.name}.ink" if isinstance(value, theme.Fill) else field.name
        assert theme.named(theme.LIGHT, name).startswith("#")
    assert theme.named(theme.LIGHT, "#123456") == "#123456"


def test_that_polishing_lets_a_changed_property_take_effect() -> None:
    frame = QWidget()
    text = QLabel("x", frame)
    text.setProperty("role", "error")
    theme.polish(frame)
    assert text.palette().color(QPalette.ColorRole.WindowText).name().upper() == theme.LIGHT.red.ink
    frame.deleteLater()
