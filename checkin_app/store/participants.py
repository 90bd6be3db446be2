"""The roster in the event file: people, what they are registered for, and the words they are found by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
import sqlalchemy as sa

from checkin_app.domain.event import Admits, Checkpoint, Event
from checkin_app.domain.log import ParticipantAdded, ParticipantChanged, Record
from checkin_app.domain.participant import Participant, Status, with_changes
from checkin_app.domain.search import search_words
from checkin_app.store import badges
from checkin_app.store.newcomers import COLUMNS, Newcomer, row_of
from checkin_app.store.schema import SEARCH_TABLE, AnyRow, participant, registration_day, registration_session
from checkin_app.store.statements import Command, Question, RowCommand

_SESSIONS = msgspec.json.Decoder(frozenset[str])
_EXTRA = msgspec.json.Decoder(tuple[tuple[str, str], ...])

DAYS = (
    sa.select(sa.func.group_concat(registration_day.c.day))
    .where(registration_day.c.participant == participant.c.number)
    .scalar_subquery()
)
SESSIONS = (
    sa.select(sa.func.json_group_array(registration_session.c.session))
    .where(registration_session.c.participant == participant.c.number)
    .scalar_subquery()
)
WHOLE = sa.select(participant, DAYS.label("days"), SESSIONS.label("sessions"))
"""Participants with their registrations, one row a person; `participant_of` reads it."""

_BY_ID = Question(WHOLE.where(participant.c.id == sa.bindparam("id")))
_ADD_WORDS = sa.text(f"INSERT INTO {SEARCH_TABLE} (rowid, words) VALUES (:number, :words)")  # noqa: S608  # a constant of ours
_INSERT_WORDS = Command(_ADD_WORDS)
_INSERT_WORDS_ROWS = RowCommand(_ADD_WORDS)
_DELETE_WORDS = sa.text(f"DELETE FROM {SEARCH_TABLE} WHERE rowid = :number")  # noqa: S608

_INSERT = Command(sa.insert(participant))
_INSERT_ROWS = RowCommand(sa.insert(participant))
_INSERT_DAYS = RowCommand(sa.insert(registration_day))
_INSERT_SESSIONS = RowCommand(sa.insert(registration_session))
_AMONG = participant.c.id.in_(sa.select(sa.func.json_each(sa.bindparam("ids")).table_valued("value")))
_UPDATE = sa.update(participant).where(participant.c.number == sa.bindparam("changed"))
_ON_THE_ROSTER = participant.c.status != Status.REMOVED.value

_STATUS = {status.value: status for status in Status}
_NO_SESSIONS = frozenset[str]()


def add(connection: sa.Connection, kept: Sequence[tuple[Record, ParticipantAdded]]) -> None:
    """Put people on the roster, each with the code of a first badge."""
    first = _next_number(connection)
    numbered = [(number, fact.participant) for number, (_, fact) in enumerate(kept, first)]
    _INSERT.run_many(connection, [_row(number, person) for number, person in numbered])
    _register(connection, numbered)
    _index(connection, numbered)
    badges.insert(connection, ((record, fact.code, fact.participant.id) for record, fact in kept))


def add_newcomers(connection: sa.Connection, newcomers: Sequence[Newcomer]) -> None:
    """Put people on the roster who were made ready; their badges are not given out by this."""
    numbered = list(enumerate(newcomers, _next_number(connection)))
    _INSERT_ROWS.run_many(connection, [(number, *each.row) for number, each in numbered])
    _INSERT_DAYS.run_many(connection, [(number, day) for number, each in numbered for day in each.days])
    sessions = [(number, code) for number, each in numbered for code in each.sessions]
    _INSERT_SESSIONS.run_many(connection, sessions)
    _INSERT_WORDS_ROWS.run_many(connection, [(number, each.words) for number, each in numbered])


def change(connection: sa.Connection, kept: Sequence[tuple[Record, ParticipantChanged]]) -> None:
    """Edit people; LookupError for somebody who is not on the roster."""
    listed = {"ids": _listed(fact.participant for _, fact in kept)}
    rows = connection.execute(WHOLE.where(_AMONG), listed).all()
    numbers: Mapping[str, int] = {row.id: row.number for row in rows}
    before = {row.id: participant_of(row) for row in rows}
    after = dict(before)
    for _, fact in kept:
        after[fact.participant] = with_changes(after[fact.participant], fact.changes)
    numbered = [(numbers[each], person) for each, person in after.items()]
    connection.execute(_UPDATE, [_row(number, person) | {"changed": number} for number, person in numbered])
    registered = [
        (numbers[each], person)
        for each, person in after.items()
        if (person.days, person.sessions) != (before[each].days, before[each].sessions)
    ]
    for table in (registration_day, registration_session) if registered else ():
        rows_of = sa.delete(table).where(table.c.participant == sa.bindparam("number"))
        connection.execute(rows_of, [{"number": number} for number, _ in registered])
    _register(connection, registered)
    connection.execute(_DELETE_WORDS, [{"number": number} for number, _ in numbered])
    _index(connection, numbered)


def by_id(connection: sa.Connection, participant_id: str) -> Participant | None:
    """The person of that id."""
    row = _BY_ID.first(connection, id=participant_id)
    return participant_of(row) if row else None


def organisations(connection: sa.Connection) -> list[str]:
    """The organisations on the roster, each once, in order."""
    named = sa.select(participant.c.organisation).where(participant.c.organisation != "", _ON_THE_ROSTER)
    named = named.distinct()
    return list(connection.execute(named.order_by(participant.c.organisation)).scalars())


def categories(connection: sa.Connection) -> frozenset[str]:
    """The categories that somebody on the roster has."""
    return frozenset(
        connection.execute(sa.select(participant.c.category).where(_ON_THE_ROSTER).distinct()).scalars()
    )


def by_ids(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Participant]:
    """The people of those ids, by id; unknown ids are left out."""
    rows = connection.execute(WHOLE.where(_AMONG), {"ids": _listed(ids)})
    return {row.id: participant_of(row) for row in rows}


def everybody(connection: sa.Connection) -> Iterator[Participant]:
    """The whole roster, in the order in which people came onto it."""
    for row in connection.execute(WHOLE.where(_ON_THE_ROSTER).order_by(participant.c.number)):
        yield participant_of(row)


def everybody_ever(connection: sa.Connection) -> Iterator[Participant]:
    """The roster with those who were removed from it."""
    for row in connection.execute(WHOLE.order_by(participant.c.number)):
        yield participant_of(row)


def first_by_name(connection: sa.Connection, limit: int) -> list[Participant]:
    """The first people of the roster by family name, letter by letter; the rules of a language are the window's."""
    by_name = WHOLE.where(_ON_THE_ROSTER).order_by(participant.c.family, participant.c.given)
    return [participant_of(row) for row in connection.execute(by_name.limit(limit))]


