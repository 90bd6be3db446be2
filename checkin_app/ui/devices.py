"""The loudspeaker and the camera of this computer, plugged into the event that is open."""

from PySide6.QtCore import QObject, Slot

from checkin_app import paths
from checkin_app.settings import Settings
from checkin_app.ui.camera import CameraReader
from checkin_app.ui.camera_view import CameraView
from checkin_app.ui.checkin_page import CheckinPage
from checkin_app.ui.desk_camera import DeskCamera
from checkin_app.ui.desk_sounds import DeskSounds
from checkin_app.ui.device_faces import camera_face, sound_face
from checkin_app.ui.rail import Page
from checkin_app.ui.reception import Reception
from checkin_app.ui.shell import Shell
from checkin_app.ui.sounds import Sounds


class Devices(QObject):
    """Outlives the events that are opened one after the other. Nothing about it can fail the desk.

    Neither sound system nor camera is touched before it is wanted.
    """

    def __init__(
        self, sounds: Sounds | None = None, reader: CameraReader | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.sounds = DeskSounds(sounds or Sounds(paths.resources() / "sounds"))
        self.camera = DeskCamera(reader or CameraReader())
        for part in (self.sounds, self.camera):
            part.setParent(self)
            part.changed.connect(self._show)
        self.camera.code_read.connect(self._take_code)
        self._shell: Shell | None = None

    def start(self, shell: Shell, desk: CheckinPage, reception: Reception) -> None:
        """Serve this desk from now on."""
        view = CameraView(is_small=True)
        desk.add_camera(view)
        self._shell = shell
        shell.camera_requested.connect(self._turn_camera)
        self.camera.attend(desk, view)
        self.sounds.attend(reception)
        self._show()

    def stop(self) -> None:
        """The desk goes: no camera stays on for it."""
        self._shell = None
        self.camera.leave()

    def obey(self, own: Settings) -> None:
        """Take over what belongs to this computer."""
        self.camera.choose(own.camera)
        self.sounds.set(is_on=own.sounds, volume=own.volume)

    def close(self) -> None:
        """Let go of everything for good."""
        self.stop()
        self.camera.close()
        self.sounds.close()

    @Slot(str)
    def _take_code(self, code: str) -> None:
        """What the camera has read is a scan like any other."""
        if self._shell is not None:
            self._shell.take_scan("", code)

    @Slot()
    def _turn_camera(self) -> None:
        """At the desk on or off; elsewhere it is the wish to go there, with the camera on."""
        if self._shell is None:
            return
        if self._shell.is_at_desk:
            self.camera.turn()
        else:
            self.camera.want(is_wanted=True)
            self._shell.show_page(Page.CHECKIN)

    @Slot()
    def _show(self) -> None:
        if self._shell is None:
            return
        bar, camera = self._shell.top_bar, self.camera
        bar.sound.show_face(sound_face(is_muted=self.sounds.is_muted, why_silent=self.sounds.why_silent))
        bar.camera.show_face(
            camera_face(camera.state, is_wanted=camera.is_wanted, is_resting=camera.is_resting)
        )
