"""The Badges page, and in its place the tickets by e-mail while they are looked at."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from checkin_app.services.mailing import MailingService
from checkin_app.ui.background import Background
from checkin_app.ui.badges.badges_page import BadgesPage
from checkin_app.ui.changes import Changes
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.mailing.mail_account import MailAccount
from checkin_app.ui.mailing.mailing_sheet import MailingSheet


class MailingArea(QStackedWidget):
    """Shows one of the two; the caret goes to the one that is shown."""

    settings_requested = Signal()

    def __init__(
        self,
        badges: BadgesPage,
        mailing: MailingService,
        background: Background,
        changes: Changes,
        post: DeskPost,
        account: MailAccount,
    ) -> None:
        super().__init__()
        self._badges = badges
        self._sheet = MailingSheet(mailing, background, changes, post, account)
        self.addWidget(badges)
        self.addWidget(self._sheet)
        badges.mailing_requested.connect(self.show_mailing)
        self._sheet.closed.connect(self.show_badges)
        self._sheet.settings_requested.connect(self.settings_requested)
        self.show_badges()

    def show_practice(self) -> None:
        """Nothing is sent from a copy to practise on."""
        self._sheet.show_practice()

    @Slot()
    def show_badges(self) -> None:
        """Go back; a run that is under way goes on."""
        self._turn_to(self._badges)

    @Slot()
    def show_mailing(self) -> None:
        """Open the tickets by e-mail."""
        self._turn_to(self._sheet)

    def _turn_to(self, widget: BadgesPage | MailingSheet) -> None:
        self.setCurrentWidget(widget)
        self.setFocusProxy(widget)
        widget.setFocus()
