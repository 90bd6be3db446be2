"""Imports, and what takes them back, in short transactions: scans go on between them, and each is whole or not at all.

Such an act begins with a record of its own, which the records of its people name, and ends with another. What has
begun and not ended is taken back: at once if the act fails or is stopped, else when the event file is next opened.
"""

import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from checkin_app.domain.categories import with_categories, without_categories
from checkin_app.domain.errors import CheckinError, NotFound, NotPossible, NotSaved
from checkin_app.domain.event import Event
from checkin_app.domain.log import (
    Fact,
    ImportUndone,
    ParticipantAdded,
    ParticipantChanged,
    ProgrammeChanged,
    RosterImported,
    StepsEnded,
)
from checkin_app.domain.roster import ImportPlan
from checkin_app.services.import_newcomers import NewcomersReady
from checkin_app.services.journal import Act, Journal
from checkin_app.services.long_work import Stopped, Work, result_of
from checkin_app.services.roster_undo import Reversal
from checkin_app.store import log, participants, presence, programme, steps, voids
from checkin_app.store.database import Connection
from checkin_app.store.import_lock import import_lock, lock_file
from checkin_app.store.log import Kept

T = TypeVar("T")

_AIM_S = 0.04
"""How long a transaction should take; a scan may have to wait for one."""
_AIM_ALONE_S = 0.12
"""The same where no desk is in this program: another program's scan waits for the file, and asks again in between."""
_FEWEST, _FIRST, _MOST = 250, 250, 2000
"""People in a transaction."""
_UNFOLDED = 8
"""Transactions until the write-ahead log is folded into the file, in a turn of its own; some 20 MB."""

