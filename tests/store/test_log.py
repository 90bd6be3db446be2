"""The log is a chain for each desk, says the same in the same words, and applies what it says or keeps nothing."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import exc

from checkin_app.domain.checkin import Direction, Reason
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.log import (
    FACTS,
    FIRST_PREVIOUS_HASH,
    BadgeIssued,
    DeskOpened,
    Entered,
    EventCreated,
    Fact,
    Left,
    ParticipantAdded,
    ParticipantChanged,
    ProgrammeChanged,
    Refused,
    Stamp,
    Voided,
)
from checkin_app.domain.participant import Change, Participant, ReplacedBecause
from checkin_app.store import badges, log, participants, programme, records
from checkin_app.store.database import EventFile
from tests.domain.programmes import D1, EVENT, OPENING, iasi
from tests.store.event_files import STAMP, append, asked, first_bad, opened, tables_of
from tests.store.test_verification import chain_by_hand

ANA = Participant(id="ana", given="Ana", family="Țîrdea", days=frozenset({D1}), sessions=frozenset({"LAB"}))
CODE = "B" * 20


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the log as another tool reads it."""

    position: int
    desk: str
    seq: int
    id: str
    at: str
    day: str
    kind: str
    subject: str
    operator: str
    body: str
    body_hash: bytes
    prev_hash: bytes
    hash: bytes

    @property
    def said(self) -> Any:
        return json.loads(self.body)


def rows_of(path: Path, *kinds: str) -> list[Row]:
    rows = [Row(*row) for row in asked(path, "SELECT * FROM log ORDER BY position")]
    return [row for row in rows if not kinds or row.kind in kinds]


# -- the chain -----------------------------------------------------------------------------------------------


def test_that_each_desk_counts_from_one_without_gaps(told: Path) -> None:
    rows = rows_of(told)
    desks = {row.desk for row in rows}
    assert len(desks) == 2
    for desk in desks:
        assert [row.seq for row in rows if row.desk == desk] == list(
            range(1, 1 + sum(r.desk == desk for r in rows))
        )
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))


def test_that_each_record_carries_the_hash_of_the_one_before_it_at_its_desk(told: Path) -> None:
    last: dict[str, bytes] = {}
    for row in rows_of(told):
        assert row.prev_hash == last.get(row.desk, FIRST_PREVIOUS_HASH)
        last[row.desk] = row.hash


def test_that_the_hashes_can_be_computed_by_anybody_who_reads_the_manual(told: Path) -> None:
    for row in rows_of(told):
        header = [row.desk, row.seq, row.id, row.at, row.day, row.kind, row.subject, row.operator]
        listed = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
        body_hash = hashlib.sha256(row.body.encode()).digest()
        assert row.body_hash == body_hash
        assert row.hash == hashlib.sha256(row.prev_hash + listed + body_hash).digest()


def test_that_the_first_record_of_every_desk_says_which_desk_it_is(told: Path) -> None:
    firsts = [row for row in rows_of(told) if row.seq == 1]
    assert {row.kind for row in firsts} == {"desk_opened"}
    assert sorted(row.said["name"] for row in firsts) == ["Back", "Front"]
    assert asked(told, "SELECT id, name FROM desk ORDER BY name") == sorted(
        ((row.desk, row.said["name"]) for row in firsts), key=lambda desk: desk[1]
    )


def test_that_the_told_morning_has_every_kind_of_fact(told: Path) -> None:
    """Else the tests of verification would leave one out."""
    assert {row.kind for row in rows_of(told)} == set(FACTS)
    assert rows_of(told)[-1].kind == "refused"


def test_that_facts_of_one_act_are_chained_in_their_order(file: EventFile) -> None:
    spares = [BadgeIssued(letter * 20, None) for letter in "BCDFG"]
    with file.writing() as connection:
        records = log.append(connection, STAMP, [(log.new_id(), spare) for spare in spares])
    rows = [row for row in rows_of(file.path) if row.desk == STAMP.desk]
    assert [record.hash for record in records] == [row.hash for row in rows]
    assert [row.said["code"][0] for row in rows] == list("BCDFG")
    assert [row.seq for row in rows] == [1, 2, 3, 4, 5]


