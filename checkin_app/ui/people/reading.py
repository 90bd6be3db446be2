"""Reading the roster for the People page without ever being felt: one reading at a time, and no more than needed."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from checkin_app.domain.event import Event
from checkin_app.services.checkin import CheckinService
from checkin_app.services.roster import RosterService
from checkin_app.ui.background import Background, Failed, Job, unwatched
from checkin_app.ui.people.alphabet import Alphabet
from checkin_app.ui.people.directory import Directory, arranged
from checkin_app.ui.rested_reading import RestedReading


@dataclass(frozen=True, slots=True)
class Hits:
    """Whom a text finds; `meant` are names that are spelled almost like it, where it finds nobody."""

    text: str
    ids: Sequence[str]
    meant: Sequence[str] = ()


class RosterReading(QObject):
    """`today` tells the event as the desk knows it and which of its days it is."""

    directory_read = Signal(object)
    hits_found = Signal(object)

    def __init__(
        self,
        roster: RosterService,
        checkin: CheckinService,
        background: Background,
        today: Callable[[], tuple[Event, date]],
        failed: Failed,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._roster = roster
        self._checkin = checkin
        self._background = background
        self._today = today
        self._failed = failed
        self._alphabet = Alphabet()
        self._searching: Job | None = None
        self._people = RestedReading(background, self._directory, self.directory_read.emit, failed, self)

    @Slot()
    def read(self) -> None:
        """Read everybody, now or as soon as the reading before is over and rested from."""
        self._people.read()

    def search(self, text: str) -> None:
        """Look for a text; an earlier search that is not over yet is dropped."""
        if self._searching is not None:
            self._searching.cancel()
        work = hits(self._roster, self._checkin, text)
        self._searching = self._background.work(work, unwatched, self.hits_found.emit, self._failed)

    def _directory(self) -> Generator[tuple[int, int], None, Directory]:
        event, today = self._today()
        yield 0, 1
        return (yield from arranged(self._roster.people(), event, today, self._alphabet))


def hits(roster: RosterService, checkin: CheckinService, text: str) -> Generator[tuple[int, int], None, Hits]:
    """Look for a text in the workshop."""
    yield 0, 1
    ids = roster.ids_matching(text)
    yield 1, 2
    return Hits(text, ids, () if ids else checkin.did_you_mean(text))
