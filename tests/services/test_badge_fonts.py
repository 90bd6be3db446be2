"""Which font has a character, how wide texts are, and right-to-left text."""

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app import paths
from checkin_app.services.badge_fonts import (
    INTER,
    OTHERS,
    STAND_IN,
    FontLetters,
    font,
    from_left_to_right,
    setting,
)

LETTERS = FontLetters()
TEXTS = st.text(st.characters(), max_size=30).map(lambda text: unicodedata.normalize("NFC", text))


def runs(text: str, weight: int = 400) -> list[tuple[str, str]]:
    return list(setting(text, weight).runs)


def test_that_every_font_is_there_with_its_licence() -> None:
    folder = paths.resources() / "fonts"
    for family, style in itertools.product(OTHERS, ("Regular", "Bold")):
        assert font(f"{family}-{style}").advances
    for family in ("Inter", *OTHERS):
        licence = (folder / f"{family}-OFL.txt").read_text(encoding="utf-8")
        assert "SIL Open Font License, Version 1.1" in licence


@pytest.mark.parametrize("weight", INTER)
@pytest.mark.parametrize(
    "name",
    [
        *("Ștefan Țăranu", "Đỗ Thị Hằng", "Łukasz Żółć", "Žofie Dvořáková", "Þórður Ægisson", "Gülşen Işık"),
        *("Γιώργος Παπαδόπουλος", "Христина Димитрова", "Ґалаґан Їжак", "O’Brien–Müller", "Čeněk ĽUBOŠ"),
    ],
)
def test_that_inter_has_the_letters_of_europe(name: str, weight: int) -> None:
    assert runs(name, weight) == [(INTER[weight], name)]
    assert LETTERS.missing(name) == ()


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("ŉ", "NotoSans-Regular"),
        ("გიორგი", "NotoSansGeorgian-Regular"),
        ("Կլաստեր", "NotoSansArmenian-Regular"),
    ],
)
def test_that_another_font_has_what_inter_lacks(text: str, other: str) -> None:
    assert runs(text) == [(other, text)]
    assert LETTERS.missing(text) == ()


def test_that_a_text_changes_fonts_only_where_it_must() -> None:
    assert runs("Ana გიორგი & Co", 700) == [
        ("Inter-Bold", "Ana "),
        ("NotoSansGeorgian-Bold", "გიორგი"),
        ("Inter-Bold", " & Co"),
    ]


@pytest.mark.parametrize(
    ("weight", "other"), [(400, "Regular"), (500, "Regular"), (600, "Bold"), (700, "Bold")]
)
def test_that_the_other_font_is_as_bold_as_it_can_be(weight: int, other: str) -> None:
    assert runs("გ", weight) == [(f"NotoSansGeorgian-{other}", "გ")]


def test_that_hebrew_stands_from_right_to_left() -> None:
    assert from_left_to_right("כהן") == "ןהכ"
    assert runs("כהן") == [("NotoSansHebrew-Regular", "ןהכ")]


def test_that_arabic_letters_are_joined() -> None:
    joined = from_left_to_right("محمد")
    assert joined == "ﺪﻤﺤﻣ"
    assert unicodedata.normalize("NFKC", joined[::-1]) == "محمد"
    assert runs("محمد") == [("NotoSansArabic-Regular", joined)]
    assert LETTERS.missing("محمد العربي") == ()


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("(כהן)", "(ןהכ)"),
        ("Klub (כהן) 2023", "Klub (ןהכ) 2023"),
        ("Klub כהן (2023)", "Klub (2023) ןהכ"),
        ("כהן [א] «ב»", "«ב» [א] ןהכ"),
        ("כהן (Ltd)", "(Ltd) ןהכ"),
    ],
)
def test_that_brackets_open_towards_the_reader(text: str, page: str) -> None:
    assert from_left_to_right(text) == page


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Zoë 😀", ("😀",)),
        ("田中 田", ("田", "中")),
        ("शर्मा", ("श", "र", "र्", "म", "ा")),
        ("x̂ Ö́", ("x̂", "Ö́")),
        ("Ana\u200d\u2060", ()),
        ("👩‍🔬", ("👩", "🔬")),
        ("✌️", ("✌",)),
        ("A\0na", ("\0",)),
    ],
)
def test_that_what_cannot_be_printed_is_told(text: str, missing: tuple[str, ...]) -> None:
    assert LETTERS.missing(unicodedata.normalize("NFC", text)) == missing


def test_that_a_letter_without_a_font_leaves_a_box_and_an_emoji_nothing() -> None:
    assert runs("田Zoë😀") == [("Inter-Regular", f"{STAND_IN}Zoë")]


def test_that_a_mark_which_would_stand_beside_its_letter_is_left_out() -> None:
    assert runs("Q̌M̄") == [("Inter-Regular", "QM")]


def test_that_widths_grow_with_the_size() -> None:
    one, ten = LETTERS.measure("Ștefan", 700, 1), LETTERS.measure("Ștefan", 700, 10)
    assert ten == pytest.approx(10 * one)
    assert LETTERS.measure("Ștefan", 700, 10) > LETTERS.measure("Ștefan", 400, 10)
    assert 10 < LETTERS.measure("Ștefan", 700, 10) < 14


@given(TEXTS, st.sampled_from(list(INTER)))
def test_that_any_text_can_be_set(text: str, weight: int) -> None:
    found = setting(text, weight)
    assert found.width >= 0
    assert found.width == pytest.approx(sum(font(name).advances[c] for name, run in found.runs for c in run))
    assert all(run for _, run in found.runs) or not text


@given(TEXTS, TEXTS)
def test_that_what_is_missing_does_not_depend_on_its_neighbours(one: str, other: str) -> None:
    together = unicodedata.normalize("NFC", f"{one} {other}")
    apart = {*LETTERS.missing(one), *LETTERS.missing(other)}
    letters_apart = {character[-1] for character in apart}
    assert {character[-1] for character in LETTERS.missing(together)} == letters_apart
