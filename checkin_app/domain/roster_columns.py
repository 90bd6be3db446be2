"""Which column of a roster holds what: guessed from headers and content, corrected by hand."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from checkin_app.domain import roster_headers as known
from checkin_app.domain import roster_words as words
from checkin_app.domain.event import Event
from checkin_app.domain.roster_days import day_of_header, days_in, says_day
from checkin_app.domain.roster_headers import DAY, EXTRA, SESSION, Field, header_key
from checkin_app.domain.roster_words import mark
from checkin_app.domain.text import fold

_WEAK = 30
_EXPECTED = 50
_BLANK = 50
_REPEATED = 50
_ENOUGH = 200
"""Different values that are looked at to learn what a column holds."""
_MOST = 0.6
_MOST_CATEGORIES = 12
_LONGEST_HEADER = 200

_E_MAIL = re.compile(r"[^@\s]+@[^@\s]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NUMBER_BEHIND = re.compile(r"(?<=[^\W\d_])\d+\s*$")
"""What spreadsheets put behind a header that stands there already: «Name2»."""
_BORDERS = re.compile(r"[/|\n–—;:]| - ")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column with what its cells say: all that is not blank, and the different ones among it, up to `_ENOUGH`."""

    header: str
    values: tuple[str, ...]
    different: tuple[str, ...]


def guess_columns(
    headers: Sequence[str], sample_rows: Iterable[Sequence[str]], event: Event
) -> dict[str, str]:
    """The header of the column for each field that was recognised; all others are kept as `extra:` and the header.

    Give all rows if they are at hand: what an e-mail, an id or a state is shows in the content. Columns that only
    number the lines are left out.
    """
    if known.is_own_export(headers):
        guessed = {each.value: header for each, header in known.OWN_HEADERS.items()}
        others = (header for header in headers if header not in {*guessed.values(), *known.PROBLEM_HEADERS})
        return guessed | {EXTRA + header: header for header in others}
    columns = _columns(headers, sample_rows)
    guessed: dict[str, str] = {}
    free = [column for column in columns if not _says_nothing(column)]
    for guess in (_guess_days, _guess_fields, _guess_names, _guess_sessions, _guess_e_mail):
        guessed |= guess(free, event, guessed)
        free = [column for column in free if column.header not in guessed.values()]
    return guessed | {EXTRA + column.header: column.header for column in free}


def recognised(cells: Iterable[str]) -> int:
    """How many of these cells look like headers of a roster; what finds the line with the headers."""
    return sum(bool(cell) and len(cell) <= _LONGEST_HEADER and _is_known(cell) for cell in cells)


# -- reading headers ------------------------------------------------------------------------------------------


