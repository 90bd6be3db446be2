"""The live picture is mirrored, in a rounded frame, and never shows a face when the camera is off."""

import pytest
from PIL import Image
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from checkin_app.ui import theme
from checkin_app.ui.camera_frame import look_at
from checkin_app.ui.camera_state import SAYS, CameraState
from checkin_app.ui.camera_view import CameraView, LivePicture
from tests.ui.camera_samples import SIZE, frame

RED, BLUE = "#c82828", "#283cc8"


def half_and_half(width: int = 400, height: int = 225) -> QImage:
    """Red on the left, blue on the right."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(RED))
    for x in range(width // 2, width):
        for y in range(height):
            made.setPixelColor(x, y, QColor(BLUE))
    return made


@pytest.fixture
def view(qtbot: QtBot) -> CameraView:
    made = CameraView()
    qtbot.addWidget(made)
    made.resize(290, 260)
    made.show()
    return made


def picture_of(view: CameraView) -> LivePicture:
    found = view.findChild(LivePicture)
    assert found is not None
    return found


def texts(view: CameraView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel) if label.isVisible()]


def shown(picture: LivePicture) -> QImage:
    return picture.grab().toImage()


def test_that_it_begins_by_saying_that_the_camera_is_off(view: CameraView) -> None:
    assert texts(view) == [SAYS[CameraState.OFF].happened, SAYS[CameraState.OFF].remedy]


@pytest.mark.parametrize("state", list(CameraState))
def test_that_every_state_is_said_in_full(state: CameraState, view: CameraView) -> None:
    view.show_state(state)
    assert " ".join(texts(view)) == str(SAYS[state])
    happened = view.findChild(QLabel, "cameraSays")
    assert happened is not None
    assert (happened.property("role") == "warning") is state.is_trouble


def test_that_the_picture_is_shown_as_it_comes(view: CameraView) -> None:
    view.show_state(CameraState.RUNNING)
    view.show_picture(half_and_half())
    seen = shown(picture_of(view))
    assert seen.pixelColor(20, seen.height() // 2).name() == RED
    assert seen.pixelColor(seen.width() - 20, seen.height() // 2).name() == BLUE


def test_that_what_is_on_the_left_of_a_frame_is_on_the_right_of_the_screen(view: CameraView) -> None:
    before = Image.new("RGB", SIZE, RED)
    before.paste(BLUE, (SIZE[0] // 2, 0, *SIZE))
    picture = look_at(frame(before, "BGRA8888"), 264).picture
    assert picture is not None
    view.show_state(CameraState.RUNNING)
    view.show_picture(picture)
    seen = shown(picture_of(view))
    assert seen.pixelColor(20, 60).name() == BLUE
    assert seen.pixelColor(seen.width() - 20, 60).name() == RED


def test_that_the_frame_is_rounded(view: CameraView) -> None:
    view.show_state(CameraState.RUNNING)
    view.show_picture(half_and_half())
    seen = shown(picture_of(view))
    corner = seen.pixelColor(0, 0)
    assert corner.name() not in (RED, BLUE)
    assert seen.pixelColor(seen.width() - 1, seen.height() - 1).name() not in (RED, BLUE)
    assert seen.pixelColor(12, 3).name() == RED


@pytest.mark.parametrize("state", [state for state in CameraState if state is not CameraState.RUNNING])
def test_that_nobodys_face_stays_when_the_camera_stops(state: CameraState, view: CameraView) -> None:
    view.show_state(CameraState.RUNNING)
    view.show_picture(half_and_half())
    view.show_state(state)
    view.show_picture(half_and_half())  # one that was on its way
    seen = shown(picture_of(view))
    names = {seen.pixelColor(x, seen.height() // 3).name() for x in range(20, seen.width() - 20, 7)}
    assert not names & {RED, BLUE}
    assert seen.pixelColor(30, 20).name() == theme.LIGHT.rail.lower()


def test_that_going_on_shows_no_picture_of_before(view: CameraView) -> None:
    view.show_state(CameraState.RUNNING)
    view.show_picture(half_and_half())
    view.show_state(CameraState.LOST)
    view.show_state(CameraState.RUNNING)
    assert shown(picture_of(view)).pixelColor(30, 20).name() == theme.LIGHT.rail.lower()


@pytest.mark.parametrize(("width", "height"), [(300, 300), (640, 480), (225, 400), (16, 9), (1, 1)])
def test_that_pictures_of_any_shape_fill_the_frame(width: int, height: int, view: CameraView) -> None:
    view.show_state(CameraState.RUNNING)
    even = QImage(width, height, QImage.Format.Format_RGB32)
    even.fill(QColor(RED))
    view.show_picture(even)
    seen = shown(picture_of(view))
    inner = [QPoint(x, y) for x in range(12, seen.width() - 12, 9) for y in (3, seen.height() // 2)]
    assert {seen.pixelColor(point).name() for point in inner} == {RED}


def test_that_the_picture_keeps_its_shape_and_tells_how_wide_it_should_be(
    view: CameraView, qtbot: QtBot
) -> None:
    picture = picture_of(view)
    assert picture.heightForWidth(320) == 180
    assert abs(picture.height() - picture.heightForWidth(picture.width())) <= 1
    with qtbot.waitSignal(view.picture_width_changed) as told:
        view.resize(420, 340)
    assert told.args == [round(picture.width() * picture.devicePixelRatioF())]


def test_that_it_can_be_named_by_a_screen_reader(view: CameraView) -> None:
    assert view.accessibleName() == "Camera"
    assert picture_of(view).accessibleName()


def test_that_a_change_of_colours_is_followed(view: CameraView) -> None:
    view.setStyleSheet("QFrame { color: black; }")
    assert shown(picture_of(view)).pixelColor(30, 20).name() == theme.LIGHT.rail.lower()
