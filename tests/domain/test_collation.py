"""Names in the order in which the people of a place look for them."""

import random
import unicodedata
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.collation import language_of, sort_key

ORDERS = {
    "ro": "Abrudan Adam Ăbaș Âdam Iancu Iulian Însurățel Savu Suciu Șandru Ștefan Taru Tudor Țăranu Țîrdea Ungur Zamfir",
    "de": "Mahler Muller Müller Mutz Ohm Öhm Ott Strasse Straße Strauß Zahn",
    "sv": "Aberg Lund Zorn Åberg Äng Öberg",
    "da": "Aalto Zorn Ærø Østergaard Åberg",
    "fi": "Mäki Zorn Åberg Äijö Öberg",
    "pl": "Adam Ącki Cyran Ćwik Lis Luty Łach Nowak Nyk Ńak Sowa Szul Śliwa Zając Zych Źrebiec Żak",
    "cs": "Cyrus Čapek Havel Hus Chalupa Chytil Ibl Rybář Řehák Suk Šebek Zeman Žák",
    "hu": "Cukor Czakó Csabai Csonka Dobos Orbán Ozora Ökrös Őze Ruzsa Szabó Tóth Zoltán Zsolt",
    "es": "Nadal Nuria Ñíguez Ortega",
    "tr": "Canan Çelik Demir Gökhan Ğazi Hasan Işık İnan Orhan Özgür Sezer Şahin Umut Ünal Zeki",
    "hr": "Cukar Čavić Ćosić Damir Dž Đurić Luka Ljubo Nora Njegoš Suk Šarić Zec Žanić",
    "": "Άννα Βασίλης Γιώργος Έλλη Ευα Ζωή Σοφία Φώτης",
    "bg": "Ангелов Бойко Георги Димитрова Живков Зоя Иванов Йордан Калин Щерев Юлия Яна",
    "uk": "Гай Ґонта Дорош Еней Єва Жук Ивась Іван Їжак Йосип Шаповал Щур Ющенко Яна",
    "ru": "Дуров Елин Ёлкин Емцов Жуков Зуев",
}


def shuffled(texts: list[str]) -> list[str]:
    return random.Random(7).sample(texts, len(texts))


@pytest.mark.parametrize("language", ORDERS)
def test_that_names_stand_where_the_language_has_them(language: str) -> None:
    names = ORDERS[language].split()
    assert sorted(shuffled(names), key=partial(sort_key, language=language)) == names


def test_that_a_cedilla_stands_for_the_comma_that_was_meant() -> None:
    names = ["Suciu", "Şandru", "Șerban", "Tudor", "Ţăranu", "Țîrdea"]
    assert sorted(shuffled(names), key=partial(sort_key, language="ro")) == names


def test_that_elsewhere_an_accent_only_parts_what_is_else_alike() -> None:
    assert sorted(["Șuta", "Sutb", "Suta"], key=sort_key) == ["Suta", "Șuta", "Sutb"]


def test_that_scripts_follow_each_other() -> None:
    names = ["3M", "Zorn", "Άννα", "Ωμέγα", "Аня", "Юлия", "כהן", "محمد"]
    assert sorted(shuffled(names), key=sort_key) == names


def test_that_apostrophes_do_not_count_and_hyphens_are_gaps() -> None:
    names = ["Obrecht", "O'Brien", "O’Brien", "Obrist", "Pop", "Pop-Eleches", "Pop Ionescu", "Popa"]
    assert sorted(shuffled(names), key=sort_key) == names


def test_that_small_and_capital_letters_are_neighbours() -> None:
    assert sorted(["pop", "POPA", "Pop", "POP"], key=sort_key)[3] == "POPA"


@pytest.mark.parametrize(
    ("zone", "language"),
    [("Europe/Bucharest", "ro"), ("Europe/Stockholm", "sv"), ("Europe/Brussels", ""), ("Asia/Tokyo", "")],
)
def test_that_the_zone_tells_the_language(zone: str, language: str) -> None:
    assert language_of(zone) == language


@given(st.text(max_size=30), st.sampled_from([*ORDERS, "xx"]))
def test_that_every_text_has_a_place_however_it_is_composed(text: str, language: str) -> None:
    letters, accents, _ = sort_key(text, language)
    assert sort_key(unicodedata.normalize("NFC", text), language)[:2] == (letters, accents)
    assert sort_key(text, language) == sort_key(text, language)


@given(st.lists(st.text("aăâsșţtțzĂÂSȘTȚ -'", max_size=6), max_size=8))
def test_that_the_order_does_not_depend_on_where_one_begins(texts: list[str]) -> None:
    key = partial(sort_key, language="ro")
    assert sorted(texts, key=key) == sorted(shuffled(texts), key=key)
