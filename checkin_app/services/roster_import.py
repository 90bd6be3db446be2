"""Bringing a roster file into the event: first what would change, then all of it or nothing."""

from collections.abc import Generator, Iterable, Sequence
from weakref import WeakSet

from checkin_app.domain.roster import ImportPlan, RosterTable
from checkin_app.services import import_steps
from checkin_app.services.import_steps import Imported, UndoneImport
from checkin_app.services.journal import Journal
from checkin_app.services.long_work import Work
from checkin_app.services.roster_apart import plan_apart
from checkin_app.services.roster_planning import planned

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
        return planned(self._journal, table, overrides)

    def compare(self, table: RosterTable, overrides: Sequence[str] = ()) -> Work[ImportPlan]:
        """As `prepare`; a long list is compared in another process."""
        return plan_apart(self._journal, table, overrides)

    def carry_out(
        self, plan: ImportPlan, source: str, sha256: str = "", *, beside_a_desk: bool = True
    ) -> Generator[tuple[int, int], None, Imported]:
        """Write a plan, yielding (people done, people to do), in transactions that are short enough for scans to go on.

        They are longer if there is no desk in this program, and only those of others wait.

        It is there whole or not at all: closed or stopped before its end, it takes back what it wrote; killed, it is
        taken back when the file is next opened. NotPossible while another import is being written.
        """
        writing = import_steps.write(self._journal, plan, source, sha256, beside_a_desk=beside_a_desk)
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
