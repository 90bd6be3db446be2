"""Texts in their boxes: those that share one, and the colours they are read in."""

import pytest

from checkin_app.domain.badge import contrast
from checkin_app.domain.badge_box import Area, Rect
from checkin_app.domain.badge_text import INK, Band, Line, coloured, set_text, set_together, stacked
from checkin_app.domain.lettering import Style, height
from tests.domain.test_badge_composition import Typewriter

BOX = Rect(0, 0, 60, 12)
STYLE = Style(size=10, smallest=7, lines=2)
ONE_LINE = Style(size=9, smallest=7)
BAND = Band(Rect(0, 0, 60, 12), 0, "#006d77")


def a_line(y: float, colour: str = INK) -> Line:
    return Line("text", 4, y, 20, 10, Style(size=10, smallest=7, colour=colour))


def test_that_fields_which_share_a_box_leave_room_for_those_below() -> None:
    rows = [
        ("job_title", "Policy officer", ONE_LINE),
        ("organisation", "Hemp " * 12, STYLE),
        ("country", "RO", ONE_LINE),
    ]
    together = set_together(rows, BOX, Typewriter())
    assert [each.field for each in together] == ["job_title", "organisation", "country"]
    assert all(each.fitted.lines for each in together)
    assert sum(height(each.fitted, each.style) for each in together) <= BOX.height + 1e-6


def test_that_an_empty_field_takes_no_room() -> None:
    alone = set_text("organisation", "HempClub", Area(BOX, STYLE), Typewriter())
    rows = [("job_title", " ", ONE_LINE), ("organisation", "HempClub", STYLE), ("country", "", ONE_LINE)]
    together = set_together(rows, BOX, Typewriter())
    assert together[1].fitted == alone.fitted
    assert [line.text for line in stacked(together, BOX, Typewriter())] == ["HempClub"]


@pytest.mark.parametrize(("band", "letters"), [("#006d77", "#ffffff"), ("#ffe08a", "#000000")])
def test_that_letters_on_a_band_can_be_read_whatever_its_colour(band: str, letters: str) -> None:
    line = coloured(a_line(6, "#52606d"), Band(BAND.rect, 0, band), band, "")
    assert line.style.colour == letters


def test_that_letters_beside_the_band_keep_their_colour() -> None:
    assert coloured(a_line(20, "#52606d"), BAND, "#006d77", "").style.colour == "#52606d"


def test_that_a_category_is_written_in_its_colour() -> None:
    assert coloured(a_line(20, "category"), None, "#006d77", "").style.colour == "#006d77"


def test_that_a_category_of_a_light_colour_is_written_in_ink() -> None:
    assert coloured(a_line(20, "category"), None, "#ffe08a", "").style.colour == INK


@pytest.mark.parametrize("paper", ["#000000", "#123456", "#ffe08a", "#006d77"])
def test_that_a_category_can_be_read_on_paper_of_any_colour(paper: str) -> None:
    line = coloured(a_line(20, "category"), None, "#006d77", paper)
    assert contrast(line.style.colour, paper) >= 4.5
