"""Checking people in and out: scans, names, overrides and undo, each saved before it is answered."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from checkin_app.domain import code
from checkin_app.domain.checkin import (
    Direction,
    Entry,
    Facts,
    Reason,
    Verdict,
    decide,
    is_on_list,
    is_same_scan,
    overridden,
)
from checkin_app.domain.code import Genuine, Reading
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.log import Entered, Fact, Left, Record, Refused, Voided
from checkin_app.domain.participant import Participant, Status
from checkin_app.domain.search import is_whole_name, wanted_words
from checkin_app.services.journal import Act, Journal
from checkin_app.services.scan_lines import ScanLine, lines_of
from checkin_app.store import badges, log, participants, presence, scans, search
from checkin_app.store.database import Connection

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


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back (or done again): the scan, and the record by which it can be reversed."""

    record: str
    scan: ScanLine


class FoundState(StrEnum):
    """Where somebody who was searched for stands with the checkpoint."""

    NOT_YET = "not_yet"
    INSIDE = "inside"
    LEFT = "left"
    NOT_EXPECTED = "not_expected"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Found:
    """A search result; `best` marks the one that may be chosen without looking at the others."""

    participant: Participant
    state: FoundState
    entry: Entry | None
    best: bool = False


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
        with self._journal.writing(record := record or log.new_id(), now=now) as act:
            verdict = _recorded_already(act, record)
            if verdict is None:
                _refuse_what_is_gone(act.event, checkpoint)
                reading = code.read_first((by_position, text), act.key)
                facts = _facts(act, reading, checkpoint)
                verdict = decide(act.event, checkpoint, direction, reading, facts, now)
                verdict = _settled(verdict, force, record)
                act.append((record, _fact_for(verdict, direction, facts, text)))
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
        record = record or log.new_id()
        with self._journal.writing(record) as act:
            verdict = _recorded_already(act, record)
            if verdict is None:
                _refuse_what_is_gone(act.event, checkpoint)
                person = participants.by_id(act.connection, participant)
                if person is None:
                    raise NotFound("participant", participant)
                facts = _presence_facts(act, Facts(participant=person), checkpoint)
                verdict = decide(act.event, checkpoint, direction, Genuine(""), facts, act.stamp.at)
                verdict = _settled(verdict, force, record)
                act.append((record, _fact_for(verdict, direction, facts, "")))
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
            target = self._undoable(act, record, reason)
            undone = act.note(Voided(target, reason))
            line = _line(act.connection, target)
        self._recent.clear()
        return Undone(undone, line)

    def redo(self, undone: str) -> Undone:
        """Take back an undo, by its record. NotPossible if things have moved on since."""
        with self._journal.writing() as act:
            kept = log.by_id(act.connection, undone)
            if kept is None or not isinstance(kept[1], Voided):
                raise NotFound("undo", undone)
            if presence.voided_by(act.connection, undone):
                raise NotPossible("That undo was taken back already.")
            original = log.by_id(act.connection, kept[1].record)
            if original is None or _contradicts(act, *original):
                raise NotPossible("The person has come or gone since; check them in or out instead.")
            again = act.note(Voided(undone, ""))
            line = _line(act.connection, kept[1].record)
        return Undone(again, line)

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
                inside=_inside(connection, event, checkpoint, now),
                capacity=session.capacity if session else None,
                last_ten_minutes=presence.count_entries(connection, checkpoint, now - LATELY),
            )

    def search(self, text: str, checkpoint: Checkpoint, limit: int = LAST_SCANS) -> list[Found]:
        """People who have all the words of a text, and where they stand with the checkpoint."""
        words = wanted_words(text)
        if not words:
            return []
        now, event = self.now(), self.event
        with self._journal.reading() as connection:
            people = search.matching(connection, words, limit)
            latest = presence.latest_entries(connection, [person.id for person in people], checkpoint)
        named = [person for person in people if is_whole_name(person, words)] or people
        best = named[0].id if len(named) == 1 else ""
        return [
            Found(
                person,
                _state(event, person, latest.get(person.id), checkpoint, now),
                latest.get(person.id),
                person.id == best,
            )
            for person in sorted(people, key=lambda person: person.id != best)
        ]

    def did_you_mean(self, text: str) -> list[str]:
        """Names on the roster that are spelled almost like this."""
        with self._journal.reading() as connection:
            return search.similar_names(connection, text)

    def _undoable(self, act: Act, record: str, reason: str) -> str:
        if not record:
            last = scans.last_act(act.connection, act.stamp.desk, act.stamp.day)
            if last is None:
                raise NotPossible("There is nothing to undo: this desk has checked nobody in or out today.")
            _refuse_if_followed(act, last[1])
            return last[0].id
        kept = log.by_id(act.connection, record)
        if kept is None or not isinstance(kept[1], Entered | Left):
            raise NotFound("entry or exit", record)
        if presence.voided_by(act.connection, record):
            raise NotPossible("That was taken back already.")
        if kept[0].day != act.stamp.day and not reason.strip():
            raise NotPossible("That was on another day: give a reason for the correction.")
        _refuse_if_followed(act, kept[1])
        return record

    def _remember(self, same_badge: tuple[str, Checkpoint, Direction], verdict: Verdict) -> None:
        self._recent = {key: old for key, old in self._recent.items() if is_same_scan(old, verdict.at)}
        self._recent[same_badge] = verdict


