"""The scenes of tickets by e-mail."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QTableView

from checkin_app.services.mailing import Fate, Outcome
from checkin_app.ui.mailing.mailing_sheet import MailingSheet
from checkin_app.ui.rail import Page
from checkin_app.ui.settings_page import SettingsPage
from checkin_app.ui.shell import Shell
from tests.screen_stage import Scene, Stage


def _sheet(stage: Stage) -> MailingSheet:
    services = stage.program._services
    assert services is not None
    mailing = services.mailing
    is_first = not any(each.posted for each in mailing.recipients())
    for number, participant in enumerate(mailing.due()[:40] if is_first else ()):
        fate = Fate.REFUSED if number in {3, 17} else Fate.SENT
        letter = mailing.letter(participant, mailing.wording())
        mailing.note(Outcome(participant, fate, letter, "550 5.1.1 no such mailbox here"))
    settings = stage.find(SettingsPage)
    own = replace(stage.program._kept.own, mail_host="smtp.example.org", mail_sender="tickets@example.org")
    settings.mail_account.learn(own)
    stage.find(Shell).show_page(Page.BADGES)
    stage.find(QPushButton, "mailTickets").click()
    return stage.find(MailingSheet)


def _ready(stage: Stage) -> None:
    _sheet(stage)


def _unset(stage: Stage) -> None:
    stage.find(Shell).show_page(Page.BADGES)
    stage.find(QPushButton, "mailTickets").click()


def _letter(stage: Stage) -> None:
    _sheet(stage)
    stage.find(QTableView, "recipients").selectRow(2)


def _wrong(stage: Stage) -> None:
    sheet = _sheet(stage)
    stage.find(QPlainTextEdit, "mailText").setPlainText("Dear {forename},\n\nyour ticket is attached.")
    stage.find(QPushButton, "mailSend").click()
    sheet._form.tell()


def _rehearsed(stage: Stage) -> None:
    _sheet(stage)
    stage.find(QPushButton, "mailRehearse").click()


def _sending(stage: Stage) -> None:
    sheet = _sheet(stage)
    sheet._frame.show_busy(is_busy=True)
    sheet._frame.show_progress("Sending: 84 of 214 done …", 84, 214)


def _ended(stage: Stage) -> None:
    sheet = _sheet(stage)
    why = "smtp.example.org, port 587 does not answer. Is the port right, and does a firewall stand between?"
    sheet._frame.show_end(
        f"{why} 84 sent, 2 refused, 130 still to send. Send again to go on with them.", well=False
    )
    stage.find(QPushButton, "siftTrouble").click()


def _password(stage: Stage) -> None:
    _sheet(stage)
    own = replace(
        stage.program._kept.own,
        mail_host="smtp.example.org",
        mail_sender="tickets@example.org",
        mail_user="tickets@example.org",
    )
    stage.find(SettingsPage).mail_account.learn(own)


def _settings(stage: Stage) -> None:
    stage.find(Shell).show_page(Page.SETTINGS)
    stage.find(SettingsPage).show_mail()


SCENES: Mapping[str, Scene] = {
    "mail-ready": _ready,
    "mail-no-server": _unset,
    "mail-letter": _letter,
    "mail-wrong": _wrong,
    "mail-dry-run": _rehearsed,
    "mail-sending": _sending,
    "mail-ended": _ended,
    "mail-password": _password,
    "mail-settings": _settings,
}
