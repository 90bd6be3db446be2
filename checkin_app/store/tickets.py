"""The tickets that went out by e-mail: what became of each code's, and how the messages are worded."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from checkin_app.domain.log import (
    Record,
    TicketRefused,
    TicketSent,
    TicketsWanted,
    TicketsWorded,
    instant_of,
    instant_text,
)
from checkin_app.domain.ticket_mail import Posted, Wording
from checkin_app.store.schema import AnyRow, ticket, ticket_text

_WANT = sa.update(ticket).where(ticket.c.code == sa.bindparam("wanted_code")).values(wanted=1)


def note_sent(connection: sa.Connection, kept: Sequence[tuple[Record, TicketSent]]) -> None:
    """Tickets that a server took over."""
    for record, fact in kept:
        values = {"address": fact.address, "subject": fact.subject, "sent_at": instant_text(record.at)}
        values |= {"refused": None, "wanted": 0}
        put = sqlite.insert(ticket).values(code=fact.code, times=1, **values)
        again = {**values, "times": ticket.c.times + 1}
        connection.execute(put.on_conflict_do_update(index_elements=["code"], set_=again))


def note_refused(connection: sa.Connection, kept: Sequence[tuple[Record, TicketRefused]]) -> None:
    """Tickets that a server will not take for this address."""
    for _, fact in kept:
        values = {"address": fact.address, "refused": fact.why, "wanted": 0}
        put = sqlite.insert(ticket).values(code=fact.code, subject="", times=0, **values)
        connection.execute(put.on_conflict_do_update(index_elements=["code"], set_=values))


def want_again(connection: sa.Connection, kept: Sequence[tuple[Record, TicketsWanted]]) -> None:
    """Tickets that are due once more; one that was never sent is due anyway."""
    codes = [{"wanted_code": code} for _, fact in kept for code in fact.codes]
    if codes:
        connection.execute(_WANT, codes)


def word(connection: sa.Connection, kept: Sequence[tuple[Record, TicketsWorded]]) -> None:
    """Word the messages; the last wording counts."""
    for _, fact in kept:
        words = {"subject": fact.subject, "text": fact.text}
        put = sqlite.insert(ticket_text).values(one=1, **words)
        connection.execute(put.on_conflict_do_update(index_elements=["one"], set_=words))


def all_posted(connection: sa.Connection) -> dict[str, Posted]:
    """What became of every ticket so far, by code."""
    return {row.code: _posted_of(row) for row in connection.execute(sa.select(ticket))}


def posted(connection: sa.Connection, codes: Sequence[str]) -> dict[str, Posted]:
    """The same for some codes."""
    some = sa.select(ticket).where(ticket.c.code.in_(codes))
    return {row.code: _posted_of(row) for row in connection.execute(some)}


def wording(connection: sa.Connection) -> Wording | None:
    """How the organiser has worded the messages; None if nobody has yet."""
    row = connection.execute(sa.select(ticket_text)).one_or_none()
    return Wording(row.subject, row.text) if row else None


def _posted_of(row: AnyRow) -> Posted:
    return Posted(
        address=row.address,
        sent_at=instant_of(row.sent_at) if row.sent_at else None,
        refused=row.refused or "",
        times=row.times,
        is_wanted=bool(row.wanted),
    )
