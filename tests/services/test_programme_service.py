"""The programme is shown as it is in the file, and changed as a whole; attendance is kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from checkin_app.domain.checkin import Reason
from checkin_app.domain.errors import NotPossible
from checkin_app.domain.event import Category, Event
from tests.domain.programmes import D1, ENTRANCE, EVENT, OPENING
from tests.store.event_files import Desk, asked, first_bad

CHANGES = [
    replace(EVENT, name="Another name", place="Iași", project="HempClub", organiser="Organisers"),
    replace(EVENT, zone="Europe/Lisbon"),
    replace(EVENT, categories=(Category("Speaker", "#a1b2c3"),)),
    replace(EVENT, days=()),
    replace(EVENT, days=EVENT.days[:1]),
    replace(EVENT, doors=timedelta(minutes=1), certificate_days=2),
]


def test_that_a_new_event_has_its_programme(front: Desk) -> None:
    assert front.programme.event == EVENT


@pytest.mark.parametrize("event", CHANGES)
def test_that_a_change_is_there_for_every_desk_at_once(front: Desk, event: Event) -> None:
    assert front.programme.change(event) is True
    assert front.programme.event == event
    assert front.beside("Back").checkin.event == event
    assert first_bad(front.file.path) is None


def test_that_the_same_programme_again_is_no_change(front: Desk) -> None:
    records = front.file.count_records()
    assert front.programme.change(replace(EVENT)) is False
    assert front.file.count_records() == records
    front.programme.change(CHANGES[0])
    assert front.programme.change(EVENT) is True


def test_that_attendance_survives_the_session_that_goes_and_the_day_that_goes(front: Desk) -> None:
    front.scan("Ana", OPENING)
    front.scan("Ana", ENTRANCE)
    for shorter in (replace(EVENT.days[0], sessions=()), None):
        days = (shorter, *EVENT.days[1:]) if shorter else EVENT.days[1:]
        front.programme.change(replace(EVENT, days=days))
        assert front.roster.person(front.guest("Ana").id).present == (D1,)
        assert len(front.attendance.scans()) == 2
        with pytest.raises(NotPossible):
            front.scan("Jürgen", OPENING)
    front.programme.change(EVENT)
    assert front.scan("Ana", OPENING).reason is Reason.ALREADY_IN


def test_that_every_change_stays_in_the_log(front: Desk) -> None:
    for event in CHANGES[:3]:
        front.programme.change(event)
    assert asked(front.file.path, "SELECT count(*) FROM log WHERE kind = 'programme_changed'") == [(4,)]


def test_that_capacity_and_lists_follow_the_programme(front: Desk) -> None:
    first = EVENT.days[0]
    tiny = replace(first.sessions[0], capacity=1)
    front.programme.change(replace(EVENT, days=(replace(first, sessions=(tiny,)), *EVENT.days[1:])))
    assert front.scan("Ana").admitted
    assert front.scan("Jürgen").reason is Reason.FULL
    assert front.checkin.counter(OPENING).capacity == 1
