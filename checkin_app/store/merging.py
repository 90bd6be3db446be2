"""People who are one person, and people who only look alike, in the event file."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from msgspec import json

from checkin_app.domain.log import LookalikesJudged, ParticipantsMerged, ParticipantsParted, Record
from checkin_app.store.schema import badge, merged, presence, told_apart

_LISTED = sa.select(sa.func.json_each(sa.bindparam("listed")).table_valued("value"))
_GIVE_ENTRIES = (
    sa.update(presence).where(presence.c.record.in_(_LISTED)).values(participant=sa.bindparam("owner"))
)
_GIVE_CODES = sa.update(badge).where(badge.c.code.in_(_LISTED)).values(participant=sa.bindparam("owner"))
_END = (
    sa.update(presence)
    .where(presence.c.record == sa.bindparam("ended"))
    .values(left_at=sa.bindparam("at"), left_record=sa.bindparam("by"))
)
_OPEN = (presence.c.left_at.is_(None), presence.c.voided_by.is_(None))
_ABSORBED = sa.select(merged)
_APART = sa.select(told_apart)


def merge(connection: sa.Connection, kept: Sequence[tuple[Record, ParticipantsMerged]]) -> None:
    """The absorbed people's entries and badges become the kept ones'."""
    for _, fact in kept:
        connection.execute(sa.insert(merged), {"absorbed": fact.absorbed, "kept": fact.kept})
        _end_doubles(connection, fact.kept, fact.absorbed)
        _give(connection, fact, fact.kept)


def part(connection: sa.Connection, kept: Sequence[tuple[Record, ParticipantsParted]]) -> None:
    """And become theirs again."""
    for _, fact in kept:
        connection.execute(sa.delete(merged).where(merged.c.absorbed == fact.absorbed))
        _give(connection, fact, fact.absorbed)
        _reopen(connection, (fact.kept, fact.absorbed))


def judge(connection: sa.Connection, kept: Sequence[tuple[Record, LookalikesJudged]]) -> None:
    """Remember, or forget, that two people who look alike are two."""
    for _, fact in kept:
        first, second = sorted((fact.first, fact.second))
        if fact.are_two:
            connection.execute(sa.insert(told_apart), {"first": first, "second": second})
        else:
            connection.execute(
                sa.delete(told_apart).where(told_apart.c.first == first, told_apart.c.second == second)
            )


def absorbed(connection: sa.Connection) -> dict[str, str]:
    """Everybody who was merged with somebody, with the id of the person on the roster who they are."""
    direct = {row.absorbed: row.kept for row in connection.execute(_ABSORBED)}
    return {each: _last(direct, kept) for each, kept in direct.items()}


def absorbed_by(connection: sa.Connection, kept: str) -> list[str]:
    """The ids of those who turned out to be this person."""
    return [each for each, who in absorbed(connection).items() if who == kept]


def all_told_apart(connection: sa.Connection) -> set[frozenset[str]]:
    """The pairs of ids of people who look alike and are two."""
    return {frozenset((row.first, row.second)) for row in connection.execute(_APART)}


def entries_of(connection: sa.Connection, participant: str) -> tuple[str, ...]:
    """The records of all entries of a person, also of those that were taken back."""
    query = sa.select(presence.c.record).where(presence.c.participant == participant)
    return tuple(connection.execute(query.order_by(presence.c.record)).scalars())


def codes_of(connection: sa.Connection, participant: str) -> tuple[str, ...]:
    """The codes of all badges of a person, also of those that were replaced."""
    query = sa.select(badge.c.code).where(badge.c.participant == participant)
    return tuple(connection.execute(query.order_by(badge.c.code)).scalars())


def _last(direct: dict[str, str], kept: str) -> str:
    while kept in direct:
        kept = direct[kept]
    return kept


def _give(connection: sa.Connection, fact: ParticipantsMerged | ParticipantsParted, owner: str) -> None:
    connection.execute(_GIVE_ENTRIES, {"listed": _text(fact.entries), "owner": owner})
    connection.execute(_GIVE_CODES, {"listed": _text(fact.codes), "owner": owner})


def _end_doubles(connection: sa.Connection, one: str, other: str) -> None:
    """Who is inside somewhere twice is inside once: the later entry ends the earlier one, as at the door."""
    first, second = presence.alias(), presence.alias()
    doubles = sa.select(first.c.record, first.c.entered_at, second.c.record, second.c.entered_at).where(
        first.c.participant == one,
        second.c.participant == other,
        first.c.day == second.c.day,
        first.c.session == second.c.session,
        *(column.is_(None) for each in (first, second) for column in (each.c.left_at, each.c.voided_by)),
    )
    for record, entered_at, other_record, other_entered_at in connection.execute(doubles).all():
        earlier, later = sorted(((entered_at, record), (other_entered_at, other_record)))
        connection.execute(_END, {"ended": earlier[1], "at": later[0], "by": later[1]})


def _reopen(connection: sa.Connection, people: tuple[str, str]) -> None:
    """No entry ends by an entry of somebody else: it is open again, or ended by the person's own open one."""
    other = presence.alias()
    ended = (
        sa.select(presence)
        .join(other, other.c.record == presence.c.left_record)
        .where(presence.c.participant.in_(people), other.c.participant != presence.c.participant)
        .order_by(presence.c.entered_at.desc(), presence.c.record.desc())
    )
    for row in connection.execute(ended).all():
        own = sa.select(presence.c.record, presence.c.entered_at).where(
            presence.c.participant == row.participant,
            presence.c.day == row.day,
            presence.c.session == row.session,
            *_OPEN,
        )
        still = connection.execute(own).first()
        at, by = (still.entered_at, still.record) if still and row.voided_by is None else (None, None)
        connection.execute(_END, {"ended": row.record, "at": at, "by": by})


def _text(ids: Iterable[str]) -> str:
    return json.encode(list(ids)).decode()
