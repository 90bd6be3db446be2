"""The programme of the event: shown, and changed as a whole."""

from checkin_app.domain.event import Event
from checkin_app.domain.log import ProgrammeChanged
from checkin_app.services.journal import Journal


class ProgrammeService:
    """What an organiser can ask for about days, sessions and categories."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @property
    def event(self) -> Event:
        """The programme as it is in the file now."""
        return self._journal.event()

    def change(self, event: Event) -> bool:
        """Bring the programme to this; False if it is so already. Attendance is kept, also of sessions that go."""
        with self._journal.writing() as act:
            if act.event == event:
                return False
            act.note(ProgrammeChanged(event))
        return True
