"""A person's own programme on the back of their badge."""

from dataclasses import replace
from datetime import date, time

import pytest

from checkin_app.domain.badge_programme import ProgrammeItem, occasion, own_programme, spoken_date
from checkin_app.domain.event import Admits, Day, Event, Session
from checkin_app.domain.participant import Participant

OPEN = Session("D1-A", "Opening", time(9, 30), time(11), "Great Hall")
SPEAKERS = Session("D1-B", "Rehearsal", time(8), time(9), admits=Admits.CATEGORIES, categories=("Speaker",))
MATCH = Session("D2-M", "Matchmaking", time(14), time(17, 30), "Room 2", admits=Admits.REGISTERED)
PARTY = Session("D2-P", "Reception", time(20), time(0, 30))
EVENT = Event(
    name="Clusters",
    zone="Europe/Bucharest",
    place="Iași",
    days=(Day(date(2023, 11, 21), "", (OPEN, SPEAKERS)), Day(date(2023, 11, 22), "", (MATCH, PARTY))),
)
ANA = Participant(id="ana", given="Ana", category="Public")


def titles(person: Participant) -> list[list[str]]:
    return [[item.title for item in day.items] for day in own_programme(EVENT, person)]


def test_that_everybody_sees_what_is_open_to_all() -> None:
    assert titles(ANA) == [["Opening"], ["Reception"]]


def test_that_a_session_for_some_categories_is_theirs_alone() -> None:
    assert titles(replace(ANA, category="Speaker")) == [["Opening", "Rehearsal"], ["Reception"]]


def test_that_a_session_with_a_list_is_on_the_programme_of_those_on_it() -> None:
    assert titles(replace(ANA, sessions=frozenset({"D2-M"}))) == [["Opening"], ["Matchmaking", "Reception"]]


def test_that_only_the_days_registered_for_are_there() -> None:
    only_second = replace(ANA, days=frozenset({date(2023, 11, 22)}))
    (day,) = own_programme(EVENT, only_second)
    assert day.title == "Wednesday 22 November"


def test_that_a_session_has_its_times_and_its_room() -> None:
    (opening,) = own_programme(EVENT, ANA)[0].items
    assert opening == ProgrammeItem("09:30–11:00", "Opening", "Great Hall")
    (party,) = own_programme(EVENT, ANA)[1].items
    assert party == ProgrammeItem("20:00–00:30", "Reception", "")


def test_that_a_date_is_spoken_in_english_on_any_computer() -> None:
    assert spoken_date(date(2023, 11, 21)) == "Tuesday 21 November"
    assert spoken_date(date(2024, 3, 3)) == "Sunday 3 March"


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ([], "Iași"),
        ([date(2023, 11, 21)], "Iași · 21 November 2023"),
        ([date(2023, 11, 21), date(2023, 11, 23)], "Iași · 21–23 November 2023"),
        ([date(2023, 11, 30), date(2023, 12, 1)], "Iași · 30 November – 1 December 2023"),
        ([date(2023, 12, 31), date(2024, 1, 1)], "Iași · 31 December 2023 – 1 January 2024"),
    ],
)
def test_that_an_occasion_says_where_and_when(dates: list[date], said: str) -> None:
    assert occasion(replace(EVENT, days=tuple(Day(each) for each in dates))) == said


def test_that_an_event_without_a_place_says_when() -> None:
    assert occasion(replace(EVENT, place="")) == "21–22 November 2023"
