"""What is seen before an event is open: try the demo, create an event, or open one."""

from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from checkin_app.ui import file_dialogs, theme, wording
from checkin_app.ui.background import Background
from checkin_app.ui.file_dialogs import AskForFile
from checkin_app.ui.icons import ButtonIcon, IconLabel
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import hint, label
from checkin_app.ui.new_event_form import NewEventForm

EVENT_ENDING = ".checkin"
EVENT_FILES = "Event files (*.checkin)"
_WIDTH = 560
_MOST_RECENT, _SHORT = 4, 22


class FirstRunPage(QWidget):
    """Tells what is wished for; opening and creating is not done here."""

    demo_requested = Signal()
    file_chosen = Signal(object)
    event_described = Signal(object)
    programme_chosen = Signal(object)

    def __init__(
        self,
        recent: Sequence[str],
        background: Background,
        open_file: AskForFile = file_dialogs.open_file,
    ) -> None:
        super().__init__()
        self._recent = [Path(each) for each in recent]
        self._open_file = open_file
        self._make(background)
        self._arrange()
        self._connect()

    def _make(self, background: Background) -> None:
        self.setObjectName("shell")
        self._stack = QStackedWidget()
        self._again = _choice("history", "Open the last event again")
        self._again.setObjectName("openAgain")
        self._demo = _choice("scan", "Open the demo event")
        self._demo.setObjectName("openDemo")
        self._create = _choice("plus", "Create an event")
        self._create.setObjectName("createEvent")
        self._open = _choice("folder-open", "Open an event file")
        self._open.setObjectName("openEvent")
        self._form = NewEventForm()
        self._job = JobBar(background)

    def _arrange(self) -> None:
        start = QWidget()
        column = QVBoxLayout(start)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(IconLabel("scan", "accent", 56), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label("title", "Check-in desk"))
        column.addWidget(label("muted", wording.WELCOME, wraps=True))
        column.addSpacing(8)
        for button in (self._again, self._demo, self._create, self._open):
            column.addWidget(button)
        column.addWidget(self._job)
        if self._recent:
            self._again.setText(f"  Open {_name(self._recent[0])} again")
        self._again.setVisible(bool(self._recent))
        if len(self._recent) > 1:
            column.addSpacing(2)
            column.addLayout(self._earlier())
        self._stack.addWidget(start)
        self._stack.addWidget(self._form)
        self._stack.setFixedWidth(theme.scaled(_WIDTH))
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._stack)
        middle.addStretch(1)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addLayout(middle)
        row.addStretch(1)

    def _earlier(self) -> QHBoxLayout:
        """The events that were opened before the last one."""
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(label("muted", "Earlier:"))
        for path in self._recent[1:_MOST_RECENT]:
            button = QPushButton(_name(path, _SHORT))
            button.setProperty("role", "quiet")
            button.setObjectName("openRecent")
            button.setToolTip(hint(str(path)))
            button.setAccessibleName(f"Open {path.stem}")
            button.clicked.connect(partial(self.file_chosen.emit, path))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self._again.clicked.connect(self._choose_last)
        self._demo.clicked.connect(self.demo_requested)
        self._create.clicked.connect(self._show_form)
        self._open.clicked.connect(self._ask_for_file)
        self._form.cancelled.connect(self._show_start)
        self._form.described.connect(self.event_described)
        self._form.programme_requested.connect(self._ask_for_programme)

    def run(self, work: Generator[tuple[int, int], None, Path], under_way: str) -> None:
        """Show work that ends with an event file to open."""

        def tell(path: Path) -> str:
            self.file_chosen.emit(path)
            return f"Opening {path.name} …"

        self._job.run(work, under_way, tell)

    @Slot()
    def _choose_last(self) -> None:
        if self._recent:
            self.file_chosen.emit(self._recent[0])

    @Slot()
    def _ask_for_file(self) -> None:
        chosen = self._open_file(self, "Open an event file", "", EVENT_FILES)
        if chosen is not None:
            self.file_chosen.emit(chosen)

    @Slot()
    def _ask_for_programme(self) -> None:
        chosen = self._open_file(self, "Take the programme from", "", "Programme (*.toml)")
        if chosen is not None:
            self.programme_chosen.emit(chosen)

    @Slot()
    def _show_form(self) -> None:
        self._stack.setCurrentWidget(self._form)
        self._form.begin()

    @Slot()
    def _show_start(self) -> None:
        self._stack.setCurrentIndex(0)


def _name(path: Path, most: int = 60) -> str:
    """The event's file as a button calls it: an ampersand would be taken for a key."""
    name = path.stem if len(path.stem) <= most else f"{path.stem[: most - 1]}…"
    return name.replace("&", "&&")


def _choice(icon: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "choice")
    ButtonIcon(button, icon, "accent", 26)
    return button
