"""What importing a table would change in an event; nothing is written."""

from collections.abc import Iterable

from checkin_app.domain.roster import ImportPlan, RosterTable, guess_columns, mapped, plan_import, read_rows
from checkin_app.services.journal import Journal
from checkin_app.store import merging, participants, programme


def planned(journal: Journal, table: RosterTable, overrides: Iterable[str] = ()) -> ImportPlan:
    """See `RosterImportService.prepare`."""
    with journal.reading() as connection:
        event = programme.read(connection)
        known = list(participants.everybody_ever(connection))
        merged = merging.absorbed(connection)
    guessed = guess_columns(table.headers, table.rows, event)
    columns = mapped(guessed, table.headers, overrides, event)
    rows, problems = read_rows(table, columns, event)
    return plan_import(rows, problems, known, columns=columns, event=event, merged=merged)
