"""What the Attendance page says."""

from checkin_app.domain.event import Checkpoint, Event
from checkin_app.ui.wording import day_name, session_times, short_date

READING = "Reading who was there …"
NOBODY = "Nobody like this. Choose «Everybody», or leave out a filter."
NO_PEOPLE = "Nobody is on the roster yet. Import the list on the People page, or add people at the desk."
NO_DAYS = "The event has no days yet. Set them up on the Programme page."
LEGEND = "✓ came, with the time      ◐ left early      ○ absent      – not expected"
HOW_TO_CORRECT = "Double-click a cell, or press Enter, to correct it"


def column_header(event: Event, checkpoint: Checkpoint) -> str:
    """Two lines over a column of the matrix."""
    session = event.session_at(checkpoint)
    if session is None:
        return f"{day_name(event, checkpoint.day)}\n{short_date(checkpoint.day)}"
    return f"{session.code}\n{session_times(session)}"


def people_shown(shown: int, everybody: int) -> str:
    """How many rows there are."""
    people = "1 person" if everybody == 1 else f"{everybody:,} people"
    return people if shown == everybody else f"{shown:,} of {people}"


def of_expected(came: int, expected: int) -> str:
    """A total of the matrix."""
    return f"{came:,} of {expected:,}"


def share(came: int, expected: int) -> str:
    """The same as a share; nothing where nobody was expected."""
    return f"{round(100 * came / expected)} %" if expected else ""


TABLES = (
    ("attendance", "table-2", "Attendance", "Everybody against every day and session, with the time of the first entry."),
    ("scans", "scan", "All scans", "Every scan with its verdict: also what was refused, let in for a reason, or taken back."),
    ("people", "users", "People", "The roster as it is now; it can be imported again."),
)  # fmt: skip
"""What can be saved as a table: the service's word, an icon, a title and what it is."""
TABLE_FILES = ((".csv", "CSV"), (".xlsx", "Excel"))
KINDS_OF_FILE = {".csv": "CSV (*.csv)", ".xlsx": "Excel (*.xlsx)"}
