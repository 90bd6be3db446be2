"""Who was represented, and who did not come: counted by people, never by entries."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.attendance import Matrix, matrix
from checkin_app.domain.errors import NotFound
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.no_shows import absent_from, never_came
from checkin_app.domain.participant import Participant, Status
from checkin_app.domain.representation import (
    Representation,
    Represented,
    categories,
    countries,
    organisations,
)
from tests.domain.programmes import D1, D2, D3, ENTRANCE, EVENT, LAB, OPENING, TOUR, entry, iasi


def person(who: str, organisation: str = "", country: str = "", **more: object) -> Participant:
    return Participant(id=who, given=who, organisation=organisation, country=country, **more)  # type: ignore[arg-type]  # passed on as it is


PEOPLE = [
    person("ana", "HempClub", "RO"),
    person("ion", "HEMPCLUB ", "RO"),
    person("li", "HempClub", "IT"),
    person("mia", "Käserei", ""),
    person("noa", "", "RO"),
    person("zoe", "Never & Co", "FR"),
]
CAME = [
    entry(OPENING, iasi(21, "09:40"), who="ana"),
    entry(OPENING, iasi(21, "09:41"), who="ion"),
    entry(ENTRANCE, iasi(21, "09:42"), who="ana"),
    entry(Checkpoint(D2), iasi(22, "09:00"), who="li"),
    entry(Checkpoint(D2), iasi(22, "09:01"), who="mia"),
    entry(TOUR, iasi(23, "09:40"), who="noa"),
]


def whole(people: list[Participant] | None = None) -> Matrix:
    return matrix(EVENT, PEOPLE if people is None else people, CAME)


def test_that_organisations_are_counted_by_people_and_day() -> None:
    assert organisations(whole()) == Representation(
        (D1, D2, D3),
        (Represented("HempClub", (2, 1, 0), 3), Represented("Käserei", (0, 1, 0), 1)),
        Represented("", (0, 0, 1), 1),
    )
    assert organisations(whole()).by_day() == (1, 2, 0)


def test_that_countries_are_too() -> None:
    counted = countries(whole())
    assert [(each.name, each.by_day) for each in counted.represented] == [
        ("RO", (2, 0, 1)),
        ("IT", (0, 1, 0)),
    ]
    assert counted.without == Represented("", (0, 1, 0), 1)


def test_that_categories_are_too() -> None:
    assert categories(whole()).without.people == 5


def test_that_of_two_spellings_the_commoner_is_shown() -> None:
    people = [person("ana", "hempclub"), person("ion", "HempClub"), person("li", "hempclub")]
    assert [each.name for each in organisations(whole(people)).represented] == ["hempclub"]


def test_that_an_event_without_days_represents_nobody() -> None:
    empty = matrix(replace(EVENT, days=()), PEOPLE, [])
    assert organisations(empty) == Representation((), (), Represented("", (), 0))


@given(st.lists(st.tuples(st.sampled_from(["ana", "li", "mia"]), st.sampled_from([D1, D2, D3]))))
def test_that_the_parts_of_a_day_are_those_who_came_on_it(moves: list[tuple[str, object]]) -> None:
    entries = [entry(Checkpoint(day), iasi(21, "09:00"), who=who) for who, day in moves]  # type: ignore[arg-type]  # a date
    counted = countries(matrix(EVENT, PEOPLE, entries))
    for place, day in enumerate(counted.days):
        came = {who for who, on in moves if on == day}
        assert sum(each.by_day[place] for each in (*counted.represented, counted.without)) == len(came)


# -- who did not come ------------------------------------------------------------------------------------------


def names(rows: tuple[object, ...]) -> list[str]:
    return [row.participant.id for row in rows]  # type: ignore[attr-defined]  # rows of the matrix


def test_that_who_was_expected_and_was_nowhere_never_came() -> None:
    assert names(never_came(whole())) == ["zoe"]


def test_that_who_was_expected_at_a_checkpoint_and_elsewhere_is_absent_from_it() -> None:
    assert names(absent_from(whole(), Checkpoint(D2))) == ["ana", "ion", "noa", "zoe"]
    assert names(absent_from(whole(), LAB)) == []


@pytest.mark.parametrize("gone", [Checkpoint(D2, "GONE"), Checkpoint(D2 + timedelta(days=100))])
def test_that_nobody_is_said_to_be_absent_from_what_is_not_in_the_programme(gone: Checkpoint) -> None:
    with pytest.raises(NotFound, match="There is no"):
        absent_from(whole(), gone)


def test_that_who_was_not_expected_is_no_no_show() -> None:
    cancelled = replace(PEOPLE[-1], status=Status.CANCELLED)
    unregistered = replace(PEOPLE[-1], days=frozenset())
    assert never_came(whole([cancelled, unregistered])) == ()
