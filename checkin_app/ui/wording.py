"""The sentences of the window: how it names times and places, and what it says when something fails.

What the verdicts say is in `looks`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from checkin_app.domain.attendance import Cell, CellState
from checkin_app.domain.code import for_people
from checkin_app.domain.errors import (
    BadInput,
    CheckinError,
    EventFileRefused,
    NotFound,
    NotPossible,
    NotSaved,
)
from checkin_app.domain.event import Admits, Checkpoint, Day, Event, Session
from checkin_app.domain.participant import Badge, Participant, Status
from checkin_app.domain.scanner_test import Finding, Outcome
from checkin_app.services.checkin import Found, FoundState
from checkin_app.services.scan_lines import ScanLine

# -- names of times and places -------------------------------------------------------------------------------


def time_of_day(event: Event, instant: datetime) -> str:
    """«09:14» on the event's clocks."""
    return f"{event.local(instant):%H:%M}"


def exact_time(event: Event, instant: datetime) -> str:
    """«09:14:07» on the event's clocks."""
    return f"{event.local(instant):%H:%M:%S}"


_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_date(on: date) -> str:
    """«Tue 21 Nov», the same on every computer."""
    return f"{_WEEKDAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}"


def days_from_to(first: date, days: int) -> str:
    """«3 days: Tue 21 Nov to Thu 23 Nov»."""
    if days == 1:
        return f"1 day: {short_date(first)}"
    return f"{days} days: {short_date(first)} to {short_date(first + timedelta(days=days - 1))}"


def day_name(event: Event, on: date) -> str:
    """«Day 2», or the date where it is no day of the event."""
    number = event.day_number(on)
    return f"Day {number}" if number else short_date(on)


def place_name(event: Event, checkpoint: Checkpoint) -> str:
    """The session's title, or «Main entrance»."""
    session = event.session_at(checkpoint)
    return session.title if session else "Main entrance"


def checkpoint_name(event: Event, checkpoint: Checkpoint) -> str:
    """«Day 2 · Matchmaking»."""
    return f"{day_name(event, checkpoint.day)} · {place_name(event, checkpoint)}"


def session_times(session: Session) -> str:
    """«09:30–12:30»."""
    return f"{session.starts:%H:%M}–{session.ends:%H:%M}"


def who_may_enter(session: Session) -> str:
    """Whom a session admits."""
    match session.admits:
        case Admits.EVERYONE:
            return "Everyone of the day"
        case Admits.CATEGORIES:
            return ", ".join(session.categories)
        case Admits.REGISTERED:
            return "Registered for it"


def span(time: timedelta) -> str:
    """«less than a minute», «27 min», «2 h 10 min»."""
    minutes = int(time.total_seconds()) // 60
    if minutes < 1:
        return "less than a minute"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def days_registered(event: Event, participant: Participant) -> str:
    """«All days», «Day 1», «Days 1 and 3»."""
    if participant.days is None or all(day.date in participant.days for day in event.days):
        return "All days"
    return _days(event, participant.days) or "No day"


def days_came(event: Event, days: Collection[date]) -> str:
    """«Day 1 ✓», «Days 1 and 2 ✓»; empty for none."""
    came = _days(event, days)
    return f"{came} ✓" if came else ""


def _days(event: Event, days: Collection[date]) -> str:
    numbers = [str(event.day_number(on)) for on in sorted(days) if event.day_number(on)]
    match numbers:
        case []:
            return ""
        case [only]:
            return f"Day {only}"
        case _:
            return f"Days {', '.join(numbers[:-1])} and {numbers[-1]}"


def badge_printed(badge: Badge) -> str:
    """Whether somebody's badge is there to be handed out."""
    return "Badge printed" if badge.printed_at else "Badge not printed"


def whence(participant: Participant) -> str:
    """«HempClub · Romania»: where a person comes from, for the line under the name."""
    return " · ".join(part for part in (participant.organisation, participant.country) if part)


# -- failures ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened, and what to do about it (empty where there is nothing to do)."""

    happened: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.happened} {self.remedy}".strip()


def ended(text: str) -> str:
    """The text with a full stop, if it has no end yet."""
    return text if not text or text[-1] in ".!?…" else f"{text}."


