"""What importing a roster would change: who is new, who is corrected, who is the same, who may be there twice.

A row is the same person as a known participant if the external id is the same, else if e-mail and folded name are,
else if the row has neither id nor e-mail and its folded name and organisation belong to exactly one person. Everybody
else is new; those who resemble somebody are shown beside them and never merged by themselves.

The steps that lead here are offered by this module too: `guess_columns`, `mapped` and `read_rows`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checkin_app.domain.event import Event
from checkin_app.domain.participant import Change, Participant, changes_between
from checkin_app.domain.roster_columns import guess_columns, recognised
from checkin_app.domain.roster_corrections import corrected, new_participant
from checkin_app.domain.roster_headers import Field
from checkin_app.domain.roster_mapping import mapped
from checkin_app.domain.roster_matching import Likeness, PossibleDuplicate, Repeat, likenesses, match_rows
from checkin_app.domain.roster_reading import read_rows
from checkin_app.domain.roster_rows import Problem, RosterRow, RosterTable
from checkin_app.domain.text import fold

__all__ = [
    "Field", "ImportPlan", "Likeness", "PossibleDuplicate", "Problem", "RosterRow", "RosterTable", "Same", "Update",
    "corrected", "guess_columns", "mapped", "new_participant", "plan_import", "read_rows", "recognised",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Update:
    """A row that corrects a known participant."""

    participant_id: str
    row: RosterRow
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """A row that says nothing new about a known participant."""

    participant_id: str
    row: RosterRow


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do, before anything is done; everything is in the order of the rows.

    Rows with `problems` are not imported, rows with `doubts` are. `possible_duplicates` are about new rows.
    `new_categories` are names that the event does not have yet. `columns` says what each field was read from.
    """

    new: tuple[RosterRow, ...]
    updated: tuple[Update, ...]
    same: tuple[Same, ...]
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...]
    possible_duplicates: tuple[PossibleDuplicate, ...]
    new_categories: tuple[str, ...]
    columns: Mapping[str, str]


def plan_import(
    rows: Sequence[RosterRow],
    problems: Sequence[Problem],
    known: Sequence[Participant],
    *,
    columns: Mapping[str, str] | None = None,
    event: Event | None = None,
    merged: Mapping[str, str] | None = None,
) -> ImportPlan:
    """Compare the rows of a file with everybody who is known, who stand in the order in which they came.

    `merged` are those of them who turned out to be somebody else on the roster, with that person's id: a row about
    them says nothing new.
    """
    columns, merged = columns or {}, merged or {}
    matching = match_rows(rows, known)
    compared = [
        (row, person, () if person.id in merged else _changes(person, row)) for row, person in matching.pairs
    ]
    updated = tuple(Update(person.id, row, changes) for row, person, changes in compared if changes)
    written = [*matching.new, *(update.row for update in updated)]
    repeated = (_problem(repeat, columns) for repeat in matching.repeats)
    return ImportPlan(
        new=tuple(matching.new),
        updated=updated,
        same=tuple(
            Same(merged.get(person.id, person.id), row) for row, person, changes in compared if not changes
        ),
        problems=_in_order((*problems, *repeated)),
        doubts=_in_order((*(doubt for row in written for doubt in row.doubts), *_twins(matching.new))),
        possible_duplicates=tuple(likenesses(matching.new, known)),
        new_categories=_new_categories(written, event),
        columns=dict(columns),
    )


def _changes(person: Participant, row: RosterRow) -> tuple[Change, ...]:
    after = corrected(person, row)
    return () if after is person else changes_between(person, after)


def _problem(repeat: Repeat, columns: Mapping[str, str]) -> Problem:
    what = "external id" if repeat.field is Field.EXTERNAL_ID else "e-mail and name"
    reason = f"The same person stands in row {repeat.earlier} already: the {what} is the same."
    return Problem(repeat.row.row, columns.get(repeat.field, ""), reason)


def _twins(new: Iterable[RosterRow]) -> Iterator[Problem]:
    """New rows that nothing tells from an earlier one but their place in the file."""
    seen: dict[tuple[str, ...], int] = {}
    for row in new:
        if not row.external_id and not row.email:
            earlier = seen.setdefault((fold(row.name), fold(row.organisation)), row.row)
            if earlier != row.row:
                yield Problem(row.row, "", f"The same name and organisation stand in row {earlier} too.")


def _new_categories(rows: Iterable[RosterRow], event: Event | None) -> tuple[str, ...]:
    known = {fold(category.name) for category in event.categories} if event else set[str]()
    named: dict[str, str] = {}
    for row in rows:
        if row.category:
            named.setdefault(fold(row.category), row.category)
    return tuple(name for key, name in named.items() if key not in known)


def _in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.row))
