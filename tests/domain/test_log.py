"""The log's facts, the writing of its instants, and the hashes that show when a record was tampered with."""

import hashlib
import json
import re
from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime, timedelta, timezone
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checkin_app.domain.badge_look import OwnTemplate
from checkin_app.domain.certificate import CertificateRule, IssuedCertificate
from checkin_app.domain.checkin import Direction, Reason
from checkin_app.domain.log import (
    FACTS,
    FIRST_PREVIOUS_HASH,
    BadgeIssued,
    BadgesPrinted,
    CertificatesIssued,
    CheckpointsRenamed,
    DeskOpened,
    Entered,
    EventCreated,
    Fact,
    ImportUndone,
    Left,
    LookalikesJudged,
    ParticipantAdded,
    ParticipantChanged,
    ParticipantsMerged,
    ParticipantsParted,
    PictureAdded,
    PrintMoved,
    PrintQueued,
    ProgrammeChanged,
    Record,
    Refused,
    RosterImported,
    Stamp,
    StepsEnded,
    TemplateRemoved,
    TemplateSaved,
    TicketRefused,
    TicketSent,
    TicketsWanted,
    TicketsWorded,
    Voided,
    body_hash,
    instant_of,
    instant_text,
    record_hash,
    subject_of,
)
from checkin_app.domain.participant import Change, ReplacedBecause
from checkin_app.domain.print_job import JobState
from tests.domain.programmes import ANA, BADGE, D2, EVENT, MATCHMAKING, iasi

Header = tuple[str | int, ...]

HEADER_FIELDS = ["desk", "seq", "id", "at", "day", "kind", "subject", "operator"]
HEADER: Header = (
    *("7f3a", 12, "9b1e", "2023-11-22T12:10:00.000000Z", "2023-11-22", "entered", "ana", "Șerban"),
)
PREVIOUS = hashlib.sha256(b"the record before").digest()
BODY = body_hash('{"participant":"ana"}')

HASHES = st.binary(min_size=32, max_size=32)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
BORDERLINE = st.text('ab",\\[]1 ș', max_size=4)
HEADERS = st.tuples(TEXTS, st.integers(1, 10**9), *[TEXTS] * 6)
BORDERLINE_HEADERS = st.tuples(BORDERLINE, st.integers(1, 12), *[BORDERLINE] * 6)

INSTANTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis adds the zone
OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))

SAMPLES: list[tuple[Fact, str]] = [
    (EventCreated("e1", "00" * 32), ""),
    (DeskOpened("Main entrance", "laptop 3", "e1"), ""),
    (ProgrammeChanged(EVENT), ""),
    (CheckpointsRenamed((("MATCHMAKING", "MATCH"),), ((D2, D2),)), "programme"),
    (RosterImported("roster.csv", "ab" * 32, 260, 0), ""),
    (RosterImported("roster.csv", "ab" * 32, 260, 0, ("Press",), in_steps=True), "roster"),
    (ImportUndone("9b1e"), "roster"),
    (StepsEnded("9b1e", whole=False), "9b1e"),
    (ParticipantAdded(ANA, BADGE.code), "ana"),
    (ParticipantChanged("ana", (Change("note", "", "Parcel"),)), "ana"),
    (ParticipantsMerged("ana", "anna", ("9b1e",), (BADGE.code,)), "ana"),
    (ParticipantsParted("ana", "anna", ("9b1e",), (BADGE.code,), undoes="77aa"), "ana"),
    (LookalikesJudged("ana", "anna"), "ana"),
    (BadgeIssued(BADGE.code, "ana", "C" * 20, ReplacedBecause.LOST), "ana"),
    (BadgeIssued(BADGE.code, None), ""),
    (BadgesPrinted((BADGE.code,), "avery-l4785", "plain"), ""),
    (PrintQueued("Badges", "Desk", 62.0, 100.0, "one-sided", (BADGE.code,), ("ab",), "roll-62", "plain"), ""),
    (PrintMoved("9b1e", JobState.SENT, "Desk", "7"), ""),
    (PictureAdded("ab" * 32, 300, 200, b"\x89PNG"), ""),
    (TemplateSaved(OwnTemplate(title="Ours", base="classic", name="ours")), ""),
    (TemplateRemoved("ours"), ""),
    (TicketSent("ana", BADGE.code, "ana@example.org", "Your ticket", "ticket-1"), "ana"),
    (TicketRefused("ana", BADGE.code, "ana@example.org", "550 no such mailbox"), "ana"),
    (TicketsWanted((BADGE.code,)), ""),
    (TicketsWorded("Your ticket", "Dear {name}"), ""),
    (Entered("ana", MATCHMAKING, Reason.FULL, "Invited by the host"), "ana"),
    (Left("ana", MATCHMAKING, "9b1e"), "ana"),
    (Entered("ana", MATCHMAKING, by_hand="On the paper list", happened_at=iasi(22, "14:00")), "ana"),
    (Left("ana", MATCHMAKING, "9b1e", "Told by the host", iasi(22, "15:00")), "ana"),
    (Refused(Reason.CANCELLED, MATCHMAKING, Direction.ENTRY, "ana"), "ana"),
    (Refused(Reason.MISREAD, MATCHMAKING, Direction.ENTRY, "", 12, "ab" * 32), ""),
    (Voided("9b1e", "Wrong person"), "9b1e"),
    (CertificatesIssued(CertificateRule(3), (IssuedCertificate(1, "ana", "A" * 16),)), ""),
]


