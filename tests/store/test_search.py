"""Everybody is found by the beginnings of their names, however they are written and whatever else is typed."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin_app.domain.log import ParticipantAdded, ParticipantChanged
from checkin_app.domain.participant import Change, Participant
from checkin_app.domain.search import wanted_words
from checkin_app.store import log, search
from checkin_app.store.database import EventFile
from tests.histories import COMMON_NAMES
from tests.store.event_files import STAMP, append, copied, opened, tried

KNOWN_LETTERS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]).filter(
        lambda letter: unicodedata.ucd_3_2_0.category(letter) != "Cn"
    ),
    min_size=1,
    max_size=8,
)
"""SQLite knows the letters of Unicode 6.1; those of younger scripts it takes for spaces."""

ON_A_FILE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)


def person(number: int, given: str, family: str = "", **more: str) -> Participant:
    return Participant(id=f"p{number}", given=given, family=family, **more)  # type: ignore[arg-type]  # texts only


PEOPLE = [
    person(1, "Ștefan", "Țăranu", organisation="HempClub"),
    person(2, "Stefania", "Taran", email="stefania.taran@example.org"),
    person(3, "Jürgen", "Müller", organisation="Käserei & Söhne"),
    person(4, "Juergen", "Mueller", external_id="X-77/2"),
    person(5, "Li", "Ng"),
    person(6, "Seán", "O’Brien-Ó Dálaigh", category="Exchange visitor"),
    person(7, "Anne-Marie", "D'Angelo", badge_name="Annie"),
    person(8, "Ελένη", "Παππά-Νικολάου", country="GR"),
    person(9, "Мария", "Йорданова"),
    person(10, "Łukasz", "Żółć", job_title="Przewodniczący"),
    person(11, "Weiß", "Straße"),
    person(12, "小龙", "李"),
    person(13, "And", "Or"),
    person(14, "Near", "Not"),
    person(15, "محمد", "علي"),
    person(16, "Björk", "Guðmundsdóttir"),
    person(17, "हिन्दी", "कुमार"),
]


@pytest.fixture(scope="module")
def roster(empty_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EventFile]:
    """An open file with the people above, which no test changes."""
    with opened(copied(empty_once, tmp_path_factory.mktemp("search") / "event.checkin")) as file:
        append(file, *(ParticipantAdded(each, f"code {each.id}") for each in PEOPLE))
        yield file


def found(file: EventFile, text: str, limit: int = 50) -> list[int]:
    words = wanted_words(text)
    if not words:
        return []
    with file.reading() as connection:
        return [int(each.id[1:]) for each in search.matching(connection, words, limit)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Ștefan", [1, 2]),
        ("stefan", [1, 2]),
        ("STEFAN", [1, 2]),
        ("ştefan", [1, 2]),
        ("țăranu", [1]),
        ("tar", [1, 2]),
        ("ta st", [1, 2]),
        ("st ta", [1, 2]),
        ("taranu ștefan hemp", [1]),
        ("Müller", [3, 4]),
        ("mueller", [4, 3]),
        ("muller", [3, 4]),
        ("mul jur", [3, 4]),
        ("JÜRGEN MÜLLER", [3, 4]),
        ("kaserei", [3]),
        ("kaeserei sohne", [3]),
        ("li", [5]),
        ("ng", [5]),
        ("ng li", [5]),
        ("o'brien", [6]),
        ("o’brien", [6]),
        ("obrien", []),
        ("brien", [6]),
        ("o dalaigh", [6]),
        ("dálaigh sean", [6]),
        ("anne-marie", [7]),
        ("anne marie", [7]),
        ("marie angelo", [7]),
        ("d'angelo", [7]),
        ("annie", [7]),
        ("ελενη", [8]),
        ("ΕΛΈΝΗ", [8]),
        ("νικολαου", [8]),
        ("мария", [9]),
        ("иорданова", [9]),
        ("lukasz zolc", [10]),
        ("Ż", []),
        ("zo", [10]),
        ("weiss", [11]),
        ("strasse", [11]),
        ("straße", [11]),
        ("李", []),
        ("小龙", [12]),
        ("李 小", [12]),
        ("محمد", [15]),
        ("bjork gud", [16]),
        ("bjoerk", [16]),
        ("हिन्दी", [17]),
        ("example.org", [2]),
        ("stefania.taran@example.org", [2]),
        ("x-77", [4]),
        ("x 77 2", [4]),
        ("exchange", [6]),
        ("nobody", []),
        ("stefan muller", []),
    ],
)  # fmt: skip
def test_that_people_are_found_as_they_are_written_and_typed(
    roster: EventFile, text: str, numbers: list[int]
) -> None:
    assert sorted(found(roster, text)) == sorted(numbers)


def test_that_whole_words_come_before_beginnings(roster: EventFile) -> None:
    assert found(roster, "taran") == [2, 1]
    assert found(roster, "stefan") == [1, 2]


@pytest.mark.parametrize("text", ["", " ", "a", "ș", "-", "''", "*", '"', "—", "\x00", "٫"])
def test_that_fewer_than_two_letters_find_nobody(roster: EventFile, text: str) -> None:
    assert found(roster, text) == []


OPERATORS = [
    "and or", "AND OR", "or", "NEAR", "near not", "NOT near", "and AND or", "ne* no*", '"near" "not"',
    "near(not)", "NEAR(near not, 2)", "words:near", "{words}: near not", "^near", "near + not", "- near", "near -not",
]  # fmt: skip


@pytest.mark.parametrize("text", OPERATORS)
def test_that_the_operators_of_the_index_are_words_like_others(roster: EventFile, text: str) -> None:
    expected = 13 if "or" in text.lower().split() else 14
    assert found(roster, text)[:1] == ([] if "words" in text or "2" in text else [expected])


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '""',
        "'; DROP TABLE log; --",
        "li\x00ng",
        "li' OR 1=1",
        "((((",
        ")",
        "*" * 500,
        "ng*",
        "a" * 10_000,
    ],
)
def test_that_hostile_texts_do_no_harm(roster: EventFile, text: str) -> None:
    assert found(roster, text) in ([], [5])
    assert found(roster, "li ng") == [5]


@settings(ON_A_FILE, max_examples=150)
@given(text=st.text(max_size=40))
def test_that_no_text_upsets_the_search(roster: EventFile, text: str) -> None:
    found(roster, text)
    with roster.reading() as connection:
        assert len(search.similar_names(connection, text)) <= 3


@settings(ON_A_FILE, max_examples=120)
@given(
    given_name=COMMON_NAMES | KNOWN_LETTERS,
    family=COMMON_NAMES | KNOWN_LETTERS,
    turned=st.booleans(),
    cut=st.integers(0, 3),
)
def test_that_anybody_is_found_by_the_name_they_gave(
    roster: EventFile, given_name: str, family: str, turned: bool, cut: int
) -> None:
    newcomer = person(999, given_name, family)
    typed = f"{family} {given_name}" if turned else f"{given_name} {family}"
    typed = typed[: len(typed) - cut] if cut < len(family) and not turned else typed
    with tried(roster) as connection:
        log.append(connection, STAMP, [(log.new_id(), ParticipantAdded(newcomer, "code"))])
        if words := wanted_words(typed):
            assert newcomer in search.matching(connection, words, 50), words


def test_that_an_edit_is_found_by_the_new_words_only(file: EventFile) -> None:
    append(file, *(ParticipantAdded(each, f"code {each.id}") for each in PEOPLE[:3]))
    append(
        file,
        ParticipantChanged("p1", (Change("family", "Țăranu", "Popescu"), Change("extra:Bus", None, "Seven"))),
    )
    assert found(file, "taranu") == []
    assert found(file, "popescu") == [1]
    assert found(file, "seven") == [1]


# -- however far down ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crowd(empty_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EventFile]:
    """Two thousand people called Maria, the last one of whom is wanted."""
    many = [person(number, "Maria", f"Popescu{number}") for number in range(1, 2000)]
    with opened(copied(empty_once, tmp_path_factory.mktemp("crowd") / "event.checkin")) as file:
        append(
            file,
            *(ParticipantAdded(each, f"code {each.id}") for each in [*many, person(2000, "Maria", "Pop")]),
        )
        yield file


@pytest.mark.parametrize("text", ["maria pop", "pop maria", "Pop", "maria popescu1999", "popescu1999"])
def test_that_everybody_is_found_however_far_down_the_roster(crowd: EventFile, text: str) -> None:
    assert found(crowd, text)[0] == (1999 if "1999" in text else 2000)


def test_that_a_list_is_no_longer_than_asked_for_and_has_nobody_twice(crowd: EventFile) -> None:
    for limit in (1, 2, 50, 3000):
        numbers = found(crowd, "maria", limit)
        assert len(numbers) == len(set(numbers)) == min(limit, 2000)


def test_that_similar_names_are_found_in_a_crowd(crowd: EventFile) -> None:
    with crowd.reading() as connection:
        assert "Maria" in search.similar_names(connection, "marja")


# -- did you mean --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tarano", "Țăranu"),
        ("Țaranuu", "Țăranu"),
        ("jurgan", "Jürgen"),
        ("mulller", "Müller"),
        ("мариа", "Мария"),
        ("lukas", "Łukasz"),
        ("anie", "Annie"),
        ("stefani taran", "Taran"),
    ],
)
def test_that_a_slip_of_the_finger_is_answered_with_a_name(roster: EventFile, text: str, name: str) -> None:
    with roster.reading() as connection:
        assert name in search.similar_names(connection, text)


@pytest.mark.parametrize("text", ["", "zzzzzz", "q", "12345"])
def test_that_nothing_similar_is_no_suggestion(roster: EventFile, text: str) -> None:
    with roster.reading() as connection:
        assert search.similar_names(connection, text) == []


def test_that_the_most_similar_name_comes_first_and_the_order_is_always_the_same(roster: EventFile) -> None:
    with roster.reading() as connection:
        first = search.similar_names(connection, "stefan")
        assert first[0] == "Ștefan"
        assert all(search.similar_names(connection, "stefan") == first for _ in range(5))


def test_that_an_empty_roster_has_no_suggestions(file: EventFile) -> None:
    with file.reading() as connection:
        assert search.similar_names(connection, "anybody") == []
        assert search.matching(connection, ["anybody"], 5) == []


def test_that_suggestions_can_be_searched_for(roster: EventFile) -> None:
    with roster.reading() as connection:
        for suggestion in search.similar_names(connection, "mullre", limit=5):
            assert found(roster, suggestion)


def test_that_nobody_is_lost_among_equal_names(empty_once: Path, folder: Path) -> None:
    twins = [replace(person(number, "Ana", "Pop"), id=f"p{number}") for number in range(1, 61)]
    with opened(copied(empty_once, folder / "twins.checkin")) as file:
        append(file, *(ParticipantAdded(each, f"code {each.id}") for each in twins))
        assert found(file, "ana pop", 60) == list(range(1, 61))
        assert found(file, "ana pop", 50) == list(range(1, 51))


# -- who may be there already --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Stefan Taranu", 1),
        ("Taranu Stefan", 1),
        ("Ștefan Țăran", 1),
        ("Jurgen Muller", 3),
        ("Juergen Müller", 4),
        ("Lukas Zolc", 10),
        ("Bjork Gudmundsdottir", 16),
        ("Мария Йорданов", 9),
    ],
)
def test_that_somebody_who_may_be_on_the_roster_already_is_shown(
    roster: EventFile, name: str, number: int
) -> None:
    with roster.reading() as connection:
        assert f"p{number}" in [each.id for each in search.lookalikes(connection, name, 5)]


@pytest.mark.parametrize("name", ["", "x", "Zzz Qqq", "Stefan Popescu", "*", '" OR "'])
def test_that_strangers_are_not_taken_for_each_other(roster: EventFile, name: str) -> None:
    with roster.reading() as connection:
        assert search.lookalikes(connection, name, 5) == []


def test_that_the_likest_comes_first_up_to_a_limit(crowd: EventFile) -> None:
    with crowd.reading() as connection:
        found = search.lookalikes(connection, "Maria Popescu7", 3)
    assert found[0].family == "Popescu7"
    assert len(found) == 3


@settings(ON_A_FILE, max_examples=60)
@given(name=st.text(max_size=30))
def test_that_no_name_upsets_the_comparison(roster: EventFile, name: str) -> None:
    with roster.reading() as connection:
        assert len(search.lookalikes(connection, name, 2)) <= 2
