"""What a badge says, and its colours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.badge import (
    PALETTE,
    BadgeFace,
    BadgeWarning,
    Problem,
    clean,
    colour_of,
    contrast,
    lettering_on,
)
from checkin_app.domain.errors import BadInput

HEX = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def a_face(given_name: str = "", family: str = "", badge_name: str = "") -> BadgeFace:
    """A badge of which only the name matters."""
    return BadgeFace(
        participant="p",
        name_given=given_name,
        name_family=family,
        badge_name=badge_name,
        event="Event",
        code="BCDFGHJKLNPRSTVXBCDF",
    )


def test_that_the_name_made_for_the_badge_comes_first() -> None:
    assert a_face("Elisabeta", "Popescu", "Betty").name == "Betty"


@pytest.mark.parametrize(
    ("given_name", "family", "name"),
    [("Ana", "Popescu", "Ana Popescu"), ("Ana", "", "Ana"), ("", "Popescu", "Popescu"), (" ", "", "")],
)
def test_that_a_name_is_given_and_family_name(given_name: str, family: str, name: str) -> None:
    assert a_face(given_name, family).name == name


def test_that_decomposed_letters_are_composed_and_spaces_folded() -> None:
    assert clean(" S\u0326tefan \n T\u0326a\u0306ranu ") == "Ștefan Țăranu"


def test_that_there_are_twelve_colours_that_white_can_be_read_on() -> None:
    assert " ".join(PALETTE) == "teal blue violet magenta red orange amber olive green cyan slate brown"
    assert len(set(PALETTE.values())) == 12
    assert min(contrast(colour, "#ffffff") for colour in PALETTE.values()) >= 4.5
    assert all(lettering_on(colour) == "#ffffff" for colour in PALETTE.values())


@pytest.mark.parametrize("text", ["teal", "Teal", " TEAL ", "#006d77", "#006D77"])
def test_that_a_colour_is_a_name_or_six_digits(text: str) -> None:
    assert colour_of(text) == "#006d77"


@pytest.mark.parametrize("text", ["", "turquoise", "#06d", "006d77", "#006d7g", "#006d770", "rgb(0,0,0)"])
def test_that_another_colour_is_refused_with_those_there_are(text: str) -> None:
    with pytest.raises(BadInput, match=r"not a colour.*teal, blue"):
        colour_of(text)


def test_that_dark_letters_stand_on_a_light_colour() -> None:
    assert lettering_on("#ffe08a") == "#000000"


def test_that_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@given(HEX)
def test_that_letters_can_be_read_on_any_colour(colour: str) -> None:
    assert colour_of(colour) == colour
    assert contrast(colour, lettering_on(colour)) >= 4.5


@given(HEX, HEX)
def test_that_contrast_does_not_ask_which_is_the_ground(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


def test_that_warnings_compare_by_what_they_say() -> None:
    one = BadgeWarning("p", "name", Problem.SHRUNK, "13.5 pt")
    assert one == BadgeWarning("p", "name", Problem.SHRUNK, "13.5 pt")
    assert f"{one.problem}" == "shrunk"
    assert {one, one} == {one}