def ids_beginning(connection: sa.Connection, beginning: str) -> list[str]:
    """Up to two ids on the roster that begin like this; two mean that the beginning is not unique."""
    begins = participant.c.id.startswith(beginning, autoescape=True)
    return list(
        connection.execute(sa.select(participant.c.id).where(begins, _ON_THE_ROSTER).limit(2)).scalars()
    )


def ids_with(connection: sa.Connection, *, external_id: str = "", email: str = "") -> list[str]:
    """Up to two ids of people on the roster with that external id or e-mail (without regard to case)."""
    wanted = (
        participant.c.external_id == external_id
        if external_id
        else sa.func.lower(participant.c.email) == email.lower()
    )
    query = sa.select(participant.c.id).where(wanted, _ON_THE_ROSTER).limit(2)
    return list(connection.execute(query).scalars())


def count_expected(connection: sa.Connection, event: Event, checkpoint: Checkpoint) -> int:
    """How many active people a checkpoint is meant for: the same rule as `domain.checkin.is_on_list`."""
    return connection.execute(sa.select(sa.func.count()).where(*_expected(event, checkpoint))).scalar_one()


def count_active(connection: sa.Connection) -> int:
    """How many active people are on the roster."""
    active = participant.c.status == Status.ACTIVE.value
    return connection.execute(sa.select(sa.func.count()).select_from(participant).where(active)).scalar_one()


