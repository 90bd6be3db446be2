"""Reads a TOML file that a person wrote, telling every fault with its line and key."""

import re
import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import NoReturn, TypeAlias

from checkin_app.domain.errors import BadInput
from checkin_app.domain.text import clean
from checkin_app.services.toml_lines import KeyPath, key_lines, line_of

TomlValue: TypeAlias = (
    "str | bool | int | float | datetime | date | time | list[TomlValue] | dict[str, TomlValue]"
)

LARGEST_FILE = 1_000_000
"""bytes"""
LONGEST_TEXT = 200
"""letters"""
MOST_DOTS = 100
"""on one line: the standard reader takes the square of the time for a key of that many parts"""

_TEXT_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_SHORT_TIME = re.compile(r"=\s*\d{1,2}:\d{2}\s*(?:#|$)")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")
_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "true or false"),
    (int, "a whole number"),
    (float, "a number with decimals"),
    (str, "text"),
    (datetime, "a date with a time"),
    (date, "a date"),
    (time, "a time of day"),
    (list, "a list"),
    (dict, "a table"),
)


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The known word that was probably meant, whatever its case."""
    by_folded = {known.casefold(): known for known in among}
    close = get_close_matches(word[:LONGEST_TEXT].casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def did_you_mean(word: str, among: Collection[str]) -> str:
    """The remedy for a word that is not known: the nearest one, or else all of them."""
    meant = nearest(word, among)
    if meant:
        return f"Did you mean «{meant}»?"
    return f"Known here: {', '.join(islice(among, 15)) or 'none yet'}."


def read_text(path: Path) -> str:
    """The text of a file, line ends as they are; refuses what is too big, not UTF-8 or not readable."""
    source = path.name or str(path)
    if not path.is_file():
        raise BadInput(source, "There is no such file." if not path.exists() else "This is not a file.")
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as reason:
        raise BadInput(source, f"The file cannot be read: {reason.strerror}.") from reason
    _refuse_large(len(content), source)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as reason:
        line = content.count(b"\n", 0, reason.start) + 1
        raise BadInput(
            source,
            problem="The file is not UTF-8 text.",
            where=f"line {line}",
            remedy="Save it again with the encoding UTF-8.",
        ) from reason


def _refuse_large(size: int, source: str) -> None:
    if size > LARGEST_FILE:
        raise BadInput(
            source, f"The file is larger than {LARGEST_FILE // 1_000_000} MB, so it is something else."
        )


def parse_toml(text: str, source: str) -> "Table":
    """The outermost table of a text; `source` is the file's name for the sentences."""
    _refuse_large(len(text), source)
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > MOST_DOTS:
            raise BadInput(
                source, f"The line has more than {MOST_DOTS} dots.", f"line {number}", "Shorten it."
            )
    try:
        return Table(Source(source, text), (), tomllib.loads(text))
    except RecursionError as reason:
        raise BadInput(
            source, "Brackets are nested too deeply.", remedy="Remove the surplus brackets."
        ) from reason
    except ValueError as reason:  # besides TOMLDecodeError: a number of more digits than Python converts
        raise _syntax(str(reason), text, source) from reason


def _syntax(message: str, text: str, source: str) -> BadInput:
    lines = text.rstrip().split("\n")
    found = _TEXT_PLACE.search(message)
    if found is None:  # Python says no place: it refuses to convert a number of more than 4,300 digits
        number = max(range(len(lines)), key=lambda index: len(lines[index])) + 1
        return BadInput(source, "A number has too many digits.", f"line {number}", "Shorten it.")
    number = int(found[1] or len(lines))
    line = lines[number - 1] if number <= len(lines) else ""
    key = re.match(r"\s*([\w-]+)\s*=", line)
    where = f"line {number}, key «{shown(key[1])}»" if key else f"line {number}"
    problem = f"This is not valid TOML: {shown(message[: found.start()], 200)}."
    remedy = "Check quotes, brackets and equals signs here and on the line above."
    if _SHORT_TIME.search(line):
        remedy = 'Write a time with its seconds, 09:30:00, or in quotes, "09:30".'
    return BadInput(source, problem, where, remedy)


def shown(text: str, most: int = 40) -> str:
    """The beginning of a foreign text, fit to be repeated in a sentence or on a terminal."""
    printable = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:most]
    )
    return printable + ("…" if len(text) > most else "")


def _moment(text: str) -> time | None:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hour, minute, second = (int(part) for part in found.groups("0"))
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


