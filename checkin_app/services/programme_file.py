"""The programme file: an event with its days, sessions and categories as TOML that people write and read."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import available_timezones

import tomli_w

from checkin_app.domain.badge import PALETTE, colour_of
from checkin_app.domain.errors import BadInput
from checkin_app.domain.event import Admits, Category, Day, Event, Session
from checkin_app.domain.text import fold
from checkin_app.services.toml_file import (
    Table,
    TomlValue,
    did_you_mean,
    nearest,
    parse_toml,
    read_text,
    shown,
)
from checkin_app.services.whole_file import whole_file

LONGEST_CODE = 40
LATEST_ROLLOVER = time(12)
"""a later one would count the morning of an event to the evening before"""
LARGEST_CAPACITY = 1_000_000
FIRST_YEAR, LAST_YEAR = 1970, 2200

_TOP_KEYS = ("event", "category", "day")
_EVENT_KEYS = ("name", "place", "zone", "project", "organiser", "rollover", "certificate_days", "doors")
_CATEGORY_KEYS = ("name", "colour")
_DAY_KEYS = ("date", "title", "session")
_SESSION_KEYS = (
    *("code", "title", "room", "starts", "ends"),
    *("capacity", "admits", "host", "certificate"),
)
_NOT_IN_A_CODE = re.compile(r"[^\w.-]")
_DEFAULT = Event(name="", zone="UTC")
_PLAIN_COLOUR = Category("").colour


def read_programme(path: Path) -> Event:
    """The event that a programme file describes; raises BadInput with the line and key of the first fault."""
    return parse_programme(read_text(path), path.name)


def parse_programme(text: str, source: str) -> Event:
    """The event that a programme text describes; `source` is the file's name for the sentence about a fault."""
    root = parse_toml(text, source)
    root.refuse_unknown(_TOP_KEYS)
    head = root.table("event", example="[event]")
    event = _event(head)
    event = replace(event, categories=_categories(root))
    event = replace(event, days=_days(root, event))
    most = len(event.days)
    if event.certificate_days is not None and event.certificate_days > most:
        problem = f"A certificate asks for {event.certificate_days} days, but the programme has {most}."
        raise head.wrong("certificate_days", problem, "Lower it, or add the missing days.")
    return event


def save_programme(event: Event, out: Path) -> Path:
    """Write a programme file; BadInput if the disk or the folder forbids it. Gives the path back."""
    with whole_file(out) as unfinished:
        unfinished.write_text(write_programme(event), encoding="utf-8")
    return out


def write_programme(event: Event) -> str:
    """The text that `parse_programme` reads back as the same event."""
    blocks = [_block("[event]", _event_pairs(event))]
    blocks += [_block("[[category]]", {"name": c.name, "colour": c.colour}) for c in event.categories]
    for day in event.days:
        blocks.append(_block("[[day]]", {"date": day.date, "title": day.title or None}))
        blocks += [
            _block("[[day.session]]", _session_pairs(session), indent="  ") for session in day.sessions
        ]
    return "\n".join(blocks)


# -- reading -------------------------------------------------------------------------------------------------


def _event(head: Table) -> Event:
    head.refuse_unknown(_EVENT_KEYS)
    doors = head.whole("doors", least=0, most=24 * 60)
    return Event(
        name=head.text("name", example='name = "Clusters Meet Regions"'),
        zone=_zone(head),
        place=head.text("place"),
        project=head.text("project"),
        organiser=head.text("organiser"),
        rollover=_rollover(head),
        certificate_days=head.whole("certificate_days", least=1, most=1000),
        doors=_DEFAULT.doors if doors is None else timedelta(minutes=doors),
    )


def _zone(head: Table) -> str:
    zone = head.text("zone", example='zone = "Europe/Bucharest"')
    known = available_timezones()
    if zone in known:
        return zone
    city = zone.rpartition("/")[2].replace(" ", "_")
    by_city = {name.rpartition("/")[2]: name for name in sorted(known)}
    meant = nearest(city, by_city)
    remedy = f"Did you mean «{by_city[meant]}»?" if meant else "Write it like Europe/Bucharest."
    raise head.wrong("zone", f"«{shown(zone)}» is not a time zone of the IANA list.", remedy)


def _rollover(head: Table) -> time:
    rollover = head.clock("rollover", default=_DEFAULT.rollover)
    if rollover > LATEST_ROLLOVER:
        problem = "A day of the event cannot begin in the afternoon."
        raise head.wrong("rollover", problem, "Write an hour of the night, usually 04:00.")
    return rollover


def _categories(root: Table) -> tuple[Category, ...]:
    found: dict[str, Category] = {}
    for table in root.tables("category"):
        table.refuse_unknown(_CATEGORY_KEYS)
        name = table.text("name", example='name = "Speaker"')
        if fold(name) in found:
            raise table.wrong("name", f"The category «{shown(name)}» is there twice.", "Remove one of them.")
        found[fold(name)] = Category(name, _colour(table))
    return tuple(found.values())


def _colour(table: Table) -> str:
    colour = table.text("colour").lower() or _PLAIN_COLOUR
    try:
        colour_of(colour)
    except BadInput as reason:
        meant = nearest(colour, PALETTE)
        remedy = f"Did you mean «{meant}»?" if meant else reason.remedy
        raise table.wrong("colour", f"There is no colour «{shown(colour)}».", remedy) from reason
    return colour


