"""The way to a mail server: encrypted as it was set, and every failure told in a sentence that helps."""

import socket
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from checkin_app.domain.errors import BadInput
from checkin_app.services import smtp
from checkin_app.services.long_work import result_of
from checkin_app.services.mail_run import try_connection
from checkin_app.services.smtp import Answer, MailServer, MailServerTrouble, MailSession, checked
from checkin_app.settings import MailSecurity
from tests.services.mail_server import CERTIFICATE, PostOffice, running


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> Path:
    """This computer trusts whoever made the test's certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    return CERTIFICATE


def a_message() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "tickets@example.org", "ana@example.org", "Ticket"
    message.set_content("Hello")
    return message


def deliver(server: MailServer, password: str = "") -> Answer:
    session = MailSession(server, password)
    try:
        return session.send(a_message(), "ana@example.org").answer
    finally:
        session.close()


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    "office", [PostOffice(implicit_tls=True), PostOffice(starttls=True)], ids=["tls", "starttls"]
)
def test_that_messages_go_encrypted(office: PostOffice) -> None:
    with running(office):
        assert deliver(office.server()) is Answer.ACCEPTED
    assert office.encrypted == [True]


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("password", ["correct horse", "ș€cret"])
def test_that_it_is_logged_in_to_over_tls(password: str) -> None:
    with running(PostOffice(starttls=True, user="me", password=password)) as office:
        assert deliver(office.server(user="me"), password) is Answer.ACCEPTED
        with pytest.raises(MailServerTrouble, match="does not accept this user and password: 535"):
            deliver(office.server(user="me"), "wrong")


@pytest.mark.parametrize(
    "office", [PostOffice(implicit_tls=True), PostOffice(starttls=True)], ids=["tls", "starttls"]
)
def test_that_a_certificate_that_nobody_vouches_for_is_refused(office: PostOffice) -> None:
    with (
        running(office),
        pytest.raises(
            MailServerTrouble, match=r"The certificate of localhost, port \d+, cannot be trusted: self"
        ),
    ):
        deliver(office.server())
    assert office.messages == []


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize(
    ("office", "security", "said"),
    [
        (PostOffice(), MailSecurity.TLS, "does not speak TLS like this"),
        (PostOffice(), MailSecurity.STARTTLS, "offers no STARTTLS"),
    ],
)
def test_that_a_wrong_kind_of_encryption_is_told_with_what_to_try(
    office: PostOffice, security: MailSecurity, said: str
) -> None:
    with running(office), pytest.raises(MailServerTrouble, match=said):
        deliver(office.server(security=security))


def test_that_a_server_without_a_way_to_log_in_is_told() -> None:
    with running(PostOffice()) as office, pytest.raises(MailServerTrouble, match="no way to log in"):
        deliver(office.server(user="me"), "secret")


def test_that_nobody_at_the_port_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(MailServerTrouble, match=f"There is no mail server at localhost, port {port}"):
        deliver(PostOffice(port=port).server())


def test_that_a_server_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "TIMEOUT_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = PostOffice(port=silent.getsockname()[1]).server()
        with pytest.raises(MailServerTrouble, match="does not answer"):
            deliver(server)


def test_that_an_unknown_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(MailServerTrouble, match=r"no mail server at smtp\.example\.invalid, port 587, or"):
        deliver(MailServer(host="smtp.example.invalid", sender="a@example.org"))


def test_that_a_server_that_greets_with_no_is_told() -> None:
    office = PostOffice(greeting="554 go away")
    with running(office), pytest.raises(MailServerTrouble, match="answered: 554 go away"):
        deliver(office.server())


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("550 no such mailbox", Answer.REFUSED),
        ("452 mailbox full", Answer.LATER),
        ("451 greylisted", Answer.LATER),
    ],
)
def test_that_a_refused_address_is_no_trouble_of_the_server(answer: str, meant: Answer) -> None:
    with running(PostOffice(refuses={"ana@example.org": answer})) as office:
        assert deliver(office.server()) is meant


def test_that_a_sender_who_is_to_come_later_is_not_refused() -> None:
    with running(PostOffice(refuses_sender="450 slow down")) as office:
        assert deliver(office.server()) is Answer.LATER


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "::1"])
def test_that_only_this_computer_is_spoken_to_without_encryption(host: str) -> None:
    server = MailServer(host=host, security=MailSecurity.NONE, sender="a@example.org")
    assert checked(server).host == host


@pytest.mark.parametrize(
    "host", ["smtp.example.org", "192.168.0.4", "localhost.example.org", "127.0.0.1.nip.io"]
)
def test_that_no_code_crosses_a_network_in_the_open(host: str) -> None:
    server = MailServer(host=host, security=MailSecurity.NONE, sender="a@example.org")
    with pytest.raises(BadInput, match="Without encryption"):
        MailSession(server, "secret")


def _without(**changes: str) -> Callable[[], MailServer]:
    usual = {"host": "smtp.example.org", "sender": "a@example.org"}
    return lambda: checked(MailServer(**(usual | changes)))  # type: ignore[arg-type]  # texts, all of them


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_without(host=" "), "Mail server: Its name is missing"),
        (_without(host="smtp example"), "Mail server"),
        (_without(sender="nobody"), "Sender: «nobody» is no e-mail address"),
        (_without(sender_name="A\r\nBcc: b@example.org"), "Sender's name"),
    ],
)
def test_that_a_server_that_cannot_be_gets_a_sentence(make: Callable[[], MailServer], said: str) -> None:
    with pytest.raises(BadInput, match=said):
        make()


def test_that_a_server_is_trimmed() -> None:
    made = checked(MailServer(host=" smtp.example.org. ", user=" me ", sender="a@bücher.example"))
    assert (made.host, made.user, made.sender) == ("smtp.example.org", "me", "a@xn--bcher-kva.example")


def test_that_trying_the_connection_sends_nothing() -> None:
    with running(PostOffice()) as office:
        result_of(try_connection(office.server(), ""))
    assert (office.sessions, office.messages) == (1, [])
