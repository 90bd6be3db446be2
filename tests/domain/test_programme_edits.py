"""A programme is changed one thing at a time, and everything else stays as it was."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain import programme_edits as edits
from checkin_app.domain.event import Admits, Category, Checkpoint, Session
from checkin_app.domain.log import CheckpointsRenamed
from checkin_app.domain.programme_conflicts import Clash, Conflict, conflicts

from .programmes import D1, D2, D3, EVENT, session

D4 = date(2023, 11, 24)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def codes_on(event: edits.Event, on: date) -> list[str]:
    day = event.day(on)
    assert day is not None
    return [each.code for each in day.sessions]


@given(TIMES)
def test_that_minutes_after_the_rollover_and_times_of_day_are_the_same(at: time) -> None:
    assert edits.time_after(EVENT, edits.minutes_into(EVENT, at)) == at


def test_that_the_day_begins_at_the_rollover() -> None:
    assert [edits.minutes_into(EVENT, at) for at in (time(4), time(9, 30), time(0), time(3, 59))] == [
        0,
        330,
        1200,
        1439,
    ]


def test_that_a_new_session_stands_at_its_time_also_after_midnight() -> None:
    edit = edits.with_session(EVENT, D1, session("LATE", "02:00", "03:00"))
    edit = edits.with_session(edit.event, D1, session("EARLY", "08:00", "09:00"))
    assert codes_on(edit.event, D1) == ["EARLY", "OPENING", "LAB", "DINNER", "LATE"]
    assert not edit.renamed


def test_that_a_changed_code_is_a_renaming_and_a_changed_title_is_none() -> None:
    opening = EVENT.session("OPENING")
    assert opening is not None
    renamed = edits.with_session(EVENT, D1, replace(opening, code="START"), "OPENING")
    assert codes_on(renamed.event, D1) == ["START", "LAB", "DINNER"]
    assert renamed.renamed == CheckpointsRenamed(codes=(("OPENING", "START"),))
    assert renamed.renamed.reversed() == CheckpointsRenamed(codes=(("START", "OPENING"),))
    retitled = edits.with_session(EVENT, D1, replace(opening, title="Welcome"), "OPENING")
    assert retitled.event.session("OPENING") == replace(opening, title="Welcome")
    assert not retitled.renamed


def test_that_a_session_can_go() -> None:
    edit = edits.without_session(EVENT, "LAB")
    assert codes_on(edit.event, D1) == ["OPENING", "DINNER"]
    assert edits.without_session(EVENT, "nothing").event == EVENT


@given(minutes=st.integers(-3000, 3000), which=st.sampled_from(list(EVENT.sessions())))
def test_that_a_moved_session_keeps_its_length_and_stays_within_its_day(
    minutes: int, which: tuple[object, Session]
) -> None:
    before = which[1]
    after = edits.shifted(EVENT, before, minutes)
    begin, end = edits.minutes_into(EVENT, after.starts), edits.minutes_into(EVENT, after.ends)
    length = edits.minutes_into(EVENT, before.ends) - edits.minutes_into(EVENT, before.starts)
    assert end - begin == length
    assert edits.shifted(EVENT, before, 0) == before
    moved = begin - edits.minutes_into(EVENT, before.starts)
    assert moved == minutes or begin == 0 or end == 24 * 60 - 1


@pytest.mark.parametrize(
    ("on", "title", "code"),
    [
        (D1, "Opening of the event", "D1-OPENING"),
        (D2, "The Conference", "D2-CONFERENCE"),
        (D3, "Șezătoare", "D3-SEZATOARE"),
        (D1, "Internationalisation for all", "D1-INTERNATIONA"),
        (D1, "!?", "D1-SESSION"),
        (D4, "of the", "D1-SESSION"),
    ],
)
def test_that_a_code_is_made_of_the_day_and_the_first_telling_word(on: date, title: str, code: str) -> None:
    assert edits.new_code(EVENT, on, title) == code


def test_that_no_code_is_made_twice() -> None:
    event = EVENT
    for expected in ("D1-TALK", "D1-TALK-2", "D1-TALK-3"):
        code = edits.new_code(event, D1, "Talk")
        assert code == expected
        event = edits.with_session(event, D1, session(code, "10:00", "11:00")).event


def test_that_days_come_and_go_in_the_order_of_their_dates() -> None:
    longer = edits.with_day(EVENT, date(2023, 11, 19), "Before").event
    assert [day.date.day for day in longer.days] == [19, 21, 22, 23]
    assert edits.with_day(EVENT, D2, "Another").event == EVENT
    assert edits.without_day(longer, date(2023, 11, 19)).event == EVENT


def test_that_a_day_on_another_date_is_a_renaming() -> None:
    edit = edits.with_day_described(EVENT, D1, date_after=D4, title="Afterwards")
    assert [day.date for day in edit.event.days] == [D2, D3, D4]
    assert edit.event.days[2].title == "Afterwards"
    assert codes_on(edit.event, D4) == codes_on(EVENT, D1)
    assert edit.renamed == CheckpointsRenamed(dates=((D1, D4),))
    assert edits.with_day_described(EVENT, D1, date_after=D2, title="").event == EVENT
    assert not edits.with_day_described(EVENT, D1, date_after=D1, title="Only another title").renamed
    assert edits.with_day_described(EVENT, D4, date_after=D4, title="").event == EVENT


def test_that_a_copied_day_has_the_same_sessions_under_codes_of_its_own() -> None:
    event = edits.with_day_copied(EVENT, D1, D4).event
    assert codes_on(event, D4) == ["D4-OPENING", "D4-LAB", "D4-DINNER"]
    original, copy = event.day(D1), event.day(D4)
    assert original is not None
    assert copy is not None
    assert [s.title for s in copy.sessions] == [s.title for s in original.sessions]
    assert copy.title == "Arrivals"
    onto = edits.with_day_copied(EVENT, D1, D2).event
    assert len(codes_on(onto, D2)) == 5
    assert edits.with_day_copied(EVENT, D4, D1).event == EVENT


def test_that_the_next_free_date_is_found() -> None:
    assert edits.next_date(EVENT) == D4
    assert edits.next_date(EVENT, D1) == D4
    assert edits.next_date(replace(EVENT, days=())) is None


def test_that_a_session_is_for_nobody_more_when_a_category_goes() -> None:
    event = edits.with_categories(EVENT, (Category("Public"),)).event
    lab = event.session("LAB")
    assert lab is not None
    assert (lab.admits, lab.categories) == (Admits.REGISTERED, ())
    assert event.session("OPENING") == EVENT.session("OPENING")
    kept = edits.with_categories(EVENT, (*EVENT.categories, Category("Speaker"))).event
    assert kept.session("LAB") == EVENT.session("LAB")


# -- conflicts -----------------------------------------------------------------------------------------------


def test_that_a_sound_programme_has_nothing_to_look_at() -> None:
    assert conflicts(replace(EVENT, days=EVENT.days[1:]), {}) == []


def test_that_two_sessions_in_one_room_at_once_are_found_and_one_after_the_other_are_not() -> None:
    event = edits.with_session(EVENT, D2, session("SIDE", "12:59", "14:00", "hall")).event
    assert conflicts(event, {}) == [Conflict(Clash.ROOM, D2, "CONFERENCE", "SIDE")]
    event = edits.with_session(EVENT, D2, session("SIDE", "13:00", "14:00")).event
    assert conflicts(event, {}) == []
    event = edits.with_session(EVENT, D2, session("SIDE", "12:00", "14:00", "")).event
    assert conflicts(event, {}) == []


def test_that_sessions_past_midnight_clash_too() -> None:
    event = edits.with_session(EVENT, D1, session("PARTY", "01:00", "03:00", "Cellar")).event
    assert conflicts(event, {}) == [Conflict(Clash.ROOM, D1, "DINNER", "PARTY")]


def test_that_a_host_cannot_be_in_two_places() -> None:
    event = edits.with_session(EVENT, D2, session("A", "09:00", "10:00", "X", host="Ștefan")).event
    event = edits.with_session(event, D2, session("B", "09:30", "10:00", "Y", host="stefan")).event
    assert conflicts(event, {}) == [Conflict(Clash.HOST, D2, "A", "B")]


def test_that_more_registered_people_than_seats_are_told() -> None:
    here = Checkpoint(D2, "MATCHMAKING")
    assert conflicts(EVENT, {here: 3}) == []
    assert conflicts(EVENT, {here: 4}) == [Conflict(Clash.SEATS, D2, "MATCHMAKING", people=4)]


def test_that_what_older_files_may_hold_is_found_as_well() -> None:
    event = edits.with_session(EVENT, D3, session("conference", "10:00", "09:00", "X")).event
    found = conflicts(event, {})
    assert Conflict(Clash.ENDS_BEFORE, D3, "conference") in found
    assert Conflict(Clash.CODE, D3, "conference", "CONFERENCE") in found
