"""The demo event keeps what its description promises: a real programme, and a roster of 260 invented people."""

import csv
import unicodedata
from collections import Counter
from datetime import date, time
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from checkin_app.domain.badge import colour_of
from checkin_app.domain.event import Admits, Checkpoint, Event
from checkin_app.domain.text import clean, fold, mixes_scripts, with_commas_below
from checkin_app.services.programme_file import parse_programme, read_programme, write_programme

DEMO = Path(__file__).parents[2] / "db" / "demo"
HEADERS = [
    *("Id", "Given name", "Family name", "Name on badge", "E-mail", "Organisation", "Job title", "Country"),
    *("Category", "Days", "Sessions", "Note", "Status"),
]
DATES = [date(2023, 11, 21), date(2023, 11, 22), date(2023, 11, 23)]
Row = dict[str, str]


@pytest.fixture(scope="module")
def event() -> Event:
    return read_programme(DEMO / "programme.toml")


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    with (DEMO / "roster.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def full_name(row: Row) -> str:
    return f"{row['Given name']} {row['Family name']}"


def days_of(row: Row) -> set[int]:
    return {int(number) for number in row["Days"].split(",")} if row["Days"] else {1, 2, 3}


def sessions_of(row: Row) -> list[str]:
    return row["Sessions"].split(",") if row["Sessions"] else []


# -- the programme -------------------------------------------------------------------------------------------


def test_that_the_demo_lasts_the_three_days_it_had(event: Event) -> None:
    assert event.name == "Clusters Meet Regions"
    assert [day.date for day in event.days] == DATES
    assert (event.zone, event.rollover, event.certificate_days) == ("Europe/Bucharest", time(4), 3)


def test_that_its_sessions_are_coded_by_their_day(event: Event) -> None:
    assert [session.code for _, session in event.sessions()] == [
        *("D1-DUAL", "D1-HEMP", "D1-LOCAL"),
        *("D2-CONF", "D2-MATCH", "D2-EVENING"),
        *("D3-BIO", "D3-TEXTILE", "D3-HEALTH", "D3-FUND"),
    ]
    assert all(
        session.code.startswith(f"D{event.day_number(day.date)}-") for day, session in event.sessions()
    )


def test_that_every_way_of_admitting_people_can_be_tried(event: Event) -> None:
    admits = {session.code: session.admits for _, session in event.sessions()}
    assert set(admits.values()) == set(Admits)
    assert admits["D2-MATCH"] is Admits.REGISTERED
    assert admits["D1-LOCAL"] is Admits.CATEGORIES
    assert admits["D3-BIO"] is Admits.EVERYONE


def test_that_a_full_room_a_parallel_session_and_a_late_evening_can_be_tried(event: Event) -> None:
    assert min(session.capacity for _, session in event.sessions() if session.capacity) == 12
    day = event.days[2]
    bio, textile = (event.session_window(day.date, session) for session in day.sessions[:2])
    assert bio.opens < textile.closes
    assert textile.opens < bio.closes
    at_ten = event.instant(day.date, time(10))
    assert event.checkpoint_at(at_ten) == Checkpoint(day.date)
    assert event.checkpoint_at(at_ten, room="Great Hall") == Checkpoint(day.date, "D3-BIO")
    after_midnight = event.instant(DATES[1], time(0, 15))
    assert event.checkpoint_at(after_midnight) == Checkpoint(DATES[1], "D2-EVENING")


def test_that_no_room_holds_two_sessions_at_once(event: Event) -> None:
    for day in event.days:
        for n, one in enumerate(day.sessions):
            for other in day.sessions[n + 1 :]:
                first, second = event.session_window(day.date, one), event.session_window(day.date, other)
                assert one.room != other.room or first.closes <= second.opens


def test_that_the_categories_have_colours_of_their_own(event: Event) -> None:
    assert [category.name for category in event.categories] == [
        *("Exchange visitor", "Local actor", "Guest project", "Speaker", "Organiser", "Public"),
    ]
    assert len({colour_of(category.colour) for category in event.categories}) == 6


def test_that_the_demo_programme_survives_being_written(event: Event) -> None:
    assert parse_programme(write_programme(event), "programme.toml") == event


def test_that_what_was_made_up_is_marked() -> None:
    lines = (DEMO / "programme.toml").read_text(encoding="utf-8").split("\n")
    invented_keys = ("room", "starts", "ends", "capacity")
    evening = lines.index('  title = "Evening reception"')
    assert "invented as a whole" in lines[evening - 1]
    for number, line in enumerate(lines):
        if line.strip().split(" = ")[0] in invented_keys and not 0 < number - evening < 5:
            assert "# invented" in line, line
    assert "any likeness to somebody is chance" in " ".join(
        (DEMO / "README.md").read_text(encoding="utf-8").split()
    )


# -- the roster ----------------------------------------------------------------------------------------------


def test_that_the_roster_is_260_people_with_ids_of_their_own(rows: list[Row]) -> None:
    assert [row["Id"] for row in rows] == [f"CMR-{number:03}" for number in range(1, 261)]


def test_that_its_headers_are_the_promised_ones(rows: list[Row]) -> None:
    assert list(rows[0]) == HEADERS
    assert all(None not in row.values() for row in rows)


def test_that_the_file_is_plain_utf8_without_a_mark() -> None:
    content = (DEMO / "roster.csv").read_bytes()
    assert content.startswith(b"Id,Given name,")
    assert content.endswith(b"\n")
    assert b"\r" not in content


def test_that_every_text_is_clean_and_no_accent_was_lost(rows: list[Row]) -> None:
    for row in rows:
        for text in row.values():
            assert clean(text) == text == unicodedata.normalize("NFC", text)
            assert with_commas_below(text) == text
            assert "\N{REPLACEMENT CHARACTER}" not in text
            assert "?" not in text
            assert not any(mixes_scripts(word) for word in text.split())


@pytest.mark.parametrize(
    "letters",
    [
        "șțăâîȘȚ",  # Romanian
        "ò’",  # Italian
        "άέήίόύώςΠ",
        "бвгджзйлпъьюяЩ",
        "łąężśźćŚŁŹĆ",
        "äöüßÖÜ",
        "éèëïçÉ",
        "ñíúÍ",
        "ãõçáê",
        "řšťŘŠ",
        "őÁ",
    ],
)
def test_that_all_its_languages_keep_their_letters(rows: list[Row], letters: str) -> None:
    names = "".join(full_name(row) + row["Organisation"] for row in rows)
    assert [letter for letter in letters if letter not in names] == []


def test_that_its_people_come_from_many_countries(rows: list[Row]) -> None:
    countries = Counter(row["Country"] for row in rows)
    assert countries["Romania"] > 100
    assert all(
        countries[name] >= 12 for name in ("Italy", "Greece", "Bulgaria", "Poland", "Germany", "France")
    )
    assert len(countries) >= 12


def test_that_very_long_and_very_short_names_are_among_them(rows: list[Row]) -> None:
    names = {full_name(row): row for row in rows}
    assert sum(len(name) > 50 for name in names) >= 5
    assert sum(len(row["Organisation"]) > 90 for row in rows) >= 6
    assert {"Li Ng", "Bo Xu"} <= set(names)
    assert {len(row["Organisation"]) for row in rows} >= {0, 2}
    assert max(len(text) for row in rows for text in row.values()) <= 200


def test_that_only_the_planted_pair_is_alike(rows: list[Row]) -> None:
    names = [fold(full_name(row)) for row in rows]
    alike = {
        (one, other)
        for n, one in enumerate(names)
        for other in names[n + 1 :]
        if fuzz.token_sort_ratio(one, other) > 80
    }
    assert alike == {("andrea popescu", "andrei popescu")}
    pair = [row for row in rows if row["Family name"] == "Popescu"]
    assert len({row["Organisation"] for row in pair}) == 1
    assert len({row["E-mail"] for row in pair}) == 2


def test_that_mail_addresses_lead_nowhere_and_are_never_shared(rows: list[Row]) -> None:
    addresses = [row["E-mail"] for row in rows if row["E-mail"]]
    assert len(addresses) == len(set(addresses)) > 240
    assert all(address.isascii() and address.islower() for address in addresses)
    assert {address.rpartition("@")[2] for address in addresses} == {"example.org", "example.com"}


def test_that_categories_days_and_sessions_are_those_of_the_programme(rows: list[Row], event: Event) -> None:
    categories = Counter(row["Category"] for row in rows)
    assert set(categories) == {category.name for category in event.categories}
    assert min(categories.values()) >= 15
    for row in rows:
        for code in sessions_of(row):
            day = next(day for day, session in event.sessions() if session.code == code)
            assert event.day_number(day.date) in days_of(row)
        assert days_of(row) <= {1, 2, 3}


def test_that_most_come_for_all_days_and_some_for_one_or_two(rows: list[Row]) -> None:
    lengths = Counter(len(days_of(row)) for row in rows)
    assert lengths[3] > 150
    assert lengths[1] >= 20
    assert lengths[2] >= 10
    assert {row["Days"] for row in rows} == {"", "1", "2", "3", "1,2", "2,3"}


def test_that_sixty_are_registered_for_the_matchmaking(rows: list[Row]) -> None:
    assert sum("D2-MATCH" in sessions_of(row) for row in rows) == 60


def test_that_the_conference_expects_more_people_than_its_room_holds(rows: list[Row], event: Event) -> None:
    conference = event.session("D2-CONF")
    assert conference is not None
    assert sum(2 in days_of(row) for row in rows) > (conference.capacity or 0)


def test_that_exactly_one_is_cancelled_and_twelve_have_a_note(rows: list[Row]) -> None:
    assert Counter(row["Status"] for row in rows) == {"": 259, "cancelled": 1}
    assert sum(bool(row["Note"]) for row in rows) == 12
    assert not any(row["Note"] and row["Status"] for row in rows)


def test_that_badge_names_are_given_where_a_name_is_too_long(rows: list[Row]) -> None:
    given = [row for row in rows if row["Name on badge"]]
    assert 15 <= len(given) <= 40
    assert all(len(row["Name on badge"]) <= 35 for row in given)
    assert all(row["Given name"] and row["Family name"] for row in rows)
