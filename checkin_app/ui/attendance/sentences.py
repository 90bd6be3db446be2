"""What the Attendance page says."""

from datetime import date

from checkin_app.domain.arrivals import Arrivals
from checkin_app.domain.event import Checkpoint, Event
from checkin_app.domain.representation import Representation, Represented
from checkin_app.ui.attendance.chart import Chart
from checkin_app.ui.wording import checkpoint_name, day_name, session_times, short_date, time_of_day

READING_FIGURES = "Counting …"
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
    ("attendance", "table-2", "Attendance", "Everybody against every day and session, with the time of the first entry. The Excel file has the people, all scans and a summary too."),
    ("scans", "scan", "All scans", "Every scan with its verdict: also what was refused, let in for a reason, or taken back."),
    ("people", "users", "People", "The roster as it is now; it can be imported again."),
)  # fmt: skip
"""What can be saved as a table: the service's word, an icon, a title and what it is."""
TABLE_FILES = ((".csv", "CSV"), (".xlsx", "Excel"))
KINDS_OF_FILE = {".csv": "CSV (*.csv)", ".xlsx": "Excel (*.xlsx)"}


# -- figures -------------------------------------------------------------------------------------------------


def arrivals_chart(event: Event, arrivals: Arrivals) -> Chart:
    """Who came when, as bars with the running total."""
    where = checkpoint_name(event, arrivals.checkpoint)
    return Chart(
        f"Arrivals · {where}",
        _arrivals_about(event, arrivals),
        tuple(time_of_day(event, bar.begins) for bar in arrivals.bars),
        tuple(group or ("" if len(arrivals.groups) == 1 else "None named") for group in arrivals.groups),
        tuple(bar.parts for bar in arrivals.bars),
        tuple(bar.running for bar in arrivals.bars),
        arrivals.capacity,
        f"Nobody has come to {where} yet.",
    )


def _arrivals_about(event: Event, arrivals: Arrivals) -> str:
    if not arrivals.bars:
        return ""
    people = "1 person" if arrivals.people == 1 else f"{arrivals.people:,} people"
    busiest = max(arrivals.bars, key=lambda bar: bar.people)
    most = f"most at {time_of_day(event, busiest.begins)}: {busiest.people:,} in {arrivals.minutes} minutes"
    room = f" · room for {arrivals.capacity:,}" if arrivals.capacity else ""
    return f"{people} · {most}{room}"


def arrivals_table(chart: Chart) -> tuple[tuple[str, ...], list[tuple[str | int, ...]]]:
    """The headers and rows of the same numbers."""
    named = chart.groups if len(chart.groups) > 1 or any(chart.groups) else ()
    headers = ("From", *named, "Came", "In all")
    rows: list[tuple[str | int, ...]] = [
        (label, *(parts if named else ()), sum(parts), running)
        for label, parts, running in zip(chart.labels, chart.parts, chart.running, strict=True)
    ]
    return headers, rows


def represented_chart(event: Event, what: str, known: Representation, on: date | None) -> Chart:
    """How many people of which organisation or country came, on one day or any."""
    counts = [(each.name, _people_on(known, each, on)) for each in known.represented]
    counted = sorted(((name, people) for name, people in counts if people), key=lambda pair: -pair[1])
    when = day_name(event, on) if on else "any day"
    people = sum(people for _, people in counted)
    without = _people_on(known, known.without, on)
    nameless = f" · {without:,} named none" if without else ""
    return Chart(
        f"{what} · {when}",
        f"{len(counted):,} {what.lower()} · {people:,} people{nameless}",
        tuple(name for name, _ in counted),
        ("",),
        tuple((people,) for _, people in counted),
        empty=f"No {what.lower()} yet: they are counted when their people come.",
        sideways=True,
    )


def _people_on(known: Representation, each: Represented, on: date | None) -> int:
    """How many came on a day, or on any; nobody on a day that is not in the programme any more."""
    return each.people if on is None else dict(zip(known.days, each.by_day, strict=True)).get(on, 0)


def represented_table(
    event: Event, what: str, known: Representation
) -> tuple[tuple[str, ...], list[tuple[str | int, ...]]]:
    """The headers and rows: people a day and on any day."""
    one = {"Organisations": "Organisation", "Countries": "Country"}[what]
    headers = (one, *(day_name(event, day) for day in known.days), "Any day")
    rows: list[tuple[str | int, ...]] = [(each.name, *each.by_day, each.people) for each in known.represented]
    if known.without.people:
        rows.append(("None named", *known.without.by_day, known.without.people))
    return headers, rows


def bar_in_words(chart: Chart, bar: int) -> str:
    """What a bar stands for."""
    parts = ", ".join(
        f"{group} {people:,}"
        for group, people in zip(chart.groups, chart.parts[bar], strict=True)
        if group and people
    )
    total = f" · {chart.running[bar]:,} in all" if chart.running else ""
    return f"{chart.labels[bar]}: {sum(chart.parts[bar]):,}{f' ({parts})' if parts else ''}{total}"


def file_name(chart: Chart) -> str:
    """What a saved chart is called: no character that a file's name cannot have."""
    words = "".join(letter if letter.isalnum() else " " for letter in chart.title).split()
    return "-".join(words).lower()[:80]
