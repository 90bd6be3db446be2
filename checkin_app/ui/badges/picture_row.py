"""A logo or a background of a badge design: chosen, seen in small, taken away."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from checkin_app.domain.badge_look import Picture
from checkin_app.ui import theme

_ROOM = QSize(54, 34)


class PictureRow(QWidget):
    """Knows which picture is meant by its SHA-256; empty for none."""

    choice_requested = Signal()
    removed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.sha256 = ""
        self._seen = QLabel()
        self._seen.setFixedSize(theme.scaled(_ROOM.width()), theme.scaled(_ROOM.height()))
        self._seen.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._choose = QPushButton("Choose …")
        self._choose.setAccessibleName(f"Choose {name}")
        self._remove = QPushButton("Remove")
        self._remove.setAccessibleName(f"Remove {name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._seen)
        row.addWidget(self._choose, 1)
        row.addWidget(self._remove)
        self._choose.clicked.connect(self.choice_requested)
        self._remove.clicked.connect(self._take_away)
        self.show_picture(None)

    def show_picture(self, picture: Picture | None) -> None:
        """Show a picture, or that there is none."""
        self.sha256 = picture.sha256 if picture is not None else ""
        self._seen.setVisible(picture is not None)
        self._remove.setVisible(picture is not None)
        if picture is not None:
            ratio = self.devicePixelRatioF()
            small = QPixmap.fromImage(QImage.fromData(picture.content)).scaled(
                self._seen.size() * ratio,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            small.setDevicePixelRatio(ratio)
            self._seen.setPixmap(small)

    @Slot()
    def _take_away(self) -> None:
        self.show_picture(None)
        self.removed.emit()