def test_that_no_facts_are_no_records(file: EventFile) -> None:
    with file.writing() as connection:
        assert log.append(connection, STAMP, []) == []
    assert [row for row in rows_of(file.path) if row.desk == STAMP.desk] == []


def test_that_a_record_id_can_be_used_once_only_whichever_desk_uses_it(file: EventFile) -> None:
    record = append(file, BadgeIssued(CODE, None))[0]
    before = tables_of(file.path)
    for stamp in (STAMP, replace(STAMP, desk="another desk")):
        with pytest.raises(exc.IntegrityError), file.writing() as connection:
            log.append(connection, stamp, [(record, BadgeIssued("C" * 20, None))])
    assert tables_of(file.path) == before


def test_that_new_ids_differ() -> None:
    assert len({log.new_id() for _ in range(1000)}) == 1000


def test_that_the_clock_going_back_does_not_disturb_the_chain(file: EventFile) -> None:
    for number, letter in enumerate("BCDF"):
        append(
            file, BadgeIssued(letter * 20, None), stamp=replace(STAMP, at=STAMP.at - timedelta(hours=number))
        )
    assert [row.seq for row in rows_of(file.path) if row.desk == STAMP.desk] == [1, 2, 3, 4]
    assert chain_by_hand(file.path) is None


# -- what a record says --------------------------------------------------------------------------------------


