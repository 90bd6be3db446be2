"""What surrounds the list of recipients: the head with its buttons, how far the sending is, what is missing for it."""

from collections.abc import Mapping
from enum import Enum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from checkin_app.ui import theme
from checkin_app.ui.icons import ButtonIcon, IconLabel
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.labels import label
from checkin_app.ui.mailing import mail_wording
from checkin_app.ui.mailing.mail_account import MailAccount
from checkin_app.ui.mailing.recipient_table import Sift
from checkin_app.ui.segments import Segments

_SIDE_WIDTH = 360


class Side(Enum):
    """What stands beside the list."""

    WORDING = "The message"
    LETTER = "As it goes out"


class MailingFrame(QWidget):
    """Tells wishes; knows no service."""

    back_requested = Signal()
    settings_requested = Signal()
    send_requested = Signal()
    stop_requested = Signal()
    rehearsal_requested = Signal()
    again_requested = Signal()
    sift_chosen = Signal(object)
    side_chosen = Signal(object)
    password_typed = Signal(str)

    def __init__(self, table: QWidget, side: QWidget, job: JobBar) -> None:
        super().__init__()
        self._forbidden = ""
        self._is_busy = False
        self._due = 0
        self._can_send = False
        self._make()
        self._make_bands()
        self._arrange(table, side, job)
        self._connect()

    def _make(self) -> None:
        self._back = QPushButton("Badges")
        self._back.setObjectName("mailBack")
        ButtonIcon(self._back, "chevron-left", "text", 18)
        self._rehearse = QPushButton("Dry run")
        self._rehearse.setObjectName("mailRehearse")
        self._send = QPushButton(mail_wording.send_button(0))
        self._send.setObjectName("mailSend")
        self._send.setProperty("role", "primary")
        self._stop = QPushButton("Stop")
        self._stop.setObjectName("mailStop")
        self._again = QPushButton("Send again")
        self._again.setObjectName("mailAgain")
        self._again.setEnabled(False)
        self._sides = Segments([(each, each.value) for each in Side], "Beside the list")
        self._sides.setObjectName("mailSides")
        self._chips = QButtonGroup(self)
        for number, sift in enumerate(Sift):
            chip = QPushButton(sift.value)
            chip.setObjectName(f"sift{sift.name.capitalize()}")
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            self._chips.addButton(chip, number)
        self._chips.button(0).setChecked(True)

    def _make_bands(self) -> None:
        self._said = label("muted", wraps=True)
        self._said.setObjectName("mailSaid")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(theme.scaled(180))
        self._lacking = QFrame()
        self._lacking.setProperty("role", "caution")
        self._lacks = label("caution", wraps=True)
        self._lacks.setObjectName("mailLacks")
        self._settings = QPushButton("Open Settings")
        self._settings.setObjectName("mailSettings")
        self._password = QLineEdit()
        self._password.setObjectName("mailPassword")
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setFixedWidth(theme.scaled(220))

    def _arrange(self, table: QWidget, side: QWidget, job: JobBar) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._back)
        head.addWidget(label("title", "Tickets by e-mail"))
        head.addStretch(1)
        for button in (self._rehearse, self._send, self._stop):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 18)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._lacking)
        column.addLayout(self._progress_row())
        column.addWidget(job)
        body = QHBoxLayout()
        body.setSpacing(14)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(self._sifting_row())
        left.addWidget(table, 1)
        body.addLayout(left, 1)
        beside = QFrame()
        beside.setProperty("role", "panel")
        beside.setFixedWidth(theme.scaled(_SIDE_WIDTH))
        right = QVBoxLayout(beside)
        right.setContentsMargins(14, 12, 14, 14)
        right.setSpacing(10)
        right.addWidget(self._sides, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(side, 1)
        body.addWidget(beside)
        column.addLayout(body, 1)
        self._arrange_lacking()
        self._stop.hide()
        self._progress.hide()
        self._said.hide()

    def _progress_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._said, 1)
        row.addWidget(self._progress)
        return row

    def _sifting_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for chip in self._chips.buttons():
            row.addWidget(chip)
        row.addStretch(1)
        row.addWidget(self._again)
        return row

    def _arrange_lacking(self) -> None:
        row = QHBoxLayout(self._lacking)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(IconLabel("mail", "on_caution", 22))
        row.addWidget(self._lacks, 1)
        row.addWidget(self._password)
        row.addWidget(self._settings)

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._rehearse.clicked.connect(self.rehearsal_requested)
        self._send.clicked.connect(self.send_requested)
        self._stop.clicked.connect(self.stop_requested)
        self._again.clicked.connect(self.again_requested)
        self._settings.clicked.connect(self.settings_requested)
        self._sides.chosen.connect(self.side_chosen)
        self._chips.idClicked.connect(self._choose_sift)
        self._password.editingFinished.connect(self._tell_password)

    @Slot(int)
    def _choose_sift(self, number: int) -> None:
        self.sift_chosen.emit(list(Sift)[number])

    @Slot()
    def _tell_password(self) -> None:
        if self._password.text():
            self.password_typed.emit(self._password.text())
            self._password.clear()

    # -- showing ---------------------------------------------------------------------------------------------

    def show_counts(self, counts: Mapping[Sift, int]) -> None:
        """How many people each choice comes to."""
        self._due = counts[Sift.DUE]
        for number, sift in enumerate(Sift):
            self._chips.button(number).setText(f"{sift.value}  {counts[sift]:,}")
        self._send.setText(mail_wording.send_button(self._due))
        self._show_buttons()

    def show_sift(self, sift: Sift) -> None:
        """Show which choice holds."""
        self._chips.button(list(Sift).index(sift)).setChecked(True)

    def show_side(self, side: Side) -> None:
        """Turn to the message, or to one as it goes out."""
        self._sides.show_choice(side)
        self.side_chosen.emit(side)

    def show_account(self, account: MailAccount) -> None:
        """What is missing before anything can be sent."""
        lacks = self._forbidden or ("" if account.is_set_up else mail_wording.NO_SERVER)
        asks = not lacks and account.lacks_password
        if asks:
            lacks = mail_wording.password_for(account.server.user, account.server.host)
        self._lacks.setText(lacks)
        self._lacking.setVisible(bool(lacks))
        self._password.setVisible(asks)
        self._password.setAccessibleName(lacks)
        self._settings.setVisible(bool(lacks) and not asks and not self._forbidden)
        self._can_send = not lacks
        self._show_buttons()

    def forbid_sending(self, why: str) -> None:
        """Send nothing from here, ever."""
        self._forbidden = why

    def offer_again(self, wanted: bool) -> None:  # noqa: FBT001  # yes or no
        """Whether somebody is chosen whose ticket can be sent again."""
        self._again.setEnabled(wanted and not self._is_busy)

    def show_busy(self, *, is_busy: bool) -> None:
        """Whether tickets are being sent."""
        self._is_busy = is_busy
        self._progress.setVisible(is_busy)
        self._stop.setVisible(is_busy)
        self._send.setVisible(not is_busy)
        self._show_buttons()

    def show_progress(self, said: str, done: int, total: int) -> None:
        """How far the sending is."""
        self._progress.setRange(0, max(1, total))
        self._progress.setValue(done)
        self._tell(said, "muted")

    def show_end(self, said: str, *, well: bool) -> None:
        """How it ended."""
        self._tell(said, "good" if well else "error")

    def _tell(self, said: str, role: str) -> None:
        self._said.setProperty("role", role)
        theme.polish(self._said)
        self._said.setText(said)
        self._said.show()

    def _show_buttons(self) -> None:
        self._send.setEnabled(self._can_send and bool(self._due) and not self._is_busy)
        self._rehearse.setEnabled(not self._is_busy)
