"""Files that are dropped onto a part of the window."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Watches a widget; takes the first file of a drop, nothing that is no file on this computer."""

    dropped = Signal(object)
    hovered = Signal(bool)

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        place.setAcceptDrops(True)
        place.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept files; leave everything else to whom it concerns."""
        match event.type():
            case QEvent.Type.DragEnter | QEvent.Type.DragMove if isinstance(event, QDropEvent):
                if _path(event) is None:
                    return False
                event.acceptProposedAction()
                self.hovered.emit(True)  # noqa: FBT003  # a signal's argument
                return True
            case QEvent.Type.DragLeave:
                self.hovered.emit(False)  # noqa: FBT003  # a signal's argument
            case QEvent.Type.Drop if isinstance(event, QDropEvent):
                self.hovered.emit(False)  # noqa: FBT003  # a signal's argument
                if path := _path(event):
                    event.acceptProposedAction()
                    self.dropped.emit(path)
                    return True
        return super().eventFilter(watched, event)


def _path(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return next((Path(url.toLocalFile()) for url in urls if url.isLocalFile()), None)