# -- facts ---------------------------------------------------------------------------------------------------


def test_that_every_fact_can_be_found_by_its_kind() -> None:
    assert set(FACTS.values()) == set(get_args(Fact))
    assert all(fact.kind == kind for kind, fact in FACTS.items())


def test_that_a_sample_of_every_fact_is_tested_here() -> None:
    assert {type(fact) for fact, _ in SAMPLES} == set(FACTS.values())


@pytest.mark.parametrize("fact", FACTS.values())
def test_that_a_kind_is_the_name_of_its_fact_written_small(fact: type[Fact]) -> None:
    """Kinds stand in event files for ever: a fact cannot be renamed without this test being told."""
    assert fact.kind == re.sub(r"(?<=[a-z])(?=[A-Z])", "_", fact.__name__).lower()


@pytest.mark.parametrize(("fact", "subject"), SAMPLES)
def test_that_a_fact_says_whom_or_what_it_is_about(fact: Fact, subject: str) -> None:
    assert subject_of(fact) == subject


@pytest.mark.parametrize("fact", [fact for fact, _ in SAMPLES])
def test_that_facts_are_values_that_nobody_can_change(fact: Fact) -> None:
    same = type(fact)(*(getattr(fact, field.name) for field in fields(fact)))
    assert same == fact
    assert hash(same) == hash(fact)
    with pytest.raises(FrozenInstanceError):
        setattr(fact, fields(fact)[0].name, "another")


def test_that_an_unknown_code_is_kept_only_as_length_and_hash() -> None:
    assert {field.name for field in fields(Refused)} == {
        *("reason", "checkpoint", "direction", "participant", "text_length", "text_sha256"),
    }


def test_that_an_entry_without_an_override_was_admitted() -> None:
    assert Entered("ana", MATCHMAKING) == Entered("ana", MATCHMAKING, Reason.ADMITTED, "")


def test_that_a_record_keeps_what_its_stamp_and_its_fact_say() -> None:
    stamp = Stamp("7f3a", iasi(22, "14:10"), D2, "Șerban")
    record = Record(
        *(stamp.desk, 12, "9b1e", stamp.at, stamp.day, "entered", "ana", stamp.operator),
        *(BODY, PREVIOUS, record_hash(PREVIOUS, HEADER, BODY)),
    )
    assert [field.name for field in fields(record)][:8] == HEADER_FIELDS
    assert {field.name for field in fields(stamp)} < {field.name for field in fields(record)}


# -- instants ------------------------------------------------------------------------------------------------


def test_that_an_instant_is_written_in_utc_to_the_microsecond() -> None:
    assert instant_text(iasi(22, "14:10:00.000007")) == "2023-11-22T12:10:00.000007Z"


@given(INSTANTS)
def test_that_an_instant_is_read_back_as_it_was(instant: datetime) -> None:
    assert instant_of(instant_text(instant)) == instant
    assert instant_of(instant_text(instant)).tzinfo is UTC


@given(INSTANTS)
def test_that_every_instant_has_the_same_length(instant: datetime) -> None:
    assert len(instant_text(instant)) == 27


@given(INSTANTS, INSTANTS | st.none(), st.integers(0, 2_000_000))
def test_that_texts_sort_like_time(one: datetime, other: datetime | None, apart: int) -> None:
    later = one + timedelta(microseconds=apart) if other is None else other
    assert (one < later) == (instant_text(one) < instant_text(later))
    assert (one == later) == (instant_text(one) == instant_text(later))


