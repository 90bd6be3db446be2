"""The open window of which a picture is drawn, and what a scene needs to know of the event."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from checkin_app.app import Program
from checkin_app.domain.checkin import Reason, Verdict
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import Badge, Participant
from checkin_app.services.demo import opens_at
from tests.ui.camera_samples import FakeCameras

T = TypeVar("T", bound=QWidget)


@dataclass(frozen=True)
class Stage:
    """The open window, and what a scene needs to know of the event."""

    program: Program
    cameras: FakeCameras
    event: Event
    people: dict[str, Participant]

    def find(self, kind: type[T], name: str = "") -> T:
        """The one widget of a kind, or of a kind and an object name."""
        window = self.program.window
        found = window.findChild(kind, name) if name else window.findChild(kind)
        assert found is not None
        return found

    def who(self, family: str) -> str:
        """The id of somebody on the demo's roster."""
        services = self.program._services
        assert services is not None
        return next(p.participant.id for p in services.roster.people() if p.participant.family == family)

    def verdict(self, reason: Reason, who: str = "usual", session: str = "D2-CONF") -> Verdict:
        """A verdict at the demo's hour."""
        checkpoint = Checkpoint(self.event.days[1].date, session)
        at, before = opens_at(self.event), self.event.days[0].date
        badge = Badge(code="", participant="1", issued_at=at, printed_at=at)
        return Verdict(reason, at, checkpoint, "record", self.people[who], badge, (before,))


Scene = Callable[[Stage], None]
