"""The sentences of the People page: counts, acts on people, and what the log says about somebody."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from checkin_app.domain.checkin import Direction, Entry, Reason, Verdict
from checkin_app.domain.code import for_people
from checkin_app.domain.errors import CheckinError
from checkin_app.domain.event import Admits, Checkpoint, Event
from checkin_app.domain.log import (
    BadgeIssued,
    BadgesPrinted,
    Entered,
    Fact,
    Left,
    ParticipantAdded,
    ParticipantChanged,
    Refused,
    Voided,
)
from checkin_app.domain.participant import EXTRA, Change, Participant, ReplacedBecause, Status, Value
from checkin_app.services.roster import HistoryLine
from checkin_app.ui import looks, wording

# -- the table -----------------------------------------------------------------------------------------------

READING = "Reading the roster …"

EXPORTS = (("Excel (.xlsx)", ".xlsx"), ("CSV (.csv)", ".csv"), ("CSV for Excel, with semicolons", ".csv*"))
"""What a table of people can be saved as, and the ending; a star marks the kind with semicolons."""
KINDS = {".xlsx": "Excel (*.xlsx)", ".csv": "CSV (*.csv)", ".csv*": "CSV (*.csv)"}


def shown_of(shown: int, everybody: int) -> str:
    """«12 of 1,204», or the one number where everybody is shown."""
    return f"{everybody:,}" if shown == everybody else f"{shown:,} of {everybody:,}"


def nobody(everybody: int, text: str) -> str:
    """What the table says while it is empty."""
    if not everybody:
        return "Nobody on the roster yet. Import a list with the button above, or drop its file here."
    return f"Nobody like «{text}»." if text else "Nobody like this. Choose «All» to see everybody."


def chosen(count: int) -> str:
    """What the bar of actions says at its beginning."""
    return f"{count:,} chosen" if count else "Nobody chosen"


CHOOSE_SOMEBODY = "Choose somebody in the table to see and edit everything about them."
SEVERAL_CHOSEN = "What the buttons under the table do is done to all of them."

# -- acts ----------------------------------------------------------------------------------------------------

NOTHING_TO_UNDO = "Nothing was changed on this page that could be undone. Go to Check-in to undo a check-in."
NO_CHECKPOINT = "There is nothing to check people in for. Choose it at the top."
NOTHING_TO_CHANGE = "Nothing had to be changed."

FIELDS = {
    "given": "First name",
    "family": "Last name",
    "badge_name": "Name on the badge",
    "email": "E-mail",
    "organisation": "Organisation",
    "job_title": "Job title",
    "country": "Country",
    "category": "Category",
    "status": "Status",
    "note": "Note for check-in",
    "external_id": "External id",
    "days": "Days",
    "sessions": "Sessions",
    "walk_in": "Walk-in",
}
"""How the fields of a person are called."""

STATUSES = {
    Status.ACTIVE: "May come",
    Status.CANCELLED: "Cancelled",
    Status.BARRED: "May not come in",
    Status.REMOVED: "Removed",
}


def field_name(field: str) -> str:
    """How a field is called; a column of the imported list by its own name."""
    return FIELDS.get(field, field.removeprefix(EXTRA))


def who(people: Sequence[Participant]) -> str:
    """The one person's name, or how many they are."""
    return people[0].name if len(people) == 1 else f"{len(people):,} people"


def edited(field: str, person: Participant) -> str:
    """After one field was edited."""
    return f"Changed «{field_name(field)}» of {person.name}."


def added(person: Participant) -> str:
    """After somebody was added by hand."""
    return f"Added {person.name}."


def removed(people: Sequence[Participant]) -> str:
    """After people were removed."""
    return f"Removed {who(people)}."


def categorised(people: Sequence[Participant], changed: int, category: str) -> str:
    """After people were put in a category; some may have been in it before."""
    whom = who(people) if changed == len(people) else f"{changed:,} of {len(people):,} people"
    return f"Put {whom} in «{category}»." if category else f"Took {whom} out of their category."