@given(INSTANTS, OFFSETS)
def test_that_the_zone_in_which_an_instant_is_told_does_not_matter(instant: datetime, zone: timezone) -> None:
    assert instant_text(instant.astimezone(zone)) == instant_text(instant)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2023-11-22",
        "2023-11-22T12:10:00.000007",
        "2023-11-22T12:10:00.000007+00:00",
        "2023-11-22T14:10:00.000007+02:00",
        "2023-11-22 12:10:00.000007Z",
        "2023-11-22T12:10:00Z",
        "2023-11-22T12:10:00.7Z",
        "2023-11-22T12:10:00.0000070Z",
        "2023-11-2T12:10:00.000007Z",
        "2023-11-22t12:10:00.000007z",
        "2023-13-22T12:10:00.000007Z",
        "2023-11-31T12:10:00.000007Z",
        "2023-11-22T24:00:00.000007Z",
        "2023-11-22T12:10:60.000007Z",
        "2023-11-22T12:10:00,000007Z",
        "٢٠٢٣-11-22T12:10:00.000007Z",
        " 2023-11-22T12:10:00.00007Z",
        "2023-11-22T12:10:00.000007Z\n",
        "0001-01-01T00:00:00.00+14:00",
        "9999-12-31T23:59:59.9-14:00",
    ],
)
def test_that_what_the_log_would_not_write_is_not_read_as_an_instant(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the sentence is Python's own
        instant_of(text)


@given(TEXTS | st.text("0123456789-T:.Z ", min_size=27, max_size=27))
def test_that_no_text_is_read_as_an_instant_that_would_be_written_differently(text: str) -> None:
    try:
        instant = instant_of(text)
    except ValueError:
        return
    assert instant_text(instant) == text


# -- the chain -----------------------------------------------------------------------------------------------


def test_that_a_known_record_has_a_known_hash() -> None:
    """So that event files written by one version verify with every later one."""
    assert (
        record_hash(FIRST_PREVIOUS_HASH, HEADER, BODY).hex()
        == "3f6e269a04e585a4e8b9828ad10742b283626836ea4270941bb72325eb067aef"
    )


def test_that_a_body_is_hashed_as_utf_8() -> None:
    assert body_hash("Țîrdea") == hashlib.sha256("Țîrdea".encode()).digest()
    assert body_hash("").hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(HASHES, HEADERS, HASHES)
def test_that_a_hash_covers_the_one_before_then_the_header_then_the_body(
    previous: bytes, header: Header, hashed_body: bytes
) -> None:
    listed = json.dumps(list(header), ensure_ascii=False, separators=(",", ":")).encode()
    expected = hashlib.sha256(previous + listed + hashed_body).digest()
    assert record_hash(previous, header, hashed_body) == expected


@pytest.mark.parametrize("position", range(8), ids=HEADER_FIELDS)
@given(header=HEADERS, text=TEXTS, number=st.integers(1, 10**9))
def test_that_a_change_of_any_field_changes_the_hash(
    position: int, header: Header, text: str, number: int
) -> None:
    other = number if HEADER_FIELDS[position] == "seq" else text
    assume(header[position] != other)
    tampered = (*header[:position], other, *header[position + 1 :])
    assert record_hash(PREVIOUS, tampered, BODY) != record_hash(PREVIOUS, header, BODY)


@given(st.sampled_from(range(len(str(HEADER)))), st.characters(exclude_categories=["Cs"]))
def test_that_a_change_of_any_letter_changes_the_hash(position: int, letter: str) -> None:
    for index, value in enumerate(HEADER):
        if isinstance(value, str):
            at = position % len(value)
            assume(value[at] != letter)
            tampered = (*HEADER[:index], value[:at] + letter + value[at + 1 :], *HEADER[index + 1 :])
            assert record_hash(PREVIOUS, tampered, BODY) != record_hash(PREVIOUS, HEADER, BODY)


@given(HASHES, HASHES)
def test_that_another_record_before_or_another_body_changes_the_hash(previous: bytes, body: bytes) -> None:
    original = record_hash(PREVIOUS, HEADER, BODY)
    assert (record_hash(previous, HEADER, BODY) == original) is (previous == PREVIOUS)
    assert (record_hash(PREVIOUS, HEADER, body) == original) is (body == BODY)


@given(BORDERLINE_HEADERS, BORDERLINE_HEADERS)
def test_that_no_two_headers_have_the_same_hash(one: Header, other: Header) -> None:
    same = record_hash(PREVIOUS, one, BODY) == record_hash(PREVIOUS, other, BODY)
    assert same is (one == other)


@given(TEXTS, st.integers(0, 10), st.integers(0, 10), st.integers(0, 6))
def test_that_moving_the_border_between_two_fields_changes_the_hash(
    text: str, here: int, there: int, first: int
) -> None:
    def divided(at: int) -> Header:
        texts = [""] * 7
        texts[first], texts[(first + 1) % 7] = text[:at], text[at:]
        return (texts[0], 1, *texts[1:])

    assume(divided(here) != divided(there))
    assert record_hash(PREVIOUS, divided(here), BODY) != record_hash(PREVIOUS, divided(there), BODY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("a,b", 1, "", "", "", "", "", ""), ("a", 1, "b", "", "", "", "", "")),
        (('a","b', 1, "", "", "", "", "", ""), ("a", 1, "b", "", "", "", "", "")),
        (("1", 1, "", "", "", "", "", ""), ("", 11, "", "", "", "", "", "")),
        (("\\", 1, '"', "", "", "", "", ""), ('\\"', 1, "", "", "", "", "", "")),
        (("é", 1, "", "", "", "", "", ""), ("e\u0301", 1, "", "", "", "", "", "")),
        (("x", 1, "", "", "", "", "", ""), ("x\x00", 1, "", "", "", "", "", "")),
        (("\\u0219", 1, "", "", "", "", "", ""), ("ș", 1, "", "", "", "", "", "")),
        (("x", 1, "", "", "", "", "", ""), ("x", "1", "", "", "", "", "", "")),
    ],
)
def test_that_headers_that_look_alike_have_different_hashes(one: Header, other: Header) -> None:
    assert record_hash(PREVIOUS, one, BODY) != record_hash(PREVIOUS, other, BODY)


def test_that_a_desk_begins_its_chain_with_nothing_before() -> None:
    assert bytes(32) == FIRST_PREVIOUS_HASH
