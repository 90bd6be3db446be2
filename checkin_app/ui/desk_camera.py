"""The camera as a scanner of the desk: on when it is wanted, and only while the desk can be seen."""

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from checkin_app.ui.camera import CameraReader
from checkin_app.ui.camera_state import CameraState
from checkin_app.ui.camera_view import CameraView


class DeskCamera(QObject):
    """Lets go of the camera whenever nobody sees its picture: on other pages, and while the window is hidden."""

    changed = Signal()
    code_read = Signal(str)
    """A code that was not in view before."""

    def __init__(self, reader: CameraReader) -> None:
        super().__init__()
        self._reader = reader
        reader.setParent(self)
        self._page: QWidget | None = None
        self._view: CameraView | None = None
        self._device_id = ""
        self._is_wanted = False
        self._is_seen = False
        reader.code_read.connect(self._tell_code)
        reader.state_changed.connect(self.changed)

    @property
    def reader(self) -> CameraReader:
        """What reads the pictures; others may use it while the desk is not seen."""
        return self._reader

    @property
    def is_wanted(self) -> bool:
        """Whether badges shall be read with the camera at the desk."""
        return self._is_wanted

    @property
    def is_resting(self) -> bool:
        """Whether it is wanted, but the desk is not seen."""
        return self._is_wanted and not self._is_seen

    @property
    def state(self) -> CameraState:
        """Where the camera stands."""
        return self._reader.state

    def attend(self, page: QWidget, view: CameraView) -> None:
        """Serve this desk from now on: its page, and the view in it where the picture is shown."""
        self._page, self._view = page, view
        self._reader.state_changed.connect(view.show_state)
        self._reader.picture_changed.connect(view.show_picture)
        view.picture_width_changed.connect(self._reader.set_picture_width)
        view.setVisible(self._is_wanted)
        page.installEventFilter(self)
        self._see(is_seen=page.isVisible())

    def leave(self) -> None:
        """The desk goes; the next one finds the camera wanted, if it was."""
        if self._page is not None:
            self._page.removeEventFilter(self)
        self._page = self._view = None
        self._see(is_seen=False)

    def choose(self, device_id: str) -> None:
        """Use this camera; an empty name is the system's own choice."""
        if device_id != self._device_id:
            self._device_id = device_id
            if self._is_wanted and self._is_seen:
                self._reader.start(device_id)

    @Slot()
    def turn(self) -> None:
        """On if it is off, off if it is on."""
        self.want(is_wanted=not self._is_wanted)

    def want(self, *, is_wanted: bool) -> None:
        """Read badges with the camera from now on, or no more."""
        self._is_wanted = is_wanted
        if self._view is not None:
            self._view.setVisible(is_wanted)
        self._follow()

    def close(self) -> None:
        """Let go of the camera for good."""
        self.leave()
        self._is_wanted = False
        self._reader.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the desk as it comes and goes; a window that is minimised hides its pages, too."""
        if watched is self._page and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._see(is_seen=event.type() is QEvent.Type.Show)
        return super().eventFilter(watched, event)

    def _see(self, *, is_seen: bool) -> None:
        self._is_seen = is_seen
        self._follow()

    def _follow(self) -> None:
        is_on = self._reader.state is not CameraState.OFF
        if self._is_wanted and self._is_seen:
            if not is_on:
                self._start()
        elif is_on:
            self._reader.stop()
        self.changed.emit()

    def _start(self) -> None:
        if self._view is not None:
            self._reader.set_picture_width(self._view.picture_width)
        self._reader.start(self._device_id)

    @Slot(str)
    def _tell_code(self, code: str) -> None:
        if self._is_wanted and self._is_seen:
            self.code_read.emit(code)
