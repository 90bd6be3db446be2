"""What the Attendance page says."""

from checkin_app.domain.event import Checkpoint
from checkin_app.ui.attendance import sentences
from tests.ui.conftest import CONFERENCE, EVENT, SECOND


def test_that_a_column_of_the_matrix_says_what_it_is_about() -> None:
    assert sentences.column_header(EVENT, Checkpoint(SECOND)) == "Day 2\nWed 22 Nov"
    assert sentences.column_header(EVENT, CONFERENCE) == "D2-CONF\n09:30–13:00"


def test_that_numbers_of_people_are_said_plainly() -> None:
    assert sentences.people_shown(1, 1) == "1 person"
    assert sentences.people_shown(2000, 2000) == "2,000 people"
    assert sentences.people_shown(3, 2000) == "3 of 2,000 people"


def test_that_there_is_no_share_of_nobody() -> None:
    assert sentences.share(1, 3) == "33 %"
    assert sentences.share(0, 0) == ""
