"""One print job of the queue: what it is, where it stands and why, and what somebody can do about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from checkin_app.domain.print_job import JobState, PrintJob
from checkin_app.services.spooler import Printer
from checkin_app.ui import theme
from checkin_app.ui.icons import ButtonIcon, IconLabel
from checkin_app.ui.labels import ElidedLabel, label
from checkin_app.ui.printing import print_wording

_LOOKS: Mapping[JobState, tuple[str, str]] = {
    JobState.QUEUED: ("clock", "muted"),
    JobState.SENT: ("printer", "accent"),
    JobState.CONFIRMED: ("circle-check", "teal.ink"),
    JobState.FAILED: ("printer-x", "red.ink"),
    JobState.GIVEN_UP: ("x", "muted"),
}


@dataclass(frozen=True, slots=True)
class JobView:
    """A job with what surrounds it: its time on the event's clocks, the printers, whether the spooler tells of it."""

    job: PrintJob
    time: str
    printers: tuple[Printer, ...] = ()
    is_told: bool = True

    @property
    def printer_title(self) -> str:
        """What people call the job's printer."""
        return next((each.title for each in self.printers if each.name == self.job.printer), self.job.printer)

    @property
    def why(self) -> str:
        """What it waits for, or why it failed."""
        return print_wording.why(self.job, is_told=self.is_told)


class JobRow(QFrame):
    """Shows a job; what is chosen here are wishes, each with the job's id."""

    retry_requested = Signal(str, str)
    confirm_requested = Signal(str)
    deny_requested = Signal(str)
    give_up_requested = Signal(str)
    save_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._id = ""
        self._shown: JobView | None = None
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self.setObjectName("jobRow")
        self._icon = IconLabel("clock", "muted", 24)
        self._title = ElidedLabel("strong")
        self._time = label("caption")
        self._where = ElidedLabel("muted")
        self._why = label("muted", wraps=True)
        self._why.setObjectName("jobWhy")
        self._again = _button("Try again", "retryJob")
        self._other = _button("Other printer", "otherPrinter")
        self._other.setProperty("menu", True)  # noqa: FBT003  # Qt's own signature
        self._other.setMenu(QMenu(self._other))
        self._came = _button("It came out", "confirmJob")
        self._did_not = _button("It did not", "denyJob")
        self._more = QToolButton()
        self._more.setObjectName("moreAboutJob")
        self._more.setProperty("role", "plain")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        place = self._more.sizePolicy()
        place.setRetainSizeWhenHidden(True)
        self._more.setSizePolicy(place)
        ButtonIcon(self._more, "ellipsis", "muted", 18)
        self._more.setMenu(QMenu(self._more))

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self._time)
        self._acts = QWidget()
        acts = QHBoxLayout(self._acts)
        acts.setContentsMargins(0, 4, 0, 0)
        acts.setSpacing(8)
        for button in (self._again, self._other, self._came, self._did_not):
            acts.addWidget(button)
        acts.addStretch(1)
        text = QVBoxLayout()
        text.setSpacing(2)
        text.addLayout(head)
        text.addWidget(self._where)
        text.addWidget(self._why)
        text.addWidget(self._acts)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self._again.clicked.connect(self._retry)
        self._other.menu().triggered.connect(self._retry_elsewhere)
        self._came.clicked.connect(self._confirm)
        self._did_not.clicked.connect(self._deny)
        self._more.menu().triggered.connect(self._tell_wish)

    def show_job(self, view: JobView) -> None:
        """Show a job as it is now."""
        if view == self._shown:
            return
        self._shown = view
        job = self._show_texts(view)
        is_failed, is_sent = job.state is JobState.FAILED, job.state is JobState.SENT
        others = [printer for printer in view.printers if printer.name != job.printer]
        self._again.setVisible(is_failed)
        self._other.setVisible(is_failed and bool(others))
        self._came.setVisible(is_sent)
        self._did_not.setVisible(is_sent)
        self._acts.setVisible(is_failed or is_sent)
        _fill(self._other.menu(), [(_named(each), each.name) for each in others])
        self._more.setVisible(job.state is not JobState.GIVEN_UP)
        _fill(self._more.menu(), _more_of(job.state))

    def _show_texts(self, view: JobView) -> PrintJob:
        job = view.job
        self._id = job.id
        self.setProperty("state", job.state.value)
        self._icon.show_icon(*_LOOKS[job.state])
        self._title.show_text(job.title)
        self._time.setText(view.time)
        self._where.setProperty("role", "error" if job.state is JobState.FAILED else "muted")
        self._where.show_text(print_wording.where(job, view.printer_title))
        self._why.setText(view.why)
        self._why.setVisible(bool(view.why))
        self._why.setProperty("role", "plain" if job.state is JobState.FAILED else "warning")
        self._more.setAccessibleName(f"More about {job.title}")
        for button in (self._again, self._other, self._came, self._did_not):
            button.setAccessibleName(f"{button.text()}: {job.title}")
        self.setAccessibleName(print_wording.job_sentence(job, view.printer_title, view.time, view.why))
        theme.polish(self)
        return job

    @Slot()
    def _retry(self) -> None:
        self.retry_requested.emit(self._id, "")

    @Slot(QAction)
    def _retry_elsewhere(self, action: QAction) -> None:
        self.retry_requested.emit(self._id, str(action.data()))

    @Slot()
    def _confirm(self) -> None:
        self.confirm_requested.emit(self._id)

    @Slot()
    def _deny(self) -> None:
        self.deny_requested.emit(self._id)

    @Slot(QAction)
    def _tell_wish(self, action: QAction) -> None:
        wish = {
            "save": self.save_requested,
            "confirm": self.confirm_requested,
            "deny": self.deny_requested,
            "give up": self.give_up_requested,
        }[str(action.data())]
        wish.emit(self._id)


def _more_of(state: JobState) -> Sequence[tuple[str, str]]:
    """(words, wish) beside the buttons."""
    save = ("Save as PDF …", "save")
    match state:
        case JobState.QUEUED:
            return (save, ("Give up", "give up"))
        case JobState.FAILED:
            return (save, ("It came out after all", "confirm"), ("Give up", "give up"))
        case JobState.CONFIRMED:
            return (save, ("It did not come out well", "deny"))
        case JobState.SENT | JobState.GIVEN_UP:
            return (save,)


def _fill(menu: QMenu, choices: Sequence[tuple[str, str]]) -> None:
    menu.clear()
    for words, value in choices:
        menu.addAction(words.replace("&", "&&")).setData(value)


def _named(printer: Printer) -> str:
    return f"{printer.title} — {printer.trouble}" if printer.trouble else printer.title


def _button(words: str, name: str) -> QPushButton:
    made = QPushButton(words)
    made.setObjectName(name)
    return made
