"""One run of sending tickets, message by message, which can stop after any of them and begin again where it stopped."""

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field

from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.ticket_mail import Standing, Wording, checked
from checkin_app.services.mailing import Fate, Letter, MailingService, Outcome, message_of
from checkin_app.services.smtp import (
    Answer,
    MailServer,
    MailServerHungUp,
    MailServerTrouble,
    MailSession,
    Reply,
)
from checkin_app.services.smtp import checked as checked_server

PATIENCE_S = (60.0, 180.0, 300.0)
"""How long to wait before somebody's second, third and fourth try, where the server says «later» (greylisting)."""
_GLANCE_S = 0.2
"""How often a waiting run can be stopped."""

Ticking = Callable[[], float]
"""Seconds on a clock that only goes forward."""


@dataclass(slots=True)
class _Waiting:
    participant: str
    tries: int = 0
    not_before: float = 0.0


@dataclass(slots=True)
class MailRun:
    """Sends to people, one a step. The steps may be far apart, but only one may be under way at a time.

    A step never writes to the event file: note its outcome before the next one. MailServerTrouble from a step means
    that the run is over for now; who was not reached stays due.
    """

    mailing: MailingService
    server: MailServer
    password: str = field(repr=False)
    wording: Wording
    people: Sequence[str]
    ticking: Ticking = time.monotonic
    patience: Sequence[float] = PATIENCE_S
    _queue: list[_Waiting] = field(init=False)
    _session: MailSession | None = field(init=False, default=None)
    _next_at: float = field(init=False, default=0.0)

    def __post_init__(self) -> None:
        """Refuse, before anything is sent, a copy to practise on, and a wording or a server that cannot be."""
        if self.mailing.why_not:
            raise NotPossible(self.mailing.why_not)
        self.wording = checked(self.wording)
        self.server = checked_server(self.server)
        self._queue = [_Waiting(person) for person in dict.fromkeys(self.people)]

    @property
    def total(self) -> int:
        """How many people the run is for."""
        return len(dict.fromkeys(self.people))

    @property
    def left(self) -> int:
        """How many of them are still waiting."""
        return len(self._queue)

    def wait_s(self) -> float:
        """How long to wait before the next step: for the rate limit, or for a server that said «later»."""
        if not self._queue:
            return 0.0
        earliest = max(self._next_at, min(each.not_before for each in self._queue))
        return max(0.0, earliest - self.ticking())

    def step(self) -> Outcome:
        """Send to the next one who may be tried; MailServerTrouble leaves them in the queue."""
        now = self.ticking()
        waiting = next((each for each in self._queue if each.not_before <= now), self._queue[0])
        letter = self._letter(waiting.participant)
        if letter is None:
            self._queue.remove(waiting)
            return Outcome(waiting.participant, Fate.NOT_DUE)
        self._next_at = now + 60.0 / self.server.per_minute
        reply = self._send(letter)
        self._queue.remove(waiting)
        if reply.answer is Answer.ACCEPTED:
            return Outcome(waiting.participant, Fate.SENT, letter)
        if reply.answer is Answer.REFUSED:
            return Outcome(waiting.participant, Fate.REFUSED, letter, reply.why)
        if waiting.tries < len(self.patience):
            later = self.ticking() + self.patience[waiting.tries]
            self._queue.append(_Waiting(waiting.participant, waiting.tries + 1, later))
        return Outcome(waiting.participant, Fate.LATER, letter, reply.why)

    def close(self) -> None:
        """Hang up."""
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _letter(self, participant: str) -> Letter | None:
        """Their letter, if it is due at this very moment."""
        try:
            letter = self.mailing.letter(participant, self.wording)
        except (NotFound, NotPossible):
            return None
        return letter if letter.to.standing is Standing.DUE else None

    def _send(self, letter: Letter) -> Reply:
        message = message_of(letter, self.server, self.mailing.now())
        is_fresh = self._session is None
        while True:
            try:
                if self._session is None:
                    self._session = MailSession(self.server, self.password)
                return self._session.send(message, letter.address)
            except MailServerTrouble as trouble:
                self.close()
                if is_fresh or not isinstance(trouble, MailServerHungUp):
                    raise
                is_fresh = True


def send_all(
    run: MailRun, sleep: Callable[[float], None] = time.sleep
) -> Generator[tuple[int, int], None, tuple[Outcome, ...]]:
    """The whole run, each outcome noted before the next message; yields (people done, people), returns the last outcomes.

    Closing it stops after the message that is under way. MailServerTrouble when the server is down.
    """
    outcomes: dict[str, Outcome] = {}
    try:
        while run.left:
            while (wait := run.wait_s()) > 0:
                sleep(min(wait, _GLANCE_S))
                yield run.total - run.left, run.total
            outcome = run.step()
            run.mailing.note(outcome)
            outcomes[outcome.participant] = outcome
            yield run.total - run.left, run.total
    finally:
        run.close()
    return tuple(outcomes.values())


def try_connection(server: MailServer, password: str) -> Generator[tuple[int, int], None, MailServer]:
    """Connect, log in and hang up, sending nothing; MailServerTrouble or BadInput that says what is wrong."""
    yield 0, 1
    MailSession(server, password).close()
    return server