def failure(error: CheckinError) -> Sentence:
    """What the window says when a request could not be met."""
    match error:
        case NotSaved():
            return Sentence(ended(f"Not saved: {error.why}"), "Nothing was changed. Try again.")
        case EventFileRefused():
            return Sentence(
                ended(f"This event file was not opened. {error.why}"),
                error.remedy or "The file was not touched.",
            )
        case NotFound():
            return Sentence(
                f"There is no {error.kind} «{error.wanted}» in this event.", "Look it up by another word."
            )
        case NotPossible():
            return Sentence(ended(error.why), "Nothing was changed.")
        case BadInput():
            place = f"{error.source}, {error.where}" if error.where else error.source
            return Sentence(ended(f"{place}: {error.problem}"), error.remedy)
        case _:
            return Sentence(str(error))


def unexpected(number: int) -> Sentence:
    """What the window says about an error that nobody foresaw."""
    return Sentence(
        f"Something went wrong (number {number}).", "It was written down in the log file. The desk goes on."
    )


# -- the desk ------------------------------------------------------------------------------------------------


FIRST_TODAY = "first time today"
DECIDE_AT_THE_DESK = "Go to Check-in to decide."


def nobody_like(text: str, meant: list[str]) -> Sentence:
    """What the search says when it finds nobody."""
    if not meant:
        return Sentence(f"Nobody like «{text}».", "Try fewer letters, the organisation, or scan the badge.")
    return Sentence(f"Nobody like «{text}».", f"Did you mean {' or '.join(meant[:3])}?")


def name_lacking(field: str) -> str:
    """What the walk-in sheet says where a name is needed."""
    return f"{field} is needed."


def badge_to_bind(code: str) -> str:
    """Which badge becomes the walk-in's: its last group is what people compare with the badge in their hand."""
    return f"Gets the badge that ends in {for_people(code)[-5:]}" if code else ""


def lookalikes(count: int) -> str:
    """«2 people look like this» over the people themselves."""
    who = "1 person looks" if count == 1 else f"{count} people look"
    return f"{who} like this. Check in instead:"


def lookalike(participant: Participant) -> str:
    """Somebody on the roster whose name is spelled like a walk-in's."""
    return " · ".join(part for part in (participant.name, participant.organisation) if part)


def found_state(found: Found, event: Event) -> str:
    """Where somebody who was found stands with the checkpoint."""
    match found.state:
        case FoundState.NOT_YET:
            return "Not yet"
        case FoundState.INSIDE:
            return f"In since {time_of_day(event, found.entry.entered_at)}" if found.entry else "In"
        case FoundState.LEFT:
            left = found.entry.left_at if found.entry else None
            return f"Left {time_of_day(event, left)}" if left else "Came, and left"
        case FoundState.NOT_EXPECTED:
            return "Not registered for this session"
        case FoundState.NOT_THIS_DAY:
            return "Not registered for this day"
        case FoundState.CANCELLED:
            return "Cancelled" if found.participant.status is Status.CANCELLED else "May not come in"


def scan_sentence(scan: ScanLine, word: str, event: Event) -> str:
    """A line of the last scans in full."""
    name = scan.participant.name if scan.participant else "Unknown badge"
    parts = [name, word, exact_time(event, scan.at), checkpoint_name(event, scan.checkpoint)]
    if scan.forced:
        parts.append(f"reason: {scan.forced}")
    if scan.voided_by:
        parts.append("taken back")
    return " · ".join(parts)


def checkpoint_choice(event: Event, checkpoint: Checkpoint) -> str:
    """A line of the checkpoint box: «Day 2 · 14:00 ECCP matchmaking»."""
    session = event.session_at(checkpoint)
    if session is None:
        return f"{day_name(event, checkpoint.day)} · {short_date(checkpoint.day)} · Main entrance"
    return f"      {session.starts:%H:%M}   {session.title}"


def checkpoint_origin(event: Event, checkpoint: Checkpoint | None, *, by_hand: bool) -> str:
    """How the checkpoint came about, and its times."""
    if checkpoint is None:
        return "Choose by hand"
    session = event.session_at(checkpoint)
    times = session_times(session) if session else short_date(checkpoint.day)
    return f"{'Chosen by hand' if by_hand else 'By the clock'} · {times}"


