"""What the window says about printing."""

from collections.abc import Mapping

from checkin_app.domain.print_job import JobState, PrintJob
from checkin_app.services.spooler import Printer

EMPTY = "Nothing is waiting to be printed."
EMPTY_REMEDY = "What you print is listed here until it has come out."
LOOK_AT_THE_PAPER = "This printer does not tell what became of it: look at the paper."
DID_NOT_COME_OUT = "Somebody looked: it did not come out well."
NO_PRINTERS = "No printer is set up on this computer."
READY = "ready"
DEFAULT = "The computer's default printer"

STATES: Mapping[JobState, str] = {
    JobState.QUEUED: "In the queue",
    JobState.SENT: "At the printer",
    JobState.CONFIRMED: "Printed",
    JobState.FAILED: "Not printed",
    JobState.GIVEN_UP: "Given up",
}


def where(job: PrintJob, title: str) -> str:
    """«At the printer · Desk printer»; `title` is what people call the printer."""
    return " · ".join(part for part in (STATES[job.state], title) if part)


def why(job: PrintJob, *, is_told: bool) -> str:
    """What a job waits for, or why it failed; what a settled one went through is of no interest any more."""
    if job.state is JobState.SENT and not job.why and not is_told:
        return LOOK_AT_THE_PAPER
    return job.why if job.is_open else ""


def job_sentence(job: PrintJob, title: str, time: str, reason: str) -> str:
    """A job in full, as it is read aloud."""
    return ". ".join(part for part in (f"{job.title}, {time}", where(job, title), reason.rstrip(".")) if part)


def waiting(under_way: int, failed: int) -> str:
    """«2 to come, 1 not printed» beside the heading of the queue."""
    parts = []
    if failed:
        parts.append(f"{failed} not printed")
    if under_way:
        parts.append(f"{under_way} to come")
    return ", ".join(parts)


def printer_state(printer: Printer | None, trouble: str, *, chosen: str) -> str:
    """«Desk printer: ready», or what is the matter with it."""
    if printer is None:
        return f"{chosen}: {_small(trouble)}" if chosen and trouble else trouble or NO_PRINTERS
    return f"{printer.title}: {_small(trouble) if trouble else READY}"


def _small(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"


def pill(coming: int, failed: int, trouble: str, nothing: str) -> str:
    """What the printer in the top bar says to whoever asks."""
    if nothing:
        return f"Printer: {_small(nothing)}"
    parts = [part for part in (waiting(coming, failed), trouble.rstrip(".")) if part]
    return f"Printer: {' — '.join(parts)}. Open the print queue." if parts else "Open the print queue"


def badge_of(name: str) -> str:
    """The title of a single badge's job."""
    return f"Badge for {name}" if name else "Badge"


ON_CHECKIN = "The desk never waits for the printer. What does not come out stays in the print queue."
SEVERAL_LABELS = "This sheet has {count} labels: a single badge comes out on the first of them. A roll or cards suit better."
TEST_PAGE = "Test page"


def on_checkin(labels: int) -> str:
    """What is said under the choice of sheet and design."""
    return ON_CHECKIN if labels == 1 else SEVERAL_LABELS.format(count=labels)


def printer_choice(printer: Printer) -> str:
    """A printer where one is chosen."""
    return f"{printer.title} (default)" if printer.is_default else printer.title


def not_there(name: str) -> str:
    """A printer that was chosen once and is not there now."""
    return f"{name} (not there now)"
