"""A programme file says what the event is; a wrong one is told its line and key, and nothing comes of it."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin_app.domain.errors import BadInput
from checkin_app.domain.event import Admits, Category, Day, Event, Session
from checkin_app.services.programme_file import parse_programme, write_programme

GOOD = """\
# An invented event, for tests only.
[event]
name = "Autumn meeting"
place = "Iași"
zone = "Europe/Bucharest"
project = "Project"
organiser = "Organisers"
rollover = "04:00"
certificate_days = 2
doors = 20

[[category]]
name = "Speaker"
colour = "teal"

[[category]]
name = "Local actor"
colour = "#A1B2C3"

[[day]]
date = 2023-11-22
title = "Second day"
  [[day.session]]
  code = "D2-LATE"
  title = "Late evening"
  starts = 22:30:00
  ends = 00:30:00
  [[day.session]]
  code = "D2.NOON_1"
  title = "Noon"
  room = "Hall"
  starts = "12:00"
  ends = "9:45"
  capacity = 40
  admits = ["Speaker", "Local actor"]
  host = "Hosts"
  certificate = false

[[day]]
date = "2023-11-21"
  [[day.session]]
  code = "D1"
  title = "First"
  starts = 08:00:00
  ends = 09:00:00
  admits = "registered"
""".replace('ends = "9:45"', 'ends = "13:45"')


def outcome(text: str) -> Event | BadInput:
    try:
        return parse_programme(text, "programme.toml")
    except BadInput as fault:
        return fault


def fault_of(text: str) -> BadInput:
    fault = outcome(text)
    assert isinstance(fault, BadInput)
    return fault


def changed(old: str, new: str) -> tuple[str, int]:
    """The good text with its one place `old` changed, and the line of the change."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new), GOOD[: GOOD.index(old)].count("\n") + 1


def test_that_a_programme_is_read_as_it_was_meant() -> None:
    first = Session("D1", "First", time(8), time(9), admits=Admits.REGISTERED)
    noon = Session(
        code="D2.NOON_1",
        title="Noon",
        starts=time(12),
        ends=time(13, 45),
        room="Hall",
        capacity=40,
        admits=Admits.CATEGORIES,
        categories=("Speaker", "Local actor"),
        host="Hosts",
        certificate=False,
    )
    late = Session("D2-LATE", "Late evening", time(22, 30), time(0, 30))
    assert parse_programme(GOOD, "programme.toml") == Event(
        name="Autumn meeting",
        zone="Europe/Bucharest",
        days=(Day(date(2023, 11, 21), "", (first,)), Day(date(2023, 11, 22), "Second day", (noon, late))),
        categories=(Category("Speaker", "teal"), Category("Local actor", "#a1b2c3")),
        place="Iași",
        project="Project",
        organiser="Organisers",
        rollover=time(4),
        certificate_days=2,
        doors=timedelta(minutes=20),
    )


def test_that_the_shortest_programme_is_a_name_and_a_zone() -> None:
    event = parse_programme('[event]\nname = "Meeting"\nzone = "UTC"\n', "programme.toml")
    assert event == Event("Meeting", "UTC")


def test_that_inline_tables_are_as_good_as_headers() -> None:
    text = """
        event = { name = "M", zone = "UTC" }
        day = [{ date = 2024-03-31, session = [{ code = "A", title = "a", starts = 08:00:00, ends = 09:00:00 }] }]
    """
    assert parse_programme(text, "p").session("A") == Session("A", "a", time(8), time(9))


def test_that_sessions_are_sorted_by_their_start_and_the_hours_after_midnight_come_last() -> None:
    event = parse_programme(GOOD, "programme.toml")
    assert [session.code for _, session in event.sessions()] == ["D1", "D2.NOON_1", "D2-LATE"]
    after, _ = changed("  starts = 22:30:00\n", "  starts = 00:15:00\n")
    assert [s.code for _, s in parse_programme(after, "p").sessions()] == ["D1", "D2.NOON_1", "D2-LATE"]


