"""Days are understood as people write them, in six languages, and nothing else is taken for days."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.event import Day, Event
from checkin_app.domain.roster_days import NotDays, day_of_header, days_in, says_day
from tests.domain.programmes import D1, D2, D3, EVENT

ALL = frozenset({D1, D2, D3})
NUMBERS = {D1: 1, D2: 2, D3: 3}


def numbers(text: str, event: Event = EVENT) -> list[int]:
    """The numbers of the days that a text names."""
    days = days_in(text, event)
    assert isinstance(days, frozenset), days
    return sorted(event.day_number(day) for day in days)


def refusal(text: str) -> str:
    days = days_in(text, EVENT)
    assert isinstance(days, NotDays), days
    return days.reason


@pytest.mark.parametrize("text", ["1,3", "1;3", "1, 3", "1 3", "3,1", "1/3", "1+3", "1 & 3", "1|3", "1 and 3", "1 și 3", "1 e 3", "1 et 3", "1 und 3", "1 και 3", "1\n3", "1.3", "1,3,"])  # fmt: skip
def test_that_numbers_are_days_with_any_separator(text: str) -> None:
    assert numbers(text) == [1, 3]


@pytest.mark.parametrize("text", ["1-3", "1–3", "1 - 3", "1 to 3", "1 până 3", "dal 1 al 3", "von 1 bis 3", "1 au 3", "1 έως 3", "1-2-3", "1-2, 3", "1-3, 2"])  # fmt: skip
def test_that_ranges_are_whole(text: str) -> None:
    assert numbers(text) == [1, 2, 3]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "21.11.2023",
            "21/11/2023",
            "21-11-2023",
            "21.11.23",
            "2023-11-21",
            "2023-11-21 00:00:00",
            "2023-11-21T09:00",
        ),
        *("11/21/2023", "21.11.", "21.11", "21/11", "21 Nov", "21 November", "Nov 21", "November 21st, 2023"),
        *(
            "21 noiembrie 2023",
            "21 novembre",
            "21. November 2023",
            "21 Νοεμβρίου",
            "le 21 novembre",
            "21st of November",
        ),
        *("Tuesday, 21 November 2023", "marți, 21 noiembrie", "Τρίτη 21 Νοεμβρίου", "21", "45251"),
        *(
            "Day 1",
            "Ziua 1",
            "Giorno 1",
            "Jour 1",
            "Tag 1",
            "Ημέρα 1",
            "1st day",
            "1. Tag",
            "prima zi",
            "primo giorno",
        ),
        *("premier jour", "erster Tag", "πρώτη ημέρα", "Tuesday", "marți", "martedì", "mardi", "Dienstag"),
        *("Day 1 (21 Nov)", "Day 1: Arrivals", "ziua 1 (marți, 21.11.2023)", "only day 1"),
    ],
)
def test_that_the_first_day_is_understood_in_all_its_names(text: str) -> None:
    assert numbers(text) == [1]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("21-22 Nov", [1, 2]),
        ("21.–23.11.2023", [1, 2, 3]),
        ("21.11.2023-23.11.2023", [1, 2, 3]),
        ("dal 21 al 22 novembre", [1, 2]),
        ("21;23", [1, 3]),
        ("21/22/23", [1, 2, 3]),
        ("21.11.2023, 23.11.2023", [1, 3]),
        ("2023-11-22 2023-11-23", [2, 3]),
        ("Day 1, Day 3", [1, 3]),
        ("Day 1 (21 Nov), Day 2 (22 Nov)", [1, 2]),
        ("Ziua 1; Ziua 2;", [1, 2]),
        ("zilele 2 și 3", [2, 3]),
        ("1st and 3rd day", [1, 3]),
        ("Tuesday and Thursday", [1, 3]),
        ("miercuri, joi", [2, 3]),
        ("Nov 21, 2023; Nov 23, 2023", [1, 3]),
    ],
)
def test_that_several_days_are_understood(text: str, days: list[int]) -> None:
    assert numbers(text) == days


@pytest.mark.parametrize("text", ["all", "ALL", "All days", "all 3 days", "toate", "toate zilele", "toate cele 3 zile", "tutti i giorni", "tous les jours", "alle Tage", "όλες τις ημέρες", "*", "yes", "da", "✓", "3 days", "3 zile"])  # fmt: skip
def test_that_all_days_are_all_days(text: str) -> None:
    assert days_in(text, EVENT) == ALL


@pytest.mark.parametrize("text", ["none", "no", "-", "0", "niciuna", "nessuno", "aucun", "keine"])
def test_that_none_is_none(text: str) -> None:
    assert days_in(text, EVENT) == frozenset()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("4", "There is no day 4; the event has 3 days."),
        ("1,4", "There is no day 4; the event has 3 days."),
        ("2023-11-24", "2023-11-24 is no day of the event (2023-11-21, 2023-11-22, 2023-11-23)."),
        ("24.11.2023", "2023-11-24 is no day of the event (2023-11-21, 2023-11-22, 2023-11-23)."),
        ("24 Nov", "2023-11-24 is no day of the event (2023-11-21, 2023-11-22, 2023-11-23)."),
        ("21.11.2022", "2022-11-21 is no day of the event (2023-11-21, 2023-11-22, 2023-11-23)."),
        ("soon", "«soon» is not understood as days."),
        ("1 vegetarian", "«1 vegetarian» is not understood as days."),
        ("2-1", "The range from 2023-11-22 to 2023-11-21 runs backwards."),
        ("2 days", "«2 days» says how many days, not which."),
        ("and", "«and» names no day."),
        ("Sunday", "«Sunday» names no day."),
    ],
)
def test_that_what_is_no_day_is_refused_with_a_reason(text: str, reason: str) -> None:
    assert refusal(text) == reason


def test_that_the_order_of_day_and_month_follows_from_the_event() -> None:
    event = Event("Spring", "Europe/Rome", (Day(date(2024, 4, 3)), Day(date(2024, 4, 5))))
    assert numbers("03/04/2024", event) == [1]
    assert numbers("04/03/2024", event) == [1]
    assert numbers("5.4.", event) == [2]


def test_that_day_and_month_are_not_swapped_where_both_orders_are_days() -> None:
    event = Event("Long", "Europe/Rome", (Day(date(2024, 3, 4)), Day(date(2024, 4, 3))))
    assert numbers("04/03/2024", event) == [1]
    assert numbers("03/04/2024", event) == [2]


def test_that_a_number_that_could_be_two_days_of_the_month_is_none() -> None:
    event = Event("Turn", "Europe/Rome", (Day(date(2024, 3, 30)), Day(date(2024, 4, 30))))
    assert isinstance(days_in("30", event), NotDays)


def test_that_a_long_event_is_described_by_its_first_and_last_day() -> None:
    event = Event("Fair", "Europe/Rome", tuple(Day(date(2024, 4, day)) for day in range(1, 10)))
    found = days_in("2024-05-01", event)
    assert isinstance(found, NotDays)
    assert "2024-04-01 to 2024-04-09" in found.reason


@given(
    st.sets(st.sampled_from([D1, D2, D3]), min_size=1), st.sampled_from([",", ", ", ";", " ", "\n", " and "])
)
def test_that_every_way_of_writing_a_set_of_days_means_it(days: set[date], separator: str) -> None:
    in_order = sorted(days)
    for write in (
        lambda day: str(NUMBERS[day]),
        date.isoformat,
        lambda day: f"{day:%d.%m.%Y}",
        lambda day: f"Day {NUMBERS[day]}",
        lambda day: f"{day:%d} noiembrie",
    ):
        assert days_in(separator.join(map(write, in_order)), EVENT) == frozenset(days)


@given(st.text(max_size=30))
def test_that_any_text_gets_days_or_a_reason(text: str) -> None:
    found = days_in(text, EVENT)
    assert isinstance(found, NotDays) or found <= ALL


# -- headers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "second"), list(combinations(["Day 1", "Ziua 2", "23.11."], 2)))
def test_that_a_header_for_two_days_is_for_none(first: str, second: str) -> None:
    assert day_of_header(f"{first} / {second}", EVENT) == 0


@pytest.mark.parametrize(
    "header", ["", "Day", "1", "4", "Day 0", "D9", "Address 2", "2nd address", "Telefon 1", "All days"]
)
def test_that_a_header_without_a_day_is_for_none(header: str) -> None:
    assert day_of_header(header, EVENT) == 0


def test_that_a_header_may_be_short() -> None:
    assert [day_of_header(header, EVENT) for header in ("D1", "Z 2", "J3", "T1")] == [1, 2, 3, 1]


# -- yes and no ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["yes", "Y", "TRUE", "1", "x", "X", "✓", "✔️", "☑", "da", "DA", "sì", "Oui", "ja", "ναι", "on", "Yes!"])  # fmt: skip
def test_that_a_yes_is_a_yes_in_six_languages(text: str) -> None:
    assert says_day(text, 1, EVENT) is True


@pytest.mark.parametrize("text", ["no", "N", "False", "0", "-", "–", "✗", "nu", "non", "nein", "όχι"])
def test_that_a_no_is_a_no_in_six_languages(text: str) -> None:
    assert says_day(text, 1, EVENT) is False


@pytest.mark.parametrize("text", ["maybe", "online", "09:30", "Day 2", "22.11.2023", "1-2"])
def test_that_anything_else_is_neither(text: str) -> None:
    assert says_day(text, 1, EVENT) is None


def test_that_a_day_in_its_own_column_is_a_yes() -> None:
    assert says_day("Day 2", 2, EVENT) is True
    assert says_day("22 Nov", 2, EVENT) is True
