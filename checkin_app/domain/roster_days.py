"""Days as people write them: «1,3», «1-2», «21.11.2023», «21–22 Nov», «Ziua 2», «all», and yes/no columns."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from checkin_app.domain import roster_words as words
from checkin_app.domain.event import Event
from checkin_app.domain.text import fold

_FIRST_SPREADSHEET_DAY = date(1899, 12, 30)
"""What spreadsheets count their serial dates from."""
_SHORTEST_SERIAL = 20000

_SHORT_DAY = re.compile(r"(?:d|z|g|j|t|η)\s?(\d{1,2})")
_COUNT = re.compile(rf"(\d+) ({'|'.join(words.PLURAL_DAYS)})")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class NotDays:
    """A cell does not say days of the event; `reason` is a sentence."""

    reason: str


@dataclass(slots=True)
class _Found:
    """What was seen in a text, in its order."""

    days: list[date] = field(default_factory=list[date])
    unknown: list[str] = field(default_factory=list[str])
    weekdays: list[int] = field(default_factory=list[int])
    says_day: bool = False
    problem: str = ""
    range_open: bool = False


def days_in(text: str, event: Event) -> frozenset[date] | NotDays:
    """The days that a cell lists: numbers, dates, ranges, weekdays, «all» or «none»; any separators.

    Both orders of day and month are understood where only one of them is a day of the event.
    """
    key = fold(text).strip(" .")
    everything = frozenset(day.date for day in event.days)
    if _means_all(key) or (key not in {"1", "x"} and key in words.YES):
        return everything
    if key in words.NOTHING:
        return frozenset()
    if count := _COUNT.fullmatch(key):
        many = int(count[1]) == len(event.days) and count[2] in words.PLURAL_DAYS
        return everything if many else NotDays(f"«{text}» says how many days, not which.")
    found = _find(key, event)
    if not found.days and found.weekdays and not found.problem:
        found.days = [day for number in found.weekdays for day in _on_weekday(number, event)]
    if found.unknown:
        return NotDays(f"«{text}» is not understood as days.")
    if found.problem or not found.days:
        return NotDays(found.problem or f"«{text}» names no day.")
    return frozenset(found.days)


def says_day(value: str, number: int, event: Event) -> bool | None:
    """What a cell of a yes/no column says; the day itself, written out in its own column, is a yes."""
    said = words.mark(value)
    day = event.numbered(number)
    if said is None and day and days_in(value, event) == frozenset({day.date}):
        return True
    return said


def day_of_header(header: str, event: Event) -> int:
    """The number of the one day that a yes/no column is about, from 1; 0 if the header names no day or several."""
    key = fold(header).strip(" .*?:")
    if short := _SHORT_DAY.fullmatch(key):
        return int(short[1]) if 1 <= int(short[1]) <= len(event.days) else 0
    found = _find(key, event)
    if not found.days and len(found.weekdays) == 1:
        found.days, found.says_day = _on_weekday(found.weekdays[0], event), True
    strangers = [word for word in found.unknown if word not in words.ATTENDING]
    if found.problem or strangers or not found.says_day or len(set(found.days)) != 1:
        return 0
    return event.day_number(found.days[0])


def _means_all(key: str) -> bool:
    """«all», and also «all 3 days»: a word for everything, then only words for days and small change."""
    first, *rest = _WORD.findall(key) or [key]
    return key in words.ALL_DAYS or (
        first in words.ALL_DAYS and set(rest) <= words.DAY_WORDS | words.CONNECTING
    )


def _find(text: str, event: Event) -> _Found:
    found = _Found()
    for match in _pattern().finditer(text):
        match match.lastgroup:
            case "iso" | "three" | "named" | "named_us":
                _note_date(found, match, event)
            case "two":
                _note_two_numbers(found, match, event)
            case "number":
                _note_number(found, int(match["number"]), event)
            case "word":
                _note_word(found, match["word"], event)
            case "dash" | "comma":
                found.range_open = match["dash"] is not None and bool(found.days)
            case "other":
                found.unknown.append(match["other"])
            case _:
                pass
    return found


def _note_date(found: _Found, match: re.Match[str], event: Event) -> None:
    kind = match.lastgroup or ""
    numbers = [int(number) for number in re.findall(r"\d+", match[kind])]
    match kind:
        case "iso":
            readings = [_date(numbers[0], numbers[1], numbers[2])]
        case "three":
            year = numbers[2] + 2000 if numbers[2] < 100 else numbers[2]
            readings = [_date(year, numbers[1], numbers[0]), _date(year, numbers[0], numbers[1])]
        case _:
            month = words.months()[match["month"] or match["month_us"]]
            years = {numbers[1]} if len(numbers) > 1 else {day.date.year for day in event.days}
            readings = [_date(year, month, numbers[0]) for year in sorted(years)]
    possible = [reading for reading in readings if reading is not None]
    if kind == "three" and not possible:  # 21/22/23 is a list
        for number in numbers:
            _note_number(found, number, event)
        return
    days = [reading for reading in possible if event.day(reading)]
    if not days:
        said = possible[0].isoformat() if possible else match[0].strip()
        found.problem = found.problem or f"{said} is no day of the event ({_listed(event)})."
        return
    found.says_day = True
    _add(found, days[0], event)


def _note_two_numbers(found: _Found, match: re.Match[str], event: Event) -> None:
    """«21.11» is a date without a year; «1.3» is what a spreadsheet with decimal commas makes of the list «1,3»."""
    first, second = (int(number) for number in re.findall(r"\d+", match[0]))
    for day, month in ((first, second), (second, first)):
        dates = [each.date for each in event.days if (each.date.day, each.date.month) == (day, month)]
        if dates:
            found.says_day = True
            _add(found, dates[0], event)
            return
    if event.numbered(first) and event.numbered(second):
        _note_number(found, first, event)
        _note_number(found, second, event)
        return
    found.problem = found.problem or f"{match[0].strip()} is no day of the event ({_listed(event)})."


def _note_number(found: _Found, number: int, event: Event) -> None:
    """A day's number, else its day of the month if that is unique, else a spreadsheet's serial date."""
    numbered = event.numbered(number)
    of_month = [day.date for day in event.days if day.date.day == number]
    if numbered:
        _add(found, numbered.date, event)
    elif len(of_month) == 1:
        _add(found, of_month[0], event)
    elif number >= _SHORTEST_SERIAL and event.day(day := _serial(number)):
        _add(found, day, event)
    else:
        found.problem = found.problem or f"There is no day {number}; the event has {len(event.days)} days."


def _note_word(found: _Found, word: str, event: Event) -> None:
    if word in words.RANGE_WORDS and found.days:
        found.range_open = True
    elif word in words.DAY_WORDS:
        found.says_day = True
    elif number := words.ordinals().get(word):
        _note_number(found, number, event)
    elif word in words.weekdays():
        found.weekdays.append(words.weekdays()[word])
    elif word not in _silent_words(event):
        found.unknown.append(word)


def _add(found: _Found, day: date, event: Event) -> None:
    if found.range_open and day < found.days[-1]:
        found.problem = found.problem or f"The range from {found.days[-1]} to {day} runs backwards."
    elif found.range_open:
        found.days += [each.date for each in event.days if found.days[-1] < each.date <= day]
    else:
        found.days.append(day)
    found.range_open = False


def _on_weekday(number: int, event: Event) -> list[date]:
    """The event's day on that weekday, if there is exactly one."""
    days = [day.date for day in event.days if day.date.weekday() == number]
    return days if len(days) == 1 else []


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _serial(number: int) -> date:
    return _FIRST_SPREADSHEET_DAY + timedelta(days=min(number, 100_000))


