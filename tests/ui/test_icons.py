"""Icons are there, in the colour asked for, and as sharp as the screen."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from checkin_app import paths
from checkin_app.ui import icons, theme
from checkin_app.ui.icons import ButtonIcon, IconLabel

UI = Path(icons.__file__).parent
NAMED = re.compile(r"(?:IconLabel|ButtonIcon|_choice)\((?:\w+, )?\"([a-z0-9-]+)\"")


def _colours_in(picture: QPixmap) -> set[str]:
    image = picture.toImage()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {QColor(image.pixelColor(x, y)).name() for x, y in places if image.pixelColor(x, y).alpha() == 255}


def test_that_every_icon_named_in_the_code_is_there() -> None:
    named = {name for file in UI.glob("*.py") for name in NAMED.findall(file.read_text(encoding="utf-8"))}
    missing = {name for name in named if not (paths.resources() / "icons" / f"{name}.svg").is_file()}
    assert named
    assert not missing


def test_that_an_icon_is_drawn_in_the_colour_asked_for() -> None:
    assert _colours_in(icons.pixmap("circle-check", "#9b1c1c", 48, 1.0)) == {"#9b1c1c"}


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_that_an_icon_has_as_many_pixels_as_the_screen_shows(ratio: float) -> None:
    picture = icons.pixmap("scan", "#000000", 24, ratio)
    assert picture.size() == QSize(round(24 * ratio), round(24 * ratio))
    assert picture.devicePixelRatio() == ratio


def test_that_an_icon_that_is_not_there_is_no_silent_blank() -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", "#000000", 24, 1.0)


def test_that_a_button_keeps_its_icon_readable_when_the_colours_turn(
    qtbot: QtBot, qapp: QApplication
) -> None:
    button = QPushButton("Save")
    qtbot.addWidget(button)
    tint = ButtonIcon(button, "download", "text", 20)
    light = _colours_in(button.icon().pixmap(20))
    theme.dress(qapp, paths.resources() / "qss", dark=True, scale=1.0)
    assert light == {theme.LIGHT.text.lower()}
    assert _colours_in(button.icon().pixmap(20)) == {theme.DARK.text.lower()}
    tint.change("x", "red.ink")
    assert _colours_in(button.icon().pixmap(20)) == {theme.DARK.red.ink.lower()}
    assert button.text().strip() == "Save"


def test_that_an_icon_by_itself_follows_the_colours_too(qtbot: QtBot, qapp: QApplication) -> None:
    shown = IconLabel("scan", "accent", 32)
    qtbot.addWidget(shown)
    theme.dress(qapp, paths.resources() / "qss", dark=True, scale=1.0)
    assert _colours_in(shown.pixmap()) == {theme.DARK.accent.lower()}
    shown.show_icon("hand", "#123456")
    assert _colours_in(shown.pixmap()) == {"#123456"}
