"""What is said about no-shows, about the check at the end of a day, and about corrections by hand."""

from collections.abc import Sequence

from checkin_app.domain.attendance import MatrixRow
from checkin_app.domain.end_of_day import Finding, FindingKind, Remedy
from checkin_app.domain.event import Event
from checkin_app.domain.participant import Participant
from checkin_app.ui.attendance.question import Fix, Question
from checkin_app.ui.wording import checkpoint_name, days_registered, ended, sorted_name, time_of_day

# -- corrections ---------------------------------------------------------------------------------------------

SAY_WHY = "Type why: a correction is recorded with its reason."
SAY_WHEN = "Type when, as hours and minutes: 14:30."
WITHOUT_A_TIME = "Without a time they came now; or at the beginning, if it is over."
CORRECT = {
    Fix.CAME: "Record that they came",
    Fix.NEVER_CAME: "Take the entry back",
    Fix.LEFT: "Record the exit",
}
"""What the button says that records it."""


def question(event: Event, asked: Question) -> str:
    """What is asked before a correction."""
    who, where = asked.participant.name, checkpoint_name(event, asked.checkpoint)
    known = f" {ended(asked.known)}" if asked.known else ""
    match asked.fix:
        case Fix.CAME:
            return f"{who} · {where}.{known} Were they there after all? {WITHOUT_A_TIME}"
        case Fix.NEVER_CAME:
            all_of_it = "" if asked.checkpoint.session else " Every entry of that day counts no more."
            return f"{who} · {where}.{known} Were they not there?{all_of_it}"
        case Fix.LEFT:
            return f"{who} · {where}.{known} When did they leave?"


def corrected(fix: Fix, who: Participant, where: str) -> str:
    """What was corrected."""
    match fix:
        case Fix.CAME:
            return f"Recorded by hand: {who.name} was at {where}"
        case Fix.NEVER_CAME:
            return f"Recorded by hand: {who.name} was not at {where}"
        case Fix.LEFT:
            return f"Recorded by hand: {who.name} left {where}"


# -- no-shows ------------------------------------------------------------------------------------------------

NO_NO_SHOWS = "Everybody who was expected came."
HOW_TO_OPEN = "Double-click somebody, or press Enter, to open them"


def no_shows_counted(count: int) -> str:
    """How many did not come."""
    return "1 person did not come" if count == 1 else f"{count:,} people did not come"


def no_shows_table(event: Event, rows: Sequence[MatrixRow]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The headers and rows of those who did not come."""
    headers = ("Name", "Organisation", "Country", "Category", "E-mail", "Registered for")
    people = [row.participant for row in rows]
    return headers, [
        (
            sorted_name(person),
            person.organisation,
            person.country,
            person.category,
            person.email,
            days_registered(event, person),
        )
        for person in people
    ]


# -- the end of a day ----------------------------------------------------------------------------------------

LOOKING = "Looking at the day …"
CHOOSE_FINDING = "Choose a line to see what puts it right."
FOUND = {
    FindingKind.NOT_REGISTERED: "Not on the list",
    FindingKind.FORCED: "Let in for a reason",
    FindingKind.NO_EXIT: "No exit",
    FindingKind.ABSENT: "Has to come every day",
    FindingKind.OVER_CAPACITY: "Too many in the room",
    FindingKind.NO_ORGANISATION: "No organisation",
}
REMEDIES = {
    Remedy.REGISTER: "Take the entry back …",
    Remedy.TAKE_BACK: "Take the entry back …",
    Remedy.RECORD_EXIT: "Record the exit …",
    Remedy.RECORD_ENTRY: "Record that they came …",
    Remedy.CORRECT_CAPACITY: "Open the programme",
    Remedy.EDIT_PERSON: "Open person",
}
"""What the button says that puts it right."""


def findings_counted(count: int) -> str:
    """How much there is to look at."""
    return {0: "Nothing to put right", 1: "1 thing to look at"}.get(count, f"{count:,} things to look at")


def nothing_found(day: str) -> str:
    """What stands there when all is well."""
    return f"Nothing to put right on {day}: everybody who came is accounted for."


def findings_table(
    event: Event, findings: Sequence[Finding]
) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The headers and rows of what was found, with what puts each right."""
    headers = ("What", "Who", "Where", "Time", "What puts it right")
    return headers, [
        (
            FOUND[each.kind],
            sorted_name(each.participant) if each.participant else "",
            checkpoint_name(event, each.checkpoint),
            time_of_day(event, each.at) if each.at else "",
            "Put on the list" if each.remedy is Remedy.REGISTER else REMEDIES[each.remedy].removesuffix(" …"),
        )
        for each in findings
    ]


def finding(event: Event, found: Finding) -> str:
    """What was found, in a sentence."""
    who = found.participant.name if found.participant else ""
    where = checkpoint_name(event, found.checkpoint)
    at = time_of_day(event, found.at) if found.at else ""
    why = f" The reason given: {found.why}." if found.why else ""
    match found.kind:
        case FindingKind.NOT_REGISTERED:
            return f"{who} came to {where} at {at} without being on its list.{why}"
        case FindingKind.FORCED:
            return f"{who} was let into {where} at {at}.{why}"
        case FindingKind.NO_EXIT:
            return f"{who} came to {where} at {at} and was never scanned out, as others were."
        case FindingKind.ABSENT:
            return f"{who} has to prove presence on every day and did not come to {where}."
        case FindingKind.OVER_CAPACITY:
            return f"{found.people:,} people were in {where} at {at}; the programme says {found.capacity:,}."
        case FindingKind.NO_ORGANISATION:
            return f"{who} was added at the desk without an organisation."
