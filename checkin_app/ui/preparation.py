"""Keeps the desk's checklist true while an event is being prepared: it follows from the event file and the settings."""

from PySide6.QtCore import QObject, Signal, Slot

from checkin_app.domain.readiness import Prepared, Step, steps_done
from checkin_app.services.readiness import ReadinessService
from checkin_app.ui.background import Background, in_one_step, unwatched
from checkin_app.ui.changes import Changes, Freshness
from checkin_app.ui.desk_side import DeskSide
from checkin_app.ui.kept_settings import KeptSettings
from checkin_app.ui.rail import Page

PAGES = {
    Step.PROGRAMME: Page.PROGRAMME,
    Step.PEOPLE: Page.PEOPLE,
    Step.BADGES: Page.BADGES,
    Step.SCANNER: Page.SETTINGS,
    Step.SOUNDS: Page.SETTINGS,
}
"""Where each step is done."""


class Preparation(QObject):
    """Shows the checklist beside the verdict until all is done, somebody does not want it, or people have come."""

    page_requested = Signal(object)

    def __init__(
        self,
        side: DeskSide,
        readiness: ReadinessService,
        background: Background,
        changes: Changes,
        kept: KeptSettings,
    ) -> None:
        super().__init__(side)
        self._side = side
        self._readiness = readiness
        self._background = background
        self._kept = kept
        self._is_over = not kept.own.checklist
        self._prepared: Prepared | None = None
        side.checklist.step_chosen.connect(self._lead_on)
        side.checklist.dismissed.connect(self._dismiss)
        self._freshness = Freshness(
            side, self.ask, changes.programme_changed, changes.people_changed, changes.badges_changed
        )

    @Slot()
    def ask(self) -> None:
        """Look again, unless it is over."""
        if not self._is_over:
            self._background.work(in_one_step(self._readiness.prepared), unwatched, self._learn)

    @Slot()
    def note_scanner(self) -> None:
        """The scanner has been tested well."""
        self._kept.note_scanner()
        self._show()

    @Slot()
    def note_sounds(self) -> None:
        """A sound has been listened to."""
        self._kept.note_sounds()
        self._show()

    def _learn(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._show()

    def _show(self) -> None:
        if self._prepared is None or self._is_over:
            return
        own = self._kept.own
        done = steps_done(
            self._prepared, scanner_tested=own.scanner_tested, sounds_heard=own.sounds_heard or not own.sounds
        )
        self._side.checklist.show_steps(done)
        self._side.want_checklist(is_wanted=not all(done.values()))

    @Slot(object)
    def _lead_on(self, step: Step) -> None:
        self.page_requested.emit(PAGES[step])

    @Slot()
    def _dismiss(self) -> None:
        self._is_over = True
        self._side.want_checklist(is_wanted=False)
        self._kept.forget_checklist()
