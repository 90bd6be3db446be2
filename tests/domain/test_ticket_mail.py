"""To whom a ticket is due, which addresses mail can go to, and what a message says."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.errors import BadInput
from checkin_app.domain.participant import Participant, Status
from checkin_app.domain.ticket_mail import (
    PLACEHOLDERS,
    USUAL_WORDING,
    Posted,
    Standing,
    Wording,
    address_trouble,
    checked,
    mailable,
    message_id,
    recipient,
    recipients,
    subject_for,
    text_for,
    words_for,
)
from tests.domain.programmes import ANA, D1, EVENT

CODE, NEWER = "BCDFGHJKLNPRSTVXBCDF", "XVTSRPNLKJHGFDCBXVTS"
AT = datetime(2023, 11, 20, tzinfo=UTC)
GUEST = Participant(id="g", given="Ștefan", family="Țăranu", email=" stefan@example.org ")
SENT = Posted("stefan@example.org", AT, times=1)
REFUSED = Posted("stefan@example.org", refused="550 no such mailbox")

# -- standing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "posted", "standing"),
    [
        (GUEST, {}, Standing.DUE),
        (GUEST, {CODE: SENT}, Standing.SENT),
        (GUEST, {NEWER: SENT}, Standing.DUE),
        (GUEST, {CODE: replace(SENT, is_wanted=True)}, Standing.DUE),
        (GUEST, {CODE: REFUSED}, Standing.REFUSED),
        (GUEST, {CODE: replace(REFUSED, is_wanted=True)}, Standing.DUE),
        (GUEST, {CODE: replace(REFUSED, address="old@example.org")}, Standing.DUE),
        (replace(GUEST, email="new@example.org"), {CODE: SENT}, Standing.SENT),
        (replace(GUEST, email=""), {}, Standing.NO_ADDRESS),
        (replace(GUEST, email="  "), {}, Standing.NO_ADDRESS),
        (replace(GUEST, email=""), {CODE: SENT}, Standing.SENT),
        (replace(GUEST, email="nonsense"), {}, Standing.BAD_ADDRESS),
        (replace(GUEST, status=Status.CANCELLED), {CODE: SENT}, Standing.NOT_COMING),
        (replace(GUEST, status=Status.BARRED), {}, Standing.NOT_COMING),
        (replace(GUEST, status=Status.REMOVED), {}, Standing.NOT_COMING),
    ],
)
def test_that_it_is_known_where_somebody_stands(
    person: Participant, posted: dict[str, Posted], standing: Standing
) -> None:
    assert recipient(person, [CODE], posted).standing is standing


def test_that_a_ticket_with_any_code_in_force_will_do() -> None:
    """Who was merged has two, and the newest was never sent."""
    found = recipient(GUEST, [CODE, NEWER], {CODE: SENT})
    assert (found.standing, found.code, found.posted) == (Standing.SENT, NEWER, SENT)


def test_that_nobody_without_a_code_gets_a_ticket() -> None:
    assert recipient(GUEST, [], {}).standing is Standing.NOT_COMING


def test_that_everybody_is_listed_in_the_order_of_the_roster() -> None:
    nameless = replace(GUEST, id="h", email="")
    listed = recipients([nameless, GUEST], {"g": [CODE], "h": [NEWER]}, {})
    assert [(each.person.id, each.standing) for each in listed] == [
        ("h", Standing.NO_ADDRESS),
        ("g", Standing.DUE),
    ]


# -- addresses -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ana@example.org", "ana@example.org"),
        ("  Ana.Pop+tag@Example.ORG ", "Ana.Pop+tag@Example.ORG"),
        ("o'neill@example.org", "o'neill@example.org"),
        ("info@bücher.example", "info@xn--bcher-kva.example"),
        ("γιώργος@παράδειγμα.example", "γιώργος@xn--hxajbheg2az3al.example"),
    ],
)
def test_that_an_address_is_brought_to_the_form_that_servers_know(text: str, address: str) -> None:
    assert address_trouble(text) == ""
    assert mailable(text) == address


@pytest.mark.parametrize(
    "text",
    [
        *("ana", "ana@", "@example.org", "ana at example.org", "ana@example", "ana@@example.org"),
        *("ana@example.org, bob@example.org", "ana@example.org;bob@example.org", "Ana <ana@example.org>"),
        *("ana@example..org", ".ana@example.org", "ana.@example.org", "a..b@example.org", "ana@exa mple.org"),
        *("ana@example.org\r\nRCPT TO:<all@example.org>", "ana\n@example.org", '"ana"@example.org'),
        *("a" * 65 + "@example.org", "a@" + "b." * 150 + "org", "ana@" + "b" * 64 + ".org"),
    ],
)
def test_that_what_is_no_single_address_is_told(text: str) -> None:
    trouble = address_trouble(text)
    assert trouble.endswith(".")


@given(st.text(max_size=30))
def test_that_whatever_is_called_an_address_is_one_line_without_spaces(text: str) -> None:
    if not address_trouble(text):
        assert not re.search(r"[\s<>,;]", mailable(text))
        assert mailable(text).count("@") == 1
        assert mailable(text).rpartition("@")[2].isascii()


# -- words ---------------------------------------------------------------------------------------------------


def test_that_every_placeholder_stands_for_something() -> None:
    assert set(words_for(EVENT, ANA, CODE)) == set(PLACEHOLDERS)


def test_that_the_usual_wording_can_be_sent() -> None:
    assert checked(USUAL_WORDING) == USUAL_WORDING
    words = words_for(EVENT, ANA, CODE)
    assert subject_for(USUAL_WORDING, words) == f"Your ticket for {EVENT.name}"
    assert "BCDFG-HJKLN-PRSTV-XBCDF" in text_for(USUAL_WORDING, words)
    assert "{" not in text_for(USUAL_WORDING, words)


def test_that_placeholders_are_filled_whatever_their_case_and_spaces() -> None:
    words = words_for(EVENT, replace(ANA, given="Ana", family="Pop"), CODE)
    assert text_for(Wording("s", "{ Given_Name }, {FAMILY_NAME}"), words) == "Ana, Pop\n"


def test_that_doubled_braces_are_braces() -> None:
    words = words_for(EVENT, ANA, CODE)
    assert text_for(checked(Wording("s", "{{name}} {not\nclosed")), words) == "{name} {not\nclosed\n"


def test_that_what_a_person_is_called_is_not_read_as_a_placeholder() -> None:
    words = words_for(EVENT, replace(ANA, given="{code}", family="\r\nBcc: all"), CODE)
    assert subject_for(Wording("For {name}", "t"), words) == "For {code} Bcc: all"


def test_that_who_has_one_name_only_is_addressed_by_it() -> None:
    words = words_for(EVENT, replace(ANA, given="", family="Madonna"), CODE)
    assert (words["given_name"], words["name"]) == ("Madonna", "Madonna")


def test_that_days_are_those_of_the_person() -> None:
    everyday = words_for(EVENT, replace(ANA, days=None), CODE)["days"]
    assert everyday.count(",") == len(EVENT.days) - 2
    assert " and " in everyday
    one = words_for(EVENT, replace(ANA, days=frozenset({D1})), CODE)
    assert one["days"] == "Tuesday 21 November"
    assert one["programme"].startswith("Tuesday 21 November\n  ")
    assert words_for(EVENT, replace(ANA, days=frozenset()), CODE)["days"] == ""


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        (
            Wording("Ticket", "Dear {forename}"),
            "Text: «{forename}» is no placeholder. Known are {given_name}",
        ),
        (Wording("Ticket {0}", "Dear {name}"), "Subject: «{0}» is no placeholder"),
        (Wording("Ticket", "{name.__class__}"), "Text: «{name.__class__}» is no placeholder"),
        (Wording("Ticket", "{}"), "Text: «{}» is no placeholder"),
        (Wording(" ", "Dear {name}"), "Subject: It is empty"),
        (Wording("Ticket", "\n"), "Text: It is empty"),
        (Wording("Ticket\nBcc: all@example.org", "Dear {name}"), "Subject: It is not one line"),
        (Wording("T" * 201, "Dear {name}"), "Subject: It is not one line of at most 200"),
        (Wording("Ticket", "x" * 20_001), "Text: It is longer"),
    ],
)
def test_that_a_wording_that_cannot_be_sent_gets_a_sentence(wording: Wording, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        checked(wording)
    assert str(refused.value).startswith(said)


def test_that_a_message_id_is_the_same_until_the_ticket_was_sent() -> None:
    assert message_id(CODE, 0) == message_id(CODE, 0)
    assert len({message_id(CODE, 0), message_id(CODE, 1), message_id(NEWER, 0)}) == 3
    assert CODE.lower() not in message_id(CODE, 0)
