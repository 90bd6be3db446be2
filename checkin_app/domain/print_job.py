"""A print job: what was to come out of which printer, and what has become of it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checkin_app.domain.badge import BadgeFace


class JobState(StrEnum):
    """Where a job stands; only a job that is `CONFIRMED` has printed anything."""

    QUEUED = "queued"
    """it is to go to the printer"""
    SENT = "sent"
    """the spooler has it"""
    CONFIRMED = "confirmed"
    """it came out"""
    FAILED = "failed"
    """it did not come out; it stays until it is tried again or given up"""
    GIVEN_UP = "given_up"
    """nobody wants it any more"""


_NEXT: Mapping[JobState, frozenset[JobState]] = {
    JobState.QUEUED: frozenset({JobState.SENT, JobState.FAILED, JobState.GIVEN_UP}),
    JobState.SENT: frozenset({JobState.CONFIRMED, JobState.FAILED}),
    JobState.FAILED: frozenset({JobState.QUEUED, JobState.CONFIRMED, JobState.GIVEN_UP}),
    JobState.CONFIRMED: frozenset({JobState.FAILED}),
    JobState.GIVEN_UP: frozenset(),
}
"""A failed job may turn out to have been printed after all, and a confirmed one to lie crumpled in the printer."""


def may_become(before: JobState, after: JobState) -> bool:
    """Whether a job can go from one state to the other."""
    return after in _NEXT[before]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """`codes` are the badges on it, in their order, and `marks` what was printed on each; other papers have none.

    `width`, `height` (mm) and `sides` («one-sided» …) are the page as it goes to the printer. `spooler_job` is the
    spooler's own name for it, `why` the reason of the last failure or wait. `desk` is the id of the desk that queued it.
    """

    id: str
    title: str
    printer: str
    state: JobState
    desk: str
    queued_at: datetime
    moved_at: datetime
    width: float
    height: float
    sides: str
    codes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    sheet: str = ""
    template: str = ""
    spooler_job: str = ""
    why: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody or something still has to do with it."""
        return self.state in {JobState.QUEUED, JobState.SENT, JobState.FAILED}

    @property
    def spooler_title(self) -> str:
        """What the spooler is to call it: the beginning of the id makes it the only one of that name."""
        return f"{self.title} ({self.id[:8]})"


_SHOWN = ("name_given", "name_family", "badge_name", "organisation", "category", "code")


def mark_of(face: BadgeFace) -> str:
    """What a badge says about a person, as sixteen hexadecimal digits: a badge with another mark has changed."""
    shown = [getattr(face, name) for name in _SHOWN]
    return hashlib.sha256(json.dumps(shown, ensure_ascii=False).encode()).hexdigest()[:16]
