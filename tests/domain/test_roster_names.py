"""Whole names are split by rules that can be foreseen, and no letter is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.roster_names import puts_family_first, split_name
from checkin_app.domain.text import clean


@pytest.mark.parametrize(
    ("name", "given_name", "family_name"),
    [
        ("Ion Popescu", "Ion", "Popescu"),
        ("Ana Maria Popescu", "Ana Maria", "Popescu"),
        ("Jean-Pierre Dupont-Durand", "Jean-Pierre", "Dupont-Durand"),
        ("Popescu, Ion", "Ion", "Popescu"),
        ("Popescu , Ana Maria", "Ana Maria", "Popescu"),
        ("de la Cruz, María", "María", "de la Cruz"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Vincent van der Berg", "Vincent", "van der Berg"),
        ("María de la Cruz", "María", "de la Cruz"),
        ("Johann Wolfgang von Goethe", "Johann Wolfgang", "von Goethe"),
        ("Andrea Della Rosa", "Andrea", "Della Rosa"),
        ("Luca De Luca", "Luca", "De Luca"),
        ("Marie Le Goff", "Marie", "Le Goff"),
        ("Jan ten Brink", "Jan", "ten Brink"),
        ("Charles d' Artagnan", "Charles", "d' Artagnan"),
        ("Van Morrison", "Van", "Morrison"),
        ("Li Ng", "Li", "Ng"),
        ("Madonna", "", "Madonna"),
        ("POPESCU Ion", "Ion", "POPESCU"),
        ("Ion POPESCU", "Ion", "POPESCU"),
        ("DE LUCA Maria Teresa", "Maria Teresa", "DE LUCA"),
        ("Jean-Pierre LE GOFF", "Jean-Pierre", "LE GOFF"),
        ("Ludwig van BEETHOVEN", "Ludwig", "van BEETHOVEN"),
        ("ION POPESCU", "ION", "POPESCU"),
        ("J. R. Tolkien", "J. R.", "Tolkien"),
        ("Ion G. Popescu", "Ion G.", "Popescu"),
        ("Ana POP Maria IONESCU", "Ana POP Maria", "IONESCU"),
        ("Ion Popescu, PhD", "Ion", "Popescu, PhD"),
        ("Ion Popescu, Jr., MBA", "Ion", "Popescu, Jr., MBA"),
        ("Γιώργος Παπαδόπουλος", "Γιώργος", "Παπαδόπουλος"),
        ("ΠΑΠΑΔΟΠΟΥΛΟΣ Γιώργος", "Γιώργος", "ΠΑΠΑΔΟΠΟΥΛΟΣ"),
        ("Иван Петров", "Иван", "Петров"),
        ("山田太郎", "", "山田太郎"),
        (", Ion", "", "Ion"),
        ("Popescu,", "", "Popescu"),
        (" , ", "", ""),
        ("", "", ""),
    ],
)
def test_that_a_name_is_split_as_its_parts_show(name: str, given_name: str, family_name: str) -> None:
    assert split_name(name) == (given_name, family_name)


@pytest.mark.parametrize(
    ("name", "given_name", "family_name"),
    [
        ("Popescu Ion", "Ion", "Popescu"),
        ("De Luca Maria Teresa", "Maria Teresa", "De Luca"),
        ("van der Berg Jan", "Jan", "van der Berg"),
        ("Popescu, Ion", "Ion", "Popescu"),
        ("Ion POPESCU", "Ion", "POPESCU"),
        ("Madonna", "", "Madonna"),
    ],
)
def test_that_a_family_name_comes_first_where_the_header_says_so(
    name: str, given_name: str, family_name: str
) -> None:
    assert split_name(name, family_first=True) == (given_name, family_name)


@pytest.mark.parametrize("header", ["Cognome e nome", "Nachname, Vorname", "Last name, first name", "Surname and name", "Επώνυμο και όνομα"])  # fmt: skip
def test_that_some_headers_say_that_the_family_name_comes_first(header: str) -> None:
    assert puts_family_first(header)


@pytest.mark.parametrize("header", ["Full name", "Name", "Nume și prenume", "Nom et prénom", "Nome e cognome", "Vor- und Nachname", "Surname", ""])  # fmt: skip
def test_that_others_leave_it_open(header: str) -> None:
    assert not puts_family_first(header)


WORDS = st.sampled_from(
    ["Ion", "POP", "de", "la", "van", "Ng", "D'Or", "Ana-Maria", "J.", "Șt.", "Παπάς", "O’Neil"]
)


@given(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), st.booleans())
def test_that_no_word_of_a_name_is_lost_or_added(name: str, family_first: bool) -> None:
    given_found, family_found = split_name(name, family_first=family_first)
    assert sorted(f"{given_found} {family_found}".split()) == sorted(name.split())
    assert family_found


@given(st.lists(WORDS.filter(lambda word: word != "POP"), min_size=1, max_size=6).map(" ".join))
def test_that_a_name_without_signs_reads_as_it_was_written(name: str) -> None:
    assert " ".join(split_name(name)).strip() == name


@given(st.text(max_size=30).map(clean).filter(bool), st.booleans())
def test_that_any_name_can_be_split(name: str, family_first: bool) -> None:
    given_found, family_found = split_name(name, family_first=family_first)
    assert family_found or (not given_found and not name.strip(" ,"))
