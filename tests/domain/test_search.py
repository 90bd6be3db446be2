"""Finding people: which words a person can be found by, and what a search text asks."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.participant import Participant, Status
from checkin_app.domain.search import is_whole_name, search_words, wanted_words
from checkin_app.domain.text import fold

STEFAN = Participant(
    id="p-17",
    given="Ștefan",
    family="Müller-Țîrdea",
    badge_name="Fane",
    external_id="X-0042",
    email="stefan_m@example.org",
    organisation="Łódź Biœconomy Straße",
    job_title="Vice-Président",
    country="România",
    category="Exchange visitor",
    note="secret note",
    extra=(("T-shirt", "XXL"), ("Diet", "végétarien")),
)


def named(given: str, family: str = "") -> Participant:
    return Participant(id="x", given=given, family=family)


def finds(person: Participant, text: str) -> bool:
    """As the index does: every wanted word is the beginning of a word of the person."""
    there = [word for words in search_words(person).split() for word in wanted_words(f"{words} xx")]
    words = wanted_words(text)
    return bool(words) and all(any(word.startswith(wanted) for word in there) for wanted in words)


# -- what people are found by --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("Ștefan", "stefan", "STEFAN", "ştefan", "ste", "st"),
        *("Müller", "muller", "mueller", "MUELLER", "mul", "tirdea", "Țîrdea", "müller-țîrdea"),
        *("fane", "x-0042", "0042", "stefan_m", "stefan_m@example.org", "example"),
        *("lodz", "Łódź", "biœconomy", "bioeconomy", "strasse", "STRASSE", "straße"),
        *("president", "vice", "romania", "exchange", "visitor", "xxl", "vegetarien"),
        *("mueller stefan", "fane lodz", "rom vice st"),
        "  Ștefan \t Müller ",
    ],
)
def test_that_a_person_is_found_by_every_field_in_any_order_and_spelling(text: str) -> None:
    assert finds(STEFAN, text)


@pytest.mark.parametrize("text", ["secret", "tefan", "stefanie", "stefan bulgaria", "p-17", "active"])
def test_that_a_person_is_not_found_by_anything_else(text: str) -> None:
    assert not finds(STEFAN, text)


def test_that_every_text_that_a_roster_can_hold_is_searched_but_the_note() -> None:
    texts = {field.name for field in fields(Participant) if isinstance(getattr(STEFAN, field.name), str)} - {
        "id",
        "status",
    }
    for name in texts:
        words = search_words(replace(Participant(id="x"), **{name: "Zebra"}))
        assert words == ("" if name == "note" else "zebra")


def test_that_a_name_with_an_umlaut_is_there_in_both_spellings() -> None:
    assert search_words(named("", "Müller")).split() == ["muller", "mueller"]
    assert search_words(named("", "Mueller")).split() == ["mueller", "muller"]


def test_that_the_same_words_are_there_only_once() -> None:
    assert search_words(replace(named("Ana", "Ana"), badge_name="ANA")) == "ana"


def test_that_somebody_without_any_text_is_found_by_nothing() -> None:
    assert search_words(Participant(id="x")) == ""


@given(st.text(max_size=20), st.text(max_size=20))
def test_that_words_to_be_found_by_are_folded(given_name: str, family: str) -> None:
    words = search_words(named(given_name, family)).split()
    assert [fold(word) for word in words] == words


# -- what a search asks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Li", ["li"]),
        ("Ng", ["ng"]),
        ("Ș Ț", ["s", "t"]),
        ("Λι", ["λι"]),
        ("ß", ["ss"]),
        ("Ana-Maria  POPESCU", ["ana", "maria", "popescu"]),
        ("O’Brien", ["o", "brien"]),
        ("ana_pop@example.org", ["ana", "pop", "example", "org"]),
        ("42", ["42"]),
    ],
)
def test_that_two_letters_are_enough_to_search(text: str, words: list[str]) -> None:
    assert wanted_words(text) == words


@pytest.mark.parametrize(
    "text", ["", " ", "a", "ș", "a ", "-a-", "''", '"*"', "__", "a_", "\u202e", "\u200b\u200b", "()"]
)
def test_that_fewer_than_two_letters_ask_for_nothing(text: str) -> None:
    assert wanted_words(text) == []


@given(st.text(max_size=40))
def test_that_wanted_words_are_letters_and_digits_only(text: str) -> None:
    """So that nothing typed into the search box can be taken for an operator of the index."""
    for word in wanted_words(text):
        assert word.isalnum()
        assert fold(word) == word


@given(st.text("abcdefgșțîăâüöäßłø", min_size=2, max_size=12), st.text("mnoprstu", min_size=1, max_size=8))
def test_that_everybody_is_found_by_their_whole_name(given_name: str, family: str) -> None:
    person = named(given_name, family)
    assert finds(person, person.name)
    assert finds(person, f"{family.upper()}, {given_name}")
    assert is_whole_name(person, wanted_words(person.name))


# -- who is clearly meant ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        *("Jürgen Müller", "müller jürgen", "JURGEN MULLER", "Juergen Mueller", "Jürgen Mueller"),
        *("jurgen müller", "Müller, Jürgen", "jürgen jürgen müller"),
    ],
)
def test_that_a_whole_name_is_known_in_any_order_and_spelling(text: str) -> None:
    assert is_whole_name(named("Jürgen", "Müller"), wanted_words(text))


@pytest.mark.parametrize("text", ["Juergen Muller", "Jürgen Müller", "jurgen mueller"])
def test_that_a_name_written_with_two_letters_is_known_with_the_umlaut(text: str) -> None:
    assert is_whole_name(named("Juergen", "Mueller"), wanted_words(text))


@pytest.mark.parametrize("text", ["", "Müller", "Jürgen", "Jürg Müller", "Jürgen Müller Berlin", "x"])
def test_that_less_or_more_than_a_name_is_not_the_whole_name(text: str) -> None:
    assert not is_whole_name(named("Jürgen", "Müller"), wanted_words(text))


def test_that_somebody_without_a_name_is_never_clearly_meant() -> None:
    nameless = Participant(id="x", organisation="Cluster Moldova", status=Status.ACTIVE)
    assert not is_whole_name(nameless, wanted_words("Cluster Moldova"))
    assert not is_whole_name(nameless, [])


@pytest.mark.parametrize("name", ["Li", "Ng", "Ana-Maria", "O'Brien", "Ελένη", "Иван"])
def test_that_short_hyphenated_and_foreign_names_are_whole_names(name: str) -> None:
    assert is_whole_name(named(name), wanted_words(name))
