"""How every verdict looks, sounds and reads: one table from reason to word, icon, colour family and second line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from checkin_app.domain.checkin import Reason, Verdict
from checkin_app.domain.event import Admits, Event
from checkin_app.domain.participant import ReplacedBecause, Status
from checkin_app.services.scan_lines import ScanLine
from checkin_app.ui.wording import (
    FIRST_TODAY,
    checkpoint_name,
    day_name,
    exact_time,
    place_name,
    short_date,
    span,
    time_of_day,
    who_may_enter,
)


class Family(StrEnum):
    """A colour family of the verdict card; the colours are in `theme`."""

    SLATE = "slate"
    TEAL = "teal"
    VIOLET = "violet"
    AMBER = "amber"
    RED = "red"


Detail = Callable[[Verdict, Event], str]
"""Makes the second line."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one verdict looks and sounds.

    `stays` is how many seconds the colour stays before the card turns to an outline; None means until the next
    scan or a decision. A look that is `fleeting` gives way to «Ready to scan» instead. `icon` names a file in
    resources/icons, `sound` one in resources/sounds.
    """

    word: str
    icon: str
    family: Family
    sound: str
    stays: float | None
    detail: Detail | str
    hatched: bool = False
    fleeting: bool = False


# -- second lines of the verdicts ----------------------------------------------------------------------------


def _admitted(verdict: Verdict, event: Event) -> str:
    first = FIRST_TODAY if verdict.first_today else ""
    told = (exact_time(event, verdict.at), checkpoint_name(event, verdict.checkpoint), first)
    return " · ".join(part for part in told if part)


def _let_in(verdict: Verdict, event: Event) -> str:
    asked = LOOKS[verdict.reason].word.removeprefix("Ask: ")
    return f"{exact_time(event, verdict.at)} · {asked} · Your reason: {verdict.forced}"


def _already_in(verdict: Verdict, event: Event) -> str:
    first = verdict.first
    if first is None:
        return checkpoint_name(event, verdict.checkpoint)
    where = f" at {first.desk}" if first.desk else ""
    return f"First today {time_of_day(event, first.entered_at)}{where} ({span(verdict.at - first.entered_at)} ago)"


def _left(verdict: Verdict, event: Event) -> str:
    inside = f"inside {span(verdict.inside_for)}" if verdict.inside_for is not None else ""
    return " · ".join(part for part in (exact_time(event, verdict.at), inside) if part)


def _not_inside(verdict: Verdict, event: Event) -> str:
    return f"No entry is open at {place_name(event, verdict.checkpoint)}. Nothing was changed."


def _too_early(verdict: Verdict, event: Event) -> str:
    opens = event.window(verdict.checkpoint).opens
    session = event.session_at(verdict.checkpoint)
    on = event.event_date(verdict.at)
    when = time_of_day(event, opens)
    if on != verdict.checkpoint.day:
        when = f"on {short_date(verdict.checkpoint.day)} at {when}"
    starts = f" · {session.title} starts at {session.starts:%H:%M}" if session else ""
    return f"Doors open {when}{starts}"


def _over(verdict: Verdict, event: Event) -> str:
    closes = event.window(verdict.checkpoint).closes
    when = time_of_day(event, closes)
    if event.event_date(verdict.at) != verdict.checkpoint.day:
        when = f"on {short_date(verdict.checkpoint.day)}"
    return f"{place_name(event, verdict.checkpoint)} ended {when}"


def _not_this_day(verdict: Verdict, event: Event) -> str:
    participant = verdict.participant
    if participant is None or not participant.days:
        return "Registered for no day"
    days = [f"{day_name(event, on)} ({short_date(on)})" for on in sorted(participant.days)]
    return f"Registered for: {', '.join(days)}"


def _not_this_session(verdict: Verdict, event: Event) -> str:
    session = event.session_at(verdict.checkpoint)
    if session and session.admits is Admits.CATEGORIES:
        return f"This session is for: {who_may_enter(session)}"
    codes = verdict.participant.sessions if verdict.participant else frozenset[str]()
    own = [
        f"{s.title} {s.starts:%H:%M}"
        for day, s in event.sessions()
        if s.code in codes and day.date == verdict.checkpoint.day
    ]
    return (
        f"Registered for: {', '.join(own)}" if own else "Registered for none of today's sessions with a list"
    )


def _full(verdict: Verdict, event: Event) -> str:
    session = event.session_at(verdict.checkpoint)
    capacity = session.capacity if session else None
    return f"{verdict.inside} people inside, room for {capacity}. Let somebody in when somebody leaves."


def _replaced(verdict: Verdict, event: Event) -> str:
    badge = verdict.badge
    if badge is None or badge.replaced_at is None:
        return "There is a newer badge. Ask for that one, or look the person up by name."
    on = event.event_date(badge.replaced_at)
    when = time_of_day(event, badge.replaced_at)
    when = f"at {when}" if on == event.event_date(verdict.at) else f"{short_date(on)} {when}"
    because = {
        ReplacedBecause.LOST: "lost",
        ReplacedBecause.DAMAGED: "damaged",
        ReplacedBecause.MISSPELT: "misspelt",
    }
    why = f" ({because[badge.replaced_because]})" if badge.replaced_because else ""
    return f"Replaced {when}{why}. Ask for the newer badge."


def _cancelled(verdict: Verdict, _event: Event) -> str:
    if verdict.participant and verdict.participant.status is Status.BARRED:
        return "This person may not come in. Please call the organiser."
    if verdict.participant and verdict.participant.is_removed:
        return "This person was removed from the roster. Please call the organiser."
    return "The registration was cancelled. Please call the organiser."


# -- the table of the verdicts -------------------------------------------------------------------------------

LOOKS: Mapping[Reason, Look] = {
    Reason.MISREAD: Look(
        "Not read well — scan again", "refresh-cw", Family.SLATE, "misread", 3,
        "Hold the badge flat and still, or type the name.", fleeting=True,
    ),
    Reason.NOT_OURS: Look(
        "Stop — not a badge of this event", "octagon-x", Family.RED, "stop", None,
        "It was made for another event. Look the person up by name.",
    ),
    Reason.UNKNOWN: Look(
        "Stop — code not known", "octagon-x", Family.RED, "stop", None,
        "Nobody here has this badge. Look the person up by name.",
    ),
    Reason.REPLACED: Look("Stop — this badge was replaced", "octagon-x", Family.RED, "stop", None, _replaced),
    Reason.CANCELLED: Look("Stop — cancelled", "octagon-x", Family.RED, "stop", None, _cancelled),
    Reason.LEFT: Look("Checked out", "log-out", Family.SLATE, "out", 4, _left),
    Reason.NOT_INSIDE: Look("Not inside", "circle-question-mark", Family.AMBER, "again", 10, _not_inside),
    Reason.TOO_EARLY: Look("Ask: too early", "hand", Family.AMBER, "ask", None, _too_early, hatched=True),
    Reason.OVER: Look("Ask: already over", "hand", Family.AMBER, "ask", None, _over, hatched=True),
    Reason.ALREADY_IN: Look("Already in", "history", Family.AMBER, "again", 10, _already_in),
    Reason.NOT_THIS_DAY: Look("Ask: not registered for this day", "hand", Family.AMBER, "ask", None, _not_this_day, hatched=True),
    Reason.NOT_THIS_SESSION: Look(
        "Ask: not on this session's list", "hand", Family.AMBER, "ask", None, _not_this_session, hatched=True
    ),
    Reason.FULL: Look("Ask: the room is full", "hand", Family.AMBER, "ask", None, _full, hatched=True),
    Reason.ADMITTED: Look("Checked in", "circle-check", Family.TEAL, "in", 6, _admitted),
}  # fmt: skip
"""How each reason looks where nothing else bears on it; `look` knows what else does."""

WITH_NOTE = Look("Checked in — read the note", "bell", Family.VIOLET, "note", None, _admitted)
LET_IN = Look("Checked in — let in by you", "circle-check", Family.TEAL, "in", 6, _let_in)
READY = Look(
    "Ready to scan",
    "scan",
    Family.SLATE,
    "",
    None,
    "The scanner works on every page. Or type a name above.",
)
NOT_SAVED = Look(
    "NOT SAVED — do not let in yet", "save-off", Family.RED, "alarm", None,
    "Free some space or check the disk, then retry.",
)  # fmt: skip
TAKEN_BACK = Look("Taken back", "undo-2", Family.SLATE, "out", 10, "")
PUT_BACK = Look("Counts again", "redo-2", Family.SLATE, "in", 10, "")
CLOSED = Look(
    "No day of the event today", "calendar-days", Family.SLATE, "", None,
    "Choose by hand, at the top, what this desk checks people in for.",
)  # fmt: skip


def look(verdict: Verdict) -> Look:
    """How the card shows a verdict: the table's look, or that of a note or of staff's own decision."""
    if verdict.note:
        return WITH_NOTE if not verdict.forced else replace(WITH_NOTE, detail=_let_in)
    return LET_IN if verdict.forced else LOOKS[verdict.reason]


def second_line(verdict: Verdict, event: Event) -> str:
    """What the card says under the word."""
    detail = look(verdict).detail
    return detail if isinstance(detail, str) else detail(verdict, event)


def plain_detail(of: Look) -> str:
    """The second line of a look that needs no verdict; empty if it needs one."""
    return of.detail if isinstance(of.detail, str) else ""


def undone_line(scan: ScanLine, event: Event, *, again: bool) -> str:
    """What exactly was taken back, or counts again."""
    act = "exit" if scan.reason is Reason.LEFT else "entry"
    counts = "counts again" if again else "counts no more"
    where = checkpoint_name(event, scan.checkpoint)
    return f"The {act} of {exact_time(event, scan.at)} at {where} {counts}."


def announcement(verdict: Verdict, event: Event) -> str:
    """What a screen reader says."""
    name = verdict.participant.name if verdict.participant else ""
    return ". ".join(
        part for part in (look(verdict).word, name, second_line(verdict, event), verdict.note) if part
    )


def short_word(scan: ScanLine) -> str:
    """One or two words for a line of the last scans."""
    if scan.forced:
        return "Let in"
    match scan.reason:
        case Reason.ADMITTED:
            return "In"
        case Reason.LEFT:
            return "Out"
        case Reason.MISREAD:
            return "Not read"
        case Reason.NOT_OURS:
            return "Not our badge"
        case Reason.UNKNOWN:
            return "Not known"
        case _:
            return LOOKS[scan.reason].word.removeprefix("Ask: ").removeprefix("Stop — ").capitalize()


def line_look(scan: ScanLine) -> Look:
    """The icon and colours of a line of the last scans."""
    return LET_IN if scan.forced else LOOKS[scan.reason]
