"""The cameras of this computer: which there are, whether they may be used, and the one that is open."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, Qt, Slot

if TYPE_CHECKING:
    from PySide6.QtMultimedia import (
        QCamera,
        QCameraDevice,
        QCameraFormat,
        QMediaCaptureSession,
        QMediaDevices,
        QVideoSink,
    )

HEIGHT = 720
"""Lines of the picture that are asked for: enough for a badge at arm's length, and quick to look at."""
SMOOTH = 15.0
"""Pictures a second under which a hand is a blur."""


@dataclass(frozen=True, slots=True)
class CameraDevice:
    """A camera as settings remember it and people choose it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class CameraMode:
    """One way in which a camera can deliver: size in pixels, pictures a second."""

    width: int
    height: int
    fps: float


class Cameras(Protocol):
    """What the reader needs of the computer; tests bring cameras of their own."""

    def listen(self, changed: Callable[[], None] | None, failed: Callable[[str], None] | None) -> None:
        """Whom to tell that cameras came or went, and that the open one failed, in the system's words."""
        ...

    def missing_part(self) -> str:
        """What keeps cameras from being used at all; empty if nothing does."""
        ...

    def devices(self) -> list[CameraDevice]:
        """The cameras that can be opened, the system's own choice first."""
        ...

    def are_barred(self) -> bool:
        """Whether there are cameras that the system hides from us."""
        ...

    def ask_permission(self, then: Callable[[bool], None]) -> None:
        """Ask the user, where the system wants that, and tell the answer, at once or later."""
        ...

    def make_sink(self) -> "QVideoSink":
        """Where an open camera's frames arrive."""
        ...

    def open(self, device: CameraDevice, sink: "QVideoSink") -> None:
        """Start this camera, which is one of the devices, and no other."""
        ...

    def close(self) -> None:
        """Stop the camera that is open, if one is."""
        ...


def best_mode(modes: Sequence[CameraMode]) -> int | None:
    """Which mode reads badges best, as its place in the list: smooth, near 720 lines, wide, not faster than needed."""

    def fitness(place: int) -> tuple[bool, int, int, float]:
        mode = modes[place]
        return mode.fps >= SMOOTH, -abs(mode.height - HEIGHT), mode.width, min(mode.fps, 30.0)

    return max(range(len(modes)), key=fitness, default=None)


def barred_devices(folder: Path, may_use: Callable[[Path], bool]) -> list[Path]:
    """The video devices of Linux in that folder that this user may not use; Qt does not list them at all."""
    return [file for file in sorted(folder.glob("video*")) if not may_use(file)]


class QtCameras(QObject):
    """The real ones. QtMultimedia is loaded when the camera is first wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._changed: Callable[[], None] | None = None
        self._failed: Callable[[str], None] | None = None
        self._watch: QMediaDevices | None = None
        self._camera: QCamera | None = None
        self._session: QMediaCaptureSession | None = None

    def listen(self, changed: Callable[[], None] | None, failed: Callable[[str], None] | None) -> None:
        """See Cameras."""
        self._changed, self._failed = changed, failed

    def missing_part(self) -> str:
        """See Cameras; the first call loads QtMultimedia and begins to watch for cameras that come and go."""
        try:
            from PySide6.QtMultimedia import QMediaDevices
        except ImportError as reason:
            return str(reason) or "QtMultimedia"
        if self._watch is None:
            self._watch = QMediaDevices()
            self._watch.videoInputsChanged.connect(self._tell_change)
        return ""

    def devices(self) -> list[CameraDevice]:
        """See Cameras."""
        from PySide6.QtMultimedia import QMediaDevices

        inputs = sorted(QMediaDevices.videoInputs(), key=lambda device: not device.isDefault())
        return [CameraDevice(_id(device), device.description()) for device in inputs]

    def are_barred(self) -> bool:
        """See Cameras."""
        return bool(barred_devices(Path("/dev"), lambda file: os.access(file, os.R_OK | os.W_OK)))

    def ask_permission(self, then: Callable[[bool], None]) -> None:
        """See Cameras; Linux always allows, Windows and macOS may ask or have been told never to."""
        application = QCoreApplication.instance()
        wanted = QCameraPermission()
        if application is None:
            then(False)  # noqa: FBT003  # the callable's only argument
        elif application.checkPermission(wanted) is Qt.PermissionStatus.Undetermined:
            application.requestPermission(wanted, self, lambda _answer: then(self._may()))
        else:
            then(self._may())

    def make_sink(self) -> "QVideoSink":
        """See Cameras."""
        from PySide6.QtMultimedia import QVideoSink

        return QVideoSink()

    def open(self, device: CameraDevice, sink: "QVideoSink") -> None:
        """See Cameras."""
        from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QMediaDevices

        self.close()
        chosen = next(one for one in QMediaDevices.videoInputs() if _id(one) == device.id)
        self._camera = QCamera(chosen, self)
        formats = chosen.videoFormats()
        best = best_mode([_mode(each) for each in formats])
        if best is not None:
            self._camera.setCameraFormat(formats[best])
        self._camera.errorOccurred.connect(self._tell_failure)
        self._session = QMediaCaptureSession(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(sink)
        self._camera.start()

    def close(self) -> None:
        """See Cameras; it may be the camera's own failure that asks for it, so the camera outlives this call."""
        if self._camera is not None:
            self._camera.errorOccurred.disconnect(self._tell_failure)
            self._camera.stop()
            self._camera.deleteLater()
        if self._session is not None:
            nowhere: Any = None  # it may outlive the sink; the stub does not know that there may be none
            self._session.setVideoSink(nowhere)
            self._session.deleteLater()
        self._camera = self._session = None

    def _may(self) -> bool:
        application = QCoreApplication.instance()
        return (
            application is not None
            and application.checkPermission(QCameraPermission()) is Qt.PermissionStatus.Granted
        )

    @Slot()
    def _tell_change(self) -> None:
        if self._changed:
            self._changed()

    def _tell_failure(self, _kind: object, words: str) -> None:
        if self._failed:
            self._failed(words)


def _mode(of: "QCameraFormat") -> CameraMode:
    return CameraMode(of.resolution().width(), of.resolution().height(), of.maxFrameRate())


def _id(of: "QCameraDevice") -> str:
    """A device's id as text that settings can keep."""
    return bytes(of.id().data()).decode("utf-8", "replace")
