"""What has to be ready before people come, and whether it is: told by the event file and this computer's settings."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """The steps of the checklist, in their order."""

    PROGRAMME = "programme"
    PEOPLE = "people"
    BADGES = "badges"
    SCANNER = "scanner"
    SOUNDS = "sounds"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an event file has: sessions in its programme, people on its roster, badges that are printed."""

    sessions: int = 0
    people: int = 0
    printed: int = 0


def steps_done(prepared: Prepared, *, scanner_tested: bool, sounds_heard: bool) -> dict[Step, bool]:
    """Which steps are done."""
    return {
        Step.PROGRAMME: prepared.sessions > 0,
        Step.PEOPLE: prepared.people > 0,
        Step.BADGES: prepared.printed > 0,
        Step.SCANNER: scanner_tested,
        Step.SOUNDS: sounds_heard,
    }
