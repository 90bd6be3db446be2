"""The password goes to the system's keyring or nowhere, and a keyring that fails is none."""

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail
from keyring.errors import KeyringLocked, PasswordDeleteError

from checkin_app.services import mail_password
from checkin_app.services.smtp import MailServer

SERVER = MailServer(host="smtp.example.org", user="me", sender="me@example.org")


class Memory(KeyringBackend):
    """The computer's keyring, as far as this test goes."""

    priority = 1  # type: ignore[assignment]  # a class property in the library

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.is_locked = False

    def recall(self, service: str, username: str) -> str | None:
        self._refuse_if_locked()
        return self.kept.get((service, username))

    get_password = recall

    def set_password(self, service: str, username: str, password: str) -> None:
        self._refuse_if_locked()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]

    def _refuse_if_locked(self) -> None:
        if self.is_locked:
            raise KeyringLocked


@pytest.fixture
def memory() -> Iterator[Memory]:
    before, memory = keyring.get_keyring(), Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def nothing() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


def test_that_a_password_is_kept_for_its_server_and_user(memory: Memory) -> None:
    assert mail_password.can_be_kept()
    assert mail_password.keep(SERVER, "ș€cret")
    assert mail_password.kept(SERVER) == "ș€cret"
    assert list(memory.kept) == [("checkin-desk e-mail", "me@smtp.example.org")]
    assert mail_password.kept(MailServer(host="other.example.org", user="me", sender="a@b.org")) == ""


def test_that_an_empty_password_is_forgotten(memory: Memory) -> None:
    mail_password.keep(SERVER, "secret")
    assert mail_password.keep(SERVER, "")
    assert memory.kept == {}
    assert mail_password.keep(SERVER, ""), "twice is well, too"


@pytest.mark.usefixtures("nothing")
def test_that_without_a_keyring_nothing_is_kept() -> None:
    assert not mail_password.can_be_kept()
    assert not mail_password.keep(SERVER, "secret")
    assert mail_password.kept(SERVER) == ""


def test_that_a_locked_keyring_is_as_none(memory: Memory) -> None:
    mail_password.keep(SERVER, "secret")
    memory.is_locked = True
    assert mail_password.kept(SERVER) == ""
    assert not mail_password.keep(SERVER, "other")
