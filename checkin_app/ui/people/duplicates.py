"""Looks for people who stand on the roster twice, and takes to the service what is decided about them."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from checkin_app.domain.errors import CheckinError
from checkin_app.services.roster import Lookalike, RosterService
from checkin_app.ui import roster_wording, wording
from checkin_app.ui.background import Background, Job, unwatched
from checkin_app.ui.desk_post import DeskPost
from checkin_app.ui.people import acts
from checkin_app.ui.people.duplicates_view import DuplicatesView
from checkin_app.ui.people.people_acts import PeopleActs


class Duplicates(QObject):
    """Searches only while the view is open."""

    def __init__(
        self,
        view: DuplicatesView,
        people_acts: PeopleActs,
        roster: RosterService,
        background: Background,
        post: DeskPost,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._acts = people_acts
        self._roster = roster
        self._background = background
        self._post = post
        self._job: Job | None = None
        view.merge_requested.connect(self._merge)
        view.apart_requested.connect(self._tell_apart)

    def search(self) -> None:
        """Look for pairs; an earlier search that is not over yet is dropped."""
        if self._job is not None:
            self._job.cancel()
        work = self._roster.possible_duplicates()
        self._view.wait(roster_wording.LOOKING_FOR_PAIRS)
        self._job = self._background.work(work, unwatched, self._show, self._fail)

    def _show(self, pairs: Sequence[Lookalike]) -> None:
        self._view.show_pairs(pairs, self._post.programme)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, CheckinError):
            raise error
        self._view.say(str(wording.failure(error)))

    @Slot(str, str, object)
    def _merge(self, kept: str, absorbed: str, taken: Sequence[str]) -> None:
        self._acts.carry_out(acts.merged(self._roster, kept, absorbed, taken))

    @Slot(str, str)
    def _tell_apart(self, first: str, second: str) -> None:
        self._acts.carry_out(acts.told_apart(self._roster, first, second))
