"""The account knows what is missing, and what it remembers belongs to one server and one user only."""

from collections.abc import Iterator
from dataclasses import replace

import keyring
import pytest
from keyring.backends import fail
from PySide6.QtCore import QObject

from checkin_app.services import mail_password
from checkin_app.services.smtp import server_of
from checkin_app.settings import Settings
from checkin_app.ui.background import AtOnce
from checkin_app.ui.mailing.mail_account import MailAccount
from tests.services.test_mail_password import Memory

OWN = Settings(computer="tests", mail_host="smtp.example.org", mail_user="me", mail_sender="me@example.org")


@pytest.fixture(autouse=True)
def memory() -> Iterator[Memory]:
    """A keyring of the test's own."""
    before, memory = keyring.get_keyring(), Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def account(qapp: QObject) -> Iterator[MailAccount]:
    owner = QObject()
    yield MailAccount(OWN, AtOnce(), owner)
    owner.deleteLater()
    assert qapp


@pytest.mark.parametrize(
    ("changes", "is_set_up", "lacks_password"),
    [
        ({}, True, True),
        ({"mail_user": ""}, True, False),
        ({"mail_user": "  "}, True, False),
        ({"mail_host": " "}, False, True),
        ({"mail_sender": ""}, False, True),
    ],
)
def test_that_it_is_known_what_is_missing(
    account: MailAccount,
    changes: dict[str, str],
    is_set_up: bool,
    lacks_password: bool,  # a case
) -> None:
    account.learn(replace(OWN, **changes))  # type: ignore[arg-type]  # texts, all of them
    assert (account.is_set_up, account.lacks_password) == (is_set_up, lacks_password)


def test_that_a_password_lasts_through_changes_that_do_not_concern_it(account: MailAccount) -> None:
    account.take_password("s3cret")
    account.learn(replace(OWN, mail_port=465, mail_sender="tickets@example.org", mail_per_minute=5))
    assert account.password == "s3cret"  # noqa: S105  # invented
    assert not account.lacks_password


@pytest.mark.parametrize("change", ["mail_host", "mail_user"])
def test_that_neither_another_server_nor_another_user_gets_the_password(
    account: MailAccount, change: str
) -> None:
    account.take_password("s3cret")
    account.learn(replace(OWN, **{change: "somebody.else"}))  # type: ignore[arg-type]  # a text
    assert account.password == ""
    assert account.lacks_password


def test_that_a_kept_password_is_recalled(account: MailAccount) -> None:
    mail_password.keep(server_of(OWN), "s3cret")
    account.recall()
    assert account.has_keyring
    assert account.password == "s3cret"  # noqa: S105  # invented


def test_that_what_was_typed_is_better_than_what_was_kept(account: MailAccount) -> None:
    mail_password.keep(server_of(OWN), "old")
    account.take_password("new")
    account.recall()
    assert account.password == "new"  # noqa: S105  # invented


def test_that_the_keyring_is_asked_once_for_each_server(account: MailAccount, memory: Memory) -> None:
    """On some systems every asking opens a window that wants to be unlocked."""
    account.recall()
    memory.set_password(mail_password.SERVICE, "me@smtp.example.org", "later")
    account.recall()
    assert account.password == ""
    account.learn(replace(OWN, mail_port=465))
    account.recall()
    assert account.password == "later"  # noqa: S105  # invented


def test_that_nobody_is_looked_for_in_the_keyring_without_a_user(
    account: MailAccount, memory: Memory
) -> None:
    memory.set_password(mail_password.SERVICE, "@smtp.example.org", "nobody's")
    account.learn(replace(OWN, mail_user=""))
    account.recall()
    assert account.has_keyring
    assert account.password == ""


def test_that_a_password_is_kept_only_where_there_is_a_keyring(account: MailAccount, memory: Memory) -> None:
    account.take_password("before anybody has looked for a keyring")
    assert memory.kept == {}
    account.recall()
    account.take_password("s3cret")
    assert list(memory.kept.values()) == ["s3cret"]


def test_that_a_locked_keyring_takes_nothing_and_the_password_holds_for_this_run(
    account: MailAccount, memory: Memory
) -> None:
    account.recall()
    memory.is_locked = True
    account.take_password("s3cret")
    assert memory.kept == {}
    assert account.password == "s3cret"  # noqa: S105  # invented


def test_that_without_a_keyring_there_is_none(account: MailAccount) -> None:
    keyring.set_keyring(fail.Keyring())
    account.recall()
    assert not account.has_keyring
    assert account.lacks_password


def test_that_every_change_is_told_and_the_same_password_is_none(account: MailAccount) -> None:
    told: list[str] = []
    account.changed.connect(lambda: told.append(account.server.host))
    account.take_password("s3cret")
    account.take_password("s3cret")
    assert len(told) == 1
    account.learn(replace(OWN, mail_host="smtp.example.net"))
    assert told[1:] == ["smtp.example.net"]