def count_registered(connection: sa.Connection) -> dict[str, int]:
    """How many active people are on each session's own list, by its code."""
    people = sa.func.count().label("people")
    query = (
        sa.select(registration_session.c.session, people)
        .join(participant, participant.c.number == registration_session.c.participant)
        .where(participant.c.status == Status.ACTIVE.value)
        .group_by(registration_session.c.session)
    )
    return {row.session: row.people for row in connection.execute(query)}


def registered_for(connection: sa.Connection, session: str) -> list[Participant]:
    """The active people on a session's own list, in the order in which they came onto the roster."""
    listed = sa.select(registration_session.c.participant).where(registration_session.c.session == session)
    query = WHOLE.where(participant.c.number.in_(listed), participant.c.status == Status.ACTIVE.value)
    return [participant_of(row) for row in connection.execute(query.order_by(participant.c.number))]


def are_registered(connection: sa.Connection, session: str = "", on: date | None = None) -> bool:
    """Whether anybody is registered for a session of that code, or for that date by itself."""
    column, wanted = (
        (registration_day.c.day, on.isoformat()) if on else (registration_session.c.session, session)
    )
    return connection.execute(sa.select(column).where(column == wanted).limit(1)).first() is not None


def _expected(event: Event, checkpoint: Checkpoint) -> list[sa.ColumnElement[bool]]:
    on_day = sa.select(registration_day.c.participant).where(
        registration_day.c.day == checkpoint.day.isoformat()
    )
    wanted = [
        participant.c.status == Status.ACTIVE.value,
        sa.or_(participant.c.all_days == 1, participant.c.number.in_(on_day)),
    ]
    session = event.session_at(checkpoint)
    if session is None or session.admits is Admits.EVERYONE:
        return wanted
    listed = participant.c.number.in_(
        sa.select(registration_session.c.participant).where(registration_session.c.session == session.code)
    )
    if session.admits is Admits.CATEGORIES:
        listed = sa.or_(listed, participant.c.category.in_(session.categories))
    return [*wanted, listed]


def participant_of(row: AnyRow) -> Participant:
    """The person that a row of `WHOLE` describes; by position, which is twice as quick, for a hundred thousand."""
    _, its_id, given, family, badge_name, external_id, email, organisation, job_title, country, category = (
        row[:11]
    )
    note, status, walk_in, all_days, extra, days, sessions = row[11:]
    return Participant(
        id=its_id,
        given=given,
        family=family,
        badge_name=badge_name,
        external_id=external_id,
        email=email,
        organisation=organisation,
        job_title=job_title,
        country=country,
        category=category,
        note=note,
        status=_STATUS[status],
        walk_in=bool(walk_in),
        days=None if all_days else _dates(days),
        sessions=_NO_SESSIONS if sessions == "[]" else _SESSIONS.decode(sessions),
        extra=() if extra == "[]" else _EXTRA.decode(extra),
    )


def _dates(listed: str | None) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in listed.split(",")) if listed else frozenset()


def _row(number: int, person: Participant) -> dict[str, Any]:
    return dict(zip(COLUMNS, row_of(person), strict=True)) | {"number": number}


def _next_number(connection: sa.Connection) -> int:
    return (connection.execute(sa.select(sa.func.max(participant.c.number))).scalar() or 0) + 1


def _register(connection: sa.Connection, numbered: Sequence[tuple[int, Participant]]) -> None:
    days = [
        {"participant": number, "day": day.isoformat()}
        for number, person in numbered
        for day in sorted(person.days or ())
    ]
    sessions = [
        {"participant": number, "session": code}
        for number, person in numbered
        for code in sorted(person.sessions)
    ]
    if days:
        connection.execute(sa.insert(registration_day), days)
    if sessions:
        connection.execute(sa.insert(registration_session), sessions)


def _index(connection: sa.Connection, numbered: Sequence[tuple[int, Participant]]) -> None:
    """Let people be found by their words, except those who were removed."""
    words = [
        {"number": number, "words": search_words(person)}
        for number, person in numbered
        if not person.is_removed
    ]
    if words:
        _INSERT_WORDS.run_many(connection, words)


def _listed(ids: Iterable[str]) -> str:
    return msgspec.json.encode(list(ids)).decode()
