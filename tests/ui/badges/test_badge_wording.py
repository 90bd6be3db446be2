"""What the Badges page says about badges and their number."""

from pathlib import Path

import pytest

from checkin_app.domain.badge import BadgeWarning, Problem
from checkin_app.domain.badge_look import Part
from checkin_app.services import badge_stock
from checkin_app.services.badge_pdf import BadgeRun
from checkin_app.services.badges import Only, Order
from checkin_app.ui.badges import badge_wording


@pytest.mark.parametrize("problem", Problem)
def test_that_every_warning_about_a_badge_names_whose_and_what(problem: Problem) -> None:
    said = badge_wording.badge_warning(BadgeWarning("1", "organisation", problem), "Li Ng")
    assert said.startswith("Li Ng: ")
    assert "organisation" in said


def test_that_one_and_many_are_told_apart() -> None:
    run = BadgeRun(1, 1, ())
    assert badge_wording.badges_saved(run, Path("x/b.pdf")) == "Saved 1 badge on 1 page: b.pdf in x"
    assert badge_wording.badge_count(2) == "2 badges"
    assert badge_wording.badges_on_pages(2_000, 200) == "2,000 badges on 200 pages"


def test_that_every_choice_has_its_words() -> None:
    assert set(badge_wording.WHOSE) == set(Only)
    assert set(badge_wording.ORDERS) == set(Order)
    assert set(badge_wording.PARTS) == set(Part) - {Part.LOGO, Part.BACKGROUND}
    assert all(badge_wording.nobody(only) for only in Only)


def test_that_paper_known_from_one_source_is_to_be_tried_first() -> None:
    said = {sheet.name: badge_wording.certainty(sheet) for sheet in badge_stock.all_sheets().values()}
    assert "two makers" in said["avery-l4785"]
    assert "test page" in said["durable-1445"]
    assert said["a6x4"] == ""
