"""A participant of an event, what they are registered for, and the badges that carry their code."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Status(StrEnum):
    """Whether a participant may come."""

    ACTIVE = "active"
    CANCELLED = "cancelled"
    BARRED = "barred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person on the roster.

    `days` is None for «all days of the event, also those added later», else the dates registered for.
    `sessions` holds the codes of the sessions registered for by name. `extra` keeps the roster's other columns
    as (column, value) pairs in the roster's order. `note` is what staff must read at check-in.
    """

    id: str
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
    status: Status = Status.ACTIVE
    walk_in: bool = False
    days: frozenset[date] | None = None
    sessions: frozenset[str] = field(default_factory=frozenset[str])
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Given and family name as spoken."""
        return f"{self.given} {self.family}".strip()

    def is_registered_on(self, day: date) -> bool:
        """Whether the person is expected on that day."""
        return self.days is None or day in self.days


class ReplacedBecause(StrEnum):
    """Why a badge's code was made invalid."""

    LOST = "lost"
    DAMAGED = "damaged"
    MISSPELT = "misspelt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A code that was given out; `participant` is None for a spare that nobody has yet. Instants are UTC."""

    code: str
    participant: str | None
    issued_at: datetime
    printed_at: datetime | None = None
    replaced_at: datetime | None = None
    replaced_because: ReplacedBecause | None = None