def test_that_bodies_are_canonical(told: Path) -> None:
    """Sorted keys, no spaces, letters as they are: the same fact is the same bytes on every computer."""
    for row in rows_of(told):
        assert row.body == json.dumps(row.said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_that_what_was_recorded_is_read_back_as_it_was(told: Path) -> None:
    with opened(told) as file, file.reading() as connection:
        for row in connection.execute(log.log.select()):
            record, fact = log.record_of(row), log.fact_of(row)
            assert log.by_id(connection, row.id) == (record, fact)
            assert type(fact) is FACTS[row.kind]
            assert log.body_of(fact) == row.body


def test_that_an_unknown_id_is_no_record(file: EventFile) -> None:
    with file.reading() as connection:
        assert log.by_id(connection, "nothing") is None


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
CHECKPOINTS = st.builds(Checkpoint, st.dates(), TEXTS)
PEOPLE = st.builds(
    Participant,
    id=TEXTS,
    given=TEXTS,
    note=TEXTS,
    walk_in=st.booleans(),
    days=st.none() | st.frozensets(st.dates(), max_size=3),
    sessions=st.frozensets(TEXTS, max_size=3),
    extra=st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
)
VALUES = st.none() | st.booleans() | TEXTS | st.lists(TEXTS, max_size=2).map(tuple)
CHANGES = st.lists(st.builds(Change, TEXTS, VALUES, VALUES), max_size=3).map(tuple)
ANY_FACT: st.SearchStrategy[Fact] = st.one_of(
    st.builds(ParticipantAdded, PEOPLE, TEXTS, TEXTS),
    st.builds(ParticipantChanged, TEXTS, CHANGES, TEXTS),
    st.builds(BadgeIssued, TEXTS, st.none() | TEXTS, TEXTS, st.none() | st.sampled_from(ReplacedBecause)),
    st.builds(Entered, TEXTS, CHECKPOINTS, st.sampled_from(Reason), TEXTS),
    st.builds(Left, TEXTS, CHECKPOINTS, TEXTS),
    st.builds(
        Refused, st.sampled_from(Reason), CHECKPOINTS, st.sampled_from(Direction), TEXTS, st.integers(0, 9)
    ),
    st.builds(Voided, TEXTS, TEXTS),
    st.builds(EventCreated, TEXTS, TEXTS),
    st.builds(DeskOpened, TEXTS, TEXTS, TEXTS),
)


@given(ANY_FACT)
def test_that_any_fact_survives_its_own_words(fact: Fact) -> None:
    body = log.body_of(fact)
    assert records._DECODERS[fact.kind].decode(body) == fact
    assert body == json.dumps(json.loads(body), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def test_that_a_programme_survives_its_own_words() -> None:
    fact = ProgrammeChanged(EVENT)
    assert records._DECODERS[fact.kind].decode(log.body_of(fact)) == fact


def test_that_the_same_set_is_always_written_alike() -> None:
    """Sets have no order of their own, and strings hash differently in every run."""
    sessions = [f"S{number}" for number in range(20)]
    one = ParticipantAdded(replace(ANA, sessions=frozenset(sessions)), CODE, salt="x")
    other = ParticipantAdded(replace(ANA, sessions=frozenset(reversed(sessions))), CODE, salt="x")
    assert log.body_of(one) == log.body_of(other)
    assert json.loads(log.body_of(one))["participant"]["sessions"] == sorted(sessions)


# -- personal data -------------------------------------------------------------------------------------------


def test_that_personal_data_is_salted_and_nothing_else_is(told: Path) -> None:
    for row in rows_of(told):
        has_person = row.kind in {"participant_added", "participant_changed", "ticket_sent", "ticket_refused"}
        assert ("salt" in row.said) == has_person
        if has_person:
            assert len(bytes.fromhex(row.said["salt"])) == 16


def test_that_the_same_person_added_twice_has_different_hashes(file: EventFile) -> None:
    """Else the hash left after an erasure could be guessed back to a name."""
    append(
        file,
        ParticipantAdded(replace(ANA, id="one"), "C" * 20),
        ParticipantAdded(replace(ANA, id="two"), "D" * 20),
        ParticipantChanged("one", (Change("note", "", "x"),)),
        ParticipantChanged("two", (Change("note", "", "x"),)),
    )
    rows = [row for row in rows_of(file.path) if row.desk == STAMP.desk]
    assert len({row.said["salt"] for row in rows}) == 4


def test_that_a_body_can_be_emptied_and_the_rest_of_the_chain_still_holds(told: Path) -> None:
    """The hashes cover the hash of the body; so a person can be erased one day."""
    for row in rows_of(told):
        emptied = [row.desk, row.seq, row.id, row.at, row.day, row.kind, row.subject, row.operator]
        listed = json.dumps(emptied, ensure_ascii=False, separators=(",", ":")).encode()
        assert hashlib.sha256(row.prev_hash + listed + row.body_hash).digest() == row.hash


def test_that_the_text_of_an_unknown_code_is_not_kept(told: Path) -> None:
    refused = rows_of(told, "refused")[-1].said
    assert refused["text_length"] == len("not a code")
    assert refused["text_sha256"] == hashlib.sha256(b"not a code").hexdigest()
    assert b"not a code" not in told.read_bytes()


# -- the door ------------------------------------------------------------------------------------------------


def test_that_a_fact_is_in_the_tables_as_soon_as_it_is_in_the_log(file: EventFile) -> None:
    with file.writing() as connection:
        log.append(connection, STAMP, [(log.new_id(), ParticipantAdded(ANA, CODE))])
        assert participants.by_id(connection, "ana") == ANA
        badge = badges.by_code(connection, CODE)
        assert badge is not None
        assert (badge.participant, badge.issued_at) == ("ana", STAMP.at)


def test_that_facts_of_several_kinds_in_one_act_are_applied_in_their_order(file: EventFile) -> None:
    ada = replace(ANA, id="ada")
    append(
        file,
        DeskOpened("A desk", "a computer", "an event for tests"),
        ParticipantAdded(ANA, CODE),
        ParticipantChanged("ana", (Change("note", "", "first"),)),
        ParticipantAdded(ada, "C" * 20),
        ParticipantChanged("ana", (Change("note", "first", "second"),)),
        ParticipantChanged("ada", (Change("given", "Ana", "Ada"),)),
        BadgeIssued("D" * 20, "ana", CODE, ReplacedBecause.MISSPELT),
        Entered("ana", OPENING),
    )
    with file.reading() as connection:
        assert [(p.given, p.note) for p in participants.everybody(connection)] == [
            ("Ana", "second"),
            ("Ada", ""),
        ]
        assert [badge.code for badge in badges.valid_of(connection, "ana")] == ["D" * 20]
    assert first_bad(file.path) is None


@pytest.mark.parametrize(
    "impossible",
    [
        ParticipantChanged("nobody", (Change("note", "", "x"),)),
        ParticipantChanged("ana", (Change("shoe size", "", "44"),)),
        ParticipantChanged("ana", (Change("status", "active", "asleep"),)),
        ParticipantAdded(ANA, "C" * 20),
        ParticipantAdded(replace(ANA, id="other"), CODE),
        BadgeIssued(CODE, None),
        BadgeIssued("D" * 20, "nobody"),
        Entered("nobody", OPENING),
        Voided("no such record"),
        EventCreated("another event", "00" * 32),
    ],
    ids=lambda fact: type(fact).__name__,
)
def test_that_a_fact_that_cannot_be_is_not_in_the_log_either(file: EventFile, impossible: Fact) -> None:
    append(file, DeskOpened("A desk", "a computer", "an event for tests"), ParticipantAdded(ANA, CODE))
    append(file, Entered("ana", OPENING))
    before = tables_of(file.path)
    with pytest.raises((LookupError, ValueError, exc.IntegrityError)):
        append(file, impossible)
    assert tables_of(file.path) == before


@pytest.mark.parametrize("not_voidable", ["participant_added", "desk_opened", "refused", "programme_changed"])
def test_that_only_entries_exits_and_undos_can_be_taken_back(told: Path, not_voidable: str) -> None:
    record = rows_of(told, not_voidable)[0].id
    with opened(told) as file, pytest.raises(LookupError):
        append(file, Voided(record))


def test_that_the_same_record_cannot_be_taken_back_twice(told: Path) -> None:
    with opened(told) as file:
        record = rows_of(told, "entered")[-1].id
        append(file, Voided(record))
        with pytest.raises(exc.IntegrityError):
            append(file, Voided(record))


# -- the event and its desks ---------------------------------------------------------------------------------


def test_that_an_event_has_its_identity_its_key_and_its_programme(file: EventFile) -> None:
    with file.reading() as connection:
        assert programme.read(connection) == EVENT
        assert len(programme.event_id(connection)) == len(log.new_id())
        assert len(programme.key(connection)) == 32


def test_that_the_last_programme_counts(file: EventFile) -> None:
    named = [replace(EVENT, name=f"Event {number}") for number in range(3)]
    append(file, *map(ProgrammeChanged, named))
    with file.reading() as connection:
        assert programme.read(connection) == named[-1]
    append(file, ProgrammeChanged(EVENT))
    with file.reading() as connection:
        assert programme.read(connection) == EVENT


def test_that_desks_are_known_by_name_and_computer(file: EventFile) -> None:
    at = iasi(21, "08:00")
    for number, (name, computer) in enumerate([("Front", "one"), ("Front", "two"), ("Back", "one")]):
        append(
            file, DeskOpened(name, computer, "an event for tests"), stamp=Stamp(f"desk {number}", at, D1, "")
        )
    with file.reading() as connection:
        assert programme.desk_of(connection, name="Front", computer="two") == "desk 1"
        assert programme.desk_of(connection, name="Back", computer="two") is None
        assert programme.desk_names(connection).items() >= {"desk 0": "Front", "desk 2": "Back"}.items()
