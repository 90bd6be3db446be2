"""The code on a badge: how it is made, and what is read back from scanners, keyboards and hostile pictures."""

import hashlib
import hmac
import json
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.code import (
    ALPHABET,
    KEY_BYTES,
    LETTER_MAPS,
    LONGEST_TEXT,
    Genuine,
    Misread,
    NotOurs,
    Reading,
    for_people,
    is_genuine,
    make,
    new_key,
    read,
    read_first,
)

KEY = bytes(range(32))
OTHER_KEY = bytes(32)

KEYBOARDS = json.loads((Path(__file__).parent / "keyboards.json").read_text(encoding="utf-8"))
"""What arrives on eighteen keyboard layouts, computed with libxkbcommon from xkb-data 2.35.1 for this project."""

LAYOUTS: dict[str, dict[str, str]] = KEYBOARDS["layouts"]

BODIES = st.binary(min_size=7, max_size=7)
CODES = BODIES.map(lambda body: make(KEY, lambda _: body))
SEPARATORS = st.text(" \t\r\n\u00a0\u2003\u202f-\u2010\u2011\u2013", max_size=4)


def typed_on(letters: str, code: str) -> str:
    """What arrives for a code when the alphabet arrives as `letters`."""
    return code.translate(str.maketrans(ALPHABET, letters))


# -- making --------------------------------------------------------------------------------------------------


def test_that_the_alphabet_has_sixteen_safe_letters_and_no_vowel() -> None:
    assert len(set(ALPHABET)) == 16
    assert set(ALPHABET) <= set(string.ascii_uppercase) - set("AEIOUY")
    assert KEYBOARDS["alphabet"] == ALPHABET


def test_that_a_known_body_gives_a_known_code() -> None:
    """So that badges printed with one version scan with every later one."""
    assert make(KEY, lambda _: bytes.fromhex("0123456789abcd")) == "BCDFGHJKLNPRSTCTDKHJ"


@given(BODIES, st.binary(min_size=32, max_size=32))
def test_that_a_code_is_seven_random_bytes_and_three_of_their_hmac(body: bytes, key: bytes) -> None:
    content = body + hmac.new(key, b"badge1" + body, hashlib.sha256).digest()[:3]
    as_letters = str.maketrans(string.hexdigits[:16], ALPHABET)
    assert make(key, lambda _: body) == content.hex().translate(as_letters)


@given(CODES)
def test_that_a_code_has_twenty_letters_of_the_alphabet_and_is_genuine(code: str) -> None:
    assert len(code) == 20
    assert set(code) <= set(ALPHABET)
    assert is_genuine(code, KEY)


def test_that_seven_bytes_of_chance_are_asked_for() -> None:
    asked: list[int] = []
    make(KEY, lambda count: asked.append(count) or bytes(count))
    assert asked == [7]


def test_that_no_two_of_two_thousand_codes_are_alike() -> None:
    assert len({make(KEY) for _ in range(2000)}) == 2000


def test_that_every_event_gets_a_key_of_its_own() -> None:
    assert len(new_key()) == KEY_BYTES == 32
    assert new_key() != new_key()


@given(CODES)
def test_that_people_see_four_groups_of_five_that_can_be_typed(code: str) -> None:
    shown = for_people(code)
    assert [len(group) for group in shown.split("-")] == [5, 5, 5, 5]
    assert read(shown, KEY) == Genuine(code)


# -- reading on every keyboard -------------------------------------------------------------------------------


def test_that_eighteen_layouts_in_both_cases_with_and_without_caps_lock_are_known() -> None:
    assert len(LAYOUTS) == 18
    assert all(set(arrives) == {"upper", "lower", "upper+caps", "lower+caps"} for arrives in LAYOUTS.values())


@pytest.mark.parametrize("layout", LAYOUTS)
@given(code=CODES)
def test_that_a_scan_is_read_on_every_keyboard_layout(layout: str, code: str) -> None:
    for letters in LAYOUTS[layout].values():
        assert read(typed_on(letters, code), KEY) == Genuine(code)


@pytest.mark.parametrize("letters", LETTER_MAPS.values(), ids=LETTER_MAPS)
@given(code=CODES)
def test_that_every_letter_map_reads_both_cases(letters: str, code: str) -> None:
    assert read(typed_on(letters, code), KEY) == Genuine(code)
    assert read(typed_on("".join(letter.lower() for letter in letters), code), KEY) == Genuine(code)


@given(
    CODES,
    st.lists(st.booleans(), min_size=20, max_size=20),
    st.sampled_from([ALPHABET, *LETTER_MAPS.values()]),
)
def test_that_upper_and_lower_case_may_be_mixed(code: str, lowered: list[bool], letters: str) -> None:
    typed = typed_on(letters, code)
    mixed = "".join(letter.lower() if lower else letter for letter, lower in zip(typed, lowered, strict=True))
    assert read(mixed, KEY) == Genuine(code)


