"""The small live picture of the camera, mirrored, and under it what the camera is up to."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from checkin_app.ui import theme
from checkin_app.ui.camera_state import SAYS, CameraState
from checkin_app.ui.icons import pixmap
from checkin_app.ui.labels import hint, label

_RADIUS = 10
_ICON = 44
_LEAST = QSize(160, 90)
_SHAPE = 9 / 16


class LivePicture(QWidget):
    """A picture in a rounded frame, which it fills; without one, an icon."""

    width_changed = Signal(int)
    """How many pixels of the screen a picture has across."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._icon = "camera"
        self.setObjectName("cameraPicture")
        self.setAccessibleName("What the camera sees")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(_LEAST)

    def show_picture(self, image: QImage) -> None:
        """Show a picture that has its mirror image already."""
        self._image = image
        self.update()

    def show_icon(self, name: str) -> None:
        """Show no picture, not even the last one."""
        self._image = QImage()
        self._icon = name
        self.update()

    def sizeHint(self) -> QSize:
        """Twice the least."""
        return _LEAST * 2

    def hasHeightForWidth(self) -> bool:
        """It keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The shape of most cameras; of others the upper and lower edge is cut off."""
        return round(width * _SHAPE)

    @property
    def pixels(self) -> int:
        """How many pixels of the screen a picture has across."""
        return round(self.width() * self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell how large a picture is worth making."""
        super().resizeEvent(event)
        self.width_changed.emit(self.pixels)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the frame with the picture, or draw the icon in its middle."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        colours = theme.colours()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(colours.line)))
        painter.setBrush(QColor(colours.rail) if self._image.isNull() else self._texture())
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
        if self._image.isNull():
            pixels = theme.scaled(_ICON)
            drawing = pixmap(self._icon, colours.rail_text, pixels, self.devicePixelRatioF())
            painter.drawPixmap(frame.center() - QPointF(pixels / 2, pixels / 2), drawing)
        painter.end()

    def _texture(self) -> QBrush:
        """The picture so large that it leaves no gap, its middle in the middle."""
        scale = max(self.width() / self._image.width(), self.height() / self._image.height())
        left = (self.width() - scale * self._image.width()) / 2
        top = (self.height() - scale * self._image.height()) / 2
        brush = QBrush(self._image)
        brush.setTransform(QTransform.fromTranslate(left, top).scale(scale, scale))
        return brush


class CameraView(QFrame):
    """Takes what a CameraReader tells: its state, and its pictures.

    A small one says nothing while the camera runs, and shows no empty picture where it does not.
    """

    picture_width_changed = Signal(int)
    """How many pixels across the pictures should be made."""

    def __init__(self, *, is_small: bool = False) -> None:
        super().__init__()
        self._is_small = is_small
        self._state = CameraState.OFF
        self._make()
        self._arrange()
        self._picture.width_changed.connect(self.picture_width_changed)
        self.show_state(CameraState.OFF)

    def _make(self) -> None:
        self.setProperty("role", "panel")
        self.setObjectName("cameraView")
        self.setAccessibleName("Camera")
        self._picture = LivePicture()
        self._happened = label("plain", wraps=True)
        self._happened.setObjectName("cameraSays")
        self._remedy = label("muted", wraps=True)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        edge, indent = (8, 6) if self._is_small else (12, 0)
        column.setContentsMargins(edge, edge, edge, edge)
        for text in (self._happened, self._remedy):
            text.setContentsMargins(indent, 0, indent, 0)
        column.setSpacing(8)
        column.addWidget(self._picture)
        column.addWidget(self._happened)
        column.addWidget(self._remedy)
        column.addStretch(1)

    @property
    def picture_width(self) -> int:
        """How many pixels across the pictures should be made."""
        return self._picture.pixels

    def show_picture(self, image: QImage) -> None:
        """Show what the camera sees; a picture that comes late, when it runs no more, is not shown."""
        if self._state is CameraState.RUNNING:
            self._picture.show_picture(image)

    def show_state(self, state: CameraState) -> None:
        """Say where the camera stands; nobody's face stays when it runs no more."""
        self._state = state
        if state is not CameraState.RUNNING:
            self._picture.show_icon("camera-off" if state.is_trouble else "camera")
        sentence = SAYS[state]
        self._happened.setText(sentence.happened)
        self._happened.setProperty("role", "warning" if state.is_trouble else "plain")
        self._remedy.setText(sentence.remedy)
        is_wordless = self._is_small and state is CameraState.RUNNING
        self._happened.setVisible(not is_wordless)
        self._remedy.setVisible(bool(sentence.remedy))
        self._picture.setVisible(not (self._is_small and state.is_trouble))
        self._picture.setToolTip(hint(str(sentence)) if is_wordless else "")
        theme.polish(self._happened)

    def changeEvent(self, event: QEvent) -> None:
        """The picture's frame has the colours of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._picture.update()
