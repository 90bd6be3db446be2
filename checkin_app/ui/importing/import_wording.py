"""What the import says: its steps, the fields a column can hold, what becomes of a row, and how it ended."""

from collections.abc import Iterable, Sequence
from enum import IntEnum

from checkin_app.domain.event import Event
from checkin_app.domain.participant import Change, Participant, Value
from checkin_app.domain.roster import Field, ImportPlan, Likeness, RosterRow, RosterTable
from checkin_app.domain.roster_headers import DAY, EXTRA, SESSION
from checkin_app.services.roster_import import Imported, UndoneImport
from checkin_app.ui import wording


class Step(IntEnum):
    """The steps from left to right."""

    FILE = 0
    READ = 1
    COLUMNS = 2
    CHECK = 3
    RESULT = 4


STEPS = ("File", "Read", "Columns", "Check", "Result")
TITLE = "Import people"
DROP = "Drop a list of people here"
KINDS = "Excel, LibreOffice, CSV or text: .xlsx .xls .ods .csv .tsv"
FILES = "Lists (*.csv *.tsv *.txt *.xlsx *.xls *.ods);;All files (*)"
SYSTEMS = (
    "Exports of pretix, Indico, Eventbrite, EUSurvey, Google Forms and Microsoft Forms come in as they are. "
    "Nothing is changed before the last step, and attendance is never touched."
)
NOTHING_PASTED = "There is no text on the clipboard. Copy the rows in your spreadsheet, with their headers."
READING = "Reading the list …"
COMPARING = "Comparing the list with the roster …"
IMPORTING = "Importing …"
WHICH_READS_RIGHT = "Which of these reads right? The file does not say how its letters were written."
NO_NAMES = (
    "Which column holds the names? Choose «Family name» and «Given name», or «Full name, in one column»."
)
REMEMBERED = "Set as the last time a list had these columns."
GUESSED = "Recognised by their headers and content. Change what is not right."
NOTHING_TO_IMPORT = "Nothing in this list is new. Everybody is on the roster as the list says."
DELIMITER_NAMES = {",": "Comma", ";": "Semicolon", "\t": "Tab", "|": "Vertical bar  |"}
ENCODING_NAMES = {
    "utf-8": "Unicode (UTF-8)",
    "utf-16": "Unicode (UTF-16)",
    "cp1250": "Central Europe (cp1250)",
    "cp1252": "Western Europe (cp1252)",
    "cp1253": "Greek (cp1253)",
    "cp1251": "Cyrillic (cp1251)",
    "iso-8859-2": "Central Europe (ISO 8859-2)",
    "cp1254": "Turkish (cp1254)",
}
_READ_AS = {"utf-8-sig": "utf-8", "utf-16-le": "utf-16", "utf-16-be": "utf-16", "utf-32": "utf-16"}

IGNORED = "ignore"
_FIELDS = {
    Field.GIVEN: "Given name",
    Field.FAMILY: "Family name",
    Field.FULL_NAME: "Full name, in one column",
    Field.BADGE_NAME: "Name for the badge",
    Field.EMAIL: "E-mail",
    Field.ORGANISATION: "Organisation",
    Field.JOB_TITLE: "Job title",
    Field.COUNTRY: "Country",
    Field.CATEGORY: "Category",
    Field.DAYS: "Days, as a list",
    Field.SESSIONS: "Sessions, as a list",
    Field.NOTE: "Note for staff",
    Field.STATUS: "Status: active or cancelled",
    Field.EXTERNAL_ID: "Id in the other system",
}
_CHANGED_FIELDS = {
    **{field.value: words for field, words in _FIELDS.items()},
    "days": "Days",
    "sessions": "Sessions",
    "status": "Status",
    "note": "Note",
    "external_id": "Id elsewhere",
    "badge_name": "On the badge",
    "walk_in": "Walk-in",
}


def read_as(encoding: str) -> str:
    """The encoding that is offered, for one that was found."""
    return _READ_AS.get(encoding, encoding)


def candidate(encoding: str, sample: Sequence[str]) -> str:
    """How a list reads in one of the encodings that it could have."""
    return f"{'   '.join(sample)}   –   {ENCODING_NAMES.get(encoding, encoding)}"


def field_choices(event: Event) -> list[tuple[str, str]]:
    """(field, words) of everything that a column can hold in this event."""
    days = [
        (
            f"{DAY}{number}",
            f"Yes or no for {wording.day_name(event, day.date)}, {wording.short_date(day.date)}",
        )
        for number, day in enumerate(event.days, 1)
    ]
    sessions = [
        (f"{SESSION}{session.code}", f"Yes or no for {session.code}, {session.title}")
        for _, session in event.sessions()
    ]
    fields = [(field.value, words) for field, words in _FIELDS.items()]
    return [*fields, *days, *sessions, (EXTRA, "Keep as a further field"), (IGNORED, "Leave this column out")]


