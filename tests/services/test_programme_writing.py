"""A programme is written as the file that would be read back as the same."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from checkin_app.domain.badge import PALETTE
from checkin_app.domain.event import Admits, Category, Day, Event, Session
from checkin_app.domain.text import clean, fold
from checkin_app.services.programme_file import parse_programme, write_programme

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(clean)
NAMES = WORDS.filter(bool)
CODES = st.from_regex(r"[A-Za-z0-9_.ΑЖș-]{1,40}", fullmatch=True)
TIMES = st.times(max_value=time(23, 59, 59)).map(lambda at: at.replace(microsecond=0)) | st.times()
ZONES = st.sampled_from(["Europe/Bucharest", "UTC", "America/St_Johns", "Pacific/Apia", "Africa/Casablanca"])
COLOURS = st.sampled_from([*PALETTE, "#000000", "#a1b2c3"])


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Any event whose sessions end after they begin."""
    names = draw(st.lists(NAMES, max_size=4, unique_by=fold))
    dates = sorted(draw(st.sets(st.dates(date(1970, 1, 1), date(2200, 12, 31)), max_size=4)))
    codes = iter(draw(st.lists(CODES, min_size=12, max_size=12, unique_by=fold)))
    frame = Event(
        name=draw(NAMES),
        zone=draw(ZONES),
        categories=tuple(Category(name, draw(COLOURS)) for name in names),
        place=draw(WORDS),
        project=draw(WORDS),
        organiser=draw(WORDS),
        rollover=draw(st.times(max_value=time(12))),
        certificate_days=draw(st.none() | st.integers(1, len(dates))) if dates else None,
        doors=timedelta(minutes=draw(st.integers(0, 1440))),
    )
    days = tuple(Day(on, draw(WORDS), _sessions(draw, frame, on, codes)) for on in dates)
    return Event(**{name: getattr(frame, name) for name in Event.__slots__ if name != "days"}, days=days)


def _sessions(draw: st.DrawFn, frame: Event, on: date, codes: Iterator[str]) -> tuple[Session, ...]:
    def begins(session: Session) -> datetime:
        return frame.instant(on, session.starts)

    found = [_session(draw, frame, next(codes)) for _ in range(draw(st.integers(0, 3)))]
    possible = [s for s in found if frame.instant(on, s.starts) < frame.instant(on, s.ends)]
    return tuple(sorted(possible, key=begins))


def _session(draw: st.DrawFn, frame: Event, code: str) -> Session:
    names = [category.name for category in frame.categories]
    admits = draw(st.sampled_from(Admits if names else [Admits.EVERYONE, Admits.REGISTERED]))
    some = st.lists(st.sampled_from(names), min_size=1, unique=True) if names else st.just([])
    return Session(
        code=code,
        title=draw(NAMES),
        starts=draw(TIMES),
        ends=draw(TIMES),
        room=draw(WORDS),
        capacity=draw(st.none() | st.integers(1, 1_000_000)),
        admits=admits,
        categories=tuple(draw(some)) if admits is Admits.CATEGORIES else (),
        host=draw(WORDS),
        certificate=draw(st.booleans()),
    )


@settings(deadline=None)
@given(events())
def test_that_what_is_written_is_read_back_the_same(event: Event) -> None:
    assert parse_programme(write_programme(event), "written.toml") == event


@settings(max_examples=50, deadline=None)
@given(events())
def test_that_a_written_programme_is_readable(event: Event) -> None:
    text = write_programme(event)
    kinds = re.compile(r"\[event\]|\[\[category\]\]|\[\[day\]\]|  \[\[day\.session\]\]|(?:  )?[a-z_]+ = .+|")
    assert all(kinds.fullmatch(line) for line in text.split("\n"))
    assert text.count("[[day]]\n") == len(event.days)


def test_that_a_written_programme_looks_like_one_written_by_hand() -> None:
    first = Session("D1", "First", time(8), time(9), admits=Admits.REGISTERED)
    day = Day(date(2023, 11, 21), "", (first,))
    event = Event("Autumn meeting", "Europe/Bucharest", (day,), (Category("Speaker", "teal"),), place="Iași")
    assert write_programme(event).startswith(
        '[event]\nname = "Autumn meeting"\nplace = "Iași"\nzone = "Europe/Bucharest"\n'
    )
    assert """\
[[day]]
date = 2023-11-21

  [[day.session]]
  code = "D1"
  title = "First"
  starts = 08:00:00
  ends = 09:00:00
  admits = "registered"
  certificate = true
""" in write_programme(event)
