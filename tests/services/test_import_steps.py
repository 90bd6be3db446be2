"""An import is written in short transactions, and yet it is there whole or not at all, also when it is taken back."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin_app.domain.checkin import Reason
from checkin_app.domain.errors import NotFound, NotPossible, NotSaved
from checkin_app.domain.log import ParticipantAdded, RosterImported
from checkin_app.domain.participant import Participant
from checkin_app.services import import_steps
from checkin_app.services.event_file import verify_closed
from checkin_app.services.import_steps import UndoneImport, recover
from checkin_app.services.long_work import Stopped, result_of
from checkin_app.store import backup, log
from checkin_app.store.database import EventFile
from checkin_app.store.import_lock import lock_file
from tests.services.import_samples import MANY, imported, plan_for, seen
from tests.store.event_files import Desk, asked, first_bad

UPDATED = (("Ana", "Țîrdea", "A-1", "Cluster Moldova", "Speaker"), *MANY[:4])


@pytest.fixture(autouse=True)
def _two_people_a_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_FEWEST", "_FIRST", "_MOST"):
        monkeypatch.setattr(import_steps, name, 2)


def reopened(desk: Desk) -> Desk:
    """The same event, opened by another program after this one was gone."""
    other = Desk(EventFile(desk.file.path), clock=desk.clock)
    recover(other.journal)
    return other


# -- writing -------------------------------------------------------------------------------------------------


def test_that_everybody_is_written_and_progress_is_told(front: Desk) -> None:
    writing = front.imports.carry_out(plan_for(front, MANY), "list.csv", "ab" * 32)
    assert list(writing) == [(done, 11) for done in range(0, 11, 2)]
    assert len(front.roster.search("tester")) == 11
    assert first_bad(front.file.path) is None


def test_that_scans_go_on_between_the_transactions(front: Desk) -> None:
    writing = front.imports.carry_out(plan_for(front, MANY), "list.csv")
    verdicts = [front.scan(name).reason for name in ("Ana", "Jürgen", "Ana") if next(writing)]
    assert verdicts == [Reason.ADMITTED, Reason.ADMITTED, Reason.ALREADY_IN]
    assert result_of(writing).new == 11
    assert first_bad(front.file.path) is None


def test_that_no_lock_is_left_behind(front: Desk) -> None:
    writing = front.imports.carry_out(plan_for(front, MANY), "list.csv")
    next(writing)
    assert lock_file(front.file.path).exists()
    result_of(writing)
    assert not lock_file(front.file.path).exists()


def test_that_two_imports_are_not_written_at_a_time(front: Desk) -> None:
    writing = front.imports.carry_out(plan_for(front, MANY), "list.csv")
    next(writing)
    with pytest.raises(NotPossible, match="Another import is being written"):
        next(front.beside("Back").imports.carry_out(plan_for(front, MANY), "list.csv"))
    assert result_of(writing).new == 11


def test_that_nothing_to_do_writes_nothing(front: Desk) -> None:
    imported(front, MANY)
    records = front.file.count_records()
    assert imported(front, MANY) == ""
    assert front.file.count_records() == records


# -- ending before the end -----------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", range(1, 7))
def test_that_closing_takes_back_what_was_written(front: Desk, steps: int) -> None:
    before = seen(front)
    writing = front.imports.carry_out(plan_for(front, (*UPDATED, *MANY)), "list.csv")
    for _ in range(steps):
        next(writing)
    writing.close()
    assert seen(front) == before
    assert front.roster.search("tester") == []
    assert not lock_file(front.file.path).exists()
    assert first_bad(front.file.path) is None


def test_that_stopping_takes_it_back_in_steps_with_scans_in_between(front: Desk) -> None:
    before = seen(front)
    writing = front.imports.carry_out(plan_for(front, MANY), "list.csv")
    for _ in range(4):
        next(writing)
    writing.throw(Stopped())
    assert front.scan("Ana").admitted
    assert len(list(writing)) >= 3
    assert seen(front) == before


def test_that_closing_the_services_takes_it_back(front: Desk) -> None:
    before = seen(front)
    writing = front.imports.carry_out(plan_for(front, MANY), "list.csv")
    for _ in range(4):
        next(writing)
    front.imports.close()
    assert seen(front) == before
    assert list(writing) == []


def test_that_who_was_let_in_meanwhile_stays(front: Desk) -> None:
    writing = front.imports.carry_out(plan_for(front, MANY), "list.csv")
    for _ in range(4):
        next(writing)
    assert front.scan("Guest 1").admitted
    writing.close()
    assert [each.participant.given for each in front.roster.search("tester")] == ["Guest 1"]
    assert front.scan("Guest 1").reason is Reason.ALREADY_IN


def test_that_a_failure_is_taken_back_when_the_file_is_opened_again(front: Desk) -> None:
    before = seen(front)
    writing = front.imports.carry_out(plan_for(front, MANY), "list.csv")
    for _ in range(4):
        next(writing)
    front.file.close()
    with pytest.raises(NotSaved):
        next(writing)
    again = reopened(front)
    assert seen(again) == before
    again.file.close()
    assert result_of(verify_closed(front.file.path)).ok


def test_that_the_next_import_begins_with_taking_back_what_is_left(front: Desk) -> None:
    with front.journal.writing() as act:
        left = log.new_id()
        act.append((left, RosterImported("left.csv", "", 2, 0, in_steps=True)))
        act.note(ParticipantAdded(Participant(id="half", given="Half"), "B" * 20, left))
    imported(front, MANY)
    assert front.roster.search("half") == []
    assert len(front.roster.search("tester")) == 11


def test_that_an_import_that_was_one_transaction_is_whole_without_an_end(front: Desk) -> None:
    """As event files of earlier versions have it."""
    with front.journal.writing() as act:
        record = act.note(RosterImported("old.csv", "", 1, 0))
        act.note(ParticipantAdded(Participant(id="old", given="Older"), "B" * 20, record))
    assert recover(front.journal) == 0
    assert len(front.roster.search("older")) == 1
    assert result_of(front.imports.undo(record)).people == 1
    assert front.roster.search("older") == []


# -- others at the same file ---------------------------------------------------------------------------------


def test_that_opening_the_file_leaves_a_running_import_alone(front: Desk) -> None:
    writing = front.imports.carry_out(plan_for(front, MANY), "list.csv")
    for _ in range(4):
        next(writing)
    other = reopened(front)
    assert len(other.roster.search("tester")) == 6
    other.file.close()
    assert result_of(writing).new == 11
    assert len(front.roster.search("tester")) == 11


def test_that_a_backup_from_the_middle_is_taken_back_when_it_is_opened(front: Desk, folder: Path) -> None:
    before = seen(front)
    writing = front.imports.carry_out(plan_for(front, MANY), "list.csv")
    for _ in range(4):
        next(writing)
    copy = backup.make(front.file.path, folder / "backup.checkin")
    result_of(writing)
    of_backup = Desk(EventFile(copy), clock=front.clock)
    assert recover(of_backup.journal) == 1
    assert seen(of_backup) == before
    of_backup.file.close()
    assert result_of(verify_closed(copy)).ok


def test_that_the_lock_of_somebody_who_was_killed_goes(front: Desk) -> None:
    lock_file(front.file.path).touch()
    assert recover(front.journal) == 0
    assert not lock_file(front.file.path).exists()


def test_that_unfinished_imports_are_found_by_the_index(front: Desk) -> None:
    with closing(sqlite3.connect(front.file.path)) as connection:
        query = "SELECT id FROM log WHERE log.subject = 'roster' AND log.subject <> '' ORDER BY position"
        plan = connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
    assert "ix_log_subject" in plan[0][-1]


# -- undoing -------------------------------------------------------------------------------------------------


def test_that_undoing_restores_the_state_before_exactly(front: Desk) -> None:
    before = seen(front)
    record = imported(front, (*UPDATED, *MANY[4:]))
    after = seen(front)
    assert after != before
    undone = result_of(front.imports.undo(record))
    assert undone == UndoneImport(undone.record, 12, 0, 0)
    assert seen(front) == before
    assert result_of(front.imports.undo(undone.record)).people == 12
    assert seen(front) == after
    assert first_bad(front.file.path) is None


def test_that_the_list_imported_again_gives_people_their_codes_back(front: Desk) -> None:
    record = imported(front, MANY)
    after = seen(front)
    result_of(front.imports.undo(record))
    imported(front, MANY)
    assert seen(front)[0] == after[0]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from(["A", "B"]), st.sampled_from(["", "Press", "Guest"])),
        min_size=1,
    ),
    st.integers(0, 8),
)
def test_that_any_import_can_be_taken_back_and_done_again(
    told: Path, folder: Path, rows: list[tuple[int, str, str]], steps: int
) -> None:
    path = Path(shutil.copyfile(told, folder / "copy.checkin"))
    desk = Desk(EventFile(path))
    imported(desk, MANY[:3])
    before = seen(desk)
    table = {
        who: (f"Guest {who}", "Tester", f"T{who:03}", company, category) for who, company, category in rows
    }
    record = imported(desk, table.values())
    after = seen(desk)
    if record:
        undone = result_of(desk.imports.undo(record))
        assert seen(desk) == before
        redoing = desk.imports.undo(undone.record)
        for _ in range(steps):
            next(redoing, None)
        redoing.close()
        assert seen(desk) in (before, after)
    desk.file.close()
    assert result_of(verify_closed(path)).ok
    path.unlink()


def test_that_who_came_since_stays_with_their_attendance(front: Desk) -> None:
    record = imported(front, MANY)
    front.scan("Guest 3")
    undone = result_of(front.imports.undo(record))
    assert (undone.people, undone.stayed) == (10, 1)
    assert [each.participant.given for each in front.roster.search("tester")] == ["Guest 3"]
    assert front.scan("Guest 3").reason is Reason.ALREADY_IN


def test_that_who_came_and_was_taken_back_does_not_stay(front: Desk) -> None:
    record = imported(front, MANY)
    front.scan("Guest 3")
    front.checkin.undo()
    assert result_of(front.imports.undo(record)).stayed == 0


def test_that_what_was_changed_again_since_stays(front: Desk) -> None:
    imported(front, MANY[:2])
    corrected = imported(
        front,
        [("Guest 0", "Tester", "T000", "Mended", "Press"), ("Guest 1", "Tester", "T001", "Mended", "Press")],
    )
    front.roster.edit(replace(front.guest("Guest 0"), organisation="By hand"))
    undone = result_of(front.imports.undo(corrected))
    assert (undone.people, undone.left_alone) == (1, 1)
    assert front.guest("Guest 0").organisation == "By hand"
    assert front.guest("Guest 1").organisation == "Company 1"


def test_that_a_new_category_that_somebody_else_has_by_now_stays(front: Desk) -> None:
    record = imported(front, MANY)
    front.roster.edit(replace(front.guest("Ana"), category="Press"))
    result_of(front.imports.undo(record))
    assert "Press" in {category.name for category in front.programme.event.categories}


def test_that_who_had_been_removed_before_the_import_is_removed_again(front: Desk) -> None:
    first = imported(front, MANY[:1])
    code = front.code_of("Guest 0")
    result_of(front.imports.undo(first))
    second = imported(front, MANY[:2])
    assert front.code_of("Guest 0") == code
    result_of(front.imports.undo(second))
    assert front.roster.search("tester") == []


def test_that_an_import_is_taken_back_only_once(front: Desk) -> None:
    record = imported(front, MANY)
    result_of(front.imports.undo(record))
    with pytest.raises(NotPossible, match="taken back already"):
        next(front.imports.undo(record))


def test_that_only_an_import_is_taken_back(front: Desk) -> None:
    edit = front.roster.edit(replace(front.guest("Ana"), organisation="Elsewhere"))
    for record in ("nothing", edit.record):
        with pytest.raises(NotFound):
            next(front.imports.undo(record))


@pytest.mark.parametrize("steps", range(1, 7))
def test_that_an_undo_that_is_closed_leaves_the_import(front: Desk, steps: int) -> None:
    record = imported(front, MANY)
    after = seen(front)
    undoing = front.imports.undo(record)
    for _ in range(steps):
        next(undoing)
    undoing.close()
    assert seen(front) == after
    assert result_of(front.imports.undo(record)).people == 11
    assert first_bad(front.file.path) is None


def test_that_attendance_is_not_touched(front: Desk) -> None:
    front.scan("Ana")
    rows = "SELECT * FROM presence ORDER BY record"
    before = asked(front.file.path, rows)
    result_of(front.imports.undo(imported(front, UPDATED)))
    assert asked(front.file.path, rows) == before
