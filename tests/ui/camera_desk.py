"""A reader of badges with a camera into which the test puts pictures."""

from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from checkin_app.ui.camera import CameraReader
from checkin_app.ui.camera_state import CameraState
from tests.ui.camera_samples import ANA, BEN, FakeCameras, HandClock, frame, qr, scene, wall

STEP = 0.1
"""Seconds between two frames of these tests."""
HELD = (qr(ANA, 150), (200, 180))
BESIDE = (qr(BEN, 110), (460, 180))
"""Things, and where their middle is in the picture."""


class Desk:
    """A reader with a camera into which the test puts pictures."""

    def __init__(self, qtbot: QtBot, cameras: FakeCameras) -> None:
        self.cameras = cameras
        self.clock = HandClock()
        self.reader = CameraReader(cameras, self.clock)
        self.codes: list[str] = []
        self.states: list[CameraState] = []
        self.pictures: list[QImage] = []
        self.reader.code_read.connect(self.codes.append)
        self.reader.state_changed.connect(self.states.append)
        self.reader.picture_changed.connect(self.pictures.append)
        self._qtbot = qtbot

    def show(self, picture: Image.Image, pixel_format: str = "NV12", seconds: float = STEP) -> None:
        """Let the camera see this for so long; each frame is looked at. A sink tells of no frame twice."""
        for _ in range(max(1, round(seconds / STEP))):
            self.clock.now += STEP
            with self._qtbot.waitSignal(self.reader.picture_changed):
                self.cameras.sink.setVideoFrame(frame(picture, pixel_format))

    def see(self, *things: tuple[Image.Image, tuple[int, int]], seconds: float = STEP) -> None:
        """Let the camera see these things before the wall."""
        self.show(scene(*things, ground=wall((640, 360))), seconds=seconds)
