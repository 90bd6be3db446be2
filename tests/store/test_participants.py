"""The roster keeps every person as they were given, changes only what was changed, and counts as the rules do."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin_app.domain.checkin import is_on_list
from checkin_app.domain.event import Admits, Checkpoint, Day, Event, Session
from checkin_app.domain.log import ParticipantAdded, ParticipantChanged
from checkin_app.domain.participant import Participant, Status, changes_between
from checkin_app.store import log, participants
from checkin_app.store.database import Connection, EventFile
from tests.domain.programmes import D1, D2, D3, EVENT
from tests.histories import CHECKPOINTS, PEOPLE
from tests.store.event_files import STAMP, append, copied, opened, tried

ON_A_FILE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)


def added(people: Iterable[Participant]) -> list[ParticipantAdded]:
    return [ParticipantAdded(person, f"code {person.id}") for person in people]


def numbered(people: Iterable[Participant]) -> list[Participant]:
    return [replace(person, id=f"person {number}") for number, person in enumerate(people)]


def put(connection: Connection, *people: Participant) -> None:
    log.append(connection, STAMP, [(log.new_id(), fact) for fact in added(people)])


FULL = Participant(
    id="full",
    given="Ștefan",
    family="Țăranu",
    badge_name="Fane",
    external_id="X-1",
    email="Fane@Example.org",
    organisation="HempClub",
    job_title="Grower",
    country="RO",
    category="Public",
    note="Vegetarian",
    status=Status.BARRED,
    walk_in=True,
    days=frozenset({D3, D1}),
    sessions=frozenset({"MATCHMAKING", "A, B"}),
    extra=(("Diet", "none, thanks"), ("Bus", "")),
)


def test_that_a_person_is_kept_with_every_field(file: EventFile) -> None:
    append(file, *added([FULL]))
    with file.reading() as connection:
        assert participants.by_id(connection, "full") == FULL
        assert participants.by_id(connection, "Full") is None


@settings(ON_A_FILE, max_examples=40)
@given(people=st.lists(PEOPLE, min_size=1, max_size=6).map(numbered))
def test_that_a_roster_is_kept_as_it_is_and_in_its_order(file: EventFile, people: list[Participant]) -> None:
    with tried(file) as connection:
        put(connection, *people)
        assert list(participants.everybody(connection)) == people
        assert participants.by_ids(connection, [person.id for person in people]) == {p.id: p for p in people}


@settings(ON_A_FILE, max_examples=60)
@given(before=PEOPLE, after=PEOPLE)
def test_that_a_person_is_after_an_edit_what_the_edit_says(
    file: EventFile, before: Participant, after: Participant
) -> None:
    before, after = replace(before, id="edited"), replace(after, id="edited")
    bystander = replace(before, id="bystander")
    edit = ParticipantChanged("edited", changes_between(before, after))
    with tried(file) as connection:
        put(connection, before, bystander)
        log.append(connection, STAMP, [(log.new_id(), edit)])
        edited = participants.by_id(connection, "edited")
        assert edited is not None
        assert replace(edited, extra=tuple(sorted(edited.extra))) == replace(
            after, extra=tuple(sorted(after.extra))
        )
        assert participants.by_id(connection, "bystander") == bystander


def test_that_somebody_for_no_day_is_not_somebody_for_all_days(file: EventFile) -> None:
    append(file, *added([replace(FULL, id="none", days=frozenset()), replace(FULL, id="all", days=None)]))
    with file.reading() as connection:
        people = participants.by_ids(connection, ["none", "all"])
    assert people["none"].days == frozenset()
    assert people["all"].days is None


def test_that_unknown_ids_are_left_out(file: EventFile) -> None:
    append(file, *added([FULL]))
    with file.reading() as connection:
        assert list(participants.by_ids(connection, ["full", "nobody", "'; DROP TABLE log"])) == ["full"]
        assert participants.by_ids(connection, []) == {}


def test_that_thousands_of_ids_can_be_asked_for_at_once(file: EventFile) -> None:
    """More than SQLite allows variables in a query."""
    append(file, *added([FULL]))
    with file.reading() as connection:
        assert list(participants.by_ids(connection, ["full", *(str(n) for n in range(40_000))])) == ["full"]


# -- references ----------------------------------------------------------------------------------------------


@pytest.fixture
def referred(file: EventFile) -> EventFile:
    twins = [replace(FULL, id=f"ab{n}", external_id="X-2", email="TWIN@example.org") for n in range(3)]
    odd = [replace(FULL, id="a%b"), replace(FULL, id="a_b", external_id="", email="")]
    append(file, *added([FULL, *twins, *odd]))
    return file


@pytest.mark.parametrize(
    ("beginning", "count"),
    [("ful", 1), ("full", 1), ("ab", 2), ("ab1", 1), ("a%", 1), ("a_", 1), ("%", 0), ("x", 0), ("", 2)],
)
def test_that_ids_are_found_by_their_beginning(referred: EventFile, beginning: str, count: int) -> None:
    with referred.reading() as connection:
        found = participants.ids_beginning(connection, beginning)
    assert len(found) == count
    assert all(each.startswith(beginning) for each in found)


def test_that_people_are_found_by_external_id_and_by_email_in_any_case(referred: EventFile) -> None:
    with referred.reading() as connection:
        assert participants.ids_with(connection, external_id="X-1")[:1] == ["full"]
        assert participants.ids_with(connection, external_id="x-1") == []
        assert participants.ids_with(connection, email="FANE@EXAMPLE.ORG")[:1] == ["full"]
        assert len(participants.ids_with(connection, email="twin@example.org")) == 2


# -- expected numbers ----------------------------------------------------------------------------------------

SESSIONS = st.builds(
    Session,
    code=st.sampled_from(["LAB", "MATCHMAKING", "TOUR"]),
    title=st.just(""),
    starts=st.just(EVENT.days[0].sessions[0].starts),
    ends=st.just(EVENT.days[0].sessions[0].ends),
    admits=st.sampled_from(Admits),
    categories=st.lists(st.sampled_from(["Exchange visitor", "Public", "", "Unknown"]), max_size=2).map(
        tuple
    ),
)
EVENTS = st.lists(SESSIONS, max_size=3, unique_by=lambda session: session.code).map(
    lambda sessions: replace(EVENT, days=(Day(D1, "", tuple(sessions)), Day(D2), Day(D3)))
)


def expected_by_the_rule(event: Event, people: list[Participant], checkpoint: Checkpoint) -> int:
    return sum(person.status is Status.ACTIVE and is_on_list(event, person, checkpoint) for person in people)


@settings(ON_A_FILE, max_examples=100)
@given(event=EVENTS, people=st.lists(PEOPLE, max_size=10).map(numbered))
def test_that_expected_people_are_counted_by_the_rule_of_the_verdict(
    file: EventFile, event: Event, people: list[Participant]
) -> None:
    asked = {
        *event.checkpoints(),
        *CHECKPOINTS,
        Checkpoint(date(2024, 1, 1)),
        Checkpoint(D2, "LAB"),
        Checkpoint(D1, "?"),
    }
    with tried(file) as connection:
        if people:
            put(connection, *people)
        for checkpoint in asked:
            counted = participants.count_expected(connection, event, checkpoint)
            assert counted == expected_by_the_rule(event, people, checkpoint), checkpoint


def test_that_a_roster_of_thousands_is_added_and_counted_in_a_moment(empty_once: Path, folder: Path) -> None:
    crowd = numbered([replace(FULL, status=Status.ACTIVE)] * 3000)
    with opened(copied(empty_once, folder / "crowd.checkin")) as file:
        append(file, *added(crowd))
        with file.reading() as connection:
            assert participants.count_expected(connection, EVENT, Checkpoint(D1)) == 3000
            assert sum(1 for _ in participants.everybody(connection)) == 3000
