"""What the log says about one person, in words."""

from checkin_app.domain.checkin import Direction
from checkin_app.domain.code import for_people
from checkin_app.domain.event import Event
from checkin_app.domain.log import (
    BadgeIssued,
    BadgesPrinted,
    Entered,
    Fact,
    Left,
    LookalikesJudged,
    ParticipantAdded,
    ParticipantChanged,
    ParticipantsMerged,
    ParticipantsParted,
    Refused,
    TicketRefused,
    TicketSent,
    Voided,
)
from checkin_app.domain.participant import Change, Status, Value
from checkin_app.services.roster import HistoryLine
from checkin_app.ui import looks, roster_wording, wording


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
            because = f" ({roster_wording.BECAUSE[fact.because].casefold()})" if fact.because else ""
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
            return f"Checked in{_by_hand(fact, event)}{forced}"
        case Left():
            return f"Checked out{_by_hand(fact, event)}"
        case Refused():
            at = wording.checkpoint_name(event, fact.checkpoint)
            way = "" if fact.direction is Direction.ENTRY else "on the way out, "
            return f"Not checked in: {way}{looks.LOOKS[fact.reason].word} · {at}"
        case _:
            return _judgement(fact)


def _by_hand(fact: Entered | Left, event: Event) -> str:
    """«: Day 2», or «by hand at 09:30: Day 2, because: …»."""
    where = wording.checkpoint_name(event, fact.checkpoint)
    if not fact.happened_at:
        return f": {where}"
    return f" by hand at {wording.time_of_day(event, fact.happened_at)}: {where}, because: {fact.by_hand}"


def _judgement(fact: Fact) -> str:
    match fact:
        case ParticipantsMerged():
            return "Merged: another entry of the roster was this person too"
        case ParticipantsParted():
            return "Taken back: the merge with another entry of the roster"
        case LookalikesJudged():
            return "Told apart from somebody who looks alike" if fact.are_two else "Taken back: told apart"
        case TicketSent():
            return f"Ticket sent to {fact.address}"
        case TicketRefused():
            return f"Ticket refused by the mail server for {fact.address}: {fact.why}"
        case _:
            return fact.kind.replace("_", " ").capitalize()


def change(each: Change, event: Event) -> str:
    """«Organisation: Fibra → Cânepa»."""
    name = roster_wording.field_name(each.field)
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
            return roster_wording.STATUSES[Status(value)]
        case _, bool():
            return "yes" if value else "no"
        case _, tuple():
            return ", ".join(value) or "none"
        case _:
            return f"«{value}»" if value else "empty"
