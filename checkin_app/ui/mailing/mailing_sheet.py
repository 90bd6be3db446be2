"""Tickets by e-mail: who gets one, what it says, a dry run, sending, and how each ended."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QStackedWidget, QTableView, QVBoxLayout, QWidget

from checkin_app.domain.errors import CheckinError
from checkin_app.domain.ticket_mail import Recipient, Standing, Wording
from checkin_app.services.mail_run import MailRun
from checkin_app.services.mailing import Letter, MailingService, Rehearsed
from checkin_app.ui import wording
from checkin_app.ui.background import Background, in_one_step, unwatched
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.job_bar import JobBar
from checkin_app.ui.mailing import mail_wording
from checkin_app.ui.mailing.letter_view import LetterView
from checkin_app.ui.mailing.mail_account import MailAccount
from checkin_app.ui.mailing.mail_sender import MailSender
from checkin_app.ui.mailing.mailing_frame import MailingFrame, Side
from checkin_app.ui.mailing.recipient_table import RecipientModel, Sift
from checkin_app.ui.mailing.wording_form import WordingForm
from checkin_app.ui.table_view import TableView


class MailingSheet(QWidget):
    """Asks the mailing service; nothing is sent before somebody presses «Send»."""

    closed = Signal()
    settings_requested = Signal()

    def __init__(
        self,
        mailing: MailingService,
        background: Background,
        changes: Changes,
        post: DeskPost,
        account: MailAccount,
    ) -> None:
        super().__init__()
        self._mailing = mailing
        self._background = background
        self._post = post
        self._account = account
        self._everybody: Sequence[Recipient] = ()
        self._rehearsed: Mapping[str, Rehearsed] = {}
        self._worded: Wording | None = None
        self._sift = Sift.DUE
        self._make()
        self._connect()
        self._freshness = Freshness(
            self, self._ask, changes.people_changed, changes.badges_changed, changes.programme_changed
        )

    def _make(self) -> None:
        self.setObjectName("mailingSheet")
        self._sender = MailSender(self._background, self)
        self._job = JobBar(self._background)
        self._model = RecipientModel(self._say)
        self._table = TableView(self._model, "Who gets a ticket")
        self._table.setObjectName("recipients")
        self._table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._table.say_when_empty(mail_wording.NOBODY_HERE)
        self._form = WordingForm()
        self._letter = LetterView()
        self._side = QStackedWidget()
        self._side.addWidget(self._form)
        self._side.addWidget(self._letter)
        self._frame = MailingFrame(self._table, self._side, self._job)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)

    def _connect(self) -> None:
        frame, sender = self._frame, self._sender
        frame.back_requested.connect(self.closed)
        frame.settings_requested.connect(self.settings_requested)
        frame.send_requested.connect(self._send)
        frame.stop_requested.connect(sender.stop)
        frame.rehearsal_requested.connect(self._rehearse)
        frame.again_requested.connect(self._want_again)
        frame.sift_chosen.connect(self._choose_sift)
        frame.side_chosen.connect(self._choose_side)
        frame.password_typed.connect(self._account.take_password)
        sender.moved.connect(self._show_progress)
        sender.ended.connect(self._show_end)
        self._form.worded.connect(self._keep_wording)
        self._account.changed.connect(self._show_account)
        self._job.ended.connect(self._show_account)
        self._table.selectionModel().selectionChanged.connect(self._choose_people)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for the password that the keyring may have."""
        super().showEvent(event)
        self._account.recall()

    def show_practice(self) -> None:
        """Nothing leaves a copy to practise on."""
        self._frame.forbid_sending(mail_wording.PRACTICE)
        self._show_account()

    # -- asking ----------------------------------------------------------------------------------------------

    @Slot()
    def _ask(self) -> None:
        mailing = self._mailing

        def read() -> tuple[Sequence[Recipient], Wording]:
            return mailing.recipients(), mailing.wording()

        self._background.work(in_one_step(read), unwatched, self._show, self._show_failure)

    @Slot(object)
    def _keep_wording(self, worded: Wording) -> None:
        self._background.ask(
            lambda: self._mailing.keep_wording(worded), self._take_wording, self._show_failure
        )

    def _take_wording(self, worded: Wording) -> None:
        self._worded = worded
        self._rehearsed = {}

    @Slot()
    def _rehearse(self) -> None:
        self._form.tell()
        if not self._form.is_well:
            self._frame.show_side(Side.WORDING)
            return

        def tell(rehearsed: Sequence[Rehearsed]) -> str:
            self._rehearsed = {each.to.person.id: each for each in rehearsed}
            self._choose_sift(Sift.DUE)
            return mail_wording.rehearsal(rehearsed)

        work = self._mailing.rehearse(self._form.wording())
        self._job.run(work, mail_wording.REHEARSING, tell)

    @Slot()
    def _send(self) -> None:
        self._form.tell()
        if not self._form.is_well:
            self._frame.show_side(Side.WORDING)
            return
        due = [each.person.id for each in self._everybody if each.standing is Standing.DUE]
        try:
            run = MailRun(
                self._mailing, self._account.server, self._account.password, self._form.wording(), due
            )
        except CheckinError as error:
            self._frame.show_end(str(wording.failure(error)), well=False)
            return
        self._rehearsed = {}
        self._frame.show_busy(is_busy=True)
        self._sender.start(run)

    @Slot()
    def _want_again(self) -> None:
        people = [self._model.recipient(index.row()).person.id for index in self._chosen_rows()]

        def tell(_count: int) -> None:
            self._ask()

        self._background.ask(lambda: self._mailing.want_again(people), tell, self._show_failure)

    @Slot()
    def _choose_people(self) -> None:
        chosen = [self._model.recipient(index.row()) for index in self._chosen_rows()]
        self._frame.offer_again(any(each.posted and each.standing is not Standing.DUE for each in chosen))
        if not chosen:
            return
        self._frame.show_side(Side.LETTER)
        person, worded = chosen[0].person.id, self._worded or self._mailing.wording()
        work = in_one_step(lambda: self._mailing.letter(person, worded))
        self._background.work(work, unwatched, self._show_letter, self._show_no_letter)

    def _chosen_rows(self) -> Sequence[QModelIndex]:
        return self._table.selectionModel().selectedRows()

    # -- showing ---------------------------------------------------------------------------------------------

    def _show(self, read: tuple[Sequence[Recipient], Wording]) -> None:
        self._everybody, self._worded = read
        self._form.show_wording(self._worded)
        self._show_rows()
        self._show_account()

    def _show_rows(self) -> None:
        chosen = [self._model.recipient(index.row()).person.id for index in self._chosen_rows()]
        self._model.show([each for each in self._everybody if self._sift.lets_through(each.standing)])
        for row in filter(lambda row: row >= 0, map(self._model.row_of, chosen)):
            self._table.selectionModel().select(
                self._model.index(row, 0),
                QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
            )
        counts = {
            sift: sum(1 for each in self._everybody if sift.lets_through(each.standing)) for sift in Sift
        }
        self._frame.show_counts(counts)

    @Slot(object)
    def _choose_sift(self, sift: Sift) -> None:
        self._sift = sift
        self._frame.show_sift(sift)
        self._show_rows()

    @Slot(object)
    def _choose_side(self, side: Side) -> None:
        self._side.setCurrentWidget(self._letter if side is Side.LETTER else self._form)

    @Slot()
    def _show_account(self) -> None:
        self._frame.show_account(self._account)

    def _show_letter(self, letter: Letter) -> None:
        self._letter.show_letter(letter)

    def _show_no_letter(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self._letter.say(str(error))

    def _say(self, each: Recipient) -> str:
        person = each.person.id
        return mail_wording.standing(
            each, self._post.programme, self._sender.outcome(person), self._rehearsed.get(person)
        )

    @Slot(str)
    def _show_progress(self, said: str) -> None:
        self._frame.show_progress(said, *self._sender.progress())

    @Slot(str, bool)
    def _show_end(self, said: str, well: bool) -> None:  # noqa: FBT001  # a signal's argument
        self._frame.show_busy(is_busy=False)
        self._frame.show_end(said, well=well)
        self._ask()

    def _show_failure(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self._frame.show_end(str(wording.failure(error)), well=False)
