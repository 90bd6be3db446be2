"""Tickets by e-mail on a desk with real people, through a mail server on this computer."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from checkin_app.settings import MailSecurity, Settings
from checkin_app.ui.mailing.mail_account import MailAccount
from checkin_app.ui.mailing.mailing_sheet import MailingSheet
from tests.services.mail_server import PostOffice, running
from tests.ui.conftest import Desk
from tests.ui.printing.conftest import prints

__all__ = ["prints"]

Part = TypeVar("Part", bound=QWidget)

ADDRESSES = {"Țăranu": "stefan@example.org", "Popescu": "ana@example.org", "Müller": "joerg@bücher.example"}


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with running(PostOffice()) as office:
        yield office


@pytest.fixture
def mailed(desk: Desk) -> Desk:
    """A desk whose people have addresses, but for Li."""
    for family, address in ADDRESSES.items():
        desk.services.roster.edit(replace(desk.person(family), email=address))
    return desk


def own(office: PostOffice, **changes: object) -> Settings:
    usual: dict[str, object] = {
        "mail_host": "localhost",
        "mail_port": office.port,
        "mail_security": MailSecurity.NONE,
        "mail_sender": "tickets@example.org",
        "mail_per_minute": 1000,
    }
    return Settings(computer="tests", **(usual | changes))  # type: ignore[arg-type]  # values of the right kinds


@pytest.fixture
def sheet(mailed: Desk, office: PostOffice, qtbot: QtBot) -> MailingSheet:
    account = MailAccount(own(office), mailed.background, mailed.post)
    made = MailingSheet(mailed.services.mailing, mailed.background, mailed.changes, mailed.post, account)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


def part(sheet: QWidget, kind: type[Part], name: str) -> Part:
    found = sheet.findChild(kind, name)
    assert found is not None, name
    return found


def rows(sheet: MailingSheet) -> list[tuple[str, ...]]:
    model = part(sheet, QTableView, "recipients").model()
    return [
        tuple(str(model.index(row, column).data()) for column in range(3)) for row in range(model.rowCount())
    ]


def press(sheet: MailingSheet, name: str) -> None:
    part(sheet, QPushButton, name).click()


def said(sheet: MailingSheet) -> str:
    return part(sheet, QLabel, "mailSaid").text()


def send(sheet: MailingSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet._sender.ended, timeout=10_000):
        press(sheet, "mailSend")