def registered(people: Sequence[Participant], changed: int, words: str, *, on: bool) -> str:
    """After people were registered for something, or taken off it."""
    whom = who(people) if changed == len(people) else f"{changed:,} of {len(people):,} people"
    return f"Registered {whom} for {words}." if on else f"Took {whom} off {words}."


def replaced_badge(person: Participant) -> str:
    """After a badge was replaced."""
    return f"{person.name} has a new code: print the new badge. The old one admits nobody any more."


def left_alone(said: str, count: int) -> str:
    """The act that was taken back, with those of whom something stays because it was changed since."""
    if not count:
        return said
    whom = "1 person keeps" if count == 1 else f"{count:,} people keep"
    return f"{said} {whom} what was changed since."


def taken_back(said: str) -> str:
    """What the undo bar says after Ctrl+Z."""
    return f"Taken back: {said}"


def checked_in(verdicts: Sequence[Verdict], wanted: int, failure: CheckinError | None) -> str:
    """After many people were checked in at once."""
    counts = Counter(_outcome(verdict) for verdict in verdicts)
    parts = [words.format(counts[kind]) for kind, words in _OUTCOMES.items() if counts[kind]]
    missing = wanted - len(verdicts)
    if missing:
        parts.append(f"{missing:,} not tried")
    said = f"{'; '.join(parts)}."
    if failure is not None:
        said = f"{said} {wording.failure(failure)}"
    return said[:1].upper() + said[1:]


def under_way(done: int, total: int) -> str:
    """While many are worked on one after the other."""
    return f"{done:,} of {total:,} …"


def let_in(verdicts: Sequence[Verdict]) -> str:
    """After staff decided about some of them."""
    let = sum(verdict.admitted for verdict in verdicts)
    return f"{let:,} let in." if let == len(verdicts) else f"{let:,} of {len(verdicts):,} let in."


_OUTCOMES = {
    "in": "checked in {:,}",
    "already": "{:,} in already",
    "ask": "{:,} to be decided",
    "stop": "{:,} may not come in",
}


def _outcome(verdict: Verdict) -> str:
    if verdict.admitted:
        return "in"
    if verdict.reason is Reason.ALREADY_IN:
        return "already"
    return "ask" if verdict.reason.may_be_overridden else "stop"


def undecided(verdicts: Sequence[Verdict], most: int = 6) -> str:
    """Who waits for a decision, and why."""
    lines = [
        f"{_name(each)}: {looks.LOOKS[each.reason].word.removeprefix('Ask: ')}" for each in verdicts[:most]
    ]
    if len(verdicts) > most:
        lines.append(f"… and {len(verdicts) - most:,} more")
    return "\n".join(lines)


def _name(verdict: Verdict) -> str:
    return verdict.participant.name if verdict.participant else ""


# -- registration --------------------------------------------------------------------------------------------


def listed_sessions(event: Event) -> list[Checkpoint]:
    """The sessions for which it matters who is on their list."""
    return [
        Checkpoint(day.date, session.code)
        for day, session in event.sessions()
        if session.admits is not Admits.EVERYONE
    ]


def day_choice(event: Event, checkpoint: Checkpoint) -> str:
    """«Day 2 · Wed 22 Nov», or «14:00 ECCP matchmaking»."""
    session = event.session_at(checkpoint)
    if session is None:
        return f"{wording.day_name(event, checkpoint.day)} · {wording.short_date(checkpoint.day)}"
    return f"{session.starts:%H:%M} {session.title}"


# -- badges --------------------------------------------------------------------------------------------------

BECAUSE = {
    ReplacedBecause.LOST: "Lost",
    ReplacedBecause.DAMAGED: "Damaged",
    ReplacedBecause.MISSPELT: "Misspelt",
}
REPLACING = "They get a new code. The badge they have is dead at once, and this cannot be undone."
NO_BADGE = "No badge: whoever is put on the roster gets a code."

