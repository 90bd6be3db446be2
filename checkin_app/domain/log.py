"""The log: everything that happened, one typed fact a record, chained by hashes within each desk.

A record is never changed and never deleted. Its hash covers the hash of the record before it, its header and the
*hash* of its body, so that a body can be emptied when a person is erased and the chain still verifies.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import ClassVar, get_args

from checkin_app.domain.badge_look import OwnTemplate
from checkin_app.domain.certificate import CertificateRule, IssuedCertificate
from checkin_app.domain.checkin import Direction, Reason
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.participant import Change, Participant, ReplacedBecause
from checkin_app.domain.print_job import JobState
from checkin_app.domain.ticket_facts import TicketRefused, TicketSent, TicketsWanted, TicketsWorded

FIRST_PREVIOUS_HASH = bytes(32)
"""What stands for the hash before a desk's first record."""


@dataclass(frozen=True, slots=True)
class EventCreated:
    """The event file was made; `key` is the hexadecimal key behind the check letters of its badges."""

    kind: ClassVar[str] = "event_created"
    event_id: str
    key: str


@dataclass(frozen=True, slots=True)
class DeskOpened:
    """A desk began to record in this file; the first record of every desk. `computer` is its settings' identity."""

    kind: ClassVar[str] = "desk_opened"
    name: str
    computer: str
    event_id: str


@dataclass(frozen=True, slots=True)
class ProgrammeChanged:
    """The event's data, categories, days and sessions are from now on these."""

    kind: ClassVar[str] = "programme_changed"
    event: Event


@dataclass(frozen=True, slots=True)
class CheckpointsRenamed:
    """Sessions have other codes, days other dates, as (before, after): all at once, so that two may change places.

    Attendance and registrations follow the codes; registrations follow the dates, but attendance stays on the date
    on which it was. It is recorded right before the change of the programme that it belongs to.
    """

    kind: ClassVar[str] = "checkpoints_renamed"
    codes: tuple[tuple[str, str], ...] = ()
    dates: tuple[tuple[date, date], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.codes or self.dates)

    def reversed(self) -> "CheckpointsRenamed":
        """What takes it back."""
        return CheckpointsRenamed(
            tuple((after, before) for before, after in self.codes),
            tuple((after, before) for before, after in self.dates),
        )


@dataclass(frozen=True, slots=True)
class RosterImported:
    """A roster file was read; the participants' own records follow and name this record as their import.

    `in_steps` means that they follow in several transactions, and that a `StepsEnded` says when the import is whole.
    """

    kind: ClassVar[str] = "roster_imported"
    source: str
    sha256: str
    new: int
    updated: int
    new_categories: tuple[str, ...] = ()
    in_steps: bool = False


@dataclass(frozen=True, slots=True)
class ImportUndone:
    """An import, or an earlier undo of one, is taken back in steps: changes of people that name this record follow."""

    kind: ClassVar[str] = "import_undone"
    undoes: str


@dataclass(frozen=True, slots=True)
class StepsEnded:
    """An act in several transactions is over, by the record it began with; if not `whole`, it was taken back."""

    kind: ClassVar[str] = "steps_ended"
    record: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class ParticipantAdded:
    """A person came onto the roster, with the code of their first badge."""

    kind: ClassVar[str] = "participant_added"
    participant: Participant
    code: str
    imported_by: str = ""
    """the id of the `RosterImported` record; empty for a person added by hand"""
    salt: str = ""


@dataclass(frozen=True, slots=True)
class ParticipantChanged:
    """Some fields of a participant are from now on different."""

    kind: ClassVar[str] = "participant_changed"
    participant: str
    changes: tuple[Change, ...]
    imported_by: str = ""
    salt: str = ""
    act: str = ""
    """the first record of the act on several people that this belongs to; empty for that first record"""
    undoes: str = ""
    """the record that this takes back"""


@dataclass(frozen=True, slots=True)
class ParticipantsMerged:
    """The absorbed person is the kept one: from now on these entries and badges, which were theirs, are the kept one's.

    What the two were and are called is in the records that follow.
    """

    kind: ClassVar[str] = "participants_merged"
    kept: str
    absorbed: str
    entries: tuple[str, ...]
    codes: tuple[str, ...]
    act: str = ""
    undoes: str = ""


