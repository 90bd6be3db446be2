"""What staff can do about the verdict that is shown, each with its key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget


class VerdictButtons(QWidget):
    """A row that is only as full as there is something to do; without anything it is hidden."""

    undo_requested = Signal()
    redo_requested = Signal()
    retry_requested = Signal()
    walk_in_requested = Signal()
    print_requested = Signal()
    edit_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._make()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for button in self._all:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addStretch(1)
        self.offer()

    def _make(self) -> None:
        self._retry = QPushButton("Retry   Enter")
        self._retry.setProperty("role", "primary")
        self._undo = QPushButton("Undo   Ctrl+Z")
        self._redo = QPushButton("Redo   Ctrl+Shift+Z")
        self._walk_in = QPushButton("Add a walk-in with this badge   Ctrl+N")
        self._walk_in.setObjectName("walkInWithBadge")
        self._print = QPushButton("Print badge   Ctrl+P")
        self._print.setObjectName("printShownBadge")
        self._edit = QPushButton("Edit   F2")
        self._edit.setObjectName("editPerson")
        self._all = (self._retry, self._undo, self._redo, self._walk_in, self._print, self._edit)
        self._retry.clicked.connect(self.retry_requested)
        self._undo.clicked.connect(self.undo_requested)
        self._redo.clicked.connect(self.redo_requested)
        self._walk_in.clicked.connect(self.walk_in_requested)
        self._print.clicked.connect(self.print_requested)
        self._edit.clicked.connect(self.edit_requested)

    def offer(
        self,
        *,
        retry: bool = False,
        undo: bool = False,
        redo: bool = False,
        walk_in: bool = False,
        badge: bool = False,
        edit: bool = False,
    ) -> None:
        """Show these and no others."""
        offered = (retry, undo, redo, walk_in, badge, edit)
        for button, is_offered in zip(self._all, offered, strict=True):
            button.setVisible(is_offered)
        self.setVisible(any(offered))