_BUSY = "Another import is being written to this event. Wait until it has ended."


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; `record` is the id of its record in the log, empty if there was nothing to do."""

    record: str
    new: int
    updated: int


@dataclass(frozen=True, slots=True)
class UndoneImport:
    """What taking an import back did; `record` takes that back in turn.

    Of `people` everything is as it was before. Who came since stays on the roster (`stayed`), and what somebody
    changed again since stays as it is (`left_alone` people).
    """

    record: str
    people: int
    stayed: int
    left_alone: int


class _Pace:
    """How many people go into one transaction, found out on the way."""

    def __init__(self, aim_s: float = _AIM_S) -> None:
        self.people = _FIRST
        self._aim_s = aim_s
        self._unfolded = 0

    @contextmanager
    def timed(self, people: int) -> Generator[None]:
        """Around one transaction with so many people."""
        begun = time.perf_counter()
        yield
        self._unfolded += 1
        fitting = round(people * self._aim_s / (time.perf_counter() - begun))
        self.people = max(_FEWEST, min(_MOST, self.people * 2, fitting))

    def is_time_to_fold(self) -> bool:
        """Whether the write-ahead log should be folded into the file now."""
        if self._unfolded < _UNFOLDED:
            return False
        self._unfolded = 0
        return True


def write(
    journal: Journal, plan: ImportPlan, source: str, sha256: str, *, beside_a_desk: bool
) -> Work[Imported]:
    """Write a plan; see `RosterImportService.carry_out`."""
    if not plan.new and not plan.updated:
        return Imported("", 0, 0)
    record = log.new_id()
    begin = RosterImported(
        source, sha256, len(plan.new), len(plan.updated), plan.new_categories, in_steps=True
    )
    pace = _Pace(_AIM_S if beside_a_desk else _AIM_ALONE_S)
    done = yield from _whole(journal, record, _written(journal, record, plan, begin, pace))
    return done or Imported("", 0, 0)


def undo(journal: Journal, record: str) -> Work[UndoneImport]:
    """Take an import back, or an earlier undo of one; see `RosterImportService.undo`."""
    undoing = log.new_id()
    done = yield from _whole(journal, undoing, _undone(journal, undoing, record))
    return done or UndoneImport("", 0, 0, 0)


def recover(journal: Journal) -> int:
    """Take back what has begun and not ended, unless somebody is at it; how many acts that were.

    Nothing is written and no file touched if everything has ended.
    """
    with journal.reading() as connection:
        is_clean = not steps.unfinished(connection) and not lock_file(journal.path).exists()
    if is_clean:
        return 0
    with import_lock(journal.path) as is_ours:
        return _take_back_unfinished(journal) if is_ours else 0


def _whole(journal: Journal, record: str, writing: Work[T]) -> Work[T | None]:
    """The act that begins with `record`, alone; what it wrote is taken back if it fails, is stopped or closed."""
    with _alone(journal):
        _take_back_unfinished(journal)
        try:
            return (yield from writing)
        except Stopped:
            yield from _taken_back(journal, record)
            return None
        except BaseException:
            with suppress(CheckinError):  # the disk may be full: then it is taken back later
                result_of(_taken_back(journal, record))
            raise


@contextmanager
def _alone(journal: Journal) -> Generator[None]:
    try:
        with import_lock(journal.path) as is_ours:
            if not is_ours:
                raise NotPossible(_BUSY)
            yield
    except OSError as failure:
        raise NotSaved("", f"{failure.strerror or failure}.") from failure


def _written(
    journal: Journal, record: str, plan: ImportPlan, begin: RosterImported, pace: _Pace
) -> Work[Imported]:
    new, updated = len(plan.new), len(plan.updated)
    with journal.reading() as connection:
        ready = NewcomersReady(plan.new, record, programme.key(connection))
    changes = _changes(plan, record)
    done, total = 0, new + updated
    with closing(ready), journal.folding_by_hand() as fold:
        while done < total:
            yield done, total
            if pace.is_time_to_fold():
                fold()
                continue
            added = ready.take(pace.people)
            changed = list(islice(changes, pace.people)) if done + len(added) >= new and not added else []
            many = len(added) + len(changed)
            if not many:
                continue
            with pace.timed(many), journal.writing(record) as act:
                if not done:
                    act.append((record, begin))
                    _change_categories(act, with_categories(act.event, plan.new_categories))
                act.append_newcomers(added)
                act.append(*changed)
                done += many
                if done == total:
                    act.note(StepsEnded(record))
    return Imported(record, new, updated)


def _changes(plan: ImportPlan, record: str) -> Iterator[tuple[str, Fact]]:
    records = log.rising_ids(len(plan.updated))
    for update in plan.updated:
        yield next(records), ParticipantChanged(update.participant_id, update.changes, record)


def _undone(journal: Journal, undoing: str, record: str) -> Work[UndoneImport]:
    with journal.reading() as connection:
        kept = log.by_id(connection, record)
        if kept is None or not isinstance(kept[1], RosterImported | ImportUndone):
            raise NotFound("import", record)
        if voids.voided_by(connection, record):
            raise NotPossible("That import was taken back already.")
    return (yield from _Reversing(journal, kept, undoing).steps())


def _taken_back(journal: Journal, record: str) -> Work[None]:
    """What an unfinished act wrote; nothing if it had not begun."""
    with journal.reading() as connection:
        kept = log.by_id(connection, record) if record in steps.unfinished(connection) else None
    if kept is not None:
        yield from _Reversing(journal, kept).steps()


def _take_back_unfinished(journal: Journal) -> int:
    with journal.reading() as connection:
        records = steps.unfinished(connection)
    for record in records:
        result_of(_taken_back(journal, record))
    return len(records)


class _Reversing:
    """Takes back what the act of a record wrote, the last first.

    That is an act of its own if it has a record to begin with, else it ends the one that is taken back.
    """

    def __init__(self, journal: Journal, target: Kept, own: str = "") -> None:
        self._journal = journal
        self._target, self._undone = target
        self._own = own
        self._people = self._stayed = self._left_alone = 0

    def steps(self) -> Work[UndoneImport]:
        """One transaction after the other."""
        with self._journal.reading() as connection:
            end = steps.end_of(connection, self._target)
        total, pace = end - self._target.seq, _Pace()
        records, has_begun = log.rising_ids(total), False
        while end:
            yield self._target.seq + total - end, total
            with pace.timed(pace.people), self._journal.writing() as act:
                if self._own and not has_begun:
                    act.append((self._own, ImportUndone(self._target.id)))
                page = steps.page_before(act.connection, self._target, end, pace.people)
                act.append(*((next(records), fact) for fact in self._reversals(act.connection, page.kept)))
                has_begun, end = True, page.goes_on
                if not end:
                    self._end(act)
        return UndoneImport(self._own, self._people, self._stayed, self._left_alone)

    def _reversals(self, connection: Connection, kept: list[Kept]) -> Iterator[Fact]:
        voided = voids.voided_among(connection, (record.id for record, _ in kept))
        added = [record.subject for record, fact in kept if isinstance(fact, ParticipantAdded)]
        came = presence.days_present(connection, added) if added else {}
        self._stayed += len(came)
        back = [
            (record, fact)
            for record, fact in reversed(kept)
            if record.id not in voided and not (isinstance(fact, ParticipantAdded) and record.subject in came)
        ]
        reversal = Reversal(connection, back)
        for fact in reversal.facts():
            self._people += 1
            yield replace(fact, act=self._own) if isinstance(fact, ParticipantChanged) else fact
        self._left_alone += reversal.left_alone

    def _end(self, act: Act) -> None:
        undone, brings_back = self._undone, False
        while isinstance(undone, ImportUndone):
            kept = log.by_id(act.connection, undone.undoes)
            undone, brings_back = kept[1] if kept else None, not brings_back
        if isinstance(undone, RosterImported) and undone.new_categories:
            named = undone.new_categories
            used = participants.categories(act.connection)
            free = [name for name in named if name not in used]
            event = with_categories(act.event, named) if brings_back else without_categories(act.event, free)
            _change_categories(act, event)
        act.note(StepsEnded(self._own) if self._own else StepsEnded(self._target.id, whole=False))


def _change_categories(act: Act, event: Event) -> None:
    if event != act.event:
        act.note(ProgrammeChanged(event))
