"""Correcting attendance by hand: by further records that give a reason, never by changing one."""

from datetime import datetime

from checkin_app.domain.checkin import Entry
from checkin_app.domain.correction import Correction, instant_of_entry, instant_of_exit, stated
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.log import Entered, Left, Voided
from checkin_app.services import undoing
from checkin_app.services.journal import Act
from checkin_app.store import participants, presence, records


def add_entry(
    act: Act, participant: str, checkpoint: Checkpoint, reason: str, at: datetime | None
) -> Correction:
    """Somebody was there whom nobody scanned; see `AttendanceService.correct`."""
    why = stated(reason)
    if participants.by_id(act.connection, participant) is None:
        raise NotFound("participant", participant)
    when = instant_of_entry(act.event, checkpoint, act.stamp.at, at)
    if _entries(act, participant, checkpoint):
        raise NotPossible("The person is recorded there already.")
    record = act.note(Entered(participant, checkpoint, by_hand=why, happened_at=when))
    return Correction(participant, checkpoint, why, (record,))


def take_entries_back(act: Act, participant: str, checkpoint: Checkpoint, reason: str) -> Correction:
    """Somebody was not there: every entry at the checkpoint is taken back, at a day's entrance every one of the day."""
    why = stated(reason)
    entries = _entries(act, participant, checkpoint)
    if not entries:
        raise NotPossible("The person is not recorded there.")
    latest_first = reversed(entries)
    undone = tuple(undoing.undo(act, entry.record, why).record for entry in latest_first)
    return Correction(participant, checkpoint, why, undone)


def add_exit(act: Act, entry: str, reason: str, at: datetime) -> Correction:
    """Somebody left and was not scanned; `entry` is the record of the entry that ends."""
    why = stated(reason)
    owner = presence.owner_of(act.connection, entry)
    known = {each.record: each for each in presence.entries_of(act.connection, owner)}
    if entry not in known:
        raise NotFound("entry", entry)
    ended = known[entry]
    if ended.left_at is not None:
        raise NotPossible("The person is recorded as gone from there already.")
    when = instant_of_exit(act.event, ended, act.stamp.at, at)
    record = act.note(Left(owner, ended.checkpoint, entry, why, when))
    return Correction(owner, ended.checkpoint, why, (record,))


def take_back(act: Act, correction: Correction) -> Correction:
    """Undo a correction, or do it again; its records are taken back, the last one first."""
    reversed_by = tuple(_reverse(act, record, correction.reason) for record in reversed(correction.records))
    return Correction(correction.participant, correction.checkpoint, correction.reason, reversed_by)


def _reverse(act: Act, record: str, reason: str) -> str:
    """An entry or exit is taken back; one that was taken back counts again; one that counts again is taken back."""
    took_back = records.by_id(act.connection, record)
    if took_back is None or not isinstance(took_back[1], Voided):
        return undoing.undo(act, record, reason).record
    before = records.by_id(act.connection, took_back[1].record)
    if before is not None and isinstance(before[1], Voided):
        return undoing.undo(act, before[1].record, reason).record
    return undoing.redo(act, record).record


def _entries(act: Act, participant: str, checkpoint: Checkpoint) -> list[Entry]:
    if checkpoint.session:
        return presence.entries_at(act.connection, participant, checkpoint)
    everywhere = presence.entries_of(act.connection, participant)
    return [entry for entry in everywhere if entry.checkpoint.day == checkpoint.day]