@dataclass(frozen=True, slots=True)
class ParticipantsParted:
    """A merge was taken back: these entries and badges are the absorbed person's again."""

    kind: ClassVar[str] = "participants_parted"
    kept: str
    absorbed: str
    entries: tuple[str, ...]
    codes: tuple[str, ...]
    act: str = ""
    undoes: str = ""


@dataclass(frozen=True, slots=True)
class LookalikesJudged:
    """Two participants who look alike are two people, or, if that is taken back, it is not known whether they are."""

    kind: ClassVar[str] = "lookalikes_judged"
    first: str
    second: str
    are_two: bool = True
    act: str = ""
    undoes: str = ""


@dataclass(frozen=True, slots=True)
class BadgeIssued:
    """A code was given to a participant, or made ready as a spare (`participant` is None).

    `replaces` is the code that is invalid from now on, `because` says why. Who was merged had more than one:
    `also_replaces` are the others.
    """

    kind: ClassVar[str] = "badge_issued"
    code: str
    participant: str | None
    replaces: str = ""
    because: ReplacedBecause | None = None
    also_replaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BadgesPrinted:
    """These badges came out on a sheet, in this order. `marks` are what was printed on each, see `mark_of`."""

    kind: ClassVar[str] = "badges_printed"
    codes: tuple[str, ...]
    sheet: str
    template: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintQueued:
    """Something is to come out of a printer; the record's id is the job's. The fields are those of `PrintJob`."""

    kind: ClassVar[str] = "print_queued"
    title: str
    printer: str
    width: float
    height: float
    sides: str
    codes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    sheet: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class PrintMoved:
    """A print job is in another state, or waits for something else; see `PrintJob` for the fields."""

    kind: ClassVar[str] = "print_moved"
    job: str
    state: JobState
    printer: str
    spooler_job: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class PictureAdded:
    """A picture for badges: PNG or JPEG without metadata, known by the SHA-256 of its content."""

    kind: ClassVar[str] = "picture_added"
    sha256: str
    width: int
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class TemplateSaved:
    """A badge design of the event's own is from now on this; its pictures were added before."""

    kind: ClassVar[str] = "template_saved"
    template: OwnTemplate


@dataclass(frozen=True, slots=True)
class TemplateRemoved:
    """A badge design of the event's own is not offered any more."""

    kind: ClassVar[str] = "template_removed"
    name: str


@dataclass(frozen=True, slots=True)
class Entered:
    """A participant was let in. `reason` is what the verdict said; if it asked, `forced` is why staff decided so.

    `by_hand` is why it was recorded afterwards, as a correction, and `happened_at` then the instant that it is about.
    """

    kind: ClassVar[str] = "entered"
    participant: str
    checkpoint: Checkpoint
    reason: Reason = Reason.ADMITTED
    forced: str = ""
    by_hand: str = ""
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A participant went out; `entry` is the record of the entry that ended. For the rest see `Entered`."""

    kind: ClassVar[str] = "left"
    participant: str
    checkpoint: Checkpoint
    entry: str
    by_hand: str = ""
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A scan changed nobody's presence. The text of an unknown code is not kept, only its length and SHA-256."""

    kind: ClassVar[str] = "refused"
    reason: Reason
    checkpoint: Checkpoint
    direction: Direction
    participant: str = ""
    text_length: int = 0
    text_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Voided:
    """An entry, an exit or an earlier undo was taken back; `record` is its id."""

    kind: ClassVar[str] = "voided"
    record: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CertificatesIssued:
    """These certificates of attendance were given out, by this rule."""

    kind: ClassVar[str] = "certificates_issued"
    rule: CertificateRule
    certificates: tuple[IssuedCertificate, ...]


