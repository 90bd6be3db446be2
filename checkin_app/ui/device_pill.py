"""A small round button in the top bar that shows how the loudspeaker or the camera stands."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton

from checkin_app.ui import theme
from checkin_app.ui.device_faces import Face
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import hint

_SIDE = 44


class DevicePill(QToolButton):
    """Takes no caret from the desk: what it does has a key of its own."""

    def __init__(self, object_name: str, face: Face | None) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setProperty("role", "device")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(QSize(theme.scaled(_SIDE), theme.scaled(_SIDE)))
        self._drawing = ButtonIcon(self, "volume-2", "text", 22)
        self.show_face(face)

    def show_face(self, face: Face | None) -> None:
        """Show how the device stands; None hides it."""
        self.setVisible(face is not None)
        if face is None:
            return
        self.setAccessibleName(face.name)
        self.setAccessibleDescription(str(face.hint))
        self.setToolTip(hint(str(face.hint)))
        self.setProperty("warning", face.is_warning)
        theme.polish(self)
        self._drawing.change(face.icon, "amber.text" if face.is_warning else "text")
