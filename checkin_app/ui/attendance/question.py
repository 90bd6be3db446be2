"""What staff want to correct about attendance, before they have said why."""

from dataclasses import dataclass
from enum import StrEnum

from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant


class Fix(StrEnum):
    """What is to be recorded."""

    CAME = "came"
    NEVER_CAME = "never_came"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Question:
    """Whether something shall be recorded about somebody at a checkpoint; `entry` is the one that an exit ends."""

    fix: Fix
    participant: Participant
    checkpoint: Checkpoint
    known: str = ""
    entry: str = ""
