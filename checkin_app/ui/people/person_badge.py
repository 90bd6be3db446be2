"""One person's badge: the code large enough to scan, when it was printed, and a new one where it is lost or wrong."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from checkin_app.domain.code import for_people
from checkin_app.domain.event import Event
from checkin_app.domain.participant import ReplacedBecause
from checkin_app.services.roster import Person
from checkin_app.ui import roster_wording, wording
from checkin_app.ui.icons import ButtonIcon
from checkin_app.ui.labels import label
from checkin_app.ui.people.qr_picture import QrPicture
from checkin_app.ui.segments import Segments


class PersonBadge(QWidget):
    """Replacing asks for the reason first, for it cannot be undone; `asked` carries what shall be in sight."""

    replacement_requested = Signal(str, object)
    print_requested = Signal(object)
    asked = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self._participant = ""
        self._because = ReplacedBecause.LOST
        self._make()
        self._arrange()
        self._connect()

    def _make(self) -> None:
        self.setProperty("role", "page")
        self._picture = QrPicture()
        self._picture.setObjectName("badgeQr")
        self._code = label("code")
        self._code.setObjectName("badgeCode")
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._printed = label("muted")
        self._print = QPushButton("Print badge")
        self._print.setObjectName("printBadge")
        ButtonIcon(self._print, "printer", "text", 18)
        self._begin = QPushButton("Replace badge …")
        self._begin.setObjectName("replaceBadge")
        self._asking = QFrame()
        self._reason = Segments(list(roster_wording.BECAUSE.items()), "Why the badge is replaced")
        self._replace = QPushButton("Replace it")
        self._replace.setObjectName("replaceNow")
        self._keep = QPushButton("Keep the old one")

    def _arrange(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(14, 12, 14, 14)
        asking.setSpacing(10)
        self._asking.setProperty("role", "caution")
        asking.addWidget(label("caution", roster_wording.REPLACING, wraps=True))
        asking.addWidget(self._reason)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._replace)
        buttons.addWidget(self._keep)
        asking.addLayout(buttons)
        offers = QHBoxLayout()
        offers.setSpacing(8)
        offers.addWidget(self._print)
        offers.addWidget(self._begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(19, 4, 19, 14)
        column.setSpacing(10)
        for widget in (self._picture, self._code, self._printed):
            column.addWidget(widget, 0, centre)
        column.addLayout(offers)
        column.addWidget(self._asking)
        column.addStretch(1)
        self._asking.hide()

    def _connect(self) -> None:
        self._print.clicked.connect(self._ask_to_print)
        self._begin.clicked.connect(self._ask)
        self._reason.chosen.connect(self._choose)
        self._replace.clicked.connect(self._decide)
        self._keep.clicked.connect(self._give_up)

    def show_person(self, person: Person, event: Event) -> None:
        """Show somebody's badge."""
        if person.participant.id != self._participant:
            self._give_up()
        self._participant = person.participant.id
        self._picture.show_code(person.code)
        self._picture.setVisible(bool(person.code))
        self._code.setText(for_people(person.code) if person.code else roster_wording.NO_BADGE)
        printed = wording.printed(event, person.printed_at)
        self._printed.setText(f"Printed {printed}" if person.printed_at else printed)

    @Slot()
    def _ask_to_print(self) -> None:
        self.print_requested.emit((self._participant,))

    @Slot()
    def _ask(self) -> None:
        self._asking.show()
        self._begin.setEnabled(False)
        self._keep.setFocus()
        self.asked.emit(self._asking)

    @Slot(object)
    def _choose(self, because: ReplacedBecause) -> None:
        self._because = because

    @Slot()
    def _decide(self) -> None:
        participant = self._participant
        self._give_up()
        self.replacement_requested.emit(participant, self._because)

    @Slot()
    def _give_up(self) -> None:
        self._asking.hide()
        self._begin.setEnabled(True)