def saved(event: Event, saved_at: datetime | None, backed_up_at: datetime | None) -> str:
    """«Saved 09:14:07 · backup 09:00» for the foot line."""
    parts = []
    if saved_at:
        parts.append(f"Saved {exact_time(event, saved_at)}")
    if backed_up_at:
        parts.append(f"Backup {time_of_day(event, backed_up_at)}")
    return " · ".join(parts)


def sorted_name(participant: Participant) -> str:
    """«Țăranu, Ștefan»: the name as lists sort it."""
    return ", ".join(part for part in (participant.family, participant.given) if part)


def printed(event: Event, at: datetime | None) -> str:
    """When a badge was printed."""
    return f"{short_date(event.event_date(at))}, {time_of_day(event, at)}" if at else "Not printed yet"


def attendance_cell(event: Event, cell: Cell) -> str:
    """A cell of the matrix in words."""
    came = f"Came at {exact_time(event, cell.first_at)}" if cell.first_at else ""
    match cell.state:
        case CellState.PRESENT:
            return came
        case CellState.LEFT_EARLY:
            return f"{came}, left early at {time_of_day(event, cell.left_at)}" if cell.left_at else came
        case CellState.ABSENT:
            return "Absent"
        case CellState.NOT_EXPECTED:
            return "Not expected here"


def file_saved(path: Path) -> str:
    """What is said when a file was written."""
    return f"Saved {path.name} in {path.parent}"


def day_heading(event: Event, day: Day) -> str:
    """«Day 2 · Wed 22 Nov · Conference and matchmaking»."""
    parts = (day_name(event, day.date), short_date(day.date), day.title)
    return " · ".join(part for part in parts if part)


def event_about(event: Event) -> str:
    """Event, place and time zone in one line."""
    return " · ".join(part for part in (event.name, event.place, f"times of {event.zone}") if part)


WELCOME = "An event is one file on this computer. Nothing here needs a network or an account."


PRACTICE = "Try everything on a copy of the event, which is thrown away afterwards."


def backup_done(event: Event, at: datetime | None, folder: Path) -> str:
    """What is said after a backup was asked for."""
    if at is None:
        return "Nothing has changed since the last backup."
    return f"Backed up and checked at {exact_time(event, at)}, in {folder}"


def verified(records: int, problem: str) -> str:
    """What is said after the event file was checked; `problem` is empty if there is none."""
    if problem:
        return f"The event file is not as it was written: {problem}"
    return f"All is well: {records} records, each as it was written, and every table follows from them."


def settings_not_saved(why: str) -> str:
    """What is said when this computer's settings could not be written."""
    return f"The settings could not be saved ({why}). They hold until the program is closed."


# -- the scanner ---------------------------------------------------------------------------------------------

SCANNER_UNTESTED = "Scans in this box are a test: nothing is recorded."
SCANNER_GAP = (
    "Raise it if a scan arrives in pieces; lower it if typing feels held back. 35 ms suits most scanners."
)
TEST_CARD_ELSEWHERE = (
    "This is the scanner's test card. To use it, put the caret into the test box in Settings."
)
_KEYBOARDS = {
    "gr": "a Greek",
    "bg": "a Bulgarian",
    "bg(phonetic)": "a Bulgarian phonetic",
    "ru": "a Russian",
    "ua": "a Ukrainian",
    "rs, mk": "a Serbian or Macedonian",
    "by": "a Belarusian",
}


def scanner_finding(finding: Finding, typed: str) -> str:
    """What the test box says about a scan."""
    match finding.outcome:
        case Outcome.WELL:
            return f"Scanner OK on {_KEYBOARDS.get(finding.layout, 'this')} keyboard."
        case Outcome.BY_PLACE_ALONE:
            return "Scanner OK on this keyboard: its letters are not known, but the places of its keys are."
        case Outcome.WRONG:
            shown = typed if len(typed) <= 40 else f"{typed[:40]}…"
            return f"Not a badge and not the test card: «{shown}». Is the scanner set to a US keyboard?"


def scanner_too_slow(gap_ms: int, longest: int) -> str:
    """What the test box says where a scan arrived like typing."""
    higher = "Raise the time and scan again." if gap_ms < longest else "Set the scanner to send faster."
    return f"The letters came one by one, more than {gap_ms} ms apart. {higher}"


def test_card_saved(path: Path) -> str:
    """What is said when the card was written."""
    return f"{file_saved(path)}. Print it, and scan it in the test box."
