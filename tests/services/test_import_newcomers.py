"""The people of a long list are made ready in another process while earlier ones are written, and nothing else differs."""

import multiprocessing
import os
import signal
import time

import pytest

from checkin_app.domain.checkin import Reason
from checkin_app.domain.errors import NotPossible
from checkin_app.services import import_newcomers, import_steps
from checkin_app.services.event_file import verify_closed
from checkin_app.services.import_newcomers import NewcomersReady
from checkin_app.services.long_work import Stopped, result_of
from checkin_app.store import programme
from tests.services.import_samples import MANY, imported, plan_for, seen
from tests.store.event_files import Desk, first_bad

LONG = tuple((f"Guest {number}", "Longlist", f"L{number:04}", "Company", "Press") for number in range(60))


@pytest.fixture(autouse=True)
def _pieces_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_newcomers, "_PIECE", 3)
    monkeypatch.setattr(import_newcomers, "WORTH_A_PROCESS", 5)
    for name in ("_FEWEST", "_FIRST", "_MOST"):
        monkeypatch.setattr(import_steps, name, 4)


def test_that_everybody_arrives_once_and_in_the_order_of_the_list(front: Desk) -> None:
    with front.file.reading() as connection:
        key = programme.key(connection)
    rows = plan_for(front, LONG).new
    ready = NewcomersReady(rows, "import", key)
    people = ready.take(4)
    while not (ready._apart and ready._apart.has_begun):
        time.sleep(0.01)
    while len(people) < len(rows):
        people += ready.take(4)
    ready.close()
    assert [each.row[1] for each in people] == [row.given for row in rows]
    assert len({each.id for each in people} | {each.record for each in people}) == 2 * len(rows)
    assert [each.id for each in people] == sorted(each.id for each in people)


def test_that_a_long_list_is_whole_and_verifies_and_scans_go_on(front: Desk) -> None:
    writing = front.imports.carry_out(plan_for(front, LONG), "list.csv", "ab" * 32)
    next(writing)
    time.sleep(0.5)
    assert front.scan("Ana").reason is Reason.ADMITTED
    assert result_of(writing).new == 60
    assert len(front.roster.search("longlist", limit=100)) == 60
    assert first_bad(front.file.path) is None
    front.file.close()
    assert result_of(verify_closed(front.file.path)).ok


def test_that_the_same_list_says_nothing_new_afterwards(front: Desk) -> None:
    imported(front, LONG)
    plan = plan_for(front, LONG)
    assert (len(plan.new), len(plan.updated), len(plan.same)) == (0, 0, 60)


def test_that_new_people_and_corrections_go_together(front: Desk) -> None:
    imported(front, MANY)
    corrected = tuple((given, "Corrected", *rest) for given, _, *rest in MANY)
    done = result_of(front.imports.carry_out(plan_for(front, (*LONG, *corrected)), "list.csv"))
    assert (done.new, done.updated) == (60, 11)
    assert len(front.roster.search("corrected", limit=100)) == 11
    assert first_bad(front.file.path) is None


def test_that_a_stopped_import_leaves_nothing(front: Desk) -> None:
    before = seen(front)
    writing = front.imports.carry_out(plan_for(front, LONG), "list.csv")
    while next(writing)[0] < 10:
        time.sleep(0.05)
    writing.throw(Stopped())
    result_of(writing)
    assert seen(front) == before


def test_that_the_end_of_the_other_process_takes_the_import_back(front: Desk) -> None:
    before = seen(front)
    writing = front.imports.carry_out(plan_for(front, LONG), "list.csv")
    next(writing)
    for child in multiprocessing.active_children():
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
    with pytest.raises(NotPossible, match="ended in the middle"):
        result_of(writing)
    assert seen(front) == before
    assert imported(front, LONG)
