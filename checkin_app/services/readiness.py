"""How far the preparation of an event has come."""

from checkin_app.domain.readiness import Prepared
from checkin_app.services.journal import Journal
from checkin_app.store import badges, participants, programme


class ReadinessService:
    """What the checklist asks for."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def prepared(self) -> Prepared:
        """What the event file has by now."""
        with self._journal.reading() as connection:
            return Prepared(
                sessions=sum(1 for _ in programme.read(connection).sessions()),
                people=participants.count_active(connection),
                printed=badges.count_printed(connection),
            )
