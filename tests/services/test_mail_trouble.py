"""A mail server in trouble is named with what is the matter, once, and whether it is worth another try is known."""

import pickle

import pytest

from checkin_app.services.mail_run import MailRun
from checkin_app.services.smtp import MailServerHungUp, MailServerTrouble
from tests.services.mail_server import PostOffice, running
from tests.services.test_smtp import deliver


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("It is full.", "smtp.example.org, port 587: It is full."),
        ("smtp.example.org, port 587 hung up.", "smtp.example.org, port 587 hung up."),
        ("There is nobody at smtp.example.org, port 587.", "There is nobody at smtp.example.org, port 587."),
        ("smtp.example.org is full.", "smtp.example.org, port 587: smtp.example.org is full."),
    ],
)
def test_that_the_server_is_in_the_sentence_exactly_once(why: str, said: str) -> None:
    assert str(MailServerTrouble("smtp.example.org, port 587", why)) == said


@pytest.mark.parametrize("kind", [MailServerTrouble, MailServerHungUp])
def test_that_trouble_crosses_to_another_process_as_what_it_is(kind: type[MailServerTrouble]) -> None:
    told = pickle.loads(pickle.dumps(kind("smtp.example.org, port 25", "It is full.")))  # noqa: S301  # made here
    assert type(told) is kind
    assert (told.server, told.why) == ("smtp.example.org, port 25", "It is full.")


@pytest.mark.parametrize(
    ("office", "kind"),
    [
        (PostOffice(drops={1}), MailServerHungUp),
        (PostOffice(refuses={"ana@example.org": "421 shutting down"}), MailServerHungUp),
        (PostOffice(refuses_sender="553 not your address"), MailServerTrouble),
        (PostOffice(greeting="554 go away"), MailServerTrouble),
    ],
    ids=["drops", "closes", "refuses the sender", "refuses us"],
)
def test_that_only_a_server_that_hung_up_is_worth_another_try(
    office: PostOffice, kind: type[MailServerTrouble]
) -> None:
    with running(office), pytest.raises(MailServerTrouble) as told:
        deliver(office.server())
    assert type(told.value) is kind
    assert f"localhost, port {office.port}" in str(told.value)


def test_that_the_password_is_in_no_picture_of_a_run() -> None:
    """A run may be printed by a crash report."""
    shown = {each.name: each.repr for each in MailRun.__dataclass_fields__.values()}
    assert not shown["password"]
