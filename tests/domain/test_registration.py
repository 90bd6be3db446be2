"""People are registered for days and sessions so that the verdict and the expected numbers follow."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.checkin import is_on_list
from checkin_app.domain.errors import NotFound
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant
from checkin_app.domain.registration import for_day, for_session
from tests.domain.programmes import ANA, D1, D2, D3, EVENT
from tests.histories import PEOPLE

SESSIONS = [(day.date, session.code) for day, session in EVENT.sessions()]


def test_that_who_is_taken_off_one_of_all_days_stays_on_the_others() -> None:
    taken_off = for_day(EVENT, D2, registered=False)(replace(ANA, days=None))
    assert taken_off.days == {D1, D3}


def test_that_who_is_expected_on_all_days_stays_so() -> None:
    everyday = replace(ANA, days=None)
    assert for_day(EVENT, D2, registered=True)(everyday) == everyday


@pytest.mark.parametrize("is_registered", [True, False])
def test_that_there_is_no_registering_for_what_the_programme_does_not_have(is_registered: bool) -> None:
    with pytest.raises(NotFound, match="2031-01-01"):
        for_day(EVENT, date(2031, 1, 1), registered=is_registered)
    with pytest.raises(NotFound, match="GONE"):
        for_session(EVENT, "GONE", registered=is_registered)


@given(PEOPLE, st.sampled_from([D1, D2, D3]), st.booleans())
def test_that_only_the_chosen_day_changes(person: Participant, day: date, is_registered: bool) -> None:
    after = for_day(EVENT, day, registered=is_registered)(person)
    assert after.is_registered_on(day) == is_registered
    for other in {D1, D2, D3} - {day}:
        assert after.is_registered_on(other) == person.is_registered_on(other)
    assert replace(after, days=None) == replace(person, days=None)


@given(PEOPLE, st.sampled_from(SESSIONS))
def test_that_who_is_registered_for_a_session_is_let_in(
    person: Participant, session: tuple[date, str]
) -> None:
    after = for_session(EVENT, session[1], registered=True)(person)
    assert is_on_list(EVENT, after, Checkpoint(*session))
    off = for_session(EVENT, session[1], registered=False)(after)
    assert session[1] not in off.sessions
    assert off.days == after.days
