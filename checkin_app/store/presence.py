"""Who is and was where, in the event file: entries, exits, and what was taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

import sqlalchemy as sa
from msgspec import json

from checkin_app.domain.checkin import Entry
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.log import (
    Entered,
    Fact,
    Left,
    Record,
    Voided,
    instant_of,
    instant_of_move,
    instant_text,
)
from checkin_app.store.schema import AnyRow, desk, presence
from checkin_app.store.statements import Command, Question

_AT_CHECKPOINT = (
    presence.c.participant == sa.bindparam("who"),
    presence.c.day == sa.bindparam("on"),
    presence.c.session == sa.bindparam("to"),
)
_OPEN = (presence.c.left_at.is_(None), presence.c.voided_by.is_(None))
_INSERT = Command(
    sa.insert(presence),
    ("record", "participant", "day", "session", "entered_at", "desk", "operator", "forced"),
)
_END: dict[str, sa.BindParameter[str | None]] = {
    "left_at": sa.bindparam("at"),
    "left_record": sa.bindparam("by"),
}
_OVERTAKE = Command(sa.update(presence).where(*_AT_CHECKPOINT, *_OPEN).values(_END))
_FALL_BACK = (
    sa.update(presence)
    .where(
        presence.c.participant == sa.bindparam("who"), presence.c.left_record == sa.bindparam("overtaking")
    )
    .values(left_at=None, left_record=None)
)
_LEAVE = sa.update(presence).where(presence.c.record == sa.bindparam("entry")).values(_END)
_WITH_DESK = sa.select(presence, desk.c.name.label("desk_name")).join(desk, desk.c.id == presence.c.desk)
_OF_PERSON = Question(
    _WITH_DESK.where(*_AT_CHECKPOINT, presence.c.voided_by.is_(None)).order_by(
        presence.c.entered_at, presence.c.record
    )
)

_DAYS_OF_PERSON = Question(
    sa.select(presence.c.day)
    .where(
        presence.c.participant == sa.bindparam("who"),
        presence.c.voided_by.is_(None),
        presence.c.record != sa.bindparam("but_for"),
    )
    .distinct()
    .order_by(presence.c.day)
)
_OF_PEOPLE = Question(
    _WITH_DESK.where(
        presence.c.participant.in_(
            sa.select(sa.func.json_each(sa.bindparam("listed")).table_valued("value"))
        ),
        presence.c.day == sa.bindparam("on"),
        presence.c.session == sa.bindparam("to"),
        presence.c.voided_by.is_(None),
    ).order_by(presence.c.left_at.is_(None), presence.c.entered_at, presence.c.record)
)
"""Ended entries first, so that an open one is a person's last."""


def enter(connection: sa.Connection, kept: Sequence[tuple[Record, Entered]]) -> None:
    """People came in."""
    for record, fact in kept:
        _overtake(connection, record, fact)
        row = {
            "record": record.id,
            "participant": fact.participant,
            "day": fact.checkpoint.day.isoformat(),
            "session": fact.checkpoint.session,
            "entered_at": instant_text(instant_of_move(record, fact)),
            "desk": record.desk,
            "operator": record.operator,
            "forced": fact.forced or fact.by_hand,
        }
        _INSERT.run(connection, row)


def leave(connection: sa.Connection, kept: Sequence[tuple[Record, Left]]) -> None:
    """People went out."""
    for record, fact in kept:
        at = instant_text(instant_of_move(record, fact))
        connection.execute(_LEAVE, {"entry": fact.entry, "at": at, "by": record.id})


def take_back(connection: sa.Connection, by: Record, target: tuple[Record, Fact]) -> None:
    """`by` voids the record `target`: what it did to the presence is undone."""
    record, fact = target
    match fact:
        case Entered():
            _mark_voided(connection, record, by.id)
            connection.execute(_FALL_BACK, {"who": owner_of(connection, record.id), "overtaking": record.id})
        case Left():
            connection.execute(_LEAVE, {"entry": fact.entry, "at": None, "by": None})
        case Voided():
            return
        case _:
            raise LookupError(record.id)


def restore(connection: sa.Connection, target: tuple[Record, Fact]) -> None:
    """The record `target` counts again, because its undo was taken back."""
    record, fact = target
    match fact:
        case Entered():
            _overtake(connection, record, _as_it_is_now(connection, record, fact))
            _mark_voided(connection, record, None)
        case Left():
            leave(connection, [(record, fact)])
        case _:
            raise LookupError(record.id)


def owner_of(connection: sa.Connection, entry: str) -> str:
    """Whose entry that is now, which changes when people are merged; empty if there is no such entry."""
    query = sa.select(presence.c.participant).where(presence.c.record == entry)
    return connection.execute(query).scalar() or ""


def entries_at(connection: sa.Connection, participant: str, checkpoint: Checkpoint) -> list[Entry]:
    """A person's entries at a checkpoint, the first one first; voided ones are left out."""
    day, session = checkpoint.day.isoformat(), checkpoint.session
    return [entry_of(row) for row in _OF_PERSON.all(connection, who=participant, on=day, to=session)]


def latest_entries(
    connection: sa.Connection, people: Sequence[str], checkpoint: Checkpoint
) -> dict[str, Entry]:
    """The latest entry at a checkpoint of each of these people who has one; an open one is always the latest."""
    listed = json.encode(people).decode()
    day, session = checkpoint.day.isoformat(), checkpoint.session
    rows = _OF_PEOPLE.all(connection, listed=listed, on=day, to=session)
    return {row.participant: entry_of(row) for row in rows}


