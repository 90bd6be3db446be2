"""Clocks: the computer's own, and one that was set by hand and runs on from there."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Gives the present instant, UTC."""


def system_clock() -> datetime:
    """The computer's clock."""
    return datetime.now(UTC)


class SetClock:
    """A clock that shows `start` when it is made and then runs on; for rehearsals, demos and tests.

    A `start` without an offset is a local time of the event: `in_zone` settles which.
    """

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._began = time.monotonic_ns()

    def in_zone(self, zone: str) -> "SetClock":
        """The same clock, its start read in that zone unless it says its own offset."""
        if self._start.tzinfo is None:
            self._start = self._start.replace(tzinfo=ZoneInfo(zone))
        return self

    def __call__(self) -> datetime:
        """The present instant."""
        start = self._start if self._start.tzinfo else self._start.replace(tzinfo=UTC)
        passed = timedelta(microseconds=(time.monotonic_ns() - self._began) // 1000)
        return start.astimezone(UTC) + passed


class HandClock:
    """A clock that stands still until it is moved: for telling a day's story in a moment."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def __call__(self) -> datetime:
        """The instant it was moved to."""
        return self.instant