def rows_read(table: RosterTable) -> str:
    """«128 rows · 9 columns»."""
    rows = sum(1 for row in table.rows if any(row))
    return f"{counted(rows, 'row')} · {counted(len(table.headers), 'column')}"


def counted(count: int, thing: str) -> str:
    """«1 row», «1,204 rows»."""
    many = "people" if thing == "person" else f"{thing}s"
    return f"{count:,} {thing if count == 1 else many}"


def example(row: RosterRow, event: Event) -> str:
    """How a row reads once its columns are understood."""
    days = "" if row.stated_days is None else wording.days_registered(event, _participant(row))
    name = f"Given name «{row.given}», family name «{row.family}»"
    parts = (name, row.organisation, row.email, row.category, days, ", ".join(sorted(row.sessions)))
    return f"Row {row.row} reads: " + " · ".join(part for part in parts if part)


def _participant(row: RosterRow) -> Participant:
    return Participant(id="", days=row.days)


# -- checking ------------------------------------------------------------------------------------------------


def who(person: Participant | RosterRow) -> str:
    """The name as lists sort it."""
    return ", ".join(part for part in (person.family, person.given) if part)


def whence(row: RosterRow) -> str:
    """What a row says beside the name, in one line."""
    return " · ".join(part for part in (row.organisation, row.category, row.email) if part)


def changes(made: Iterable[Change], event: Event) -> str:
    """«Job title: Clerk → Mayor · E-mail: – → ana@example.org»."""
    return " · ".join(
        f"{field_name(each.field)}: {value(each.field, each.before, event)} → {value(each.field, each.after, event)}"
        for each in made
    )


def field_name(field: str) -> str:
    """What a field is called in a comparison."""
    return field.removeprefix(EXTRA) if field.startswith(EXTRA) else _CHANGED_FIELDS.get(field, field)


def value(field: str, said: Value, event: Event) -> str:
    """A field's value in words; a dash for an empty one."""
    if field == "days":
        days = (
            None
            if said is None
            else frozenset(d.date for d in event.days if d.date.isoformat() in _list(said))
        )
        return wording.days_registered(event, Participant(id="", days=days))
    if isinstance(said, tuple):
        return ", ".join(said) or "–"
    if field == "status" and isinstance(said, str):
        return said.capitalize()
    return str(said) if said else "–"


def _list(said: Value) -> Sequence[str]:
    return said if isinstance(said, tuple) else ()


def why_alike(why: Likeness) -> str:
    """Why two people are shown beside each other."""
    match why:
        case Likeness.SAME_EXTERNAL_ID:
            return "The same id in the other system"
        case Likeness.SAME_NAME:
            return "The same name as somebody on the roster"
        case Likeness.SAME_WORDS:
            return "The same words in the name, written otherwise"
        case Likeness.SAME_EMAIL:
            return "The same e-mail address as somebody on the roster"
        case Likeness.ONE_LETTER:
            return "One letter of the name is different"
        case Likeness.BADGE_NAME:
            return "One is called on the badge as the other in full"


def planned(plan: ImportPlan) -> str:
    """What «Import» will do: «Add 12 people and change 3»."""
    new, updated = len(plan.new), len(plan.updated)
    if new and updated:
        return f"Add {counted(new, 'person')}, change {updated:,}"
    if not new and not updated:
        return "Nothing to import"
    return f"Add {counted(new, 'person')}" if new else f"Change {counted(updated, 'person')}"


def new_categories(names: Sequence[str]) -> str:
    """Which categories the import makes."""
    listed = ", ".join(f"«{name}»" for name in names[:6]) + (" …" if len(names) > 6 else "")
    return f"New {'category' if len(names) == 1 else 'categories'}: {listed}" if names else ""


def problems_saved(count: int, name: str) -> str:
    """What is said when problem rows were written."""
    return f"Saved {counted(count, 'row')} in {name}. Correct them there and import that file."


UNDO = "Undo this import"
REDO = "Import it again after all"
UNDOING = "Taking the import back …"
TAKEN_BACK = "The import is taken back"
IMPORTED_AGAIN = "The list is imported again"


def undone(undone: UndoneImport) -> str:
    """What taking an import back did, and whom it left as they are."""
    parts = [f"Of {counted(undone.people, 'person')} everything is as it was before."]
    if undone.stayed:
        parts.append(f"{counted(undone.stayed, 'person').capitalize()} came since and stayed on the roster.")
    if undone.left_alone:
        parts.append(
            f"{counted(undone.left_alone, 'person').capitalize()} had been changed again since and stayed so."
        )
    return " ".join([*parts, "Attendance was not touched."])


AFTER_IMPORT = (
    "Attendance was not touched. The same list can be imported again: only what was corrected in it changes."
)


def done(source: str, *, anything: bool) -> str:
    """The heading over the counts."""
    return f"Imported: {source}" if anything else NOTHING_TO_IMPORT


def done_elsewhere(imported: Imported, source: str) -> str:
    """What is said when an import ended while somebody was on another page."""
    return f"Imported: {source}. {counted(imported.new, 'person')} added, {imported.updated:,} changed."
