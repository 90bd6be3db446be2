"""`checkin mail`: what would be sent, what was, and what is said when it could not be."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import fail

from checkin_app import paths, settings
from checkin_app.services import mail_password
from checkin_app.settings import MailSecurity, Settings
from tests.cli.conftest import Run
from tests.services.mail_server import PostOffice, running
from tests.services.test_mail_password import Memory

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


def test_that_what_is_not_given_is_as_in_the_settings_of_this_computer(
    run: Run, event: Path, office: PostOffice, add: Add
) -> None:
    add("--given", "Ana", "--family", "Pop", "--email", "ana@example.org")
    own = Settings(
        mail_host="localhost",
        mail_port=office.port,
        mail_security=MailSecurity.NONE,
        mail_sender="ours@example.org",
        mail_sender_name="The organiser",
    )
    settings.save(own, paths.settings_file())
    assert run("mail", event).out == "1 ticket sent.\n"
    assert office.messages[0]["From"] == "The organiser <ours@example.org>"


@pytest.mark.usefixtures("guests")
def test_that_what_is_given_goes_before_the_settings(run: Run, event: Path, office: PostOffice) -> None:
    settings.save(Settings(mail_host="smtp.example.invalid"), paths.settings_file())
    assert run("mail", event, *through(office)).status == 0
    assert office.messages[0]["From"] == "t@example.org"


@pytest.mark.usefixtures("guests")
def test_that_each_outcome_is_told_to_programs(run: Run, event: Path, office: PostOffice) -> None:
    office.refuses["bora@example.org"] = "550 no such mailbox"
    ran = run("mail", event, *through(office), "--json")
    told = {each["address"]: (each["outcome"], each["why"]) for each in ran.json()["outcomes"]}
    assert told == {
        "ana@example.org": ("sent", ""),
        "bora@example.org": ("refused", "550 no such mailbox"),
    }
    assert (ran.status, ran.json()["sent"]) == (1, 1)


@pytest.mark.usefixtures("guests")
def test_that_the_password_comes_from_the_keyring_where_nobody_can_be_asked(
    run: Run, event: Path, office: PostOffice
) -> None:
    keyring.set_keyring(Memory())
    office.user, office.password = "me", "secret"
    mail_password.keep(office.server(user="me"), "secret")
    assert run("mail", event, *through(office), "--user", "me").out == "2 tickets sent.\n"


@pytest.mark.usefixtures("guests")
def test_that_a_password_that_is_not_accepted_is_told_with_the_server(
    run: Run, event: Path, office: PostOffice
) -> None:
    keyring.set_keyring(Memory())
    office.user, office.password = "me", "secret"
    mail_password.keep(office.server(user="me"), "old")
    ran = run("mail", event, *through(office), "--user", "me")
    assert ran.status == 1
    assert ran.err.startswith(f"localhost, port {office.port} does not accept this user and password")
    assert "old" not in ran.err
    assert office.messages == []


@pytest.mark.usefixtures("guests")
def test_that_a_code_is_not_sent_across_a_network_in_the_open(run: Run, event: Path) -> None:
    ran = run("mail", event, "--host", "192.0.2.1", "--security", "none", "--sender", "t@example.org")
    assert ran.status != 0
    assert "Without encryption" in ran.err


@pytest.mark.usefixtures("guests")
def test_that_who_was_sent_before_the_server_went_down_is_not_sent_again(
    run: Run, event: Path, office: PostOffice
) -> None:
    office.drops = {2, 3}
    assert "hung up" in run("mail", event, *through(office)).err
    assert run("mail", event, *through(office)).out == "1 ticket sent.\n"
    assert sorted(office.recipients) == ["ana@example.org", "bora@example.org"]


def test_that_a_dry_run_leaves_out_who_cannot_be_reached(run: Run, event: Path, add: Add) -> None:
    add("--given", "Ana", "--family", "Pop", "--email", "ana@example.org")
    add("--given", "Dana", "--family", "Without")
    out = run("mail", event, "--dry-run").out
    assert out.startswith("ana@example.org: Your ticket for ")
    assert out.endswith("1 message would be sent. Nothing was.\n")
    assert "Dana" not in out


@pytest.mark.usefixtures("guests")
def test_that_a_way_of_encryption_that_is_none_is_refused_with_those_that_are(run: Run, event: Path) -> None:
    ran = run("mail", event, "--security", "ssl")
    assert ran.status != 0
    assert "starttls" in ran.err
