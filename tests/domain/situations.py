"""One scan and everything that bears on it, and what makes each reason of the verdict table apply."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checkin_app.domain.checkin import Direction, Entry, Facts, Reason, Verdict, decide
from checkin_app.domain.code import Genuine, Misread, NotOurs, Reading
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Badge, Participant, Status
from tests.domain.programmes import ANA, BADGE, D1, D3, EVENT, MATCHMAKING, entry, iasi

GENUINE = Genuine(BADGE.code)
AFTERNOON = iasi(22, "14:10")
MINUTE = timedelta(minutes=1)
REPLACED = replace(BADGE, replaced_at=iasi(21, "08:00"))


@dataclass(frozen=True, kw_only=True)
class Situation:
    """One scan and everything that bears on it; as it stands, Ana is admitted to the matchmaking."""

    checkpoint: Checkpoint = MATCHMAKING
    now: datetime = AFTERNOON
    direction: Direction = Direction.ENTRY
    reading: Reading = GENUINE
    badge: Badge | None = BADGE
    participant: Participant | None = ANA
    latest: Entry | None = None
    inside: int = 0

    def verdict(self) -> Verdict:
        facts = Facts(self.badge, self.participant, self.latest, self.latest, self.inside)
        return decide(EVENT, self.checkpoint, self.direction, self.reading, facts, self.now)

    def reason(self) -> Reason:
        return self.verdict().reason


def changed(**more: object) -> Callable[[Situation], Situation]:
    return lambda situation: replace(situation, **more)


def person(**more: object) -> Callable[[Situation], Situation]:
    return lambda s: replace(s, participant=replace(s.participant or ANA, **more))


def inside_already(s: Situation) -> Situation:
    return replace(s, latest=entry(s.checkpoint, s.now - 10 * MINUTE, forced="Invited by the host"))


def outside_again(s: Situation) -> Situation:
    return replace(s, latest=entry(s.checkpoint, s.now - 10 * MINUTE, s.now - MINUTE))


GROUNDS: dict[Reason, Callable[[Situation], Situation]] = {
    Reason.MISREAD: changed(reading=Misread()),
    Reason.NOT_OURS: changed(reading=NotOurs()),
    Reason.REPLACED: changed(badge=REPLACED),
    Reason.CANCELLED: person(status=Status.CANCELLED),
    Reason.ALREADY_IN: inside_already,
    Reason.TOO_EARLY: changed(now=iasi(22, "13:20")),
    Reason.OVER: changed(now=iasi(22, "17:15")),
    Reason.NOT_THIS_DAY: person(days=frozenset({D1, D3})),
    Reason.NOT_THIS_SESSION: person(sessions=frozenset()),
    Reason.FULL: changed(inside=3),
}
"""What makes each reason apply, in the order of the table, but for one place.

The table has `too_early` and `over` before `already_in`, and says that somebody let in by an override is
`already_in` at the next scan like anybody else. Only somebody let in early or late can be inside at such a time,
so the second sentence decides.
"""
