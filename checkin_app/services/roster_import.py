"""Bringing a roster file into the event: first what would change, then all of it or nothing."""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from checkin_app.domain import code
from checkin_app.domain.badge import PALETTE
from checkin_app.domain.event import Category, Event
from checkin_app.domain.log import (
    Fact,
    ParticipantAdded,
    ParticipantChanged,
    ProgrammeChanged,
    RosterImported,
)
from checkin_app.domain.roster import (
    ImportPlan,
    RosterTable,
    guess_columns,
    mapped,
    new_participant,
    plan_import,
    read_rows,
)
from checkin_app.services.journal import Act, Journal
from checkin_app.store import log, merging, participants, programme

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; `record` is the id of its record in the log, empty if there was nothing to do."""

    record: str
    new: int
    updated: int


class RosterImportService:
    """What an organiser can ask for about a roster file. Attendance is never touched."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def prepare(self, table: RosterTable, overrides: Iterable[str] = ()) -> ImportPlan:
        """What importing a table would change; nothing is written.

        `overrides` correct the guessed columns and are written `FIELD=COLUMN`. BadInput if no column holds a name, or
        for an override that names a field or column that there is not.
        """
        with self._journal.reading() as connection:
            event = programme.read(connection)
            known = list(participants.everybody_ever(connection))
            merged = merging.absorbed(connection)
        guessed = guess_columns(table.headers, table.rows, event)
        columns = mapped(guessed, table.headers, overrides, event)
        rows, problems = read_rows(table, columns, event)
        return plan_import(rows, problems, known, columns=columns, event=event, merged=merged)

    def carry_out(
        self, plan: ImportPlan, source: str, sha256: str = ""
    ) -> Generator[tuple[int, int], None, Imported]:
        """Write a plan, yielding (people done, people to do); closed before its end it leaves nothing behind."""
        total = len(plan.new) + len(plan.updated)
        if not total:
            return Imported("", 0, 0)
        with self._journal.writing() as act:
            record = act.note(RosterImported(source, sha256, len(plan.new), len(plan.updated)))
            if plan.new_categories:
                act.note(ProgrammeChanged(with_categories(act.event, plan.new_categories)))
            people = _people(act, plan, record)
            done = 0
            while batch := list(islice(people, _BATCH)):
                act.append(*((log.new_id(), fact) for fact in batch))
                done += len(batch)
                yield done, total
        return Imported(record, len(plan.new), len(plan.updated))


def with_categories(event: Event, names: Iterable[str]) -> Event:
    """The event with further categories, each in a colour that is still free as long as there are any."""
    categories = list(event.categories)
    for name in names:
        used = {category.colour for category in categories}
        free = [colour for colour in PALETTE if colour not in used]
        colour = free[0] if free else list(PALETTE)[len(categories) % len(PALETTE)]
        categories.append(Category(name, colour))
    return replace(event, categories=tuple(categories))


def _people(act: Act, plan: ImportPlan, record: str) -> Iterator[Fact]:
    for row in plan.new:
        yield ParticipantAdded(new_participant(row, log.new_id()), code.make(act.key), record)
    for update in plan.updated:
        yield ParticipantChanged(update.participant_id, update.changes, record)