Fact = (
    EventCreated
    | DeskOpened
    | ProgrammeChanged
    | CheckpointsRenamed
    | RosterImported
    | ImportUndone
    | StepsEnded
    | ParticipantAdded
    | ParticipantChanged
    | ParticipantsMerged
    | ParticipantsParted
    | LookalikesJudged
    | BadgeIssued
    | BadgesPrinted
    | PrintQueued
    | PrintMoved
    | PictureAdded
    | TemplateSaved
    | TemplateRemoved
    | TicketSent
    | TicketRefused
    | TicketsWanted
    | TicketsWorded
    | Entered
    | Left
    | Refused
    | Voided
    | CertificatesIssued
)
PROGRAMME = "programme"
"""The subject of records about names in the programme; whatever is read from the log is read with the names of now."""
ROSTER = "roster"
"""The subject of records with which an act in steps on the roster begins, so that unfinished ones are found at once."""
FACTS: dict[str, type[Fact]] = {
    fact.kind: fact
    for fact in (
        EventCreated,
        DeskOpened,
        ProgrammeChanged,
        CheckpointsRenamed,
        RosterImported,
        ImportUndone,
        StepsEnded,
        ParticipantAdded,
        ParticipantChanged,
        ParticipantsMerged,
        ParticipantsParted,
        LookalikesJudged,
        BadgeIssued,
        BadgesPrinted,
        PrintQueued,
        PrintMoved,
        PictureAdded,
        TemplateSaved,
        TemplateRemoved,
        TicketSent,
        TicketRefused,
        TicketsWanted,
        TicketsWorded,
        Entered,
        Left,
        Refused,
        Voided,
        CertificatesIssued,
    )
}


ActOnPeople = ParticipantChanged | ParticipantsMerged | ParticipantsParted | LookalikesJudged
"""Facts that say of which act they are a part and what they undo."""

ACTS_ON_PEOPLE = {fact.kind for fact in get_args(ActOnPeople)}

_SUBJECTS = {CheckpointsRenamed.kind: PROGRAMME, ImportUndone.kind: ROSTER}


def subject_of(fact: Fact) -> str:
    """Whom or what a fact is about: the participant's id, another record, the names in the programme, the roster, or nothing."""
    match fact:
        case ParticipantAdded():
            return fact.participant.id
        case ParticipantChanged() | Entered() | Left() | Refused() | TicketSent() | TicketRefused():
            return fact.participant
        case ParticipantsMerged() | ParticipantsParted():
            return fact.kept
        case LookalikesJudged():
            return fact.first
        case BadgeIssued():
            return fact.participant or ""
        case Voided() | StepsEnded():
            return fact.record
        case RosterImported(in_steps=True):
            return ROSTER
        case _:
            return _SUBJECTS.get(fact.kind, "")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all records of one act have in common: the desk's id, the UTC instant, the event day, who."""

    desk: str
    at: datetime
    day: date
    operator: str


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the log, without its body: the header and the three hashes (32 bytes each)."""

    desk: str
    seq: int
    id: str
    at: datetime
    day: date
    kind: str
    subject: str
    operator: str
    body_hash: bytes
    prev_hash: bytes
    hash: bytes


def instant_of_move(record: Record, fact: Entered | Left) -> datetime:
    """When somebody came or went: when it was recorded, or what a correction says of an earlier time."""
    return fact.happened_at or record.at


def instant_text(instant: datetime) -> str:
    """An instant as the log writes it: UTC, always 27 characters, so that text order is time order."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def instant_of(text: str) -> datetime:
    """The instant that `instant_text` wrote; ValueError if it was not written by it."""
    instant = datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
    if instant_text(instant) != text:
        raise ValueError(text)
    return instant


def body_hash(body: str) -> bytes:
    """SHA-256 of a body's UTF-8."""
    return hashlib.sha256(body.encode()).digest()


def record_hash(prev_hash: bytes, header: tuple[str | int, ...], hashed_body: bytes) -> bytes:
    """SHA-256(previous hash ‖ header as a JSON list ‖ body hash).

    `header` is desk, seq, id, at, day, kind, subject, operator, as the log's columns hold them. A list in JSON
    keeps the borders between the fields: no two headers give the same bytes.
    """
    listed = json.dumps(header, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(prev_hash + listed.encode() + hashed_body).digest()
