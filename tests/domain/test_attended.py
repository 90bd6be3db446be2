"""How long somebody was where, against a recount minute by minute."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.attended import attended, spoken_duration
from checkin_app.domain.checkin import Entry
from checkin_app.domain.event import Checkpoint
from tests.domain.programmes import (
    CONFERENCE,
    D1,
    D2,
    D3,
    DINNER,
    ENTRANCE,
    EVENT,
    LAB,
    OPENING,
    TOUR,
    entry,
    iasi,
)
from tests.store.event_files import replaced

MINUTE = timedelta(minutes=1)
CHECKPOINTS = list(EVENT.checkpoints())


@st.composite
def random_entries(draw: st.DrawFn) -> list[Entry]:
    """Entries of one person anywhere and at any minute of the right day or another, some of them left again."""
    found: list[Entry] = []
    for _ in range(draw(st.integers(0, 6))):
        checkpoint = draw(st.sampled_from(CHECKPOINTS))
        begins = EVENT.window(checkpoint).opens + draw(st.integers(-60, 10 * 60)) * MINUTE
        stays = draw(st.none() | st.integers(0, 8 * 60))
        found.append(entry(checkpoint, begins, None if stays is None else begins + stays * MINUTE))
    return sorted(found, key=lambda each: each.entered_at)


def minutes_there(entries: list[Entry], code: str) -> set[datetime]:
    """Every minute of a session at whose beginning the person was inside."""
    day, session = next((day, s) for day, s in EVENT.sessions() if s.code == code)
    window = EVENT.session_window(day.date, session)
    return {
        minute
        for n in range((window.closes - window.opens) // MINUTE)
        for minute in [window.opens + n * MINUTE]
        for each in entries
        if each.checkpoint.session == code
        and each.entered_at <= minute
        and (each.left_at is None or minute < each.left_at)
    }


@given(random_entries())
def test_that_hours_are_those_of_a_recount_and_never_exceed_the_session(entries: list[Entry]) -> None:
    found = attended(EVENT, entries)
    told = {session.code: session for day in found.days for session in day.sessions}
    everywhere: set[datetime] = set()
    for day, session in EVENT.sessions():
        minutes = minutes_there(entries, session.code)
        everywhere |= minutes
        window = EVENT.session_window(day.date, session)
        assert (told[session.code].minutes if session.code in told else 0) == len(minutes)
        for begins, ends in told[session.code].stays if session.code in told else ():
            assert window.opens <= begins < ends <= window.closes
    assert found.minutes == len(everywhere)


@given(random_entries())
def test_that_a_day_is_there_if_and_only_if_somebody_came_on_it(entries: list[Entry]) -> None:
    assert [day.date for day in attended(EVENT, entries).days] == sorted(
        {each.checkpoint.day for each in entries}
    )


def test_that_the_entrance_alone_gives_the_day_and_no_hours() -> None:
    found = attended(EVENT, [entry(ENTRANCE, iasi(21, "09:00"))])
    assert [(day.date, day.title, day.sessions) for day in found.days] == [(D1, "Arrivals", ())]
    assert found.minutes == 0


def test_that_who_did_not_leave_stayed_to_the_end() -> None:
    found = attended(EVENT, [entry(OPENING, iasi(21, "09:10"))])
    assert found.days[0].sessions[0].minutes == 180
    assert found.days[0].sessions[0].stays == ((iasi(21, "09:30"), iasi(21, "12:30")),)


def test_that_going_out_and_coming_back_is_counted_as_it_was() -> None:
    entries = [
        entry(OPENING, iasi(21, "09:40"), iasi(21, "10:00")),
        entry(OPENING, iasi(21, "11:00"), iasi(21, "13:00")),
    ]
    assert attended(EVENT, entries).days[0].sessions[0].minutes == 20 + 90


def test_that_who_left_before_it_began_did_not_attend() -> None:
    found = attended(EVENT, [entry(OPENING, iasi(21, "09:05"), iasi(21, "09:25"))])
    assert found.codes == frozenset()
    assert [day.date for day in found.days] == [D1]


def test_that_who_came_when_it_was_over_did_not_attend() -> None:
    assert attended(EVENT, [entry(OPENING, iasi(21, "12:30"), forced="late")]).codes == frozenset()


def test_that_two_sessions_at_once_count_once_in_the_whole() -> None:
    found = attended(EVENT, [entry(OPENING, iasi(21, "09:30")), entry(LAB, iasi(21, "10:00"))])
    assert [session.minutes for session in found.days[0].sessions] == [180, 90]
    assert found.minutes == 180


def test_that_a_party_past_midnight_belongs_to_the_evening() -> None:
    found = attended(EVENT, [entry(DINNER, iasi(22, "00:30"))])
    assert [(day.date, [s.minutes for s in day.sessions]) for day in found.days] == [(D1, [60])]


def test_that_sessions_that_do_not_count_are_left_out() -> None:
    days = tuple(
        replaced(day, sessions=tuple(replaced(s, certificate=s.code != "TOUR") for s in day.sessions))
        for day in EVENT.days
    )
    found = attended(replaced(EVENT, days=days), [entry(TOUR, iasi(23, "10:00"))])
    assert [(day.date, day.sessions) for day in found.days] == [(D3, ())]


def test_that_days_stand_in_the_order_of_the_programme() -> None:
    entries = [entry(CONFERENCE, iasi(22, "09:00")), entry(Checkpoint(D3), iasi(23, "09:00"))]
    assert [day.date for day in attended(EVENT, entries).days] == [D2, D3]


def test_that_a_day_taken_out_of_the_programme_is_not_told() -> None:
    one_day = replaced(EVENT, days=EVENT.days[:1])
    assert attended(one_day, [entry(CONFERENCE, iasi(22, "09:00"))]).days == ()


@pytest.mark.parametrize(
    ("minutes", "told"), [(0, "0 min"), (59, "59 min"), (60, "1 h 00 min"), (125, "2 h 05 min")]
)
def test_that_a_duration_is_told_in_hours_and_minutes(minutes: int, told: str) -> None:
    assert spoken_duration(minutes) == told
