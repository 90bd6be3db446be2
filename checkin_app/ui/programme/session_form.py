"""Everything about one session, edited in place: what is changed is told when a field is left."""

from dataclasses import replace
from datetime import time

from PySide6.QtCore import QStringListModel, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from checkin_app.domain.event import Admits, Event, Session
from checkin_app.domain.programme_edits import minutes_into, time_after
from checkin_app.domain.programme_line import read_time
from checkin_app.services.programme import Numbers
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import label
from checkin_app.ui.programme import sentences
from checkin_app.ui.programme.field_grid import column_of, field, grid

_WHO = (
    (Admits.EVERYONE, "Everyone of the day"),
    (Admits.REGISTERED, "Only who is registered"),
    (Admits.CATEGORIES, "Certain categories"),
)


class SessionForm(QWidget):
    """Tells the session as it shall be (or what stands in the way, under the fields)."""

    changed = Signal(object)
    removal_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._event: Event | None = None
        self._shown: Session | None = None
        self._told: Session | None = None
        self._boxes: dict[str, QCheckBox] = {}
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self._title = field("sessionTitle")
        self._code = field("sessionCode", longest=40)
        self._starts = field("sessionStarts", longest=8)
        self._ends = field("sessionEnds", longest=8)
        self._room = field("sessionRoom")
        self._seats = field("sessionSeats", longest=7, placeholder="no limit")
        self._host = field("sessionHost")
        self._rooms, self._hosts = QStringListModel(self), QStringListModel(self)
        for each, known in ((self._room, self._rooms), (self._host, self._hosts)):
            completer = QCompleter(known, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.popup().setObjectName("completions")  # type: ignore[union-attr]  # it makes one when asked
            each.setCompleter(completer)
        self._who = QComboBox()
        self._who.setObjectName("sessionWho")
        for value, words in _WHO:
            self._who.addItem(words, value)
        self._categories = QWidget()
        self._certificate = QCheckBox("Counts for the certificate")
        self._certificate.setObjectName("sessionCertificate")
        self._problem = label("error", wraps=True)
        self._problem.setObjectName("sessionProblem")
        self._numbers = label("caption", wraps=True)
        self._numbers.setObjectName("sessionNumbers")
        self._remove = QPushButton("Remove this session")
        self._remove.setObjectName("removeSession")
        ButtonIcon(self._remove, "trash-2", "text", 18)

    def _arrange(self) -> None:
        times = QWidget()
        times.setAccessibleName("Time")
        row = QHBoxLayout(times)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._starts.setAccessibleName("Start")
        self._ends.setAccessibleName("End")
        row.addWidget(self._starts, 1)
        row.addWidget(label("muted", "–"))
        row.addWidget(self._ends, 1)
        self._boxes_column = QVBoxLayout(self._categories)
        self._boxes_column.setContentsMargins(4, 0, 0, 0)
        self._boxes_column.setSpacing(6)
        column = column_of(self)
        column.addLayout(
            grid(
                (
                    ("Title", self._title),
                    ("Time", times),
                    ("Room", self._room),
                    ("Seats", self._seats),
                    ("Host", self._host),
                    ("Code", self._code),
                    ("For", self._who),
                )
            )
        )
        column.addWidget(self._categories)
        column.addWidget(self._certificate)
        column.addWidget(self._problem)
        column.addWidget(self._numbers)
        column.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def _connect(self) -> None:
        for each in self._fields():
            each.editingFinished.connect(self._tell)
        self._starts.textEdited.connect(self._keep_length)
        self._who.activated.connect(self._choose_who)
        self._certificate.clicked.connect(self._tell)
        self._remove.clicked.connect(self._ask_for_removal)

    def _fields(self) -> tuple[QLineEdit, ...]:
        return self._title, self._starts, self._ends, self._room, self._seats, self._host, self._code

    # -- showing ---------------------------------------------------------------------------------------------

    def show_session(self, event: Event, session: Session, numbers: Numbers) -> None:
        """Show a session; what is being typed about the same one stays."""
        self._numbers.setText(sentences.numbers_of_session(session, numbers))
        is_same = self._event == event and self._shown == session
        self._event, self._told = event, None
        if is_same and self._is_edited():
            return
        self._shown = session
        self._rooms.setStringList(sorted({s.room for _, s in event.sessions() if s.room}))
        self._hosts.setStringList(sorted({s.host for _, s in event.sessions() if s.host}))
        self._show_boxes(event, session)
        self._fill(session)

    def show_again(self) -> None:
        """Forget what was typed."""
        self._told = None
        if self._shown is not None and self._event is not None:
            self._show_boxes(self._event, self._shown)
            self._fill(self._shown)

    def begin(self) -> None:
        """Put the caret into the title."""
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)
        self._title.selectAll()

    def _fill(self, session: Session) -> None:
        self._title.setText(session.title)
        self._starts.setText(f"{session.starts:%H:%M}")
        self._ends.setText(f"{session.ends:%H:%M}")
        self._room.setText(session.room)
        self._seats.setText("" if session.capacity is None else str(session.capacity))
        self._host.setText(session.host)
        self._code.setText(session.code)
        self._who.setCurrentIndex([value for value, _ in _WHO].index(session.admits))
        self._categories.setVisible(session.admits is Admits.CATEGORIES)
        self._certificate.setChecked(session.certificate)
        self._problem.hide()
        for each in self._fields():
            each.setCursorPosition(0)

    def _show_boxes(self, event: Event, session: Session) -> None:
        for box in self._boxes.values():
            self._boxes_column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        for category in event.categories:
            box = QCheckBox(category.name.replace("&", "&&"))
            box.setChecked(category.name in session.categories)
            box.clicked.connect(self._tell)
            self._boxes[category.name] = box
            self._boxes_column.addWidget(box)

    # -- telling ---------------------------------------------------------------------------------------------

    def _is_edited(self) -> bool:
        described = self._described()
        return isinstance(described, str) or described != self._shown

    def _described(self) -> Session | str:
        """The session that the fields say, or what stands in the way."""
        shown = self._shown
        starts, ends = read_time(self._starts.text()), read_time(self._ends.text())
        seats = self._seats.text().strip()
        if shown is None or not self._title.text().strip():
            return "A session needs a title."
        if starts is None or ends is None:
            return "Write times like 09:30."
        if seats and not (seats.isdecimal() and int(seats)):
            return "Seats are a number, or nothing for no limit."
        admits = Admits(self._who.currentData())
        categories = tuple(name for name, box in self._boxes.items() if box.isChecked())
        if admits is Admits.CATEGORIES and not categories:
            return "Choose at least one category." if self._boxes else "This event has no categories yet."
        return replace(
            shown,
            code=self._code.text().strip() or shown.code,
            title=" ".join(self._title.text().split()),
            starts=starts,
            ends=ends,
            room=" ".join(self._room.text().split()),
            capacity=int(seats) if seats else None,
            host=" ".join(self._host.text().split()),
            admits=admits,
            categories=categories if admits is Admits.CATEGORIES else (),
            certificate=self._certificate.isChecked(),
        )

    @Slot()
    def _tell(self) -> None:
        described = self._described()
        self._problem.setVisible(isinstance(described, str))
        if isinstance(described, str):
            self._problem.setText(described)
        elif described not in {self._shown, self._told}:
            self._told = described
            self.changed.emit(described)

    @Slot()
    def _choose_who(self) -> None:
        is_for_categories = self._who.currentData() is Admits.CATEGORIES
        self._categories.setVisible(is_for_categories)
        if is_for_categories and not any(box.isChecked() for box in self._boxes.values()):
            return  # it is told when the first one is chosen
        self._tell()

    @Slot(str)
    def _keep_length(self, text: str) -> None:
        """A session that begins at another time is as long as it was."""
        starts, event, shown = _whole_time(text), self._event, self._shown
        if starts is not None and event is not None and shown is not None:
            length = minutes_into(event, shown.ends) - minutes_into(event, shown.starts)
            self._ends.setText(f"{time_after(event, minutes_into(event, starts) + length):%H:%M}")

    @Slot()
    def _ask_for_removal(self) -> None:
        if self._shown is not None:
            self.removal_requested.emit(self._shown.code)


def _whole_time(text: str) -> time | None:
    """A time that has its minutes, so that nothing jumps while the hour is being typed."""
    return read_time(text) if len(text.strip()) >= len("9:00") else None
