"""This computer's settings while the window is open: known at once, written down in the background."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from checkin_app import paths, settings
from checkin_app.settings import Settings
from checkin_app.ui import wording
from checkin_app.ui.background import Background

_RECENT = 6
_NOT_ON_THE_PAGE = ("last_event", "recent_events", "scanner_tested", "sounds_heard", "checklist", "printer")
"""Settings that the Settings page does not know; what it tells about them is old."""


class KeptSettings(QObject):
    """A desk's name that was given for this run only is not written down."""

    not_saved = Signal(str)

    def __init__(self, own: Settings, background: Background, desk_for_now: str, parent: QObject) -> None:
        super().__init__(parent)
        self.own = replace(own, desk=desk_for_now or own.desk)
        self._saves_desk = not desk_for_now
        self._background = background

    def take(self, new: Settings) -> None:
        """Keep what the Settings page tells."""
        self._saves_desk = self._saves_desk or new.desk != self.own.desk
        self._keep(replace(new, **{name: getattr(self.own, name) for name in _NOT_ON_THE_PAGE}))

    def keep_opened(self, path: str) -> None:
        """Remember which event was opened last, and the ones before it."""
        recent = tuple(dict.fromkeys((path, *self.own.recent_events)))[:_RECENT]
        self._keep(replace(self.own, last_event=path, recent_events=recent))

    def recent(self) -> tuple[str, ...]:
        """The events that were opened last and are there still, the newest first."""
        listed = dict.fromkeys((self.own.last_event, *self.own.recent_events))
        return tuple(each for each in listed if each and Path(each).exists())

    @Slot()
    def note_scanner(self) -> None:
        """The scanner has been tested well."""
        if not self.own.scanner_tested:
            self._keep(replace(self.own, scanner_tested=True))

    @Slot(str)
    def keep_printer(self, printer: str) -> None:
        """Remember which printer was chosen."""
        self._keep(replace(self.own, printer=printer))

    @Slot()
    def note_sounds(self) -> None:
        """A sound was asked for, and there was something to hear it with."""
        if not self.own.sounds_heard:
            self._keep(replace(self.own, sounds_heard=True))

    @Slot()
    def forget_checklist(self) -> None:
        """Nobody wants to see what is to be prepared."""
        self._keep(replace(self.own, checklist=False))

    def _keep(self, new: Settings) -> None:
        self.own = new
        saves_desk = self._saves_desk

        def save() -> None:
            file = paths.settings_file()
            written = new if saves_desk else replace(new, desk=settings.load(file).settings.desk)
            settings.save(written, file)

        self._background.ask(save, _nothing, self._tell_failure)

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self.not_saved.emit(wording.settings_not_saved(error.strerror or str(error)))


def _nothing(_answer: None) -> None:
    """Nobody waits for this answer."""
