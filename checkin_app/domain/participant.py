"""A participant of an event, what they are registered for, and the badges that carry their code."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum


class Status(StrEnum):
    """Whether a participant may come."""

    ACTIVE = "active"
    CANCELLED = "cancelled"
    BARRED = "barred"
    REMOVED = "removed"
    """no longer on the roster: not listed, found, counted or printed; what happened stays in the log"""


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

    @property
    def is_removed(self) -> bool:
        """Whether the person was taken off the roster."""
        return self.status is Status.REMOVED

    def is_registered_on(self, day: date) -> bool:
        """Whether the person is expected on that day."""
        return self.days is None or day in self.days


TEXT_FIELDS = (
    "given", "family", "badge_name", "external_id", "email", "organisation", "job_title", "country", "category", "note",
)  # fmt: skip
"""The fields of a participant that are plain text."""

Value = str | bool | tuple[str, ...] | None
"""A participant's field in a `Change`: text, a flag, a sorted list (of ISO dates or session codes) or nothing."""

EXTRA = "extra:"
"""What the field name of an extra column begins with in a `Change`."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a participant before and after; an extra column is called `extra:` and its header."""

    field: str
    before: Value
    after: Value


_PLAIN_FIELDS = [f.name for f in fields(Participant) if f.name not in {"id", "extra"}]


def changes_between(before: Participant, after: Participant) -> tuple[Change, ...]:
    """What was edited, in the order of the fields; empty if nothing was."""
    plain = [
        Change(name, _value(before, name), _value(after, name))
        for name in _PLAIN_FIELDS
        if getattr(before, name) != getattr(after, name)
    ]
    old, new = dict(before.extra), dict(after.extra)
    extra = [
        Change(EXTRA + column, old.get(column), new.get(column))
        for column in (old | new)
        if old.get(column) != new.get(column)
    ]
    return (*plain, *extra)


def with_changes(participant: Participant, changes: Iterable[Change]) -> Participant:
    """The participant after these changes; `before` values are not compared. ValueError for an unknown field."""
    extra = dict(participant.extra)
    plain: dict[str, object] = {}
    for change in changes:
        if change.field.startswith(EXTRA):
            column = change.field.removeprefix(EXTRA)
            if isinstance(change.after, str):
                extra[column] = change.after
            else:
                extra.pop(column, None)
        elif change.field in _PLAIN_FIELDS:
            plain[change.field] = _field(change.field, change.after)
        else:
            raise ValueError(change.field)
    return replace(participant, extra=tuple(extra.items()), **plain)  # type: ignore[arg-type]  # names checked above


def taking_back(participant: Participant, changes: Iterable[Change]) -> tuple[Change, ...]:
    """What takes these changes back where they still hold; a field that was changed again since stays.

    Of a list of days or sessions only what was added is removed, and what was removed is added again.
    """
    reversals = (_reversal(change, value_of(participant, change.field)) for change in changes)
    return tuple(each for each in reversals if each is not None)


def _reversal(change: Change, now: Value) -> Change | None:
    if now == change.after:
        return Change(change.field, now, change.before)
    if isinstance(change.before, tuple) and isinstance(change.after, tuple) and isinstance(now, tuple):
        before, after, current = set(change.before), set(change.after), set(now)
        added, removed = after - before, before - after
        if added <= current and not removed & current:
            return Change(change.field, now, tuple(sorted((current - added) | removed)))
    return None


def value_of(participant: Participant, name: str) -> Value:
    """A field as a `Change` writes it; None for an extra column that the person does not have."""
    if name.startswith(EXTRA):
        return dict(participant.extra).get(name.removeprefix(EXTRA))
    return _value(participant, name)


def _value(participant: Participant, name: str) -> Value:
    match name:
        case "days":
            days = participant.days
            return None if days is None else tuple(sorted(day.isoformat() for day in days))
        case "sessions":
            return tuple(sorted(participant.sessions))
        case "status":
            return participant.status.value
        case _:
            return getattr(participant, name)


def _field(name: str, value: Value) -> object:
    match name, value:
        case "days", tuple():
            return frozenset(date.fromisoformat(day) for day in value)
        case "sessions", tuple():
            return frozenset(value)
        case "status", str():
            return Status(value)
        case _:
            return value


class ReplacedBecause(StrEnum):
    """Why a badge's code was made invalid."""

    LOST = "lost"
    DAMAGED = "damaged"
    MISSPELT = "misspelt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A code that was given out; `participant` is None for a spare that nobody has yet. Instants are UTC.

    `printed_as` is the mark of what the last print said, empty if it was not kept.
    """

    code: str
    participant: str | None
    issued_at: datetime
    printed_at: datetime | None = None
    printed_as: str = ""
    replaced_at: datetime | None = None
    replaced_because: ReplacedBecause | None = None
