"""People who were made ready beforehand are written exactly as a plain record of theirs would write them."""

import uuid
from pathlib import Path

import pytest
from sqlalchemy import exc

from checkin_app.domain.log import ParticipantAdded
from checkin_app.domain.participant import Participant, Status
from checkin_app.store import log, newcomers
from checkin_app.store.database import EventFile
from tests.domain.programmes import D1, D2
from tests.store.event_files import GUESTS, STAMP, copied, first_bad, opened, replaced, tables_of

PEOPLE = (
    *GUESTS,
    Participant(id="", given="=1+1", family='"Quoted"', extra=(("Diet", "none"), ("Ünï", "\u2028"))),
    Participant(id="", given="Out", family="Side", status=Status.CANCELLED, days=frozenset({D2, D1})),
    Participant(
        id="", given="All", sessions=frozenset({"MATCHMAKING", "LAB"}), days=frozenset(), walk_in=True
    ),
)
ADDED = [
    (
        f"record {number}",
        ParticipantAdded(replaced(person, id=f"p{number}"), f"CODE{number}", "import", "salt"),
    )
    for number, person in enumerate(PEOPLE)
]


def test_that_log_and_tables_are_the_same_as_by_plain_records(empty: Path) -> None:
    plain, ready = copied(empty, empty.with_name("plain")), copied(empty, empty.with_name("ready"))
    with opened(plain) as file, file.writing() as connection:
        log.append(connection, STAMP, ADDED)
    with opened(ready) as file, file.writing() as connection:
        log.append_newcomers(connection, STAMP, newcomers.made_ready(ADDED[:3]))
        log.append_newcomers(connection, STAMP, newcomers.made_ready(ADDED[3:]))
    tables = tables_of(ready)
    assert len(tables["participant"]) == len(PEOPLE)
    assert {name: rows for name, rows in tables_of(plain).items() if "search" not in name} == {
        name: rows for name, rows in tables.items() if "search" not in name
    }
    assert tables["participant_search_content"] == tables_of(plain)["participant_search_content"]


def test_that_the_chain_goes_on_behind_them(file: EventFile) -> None:
    with file.writing() as connection:
        log.append(connection, STAMP, ADDED[:2])
        log.append_newcomers(connection, STAMP, newcomers.made_ready(ADDED[2:5]))
        log.append(connection, STAMP, ADDED[5:])
    bad = first_bad(file.path)
    assert bad is None or bad.desk is None  # the desk of this stamp was never opened, but the chain holds


def test_that_every_body_has_a_salt_of_its_own() -> None:
    unsalted = [(record, replaced(fact, salt="")) for record, fact in ADDED[:1]]
    one, other = newcomers.made_ready(unsalted * 2)
    assert one.body != other.body
    assert one.body_hash != other.body_hash


def test_that_they_come_out_of_another_process_as_they_went_in() -> None:
    ready = newcomers.made_ready(ADDED)
    assert newcomers.unpacked(newcomers.packed(ready)) == ready


def test_that_nobody_written_changes_nothing(file: EventFile) -> None:
    before = tables_of(file.path)
    with file.writing() as connection:
        log.append_newcomers(connection, STAMP, [])
    assert tables_of(file.path) == before


def test_that_a_record_is_not_written_twice(file: EventFile) -> None:
    ready = newcomers.made_ready(ADDED[:1])
    with file.writing() as connection:
        log.append_newcomers(connection, STAMP, ready)
    with pytest.raises(exc.IntegrityError), file.writing() as connection:
        log.append_newcomers(connection, STAMP, ready)


def test_that_rising_ids_are_proper_ones_and_rise_from_part_to_part() -> None:
    parts = [list(log.rising_ids(1000, range(first, first + 250))) for first in range(0, 1000, 250)]
    ids = [each for part in parts for each in part]
    assert ids == sorted(set(ids))
    assert len(ids) == 1000
    assert all(str(uuid.UUID(each)) == each for each in ids)
    assert {(uuid.UUID(each).version, uuid.UUID(each).variant) for each in ids} == {(4, uuid.RFC_4122)}
