"""A camera reads each badge once, and never holds up the desk."""

import statistics
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from checkin_app.domain.camera_reading import AWAY_SECONDS, PAUSE_SECONDS
from checkin_app.ui.camera_state import CameraState
from checkin_app.ui.camera_view import CameraView
from tests.ui.camera_desk import BESIDE, HELD, STEP, Desk
from tests.ui.camera_samples import (
    ANA,
    BEN,
    BUILT_IN,
    SIZE,
    FakeCameras,
    badge,
    frame,
    phone,
    scene,
    turned,
    wall,
)

MIDDLE = (SIZE[0] // 2, SIZE[1] // 2)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """One that has a built-in camera, which is off."""
    made = Desk(qtbot, FakeCameras(BUILT_IN))
    yield made
    made.reader.close()


# -- reading -------------------------------------------------------------------------------------------------


def test_that_a_badge_held_before_the_camera_is_read_once(desk: Desk) -> None:
    desk.reader.start()
    desk.see(HELD, seconds=3)
    assert desk.codes == [ANA]


def test_that_a_badge_that_left_and_comes_back_is_read_again(desk: Desk) -> None:
    desk.reader.start()
    desk.see(HELD)
    desk.see(seconds=AWAY_SECONDS - 3 * STEP)
    desk.see(HELD)
    assert desk.codes == [ANA]
    desk.see(seconds=AWAY_SECONDS + STEP)
    desk.see(HELD)
    assert desk.codes == [ANA, ANA]


def test_that_two_badges_in_view_are_read_one_after_the_other_the_nearer_first(desk: Desk) -> None:
    desk.reader.start()
    desk.see(HELD, BESIDE)
    assert desk.codes == [ANA]
    desk.see(HELD, BESIDE, seconds=PAUSE_SECONDS + STEP)
    assert desk.codes == [ANA, BEN]


def test_that_a_turned_badge_and_a_bright_phone_are_read(desk: Desk) -> None:
    desk.reader.start()
    desk.show(scene((turned(badge(ANA, 220), 37), MIDDLE)), "YUYV")
    desk.show(phone(BEN, 240), "BGRA8888", seconds=1.2)
    assert desk.codes == [ANA, BEN]


def test_that_a_badge_still_in_view_when_the_camera_is_switched_on_again_is_not_read_again(
    desk: Desk,
) -> None:
    desk.reader.start()
    desk.see(HELD)
    desk.reader.stop()
    desk.reader.start()
    desk.see(HELD, seconds=1)
    assert desk.codes == [ANA]


def test_that_frames_may_come_from_a_thread_of_the_camera(desk: Desk, qtbot: QtBot) -> None:
    desk.reader.start()
    sent = frame(scene(HELD, ground=wall((640, 360))))
    with qtbot.waitSignal(desk.reader.code_read):
        thread = threading.Thread(target=desk.cameras.sink.setVideoFrame, args=(sent,))
        thread.start()
        thread.join()
    assert desk.codes == [ANA]


def test_that_pictures_are_as_wide_as_the_view_asks_for(desk: Desk) -> None:
    desk.reader.set_picture_width(200)
    desk.reader.start()
    desk.see(HELD)
    desk.reader.set_picture_width(333)
    desk.see(HELD)
    assert [picture.width() for picture in desk.pictures] == [200, 333]
    desk.reader.set_picture_width(0)
    desk.see(HELD)
    assert desk.pictures[-1].width() == 1


# -- never in the way ----------------------------------------------------------------------------------------


def test_that_of_many_frames_that_wait_only_the_newest_is_looked_at(desk: Desk, qtbot: QtBot) -> None:
    desk.reader.start()
    for _ in range(60):
        desk.reader.feed(frame(wall((320, 180))))
    desk.reader.feed(frame(scene(HELD, ground=wall((640, 360)))))
    qtbot.waitUntil(lambda: desk.codes == [ANA])
    qtbot.wait(50)
    assert len(desk.pictures) == 2


def test_that_a_frame_takes_less_than_a_millisecond_of_the_window(desk: Desk, qtbot: QtBot) -> None:
    view = CameraView()
    qtbot.addWidget(view)
    view.resize(290, 230)
    view.picture_width_changed.connect(desk.reader.set_picture_width)
    desk.reader.state_changed.connect(view.show_state)
    desk.reader.picture_changed.connect(view.show_picture)
    view.show()
    desk.reader.start()
    desk.see(HELD)
    picture = scene((badge(ANA, 220), MIDDLE))
    times = []
    for sent in [frame(picture) for _ in range(30)]:
        shown = len(desk.pictures)
        began = time.thread_time()
        desk.cameras.sink.setVideoFrame(sent)
        while len(desk.pictures) == shown:
            time.sleep(0.002)
            QCoreApplication.processEvents()
        QCoreApplication.processEvents()
        times.append(time.thread_time() - began)
    assert statistics.median(times) < 0.001


def test_that_nothing_is_told_of_a_frame_when_the_camera_was_switched_off_meanwhile(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.reader.start()
    desk.reader.feed(frame(scene((badge(ANA, 220), MIDDLE))))
    desk.reader.stop()
    qtbot.wait(60)
    desk.cameras.sink.setVideoFrame(frame(wall((320, 180))))
    qtbot.wait(60)
    assert (desk.codes, desk.pictures) == ([], [])
    assert desk.reader.state is CameraState.OFF


def test_that_an_unforeseen_error_stops_the_camera_and_is_told_once(desk: Desk, qtbot: QtBot) -> None:
    class Broken:
        """A frame that raises when it is looked at."""

        def isValid(self) -> bool:  # noqa: N802  # as Qt calls it
            return True

    desk.reader.start()
    with qtbot.capture_exceptions() as raised:
        for _ in range(5):
            desk.reader.feed(Broken())  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: desk.reader.state is CameraState.LOST)
        qtbot.wait(30)
    assert [kind for kind, _, _ in raised] == [AttributeError]
    assert "Broken" in desk.reader.detail
    assert desk.cameras.opened is None
    desk.reader.start()
    desk.see(HELD)
    assert desk.codes == [ANA]
