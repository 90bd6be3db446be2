"""Looks at the newest frame on a thread of its own: what comes meanwhile waits, and only the newest of it."""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from checkin_app.ui.camera_frame import Sight, look_at

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

_ASK_EVERY_MS = 4
"""Looking takes about as long; asking takes microseconds."""


class FrameReader(QObject):
    """To be used on the window's thread; only the looking itself happens elsewhere.

    The window's thread hands over a reference to the frame and gets back what was seen; it touches no pixel. The
    thread that looks knows no QObject, so none can be destroyed under its hands: it is asked whether it is done.
    """

    looked = Signal(object, float)
    """What a frame shows, as a Sight, and the time it was handed over with."""
    failed = Signal(object)
    """An error that nobody foresaw."""

    def __init__(self, picture_width: int) -> None:
        super().__init__()
        self._picture_width = picture_width
        self._thread: ThreadPoolExecutor | None = None
        self._waiting: tuple[QVideoFrame, float] | None = None
        self._looking: tuple[Future[Sight], float] | None = None
        self._ask = QTimer(self)
        self._ask.setTimerType(Qt.TimerType.PreciseTimer)
        self._ask.setInterval(_ASK_EVERY_MS)
        self._ask.timeout.connect(self._tell)

    def set_picture_width(self, pixels: int) -> None:
        """How wide the small picture is from the next frame on."""
        self._picture_width = pixels

    def read(self, frame: "QVideoFrame", at: float) -> None:
        """Look at the frame as soon as the one before is done, unless a newer one comes first."""
        self._waiting = (frame, at)
        if self._looking is None:
            self._look_at_newest()

    def forget(self) -> None:
        """Tell nothing of the frames so far, not even of the one that is being looked at."""
        self._ask.stop()
        self._waiting = self._looking = None

    def close(self) -> None:
        """Forget, and end the thread; this waits for the frame that is being looked at, a few milliseconds."""
        self.forget()
        if self._thread is not None:
            self._thread.shutdown(wait=True)
        self._thread = None

    def _look_at_newest(self) -> None:
        if self._waiting is None:
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "camera")
        frame, at = self._waiting
        self._waiting = None
        self._looking = (self._thread.submit(look_at, frame, self._picture_width), at)
        self._ask.start()

    @Slot()
    def _tell(self) -> None:
        if self._looking is None or not self._looking[0].done():
            return
        done, at = self._looking
        self._ask.stop()
        self._looking = None
        self._look_at_newest()
        error = done.exception()
        if error is None:
            self.looked.emit(done.result(), at)
        else:
            self.failed.emit(error)
