"""A loudspeaker for tests and pictures: what would be heard is written down, and no sound system is touched."""

from checkin_app import paths
from checkin_app.ui.sounds import Sounds, SoundTrouble


class Loudspeaker(Sounds):
    """Well until a test breaks it."""

    def __init__(self) -> None:
        super().__init__(paths.resources() / "sounds")
        self.heard: list[str] = []
        self.times_prepared = 0
        self._change(None)

    def prepare(self) -> bool:
        self.times_prepared += 1
        return self.times_prepared == 1

    @property
    def is_prepared(self) -> bool:
        return self.times_prepared > 0

    def play(self, name: str) -> None:
        if name and not self.is_muted and self.trouble is None:
            self.heard.append(name)

    # What tests do to it.

    def break_down(self, trouble: SoundTrouble | None) -> None:
        self._change(trouble)
