"""Checking people in and out: scans, names, overrides and undo, each saved before it is answered."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checkin_app.domain.checkin import Direction, Verdict, is_same_scan
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.services import undoing
from checkin_app.services.deciding import Request, decide_person, decide_scan, inside
from checkin_app.services.finding import Found, FoundState, find
from checkin_app.services.journal import Journal
from checkin_app.services.scan_lines import ScanLine, lines_of
from checkin_app.services.undoing import Undone
from checkin_app.store import log, participants, presence, scans, search

__all__ = ["CheckinService", "Counter", "Found", "FoundState", "Undone"]

LAST_SCANS = 50
LATELY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Counter:
    """The numbers beside the verdict. `people` are all who came, `inside` those who are there now."""

    people: int
    expected: int
    inside: int
    capacity: int | None
    last_ten_minutes: int


class CheckinService:
    """What a desk can ask for. Every verdict is returned after its transaction has ended: it is on the disk."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._recent: dict[tuple[str, Checkpoint, Direction], Verdict] = {}

    @property
    def event(self) -> Event:
        """The programme as it is in the file now."""
        return self._journal.event()

    def now(self) -> datetime:
        """The present instant by the desk's clock, UTC."""
        return self._journal.now()

    def checkpoint_now(self, room: str = "") -> Checkpoint | None:
        """What the desk scans for by the clock and its room; None outside the days of the event."""
        return self.event.checkpoint_at(self.now(), room)

    def resolve(self, text: str) -> Checkpoint:
        """The checkpoint that people write as `day:2` or as a session's code; NotFound."""
        event = self.event
        kind, _, number = text.partition(":")
        if kind.casefold() == "day" and number.isdecimal() and (day := event.numbered(int(number))):
            return Checkpoint(day.date)
        for day, session in event.sessions():
            if session.code.casefold() == text.casefold():
                return Checkpoint(day.date, session.code)
        raise NotFound("checkpoint", text)

    def scan(
        self,
        text: str,
        checkpoint: Checkpoint,
        *,
        direction: Direction = Direction.ENTRY,
        by_position: str = "",
        force: str = "",
        record: str = "",
    ) -> Verdict:
        """The verdict on what a scanner, a camera or a person's typing says.

        `by_position` is the same scan as a US keyboard would have typed it, where that is known; it is believed
        first. `force` is the reason for which staff let the person in where the verdict asks. Raises NotSaved with the
        record id to try again with.
        """
        now = self.now()
        same_badge = (_text_key(by_position or text), checkpoint, direction)
        earlier = self._recent.get(same_badge)
        if (
            earlier
            and not record
            and not (force and earlier.reason.may_be_overridden)
            and is_same_scan(earlier, now)
        ):
            return replace(earlier, repeated=True)
        request = Request(record or log.new_id(), checkpoint, direction, force)
        with self._journal.writing(request.record, now=now) as act:
            verdict = decide_scan(act, request, text, by_position)
        self._remember(same_badge, verdict)
        return verdict

    def check_in(
        self,
        participant: str,
        checkpoint: Checkpoint,
        *,
        direction: Direction = Direction.ENTRY,
        force: str = "",
        record: str = "",
    ) -> Verdict:
        """The same for somebody who was found by name: the participant's id. NotFound for an unknown one."""
        request = Request(record or log.new_id(), checkpoint, direction, force)
        with self._journal.writing(request.record) as act:
            verdict = decide_person(act, request, participant)
        self._recent.clear()
        return verdict

    def let_in(self, verdict: Verdict, reason: str, *, record: str = "") -> Verdict:
        """Staff let in somebody about whom a verdict asked; decided anew, because time has passed."""
        if verdict.participant is None or not verdict.reason.may_be_overridden:
            raise NotPossible("This verdict cannot be overridden.")
        if not reason.strip():
            raise NotPossible("Say why this person is let in: it is recorded.")
        return self.check_in(verdict.participant.id, verdict.checkpoint, force=reason.strip(), record=record)

    def undo(self, record: str = "", reason: str = "") -> Undone:
        """Take back the desk's last entry or exit of today, or the chosen record.

        NotFound if there is no such record; NotPossible if there is nothing to take back, if it is taken back
        already, or if it is of another day and no reason is given.
        """
        with self._journal.writing() as act:
            undone = undoing.undo(act, record, reason)
        self._recent.clear()
        return undone

    def redo(self, undone: str) -> Undone:
        """Take back an undo, by its record. NotPossible if things have moved on since."""
        with self._journal.writing() as act:
            done_again = undoing.redo(act, undone)
        self._recent.clear()
        return done_again

    def last_scans(self, limit: int = LAST_SCANS) -> list[ScanLine]:
        """The desk's last scans, the newest first."""
        with self._journal.reading() as connection:
            desk = self._journal.desk_id(connection)
            return lines_of(connection, scans.latest(connection, desk, limit)) if desk else []

    def counter(self, checkpoint: Checkpoint) -> Counter:
        """How full it is."""
        now, event = self.now(), self.event
        session = event.session_at(checkpoint)
        with self._journal.reading() as connection:
            return Counter(
                people=presence.count_people(connection, checkpoint),
                expected=participants.count_expected(connection, event, checkpoint),
                inside=inside(connection, event, checkpoint, now),
                capacity=session.capacity if session else None,
                last_ten_minutes=presence.count_entries(connection, checkpoint, now - LATELY),
            )

    def search(self, text: str, checkpoint: Checkpoint, limit: int = LAST_SCANS) -> list[Found]:
        """People who have all the words of a text, and where they stand with the checkpoint."""
        now, event = self.now(), self.event
        with self._journal.reading() as connection:
            return find(connection, event, text, checkpoint, now, limit)

    def did_you_mean(self, text: str) -> list[str]:
        """Names on the roster that are spelled almost like this."""
        with self._journal.reading() as connection:
            return search.similar_names(connection, text)

    def _remember(self, same_badge: tuple[str, Checkpoint, Direction], verdict: Verdict) -> None:
        self._recent.pop(same_badge, None)
        self._recent[same_badge] = verdict
        while not is_same_scan(self._recent[oldest := next(iter(self._recent))], verdict.at):
            del self._recent[oldest]


def _text_key(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
