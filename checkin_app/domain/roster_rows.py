"""A roster as a table, what its rows say about people, and what is wrong with them."""

from dataclasses import dataclass, field
from datetime import date

from checkin_app.domain.participant import Status


@dataclass(frozen=True, slots=True)
class RosterTable:
    """A roster as it stands in its file: headers, and rows of text that may be shorter than these.

    `first_row` is the number in the file of `rows[0]`, so that messages name rows as a spreadsheet shows them; blank
    rows are kept as empty ones. The last four say how the file was read, for whom wants to change it.
    """

    source: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first_row: int = 2
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row of the file is not imported, or what is odd about it; `reason` is a sentence."""

    row: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRow:
    """One person as a row of the roster describes them; an empty text says nothing about the field.

    `days` is None for all days of the event and for a row that says nothing about days; `stated_days` are the dates
    that the row states, all of them written out, or None if it is silent. `declined` are sessions that the row says the
    person is not registered for. `doubts` are oddities that do not keep the row out.
    """

    row: int
    given: str = ""
    family: str = ""
    badge_name: str = ""
    external_id: str = ""
    email: str = ""
    organisation: str = ""
    job_title: str = ""
    country: str = ""
    category: str = ""
    note: str = ""
    status: Status | None = None
    days: frozenset[date] | None = None
    stated_days: frozenset[date] | None = None
    sessions: frozenset[str] = field(default_factory=frozenset[str])
    declined: frozenset[str] = field(default_factory=frozenset[str])
    extra: tuple[tuple[str, str], ...] = ()
    doubts: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """Given and family name as spoken."""
        return f"{self.given} {self.family}".strip()
