"""One line of typing as a session: «09:00-10:30 Opening @ Aula Magna (120)»; what is not understood is told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from checkin_app.domain.event import Admits
from checkin_app.domain.text import clean, fold

EXAMPLE = "09:00-10:30 Opening @ Aula Magna (120)"
"""What a field for such a line shows while it is empty."""
LARGEST_CAPACITY = 1_000_000


class Unclear(StrEnum):
    """What of a line is missing, or cannot be."""

    NO_TIMES = "no_times"
    """it does not begin with two times of day"""
    NO_SUCH_TIME = "no_such_time"
    """what stands for a time is none, as 25:00"""
    ENDS_BEFORE = "ends_before"
    """it would end when it begins, or earlier"""
    NO_TITLE = "no_title"
    CAPACITY = "capacity"
    """nobody or more than a million people would fit in"""
    UNKNOWN_CATEGORY = "unknown_category"
    """what stands in square brackets is neither «registered» nor a category of the event"""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Why a line is no session yet; `part` is what the reason is about."""

    why: Unclear
    part: str = ""


@dataclass(frozen=True, slots=True)
class SessionLine:
    """What a line says about a session; the code is made elsewhere."""

    starts: time
    ends: time
    title: str
    room: str = ""
    capacity: int | None = None
    admits: Admits = Admits.EVERYONE
    categories: tuple[str, ...] = ()


_TIME = r"\d{1,2}(?:\s?[:.h]\s?\d{2})?h?"
_TIMES = re.compile(
    rf"\s*(?P<starts>{_TIME})\s*(?:[-‐-―−]|\bto\b|\buntil\b)\s*(?P<ends>{_TIME})(?![\w:.]*\d)\s*",
    re.IGNORECASE,
)
_PARTS_OF_TIME = re.compile(r"(\d{1,2})(?:\s?[:.hH]\s?(\d{2}))?[hH]?")
_CAPACITY = re.compile(r"\(\s*(\d+)\s*\)")
_LIST = re.compile(r"\[([^\]]*)\]")
_ROOM = re.compile(r"(?:^|\s)@(?P<room>[^@]*)$")


def read_line(
    text: str, categories: Iterable[str] = (), rollover: time = time(4)
) -> SessionLine | NotUnderstood:
    """The session that a line describes.

    The times come first; «9-10.30» and «14:00 – 15:00» will do. Then the title. «@» leads to the room, a number in
    round brackets is the capacity, «[registered]» or categories in square brackets say who may enter. Times earlier
    than `rollover` belong to the night after.
    """
    times = _TIMES.match(text)
    if times is None:
        return NotUnderstood(Unclear.NO_TIMES)
    rest, seats = _taken_out(_CAPACITY, text[times.end() :])
    rest, listed = _taken_out(_LIST, rest)
    room = _ROOM.search(rest)
    title = clean(rest[: room.start()] if room else rest)
    starts, ends = read_time(times["starts"]), read_time(times["ends"])
    if starts is None or ends is None:
        return NotUnderstood(Unclear.NO_SUCH_TIME, clean(times["starts" if starts is None else "ends"]))
    if (ends < rollover, ends) <= (starts < rollover, starts):
        return NotUnderstood(Unclear.ENDS_BEFORE, f"{starts:%H:%M}–{ends:%H:%M}")
    if not title:
        return NotUnderstood(Unclear.NO_TITLE)
    if seats and not 1 <= int(seats) <= LARGEST_CAPACITY:
        return NotUnderstood(Unclear.CAPACITY, seats)
    who = _who(listed, tuple(categories))
    if isinstance(who, NotUnderstood):
        return who
    return SessionLine(
        starts, ends, title, clean(room["room"]) if room else "", int(seats) if seats else None, *who
    )


def _taken_out(mark: re.Pattern[str], text: str) -> tuple[str, str]:
    """The text without the last such mark, and what stood in it."""
    found = list(mark.finditer(text))
    if not found:
        return text, ""
    last = found[-1]
    return f"{text[: last.start()]} {text[last.end() :]}", last[1].strip()


def read_time(text: str) -> time | None:
    """A time of day, as «9», «9.30», «09:30» or «9h30»; 24:00 is midnight. None for anything else."""
    parts = _PARTS_OF_TIME.fullmatch(text.strip())
    hour, minute = (int(parts[1]), int(parts[2] or 0)) if parts else (99, 0)
    if (hour, minute) == (24, 0):
        return time(0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # a day's hours, an hour's minutes


def _who(listed: str, known: tuple[str, ...]) -> tuple[Admits, tuple[str, ...]] | NotUnderstood:
    if not listed or fold(listed) == Admits.EVERYONE.value:
        return Admits.EVERYONE, ()
    if fold(listed) == Admits.REGISTERED.value:
        return Admits.REGISTERED, ()
    by_folded = {fold(name): name for name in known}
    named = [clean(part) for part in listed.split(",") if clean(part)]
    strange = next((name for name in named if fold(name) not in by_folded), None)
    if strange is not None:
        return NotUnderstood(Unclear.UNKNOWN_CATEGORY, strange)
    return Admits.CATEGORIES, tuple(dict.fromkeys(by_folded[fold(name)] for name in named))