FAULTS = [
    # an unknown or misspelt key
    ('place = "Iași"', 'plaec = "Iași"', "plaec", "no such key", "«place»"),
    ('colour = "teal"', 'color = "teal"', "color", "no such key", "«colour»"),
    ('title = "Second day"', 'heading = "Second day"', "heading", "no such key", "date, title, session"),
    ("  capacity = 40", "  capacty = 40", "capacty", "no such key", "«capacity»"),
    # a value of the wrong kind
    ('name = "Autumn meeting"', "name = 2023", "name", "text in quotes, but it is a whole number", ""),
    ('title = "Noon"', "title = 2023-11-22", "title", "text in quotes, but it is a date", ""),
    ("certificate_days = 2", 'certificate_days = "2"', "certificate_days", "a whole number", ""),
    ("certificate_days = 2", "certificate_days = true", "certificate_days", "but it is true or false", ""),
    ("  certificate = false", '  certificate = "no"', "certificate", "true or false, without quotes", ""),
    ("  capacity = 40", "  capacity = 40.0", "capacity", "but it is a number with decimals", ""),
    ("date = 2023-11-22", "date = 2023-11-22T09:00:00", "date", "but it is a date with a time", ""),
    ("date = 2023-11-22", "date = 22", "date", "a date such as 2023-11-21", ""),
    ('starts = "12:00"', "starts = 12", "starts", "a time of day such as 09:30:00", ""),
    ('admits = ["Speaker", "Local actor"]', "admits = [1]", "admits", "an item of it is a whole number", ""),
    # a name, a place in time
    ('name = "Autumn meeting"', 'name = "  "', "name", "empty", "between the quotes"),
    ('name = "Autumn meeting"', f'name = "{"x" * 201}"', "name", "201 letters", "200"),
    ('name = "Speaker"', f'name = "{"x" * 201}"', "name", "201 letters", "200"),
    ('title = "Noon"', 'title = ""', "title", "empty", ""),
    ('zone = "Europe/Bucharest"', 'zone = "Bucuresti"', "zone", "not a time zone", "«Europe/Bucharest»"),
    ('zone = "Europe/Bucharest"', 'zone = "europe/rome"', "zone", "not a time zone", "«Europe/Rome»"),
    ('zone = "Europe/Bucharest"', 'zone = "../etc/x"', "zone", "not a time zone", "like Europe/Bucharest"),
    ('rollover = "04:00"', 'rollover = "24:00"', "rollover", "not a time of day", "23:59"),
    ('rollover = "04:00"', 'rollover = "four"', "rollover", "«four» is not a time", "09:30"),
    ('rollover = "04:00"', "rollover = 14:00:00", "rollover", "afternoon", "04:00"),
    ('date = "2023-11-21"', 'date = "21.11.2023"', "date", "«21.11.2023» is not a date", "2023-11-21"),
    ('date = "2023-11-21"', "date = 0023-11-21", "date", "year", "1970"),
    (
        'date = "2023-11-21"',
        "date = 2023-11-22",
        "date",
        "2023-11-22 is there already, in line 21",
        "one day",
    ),
    # categories
    ('name = "Local actor"', 'name = "SPEAKER"', "name", "twice", "Remove"),
    ('colour = "teal"', 'colour = "teel"', "colour", "no colour «teel»", "«teal»"),
    ('colour = "teal"', 'colour = "#12345"', "colour", "no colour", "#"),
    ('colour = "teal"', 'colour = "☂"', "colour", "no colour", "slate"),
    # a session's code
    ('code = "D1"', 'code = "D2-LATE"', "code", "taken already, in line 24", "of its own"),
    ('code = "D1"', 'code = "d2-late"', "code", "taken already", ""),
    ('code = "D1"', 'code = "D 1"', "code", "cannot hold « »", "hyphens"),
    ('code = "D1"', 'code = "D1/A"', "code", "cannot hold «/»", "hyphens"),
    ('code = "D1"', f'code = "{"D" * 41}"', "code", "41 letters", "40"),
    ('code = "D1"', 'code = "day:1"', "code", "«day:»", "«D-1»"),
    ('code = "D1"', 'code = "DAY:A"', "code", "«day:»", "«D-A»"),
    # who may enter
    ('"registered"', '"everybody"', "admits", "who may enter", '"everyone"'),
    ('"registered"', '"categories"', "admits", "who may enter", "brackets"),
    ('"registered"', '"Speaker"', "admits", "who may enter", "brackets"),
    ('"registered"', "true", "admits", "who may enter", ""),
    ('"registered"', "[]", "admits", "nobody", '"everyone"'),
    ('"registered"', '["Speeker"]', "admits", "no category «Speeker»", "«Speaker»"),
    ('"registered"', '["Speaker", "Public"]', "admits", "no category «Public»", "Speaker, Local actor"),
    # numbers and times that cannot be
    ("  capacity = 40", "  capacity = 0", "capacity", "out of range", "from 1 to"),
    ("  capacity = 40", "  capacity = -5", "capacity", "out of range", "from 1 to"),
    ("  capacity = 40", f"  capacity = 0x{'f' * 9000}", "capacity", "out of range", "1,000,000"),
    ("doors = 20", "doors = -1", "doors", "out of range", "from 0 to"),
    ("certificate_days = 2", "certificate_days = 0", "certificate_days", "out of range", "from 1 to"),
    ("certificate_days = 2", "certificate_days = 3", "certificate_days", "asks for 3 days", "Lower"),
    ("  ends = 09:00:00", "  ends = 08:00:00", "ends", "«D1» ends before", "before 04:00"),
    ("  ends = 09:00:00", "  ends = 07:59:59", "ends", "«D1» ends before", ""),
    ("  ends = 00:30:00", "  ends = 04:00:00", "ends", "«D2-LATE» ends before", "night after"),
]


