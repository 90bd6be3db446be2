"""The event's identity, its programme and its desks, in the event file."""

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa

from checkin_app.domain.event import Event
from checkin_app.domain.log import EventCreated, ProgrammeChanged, Record
from checkin_app.store.schema import AnyRow, desk, event

_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(Event)
_READ = sa.select(event.c.event_id, event.c.key, event.c.programme)
_UNWRITTEN = Event(name="", zone="UTC")


def create(connection: sa.Connection, kept: Sequence[tuple[Record, EventCreated]]) -> None:
    """Give the file its identity; an IntegrityError if it has one."""
    for _, fact in kept:
        row = {"one": 1, "event_id": fact.event_id, "key": fact.key, "programme": _text(_UNWRITTEN)}
        connection.execute(sa.insert(event), row)


def change(connection: sa.Connection, kept: Sequence[tuple[Record, ProgrammeChanged]]) -> None:
    """The last of these programmes is the event's."""
    connection.execute(sa.update(event).values(programme=_text(kept[-1][1].event)))


def read(connection: sa.Connection) -> Event:
    """The event with its whole programme."""
    return _DECODER.decode(_row(connection).programme)


def key(connection: sa.Connection) -> bytes:
    """The secret behind the check letters of this event's codes."""
    return bytes.fromhex(_row(connection).key)


def event_id(connection: sa.Connection) -> str:
    """The event's identity, the same in every copy of its file."""
    return _row(connection).event_id


def desk_of(connection: sa.Connection, *, name: str, computer: str) -> str | None:
    """The id of the desk of that name on that computer, if it has recorded in this file before."""
    found = sa.select(desk.c.id).where(desk.c.name == name, desk.c.computer == computer)
    return connection.execute(found).scalar()


def desk_names(connection: sa.Connection) -> dict[str, str]:
    """The name of every desk by its id."""
    return {row.id: row.name for row in connection.execute(sa.select(desk.c.id, desk.c.name))}


def _row(connection: sa.Connection) -> AnyRow:
    return connection.execute(_READ).one()


def _text(programme: Event) -> str:
    return _ENCODER.encode(programme).decode()
