"""Which camera reads badges, a live picture to try it, and why there is none."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QPushButton

from checkin_app.ui import device_wording, theme
from checkin_app.ui.camera import CameraReader
from checkin_app.ui.camera_state import SAYS, CameraState
from checkin_app.ui.camera_view import CameraView
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import label
from checkin_app.ui.settings_panel import SettingsPanel, in_a_row

_PICTURE = 360


class CameraSettings(SettingsPanel):
    """Looks for cameras when it is first seen, so that nothing of them is loaded for those who use none.

    While a camera is tried, what it reads is shown here and recorded nowhere. The desk does not use it meanwhile:
    it does so only while it is seen, and then this is not.
    """

    def __init__(self, reader: CameraReader, device_id: str) -> None:
        super().__init__("Camera")
        self._reader = reader
        self._device_id = device_id
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self._devices = QComboBox()
        self._devices.setObjectName("cameraDevices")
        self._try = QPushButton("Try the camera")
        self._try.setObjectName("tryCamera")
        self._try.setCheckable(True)
        ButtonIcon(self._try, "camera", "muted", 18)
        self._view = CameraView()
        self._view.setFixedWidth(theme.scaled(_PICTURE))
        self._view.hide()
        self._result = label("muted", wraps=True)
        self._result.setObjectName("cameraResult")

    def _arrange(self) -> None:
        self.add_row("Camera", self._devices)
        self.add_row("", in_a_row(self._try, self._result))
        self.add_row("", in_a_row(self._view, label("plain")))
        self.add_row("", label("caption", device_wording.CAMERA_USE, wraps=True))

    def _connect(self) -> None:
        self._devices.activated.connect(self._choose)
        self._try.clicked.connect(self._turn)
        self._reader.devices_changed.connect(self._list_devices)
        self._reader.state_changed.connect(self._view.show_state)
        self._reader.picture_changed.connect(self._view.show_picture)
        self._reader.code_read.connect(self._show_code)
        self._view.picture_width_changed.connect(self._reader.set_picture_width)

    @property
    def is_trying(self) -> bool:
        """Whether the live picture is shown."""
        return self._try.isChecked()

    def showEvent(self, event: QShowEvent) -> None:
        """Look which cameras there are."""
        super().showEvent(event)
        self._list_devices()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the picture: let go of the camera."""
        super().hideEvent(event)
        self._end()

    @Slot()
    def _list_devices(self) -> None:
        if not self.isVisible():
            return
        foreseen = self._reader.foreseen()
        devices = self._reader.devices()
        self._devices.clear()
        self._devices.addItem(device_wording.OWN_CHOICE, "")
        for device in devices:
            self._devices.addItem(device.name, device.id)
        if self._device_id and self._devices.findData(self._device_id) < 0:
            self._devices.addItem(device_wording.not_connected(self._device_id), self._device_id)
        self._devices.setCurrentIndex(self._devices.findData(self._device_id))
        if not self.is_trying:
            self._say_foreseen(foreseen)

    def _say_foreseen(self, state: CameraState) -> None:
        self._try.setEnabled(state is CameraState.OFF)
        if state.is_trouble:
            self._say(str(SAYS[state]), "warning")
        else:
            self._say("", "muted")

    @Slot()
    def _choose(self) -> None:
        self._device_id = str(self._devices.currentData())
        self.changed.emit("camera", self._device_id)
        if self.is_trying:
            self._reader.start(self._device_id)

    @Slot(bool)
    def _turn(self, wanted: bool) -> None:  # noqa: FBT001  # a signal's argument
        if not wanted:
            self._end()
            return
        self._view.show()
        self._say(device_wording.CAMERA_TEST, "muted")
        self._reader.set_picture_width(self._view.picture_width)
        self._reader.start(self._device_id)

    def _end(self) -> None:
        if self._view.isHidden():
            return
        self._try.setChecked(False)
        self._view.hide()
        self._say("", "muted")
        self._reader.stop()

    @Slot(str)
    def _show_code(self, code: str) -> None:
        if self.is_trying:
            self._say(device_wording.code_seen(code), "good")

    def _say(self, text: str, role: str) -> None:
        self._result.setProperty("role", role)
        self._result.setText(text)
        theme.polish(self._result)
