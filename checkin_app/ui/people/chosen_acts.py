"""Takes what the bar of actions wishes for the chosen people to the services."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal, Slot

from checkin_app.domain.checkin import Verdict
from checkin_app.domain.errors import NotPossible
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant
from checkin_app.ui import roster_wording
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.people import acts
from checkin_app.ui.people.acts import Done
from checkin_app.ui.people.chosen_bar import ChosenBar
from checkin_app.ui.people.decision_bar import DecisionBar
from checkin_app.ui.people.people_acts import PeopleActs
from checkin_app.ui.people.people_table import PeopleView
from checkin_app.ui.people.person_editing import PeopleServices


class ChosenActs(QObject):
    """Reads from the table who is chosen at the moment of the wish."""

    print_requested = Signal(object)

    def __init__(
        self,
        table: PeopleView,
        bar: ChosenBar,
        decision: DecisionBar,
        people_acts: PeopleActs,
        services: PeopleServices,
        post: DeskPost,
    ) -> None:
        super().__init__(bar)
        self._table = table
        self._decision = decision
        self._acts = people_acts
        self._services = services
        self._post = post
        table.removal_requested.connect(self._remove)
        bar.check_in_requested.connect(self._check_in)
        bar.print_requested.connect(self._print)
        bar.registration_requested.connect(self._register)
        bar.category_requested.connect(self._categorise)
        bar.removal_requested.connect(self._remove)
        decision.decided.connect(self._let_in)

    def _people(self) -> list[Participant]:
        """Who is chosen; the caret goes back to them, for some of the buttons cannot keep it."""
        self._table.setFocus()
        return [person.participant for person in self._table.chosen()]

    @Slot()
    def _check_in(self) -> None:
        checkpoint, people = self._post.checkpoint, self._people()
        if checkpoint is None:
            self._acts.failed.emit(NotPossible(roster_wording.NO_CHECKPOINT))
        elif people:
            work = acts.checked_in(self._services.checkin, people, checkpoint, self._acts.is_stopped)
            self._acts.carry_out(work, self._ask_about)

    def _ask_about(self, done: Done) -> None:
        self._decision.show_verdicts(done.undecided)

    @Slot(object, str)
    def _let_in(self, verdicts: Sequence[Verdict], reason: str) -> None:
        self._acts.carry_out(acts.let_in(self._services.checkin, verdicts, reason), self._ask_about)

    @Slot()
    def _print(self) -> None:
        self.print_requested.emit(tuple(person.id for person in self._people()))

    @Slot(object, bool)
    def _register(self, checkpoint: Checkpoint, is_on: bool) -> None:  # noqa: FBT001  # a signal's argument
        words = roster_wording.day_choice(self._post.programme, checkpoint)
        people = self._people()
        if people:
            self._acts.carry_out(acts.registered(self._services.roster, people, checkpoint, words, on=is_on))

    @Slot(str)
    def _categorise(self, category: str) -> None:
        people = self._people()
        if people:
            self._acts.carry_out(acts.categorised(self._services.roster, people, category))

    @Slot()
    def _remove(self) -> None:
        people = self._people()
        if people:
            self._acts.carry_out(acts.removed(self._services.roster, people))
