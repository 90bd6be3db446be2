"""There is one search: the desk, the People page and the command line find the same people by the same words."""

import pytest

from tests.domain.programmes import ENTRANCE
from tests.store.event_files import Desk

TEXTS = (
    "an",
    "ng li",
    "li ng",
    "jurgen",
    "juergen",
    "JÜRGEN",
    "sean",
    "far away",
    "mu",
    "nobody at all",
    "x",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_that_desk_and_roster_find_the_same_people(front: Desk, text: str) -> None:
    at_desk = {found.participant.id for found in front.checkin.search(text, ENTRANCE)}
    on_page = {person.participant.id for person in front.roster.search(text)}
    assert at_desk == on_page


def test_that_a_name_is_found_by_its_spellings(front: Desk) -> None:
    for text in ("jurgen", "juergen", "JÜRGEN"):
        (found,) = front.checkin.search(text, ENTRANCE)
        assert found.participant.given == "Jürgen"
