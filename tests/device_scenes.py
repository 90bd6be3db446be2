"""Loudspeaker and camera as pictures: at the desk, in trouble, and in the Settings page."""

from PySide6.QtWidgets import QApplication, QPushButton

from checkin_app.domain.checkin import Reason
from checkin_app.ui.camera_settings import CameraSettings
from checkin_app.ui.rail import Page
from checkin_app.ui.settings_page import SettingsPage
from checkin_app.ui.shell import Shell
from checkin_app.ui.verdict_card import VerdictCard
from tests.screen_stage import Scene, Stage
from tests.ui.camera_samples import badge, frame, scene, turned


def _see_badge(stage: Stage) -> None:
    """Let the open camera see somebody's badge, and wait until its picture is shown."""
    services = stage.program._services
    assert services is not None
    code = next(each.code for each in services.roster.people() if not each.participant.note)
    reader = stage.program._devices.camera.reader
    shown: list[object] = []
    reader.picture_changed.connect(shown.append)
    reader.set_picture_width(720)
    stage.cameras.sink.setVideoFrame(frame(scene((turned(badge(code, 260), 4), (640, 400)))))
    while not shown:
        QApplication.processEvents()


def _camera(stage: Stage) -> None:
    stage.program._devices.camera.code_read.disconnect()  # the event is that of the next scene, too
    stage.find(Shell).camera_requested.emit()
    _see_badge(stage)
    stage.find(VerdictCard).show_verdict(stage.verdict(Reason.ADMITTED), stage.event)


def _refused(stage: Stage) -> None:
    stage.cameras.permission = False
    stage.find(Shell).camera_requested.emit()


def _absent(stage: Stage) -> None:
    stage.cameras.plugged.clear()
    stage.find(Shell).camera_requested.emit()


def _muted(stage: Stage) -> None:
    stage.find(Shell).mute_requested.emit()


def _section(number: int, then: Scene | None = None) -> Scene:
    def shown(stage: Stage) -> None:
        stage.find(Shell).show_page(Page.SETTINGS)
        QApplication.processEvents()
        stage.find(SettingsPage).show_section(number)
        if then is not None:
            then(stage)

    return shown


def _try_camera(stage: Stage) -> None:
    stage.find(CameraSettings).findChild(QPushButton, "tryCamera").click()  # type: ignore[union-attr]  # it is there
    _see_badge(stage)


SCENES: dict[str, Scene] = {
    "settings-camera": _section(2, _try_camera),
    "settings-sounds": _section(3),
    "settings-sounds-muted": _section(3, _muted),
    "settings-data": _section(6),
    "settings-about": _section(7),
    "checkin-camera": _camera,
    "checkin-camera-refused": _refused,
    "checkin-camera-absent": _absent,
    "checkin-muted": _muted,
}
