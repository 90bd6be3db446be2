"""Lists to import, and what an organiser sees of the roster before and after."""

from collections.abc import Iterable

from checkin_app.domain.event import Category
from checkin_app.domain.participant import Participant
from checkin_app.domain.roster import ImportPlan, RosterTable
from checkin_app.services.long_work import result_of
from tests.store.event_files import Desk

HEADERS = ("Given name", "Family name", "ID", "Organisation", "Category")
MANY = tuple(
    (f"Guest {number}", "Tester", f"T{number:03}", f"Company {number % 3}", "Press") for number in range(11)
)


def plan_for(desk: Desk, rows: Iterable[tuple[str, ...]], headers: tuple[str, ...] = HEADERS) -> ImportPlan:
    return desk.imports.prepare(RosterTable("list.csv", headers, tuple(rows)))


def imported(desk: Desk, rows: Iterable[tuple[str, ...]], headers: tuple[str, ...] = HEADERS) -> str:
    """The record of a finished import."""
    return result_of(desk.imports.carry_out(plan_for(desk, rows, headers), "list.csv")).record


Seen = tuple[tuple[tuple[Participant, str], ...], tuple[Category, ...]]


def seen(desk: Desk) -> Seen:
    """Everybody on the roster with their code, and the categories."""
    people = tuple((each.participant, each.code) for each in desk.roster.people())
    return people, desk.programme.event.categories