def _refuse_what_is_gone(event: Event, checkpoint: Checkpoint) -> None:
    """A desk may still stand at a session that the programme has lost since."""
    if event.day(checkpoint.day) is None or (checkpoint.session and event.session_at(checkpoint) is None):
        raise NotPossible("This checkpoint is not in the programme any more: choose another one.")


def _text_key(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _facts(act: Act, reading: Reading, checkpoint: Checkpoint) -> Facts:
    if not isinstance(reading, Genuine):
        return Facts()
    badge = badges.by_code(act.connection, reading.code)
    if badge is None or badge.participant is None:
        return Facts(badge)
    person = participants.by_id(act.connection, badge.participant)
    return _presence_facts(act, Facts(badge, person), checkpoint)


def _presence_facts(act: Act, known: Facts, checkpoint: Checkpoint) -> Facts:
    if known.participant is None:
        return known
    entries = presence.entries_at(act.connection, known.participant.id, checkpoint)
    session = act.event.session_at(checkpoint)
    inside = 0
    if session is not None and session.capacity is not None:
        inside = _inside(act.connection, act.event, checkpoint, act.stamp.at)
    if not entries:
        return replace(known, inside=inside)
    latest = next((entry for entry in entries if entry.left_at is None), entries[-1])
    return replace(known, first=entries[0], latest=latest, inside=inside)


def _inside(connection: Connection, event: Event, checkpoint: Checkpoint, now: datetime) -> int:
    """How many entries are inside by the rule of `Event.presence_end`, which SQL cannot ask."""
    closes = event.window(checkpoint).closes
    if now < closes:
        return presence.count_open(connection, checkpoint)
    today = event.day_window(event.event_date(now)).opens
    return presence.count_open(connection, checkpoint, since=max(closes, today))


def _settled(verdict: Verdict, force: str, record: str) -> Verdict:
    return replace(overridden(verdict, force) if force else verdict, record=record)


def _fact_for(verdict: Verdict, direction: Direction, facts: Facts, text: str) -> Fact:
    person = verdict.participant.id if verdict.participant else ""
    if verdict.admitted:
        return Entered(person, verdict.checkpoint, verdict.reason, verdict.forced)
    if verdict.reason is Reason.LEFT and facts.latest is not None:
        return Left(person, verdict.checkpoint, facts.latest.record)
    if person:
        return Refused(verdict.reason, verdict.checkpoint, direction, person)
    hashed = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Refused(verdict.reason, verdict.checkpoint, direction, "", len(text), hashed)


def _recorded_already(act: Act, record: str) -> Verdict | None:
    """The verdict that was saved under this record id although its answer never came."""
    kept = log.by_id(act.connection, record)
    if kept is None:
        return None
    line = lines_of(act.connection, [(kept, "")])[0]
    return Verdict(
        line.reason, line.at, line.checkpoint, record, participant=line.participant, forced=line.forced
    )


def _line(connection: Connection, record: str) -> ScanLine:
    kept = log.by_id(connection, record)
    if kept is None:
        raise NotFound("record", record)
    return lines_of(connection, [(kept, presence.voided_by(connection, record) or "")])[0]


def _refuse_if_followed(act: Act, fact: Fact) -> None:
    """An exit stays while a later entry of the person counts, which could not have been without the exit."""
    if isinstance(fact, Left):
        entries = presence.entries_at(act.connection, fact.participant, fact.checkpoint)
        if entries and (entries[-1].record != fact.entry or any(entry.left_at is None for entry in entries)):
            raise NotPossible("The person has come in again since: undo that first.")


def _contradicts(act: Act, record: Record, fact: Fact) -> bool:
    """Whether an act that was taken back cannot count again, because the person has come or gone since."""
    match fact:
        case Entered():
            entries = presence.entries_at(act.connection, fact.participant, fact.checkpoint)
            return any(
                entry.entered_at > record.at or entry.is_inside(act.event, record.at) for entry in entries
            )
        case Left():
            entries = presence.entries_at(act.connection, fact.participant, fact.checkpoint)
            return not any(entry.record == fact.entry and entry.left_at is None for entry in entries)
        case _:
            return True


def _state(
    event: Event, participant: Participant, entry: Entry | None, checkpoint: Checkpoint, now: datetime
) -> FoundState:
    if participant.status is not Status.ACTIVE:
        return FoundState.CANCELLED
    if entry is not None:
        return FoundState.INSIDE if entry.is_inside(event, now) else FoundState.LEFT
    return FoundState.NOT_YET if is_on_list(event, participant, checkpoint) else FoundState.NOT_EXPECTED