@given(CODES, st.lists(SEPARATORS, min_size=21, max_size=21))
def test_that_white_space_and_hyphens_are_dropped_wherever_they_are(code: str, between: list[str]) -> None:
    typed = between[0] + "".join(letter + gap for letter, gap in zip(code, between[1:], strict=True))
    assert read(typed, KEY) == Genuine(code)


def test_that_a_greek_code_that_ends_in_sigma_is_read_in_either_case() -> None:
    code = next(code for code in map(_numbered, range(1000)) if code.endswith("S"))
    typed = typed_on(LETTER_MAPS["gr"], code)
    assert typed.endswith("Σ")
    assert read(typed, KEY) == Genuine(code)
    assert read("".join(letter.lower() for letter in typed), KEY) == Genuine(code)


def _numbered(number: int) -> str:
    return make(KEY, lambda count: number.to_bytes(count, "big"))


# -- what is not ours ----------------------------------------------------------------------------------------


@given(CODES, st.integers(0, 19), st.sampled_from(ALPHABET))
def test_that_one_wrong_letter_is_not_ours(code: str, position: int, letter: str) -> None:
    """But for one slip in 2^24: that is what three check bytes give."""
    slip = code[:position] + letter + code[position + 1 :]
    assert read(slip, KEY) == (Genuine(code) if slip == code else NotOurs())


def test_that_of_all_single_slips_in_a_hundred_codes_none_is_taken_for_ours() -> None:
    """The codes are fixed; 30,000 slips against 2^24 endings would pass by chance once in 560 such sets."""
    codes = [_numbered(number) for number in range(100)]
    slips = {
        code[:position] + letter + code[position + 1 :]
        for code in codes
        for position in range(20)
        for letter in ALPHABET
    } - set(codes)
    assert len(slips) == 30_000
    assert not [slip for slip in slips if is_genuine(slip, KEY)]


@pytest.mark.parametrize("checked", [14, 16, 18])
def test_that_each_check_byte_lets_one_ending_in_256_through(checked: int) -> None:
    code = _numbered(1)
    endings = [code[:checked] + one + two + code[checked + 2 :] for one in ALPHABET for two in ALPHABET]
    assert [ending for ending in endings if is_genuine(ending, KEY)] == [code]


@given(CODES, st.integers(0, 18))
def test_that_two_letters_the_wrong_way_round_are_not_ours(code: str, at: int) -> None:
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert read(swapped, KEY) == (Genuine(code) if swapped == code else NotOurs())


@pytest.mark.parametrize("letters", [ALPHABET, *LETTER_MAPS.values()], ids=["latin", *LETTER_MAPS])
@given(code=CODES)
def test_that_a_badge_of_another_event_is_not_ours_on_any_keyboard(letters: str, code: str) -> None:
    assert read(typed_on(letters, code), OTHER_KEY) == NotOurs()


def test_that_the_test_card_is_well_read_but_nobodys_badge() -> None:
    assert read(ALPHABET, KEY) == Misread()
    assert read(ALPHABET + ALPHABET[:4], KEY) == NotOurs()


def test_that_a_text_which_two_keyboards_turn_into_two_genuine_codes_is_refused() -> None:
    """Found by search, as one text in some twenty million: Ukrainian and Belarusian have І in different places."""
    text = "ІІЕАТТДПТЗОКВЗКТОІПЗ"
    ukrainian, belarusian = "SSTFNNLGNPJRDPRNJSGP", "BBTFNNLGNPJRDPRNJBGP"
    assert typed_on(LETTER_MAPS["ua"], ukrainian) == typed_on(LETTER_MAPS["by"], belarusian) == text
    assert is_genuine(ukrainian, KEY)
    assert is_genuine(belarusian, KEY)
    assert read(text, KEY) == NotOurs()
    assert read(ukrainian, KEY) == Genuine(ukrainian)
    assert read(belarusian, KEY) == Genuine(belarusian)


# -- several readings of one scan ------------------------------------------------------------------------------

NOISE, FOREIGN = "no code at all", ALPHABET + ALPHABET[:4]


@pytest.mark.parametrize(
    ("texts", "reading"),
    [
        ([], Misread()),
        ([NOISE, NOISE], Misread()),
        ([FOREIGN, NOISE], NotOurs()),
        ([NOISE, FOREIGN], NotOurs()),
    ],
)
def test_that_of_several_readings_the_one_that_was_understood_best_is_told(
    texts: list[str], reading: Reading
) -> None:
    assert read_first(texts, KEY) == reading


