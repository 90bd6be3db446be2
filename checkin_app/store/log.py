"""The only door for writing: a fact is appended to the log *and* applied to the tables in one transaction."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar, cast
from uuid import UUID, uuid4

import msgspec
import sqlalchemy as sa

from checkin_app.domain import log as facts
from checkin_app.domain.log import Fact, Record, Stamp
from checkin_app.store import badges, designs, merging, participants, presence, print_jobs, programme, voids
from checkin_app.store.records import Kept, by_id, by_ids, fact_of, record_of
from checkin_app.store.schema import desk as desk_table
from checkin_app.store.schema import log
from checkin_app.store.statements import Command, Question

__all__ = [
    "Kept",
    "append",
    "apply",
    "body_of",
    "by_id",
    "by_ids",
    "fact_of",
    "new_id",
    "record_of",
    "rising_ids",
]

_Act = TypeVar("_Act", bound=facts.ActOnPeople)
_ENCODER = msgspec.json.Encoder(order="sorted")
_HEAD = Question(
    sa.select(log.c.seq, log.c.hash)
    .where(log.c.desk == sa.bindparam("desk"))
    .order_by(log.c.seq.desc())
    .limit(1)
)
_INSERT = Command(sa.insert(log), [column.name for column in log.c if column.name != "position"])


def new_id() -> str:
    """An id for a record, a participant or a desk: who records makes it, so that a retry cannot record twice."""
    return str(uuid4())


def rising_ids(count: int) -> Iterator[str]:
    """As many ids, random but each above the last: an import fills the indexes page by page instead of all over."""
    for number in range(count):
        beginning = (number << 32 | secrets.randbits(32)) // count
        yield str(UUID(bytes=beginning.to_bytes(4) + secrets.token_bytes(12), version=4))


def append(connection: sa.Connection, stamp: Stamp, happened: Iterable[tuple[str, Fact]]) -> list[Record]:
    """Write facts, each under the record id given with it, to the end of the desk's chain, and apply them.

    Raises sqlalchemy's IntegrityError if a record id was used before or a rule behind the tables is broken; the
    caller's transaction is then worthless and rolls back.
    """
    head = _HEAD.first(connection, desk=stamp.desk)
    seq, prev_hash = (head.seq, head.hash) if head else (0, facts.FIRST_PREVIOUS_HASH)
    rows: list[dict[str, Any]] = []
    kept: list[Kept] = []
    for record_id, fact in happened:
        salted = _salted(fact)
        seq += 1
        row, record = _seal(stamp, seq, record_id, salted, prev_hash)
        prev_hash = record.hash
        rows.append(row)
        kept.append((record, salted))
    if rows:
        _INSERT.run_many(connection, rows)
        apply(connection, kept)
    return [record for record, _ in kept]


def apply(connection: sa.Connection, kept: Sequence[Kept]) -> None:
    """Change the tables as these records say; runs of one kind go together, so that an import is quick."""
    for kind, run in groupby(kept, key=lambda each: type(each[1])):
        _APPLIERS[kind](connection, list(run))


def body_of(fact: Fact) -> str:
    """The canonical JSON of a fact: sorted keys, no spaces."""
    return _ENCODER.encode(fact).decode()


def _header(stamp: Stamp, seq: int, record_id: str, kind: str, subject: str) -> tuple[str | int, ...]:
    at = facts.instant_text(stamp.at)
    return (stamp.desk, seq, record_id, at, stamp.day.isoformat(), kind, subject, stamp.operator)


def _salted(fact: Fact) -> Fact:
    """Personal data gets a random salt, so that the hash left after an erasure cannot be guessed back."""
    if isinstance(fact, facts.ParticipantAdded | facts.ParticipantChanged) and not fact.salt:
        return replace(fact, salt=secrets.token_hex(16))
    return fact


def _seal(
    stamp: Stamp, seq: int, record_id: str, fact: Fact, prev_hash: bytes
) -> tuple[dict[str, Any], Record]:
    body = body_of(fact)
    hashed_body = facts.body_hash(body)
    subject = facts.subject_of(fact)
    header = _header(stamp, seq, record_id, fact.kind, subject)
    own_hash = facts.record_hash(prev_hash, header, hashed_body)
    names = ("desk", "seq", "id", "at", "day", "kind", "subject", "operator")
    row = dict(zip(names, header, strict=True)) | {
        "body": body,
        "body_hash": hashed_body,
        "prev_hash": prev_hash,
        "hash": own_hash,
    }
    record = Record(
        stamp.desk, seq, record_id, stamp.at, stamp.day, fact.kind, subject, stamp.operator,
        hashed_body, prev_hash, own_hash,
    )  # fmt: skip
    return row, record


def _open_desks(connection: sa.Connection, kept: Sequence[tuple[Record, facts.DeskOpened]]) -> None:
    rows = [
        {
            "id": record.desk,
            "name": fact.name,
            "computer": fact.computer,
            "opened_at": facts.instant_text(record.at),
        }
        for record, fact in kept
    ]
    connection.execute(sa.insert(desk_table), rows)


def _void(connection: sa.Connection, kept: Sequence[tuple[Record, facts.Voided]]) -> None:
    for record, fact in kept:
        target = by_id(connection, fact.record)
        if target is None:
            raise LookupError(fact.record)
        voids.mark(connection, [(fact.record, record.id)])
        presence.take_back(connection, record, target)
        if isinstance(target[1], facts.Voided) and (again := by_id(connection, target[1].record)):
            presence.restore(connection, again)


def _acting(
    change: Callable[[sa.Connection, Sequence[tuple[Record, _Act]]], None],
) -> Callable[[sa.Connection, Sequence[tuple[Record, _Act]]], None]:
    """The applier of facts that may undo others."""

    def applier(connection: sa.Connection, kept: Sequence[tuple[Record, _Act]]) -> None:
        change(connection, kept)
        voids.mark(connection, [(fact.undoes, record.id) for record, fact in kept if fact.undoes])

    return applier


def _end_steps(connection: sa.Connection, kept: Sequence[tuple[Record, facts.StepsEnded]]) -> None:
    for _, fact in kept:
        begun = by_id(connection, fact.record)
        if begun is not None and fact.whole and isinstance(begun[1], facts.ImportUndone):
            voids.mark(connection, [(begun[1].undoes, fact.record)])


def _nothing(_connection: sa.Connection, _kept: Sequence[Kept]) -> None:
    """An imported roster changes the tables through the records of its people."""


_Applier = Callable[[sa.Connection, Sequence[Any]], None]
_APPLIERS = cast(
    "dict[type[Fact], _Applier]",
    {
        facts.EventCreated: programme.create,
        facts.DeskOpened: _open_desks,
        facts.ProgrammeChanged: programme.change,
        facts.CheckpointsRenamed: programme.rename,
        facts.RosterImported: _nothing,
        facts.ImportUndone: _nothing,
        facts.StepsEnded: _end_steps,
        facts.ParticipantAdded: participants.add,
        facts.ParticipantChanged: _acting(participants.change),
        facts.ParticipantsMerged: _acting(merging.merge),
        facts.ParticipantsParted: _acting(merging.part),
        facts.LookalikesJudged: _acting(merging.judge),
        facts.BadgeIssued: badges.issue,
        facts.BadgesPrinted: badges.mark_printed,
        facts.PrintQueued: print_jobs.queue,
        facts.PrintMoved: print_jobs.move,
        facts.PictureAdded: designs.add_pictures,
        facts.TemplateSaved: designs.save,
        facts.TemplateRemoved: designs.remove,
        facts.Entered: presence.enter,
        facts.Left: presence.leave,
        facts.Refused: _nothing,
        facts.Voided: _void,
    },
)
