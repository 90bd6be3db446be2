"""The event's identity, its programme and its desks, in the event file."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec
import sqlalchemy as sa
from sqlalchemy import exc

from checkin_app.domain.event import Event
from checkin_app.domain.log import CheckpointsRenamed, EventCreated, ProgrammeChanged, Record
from checkin_app.store.schema import AnyRow, desk, event, presence, registration_day, registration_session
from checkin_app.store.statements import Question

_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(Event)
_READ = Question(sa.select(event.c.event_id, event.c.key, event.c.programme))
_DESK = Question(
    sa.select(desk.c.id).where(desk.c.name == sa.bindparam("named"), desk.c.computer == sa.bindparam("on"))
)
_DESK_NAMES = Question(sa.select(desk.c.id, desk.c.name))
_ASIDE = "→"
"""What no code and no date begins with."""
_UNWRITTEN = Event(name="", zone="UTC")


def create(connection: sa.Connection, kept: Sequence[tuple[Record, EventCreated]]) -> None:
    """Give the file its identity; an IntegrityError if it has one."""
    for _, fact in kept:
        row = {"one": 1, "event_id": fact.event_id, "key": fact.key, "programme": _text(_UNWRITTEN)}
        connection.execute(sa.insert(event), row)


def change(connection: sa.Connection, kept: Sequence[tuple[Record, ProgrammeChanged]]) -> None:
    """The last of these programmes is the event's."""
    connection.execute(sa.update(event).values(programme=_text(kept[-1][1].event)))


def rename(connection: sa.Connection, kept: Sequence[tuple[Record, CheckpointsRenamed]]) -> None:
    """Attendance and registrations follow the sessions' codes, registrations the days' dates."""
    for _, fact in kept:
        for column in (presence.c.session, registration_session.c.session):
            _rename(connection, column, fact.codes)
        dates = [(before.isoformat(), after.isoformat()) for before, after in fact.dates]
        _rename(connection, registration_day.c.day, dates)


def _rename(connection: sa.Connection, column: sa.Column[str], names: Sequence[tuple[str, str]]) -> None:
    """In two steps, so that two names can change places although every row must differ from every other at any time."""
    for step in ([(old, _ASIDE + new) for old, new in names], [(_ASIDE + new, new) for _, new in names]):
        for before, after in step:
            connection.execute(sa.update(column.table).where(column == before).values({column: after}))


def read(connection: sa.Connection) -> Event:
    """The event with its whole programme."""
    return _event(_row(connection).programme)


def read_with_key(connection: sa.Connection) -> tuple[Event, bytes]:
    """The event and its key, in one question."""
    row = _row(connection)
    return _event(row.programme), bytes.fromhex(row.key)


def key(connection: sa.Connection) -> bytes:
    """The secret behind the check letters of this event's codes."""
    return bytes.fromhex(_row(connection).key)


def event_id(connection: sa.Connection) -> str:
    """The event's identity, the same in every copy of its file."""
    return _row(connection).event_id


def desk_of(connection: sa.Connection, *, name: str, computer: str) -> str | None:
    """The id of the desk of that name on that computer, if it has recorded in this file before."""
    row = _DESK.first(connection, named=name, on=computer)
    return row.id if row else None


def desk_names(connection: sa.Connection) -> dict[str, str]:
    """The name of every desk by its id."""
    return {row.id: row.name for row in _DESK_NAMES.all(connection)}


def _row(connection: sa.Connection) -> AnyRow:
    row = _READ.first(connection)
    if row is None:
        raise exc.NoResultFound("The file has no event.")
    return row


@lru_cache(maxsize=4)
def _event(programme: str) -> Event:
    """Every scan asks for it, and it hardly ever changes."""
    return _DECODER.decode(programme)


def _text(programme: Event) -> str:
    return _ENCODER.encode(programme).decode()
