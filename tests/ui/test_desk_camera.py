"""The camera scans for the desk while the desk is seen, and is let go whenever it is not."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.ui.camera_state import CameraState
from checkin_app.ui.camera_view import CameraView, LivePicture
from checkin_app.ui.desk_camera import DeskCamera

from .camera_desk import BESIDE, HELD
from .camera_desk import Desk as Camera
from .camera_samples import ANA, BEN, BUILT_IN, ON_A_CABLE, FakeCameras


class Window(QStackedWidget):
    """A desk with a place for the picture, and another page."""

    def __init__(self) -> None:
        super().__init__()
        self.desk, self.other = QWidget(), QWidget()
        self.view = CameraView(is_small=True)
        self.view.setParent(self.desk)
        self.view.resize(260, 170)
        self.addWidget(self.desk)
        self.addWidget(self.other)
        self.resize(800, 500)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    """Shown, with the desk open."""
    made = Window()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def seen(qtbot: QtBot, cameras: FakeCameras) -> Camera:
    """What the test puts before the camera."""
    return Camera(qtbot, cameras)


@pytest.fixture
def camera(seen: Camera, window: Window) -> Iterator[DeskCamera]:
    """Serves the window's desk."""
    made = DeskCamera(seen.reader)
    made.attend(window.desk, window.view)
    yield made
    made.close()


@pytest.fixture
def codes(camera: DeskCamera) -> list[str]:
    """What the desk was told."""
    told: list[str] = []
    camera.code_read.connect(told.append)
    return told


def test_that_it_is_off_until_somebody_wants_it(
    camera: DeskCamera, cameras: FakeCameras, window: Window
) -> None:
    assert not camera.is_wanted
    assert not window.view.isVisible()
    camera.turn()
    assert cameras.opened == BUILT_IN
    assert window.view.isVisible()
    camera.turn()
    assert (cameras.opened, camera.state, window.view.isVisible()) == (None, CameraState.OFF, False)


def test_that_a_badge_is_told_once_and_the_next_one_as_well(
    camera: DeskCamera, codes: list[str], seen: Camera
) -> None:
    camera.turn()
    seen.see(HELD, seconds=0.5)
    assert codes == [ANA]
    seen.see(BESIDE, seconds=1.5)
    assert codes == [ANA, BEN]


def test_that_the_picture_is_as_wide_as_its_place(camera: DeskCamera, seen: Camera, window: Window) -> None:
    camera.turn()
    seen.see(HELD)
    picture = window.view.findChild(LivePicture)
    assert picture is not None
    assert seen.pictures[-1].width() == picture.pixels


def test_that_another_page_lets_go_of_the_camera_and_coming_back_takes_it_again(
    camera: DeskCamera, cameras: FakeCameras, window: Window, codes: list[str], seen: Camera
) -> None:
    camera.turn()
    window.setCurrentWidget(window.other)
    assert cameras.opened is None
    assert (camera.is_wanted, camera.is_resting) == (True, True)
    window.setCurrentWidget(window.desk)
    assert cameras.opened == BUILT_IN
    assert not camera.is_resting
    seen.see(HELD)
    assert codes == [ANA]


def test_that_a_hidden_or_minimised_window_lets_go_of_the_camera(
    camera: DeskCamera, cameras: FakeCameras, window: Window
) -> None:
    camera.turn()
    window.hide()
    assert cameras.opened is None
    window.show()
    assert cameras.opened == BUILT_IN
    window.setWindowState(Qt.WindowState.WindowMinimized)
    assert camera.is_resting == (cameras.opened is None)


def test_that_a_closed_window_lets_go_of_the_camera(
    camera: DeskCamera, cameras: FakeCameras, window: Window
) -> None:
    camera.turn()
    window.close()
    assert cameras.opened is None


def test_that_the_next_desk_finds_the_camera_on(
    camera: DeskCamera, cameras: FakeCameras, window: Window, qtbot: QtBot
) -> None:
    camera.turn()
    camera.leave()
    assert (cameras.opened, camera.is_wanted) == (None, True)
    window.hide()
    following = Window()
    qtbot.addWidget(following)
    following.show()
    camera.attend(following.desk, following.view)
    assert cameras.opened == BUILT_IN
    assert following.view.isVisible()
    camera.leave()


def test_that_a_desk_that_is_gone_turns_nothing_on(
    camera: DeskCamera, cameras: FakeCameras, window: Window
) -> None:
    camera.turn()
    camera.leave()
    window.hide()
    window.show()
    assert cameras.opened is None


def test_that_wanting_it_on_another_page_waits_for_the_desk(
    camera: DeskCamera, cameras: FakeCameras, window: Window
) -> None:
    window.setCurrentWidget(window.other)
    camera.want(is_wanted=True)
    assert cameras.opened is None
    window.setCurrentWidget(window.desk)
    assert cameras.opened == BUILT_IN


def test_that_another_camera_takes_over_at_once(camera: DeskCamera, cameras: FakeCameras) -> None:
    camera.choose(ON_A_CABLE.id)
    assert cameras.opened is None
    camera.turn()
    assert cameras.opened == ON_A_CABLE
    camera.choose(ON_A_CABLE.id)
    assert cameras.openings == 1
    camera.choose("")
    assert cameras.opened == BUILT_IN


def test_that_trouble_is_said_at_the_desk_without_an_empty_picture(
    camera: DeskCamera, cameras: FakeCameras, window: Window
) -> None:
    cameras.plugged.clear()
    camera.turn()
    assert camera.state is CameraState.NO_CAMERA
    picture, says = window.view.findChild(LivePicture), window.view.findChild(QLabel, "cameraSays")
    assert picture is not None
    assert says is not None
    assert (picture.isVisible(), says.isVisible()) == (False, True)
    cameras.plug_in(BUILT_IN)
    assert camera.state is CameraState.STARTING
    assert picture.isVisible()


def test_that_a_running_camera_shows_its_picture_and_no_words(
    camera: DeskCamera, seen: Camera, window: Window
) -> None:
    camera.turn()
    seen.see()
    texts = [label.text() for label in window.view.findChildren(QLabel) if label.isVisible()]
    assert texts == []


def test_that_what_others_try_with_the_camera_is_not_told_to_the_desk(
    camera: DeskCamera, codes: list[str], seen: Camera, window: Window
) -> None:
    camera.turn()
    window.setCurrentWidget(window.other)
    camera.reader.start()
    seen.see(HELD)
    assert (seen.codes, codes) == ([ANA], [])
    camera.reader.stop()


def test_that_every_change_is_told(camera: DeskCamera, qtbot: QtBot) -> None:
    for change in (camera.turn, camera.turn):
        with qtbot.waitSignal(camera.changed):
            change()
