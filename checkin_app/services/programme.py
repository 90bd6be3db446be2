"""The programme of the event: shown, changed as a whole, and taken back; attendance is kept whatever happens to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from checkin_app.domain.errors import BadInput, NotFound, NotPossible
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.log import CheckpointsRenamed, ProgrammeChanged
from checkin_app.domain.participant import Participant
from checkin_app.domain.programme_edits import NOTHING_RENAMED
from checkin_app.domain.text import clean, fold
from checkin_app.services.journal import Act, Journal
from checkin_app.services.programme_file import parse_programme, write_programme
from checkin_app.store import participants, presence, programme_history
from checkin_app.store.database import Connection


@dataclass(frozen=True, slots=True)
class Numbers:
    """People of a checkpoint: `came` at least once, `expected` there, `registered` on the session's own list."""

    came: int = 0
    expected: int = 0
    registered: int = 0


@dataclass(frozen=True, slots=True)
class Overview:
    """The event with the numbers of every entrance and session of its programme."""

    event: Event
    numbers: Mapping[Checkpoint, Numbers]

    def of(self, day: date, session: str = "") -> Numbers:
        """The numbers of one checkpoint."""
        return self.numbers.get(Checkpoint(day, session), Numbers())


class ProgrammeService:
    """What an organiser can ask for about days, sessions and categories."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @property
    def event(self) -> Event:
        """The programme as it is in the file now."""
        return self._journal.event()

    def overview(self) -> Overview:
        """The programme with its numbers; a long read where the roster is long."""
        with self._journal.reading() as connection:
            return _overview(connection, self._journal.event())

    def registered_for(self, code: str) -> list[Participant]:
        """The people on a session's own list, in the order in which they came onto the roster."""
        with self._journal.reading() as connection:
            return participants.registered_for(connection, code)

    def change(
        self,
        event: Event,
        renamed: CheckpointsRenamed = NOTHING_RENAMED,
        *,
        instead_of: Event | None = None,
    ) -> str:
        """Bring the programme to this; returns the record that `undo` takes, empty if it is so already.

        Attendance is kept, also of sessions that go; it follows a session whose code is `renamed`. NotPossible for
        what a programme file could not say, for a name under which attendance or registrations are kept already, and
        if it is `instead_of` a programme that is not the one of now any more.
        """
        event = tidied(event)
        with self._journal.writing() as act:
            if instead_of is not None and act.event != instead_of:
                raise NotPossible("The programme was changed elsewhere meanwhile: look at it again.")
            return _change(act, event, renamed)

    def undo(self, record: str) -> str:
        """Take back a change of the programme; returns the record that takes back the undo.

        NotFound if there is no such change. NotPossible if the programme has been changed again since.
        """
        with self._journal.writing() as act:
            step = programme_history.step_of(act.connection, record)
            if step is None:
                raise NotFound("change of the programme", record)
            if step.after != act.event:
                raise NotPossible("The programme was changed again since: undo that first.")
            return _change(act, step.before, step.renamed.reversed())


def tidied(event: Event) -> Event:
    """The event as a programme file would bring it back; NotPossible for what such a file could not say."""
    _refuse_what_is_lacking(event)
    try:
        return parse_programme(write_programme(event), "programme")
    except BadInput as fault:
        raise NotPossible(f"{fault.problem} {fault.remedy}".strip()) from fault


def _refuse_what_is_lacking(event: Event) -> None:
    """What a programme file would tell by its lines and quotation marks is told in other words here."""
    if not clean(event.name):
        raise NotPossible("The event needs a name.")
    taken: set[str] = set()
    for _, session in event.sessions():
        if not clean(session.title):
            raise NotPossible(f"The session «{session.code}» needs a title.")
        if not clean(session.code):
            raise NotPossible(f"The session «{session.title}» needs a code.")
        if fold(session.code) in taken:
            raise NotPossible(f"Another session has the code «{session.code}» already.")
        taken.add(fold(session.code))
    names = [fold(category.name) for category in event.categories]
    if "" in names:
        raise NotPossible("Every category needs a name.")


def _change(act: Act, event: Event, renamed: CheckpointsRenamed) -> str:
    if act.event == event:
        return ""
    if renamed:
        _refuse_names_in_use(act, renamed)
        act.note(renamed)
    return act.note(ProgrammeChanged(event))


def _refuse_names_in_use(act: Act, renamed: CheckpointsRenamed) -> None:
    """Attendance of a session that went must not become that of another one, which nobody could undo."""
    for code in {after for _, after in renamed.codes} - {before for before, _ in renamed.codes}:
        if presence.has_been_used(act.connection, code) or participants.are_registered(act.connection, code):
            why = f"There are entries or registrations under the code «{code}», of a session that went."
            raise NotPossible(f"{why} Choose another code.")
    for on in {after for _, after in renamed.dates} - {before for before, _ in renamed.dates}:
        if participants.are_registered(act.connection, on=on):
            why = f"People are registered for {on.isoformat()}, a day that went."
            raise NotPossible(f"{why} Add that day again instead, or choose another date.")


def _overview(connection: Connection, event: Event) -> Overview:
    came = presence.people_by_checkpoint(connection)
    registered = participants.count_registered(connection)
    numbers = {
        checkpoint: Numbers(
            came.get(checkpoint, 0),
            participants.count_expected(connection, event, checkpoint),
            registered.get(checkpoint.session, 0),
        )
        for checkpoint in event.checkpoints()
    }
    return Overview(event, numbers)
