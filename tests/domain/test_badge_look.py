"""What can be changed about a design, and what is refused."""

import pytest

from checkin_app.domain.badge_look import Look, Part, Picture
from checkin_app.domain.errors import BadInput

PICTURE = Picture("0" * 64, 100, 50, b"content")


@pytest.mark.parametrize("field", ["ink", "paper", "band"])
@pytest.mark.parametrize("colour", ["teal", "#FFF", "#12345", "#1234567", "#GGGGGG", "#AABBCC"])
def test_that_a_colour_is_six_small_hexadecimal_digits(field: str, colour: str) -> None:
    with pytest.raises(BadInput, match=f"{field}: «{colour}» is not a colour"):
        Look(**{field: colour})  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["name_scale", "text_scale"])
@pytest.mark.parametrize("scale", [0.4, 1.6, 0, -1, float("nan"), float("inf")])
def test_that_letters_are_not_wished_smaller_or_larger_than_makes_sense(field: str, scale: float) -> None:
    with pytest.raises(BadInput, match=field):
        Look(**{field: scale})  # type: ignore[arg-type]


def test_that_the_qr_needs_a_ground_of_its_own_only_where_something_lies_under_it() -> None:
    assert not Look().is_covered
    assert not Look(logo=PICTURE).is_covered
    assert Look(paper="#ffe08a").is_covered
    assert Look(background=PICTURE).is_covered
    assert not Look(background=PICTURE, off=(Part.BACKGROUND,)).is_covered


def test_that_a_picture_does_not_spell_itself_out() -> None:
    assert "content" not in repr(PICTURE)


def test_that_name_and_qr_cannot_be_left_out() -> None:
    assert {"name", "qr"}.isdisjoint(part.value for part in Part)
