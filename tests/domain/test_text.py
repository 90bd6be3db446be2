"""Text is cleaned without harm to a name, folded alike for all who spell it, and never runs in a spreadsheet."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.text import (
    bare_cell,
    clean,
    fold,
    foldings,
    mixes_scripts,
    safe_cell,
    with_commas_below,
)

ANYTHING = st.text()
AWKWARD = st.text(
    st.one_of(
        st.sampled_from(
            list(" \t\r\n\xa0\u200b\u200c\u200d\u202e\u2066\ufeff\u00ad\u0301\u0307'’-‐=+@＝＠ßŁøđıİΣςÉé")
        ),
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(min_codepoint=0x900, max_codepoint=0x97F),
        st.characters(),
    )
)

# -- cleaning ------------------------------------------------------------------------------------------------

NAMES_AS_THEIR_OWNERS_WRITE_THEM = [
    "Ștefan Țăranu",
    "Ion-Alexandru D'Aurizio",
    "Seán O’Brien",
    "Łukasz Żółć",
    "Γιώργος Παπαδόπουλος",
    "Йордан Щерев",
    "Ayşe Yılmaz",
    "محمد علی",
    "דָּוִד בֶּן־גּוּרִיּוֹן",
    "山田太郎",
    "김철수",
    "Nguyễn Thị Hồng",
    "நரேந்திரன்",
    "Ng",
    "‘Okina Kāne",
    "Þórður Æsir",
]


@pytest.mark.parametrize("name", NAMES_AS_THEIR_OWNERS_WRITE_THEM)
def test_that_a_name_stays_as_its_owner_writes_it(name: str) -> None:
    assert clean(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("  Ion   Popescu ", "Ion Popescu"),
        ("Ion\tPopescu\r\n", "Ion Popescu"),
        ("Ion\u00a0Popescu", "Ion Popescu"),
        ("Ion\u2003Popescu\u3000", "Ion Popescu"),
        ("Ion\u2028Popescu", "Ion Popescu"),
        ("Ion\x00 Pop\x07escu", "Ion Popescu"),
        ("\ufeffIon", "Ion"),
        ("Io\u200bn", "Ion"),
        ("Pop\u00adescu", "Popescu"),
        ("\u202eucsepoP\u202c", "ucsepoP"),
        ("\u2067Ion\u2069", "Ion"),
        ("\u061cعلي", "علي"),
        ("Ion\ud800", "Ion"),
        ("Ion\ufffe\ufdd0", "Ion"),
        ("\u3164", ""),
        ("I\u034fon", "Ion"),
        ("Ion\u2800Popescu", "Ion Popescu"),
        ("Stefa\u0306n", "Stef\u0103n"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("", ""),
        (" \n\t", ""),
    ],
)
def test_that_what_nobody_sees_is_taken_away(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


def test_that_a_joiner_stays_where_the_spelling_needs_it() -> None:
    persian, sinhala = "می\u200cخواهم", "ශ්\u200dරී"
    assert clean(persian) == persian
    assert clean(sinhala) == sinhala


@pytest.mark.parametrize(
    "written", ["Io\u200dn", "\u200dعلي", "علي\u200c", "علي\u200c ولي", "a\u200cعلي", "\u200c\u200d"]
)
def test_that_a_joiner_goes_where_no_letter_needs_it(written: str) -> None:
    assert "\u200c" not in clean(written)
    assert "\u200d" not in clean(written)


def test_that_several_joiners_in_a_row_are_one() -> None:
    assert clean("می\u200c\u200d\u200cخواهم") == "می\u200cخواهم"


def test_that_arabic_number_signs_are_seen_and_stay() -> None:
    assert clean("\u06dd١") == "\u06dd١"


@given(AWKWARD)
def test_that_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(AWKWARD)
def test_that_a_clean_text_is_composed_and_has_no_loose_spaces(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert not any(unicodedata.category(character) in {"Cc", "Cs"} for character in cleaned)


@given(
    st.text(st.characters(categories=["L", "Nd", "Po", "Pd"], exclude_characters="\u115f\u1160\u3164\uffa0"))
)
def test_that_letters_digits_and_signs_are_never_lost(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


# -- folding -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ștefan", "stefan"),
        ("Ştefan", "stefan"),
        ("ȚĂRANU", "taranu"),
        ("Łódź", "lodz"),
        ("Đorđe", "dorde"),
        ("Øystein", "oystein"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Æsir", "aesir"),
        ("Cœur", "coeur"),
        ("Þórður", "thordur"),
        ("İstanbul", "istanbul"),
        ("Yılmaz", "yilmaz"),
        ("Γιώργος", "γιωργοσ"),
        ("ΓΙΏΡΓΟΣ", "γιωργοσ"),
        ("Йордан", "иордан"),
        ("Müller", "muller"),
        ("O’Brien", "o'brien"),
        ("Ana‑Maria", "ana-maria"),
        ("Ａｎａ", "ana"),
        ("ﬁsh", "fish"),
        ("  Ion\u200b  Pop ", "ion pop"),
        ("Nguyễn", "nguyen"),
        ("Ħaġar", "hagar"),
        ("Gal·la", "galla"),
        ("№ 5", "no 5"),
        ("", ""),
    ],
)
def test_that_accents_case_and_special_letters_fold_away(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_that_vowels_of_indian_scripts_are_no_accents() -> None:
    assert fold("की") != fold("का")


@given(AWKWARD)
def test_that_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(AWKWARD)
def test_that_folding_sees_only_the_clean_text(text: str) -> None:
    assert fold(clean(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x24F, categories=["Lu", "Ll"])))
def test_that_decomposed_letters_fold_like_composed_ones(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x17F, categories=["Lu", "Ll"])))
def test_that_latin_letters_of_europe_fold_to_ascii(text: str) -> None:
    assert fold(text.replace("µ", "").replace("ŉ", "")).isascii()


@pytest.mark.parametrize(
    ("written", "spellings"),
    [
        ("Müller", ("muller", "mueller")),
        ("Mueller", ("mueller", "muller")),
        ("Jörg", ("jorg", "joerg")),
        ("Jäger", ("jager", "jaeger")),
        ("Ångström", ("angstrom", "aangstroem")),
        ("Søren", ("soren", "soeren")),
        ("Popescu", ("popescu",)),
        ("Ștefan", ("stefan",)),
        ("ÜBER", ("uber", "ueber")),
        ("Mu\u0308ller", ("muller", "mueller")),
        ("", ("",)),
    ],
)
def test_that_both_spellings_of_an_umlaut_are_found(written: str, spellings: tuple[str, ...]) -> None:
    assert foldings(written) == spellings


@given(st.text(st.sampled_from("aeouäöüÄÖÜßtrn "), max_size=12))
def test_that_however_an_umlaut_is_written_one_spelling_is_shared(text: str) -> None:
    written_out = text
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")):
        written_out = written_out.replace(umlaut, letters)
    assert not set(foldings(text)).isdisjoint(foldings(written_out))


@given(AWKWARD)
def test_that_the_first_spelling_is_the_folded_text(text: str) -> None:
    assert foldings(text)[0] == fold(text)
    assert len(set(foldings(text))) == len(foldings(text))


# -- letters that look alike ---------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["Pоpescu", "Мaria", "Αnna", "Ивaн", "Γιώρyος", "Кώστας"])
def test_that_a_word_of_two_alphabets_is_noticed(word: str) -> None:
    assert mixes_scripts(word)


@pytest.mark.parametrize(
    "word", ["Popescu", "Țăranu", "Мария", "Αννα", "Ayşe", "محمد", "5th", "µm", "", "Ana-Maria", "O’Brien"]
)
def test_that_a_word_of_one_alphabet_is_not(word: str) -> None:
    assert not mixes_scripts(word)


# -- cells that calculate ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["=1+1", "+40 723", "-Ion", "@import", "\tx", "\rx", "\nx", "＝x", "＋x", "－x", "＠x"]
)
def test_that_a_cell_that_would_calculate_gets_an_apostrophe(text: str) -> None:
    assert safe_cell(text) == "'" + text
    assert bare_cell("'" + text) == text


@pytest.mark.parametrize("text", ["Ion", "'t Hooft", "O'Brien", "", "'", "1=1", " =1", "''", "'quoted'"])
def test_that_any_other_cell_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text
    assert bare_cell(text) == text


@given(st.one_of(AWKWARD, st.text("'=+-@\t a", max_size=6)))
def test_that_protecting_is_undone_exactly(text: str) -> None:
    assert bare_cell(safe_cell(text)) == text


@given(st.one_of(AWKWARD, st.text("'=+-@\t a", max_size=6)))
def test_that_undoing_is_protected_again_exactly(text: str) -> None:
    protected = safe_cell(text)
    assert safe_cell(bare_cell(protected)) == protected


@given(ANYTHING)
def test_that_no_protected_cell_calculates(text: str) -> None:
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


# -- Romanian letters ----------------------------------------------------------------------------------------


def test_that_cedillas_become_commas_below_and_nothing_else_changes() -> None:
    assert with_commas_below("Ştefan Ţăranu, Braşov, Constanţa") == "Ștefan Țăranu, Brașov, Constanța"
    assert with_commas_below("Ștefan Țăranu") == "Ștefan Țăranu"
    assert with_commas_below("François Çelik") == "François Çelik"
