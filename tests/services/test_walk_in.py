"""Walk-ins are on the roster and checked in, or neither; a spare badge becomes theirs."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from checkin_app import bootstrap
from checkin_app.bootstrap import Services
from checkin_app.domain.checkin import Reason
from checkin_app.domain.errors import NotPossible, NotSaved
from checkin_app.domain.event import Checkpoint, Day, Event, Session
from checkin_app.domain.participant import Participant
from checkin_app.services.clock import HandClock
from checkin_app.store import database

DAY = date(2023, 11, 21)
DOOR, WORKSHOP = Checkpoint(DAY), Checkpoint(DAY, "SMALL")
EVENT = Event(
    "Fixture days",
    "Europe/Bucharest",
    (Day(DAY, "", (Session("SMALL", "Small workshop", time(9), time(12), capacity=1),)),),
)
ION = Participant(id="", given="Ion", family="Popescu", organisation="  Fibra  ", category="Public")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """An event without people, in the morning."""
    clock = HandClock(datetime.fromisoformat("2023-11-21T09:14:07+02:00"))
    made = bootstrap.create_event(
        tmp_path / "event.checkin", EVENT, desk="Door", computer="tests", clock=clock
    )
    yield made
    made.close()


def _spare(services: Services) -> str:
    (face,) = services.badges.issue_spares(1)
    return face.code


def test_that_a_walk_in_is_on_the_roster_and_checked_in(services: Services) -> None:
    walk_in = services.walk_in.add(ION, DOOR)
    (person,) = services.roster.people()
    assert person.participant == walk_in.participant
    assert (walk_in.participant.walk_in, walk_in.participant.organisation) == (True, "Fibra")
    assert walk_in.verdict.admitted
    assert services.checkin.counter(DOOR).people == 1


def test_that_a_spelling_almost_like_it_is_found_in_any_order(services: Services) -> None:
    services.walk_in.add(ION, DOOR)
    assert [found.name for found in services.walk_in.lookalikes("Popesku", "Ion")] == ["Ion Popescu"]
    assert services.walk_in.lookalikes("Zoltan", "Kereszturi") == []


def test_that_organisations_are_listed_once(services: Services) -> None:
    for given in ("Ion", "Ana"):
        services.walk_in.add(Participant(id="", given=given, family="Pop", organisation="Fibra"), DOOR)
    services.walk_in.add(Participant(id="", given="Li", family="Ng"), DOOR)
    assert services.walk_in.organisations() == ["Fibra"]


def test_that_the_code_of_a_spare_badge_is_told_and_becomes_somebodys(services: Services) -> None:
    asked = services.checkin.scan(_spare(services), DOOR)
    assert (asked.reason, asked.code != "") == (Reason.UNKNOWN, True)
    walk_in = services.walk_in.add(ION, DOOR, badge=asked.code)
    (person,) = services.roster.people()
    assert person.code == asked.code
    with pytest.raises(NotPossible):
        services.walk_in.add(ION, DOOR, badge=asked.code)
    assert [each.participant.id for each in services.roster.people()] == [walk_in.participant.id]


def test_that_a_code_is_told_only_where_a_badge_is_free(services: Services) -> None:
    services.walk_in.add(ION, DOOR)
    (person,) = services.roster.people()
    known = services.checkin.scan(person.code, DOOR)
    foreign = services.checkin.scan("BCDFGHJKLNPRSTVXBCDF", DOOR)
    assert (known.reason, known.code) == (Reason.ALREADY_IN, "")
    assert (foreign.reason, foreign.code) == (Reason.NOT_OURS, "")


def test_that_the_verdict_may_ask_although_the_person_is_on_the_roster(services: Services) -> None:
    services.walk_in.add(ION, WORKSHOP)
    second = services.walk_in.add(Participant(id="", given="Ana", family="Pop"), WORKSHOP)
    assert second.verdict.reason is Reason.FULL
    assert services.checkin.let_in(second.verdict, "Speaker").admitted


def test_that_what_was_saved_without_an_answer_is_not_added_twice(services: Services) -> None:
    first = services.walk_in.add(ION, DOOR)
    again = services.walk_in.add(ION, DOOR, record=first.verdict.record)
    assert again.participant == first.participant
    assert len(services.roster.people()) == 1
    assert len(services.checkin.last_scans()) == 1


def test_that_what_was_not_saved_leaves_nobody_behind_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(database.PRAGMAS, "busy_timeout", 50)
    path = tmp_path / "busy.checkin"
    clock = HandClock(datetime.fromisoformat("2023-11-21T09:14:07+02:00"))
    services = bootstrap.create_event(path, EVENT, desk="Door", computer="tests", clock=clock)
    with database.connect(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotSaved) as failed:
            services.walk_in.add(ION, DOOR)
        other.execute("ROLLBACK")
    other.close()
    assert services.roster.people() == []
    services.walk_in.add(ION, DOOR, record=failed.value.record)
    assert [line.record for line in services.checkin.last_scans()] == [failed.value.record]
    services.close()
