"""What the colours of the verdicts say is also seen by eyes that do not tell red from green."""

from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QImage

from checkin_app.domain.badge import contrast
from checkin_app.ui import theme
from checkin_app.ui.looks import Family
from tests.colour_vision import as_seen, colour_of, difference, simulated

NEVER_MISTAKEN = 20
"""ΔE; about two are just noticed side by side."""


def _name(colour: tuple[int, int, int]) -> str:
    return "#{:02X}{:02X}{:02X}".format(*colour)


def test_that_grey_looks_grey_and_red_and_green_look_alike() -> None:
    assert as_seen((128, 128, 128)) == pytest.approx((128, 128, 128), abs=1)
    plain = difference((200, 0, 0), (0, 120, 0))
    assert difference(as_seen((200, 0, 0)), as_seen((0, 120, 0))) < plain / 2


def test_that_green_means_in_and_red_means_stop_to_every_eye() -> None:
    teal, red = (colour_of(theme.LIGHT.fill(family).ground) for family in (Family.TEAL, Family.RED))
    assert difference(as_seen(teal), as_seen(red)) >= 50


@pytest.mark.parametrize("pair", list(combinations(Family, 2)), ids=" and ".join)
def test_that_no_two_families_are_taken_for_each_other(pair: tuple[Family, Family]) -> None:
    """Slate and teal are closest; «checked out» and «checked in» also differ by icon, word and sound."""
    one, other = (as_seen(colour_of(theme.LIGHT.fill(family).ground)) for family in pair)
    assert difference(one, other) >= (10 if pair == (Family.SLATE, Family.TEAL) else NEVER_MISTAKEN)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("family", Family)
def test_that_the_words_can_be_read_by_every_eye(family: Family, colours: theme.Colours) -> None:
    fill = colours.fill(family)
    for ink, ground in ((fill.text, fill.ground), (fill.ink, colours.panel)):
        seen = (_name(as_seen(colour_of(ink))), _name(as_seen(colour_of(ground))))
        assert contrast(*seen) >= 4.5


def test_that_a_picture_is_simulated_pixel_by_pixel() -> None:
    picture = QImage(3, 2, QImage.Format.Format_ARGB32)
    picture.fill(QColor(200, 0, 0))
    picture.setPixelColor(2, 1, QColor(0, 109, 119))
    seen = simulated(picture)
    assert (seen.width(), seen.height()) == (3, 2)
    assert seen.pixelColor(0, 0) == QColor(*as_seen((200, 0, 0)))
    assert seen.pixelColor(2, 1) == QColor(*as_seen((0, 109, 119)))
