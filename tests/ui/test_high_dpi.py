"""The desk can be read whole on every screen: the smallest window, and screens that need large pixels."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import checkin_app
from checkin_app.ui import theme
from tests.clipped import clipped

CHECKOUT = Path(checkin_app.__file__).resolve().parent.parent
SCENES = (
    "checkin-long-name",
    "checkin-not-this-session",
    "checkin-search",
    "checkin-nobody",
    "checkin-not-saved",
)


def _run(*arguments: str, factor: float) -> str:
    environment = {**os.environ, "QT_SCALE_FACTOR": str(factor), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        env=environment,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("factor", [1, 1.25, 1.5, 2])
def test_that_nothing_at_the_desk_is_cut_off_in_the_smallest_window(factor: float) -> None:
    least = (str(theme.SMALLEST.width()), str(theme.SMALLEST.height()))
    found = json.loads(_run("tests.clipped", *least, *SCENES, factor=factor))
    assert set(found) >= set(SCENES)
    assert {name: told for name, told in found.items() if told} == {}


def test_that_every_verdict_can_be_read_whole_in_the_smallest_window() -> None:
    least = (str(theme.SMALLEST.width()), str(theme.SMALLEST.height()))
    found = json.loads(_run("tests.clipped", *least, "checkin", factor=1))
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize("factor", [1.25, 2])
def test_that_pictures_have_the_pixels_of_the_screen(factor: float, tmp_path: Path) -> None:
    _run("tests.screens", str(tmp_path), "checkin-search", factor=factor)
    picture = QImage(str(tmp_path / "checkin-search-1366x768-light.png"))
    assert picture.size() == QSize(round(1366 * factor), round(768 * factor))


def test_that_what_is_cut_off_is_found(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    button = QPushButton("Let in anyway")
    button.setMaximumWidth(30)
    row.addWidget(button)
    outside = QLabel("Stop", window)
    window.resize(200, 60)
    window.show()
    outside.setGeometry(180, 0, 60, 30)
    told = list(clipped(window))
    assert any("Let in anyway" in each and "no room" in each for each in told)
    assert any("Stop" in each and "cut off" in each for each in told)
