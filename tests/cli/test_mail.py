"""`checkin mail`: what would be sent, what was, and what is said when it could not be."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import fail

from tests.cli.conftest import Run
from tests.services.mail_server import PostOffice, running

Add = Callable[..., Any]


@pytest.fixture(autouse=True)
def _no_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with running(PostOffice()) as office:
        yield office


@pytest.fixture
def guests(add: Add) -> None:
    add("--given", "Ana", "--family", "Pop", "--email", "ana@example.org")
    add("--given", "Bora", "--family", "Çelik", "--email", "bora@example.org")


def through(office: PostOffice) -> list[str]:
    return [
        "--host",
        "localhost",
        "--port",
        str(office.port),
        "--security",
        "none",
        "--sender",
        "t@example.org",
    ]


@pytest.mark.usefixtures("guests")
def test_that_tickets_are_sent_once(run: Run, event: Path, office: PostOffice) -> None:
    assert run("mail", event, *through(office)).out == "2 tickets sent.\n"
    assert run("mail", event, *through(office), "--json").json() == {"sent": 0, "outcomes": []}
    assert sorted(office.recipients) == ["ana@example.org", "bora@example.org"]


@pytest.mark.usefixtures("guests")
def test_that_a_dry_run_needs_no_server(run: Run, event: Path) -> None:
    told = run("mail", event, "--dry-run", "--json").json()
    assert told["sent"] == 0
    assert {each["address"] for each in told["messages"]} == {"ana@example.org", "bora@example.org"}
    assert all(each["text"].startswith("Dear ") for each in told["messages"])
    assert "2 messages would be sent. Nothing was." in run("mail", event, "--dry-run").out


@pytest.mark.usefixtures("guests")
def test_that_who_was_refused_is_named_and_the_status_says_so(
    run: Run, event: Path, office: PostOffice
) -> None:
    office.refuses["bora@example.org"] = "550 no such mailbox"
    ran = run("mail", event, *through(office))
    assert (ran.status, ran.out) == (1, "1 ticket sent.\n")
    assert ran.err == "Bora Çelik <bora@example.org>: 550 no such mailbox\n"


@pytest.mark.usefixtures("guests")
def test_that_a_server_that_is_down_is_told(run: Run, event: Path) -> None:
    with running(PostOffice()) as gone:
        pass
    ran = run("mail", event, *through(gone))
    assert ran.status == 1
    assert ran.err.startswith("There is no mail server at localhost")


def test_that_no_server_and_no_password_are_told(run: Run, event: Path, office: PostOffice) -> None:
    assert "Mail server: Its name is missing" in run("mail", event).err
    assert "there is nobody to ask" in run("mail", event, *through(office), "--user", "me").err
