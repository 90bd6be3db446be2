"""What the window says about tickets by e-mail."""

from collections.abc import Sequence

from checkin_app.domain.badge import BadgeWarning, Problem
from checkin_app.domain.event import Event
from checkin_app.domain.ticket_mail import Recipient, Standing
from checkin_app.services.mailing import Fate, Outcome, Rehearsed
from checkin_app.ui import wording

ABOUT = "Everybody's code goes to their own address as a PDF to show at the entrance. Nobody gets it twice by accident."
NO_SERVER = "Set up the mail server under Settings, E-mail, before tickets can be sent."
PRACTICE = "In practice nothing is sent. The dry run works as always."
KEYRING = "The password is kept in this computer's keyring."
NO_KEYRING = (
    "This computer has no keyring: the password is asked for each time the program runs, and written nowhere."
)
UNENCRYPTED = "Without encryption only a server on this very computer may be used."
SERVER_WORKS = "The server answers and lets you in. Nothing was sent."
TRYING = "Trying the connection …"
REHEARSING = "Dry run …"
NOBODY_HERE = "Nobody here."

STANDINGS = {
    Standing.DUE: "To send",
    Standing.SENT: "Sent",
    Standing.REFUSED: "Refused",
    Standing.NO_ADDRESS: "No e-mail address",
    Standing.BAD_ADDRESS: "Address cannot be used",
    Standing.NOT_COMING: "May not come",
}


def messages(count: int) -> str:
    """«1 message», «214 messages»."""
    return "1 message" if count == 1 else f"{count:,} messages"


def send_button(count: int) -> str:
    """What the button says that sends."""
    return "Send tickets" if not count else "Send 1 ticket" if count == 1 else f"Send {count:,} tickets"


def standing(each: Recipient, event: Event, outcome: Outcome | None, rehearsed: Rehearsed | None) -> str:
    """Where somebody stands, and what the run or the dry run that was just made says of them."""
    said = STANDINGS[each.standing]
    if each.standing is Standing.SENT and each.posted and each.posted.sent_at:
        at = each.posted.sent_at
        when = f"{wording.short_date(event.event_date(at))}, {wording.time_of_day(event, at)}"
        return f"{said} {when}"
    if each.why:
        return f"{said}: {each.why}"
    if outcome is not None and outcome.fate is Fate.LATER:
        return f"Not yet, says the server: {outcome.why}"
    if rehearsed is not None:
        looks = ", look at the ticket" if rehearsed.warnings else ""
        return f"Would be sent, {rehearsed.pdf_bytes // 1000} kB{looks}"
    return said


def rehearsal(rehearsed: Sequence[Rehearsed]) -> str:
    """How the dry run ended."""
    if not rehearsed:
        return "Dry run: there is nobody to send a ticket to."
    doubtful = sum(1 for each in rehearsed if each.warnings)
    looks = f" On {doubtful:,} of the tickets something does not look as it should." if doubtful else ""
    return f"Dry run: {messages(len(rehearsed))} would go out, as the list shows. Nothing was sent.{looks}"


def ticket_warnings(warnings: Sequence[BadgeWarning]) -> str:
    """What does not look on a ticket as it should."""
    return " ".join(
        f"{each.field.capitalize()}: no font has «{each.detail}»."
        if each.problem is Problem.MISSING_GLYPH
        else f"{each.field.capitalize()} is too long and was shortened."
        for each in warnings
    )


def under_way(done: int, total: int, wait_s: float) -> str:
    """What is said while tickets are sent."""
    if wait_s > 10:
        return f"{done:,} of {total:,} done. Waiting to try those again whom the server told to come later …"
    return f"Sending: {done:,} of {total:,} done …"


def run_ended(outcomes: Sequence[Outcome], left: int) -> str:
    """How a run ended, whole or stopped."""
    counts = {fate: sum(1 for each in outcomes if each.fate is fate) for fate in Fate}
    parts = [f"{counts[Fate.SENT]:,} sent"]
    if counts[Fate.REFUSED]:
        parts.append(f"{counts[Fate.REFUSED]:,} refused")
    waiting = max(left, counts[Fate.LATER])
    if waiting:
        parts.append(f"{waiting:,} still to send")
    ending = " Send again to go on with them." if waiting else ""
    return f"{', '.join(parts)}.{ending}"


def run_broken(why: str, outcomes: Sequence[Outcome], left: int) -> str:
    """What is said when the server cannot be used any more."""
    return f"{wording.ended(why)} {run_ended(outcomes, left)}"


def password_for(user: str, host: str) -> str:
    """What the field for the password asks."""
    return f"Password of {user} at {host}"