def _listed(event: Event) -> str:
    days = [day.date.isoformat() for day in event.days]
    return ", ".join(days) if len(days) <= 5 else f"{days[0]} to {days[-1]}"


@cache
def _silent_words(event: Event) -> frozenset[str]:
    """Words beside a day that change nothing: connecting words, months, the days' own titles."""
    titles = {word for day in event.days for word in _WORD.findall(fold(day.title))}
    return words.CONNECTING | words.RANGE_WORDS | words.months().keys() | titles


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(words.months(), key=len, reverse=True))
    day = r"\d{1,2}(?:st|nd|rd|th|er|re|ª|º|°)?\.?"
    return re.compile(
        rf"""
          (?P<iso>(?<!\d)\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}})(?:[t\ ]\d\d:\d\d(?::\d\d)?)?(?!\d)
        | (?P<three>(?<!\d)\d{{1,2}}\s?[-./]\s?\d{{1,2}}\s?[-./]\s?(?:\d{{4}}|\d{{2}}))(?:\ \d\d:\d\d(?::\d\d)?)?(?!\d)
        | (?P<named>{day}\s*(?:(?:of|de|di)\s)?(?P<month>{month})(?![^\W\d])\.?(?:,?\s*\d{{4}}\b)?)
        | (?P<named_us>(?P<month_us>{month})\.?\s*{day}(?:,?\s*\d{{4}}\b)?(?!\d))
        | (?P<two>(?<![\d.])\d{{1,2}}[./]\d{{1,2}}\.?)(?!\d)
        | (?P<number>\d+)(?:(?:st|nd|rd|th|er|re|a|ª|º|°|η)\b|ª|º|°)?\.?
        | (?P<dash>[-])
        | (?P<word>[^\W\d_]+)
        | (?P<comma>[,;|&+/])
        | (?P<nothing>[\s()\[\]:._'"?!*]+)
        | (?P<other>\S)
        """,
        re.VERBOSE,
    )
