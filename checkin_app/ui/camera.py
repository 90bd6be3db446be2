"""Reads badges with a camera: which one, whether it runs, and every new code that is held before it."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from checkin_app.domain.camera_reading import NOTHING_IN_VIEW, see
from checkin_app.ui.camera_device import CameraDevice, Cameras, QtCameras
from checkin_app.ui.camera_frame import Sight
from checkin_app.ui.camera_state import SAYS, CameraState
from checkin_app.ui.frame_reader import FrameReader
from checkin_app.ui.wording import Sentence

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame, QVideoSink

PATIENCE_MS = 6_000
"""Without a frame for so long a camera that starts is taken for refused, and one that ran for lost: on Linux, Qt 6.11
does not tell of a camera that breaks off, only of one that is no longer listed."""
PICTURE_WIDTH = 400
"""Pixels of the small picture, until the view says what it needs."""


class CameraReader(QObject):
    """A small state machine around one camera; nothing about it can fail the desk.

    A camera that is wanted and comes back, or is plugged in at last, starts by itself.
    """

    code_read = Signal(str)
    """A code that was not in view before."""
    state_changed = Signal(object)
    """The new CameraState."""
    picture_changed = Signal(object)
    """A small mirrored QImage of what the camera sees."""
    devices_changed = Signal()

    def __init__(
        self,
        cameras: Cameras | None = None,
        clock: Callable[[], float] = time.monotonic,
        *,
        patience_ms: int = PATIENCE_MS,
    ) -> None:
        super().__init__()
        self._cameras: Cameras = QtCameras() if cameras is None else cameras
        self._clock = clock
        self._state = CameraState.OFF
        self._detail = ""
        self._is_wanted = False
        self._wanted_id = ""
        self._open_device: CameraDevice | None = None
        self._lost_device: CameraDevice | None = None
        self._sink: QVideoSink | None = None
        self._frames = FrameReader(PICTURE_WIDTH)
        self._frames.looked.connect(self._tell)
        self._frames.failed.connect(self._break_down)
        self._in_view = NOTHING_IN_VIEW
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(self._lose_patience)
        self._cameras.listen(self._look_for_devices, self._fail)

    @property
    def state(self) -> CameraState:
        """Where the camera stands."""
        return self._state

    @property
    def sentence(self) -> Sentence:
        """What to say about the state."""
        return SAYS[self._state]

    @property
    def detail(self) -> str:
        """The system's own words about a failure, or the part that is missing; often empty."""
        return self._detail

    @property
    def device(self) -> CameraDevice | None:
        """The camera that is open."""
        return self._open_device

    @property
    def sink(self) -> "QVideoSink | None":
        """Where the frames arrive; None before the first start."""
        return self._sink

    def devices(self) -> list[CameraDevice]:
        """The cameras to choose from, the system's own choice first; none where cameras cannot be used."""
        return [] if self._cameras.missing_part() else self._cameras.devices()

    def set_picture_width(self, pixels: int) -> None:
        """How wide the pictures shall be, in pixels of the screen."""
        self._frames.set_picture_width(max(1, pixels))

    def start(self, device_id: str = "") -> None:
        """Read badges with that camera; with the system's own choice if it is not there, or none was named."""
        self.stop()
        self._is_wanted, self._wanted_id = True, device_id
        state, missing = self._lacking()
        if state is None:
            self._cameras.ask_permission(self._open_if_allowed)
        else:
            self._enter(state, missing)

    def foreseen(self) -> CameraState:
        """What would come of starting, as far as it can be told without: OFF if nothing stands in the way."""
        state, _ = self._lacking()
        return state or self._without_devices() or CameraState.OFF

    def stop(self) -> None:
        """Let go of the camera."""
        self._is_wanted = False
        self._lost_device = None
        self._close_device()
        self._enter(CameraState.OFF)

    def close(self) -> None:
        """Let go of everything and end the thread; call before the window goes."""
        self.stop()
        self._frames.close()
        self._sink = None
        self._cameras.listen(None, None)

    def feed(self, frame: "QVideoFrame") -> None:
        """Look at a frame, or at a newer one if it comes before this one's turn.

        A sink tells of a camera that stops by a frame that is none.
        """
        if self._open_device is None or not frame.isValid():
            return
        self._patience.start()
        self._enter(CameraState.RUNNING)
        self._frames.read(frame, self._clock())

    def _lacking(self) -> tuple[CameraState | None, str]:
        """Which part of the program is missing, in which words; nothing and none if it is whole."""
        missing = self._cameras.missing_part()
        if missing:
            return CameraState.NO_LIBRARY, missing
        try:
            import zxingcpp  # noqa: F401  # only whether it is there
        except ImportError as reason:
            return CameraState.NO_DECODER, str(reason)
        return None, ""

    def _without_devices(self) -> CameraState | None:
        if self._cameras.devices():
            return None
        return CameraState.REFUSED if self._cameras.are_barred() else CameraState.NO_CAMERA

    def _open_if_allowed(self, allowed: bool) -> None:  # noqa: FBT001  # the answer to one question
        if not self._is_wanted or self._open_device is not None:
            return
        if allowed:
            self._open(self._wanted_id)
        else:
            self._enter(CameraState.REFUSED)

    def _open(self, device_id: str) -> None:
        absent = self._without_devices()
        if absent is not None:
            self._enter(absent)
            return
        devices = self._cameras.devices()
        device = next((each for each in devices if each.id == device_id), devices[0])
        if self._sink is None:
            self._sink = self._cameras.make_sink()
            self._sink.videoFrameChanged.connect(self.feed)
        self._open_device, self._lost_device = device, None
        self._enter(CameraState.STARTING)
        self._patience.start()
        self._cameras.open(device, self._sink)

    def _close_device(self) -> None:
        self._patience.stop()
        self._frames.forget()
        self._open_device = None
        self._cameras.close()

    def _lose(self, state: CameraState, detail: str = "") -> None:
        self._lost_device = self._open_device
        self._close_device()
        self._enter(state, detail)

    def _enter(self, state: CameraState, detail: str = "") -> None:
        if (state, detail) != (self._state, self._detail):
            self._state, self._detail = state, detail
            self.state_changed.emit(state)

    @Slot(object, float)
    def _tell(self, sight: Sight, at: float) -> None:
        if sight.picture is not None:
            self.picture_changed.emit(sight.picture)
        seen = see(self._in_view, sight.codes, at)
        self._in_view = seen.in_view
        if seen.reading is not None:
            self.code_read.emit(seen.reading)

    @Slot(object)
    def _break_down(self, error: BaseException) -> None:
        """An error that nobody foresaw would come back with the next frame: the camera stops, the error is told."""
        self._lose(CameraState.LOST, str(error))
        self._lost_device = None
        raise error

    @Slot()
    def _lose_patience(self) -> None:
        """Its frames may still come: it stays open."""
        self._enter(CameraState.REFUSED if self._state is CameraState.STARTING else CameraState.LOST)

    def _fail(self, words: str) -> None:
        if self._open_device is not None:
            has_run = self._state in (CameraState.RUNNING, CameraState.LOST)
            self._lose(CameraState.LOST if has_run else CameraState.REFUSED, words)

    def _look_for_devices(self) -> None:
        self.devices_changed.emit()
        ids = [device.id for device in self._cameras.devices()]
        if self._open_device is not None:
            if self._open_device.id not in ids:
                self._lose(CameraState.LOST)
        elif self._state is CameraState.NO_CAMERA and ids:
            self._open(self._wanted_id)
        elif self._lost_device is not None and self._lost_device.id in ids:
            self._open(self._lost_device.id)
