"""The long parts of an import, as work for the background: nothing in here touches a widget."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from checkin_app.domain.event import Event
from checkin_app.domain.roster import ImportPlan, RosterRow
from checkin_app.domain.roster_mapping import overrides_for, usable
from checkin_app.services.imported_people import those_added
from checkin_app.services.remembered_columns import RememberedColumns
from checkin_app.services.roster import RosterService
from checkin_app.services.roster_apart import guess_columns_apart
from checkin_app.services.roster_import import RosterImportService
from checkin_app.services.roster_source import ReadList
from checkin_app.ui.importing.check_table import Line, Tab, all_lines

T = TypeVar("T")
Steps = Generator[tuple[int, int], None, T]


@dataclass(frozen=True, slots=True)
class ImportServices:
    """What the import asks."""

    roster: RosterService
    roster_import: RosterImportService
    remembered: RememberedColumns


@dataclass(frozen=True, slots=True)
class KnownColumns:
    """What each column of a list holds, and whether somebody said so the last time."""

    columns: Mapping[str, str]
    are_remembered: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """What an import would do, and the same as lines to look at."""

    plan: ImportPlan
    lines: Mapping[Tab, Sequence[Line]]


def columns_of(read: ReadList, event: Event, remembered: RememberedColumns) -> Steps[KnownColumns]:
    """The columns as they were set the last time, else as they are recognised."""
    yield 0, 1
    headers = read.table.headers
    known = remembered.for_headers(headers)
    if known is not None:
        return KnownColumns(usable(known, headers, event), are_remembered=True)
    return KnownColumns((yield from guess_columns_apart(read.table, event)), are_remembered=False)


def compared(
    read: ReadList, columns: Mapping[str, str], event: Event, service: RosterImportService
) -> Steps[Compared]:
    """Compare a list with the roster; BadInput as `prepare`."""
    plan = yield from service.compare(read.table, overrides_for(columns, read.table.headers))
    return Compared(plan, all_lines(plan, event))


def ids_of(rows: Sequence[RosterRow], roster: RosterService) -> Steps[list[str]]:
    """The ids of those who came with these rows."""
    yield 0, 1
    return those_added(rows, (person.participant for person in roster.people()))