@given(CODES, CODES, st.lists(st.sampled_from([NOISE, FOREIGN]), max_size=3))
def test_that_of_several_readings_the_first_genuine_one_counts(
    code: str, later: str, before: list[str]
) -> None:
    assert read_first(iter([*before, code, later, NOISE]), KEY) == Genuine(code)


# -- what is no code at all ----------------------------------------------------------------------------------

CODE = make(KEY, lambda _: bytes.fromhex("0123456789abcd"))
FULL_WIDTH = CODE.translate({ord(letter): ord(letter) + 0xFEE0 for letter in ALPHABET})


NO_CODES = [
    pytest.param("", id="nothing"),
    pytest.param("-" * 20, id="hyphens only"),
    pytest.param(" " * 150, id="spaces only"),
    pytest.param(CODE[:-1], id="a letter too few"),
    pytest.param(CODE + "B", id="a letter too many"),
    pytest.param(CODE + CODE, id="read twice into one line"),
    pytest.param("B" * 10_000, id="ten thousand letters"),
    pytest.param(CODE + " " * 10_000, id="ten thousand spaces"),
    pytest.param("Ana Popescu, Iași  RO", id="a name"),
    pytest.param("https://example.org/B", id="an address"),
    pytest.param("12345678901234567890", id="digits"),
    pytest.param("A" + CODE[1:], id="a vowel"),
    pytest.param("\x00" + CODE[1:], id="a null"),
    pytest.param(CODE + "\x00", id="a null at the end"),
    pytest.param("\x1b[2J" + CODE[4:], id="an escape sequence"),
    pytest.param("\u202e" + CODE, id="written from right to left"),
    pytest.param(CODE[:10] + "\u200f" + CODE[10:], id="a right-to-left mark inside"),
    pytest.param("\ufeff" + CODE, id="a byte order mark"),
    pytest.param(CODE[:5] + "\u200b" + CODE[5:], id="a space of no width"),
    pytest.param(CODE.replace("C", "С"), id="a Cyrillic letter that looks Latin"),
    pytest.param(CODE.replace("B", "Β"), id="a Greek letter that looks Latin"),
    pytest.param(typed_on(LETTER_MAPS["ru"], CODE[:10]) + CODE[10:], id="two alphabets"),
    pytest.param(
        typed_on(LETTER_MAPS["ru"], CODE[:10]) + typed_on(LETTER_MAPS["gr"], CODE[10:]),
        id="two foreign alphabets",
    ),
    pytest.param(FULL_WIDTH, id="full-width letters"),
    pytest.param("ı" * 20, id="the dotless i"),
    pytest.param("İ" * 20, id="the dotted I"),
    pytest.param(CODE.replace("S", "ſ"), id="a long s, which upper case turns into S"),
    pytest.param("\u212a" + CODE[1:], id="the kelvin sign, which lower case turns into k"),
    pytest.param("ς" * 20, id="final sigmas, which no key types"),
    pytest.param("ß" * 10 + CODE[:10], id="sharp s, which upper case doubles"),
    pytest.param("\ud800" * 20, id="half a surrogate pair"),
    pytest.param("😀" * 20, id="pictures"),
    pytest.param("e\u0301" * 10, id="combining accents"),
]


@pytest.mark.parametrize("text", NO_CODES)
def test_that_what_is_not_twenty_letters_of_the_alphabet_is_misread(text: str) -> None:
    assert read(text, KEY) == Misread()


def test_that_nothing_longer_than_the_longest_text_is_looked_at() -> None:
    assert read(CODE + " " * (LONGEST_TEXT - 20), KEY) == Genuine(CODE)
    assert read(CODE + " " * (LONGEST_TEXT - 19), KEY) == Misread()


@given(st.text(max_size=250))
def test_that_no_text_whatever_crashes_the_reader_or_is_believed(text: str) -> None:
    assert read(text, KEY) in (Misread(), NotOurs())


ALL_LETTERS = "".join(sorted(set(ALPHABET).union(*LETTER_MAPS.values())))
ANY_KEYBOARD = st.sampled_from([ALPHABET, *LETTER_MAPS.values(), ALL_LETTERS])


@given(ANY_KEYBOARD.flatmap(lambda letters: st.text(letters, min_size=20, max_size=20)))
def test_that_twenty_letters_are_not_ours_if_one_keyboard_has_them_all_and_else_misread(text: str) -> None:
    one_keyboard = any(set(text) <= set(letters) for letters in (ALPHABET, *LETTER_MAPS.values()))
    assert read(text, KEY) == (NotOurs() if one_keyboard else Misread())