# -- history -------------------------------------------------------------------------------------------------


def history(line: HistoryLine, event: Event) -> str:
    """What one record about a person says, in words."""
    return _fact(line.fact, event)


def history_origin(line: HistoryLine, event: Event) -> str:
    """When, where and by whom."""
    on = wording.short_date(event.event_date(line.at))
    parts = [f"{on}, {wording.time_of_day(event, line.at)}", line.desk, line.operator]
    return " · ".join(part for part in parts if part)


def _fact(fact: Fact, event: Event) -> str:
    match fact:
        case ParticipantAdded():
            return "Added by an import" if fact.imported_by else "Added by hand"
        case ParticipantChanged():
            told = "; ".join(change(each, event) for each in fact.changes)
            return f"Taken back: {told}" if fact.undoes else told
        case BadgeIssued():
            because = f" ({BECAUSE[fact.because].casefold()})" if fact.because else ""
            done = "Badge replaced" if fact.replaces else "Badge issued"
            return f"{done}{because}: code ends in {for_people(fact.code)[-5:]}"
        case BadgesPrinted():
            return "Badge printed"
        case Voided():
            return f"Correction: {fact.reason}" if fact.reason else "Taken back by hand"
        case _:
            return _scan(fact, event)


def _scan(fact: Fact, event: Event) -> str:
    match fact:
        case Entered():
            forced = f", let in because: {fact.forced}" if fact.forced else ""
            return f"Checked in: {wording.checkpoint_name(event, fact.checkpoint)}{forced}"
        case Left():
            return f"Checked out: {wording.checkpoint_name(event, fact.checkpoint)}"
        case Refused():
            at = wording.checkpoint_name(event, fact.checkpoint)
            way = "" if fact.direction is Direction.ENTRY else "on the way out, "
            return f"Not checked in: {way}{looks.LOOKS[fact.reason].word} · {at}"
        case _:
            return fact.kind.replace("_", " ").capitalize()


def change(each: Change, event: Event) -> str:
    """«Organisation: Fibra → Cânepa»."""
    name = field_name(each.field)
    if each.field == "status" and Status.REMOVED in (each.before, each.after):
        return "Removed from the roster" if each.after == Status.REMOVED else "Back on the roster"
    before, after = (_value(each.field, value, event) for value in (each.before, each.after))
    return f"{name}: {before} → {after}"


def _value(field: str, value: Value, event: Event) -> str:
    match field, value:
        case "days", None:
            return "all days"
        case "days", tuple():
            numbers = {day.date.isoformat(): wording.day_name(event, day.date) for day in event.days}
            return ", ".join(numbers.get(day, day) for day in value) or "no day"
        case "status", str():
            return STATUSES[Status(value)]
        case _, bool():
            return "yes" if value else "no"
        case _, tuple():
            return ", ".join(value) or "none"
        case _:
            return f"«{value}»" if value else "empty"


# -- attendance ----------------------------------------------------------------------------------------------


def day_title(event: Event, on: date) -> str:
    """«Day 2 · Wed 22 Nov»; a date that is no day of the event, or not any more, is named alone."""
    number = event.day_number(on)
    return f"Day {number} · {wording.short_date(on)}" if number else wording.short_date(on)


def absence(person: Participant, on: date) -> str:
    """A day without an entry."""
    is_expected = person.status is Status.ACTIVE and person.is_registered_on(on)
    return "Did not come, or not yet" if is_expected else "Not registered"


def times(event: Event, entry: Entry) -> str:
    """«09:14», or «09:14–12:30» where somebody was checked out."""
    came = wording.time_of_day(event, entry.entered_at)
    return f"{came}–{wording.time_of_day(event, entry.left_at)}" if entry.left_at else came
