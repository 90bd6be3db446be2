"""The badges in the event file: which codes were given out, printed and replaced."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import zip_longest

import sqlalchemy as sa

from checkin_app.domain.log import BadgeIssued, BadgesPrinted, Record, instant_of, instant_text
from checkin_app.domain.participant import Badge, ReplacedBecause
from checkin_app.store.schema import AnyRow, badge
from checkin_app.store.statements import Command, Question, RowCommand

_ISSUED = ("code", "participant", "issued_at")
_INSERT = Command(sa.insert(badge), _ISSUED)
_INSERT_ROWS = RowCommand(sa.insert(badge), _ISSUED)
_BY_CODE = Question(sa.select(badge).where(badge.c.code == sa.bindparam("code")))
_VALID_OF = Question(
    sa.select(badge)
    .where(badge.c.participant == sa.bindparam("who"), badge.c.replaced_at.is_(None))
    .order_by(badge.c.issued_at, badge.c.code)
)
_TAKE_SPARE = sa.update(badge).where(
    badge.c.code == sa.bindparam("spare"), badge.c.participant.is_(None), badge.c.replaced_at.is_(None)
)
_PRINTED = (
    sa.update(badge)
    .where(badge.c.code == sa.bindparam("printed"))
    .values(printed_at=sa.bindparam("at"), printed_as=sa.bindparam("mark"))
)


def insert(connection: sa.Connection, issued: Iterable[tuple[Record, str, str | None]]) -> None:
    """Give out codes: the record that says so, the code, the participant's id or None."""
    rows = [
        {"code": code, "participant": participant, "issued_at": instant_text(record.at)}
        for record, code, participant in issued
    ]
    _INSERT.run_many(connection, rows)


def insert_rows(connection: sa.Connection, rows: Sequence[tuple[str, str, str]]) -> None:
    """Give out codes: the code, the participant's id, the instant as the log writes it."""
    _INSERT_ROWS.run_many(connection, rows)


def issue(connection: sa.Connection, kept: Sequence[tuple[Record, BadgeIssued]]) -> None:
    """Give out codes, and end the ones they replace. A spare that nobody has becomes the participant's."""
    for record, fact in kept:
        for code in filter(None, (fact.replaces, *fact.also_replaces)):
            ended = {
                "replaced_at": instant_text(record.at),
                "replaced_because": fact.because.value if fact.because else None,
            }
            connection.execute(sa.update(badge).where(badge.c.code == code).values(ended))
        taken = {"spare": fact.code, "participant": fact.participant}
        if not (fact.participant and connection.execute(_TAKE_SPARE, taken).rowcount):
            insert(connection, [(record, fact.code, fact.participant)])


def mark_printed(connection: sa.Connection, kept: Sequence[tuple[Record, BadgesPrinted]]) -> None:
    """Remember when badges last came out, and what they said."""
    rows = [
        {"printed": code, "at": instant_text(record.at), "mark": mark or None}
        for record, fact in kept
        for code, mark in zip_longest(fact.codes, fact.marks)
    ]
    if rows:
        connection.execute(_PRINTED, rows)


def count_printed(connection: sa.Connection) -> int:
    """How many badges have been printed."""
    printed = badge.c.printed_at.is_not(None)
    return connection.execute(sa.select(sa.func.count()).select_from(badge).where(printed)).scalar_one()


def by_code(connection: sa.Connection, code: str) -> Badge | None:
    """The badge that carries this code."""
    row = _BY_CODE.first(connection, code=code)
    return badge_of(row) if row else None


def valid_ones(connection: sa.Connection, among: Sequence[str] | None = None) -> dict[str, Badge]:
    """The badge that is in force, by participant (of these ids, if given); the newest if there are several."""
    query = sa.select(badge).where(badge.c.participant.is_not(None), badge.c.replaced_at.is_(None))
    if among is not None:
        query = query.where(badge.c.participant.in_(among))
    rows = connection.execute(query.order_by(badge.c.issued_at, badge.c.code))
    return {row.participant: badge_of(row) for row in rows}


def in_force(
    connection: sa.Connection, among: Sequence[str] | None = None
) -> dict[str, tuple[str, datetime | None]]:
    """Of the badge that is in force, by participant as in `valid_ones`, the code and when it was printed."""
    query = sa.select(badge.c.participant, badge.c.code, badge.c.printed_at).where(
        badge.c.participant.is_not(None), badge.c.replaced_at.is_(None)
    )
    if among is not None:
        query = query.where(badge.c.participant.in_(among))
    rows = connection.execute(query.order_by(badge.c.issued_at, badge.c.code))
    return {who: (code, instant_of(printed_at) if printed_at else None) for who, code, printed_at in rows}


def codes_in_force(connection: sa.Connection) -> dict[str, list[str]]:
    """Every code in force by participant, the newest last: who was merged may have several."""
    query = sa.select(badge.c.participant, badge.c.code).where(
        badge.c.participant.is_not(None), badge.c.replaced_at.is_(None)
    )
    codes: dict[str, list[str]] = {}
    for who, code in connection.execute(query.order_by(badge.c.issued_at, badge.c.code)):
        codes.setdefault(who, []).append(code)
    return codes


def valid_of(connection: sa.Connection, participant: str) -> list[Badge]:
    """The badges in force of one participant, the newest last."""
    return [badge_of(row) for row in _VALID_OF.all(connection, who=participant)]


def badge_of(row: AnyRow) -> Badge:
    """The badge that a row describes."""
    return Badge(
        code=row.code,
        participant=row.participant,
        issued_at=instant_of(row.issued_at),
        printed_at=instant_of(row.printed_at) if row.printed_at else None,
        printed_as=row.printed_as or "",
        replaced_at=instant_of(row.replaced_at) if row.replaced_at else None,
        replaced_because=ReplacedBecause(row.replaced_because) if row.replaced_because else None,
    )