@dataclass(frozen=True, slots=True)
class Source:
    """The text that values came from, for finding a key's line again."""

    name: str
    text: str

    def line(self, path: KeyPath) -> int:
        """The line of a key; it is worked out only when there is something to say about it."""
        return line_of(key_lines(self.text), path)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file; every method that reads a key raises BadInput where the value is not as asked."""

    source: Source
    path: KeyPath
    values: dict[str, TomlValue] = field(repr=False)

    def wrong(self, key: str | KeyPath, problem: str, remedy: str = "") -> BadInput:
        """The error that says «line 31, key «ends»»; a path leads to one item of a list."""
        path = (*self.path, *((key,) if isinstance(key, str) else key))
        name = next(part for part in reversed(path) if isinstance(part, str))
        return BadInput(
            self.source.name, problem, f"line {self.source.line(path)}, key «{shown(name)}»", remedy
        )

    def line(self, key: str) -> int:
        """The line of one of this table's keys."""
        return self.source.line((*self.path, key))

    def refuse_unknown(self, known: Collection[str]) -> None:
        """Every key must be one of these: a misspelt key would else be lost without a word."""
        for key in self.values:
            if key not in known:
                raise self.wrong(key, "There is no such key here.", did_you_mean(key, known))

    def text(self, key: str, *, example: str = "", default: str = "") -> str:
        """A text without anything invisible; with an `example` of it the key is required and may not be empty."""
        if self._is_absent(key, example):
            return default
        value = self.values[key]
        if not isinstance(value, str):
            self._refuse_kind(key, value, "text in quotes")
        return self._cleaned(key, value, required=bool(example))

    def _cleaned(self, key: str | KeyPath, value: str, *, required: bool) -> str:
        text = clean(value)
        if required and not text:
            raise self.wrong(key, "This is empty.", "Write something between the quotes.")
        if len(text) > LONGEST_TEXT:
            raise self.wrong(key, f"This has {len(text)} letters.", f"At most {LONGEST_TEXT} are possible.")
        return text

    def whole(self, key: str, *, least: int, most: int, default: int | None = None) -> int | None:
        """A whole number within limits."""
        if key not in self.values:
            return default
        value = self.values[key]
        if not isinstance(value, int) or isinstance(value, bool):
            self._refuse_kind(key, value, "a whole number, without quotes")
        if not least <= value <= most:  # the value is not repeated: it can have thousands of digits
            raise self.wrong(key, "This number is out of range.", f"It may be from {least} to {most:,}.")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self._refuse_kind(key, value, "true or false, without quotes")
        return value

    def clock(self, key: str, *, example: str = "", default: time = time(0)) -> time:
        """A time of day, written as TOML's own 09:30:00 or as the text "09:30"."""
        if self._is_absent(key, example):
            return default
        value = self.values[key]
        if isinstance(value, time):
            return value
        if not isinstance(value, str):
            self._refuse_kind(key, value, "a time of day such as 09:30:00")
        moment = _moment(value.strip())
        if moment is None:
            problem = f"«{shown(value)}» is not a time of day."
            raise self.wrong(key, problem, "Write it as 09:30, from 00:00 to 23:59.")
        return moment

    def calendar_date(self, key: str, *, example: str) -> date:
        """A date without a time, written as TOML's own 2023-11-21 or as text."""
        self._is_absent(key, example)
        value = self.values[key]
        if isinstance(value, str):
            try:
                return date.fromisoformat(value.strip())
            except ValueError as reason:
                raise self.wrong(
                    key, f"«{shown(value)}» is not a date.", f"Write it like {example}."
                ) from reason
        if not isinstance(value, date) or isinstance(value, datetime):
            self._refuse_kind(key, value, "a date such as 2023-11-21")
        return value

    def table(self, key: str, *, example: str) -> "Table":
        """The one table of that name, which is required."""
        self._is_absent(key, example)
        value = self.values[key]
        if not isinstance(value, dict):
            self._refuse_kind(key, value, f"one table, headed {example}")
        return self._within((key,), value)

    def tables(self, key: str) -> list["Table"]:
        """The tables of a repeated header, in the order of the file; none if there is no such header."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self._refuse_kind(key, value, f"a table headed with two brackets, as in [[{key}]]")
        return [self._within((key, index), item) for index, item in enumerate(value)]

    def texts(self, key: str) -> list[str]:
        """A list of texts, each as `text` gives them; empty if the key is absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list):
            self._refuse_kind(key, value, "a list of texts in brackets")
        return [self._item(key, index, item) for index, item in enumerate(value)]

    def _item(self, key: str, index: int, item: TomlValue) -> str:
        if not isinstance(item, str):
            self._refuse_kind((key, index), item, "a list of texts in quotes", what="an item of it")
        return self._cleaned((key, index), item, required=True)

    def _within(self, path: KeyPath, value: TomlValue) -> "Table":
        if not isinstance(value, dict):
            self._refuse_kind(path, value, "a table")
        return Table(self.source, (*self.path, *path), value)

    def _is_absent(self, key: str, example: str) -> bool:
        """Whether the key is absent; with an `example` of it that is an error."""
        if key not in self.values and example:
            raise self.wrong(key, "This key is required and missing.", f"Add it, for example {example}")
        return key not in self.values

    def _refuse_kind(self, key: str | KeyPath, value: TomlValue, wanted: str, what: str = "it") -> NoReturn:
        kind = next((name for kind, name in _KINDS if isinstance(value, kind)), "something else")
        raise self.wrong(key, f"This must be {wanted}, but {what} is {kind}.")
