"""The sentences of the People page: counts, acts on people, and what the log says about somebody."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from checkin_app.domain.checkin import Entry, Reason, Verdict
from checkin_app.domain.errors import CheckinError
from checkin_app.domain.event import Admits, Checkpoint, Event
from checkin_app.domain.likeness import Likeness
from checkin_app.domain.participant import EXTRA, Participant, ReplacedBecause, Status
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


# -- duplicates ----------------------------------------------------------------------------------------------

LOOKING_FOR_PAIRS = "Looking for people who stand on the roster twice …"
NO_PAIRS = "Nobody seems to stand on the roster twice."
MERGING = "Both attendances count and both badges admit; empty fields are filled. It can be undone."
LIKENESSES = {
    Likeness.SAME_EXTERNAL_ID: "the same external id",
    Likeness.SAME_NAME: "the same name",
    Likeness.SAME_WORDS: "the same words in the name",
    Likeness.SAME_EMAIL: "the same e-mail",
    Likeness.ONE_LETTER: "names that differ by a letter",
    Likeness.BADGE_NAME: "one is called on the badge as the other in full",
}


def pair(number: int, count: int, likeness: Likeness) -> str:
    """«Pair 1 of 3 · the same e-mail»."""
    return f"Pair {number:,} of {count:,} · {LIKENESSES[likeness]}"


def merged(kept: Participant) -> str:
    """After two people were made one."""
    return f"Merged two people into {kept.name}."


def told_apart(first: Participant, second: Participant) -> str:
    """After two people who look alike were told apart."""
    return f"{first.name} and {second.name} are two people."


def registrations(first: Participant, second: Participant, event: Event) -> list[tuple[str, tuple[str, str]]]:
    """What both are registered for, and whether they may come, for a look at them side by side."""
    both = (first, second)
    days = tuple(wording.days_registered(event, person) for person in both)
    sessions = tuple(", ".join(sorted(person.sessions)) or "–" for person in both)
    statuses = tuple(STATUSES[person.status] for person in both)
    rows = [("Days", days), ("Sessions", sessions), ("Status", statuses)]
    return [(caption, (texts[0], texts[1])) for caption, texts in rows if texts != ("–", "–")]


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
