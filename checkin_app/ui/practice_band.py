"""The orange band over the whole window which says that everything is practice and nothing is stored."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from checkin_app.ui.icons import IconLabel
from checkin_app.ui.labels import label


class PracticeBand(QFrame):
    """Hidden while people are really checked in; it cannot be closed without leaving practice."""

    leave_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("practiceBand")
        self.setAccessibleName("Practice — nothing is stored")
        text = label("band", "Practice — nothing is stored")
        leave = QPushButton("Leave practice")
        leave.setObjectName("leavePractice")
        leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        leave.clicked.connect(self.leave_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.setSpacing(14)
        row.addWidget(IconLabel("info", "on_practice", 20))
        row.addWidget(text, 1)
        row.addWidget(leave)
        self.hide()
