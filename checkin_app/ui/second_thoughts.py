"""What Ctrl+Z and Ctrl+Shift+Z mean: on most pages the desk's last check-in, on a page with acts of its own the last of these."""

from typing import Protocol, runtime_checkable


@runtime_checkable
class SecondThoughts(Protocol):
    """Something whose last act can be taken back and done again."""

    def undo(self) -> None:
        """Take back the last act that still counts."""
        ...

    def redo_last(self) -> None:
        """Take back the last undo."""
        ...
