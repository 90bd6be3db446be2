"""The test box tells the truth about scanners and layouts, and the test card is nobody's badge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain import code
from checkin_app.domain.code import ALPHABET, LENGTH, LETTER_MAPS
from checkin_app.domain.scanner_test import TEST_TEXT, Finding, Outcome, is_test_card, judge

KEY = bytes(32)
codes = st.binary(min_size=7, max_size=7).map(lambda body: code.make(KEY, lambda _: body))
layouts = st.sampled_from(sorted(LETTER_MAPS))


def on(layout: str, text: str) -> str:
    """What the keys of a text type on a layout that is not Latin."""
    return "".join(LETTER_MAPS[layout][ALPHABET.index(letter)] for letter in text)


def test_that_the_card_has_every_letter_and_the_length_of_a_code() -> None:
    assert set(TEST_TEXT) == set(ALPHABET)
    assert len(TEST_TEXT) == LENGTH


@given(st.binary(min_size=32, max_size=32))
def test_that_the_card_is_a_badge_of_hardly_any_event(key: bytes) -> None:
    assert not isinstance(code.read(TEST_TEXT, key), code.Genuine)


@pytest.mark.parametrize("typed", [TEST_TEXT, TEST_TEXT.lower(), f"{TEST_TEXT}\n"])
def test_that_a_latin_keyboard_reads_the_card_with_and_without_caps_lock(typed: str) -> None:
    for by_position in ("", TEST_TEXT):
        assert judge(by_position, typed) == Finding(Outcome.WELL)
        assert is_test_card(by_position, typed)


@pytest.mark.parametrize("layout", LETTER_MAPS)
def test_that_a_layout_is_known_by_its_letters(layout: str) -> None:
    typed = on(layout, TEST_TEXT)
    for by_position in ("", TEST_TEXT):
        assert judge(by_position, typed) == Finding(Outcome.WELL, layout)
        assert judge(by_position, typed.lower()) == Finding(Outcome.WELL, layout)
        assert is_test_card(by_position, typed)


@given(codes, layouts)
def test_that_a_badge_serves_as_well_as_the_card_where_places_are_known(badge: str, layout: str) -> None:
    assert judge(badge, badge) == Finding(Outcome.WELL)
    finding = judge(badge, on(layout, badge))
    assert finding.outcome is Outcome.WELL
    assert on(finding.layout, badge) == on(layout, badge)


@given(codes)
def test_that_a_badge_is_not_taken_for_the_card(badge: str) -> None:
    assert not is_test_card(badge, badge)


def test_that_letters_of_an_unknown_layout_are_read_by_their_places() -> None:
    assert judge(TEST_TEXT, "ა" * LENGTH) == Finding(Outcome.BY_PLACE_ALONE)
    assert is_test_card(TEST_TEXT, "ა" * LENGTH)


@pytest.mark.parametrize("typed", ["", "hello", TEST_TEXT[:-1], "https://example.org/ticket", "ა" * LENGTH])
def test_that_what_is_no_code_is_called_wrong(typed: str) -> None:
    assert judge("", typed) == Finding(Outcome.WRONG)
    assert not is_test_card("", typed)


@given(st.text(max_size=60), st.text(max_size=60))
def test_that_nothing_that_is_typed_breaks_it(by_position: str, typed: str) -> None:
    judge(by_position, typed)
    is_test_card(by_position, typed)
