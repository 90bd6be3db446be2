"""Who stands on a signature list, in which order, and under which heading."""

from functools import partial

import pytest

from checkin_app.domain.attendance import matrix
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant, Status
from checkin_app.domain.signature_list import chosen_checkpoints, name_key, signature_list
from tests.domain.programmes import D1, D2, D3, ENTRANCE, EVENT, LAB, MATCHMAKING, OPENING, entry, iasi
from tests.store.event_files import replaced


def somebody(id_: str, family: str = "Pop", given: str = "Ana", **more: object) -> Participant:
    return Participant(id=id_, given=given, family=family, **more)  # type: ignore[arg-type]


def listed(people: list[Participant], checkpoint: Checkpoint, *entries: object) -> list[str]:
    found = signature_list(matrix(EVENT, people, entries), checkpoint)  # type: ignore[arg-type]
    return [row.participant.id for row in found.rows]


def test_that_a_day_lists_those_who_are_registered_for_it() -> None:
    people = [somebody("a"), somebody("b", days=frozenset({D2})), somebody("c", status=Status.CANCELLED)]
    assert listed(people, ENTRANCE) == ["a"]
    assert listed(people, Checkpoint(D2)) == ["a", "b"]


def test_that_a_session_lists_those_who_are_on_its_own_list() -> None:
    people = [somebody("a"), somebody("b", sessions=frozenset({"MATCHMAKING"}))]
    assert listed(people, MATCHMAKING) == ["b"]
    assert listed([*people, somebody("c", category="Exchange visitor")], LAB) == ["c"]


def test_that_whoever_came_is_listed_even_if_nobody_expected_them() -> None:
    people = [somebody("a", days=frozenset({D3})), somebody("b", status=Status.REMOVED), somebody("c")]
    came = [entry(OPENING, iasi(21, "09:40"), who="a"), entry(ENTRANCE, iasi(21, "09:50"), who="b")]
    assert listed(people, ENTRANCE, *came) == ["a", "b", "c"]
    assert listed(people, OPENING, *came) == ["a", "c"]


def test_that_the_first_scan_is_told() -> None:
    came = [entry(OPENING, iasi(21, "09:40"), iasi(21, "10:00")), entry(OPENING, iasi(21, "10:10"))]
    found = signature_list(matrix(EVENT, [somebody("ana")], came), OPENING)
    assert found.has_scans
    assert found.rows[0].first_at == iasi(21, "09:40")
    assert not signature_list(matrix(EVENT, [somebody("ana")], came), MATCHMAKING).has_scans


def test_that_names_stand_in_the_order_of_the_place() -> None:
    names = [("Suciu", "Ana"), ("Suciu", "Șerban"), ("Șandru", "Ana"), ("Tudor", "Ion"), ("Țară", "Ion")]
    people = [somebody(str(number), *name) for number, name in enumerate(names)]
    assert listed(people[::-1], ENTRANCE) == ["0", "1", "2", "3", "4"]


def test_that_a_person_with_one_name_stands_where_it_is_looked_for() -> None:
    people = [somebody("z", "Zorn"), somebody("m", "", "Madonna"), somebody("a", "Abel")]
    assert [each.id for each in sorted(people, key=partial(name_key, EVENT))] == ["a", "m", "z"]


def test_that_the_heading_says_what_when_and_where() -> None:
    of_session = signature_list(matrix(EVENT, [], []), OPENING)
    assert (of_session.activity, of_session.date) == ("Opening", "Tuesday 21 November 2023")
    assert (of_session.hours, of_session.room) == ("09:30–12:30", "Hall")
    of_day = signature_list(matrix(EVENT, [], []), Checkpoint(D2))
    assert (of_day.activity, of_day.hours, of_day.room) == ("Day 2: Conference", "", "")


def test_that_a_day_without_title_has_its_number() -> None:
    untitled = replaced(EVENT, days=tuple(replaced(day, title="") for day in EVENT.days))
    assert signature_list(matrix(untitled, [], []), Checkpoint(D3)).activity == "Day 3"


def test_that_every_day_is_chosen_unless_one_is_named() -> None:
    assert chosen_checkpoints(EVENT) == (Checkpoint(D1), Checkpoint(D2), Checkpoint(D3))
    assert chosen_checkpoints(EVENT, day=2) == (Checkpoint(D2),)
    assert chosen_checkpoints(EVENT, session="OPENING") == (OPENING,)
    assert chosen_checkpoints(EVENT, day=1, session="OPENING") == (OPENING,)


@pytest.mark.parametrize(
    "wrong", [{"day": 4}, {"day": 0}, {"session": "NONE"}, {"day": 2, "session": "OPENING"}]
)
def test_that_what_is_not_in_the_programme_is_told(wrong: dict[str, object]) -> None:
    with pytest.raises(NotFound, match=r"There is no (day|session)"):
        chosen_checkpoints(EVENT, **wrong)  # type: ignore[arg-type]


def test_that_an_event_without_days_has_no_list() -> None:
    with pytest.raises(NotPossible, match="no day yet"):
        chosen_checkpoints(replaced(EVENT, days=()))