def _columns(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> list[_Column]:
    values: list[list[str]] = [[] for _ in headers]
    for row in rows:
        for said, cell in zip(values, row, strict=False):
            if cell and not cell.isspace():
                said.append(cell)
    return [
        _Column(header, tuple(said), tuple(dict.fromkeys(said))[:_ENOUGH])
        for header, said in zip(headers, values, strict=True)
    ]


def _variants(header: str) -> Iterator[tuple[int, str]]:
    """What a header may be looked up as, with the trust that a hit deserves."""
    yield 100, header_key(header)
    bare = _IN_BRACKETS.sub(" ", header)
    yield 95, header_key(bare)
    for part in _BORDERS.split(bare):
        yield 85, header_key(part)
    numberless = header_key(_NUMBER_BEHIND.sub("", bare))
    if numberless not in words.DAY_WORDS:
        yield 82, numberless
    said = [word for word in header_key(bare).split() if word not in known.FILLERS]
    yield 80, " ".join(said)
    yield 75, " ".join(word for word in said if word not in known.PERSONS)


@lru_cache(4096)
def _meanings(header: str) -> dict[Field, int]:
    """The trust with which a header means each field."""
    meanings: dict[Field, int] = {}
    for trust, key in _variants(header):
        for field in (*known.fields_by_header().get(key, ()), *_without_fillers().get(key, ())):
            meanings[field] = max(meanings.get(field, 0), trust)
    return meanings


@lru_cache(4096)
def _weak_meanings(header: str) -> dict[Field, int]:
    """The same for words that need the content's consent."""
    meanings: dict[Field, int] = {}
    for trust, key in _variants(header):
        for field in known.fields_by_weak_header().get(key, ()):
            meanings[field] = max(meanings.get(field, 0), trust - _WEAK)
    if _asks_for_days(header):
        meanings.setdefault(Field.DAYS, _WEAK)
    return meanings


def _asks_for_days(header: str) -> bool:
    """«On which days will you attend?»: days, and nothing else but words around them."""
    around = known.FILLERS | known.PERSONS | words.ATTENDING | words.CONNECTING
    said = {word for word in header_key(header).split() if word not in around}
    return bool(said) and said <= words.DAY_WORDS


@cache
def _without_fillers() -> dict[str, tuple[Field, ...]]:
    stripped: dict[str, tuple[Field, ...]] = {}
    for key, fields in known.fields_by_header().items():
        said = " ".join(word for word in key.split() if word not in known.FILLERS)
        if said and said != key:
            stripped[said] = (*stripped.get(said, ()), *fields)
    return stripped


@lru_cache(4096)
def _is_any_name(header: str) -> bool:
    return any(key in known.NAMES_FOR_ANY_PART for _, key in _variants(header))


def _is_known(header: str) -> bool:
    return bool(_meanings(header) or _weak_meanings(header)) or _is_any_name(header)


# -- guessing -------------------------------------------------------------------------------------------------


def _says_nothing(column: _Column) -> bool:
    """Ascending numbers under a word for numbers, one other value being allowed, for a row of totals; or our own remark."""
    if column.header in known.PROBLEM_HEADERS:
        return True
    if header_key(column.header) not in known.NUMBERING:
        return False
    values = [value.strip(" .") for value in column.values]
    numbers = [int(value) for value in values if value.isdecimal() and len(value) < 10]
    return numbers == sorted(set(numbers)) and len(values) - len(numbers) <= 1


def _guess_days(columns: list[_Column], event: Event, _: Mapping[str, str]) -> dict[str, str]:
    guessed: dict[str, str] = {}
    for column in columns:
        number = day_of_header(column.header, event)
        if number and _answers(column, partial(says_day, number=number, event=event)):
            guessed.setdefault(f"{DAY}{number}", column.header)
    return guessed


def _answers(column: _Column, understood: Callable[[str], bool | None]) -> bool:
    """Whether most cells say yes or no: the odd «maybe» is a problem of its row, and a total is none at all."""
    answers = {value for value in column.different if understood(value) is not None}
    return sum(value in answers for value in column.values) >= _MOST * len(column.values)


def _guess_fields(columns: list[_Column], event: Event, _: Mapping[str, str]) -> dict[str, str]:
    """The best column for each field and the best field for each column, most trusted first."""
    candidates: list[tuple[int, int, Field]] = []
    for position, column in enumerate(columns):
        strong = _meanings(column.header)
        for field, trust in (_weak_meanings(column.header) | strong).items():
            if _content_agrees(field, column, event, is_weak=field not in strong):
                candidates.append((trust + _likelihood(field, column, event), -position, field))
    guessed: dict[str, str] = {}
    for _trust, position, field in sorted(candidates, key=lambda each: each[:2], reverse=True):
        header = columns[-position].header
        if field not in guessed and header not in guessed.values():
            guessed[field.value] = header
    return guessed


def _likelihood(field: Field, column: _Column, event: Event) -> int:
    """What the content adds to or takes from the trust in a header, where other columns claim the field too."""
    if not column.values:
        return -_BLANK
    if field is Field.CATEGORY and _names_categories(column, event):
        return _EXPECTED
    if field is Field.EMAIL and _is_of_the_person(column.header):
        return _EXPECTED
    return -_REPEATED if field is Field.EXTERNAL_ID and _repeats(column) else 0


def _is_of_the_person(header: str) -> bool:
    """«Attendee email», beside which a bare «Email» is that of whoever ordered."""
    return not known.PERSONS.isdisjoint(header_key(header).split())


def _guess_names(columns: list[_Column], _: Event, guessed: Mapping[str, str]) -> dict[str, str]:
    """«Name», «Nume», «Nom», «Όνομα»: what is missing beside a given or a family name, else the whole name."""
    named = [each for each in columns if _is_any_name(each.header)]
    if not named:
        return {}
    column = next((each for each in named if each.values), named[0])
    has_given, has_family = Field.GIVEN in guessed, Field.FAMILY in guessed
    if has_given is not has_family:
        return {(Field.FAMILY if has_given else Field.GIVEN).value: column.header}
    return {} if Field.FULL_NAME in guessed else {Field.FULL_NAME.value: column.header}


def _guess_sessions(columns: list[_Column], event: Event, _: Mapping[str, str]) -> dict[str, str]:
    """Yes/no columns headed by a session's code or title."""
    codes = {
        header_key(name): session.code
        for _, session in event.sessions()
        for name in (session.title, session.code)
    }
    guessed: dict[str, str] = {}
    for column in columns:
        code = codes.get(header_key(column.header)) or codes.get(
            header_key(_IN_BRACKETS.sub("", column.header))
        )
        if code and column.values and _answers(column, mark):
            guessed.setdefault(SESSION + code, column.header)
    return guessed


def _guess_e_mail(columns: list[_Column], _: Event, guessed: Mapping[str, str]) -> dict[str, str]:
    """Without a header that says so, the column in which nearly everything is an address."""
    if Field.EMAIL in guessed:
        return {}
    for column in columns:
        if column.values and _share(_E_MAIL.fullmatch(value.strip()) for value in column.different) > 0.8:
            return {Field.EMAIL.value: column.header}
    return {}


def _content_agrees(field: Field, column: _Column, event: Event, *, is_weak: bool) -> bool:
    """Whether a column's content does not contradict its header, and for a weak word confirms it."""
    if not column.values:
        return True
    contradicts, confirms = _CONTRADICTS.get(field), _CONFIRMS.get(field) if is_weak else None
    return not (contradicts and contradicts(column)) and (confirms is None or confirms(column, event))


def _has_no_addresses(column: _Column) -> bool:
    return _share("@" in value for value in column.different) < 0.5


def _repeats(column: _Column) -> bool:
    return len(set(column.values)) < len(column.values)


def _counts_persons(column: _Column) -> bool:
    """«Guest» or «Attendee» above yes and no, or numbers."""
    said = (mark(value) is not None or value.strip().isdecimal() for value in column.different)
    return header_key(column.header) in known.PERSONS and all(said)


def _names_categories(column: _Column, event: Event) -> bool:
    categories = {fold(category.name) for category in event.categories}
    return bool(column.values) and _share(fold(value) in categories for value in column.different) >= 0.5


def _share(answers: Iterable[object]) -> float:
    counted = [bool(answer) for answer in answers]
    return sum(counted) / len(counted)


def _names_days(column: _Column, event: Event) -> bool:
    return _share(isinstance(days_in(value, event), frozenset) for value in column.different) >= 0.5


def _names_sessions(column: _Column, event: Event) -> bool:
    codes = {session.code for _, session in event.sessions()}
    return _share(not codes.isdisjoint(re.split(r"[,;\s]+", value)) for value in column.different) >= 0.5


def _names_states(column: _Column, _: Event) -> bool:
    return {fold(value) for value in column.values} <= words.ACTIVE | words.CANCELLED | words.BARRED


def _could_be_categories(column: _Column, event: Event) -> bool:
    few = len(column.different) <= min(_MOST_CATEGORIES, len(column.values) - 1)
    return few or _names_categories(column, event)


def _names_jobs(column: _Column, _: Event) -> bool:
    return _share(fold(value).strip(" .") in words.SALUTATIONS for value in column.different) < 0.5


_CONTRADICTS: dict[Field, Callable[[_Column], bool]] = {
    Field.EMAIL: _has_no_addresses,
    Field.FULL_NAME: _counts_persons,
}
_CONFIRMS: dict[Field, Callable[[_Column, Event], bool]] = {
    Field.EXTERNAL_ID: lambda column, _: not _repeats(column),
    Field.DAYS: _names_days,
    Field.SESSIONS: _names_sessions,
    Field.STATUS: _names_states,
    Field.CATEGORY: _could_be_categories,
    Field.JOB_TITLE: _names_jobs,
}
