"""Bringing a roster file into the event: first what would change, then all of it or nothing."""

from collections.abc import Generator, Iterable
from weakref import WeakSet

from checkin_app.domain.roster import (
    ImportPlan,
    RosterTable,
    guess_columns,
    mapped,
    plan_import,
    read_rows,
)
from checkin_app.services import import_steps
from checkin_app.services.import_steps import Imported, UndoneImport
from checkin_app.services.journal import Journal
from checkin_app.store import merging, participants, programme

__all__ = ["Imported", "RosterImportService", "UndoneImport"]


class RosterImportService:
    """What an organiser can ask for about a roster file. Attendance is never touched."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._under_way = WeakSet[Generator[tuple[int, int], None, object]]()

    def prepare(self, table: RosterTable, overrides: Iterable[str] = ()) -> ImportPlan:
        """What importing a table would change; nothing is written.

        `overrides` correct the guessed columns and are written `FIELD=COLUMN`. BadInput if no column holds a name, or
        for an override that names a field or column that there is not.
        """
        with self._journal.reading() as connection:
            event = programme.read(connection)
            known = list(participants.everybody_ever(connection))
            merged = merging.absorbed(connection)
        guessed = guess_columns(table.headers, table.rows, event)
        columns = mapped(guessed, table.headers, overrides, event)
        rows, problems = read_rows(table, columns, event)
        return plan_import(rows, problems, known, columns=columns, event=event, merged=merged)

    def carry_out(
        self, plan: ImportPlan, source: str, sha256: str = ""
    ) -> Generator[tuple[int, int], None, Imported]:
        """Write a plan, yielding (people done, people to do), in transactions that are short enough for scans to go on.

        It is there whole or not at all: closed or stopped before its end, it takes back what it wrote; killed, it is
        taken back when the file is next opened. NotPossible while another import is being written.
        """
        writing = import_steps.write(self._journal, plan, source, sha256)
        self._under_way.add(writing)
        return writing

    def undo(self, record: str) -> Generator[tuple[int, int], None, UndoneImport]:
        """Take an import back by its record, in the same way; or take back an undo by its record, which redoes it.

        Who was added is removed, unless they came since; what was changed goes back, unless it was changed again
        since; new categories that nobody has go. Attendance is not touched. NotFound if the record is no import,
        NotPossible if it is taken back already.
        """
        undoing = import_steps.undo(self._journal, record)
        self._under_way.add(undoing)
        return undoing

    def close(self) -> None:
        """Take back what is still being written."""
        for work in tuple(self._under_way):
            work.close()