def _days(root: Table, event: Event) -> tuple[Day, ...]:
    """The days by date; codes are compared across all of them."""
    dates: dict[date, Table] = {}
    codes: dict[str, Table] = {}
    days: list[Day] = []
    for table in root.tables("day"):
        table.refuse_unknown(_DAY_KEYS)
        on = _date(table, dates)
        sessions = [_session(item, event, on, codes) for item in table.tables("session")]
        sessions.sort(key=lambda session: event.instant(on, session.starts))
        days.append(Day(on, table.text("title"), tuple(sessions)))
    return tuple(sorted(days, key=lambda day: day.date))


def _date(table: Table, earlier: dict[date, Table]) -> date:
    on = table.calendar_date("date", example="date = 2023-11-21")
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise table.wrong("date", "The year cannot be right.", f"It may be from {FIRST_YEAR} to {LAST_YEAR}.")
    if on in earlier:
        problem = f"The day {on.isoformat()} is there already, in line {earlier[on].line('date')}."
        raise table.wrong("date", problem, "Put the sessions of one date under one day.")
    earlier[on] = table
    return on


def _session(table: Table, event: Event, on: date, earlier: dict[str, Table]) -> Session:
    table.refuse_unknown(_SESSION_KEYS)
    admits, categories = _admits(table, event)
    session = Session(
        code=_code(table, earlier),
        title=table.text("title", example='title = "Opening"'),
        starts=table.clock("starts", example="starts = 09:30:00"),
        ends=table.clock("ends", example="ends = 12:30:00"),
        room=table.text("room"),
        capacity=table.whole("capacity", least=1, most=LARGEST_CAPACITY),
        admits=admits,
        categories=categories,
        host=table.text("host"),
        certificate=table.flag("certificate", default=True),
    )
    if event.instant(on, session.ends) <= event.instant(on, session.starts):
        problem = f"The session «{session.code}» ends before it has begun."
        remedy = (
            f"Only times before {event.rollover:%H:%M}, when the next day begins, belong to the night after."
        )
        raise table.wrong("ends", problem, remedy)
    return session


def _code(table: Table, earlier: dict[str, Table]) -> str:
    code = table.text("code", example='code = "D1-OPENING"')
    if code.casefold().startswith("day:"):
        problem = "A session's code cannot begin with «day:», which stands for the entrance of a day."
        raise table.wrong("code", problem, f"Write for example «D-{shown(code[4:])}».")
    strange = _NOT_IN_A_CODE.search(code)
    if strange:
        problem = f"A session's code cannot hold «{strange[0]}»."
        raise table.wrong("code", problem, "Use letters, digits, hyphens, underscores and full stops.")
    if len(code) > LONGEST_CODE:
        raise table.wrong("code", f"This has {len(code)} letters.", f"At most {LONGEST_CODE} are possible.")
    if fold(code) in earlier:
        line = earlier[fold(code)].line("code")
        problem = f"The code «{code}» is taken already, in line {line}."
        raise table.wrong("code", problem, "Every session of the event needs a code of its own.")
    earlier[fold(code)] = table
    return code


def _admits(table: Table, event: Event) -> tuple[Admits, tuple[str, ...]]:
    value = table.values.get("admits", Admits.EVERYONE.value)
    if isinstance(value, list):
        return Admits.CATEGORIES, tuple(dict.fromkeys(_admitted(table, event)))
    if value in (Admits.EVERYONE.value, Admits.REGISTERED.value):
        return Admits(value), ()
    remedy = 'Write "everyone", "registered", or categories in brackets, as in ["Speaker", "Public"].'
    raise table.wrong("admits", "This does not say who may enter.", remedy)


def _admitted(table: Table, event: Event) -> Iterator[str]:
    known = [category.name for category in event.categories]
    names = table.texts("admits")
    if not names:
        raise table.wrong("admits", "An empty list lets nobody in.", 'Name categories, or write "everyone".')
    for index, name in enumerate(names):
        if name not in known:
            problem = f"There is no category «{shown(name)}»."
            raise table.wrong(("admits", index), problem, did_you_mean(name, known))
        yield name


# -- writing -------------------------------------------------------------------------------------------------


def _event_pairs(event: Event) -> "dict[str, TomlValue | None]":
    return {
        "name": event.name,
        "place": event.place or None,
        "zone": event.zone,
        "project": event.project or None,
        "organiser": event.organiser or None,
        "rollover": _rollover_value(event.rollover),
        "certificate_days": event.certificate_days,
        "doors": event.doors // timedelta(minutes=1),
    }


def _rollover_value(rollover: time) -> str | time:
    return rollover if rollover.second or rollover.microsecond else f"{rollover:%H:%M}"


def _session_pairs(session: Session) -> "dict[str, TomlValue | None]":
    admits: TomlValue = session.admits.value
    if session.admits is Admits.CATEGORIES:
        admits = [*session.categories]
    return {
        "code": session.code,
        "title": session.title,
        "room": session.room or None,
        "starts": session.starts,
        "ends": session.ends,
        "capacity": session.capacity,
        "admits": admits,
        "host": session.host or None,
        "certificate": session.certificate,
    }


def _block(header: str, pairs: "dict[str, TomlValue | None]", indent: str = "") -> str:
    lines = [header, *(f"{key} = {_literal(value)}" for key, value in pairs.items() if value is not None)]
    return "".join(f"{indent}{line}\n" for line in lines)


def _literal(value: TomlValue) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_literal(item) for item in value)}]"
    return tomli_w.dumps({"x": value}).removeprefix("x = ").rstrip("\n")
