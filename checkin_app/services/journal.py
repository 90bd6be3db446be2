"""How services write: one act, one transaction, stamped with the clock, the desk and the operator."""

from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from checkin_app.domain.event import Event
from checkin_app.domain.log import DeskOpened, Fact, Stamp
from checkin_app.services.clock import Clock, system_clock
from checkin_app.store import log, programme
from checkin_app.store.database import Connection, EventFile
from checkin_app.store.newcomers import Newcomer

Progress = Generator[tuple[int, int], None, None]
"""Long work: yields (done, total) and can be closed at any time, leaving nothing half done."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act in its transaction. What is appended is on the disk once the `writing` block has been left."""

    connection: Connection
    stamp: Stamp
    event: Event
    key: bytes = field(repr=False)

    def append(self, *happened: tuple[str, Fact]) -> None:
        """Record facts under their record ids and apply them to the tables."""
        log.append(self.connection, self.stamp, happened)

    def append_newcomers(self, newcomers: Sequence[Newcomer]) -> None:
        """Record people who were made ready, and put them on the roster."""
        log.append_newcomers(self.connection, self.stamp, newcomers)

    def note(self, fact: Fact) -> str:
        """Record one fact under a new record id, which is returned."""
        record = log.new_id()
        self.append((record, fact))
        return record


class Journal:
    """The pen of one desk: it knows the event file, the clock, the desk's name and who is working there."""

    def __init__(
        self, file: EventFile, clock: Clock, *, desk: str, computer: str, operator: str = ""
    ) -> None:
        self._file = file
        self._clock = clock
        self._computer = computer
        self.desk = desk
        self.operator = operator

    @property
    def path(self) -> Path:
        """Where the event file is."""
        return self._file.path

    def count_records(self) -> int:
        """How many records the log has."""
        return self._file.count_records()

    def now(self) -> datetime:
        """The present instant, UTC."""
        return self._clock().astimezone(UTC)

    @contextmanager
    def reading(self) -> Generator[Connection]:
        """One consistent view of the event file."""
        with self._file.reading() as connection:
            yield connection

    @contextmanager
    def writing(self, record: str = "", *, now: datetime | None = None) -> Generator[Act]:
        """An act that is on the disk, whole, when the block has been left; NotSaved (with `record`) if it is not."""
        at = now or self.now()
        with self._file.writing(record) as connection:
            event, key = programme.read_with_key(connection)
            desk = self._desk_id(connection, event, at)
            stamp = Stamp(desk, at, event.event_date(at), self.operator)
            yield Act(connection, stamp, event, key)

    def folding_by_hand(self) -> AbstractContextManager[Callable[[], None]]:
        """See `EventFile`."""
        return self._file.folding_by_hand()

    def event(self) -> Event:
        """The programme as it is in the file now."""
        with self.reading() as connection:
            return programme.read(connection)

    def desk_id(self, connection: Connection) -> str:
        """The id under which this desk records; empty if it has not recorded anything yet."""
        return programme.desk_of(connection, name=self.desk, computer=self._computer) or ""

    def _desk_id(self, connection: Connection, event: Event, at: datetime) -> str:
        known = self.desk_id(connection)
        if known:
            return known
        desk = log.new_id()
        opened = DeskOpened(self.desk, self._computer, programme.event_id(connection))
        log.append(connection, Stamp(desk, at, event.event_date(at), self.operator), [(log.new_id(), opened)])
        return desk


@contextmanager
def reading_journal(path: Path) -> Generator[Journal]:
    """What is in an event file, for work in another process, which writes nothing to it."""
    file = EventFile(path, read_only=True)
    try:
        yield Journal(file, system_clock, desk="", computer="")
    finally:
        file.close()
