"""Taking back entries and exits, and taking that back: by further records, never by removing one."""

from dataclasses import dataclass

from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.log import Entered, Fact, Left, Record, Voided, instant_of_move
from checkin_app.services.journal import Act
from checkin_app.services.scan_lines import ScanLine, lines_of
from checkin_app.store import presence, renames, scans, voids
from checkin_app.store.database import Connection


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back (or done again): the scan, and the record by which it can be reversed."""

    record: str
    scan: ScanLine


def undo(act: Act, record: str, reason: str) -> Undone:
    """Take back the desk's last entry or exit of today, or the chosen record; see `CheckinService.undo`."""
    target = _undoable(act, record, reason)
    return Undone(act.note(Voided(target, reason)), _line(act.connection, target))


def redo(act: Act, undone: str) -> Undone:
    """Take back an undo, by its record; see `CheckinService.redo`."""
    kept = renames.by_id(act.connection, undone)
    if kept is None or not isinstance(kept[1], Voided):
        raise NotFound("undo", undone)
    if voids.voided_by(act.connection, undone):
        raise NotPossible("That undo was taken back already.")
    original = renames.by_id(act.connection, kept[1].record)
    if original is None or _contradicts(act, *original):
        raise NotPossible("The person has come or gone since; check them in or out instead.")
    return Undone(act.note(Voided(undone, "")), _line(act.connection, kept[1].record))


def _undoable(act: Act, record: str, reason: str) -> str:
    if not record:
        last = scans.last_act(act.connection, act.stamp.desk, act.stamp.day)
        if last is None:
            raise NotPossible("There is nothing to undo: this desk has checked nobody in or out today.")
        _refuse_if_followed(act, last[1])
        return last[0].id
    kept = renames.by_id(act.connection, record)
    if kept is None or not isinstance(kept[1], Entered | Left):
        raise NotFound("entry or exit", record)
    if voids.voided_by(act.connection, record):
        raise NotPossible("That was taken back already.")
    if kept[0].day != act.stamp.day and not reason.strip():
        raise NotPossible("That was on another day: give a reason for the correction.")
    _refuse_if_followed(act, kept[1])
    return record


def _line(connection: Connection, record: str) -> ScanLine:
    kept = renames.by_id(connection, record)
    if kept is None:
        raise NotFound("record", record)
    return lines_of(connection, [(kept, voids.voided_by(connection, record) or "")])[0]


def _refuse_if_followed(act: Act, fact: Fact) -> None:
    """An exit stays while a later entry of the person counts, which could not have been without the exit."""
    if isinstance(fact, Left):
        person = presence.owner_of(act.connection, fact.entry)
        entries = presence.entries_at(act.connection, person, fact.checkpoint)
        if entries and (entries[-1].record != fact.entry or any(entry.left_at is None for entry in entries)):
            raise NotPossible("The person has come in again since: undo that first.")


def _contradicts(act: Act, record: Record, fact: Fact) -> bool:
    """Whether an act that was taken back cannot count again, because the person has come or gone since."""
    match fact:
        case Entered():
            person = presence.owner_of(act.connection, record.id)
            entries = presence.entries_at(act.connection, person, fact.checkpoint)
            at = instant_of_move(record, fact)
            return any(entry.entered_at > at or entry.is_inside(act.event, at) for entry in entries)
        case Left():
            person = presence.owner_of(act.connection, fact.entry)
            entries = presence.entries_at(act.connection, person, fact.checkpoint)
            return not any(entry.record == fact.entry and entry.left_at is None for entry in entries)
        case _:
            return True
