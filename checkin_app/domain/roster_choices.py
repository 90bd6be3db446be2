"""What the organiser decides about single rows of an import: add, bring up to date, fill in what is missing, leave out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from checkin_app.domain.participant import Change, changes_between
from checkin_app.domain.roster import ImportPlan, Same, Update
from checkin_app.domain.roster_corrections import corrected
from checkin_app.domain.roster_rows import Problem, RosterRow
from checkin_app.domain.text import fold


class Act(StrEnum):
    """What becomes of a row."""

    ADD = "add"
    """as a new person"""
    OVERWRITE = "overwrite"
    """what the row says replaces what is known; a blank cell still replaces nothing"""
    FILL = "fill"
    """only fields that are empty so far are taken from the row"""
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class RowChoice:
    """The act for a row; `person` is the id of whom a new row is, for OVERWRITE and FILL."""

    act: Act
    person: str = ""


_ADD = RowChoice(Act.ADD)

Choices = Mapping[int, RowChoice]
"""By the number of the row; rows that are not in it stay as planned."""


def usual_choice(plan: ImportPlan, row: int) -> RowChoice | None:
    """What is planned for a row without a choice; None where there is nothing to choose."""
    if any(new.row == row for new in plan.new):
        return RowChoice(Act.ADD)
    person = next((update.participant_id for update in plan.updated if update.row.row == row), None)
    return None if person is None else RowChoice(Act.OVERWRITE, person)


def with_choices(plan: ImportPlan, choices: Choices) -> ImportPlan:
    """The plan as decided row by row; rows that are skipped are in no part of it.

    A new row can only be one of the people it was shown beside, and somebody whom another row is already is a problem.
    ValueError for a choice that the plan does not offer.
    """
    if not choices:
        return plan
    merged, clashes = _merged(plan, choices)
    updated = [*(update for each in plan.updated if (update := _decided(each, choices))), *merged]
    taken = {update.row.row for update in merged} | {problem.row for problem in clashes}
    new = [row for row in plan.new if row.row not in taken and not _is_skipped(row, choices)]
    emptied = [update for update in updated if not update.changes]
    written = [update for update in updated if update.changes]
    same = [*plan.same, *(Same(update.participant_id, update.row) for update in emptied)]
    still_new = {row.row for row in new}
    remaining = still_new | {update.row.row for update in written}
    return replace(
        plan,
        new=tuple(new),
        updated=tuple(sorted(written, key=lambda update: update.row.row)),
        same=tuple(sorted(same, key=lambda each: each.row.row)),
        problems=tuple(sorted((*plan.problems, *clashes), key=lambda problem: problem.row)),
        doubts=tuple(doubt for doubt in plan.doubts if doubt.row in remaining),
        possible_duplicates=tuple(pair for pair in plan.possible_duplicates if pair.row.row in still_new),
        new_categories=_still_named(plan, new, written),
    )


def _merged(plan: ImportPlan, choices: Choices) -> tuple[list[Update], list[Problem]]:
    """New rows that are somebody who is known, and those whose person another row is already."""
    claimed = {each.participant_id: each.row.row for each in (*plan.same, *plan.updated)}
    claimed = {person: row for person, row in claimed.items() if choices.get(row, _ADD).act is not Act.SKIP}
    beside = {(pair.row.row, pair.participant.id): pair.participant for pair in plan.possible_duplicates}
    merged: list[Update] = []
    clashes: list[Problem] = []
    for row in plan.new:
        choice = choices.get(row.row, _ADD)
        if choice.act not in {Act.OVERWRITE, Act.FILL}:
            continue
        person = beside.get((row.row, choice.person))
        if person is None:
            raise ValueError(f"row {row.row} was not shown beside {choice.person}")
        if choice.person in claimed:
            reason = f"Row {claimed[choice.person]} is the same person already."
            clashes.append(Problem(row.row, "", reason))
        else:
            claimed[choice.person] = row.row
            changes = changes_between(person, corrected(person, row))
            merged.append(
                Update(choice.person, row, changes if choice.act is Act.OVERWRITE else filling(changes))
            )
    return merged, clashes


def _decided(update: Update, choices: Choices) -> Update | None:
    choice = choices.get(update.row.row)
    if choice is None:
        return update
    match choice.act:
        case Act.OVERWRITE:
            return update
        case Act.FILL:
            changes = filling(update.changes)
            return update if changes == update.changes else replace(update, changes=changes)
        case Act.SKIP:
            return None
        case Act.ADD:
            raise ValueError(f"row {update.row.row} is somebody who is known")


def filling(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Those of the changes that replace nothing; no days stated means all days, which is not empty."""
    return tuple(
        change for change in changes if change.field != "days" and change.before in ("", None, (), False)
    )


def _is_skipped(row: RosterRow, choices: Choices) -> bool:
    return choices.get(row.row, _ADD).act is Act.SKIP


def _still_named(plan: ImportPlan, new: Sequence[RosterRow], updated: Sequence[Update]) -> tuple[str, ...]:
    named = {fold(name) for name in _categories(plan, new, updated)}
    return tuple(name for name in plan.new_categories if fold(name) in named)


def _categories(plan: ImportPlan, new: Sequence[RosterRow], updated: Sequence[Update]) -> Iterator[str]:
    as_planned = {id(update) for update in plan.updated}
    yield from (row.category for row in new)
    for update in updated:
        yield update.row.category if id(update) in as_planned else ""
        yield from (str(change.after) for change in update.changes if change.field == "category")
