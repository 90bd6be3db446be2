"""Ctrl+Z in a field: whether it is about to mean the field's own letters, or what it means on the whole page."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence

_STEPS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def asks_to_undo(event: QEvent) -> bool:
    """Whether Qt asks a field if it wants to undo or redo by itself; ignored, the key is the page's."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and any(event.matches(step) for step in _STEPS)
    )
