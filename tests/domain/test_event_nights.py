"""Which day of an event an instant belongs to: after midnight, at the rollover, and when the clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.event import Day, Event, Session, Window
from tests.domain.programmes import D1, D2, EVENT, iasi, session

MICROSECOND = timedelta(microseconds=1)
ZONES = st.sampled_from(
    [
        *("Europe/Bucharest", "Europe/Lisbon", "America/New_York", "UTC", "Asia/Kathmandu"),
        "America/Havana",  # the clocks change at midnight
        "Asia/Beirut",  # and here they go back to the evening before
        "Australia/Lord_Howe",  # by half an hour
    ]
)
INSTANTS = st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis adds the zone


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def elsewhere(zone: str, *days: Day) -> Event:
    return Event("Elsewhere", zone, days)


def party(starts: str, ends: str) -> Session:
    return session("PARTY", starts, ends)


# -- the rollover hour ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "belongs_to"),
    [
        (iasi(21, "10:00"), D1),
        (iasi(21, "23:59"), D1),
        (iasi(22, "00:00"), D1),
        (iasi(22, "00:30"), D1),
        (iasi(22, "03:59"), D1),
        (iasi(22, "03:59:59.999999"), D1),
        (iasi(22, "04:00"), D2),
        (iasi(22, "04:01"), D2),
    ],
)
def test_that_an_event_day_begins_at_four_in_the_morning(shown: datetime, belongs_to: date) -> None:
    assert EVENT.event_date(shown) == belongs_to


def test_that_another_rollover_hour_is_followed() -> None:
    early = replace(EVENT, rollover=time(0, 30))
    assert early.event_date(iasi(22, "00:29:59")) == D1
    assert early.event_date(iasi(22, "00:30")) == D2


def test_that_without_a_rollover_days_are_those_of_the_calendar() -> None:
    plain = replace(EVENT, rollover=time(0))
    assert plain.event_date(iasi(22, "00:00") - MICROSECOND) == D1
    assert plain.event_date(iasi(22, "00:00")) == D2


def test_that_the_day_is_that_of_the_events_zone_not_of_utc() -> None:
    instant = utc("2023-11-22T03:00")
    assert replace(EVENT, zone="Asia/Tokyo").event_date(instant) == D2
    assert replace(EVENT, zone="America/New_York").event_date(instant) == D1


def test_that_a_date_outside_the_programme_is_still_told() -> None:
    assert EVENT.event_date(iasi(24, "12:00")) == date(2023, 11, 24)


def test_that_instants_are_shown_by_the_clocks_of_the_event() -> None:
    assert f"{EVENT.local(utc('2023-11-22T07:14')):%d %H:%M}" == "22 09:14"


@pytest.mark.parametrize(
    ("at", "instant"),
    [
        (time(22), iasi(21, "22:00")),
        (time(1, 30), iasi(22, "01:30")),
        (time(3, 59), iasi(22, "03:59")),
        (time(4), iasi(21, "04:00")),
    ],
)
def test_that_a_time_before_the_rollover_is_of_the_night_after(at: time, instant: datetime) -> None:
    assert EVENT.instant(D1, at) == instant


@given(ZONES, INSTANTS, st.times(max_value=time(12)))
def test_that_every_instant_lies_in_the_window_of_its_day(
    zone: str, instant: datetime, rollover: time
) -> None:
    event = replace(EVENT, zone=zone, rollover=rollover)
    assert instant in event.day_window(event.event_date(instant))


@given(ZONES, st.dates(date(2000, 1, 1), date(2037, 1, 1)), st.times(max_value=time(12)))
def test_that_one_day_begins_where_the_one_before_ends(zone: str, on: date, rollover: time) -> None:
    event = replace(EVENT, zone=zone, rollover=rollover)
    before, window = event.day_window(on - timedelta(days=1)), event.day_window(on)
    assert before.closes == window.opens
    assert event.event_date(window.opens) == on
    assert event.event_date(window.opens - MICROSECOND) == on - timedelta(days=1)


@given(INSTANTS, st.integers(0, 10**6))
def test_that_days_never_go_backwards(instant: datetime, later_by: int) -> None:
    later = instant + timedelta(seconds=later_by)
    assert EVENT.event_date(instant) <= EVENT.event_date(later)


# -- nights in which the clocks change -----------------------------------------------------------------------

SHORT_AND_LONG_DAYS = [
    ("Europe/Bucharest", date(2023, 3, 25), "2023-03-25T02:00", "2023-03-26T01:00", 23),
    ("Europe/Bucharest", date(2023, 3, 26), "2023-03-26T01:00", "2023-03-27T01:00", 24),
    ("Europe/Bucharest", date(2023, 10, 28), "2023-10-28T01:00", "2023-10-29T02:00", 25),
    ("Europe/Lisbon", date(2023, 3, 25), "2023-03-25T04:00", "2023-03-26T03:00", 23),
    ("Europe/Lisbon", date(2023, 10, 28), "2023-10-28T03:00", "2023-10-29T04:00", 25),
    ("America/New_York", date(2023, 3, 11), "2023-03-11T09:00", "2023-03-12T08:00", 23),
    ("America/New_York", date(2023, 11, 4), "2023-11-04T08:00", "2023-11-05T09:00", 25),
]


@pytest.mark.parametrize(("zone", "on", "opens", "closes", "hours"), SHORT_AND_LONG_DAYS)
def test_that_a_day_has_the_hours_its_zone_gives_it(
    zone: str, on: date, opens: str, closes: str, hours: int
) -> None:
    event = elsewhere(zone)
    window = event.day_window(on)
    assert window == Window(utc(opens), utc(closes))
    assert window.closes - window.opens == timedelta(hours=hours)
    assert event.event_date(window.closes - MICROSECOND) == on
    assert event.event_date(window.closes) == on + timedelta(days=1)


@pytest.mark.parametrize(
    ("zone", "on", "ends", "hours"),
    [
        ("Europe/Bucharest", date(2023, 11, 21), "02:00", 4),
        ("Europe/Bucharest", date(2023, 3, 25), "02:30", 4.5),  # the clocks skip 03:00 to 04:00
        ("Europe/Bucharest", date(2023, 10, 28), "03:30", 5.5),  # 03:30 comes twice, the first is meant
        ("America/New_York", date(2023, 3, 11), "03:30", 4.5),  # 02:00 to 03:00 is skipped
        ("America/New_York", date(2023, 11, 4), "03:30", 6.5),  # 01:00 to 02:00 comes twice
        ("Europe/Lisbon", date(2023, 3, 25), "03:30", 4.5),
        ("Europe/Lisbon", date(2023, 10, 28), "03:30", 6.5),
    ],
)
def test_that_a_party_past_midnight_lasts_as_long_as_the_clocks_say(
    zone: str, on: date, ends: str, hours: float
) -> None:
    night = party("22:00", ends)
    window = elsewhere(zone, Day(on, "", (night,))).session_window(on, night)
    assert window.closes - window.opens == timedelta(hours=hours)


def test_that_a_skipped_time_is_read_with_the_offset_before_the_change() -> None:
    bucharest = elsewhere("Europe/Bucharest")
    assert bucharest.instant(date(2023, 3, 25), time(3, 30)) == utc("2023-03-26T01:30")


def test_that_both_passes_of_a_doubled_hour_belong_to_the_evening_before() -> None:
    bucharest = elsewhere("Europe/Bucharest")
    first, second = utc("2023-10-29T00:30"), utc("2023-10-29T01:30")
    assert bucharest.local(first).time() == bucharest.local(second).time() == time(3, 30)
    assert bucharest.event_date(first) == bucharest.event_date(second) == date(2023, 10, 28)


@pytest.mark.parametrize("zone", ["Europe/Bucharest", "Europe/Lisbon", "America/New_York"])
@pytest.mark.parametrize("month", [3, 10, 11])
def test_that_a_morning_session_starts_by_the_wall_clock_all_through_the_change(
    zone: str, month: int
) -> None:
    event = elsewhere(zone)
    for day in range(1, 31):
        on = date(2023, month, day)
        assert event.local(event.instant(on, time(9, 30))).replace(tzinfo=None) == datetime.combine(
            on, time(9, 30)
        )
