"""The roster is in the order of every column and sifted by every filter, by the rules of the user's language."""

from collections.abc import Generator
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from checkin_app.domain.participant import Participant, Status
from checkin_app.services.roster import Person
from checkin_app.ui.people.alphabet import Alphabet
from checkin_app.ui.people.columns import Column
from checkin_app.ui.people.directory import Choice, Directory, arranged
from tests.ui.conftest import ANA, EVENT, FIRST, JOERG, LI, MARIA, MORNING, SECOND, STEFAN

T = TypeVar("T")
TOWNS = ["Suceava", "Șerbănești", "Sibiu", "Zalău", "Țăndărei", "Turda", "Arad", "Ångermünde", "Ülmen", "Ulm"]


def _finished(work: Generator[tuple[int, int], None, T]) -> T:
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value


def _ordered(texts: list[str], locale: str) -> list[str]:
    return _finished(Alphabet(QLocale(locale)).in_order(texts))


def _directory(*people: Participant, **facts: object) -> Directory:
    persons = [Person(replace(each, id=str(number)), "", None, ()) for number, each in enumerate(people)]
    return _of([replace(person, **facts) for person in persons])  # type: ignore[arg-type]


def _of(persons: list[Person], today: date = SECOND) -> Directory:
    return _finished(arranged(persons, EVENT, today, Alphabet(QLocale("ro"))))


def _families(directory: Directory, rows: list[int]) -> list[str]:
    return [directory.people[row].participant.family for row in rows]


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("ro", ["Arad", "Ångermünde", "Sibiu", "Suceava", "Șerbănești", "Turda", "Țăndărei", "Ulm", "Ülmen", "Zalău"]),
        ("en", ["Ångermünde", "Arad", "Șerbănești", "Sibiu", "Suceava", "Țăndărei", "Turda", "Ulm", "Ülmen", "Zalău"]),
        ("sv", ["Arad", "Șerbănești", "Sibiu", "Suceava", "Țăndărei", "Turda", "Ulm", "Ülmen", "Zalău", "Ångermünde"]),
    ],
)  # fmt: skip
def test_that_texts_are_in_the_order_of_the_language(locale: str, expected: list[str]) -> None:
    if locale == "ro":  # Å is no letter of Romanian: where it stands is up to the library
        expected = [town for town in expected if town != "Ångermünde"]
    towns = [town for town in TOWNS if town in expected]
    assert _ordered(towns, locale) == expected


def test_that_without_a_language_nobody_with_an_accent_is_put_behind_z() -> None:
    assert _ordered(["Zamfir", "Șerban", "Sava"], "C") == ["Sava", "Șerban", "Zamfir"]


@given(st.lists(st.lists(st.text("aăâbcșțz ÄÖ-", max_size=6), max_size=20), max_size=6))
def test_that_texts_learnt_bit_by_bit_are_in_the_same_order_as_all_at_once(batches: list[list[str]]) -> None:
    bit_by_bit, every = Alphabet(QLocale("ro")), [text for batch in batches for text in batch]
    for batch in batches:
        assert set(_finished(bit_by_bit.in_order(batch))) == set(batch)
    once = _finished(Alphabet(QLocale("ro")).in_order(every))
    again = _finished(bit_by_bit.in_order(every))
    assert sorted(again) == sorted(once) == sorted(set(every))
    differing = [pair for pair in zip(again, once, strict=True) if pair[0] != pair[1]]
    assert all(one.casefold() == other.casefold() for one, other in differing)


def test_that_only_what_is_asked_for_is_in_the_answer() -> None:
    alphabet = Alphabet(QLocale("ro"))
    _finished(alphabet.in_order(["b", "a", "c"]))
    assert _finished(alphabet.in_order(["c", "a", "c"])) == ["a", "c"]


def test_that_people_are_sorted_by_family_and_then_given_name() -> None:
    directory = _directory(STEFAN, replace(ANA, given="Zoe"), ANA, LI)
    rows = directory.rows(directory.masks[Choice.ALL], Column.NAME)
    assert [directory.people[row].participant.given for row in rows] == ["Li", "Ana", "Zoe", "Ștefan"]
    assert directory.rows(directory.masks[Choice.ALL], Column.NAME, downwards=True) == rows[::-1]


def test_that_people_of_one_organisation_are_in_the_order_of_names_both_ways() -> None:
    directory = _directory(STEFAN, MARIA, replace(LI, organisation="Zeta"))
    mask = directory.masks[Choice.ALL]
    assert _families(directory, directory.rows(mask, Column.ORGANISATION)) == ["Popa", "Țăranu", "Ng"]
    downwards = directory.rows(mask, Column.ORGANISATION, downwards=True)
    assert _families(directory, downwards) == ["Ng", "Popa", "Țăranu"]


def test_that_days_attendance_and_badges_have_an_order_of_their_own() -> None:
    persons = [
        Person(replace(STEFAN, id="0"), "", None, (FIRST, SECOND)),
        Person(replace(ANA, id="1", days=frozenset({SECOND})), "", MORNING, (FIRST,)),
        Person(replace(LI, id="2", status=Status.CANCELLED), "", None, ()),
    ]
    directory = _of(persons)
    mask = directory.masks[Choice.ALL]
    assert _families(directory, directory.rows(mask, Column.DAYS)) == ["Țăranu", "Popescu", "Ng"]
    assert _families(directory, directory.rows(mask, Column.CAME)) == ["Ng", "Popescu", "Țăranu"]
    assert _families(directory, directory.rows(mask, Column.BADGE))[-1] == "Popescu"


def test_that_each_filter_means_whom_it_names() -> None:
    directory = _directory(STEFAN, ANA, LI, MARIA, JOERG)
    meant = {
        choice: set(_families(directory, directory.rows(directory.masks[choice], Column.NAME)))
        for choice in Choice
    }
    assert meant[Choice.ALL] == {"Țăranu", "Popescu", "Ng", "Popa", "Müller"}
    assert meant[Choice.NOT_YET] == {"Țăranu", "Popescu", "Müller"}
    assert meant[Choice.NOTE] == {"Popescu"}
    assert meant[Choice.WALK_IN] == {"Müller"}
    assert meant[Choice.CANCELLED] == {"Popa"}


def test_that_filters_join_with_groups_and_with_what_was_found() -> None:
    directory = _directory(STEFAN, ANA, LI, MARIA, JOERG)
    mask = directory.mask_of_group(Column.ORGANISATION, "HempClub") & directory.masks[Choice.NOT_YET]
    assert _families(directory, directory.rows(mask, Column.NAME)) == ["Țăranu"]
    found = directory.mask_of(["2", "4", "nobody of that id"])
    assert _families(directory, directory.rows(found, Column.NAME)) == ["Müller", "Ng"]
    assert directory.rows(directory.mask_of_group(Column.CATEGORY, "nobody's"), Column.NAME) == []


def test_that_groups_are_counted_and_those_without_a_text_are_no_group() -> None:
    directory = _directory(STEFAN, ANA, replace(LI, organisation=""), MARIA)
    assert directory.counts(Column.ORGANISATION) == [("Fibra", 1), ("HempClub", 2)]


def test_that_a_roster_of_nobody_is_arranged_too() -> None:
    directory = _of([])
    assert directory.rows(directory.masks[Choice.ALL], Column.BADGE) == []
    assert directory.counts(Column.CATEGORY) == []
