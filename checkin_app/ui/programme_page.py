"""The programme: the days of the event and their sessions, as the desk follows them."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from checkin_app.domain.event import Checkpoint, Day, Event, Session
from checkin_app.ui import theme, wording
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.labels import ElidedLabel, hint, label
from checkin_app.ui.table_view import TableView

Index = QModelIndex | QPersistentModelIndex
_HEADERS = ("Time", "Session", "Room", "Who may enter", "Seats", "Host", "Certificate")
_TITLE_COLUMN, _HOST_COLUMN = 1, 5
_ROW = 52
_ROOM_FOR_HOSTS = 1_150


class ProgrammeModel(QAbstractTableModel):
    """A row for each day, and one for each of its sessions."""

    def __init__(self, event: Event) -> None:
        super().__init__()
        self._event = event
        self._rows: list[tuple[Day, Session | None]] = []
        for day in event.days:
            self._rows.append((day, None))
            self._rows += [(day, session) for session in day.sessions]

    def day_rows(self) -> list[int]:
        """The rows that are days."""
        return [number for number, (_, session) in enumerate(self._rows) if session is None]

    def row_of(self, checkpoint: Checkpoint) -> int:
        """The row of a session, or of a day for its entrance; -1 if there is none."""
        for number, (day, session) in enumerate(self._rows):
            if day.date == checkpoint.day and (session.code if session else "") == checkpoint.session:
                return number
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Days and sessions together."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """How many columns."""
        return 0 if parent.isValid() else len(_HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a column."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADERS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        if not index.isValid():
            return None
        day, session = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(day, session, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return hint(self._words(day, session, index.column()))
            case Qt.ItemDataRole.FontRole if session is None:
                return theme.font(theme.scaled(15), theme.STRONG)
            case Qt.ItemDataRole.TextAlignmentRole if session is None:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            case _:
                return None

    def _words(self, day: Day, session: Session | None, column: int) -> str:
        if session is None:
            return wording.day_heading(self._event, day) if column == 0 else ""
        seats = "" if session.capacity is None else str(session.capacity)
        return (
            wording.session_times(session),
            session.title,
            session.room,
            wording.who_may_enter(session),
            seats,
            session.host,
            "Counts" if session.certificate else "–",
        )[column]


class ProgrammePage(QWidget):
    """Shows the programme that the desk knows."""

    def __init__(self, post: DeskPost) -> None:
        super().__init__()
        self._post = post
        self._make()
        self._arrange()
        self._post.moved.connect(self._show_where_we_are)
        self._post.programme_learned.connect(self._show)

    def _make(self) -> None:
        self._about = ElidedLabel("muted")
        self._model = ProgrammeModel(self._post.programme)
        self._table = TableView(self._model, "Programme")
        self._table.setObjectName("programmeTable")
        self._table.setWordWrap(True)
        self._table.verticalHeader().setDefaultSectionSize(theme.scaled(_ROW))
        self._table.say_when_empty(
            "The programme is empty. Bring one in on the command line: checkin programme EVENT FILE"
        )

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(label("title", "Programme"))
        head.addWidget(self._about, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self._table, 1)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(_TITLE_COLUMN, QHeaderView.ResizeMode.Stretch)
        for section, width in {0: 124, 2: 140, 3: 180, 4: 76, 5: 210, 6: 104}.items():
            header.resizeSection(section, theme.scaled(width))
        self._show()

    @Slot()
    def _show(self) -> None:
        event = self._post.programme
        self._about.show_text(wording.event_about(event))
        self._model = ProgrammeModel(event)
        self._table.setModel(self._model)
        for row in self._model.day_rows():
            self._table.setSpan(row, 0, 1, len(_HEADERS))
        self._show_where_we_are()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out who hosts a session where there is little room."""
        super().resizeEvent(event)
        self._table.setColumnHidden(_HOST_COLUMN, self.width() < theme.scaled(_ROOM_FOR_HOSTS))

    @Slot()
    def _show_where_we_are(self) -> None:
        if self._post.checkpoint is not None:
            self._table.selectRow(self._model.row_of(self._post.checkpoint))
