"""Which code in the camera's picture is new: a badge that is held there is read once, however often it is seen.

A camera sees the same badge thirty times a second, loses it for a moment when a hand moves or the light flickers, and
sees it again. Only a badge that was taken away and comes back is another reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass

AWAY_SECONDS = 2.0
"""A code is out of view when it was looked for in vain for so long."""
STALL_SECONDS = 0.4
"""More time than this between two pictures does not count as looking: the camera stalled, nobody took a badge away."""
LONG_AGO_SECONDS = 30.0
"""After so long without a picture everything is out of view: the camera was off."""
PAUSE_SECONDS = 1.0
"""Between two readings, so that of two badges in view each gets its verdict looked at, and heard."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A code that was read and is still in view, and for how many seconds it has been looked for in vain."""

    code: str
    missed_for: float = 0.0


@dataclass(frozen=True, slots=True)
class InView:
    """What was read and has not left the view; when a picture was looked at last, and when one gave a reading.

    Times are seconds of any clock that never goes back.
    """

    sightings: tuple[Sighting, ...] = ()
    looked_at: float | None = None
    read_at: float | None = None

    def still_there(self, codes: Sequence[str], at: float) -> tuple[Sighting, ...]:
        """What has not left the view by the time of a picture with these codes."""
        elapsed = 0.0 if self.looked_at is None else at - self.looked_at
        if elapsed >= LONG_AGO_SECONDS:
            return ()
        looked = (
            Sighting(
                sighting.code,
                0.0 if sighting.code in codes else sighting.missed_for + min(elapsed, STALL_SECONDS),
            )
            for sighting in self.sightings
        )
        return tuple(sighting for sighting in looked if sighting.missed_for < AWAY_SECONDS)

    def is_paused(self, at: float) -> bool:
        """Whether the last reading is too fresh for another one."""
        return self.read_at is not None and at - self.read_at < PAUSE_SECONDS


@dataclass(frozen=True, slots=True)
class Seen:
    """What one picture says: the code that is new in it, if any, and what to know for the next picture."""

    reading: str | None
    in_view: InView


NOTHING_IN_VIEW = InView()


def see(in_view: InView, codes: Sequence[str], at: float) -> Seen:
    """What a picture with these codes says; those that should be read first come first.

    One picture gives one reading at most. A further new code gets its turn after the pause, if it is still there.
    """
    sightings = in_view.still_there(codes, at)
    read_already = {sighting.code for sighting in sightings}
    new = next((code for code in codes if code not in read_already), None)
    if new is None or in_view.is_paused(at):
        return Seen(None, InView(sightings, at, in_view.read_at))
    return Seen(new, InView((*sightings, Sighting(new)), at, at))