@pytest.mark.parametrize(("old", "new", "key", "problem", "remedy"), FAULTS)
def test_that_every_fault_is_told_with_line_key_and_remedy(
    old: str, new: str, key: str, problem: str, remedy: str
) -> None:
    text, line = changed(old, new)
    fault = fault_of(text)
    assert (fault.source, fault.where) == ("programme.toml", f"line {line}, key «{key}»")
    assert problem in fault.problem
    assert remedy in fault.remedy


@pytest.mark.parametrize(
    "line",
    [
        'name = "Autumn meeting"\n',
        'zone = "Europe/Bucharest"\n',
        'name = "Local actor"\n',
        "date = 2023-11-22\n",
        'date = "2023-11-21"\n',
        '  code = "D2.NOON_1"\n',
        '  title = "Noon"\n',
        '  starts = "12:00"\n',
        "  ends = 09:00:00\n",
    ],
)
def test_that_a_missing_key_is_told_at_the_header_of_its_table(line: str) -> None:
    before, after = GOOD.split(line)
    header = max(n for n, above in enumerate(before.split("\n"), 1) if above.strip().startswith("["))
    key = line.split(" = ", maxsplit=1)[0].strip()
    fault = fault_of(before + after)
    assert fault.where == f"line {header}, key «{key}»"
    assert fault.problem == "This key is required and missing."
    assert f"{key} = " in fault.remedy


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("", "line 1, key «event»", "required"),
        ("[[event]]\nname = 'M'", "line 1, key «event»", "but it is a list"),
        ("[events]\n", "line 1, key «events»", "no such key"),
        ("[event]\nname='M'\nzone='UTC'\n[day]\ndate = 2024-01-01", "line 4, key «day»", "[[day]]"),
        ("[event]\nname='M'\nzone='UTC'\n\n[[session]]\ncode='A'", "line 5, key «session»", "no such key"),
        ("day = [\n  1\n]\n[event]\nname='M'\nzone='UTC'", "line 2, key «day»", "a table"),
        (
            "category = [\n  {name='A'},\n  {nme='B'}\n]\n[event]\nname='M'\nzone='UTC'",
            "line 3, key «nme»",
            "no such",
        ),
    ],
)
def test_that_tables_of_the_wrong_shape_are_told(text: str, where: str, problem: str) -> None:
    fault = fault_of(text)
    assert fault.where == where
    assert problem in fault.problem


def test_that_the_sentence_reads_well() -> None:
    text, line = changed("  ends = 09:00:00", "  ends = 07:00:00")
    assert str(fault_of(text)) == (
        f"programme.toml, line {line}, key «ends»: The session «D1» ends before it has begun. "
        "Only times before 04:00, when the next day begins, belong to the night after."
    )


def test_that_invisible_letters_do_not_reach_the_programme_or_a_sentence() -> None:
    hidden = GOOD.replace('"Autumn meeting"', '"\\u202eAutumn\\n meeting\\u200b"')
    assert parse_programme(hidden, "p").name == "Autumn meeting"
    assert str(fault_of(GOOD.replace("place =", '"pl\\u001b[31mace" ='))).isprintable()


def test_that_a_session_may_run_over_the_hour_that_autumn_repeats() -> None:
    text = """
        [event]
        name = "M"
        zone = "Europe/Bucharest"
        [[day]]
        date = 2023-10-28
          [[day.session]]
          code = "NIGHT"
          title = "Night"
          starts = 22:00:00
          ends = 03:30:00
    """
    event = parse_programme(text, "p")
    window = event.session_window(date(2023, 10, 28), event.days[0].sessions[0])
    assert window.closes - window.opens == timedelta(hours=5, minutes=30)


LINES = GOOD.split("\n")


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(LINES) - 1), st.text(max_size=30), st.integers(0, 3))
def test_that_a_line_of_anything_makes_an_event_or_a_sentence(at: int, line: str, taken: int) -> None:
    event = outcome("\n".join([*LINES[:at], line, *LINES[at + taken :]]))
    if isinstance(event, Event):
        assert parse_programme(write_programme(event), "p.toml") == event
    else:
        assert event.where.startswith("line ")
        assert event.problem.endswith(".")
