"""Reading the rows of a roster into people: every cell cleaned and understood, or its row refused with a reason."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from checkin_app.domain import roster_words as words
from checkin_app.domain.errors import BadInput
from checkin_app.domain.event import Event
from checkin_app.domain.participant import Status
from checkin_app.domain.roster_days import NotDays, days_in, says_day
from checkin_app.domain.roster_headers import DAY, EXTRA, SESSION, Field
from checkin_app.domain.roster_names import puts_family_first, split_name
from checkin_app.domain.roster_rows import Problem, RosterRow, RosterTable
from checkin_app.domain.roster_sessions import SessionCodes
from checkin_app.domain.text import bare_cell, clean, fold, mixes_scripts

LONGEST_NAME = 200
"""Characters of a name; a longer one is refused, never cut."""
LONGEST_TEXT = 32_767
"""Characters of any other cell, which is also as much as a spreadsheet's cell holds."""

_NAMES = (Field.GIVEN, Field.FAMILY, Field.FULL_NAME, Field.BADGE_NAME)
_TEXTS = (
    *_NAMES, Field.EXTERNAL_ID, Field.EMAIL, Field.ORGANISATION, Field.JOB_TITLE, Field.COUNTRY, Field.CATEGORY, Field.NOTE,
)  # fmt: skip
_STATES = (
    dict.fromkeys(words.ACTIVE, Status.ACTIVE)
    | dict.fromkeys(words.CANCELLED, Status.CANCELLED)
    | dict.fromkeys(words.BARRED, Status.BARRED)
)
_NO_ADDRESS = frozenset({"-", "--", "n/a", "na", "none", "anonymous", "nu", "no", "/", ".", "?"})
_ADDRESS = re.compile(r"(?:.*<|mailto:)?([^<>\s]+@[^<>\s]+?)>?", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(r"[\s:=.,\d]+$")


def read_rows(
    table: RosterTable, columns: Mapping[str, str], event: Event
) -> tuple[list[RosterRow], list[Problem]]:
    """The people of a table, and the problems of the rows that are not among them.

    Blank rows and rows of totals are passed over. A row with any problem is not read at all. BadInput if no column
    holds a name, or a column does not exist.
    """
    reader = _Reader(table, columns, event)
    rows = [
        row
        for number, cells in enumerate(table.rows, table.first_row)
        if (row := reader.row(number, cells)) is not None
    ]
    return rows, reader.problems


class _Reader:
    """Reads row by row; remembers what it has understood, as most cells of a column are alike."""

    def __init__(self, table: RosterTable, columns: Mapping[str, str], event: Event) -> None:
        self.problems: list[Problem] = []
        self._event = event
        self._columns = columns
        self._width = len(table.headers)
        self._positions = positions = _positions(table, columns)
        self._texts = [(field.value, positions[field]) for field in _TEXTS if field in positions]
        self._whose = [positions[field] for field in (*_NAMES, Field.EXTERNAL_ID) if field in positions]
        self._extra = _with_prefix(EXTRA, positions)
        self._marked_days = [(int(number), at) for number, at in _with_prefix(DAY, positions)]
        self._marked_sessions = _with_prefix(SESSION, positions)
        self._family_first = puts_family_first(columns.get(Field.FULL_NAME, ""))
        self._categories = {fold(category.name): category.name for category in event.categories}
        self._codes = SessionCodes(event)
        self._all_days = frozenset(day.date for day in event.days)
        self._days_read: dict[str, frozenset[date] | NotDays] = {}
        self._days_kept: dict[frozenset[date], frozenset[date]] = {}

    def row(self, number: int, cells: Sequence[str]) -> RosterRow | None:
        """The person of a row; None if there is none, or a problem was noted."""
        if not any(cells):
            return None
        said = [clean(bare_cell(cell)) if cell else "" for cell in cells]
        if not any(said) or _is_total(said) or self._only_counts(said):
            return None
        known_problems = len(self.problems)
        self._note_shape(number, said)
        said += [""] * (self._width - len(said))
        texts = self._named(number, {name: said[at] for name, at in self._texts if said[at]})
        days = self._days_of(number, said)
        sessions, declined = self._sessions_of(number, said)
        status = self._status_of(number, said)
        if len(self.problems) > known_problems:
            return None
        return RosterRow(
            row=number,
            **texts,
            status=status,
            days=None if days == self._all_days else days,
            stated_days=days,
            sessions=sessions,
            declined=declined,
            extra=tuple((name, said[at]) for name, at in self._extra if said[at]),
            doubts=tuple(self._doubts(number, texts)),
        )

    def _only_counts(self, said: Sequence[str]) -> bool:
        """A row of numbers that is nobody's: it has neither a name nor an id, and no letter anywhere."""
        if any(at < len(said) and said[at] for at in self._whose):
            return False
        return not any(any(map(str.isalpha, cell)) or "@" in cell for cell in said) and any(
            map(_is_number, said)
        )

    def _note(self, number: int, field: str, reason: str) -> None:
        self.problems.append(Problem(number, self._columns.get(field, ""), reason))

    def _note_shape(self, number: int, said: Sequence[str]) -> None:
        """Cells beyond the last header shift a person's data; endless cells are no data of a person."""
        if any(said[self._width :]):
            found = f"The row has {len(said)} cells, but there are {self._width} headers"
            self._note(
                number, "", f"{found}: is there a separator within a cell that has no quotation marks?"
            )
        if max(map(len, said)) > LONGEST_TEXT:
            self._note(number, "", f"A cell has more than {LONGEST_TEXT:,} characters.")

    def _named(self, number: int, texts: dict[str, str]) -> dict[str, str]:
        """The texts with the name in its two parts, the e-mail bare and the category as the event spells it."""
        for field in _NAMES:
            if len(texts.get(field, "")) > LONGEST_NAME:
                length = len(texts[field])
                self._note(
                    number, field, f"The name has {length} characters; at most {LONGEST_NAME} are possible."
                )
        whole = texts.pop(Field.FULL_NAME, "")
        if Field.GIVEN not in texts and Field.FAMILY not in texts:
            whole = whole or texts.get(Field.BADGE_NAME, "")
        if whole and not (Field.GIVEN in texts and Field.FAMILY in texts):
            texts["given"], texts["family"] = split_name(whole, family_first=self._family_first)
        if not texts.get(Field.GIVEN) and not texts.get(Field.FAMILY):
            self._note(number, self._name_field(), "The row has no name.")
        if Field.EMAIL in texts:
            texts["email"] = _address(texts[Field.EMAIL])
        if Field.CATEGORY in texts:
            texts["category"] = self._categories.setdefault(
                fold(texts[Field.CATEGORY]), texts[Field.CATEGORY]
            )
        return texts

    def _name_field(self) -> str:
        return next(field for field in (Field.FAMILY, Field.FULL_NAME, *_NAMES) if field in self._columns)

    def _days_of(self, number: int, said: Sequence[str]) -> frozenset[date] | None:
        """The days a row states, by list or by yes/no columns; None if it states nothing."""
        days: set[date] = set()
        stated = False
        if (at := self._positions.get(Field.DAYS)) is not None and said[at]:
            stated = True
            listed = self._days_read.get(said[at]) or days_in(said[at], self._event)
            self._days_read[said[at]] = listed
            if isinstance(listed, NotDays):
                self._note(number, Field.DAYS, listed.reason)
            else:
                days |= listed
        for day, at in self._marked_days:
            if said[at]:
                stated = True
                answer = says_day(said[at], day, self._event)
                if answer is None:
                    self._note(number, f"{DAY}{day}", f"«{said[at]}» is neither yes nor no.")
                elif answer:
                    days.add(self._event.days[day - 1].date)
        if not stated:
            return None
        found = frozenset(days)
        return self._days_kept.setdefault(found, found)

    def _sessions_of(self, number: int, said: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
        """The sessions a row registers for, and those it says no to; a list says no to all others."""
        chosen: frozenset[str] = frozenset()
        declined: frozenset[str] = frozenset()
        if (at := self._positions.get(Field.SESSIONS)) is not None and said[at]:
            listed = self._codes.in_cell(said[at])
            if isinstance(listed, str):
                self._note(number, Field.SESSIONS, listed)
            else:
                chosen, declined = listed, self._codes.all - listed
        for code, at in self._marked_sessions:
            if said[at]:
                answer = words.mark(said[at])
                if answer is None:
                    self._note(number, SESSION + code, f"«{said[at]}» is neither yes nor no.")
                chosen = chosen | {code} if answer else chosen
                declined = declined - {code} if answer else declined | {code}
        return chosen, declined - chosen

    def _status_of(self, number: int, said: Sequence[str]) -> Status | None:
        at = self._positions.get(Field.STATUS)
        if at is None or not said[at]:
            return None
        status = _STATES.get(fold(said[at]))
        if status is None:
            states = ", ".join(dict.fromkeys(status.value for status in _STATES.values()))
            self._note(number, Field.STATUS, f"«{said[at]}» is not understood; use {states}.")
        return status

    def _doubts(self, number: int, texts: Mapping[str, str]) -> Iterable[Problem]:
        for field in (*_NAMES, Field.ORGANISATION):
            text = texts.get(field, "")
            mixed = [] if text.isascii() else [word for word in text.split() if mixes_scripts(word)]
            for word in mixed:
                column = self._columns.get(field) or self._columns.get(Field.FULL_NAME, "")
                yield Problem(number, column, f"«{word}» mixes letters of two alphabets that look alike.")
        if (address := texts.get(Field.EMAIL)) and "@" not in address:
            yield Problem(number, self._columns[Field.EMAIL], f"«{address}» is no e-mail address.")


def _is_number(cell: str) -> bool:
    return cell.replace(".", "").replace(",", "").isdecimal()


def _positions(table: RosterTable, columns: Mapping[str, str]) -> dict[str, int]:
    if not any(field in columns for field in _NAMES):
        listed = ", ".join(f"«{header}»" for header in table.headers)
        raise BadInput(
            table.source,
            f"No column is known to hold names. The columns are: {listed}.",
            remedy="Say which column it is, for example full_name=COLUMN or given=COLUMN and family=COLUMN.",
        )
    position = {header: at for at, header in enumerate(table.headers)}
    missing = next((header for header in columns.values() if header not in position), None)
    if missing is not None:
        raise BadInput(table.source, f"There is no column «{missing}».", where=f"row {table.first_row - 1}")
    return {field: position[header] for field, header in columns.items()}


def _with_prefix(prefix: str, positions: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(name.removeprefix(prefix), at) for name, at in positions.items() if name.startswith(prefix)]


def _is_total(said: Sequence[str]) -> bool:
    """A row that only counts: a word like «Total» first, and nothing but numbers behind."""
    first, *others = [cell for cell in said if cell]
    if first[:1].lower() not in words.TOTALS_BEGIN:
        return False
    counted = all(not any(map(str.isalpha, cell)) for cell in others)
    return counted and _NUMBER_BEHIND.sub("", fold(first)) in words.TOTALS


def _address(text: str) -> str:
    """The address within «Ion Popescu <ion@example.org>»; nothing for «n/a» and the like."""
    if text.lower() in _NO_ADDRESS:
        return ""
    found = _ADDRESS.fullmatch(text)
    return found[1] if found else text
