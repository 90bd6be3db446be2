"""The only door for writing: a fact is appended to the log *and* applied to the tables in one transaction."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar, cast
from uuid import uuid4

import sqlalchemy as sa

from checkin_app.domain import log as facts
from checkin_app.domain.log import Fact, Record, Stamp
from checkin_app.store import (
    badges,
    certificates,
    designs,
    merging,
    participants,
    presence,
    print_jobs,
    programme,
    tickets,
    voids,
)
from checkin_app.store.bodies import body_of, salted
from checkin_app.store.newcomers import Newcomer
from checkin_app.store.records import Kept, by_id, by_ids, fact_of, record_of
from checkin_app.store.schema import desk as desk_table
from checkin_app.store.schema import log
from checkin_app.store.statements import Command, Question, RowCommand

__all__ = [
    "Kept",
    "append",
    "append_newcomers",
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
_HEAD = Question(
    sa.select(log.c.seq, log.c.hash)
    .where(log.c.desk == sa.bindparam("desk"))
    .order_by(log.c.seq.desc())
    .limit(1)
)
_COLUMNS = [column.name for column in log.c if column.name != "position"]
_INSERT = Command(sa.insert(log), _COLUMNS)
_INSERT_ROWS = RowCommand(sa.insert(log), _COLUMNS)


def new_id() -> str:
    """An id for a record, a participant or a desk: who records makes it, so that a retry cannot record twice."""
    return str(uuid4())


def rising_ids(count: int, part: range | None = None) -> Iterator[str]:
    """As many ids, random but each above the last: an import fills the indexes page by page instead of all over.

    With `part` only those with these numbers, of 0 … count - 1.
    """
    for number in range(count) if part is None else part:
        random = secrets.token_bytes(16)
        beginning = (number << 32 | int.from_bytes(random[12:])) // count
        digits = random[:12].hex()
        variant = "89ab"[random[0] & 3]
        yield f"{beginning:08x}-{digits[2:6]}-4{digits[6:9]}-{variant}{digits[9:12]}-{digits[12:]}"


def append(connection: sa.Connection, stamp: Stamp, happened: Iterable[tuple[str, Fact]]) -> list[Record]:
    """Write facts, each under the record id given with it, to the end of the desk's chain, and apply them.

    Raises sqlalchemy's IntegrityError if a record id was used before or a rule behind the tables is broken; the
    caller's transaction is then worthless and rolls back.
    """
    seq, prev_hash = _end_of_chain(connection, stamp.desk)
    rows: list[dict[str, Any]] = []
    kept: list[Kept] = []
    for record_id, fact in happened:
        said = salted(fact)
        seq += 1
        row, record = _seal(stamp, seq, record_id, said, prev_hash)
        prev_hash = record.hash
        rows.append(row)
        kept.append((record, said))
    if rows:
        _INSERT.run_many(connection, rows)
        apply(connection, kept)
    return [record for record, _ in kept]


def append_newcomers(connection: sa.Connection, stamp: Stamp, newcomers: Sequence[Newcomer]) -> None:
    """As `append` does with the `ParticipantAdded` of people who were made ready; nearly all is SQLite's own time."""
    seq, prev_hash = _end_of_chain(connection, stamp.desk)
    at, day, kind = facts.instant_text(stamp.at), stamp.day.isoformat(), facts.ParticipantAdded.kind
    rows: list[tuple[object, ...]] = []
    for newcomer in newcomers:
        seq += 1
        header = (stamp.desk, seq, newcomer.record, at, day, kind, newcomer.id, stamp.operator)
        own_hash = facts.record_hash(prev_hash, header, newcomer.body_hash)
        rows.append((*header, newcomer.body, newcomer.body_hash, prev_hash, own_hash))
        prev_hash = own_hash
    _INSERT_ROWS.run_many(connection, rows)
    participants.add_newcomers(connection, newcomers)
    badges.insert_rows(connection, [(each.code, each.id, at) for each in newcomers])


def apply(connection: sa.Connection, kept: Sequence[Kept]) -> None:
    """Change the tables as these records say; runs of one kind go together, so that an import is quick."""
    for kind, run in groupby(kept, key=lambda each: type(each[1])):
        _APPLIERS[kind](connection, list(run))


def _end_of_chain(connection: sa.Connection, desk: str) -> tuple[int, bytes]:
    head = _HEAD.first(connection, desk=desk)
    return (head.seq, head.hash) if head else (0, facts.FIRST_PREVIOUS_HASH)


def _header(stamp: Stamp, seq: int, record_id: str, kind: str, subject: str) -> tuple[str | int, ...]:
    at = facts.instant_text(stamp.at)
    return (stamp.desk, seq, record_id, at, stamp.day.isoformat(), kind, subject, stamp.operator)


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
        facts.TicketSent: tickets.note_sent,
        facts.TicketRefused: tickets.note_refused,
        facts.TicketsWanted: tickets.want_again,
        facts.TicketsWorded: tickets.word,
        facts.Entered: presence.enter,
        facts.Left: presence.leave,
        facts.Refused: _nothing,
        facts.Voided: _void,
        facts.CertificatesIssued: certificates.issue,
    },
)