def open_entries(connection: sa.Connection, day: date, among: Sequence[str] | None = None) -> Iterator[Entry]:
    """Every entry of a day that nobody has ended (of these people, if given)."""
    query = _WITH_DESK.where(presence.c.day == day.isoformat(), *_OPEN)
    if among is not None:
        query = query.where(presence.c.participant.in_(among))
    for row in connection.execute(query):
        yield entry_of(row)


def all_entries(connection: sa.Connection, day: date | None = None) -> Iterator[Entry]:
    """Every entry that counts, in the order of time."""
    query = _WITH_DESK.where(presence.c.voided_by.is_(None))
    if day is not None:
        query = query.where(presence.c.day == day.isoformat())
    for row in connection.execute(query.order_by(presence.c.entered_at, presence.c.record)):
        yield entry_of(row)


def entries_of(connection: sa.Connection, participant: str) -> list[Entry]:
    """Every entry of a person that counts, anywhere, in the order of time."""
    query = _WITH_DESK.where(presence.c.participant == participant, presence.c.voided_by.is_(None))
    ordered = query.order_by(presence.c.entered_at, presence.c.record)
    return [entry_of(row) for row in connection.execute(ordered)]


def count_open(connection: sa.Connection, checkpoint: Checkpoint, *, since: datetime | None = None) -> int:
    """How many people are at a checkpoint and have not left; only those who entered `since`, if given."""
    query = sa.select(sa.func.count()).select_from(presence).where(*_at(checkpoint), *_OPEN)
    if since is not None:
        query = query.where(presence.c.entered_at >= instant_text(since))
    return connection.execute(query).scalar_one()


def count_people(connection: sa.Connection, checkpoint: Checkpoint) -> int:
    """How many different people have entered at a checkpoint."""
    people = sa.func.count(presence.c.participant.distinct())
    return connection.execute(
        sa.select(people).where(*_at(checkpoint), presence.c.voided_by.is_(None))
    ).scalar_one()


def people_by_checkpoint(connection: sa.Connection) -> dict[Checkpoint, int]:
    """How many different people have entered, for every checkpoint at which anybody has."""
    people = sa.func.count(presence.c.participant.distinct()).label("people")
    query = sa.select(presence.c.day, presence.c.session, people).where(presence.c.voided_by.is_(None))
    rows = connection.execute(query.group_by(presence.c.day, presence.c.session))
    return {Checkpoint(date.fromisoformat(row.day), row.session): row.people for row in rows}


def has_been_used(connection: sa.Connection, session: str) -> bool:
    """Whether anybody has ever entered a session of that code, be it taken back since."""
    return (
        connection.execute(sa.select(presence.c.record).where(presence.c.session == session).limit(1)).first()
        is not None
    )


def count_entries(connection: sa.Connection, checkpoint: Checkpoint, since: datetime) -> int:
    """How many entries there were at a checkpoint from an instant on."""
    query = sa.select(sa.func.count()).where(*_at(checkpoint), presence.c.voided_by.is_(None))
    return connection.execute(query.where(presence.c.entered_at >= instant_text(since))).scalar_one()


def days_present(connection: sa.Connection, among: Sequence[str] | None = None) -> dict[str, list[date]]:
    """For everybody (of these ids, if given) who ever came, the days on which they were there."""
    query = sa.select(presence.c.participant, presence.c.day).where(presence.c.voided_by.is_(None))
    if among is not None:
        query = query.where(presence.c.participant.in_(among))
    days: dict[str, list[date]] = {}
    for row in connection.execute(query.distinct().order_by(presence.c.day)):
        days.setdefault(row.participant, []).append(date.fromisoformat(row.day))
    return days


def days_of(connection: sa.Connection, participant: str, *, but_for: str = "") -> tuple[date, ...]:
    """The days on which one person came, by any entry but that of one record."""
    rows = _DAYS_OF_PERSON.all(connection, who=participant, but_for=but_for)
    return tuple(date.fromisoformat(row.day) for row in rows)


def entry_of(row: AnyRow) -> Entry:
    """The entry that a row with its desk's name describes."""
    return Entry(
        record=row.record,
        participant=row.participant,
        checkpoint=Checkpoint(date.fromisoformat(row.day), row.session),
        entered_at=instant_of(row.entered_at),
        desk=row.desk_name,
        left_at=instant_of(row.left_at) if row.left_at else None,
        forced=row.forced,
    )


def _at(checkpoint: Checkpoint) -> tuple[sa.ColumnElement[bool], ...]:
    return presence.c.day == checkpoint.day.isoformat(), presence.c.session == checkpoint.session


def _at_checkpoint(fact: Entered) -> dict[str, str]:
    return {
        "who": fact.participant,
        "on": fact.checkpoint.day.isoformat(),
        "to": fact.checkpoint.session,
    }


def _overtake(connection: sa.Connection, record: Record, fact: Entered) -> None:
    """An entry that ended with its session is over for good when the person is let in once more."""
    ended = {"at": instant_text(instant_of_move(record, fact)), "by": record.id}
    _OVERTAKE.run(connection, _at_checkpoint(fact) | ended)


def _as_it_is_now(connection: sa.Connection, record: Record, fact: Entered) -> Entered:
    """The session may have another code than when the entry was written, and the person may have been merged."""
    where = sa.select(presence.c.participant, presence.c.day, presence.c.session)
    row = connection.execute(where.where(presence.c.record == record.id)).one()
    checkpoint = Checkpoint(date.fromisoformat(row.day), row.session)
    return replace(fact, participant=row.participant, checkpoint=checkpoint)


def _mark_voided(connection: sa.Connection, record: Record, by: str | None) -> None:
    connection.execute(sa.update(presence).where(presence.c.record == record.id).values(voided_by=by))
