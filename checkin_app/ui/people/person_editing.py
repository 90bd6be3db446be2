"""Takes what is edited in the panel to the services, and back to the panel what they say."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from checkin_app.domain.checkin import Entry
from checkin_app.domain.errors import CheckinError
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant, ReplacedBecause
from checkin_app.services.attendance import AttendanceService
from checkin_app.services.badges import BadgeService
from checkin_app.services.checkin import CheckinService
from checkin_app.services.roster import HistoryLine, RosterService
from checkin_app.ui import roster_wording, wording
from checkin_app.ui.background import Background
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.people import acts
from checkin_app.ui.people.acts import Done
from checkin_app.ui.people.people_acts import PeopleActs, Told
from checkin_app.ui.people.person_panel import Part, PersonPanel


@dataclass(frozen=True, slots=True)
class PeopleServices:
    """What the People page asks."""

    roster: RosterService
    checkin: CheckinService
    badges: BadgeService
    attendance: AttendanceService


class PersonEditing(QObject):
    """`added` tells the id of somebody who was put on the roster here."""

    added = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        panel: PersonPanel,
        people_acts: PeopleActs,
        services: PeopleServices,
        background: Background,
        post: DeskPost,
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._acts = people_acts
        self._services = services
        self._background = background
        self._post = post
        panel.part_wanted.connect(self._bring)
        panel.details.edited.connect(self._edit)
        panel.details.registration_changed.connect(self._register)
        panel.details.add_requested.connect(self._add)
        panel.badge.replacement_requested.connect(self._replace_badge)

    # -- asking ----------------------------------------------------------------------------------------------

    @Slot(str, object)
    def _bring(self, participant: str, part: Part) -> None:
        """What a part shows and nobody has read yet."""

        def show_days(entries: list[Entry]) -> None:
            self._panel.show_entries(participant, entries)

        def show_history(lines: list[HistoryLine]) -> None:
            self._panel.show_history(participant, lines)

        if part is Part.DAYS:
            self._background.ask(
                lambda: self._services.attendance.of_person(participant), show_days, self._fail
            )
        elif part is Part.HISTORY:
            self._background.ask(lambda: self._services.roster.history(participant), show_history, self._fail)

    # -- doing -----------------------------------------------------------------------------------------------

    @Slot(str, str, object)
    def _edit(self, participant: str, field: str, value: object) -> None:
        def mark(_done: Done) -> None:
            if self._panel.participant == participant:
                self._panel.details.show_saved(field)

        work = acts.edited(self._services.roster, participant, field, value)
        self._acts.carry_out(work, mark, self._telling(participant, field))

    @Slot(str, object, bool)
    def _register(self, participant: str, checkpoint: Checkpoint, is_on: bool) -> None:  # noqa: FBT001  # a signal's argument
        words = roster_wording.day_choice(self._post.programme, checkpoint)
        work = acts.registered_alone(self._services.roster, participant, checkpoint, words, on=is_on)
        self._acts.carry_out(work, None, self._telling(participant, "registrations"))

    @Slot(object)
    def _add(self, described: Participant) -> None:
        def show(done: Done) -> None:
            if done.person is not None:
                self.added.emit(done.person.participant.id)

        self._acts.carry_out(acts.added(self._services.roster, described), show, self._telling("", "new"))

    @Slot(str, object)
    def _replace_badge(self, participant: str, because: ReplacedBecause) -> None:
        work = acts.replaced_badge(self._services.roster, self._services.badges, participant, because)
        self._acts.carry_out(work)

    # -- failing ---------------------------------------------------------------------------------------------

    def _telling(self, participant: str, field: str) -> Told:
        """A failure is told at the field, as long as its person is shown."""

        def tell(error: CheckinError) -> None:
            if self._panel.participant == participant:
                self._panel.details.show_wrong(field, str(wording.failure(error)))
            else:
                self.failed.emit(error)

        return tell

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self.failed.emit(error)
