"""Attendance is what the scans say: everybody against every day and session, and every scan as it was."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from checkin_app.domain.attendance import CellState
from checkin_app.domain.checkin import Direction, Reason
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant, Status
from tests.domain.programmes import CONFERENCE, D1, D2, D3, DINNER, ENTRANCE, EVENT, LAB, MATCHMAKING, OPENING
from tests.histories import HISTORIES, Step
from tests.store.event_files import GUESTS, Desk
from tests.store.test_replay import played

CHECKPOINTS = tuple(EVENT.checkpoints())


def cell(desk: Desk, name: str, checkpoint: Checkpoint) -> CellState:
    matrix = desk.attendance.matrix()
    row = next(row for row in matrix.rows if row.participant.given == name)
    return row.cells[matrix.checkpoints.index(checkpoint)].state


def test_that_the_matrix_has_everybody_and_every_checkpoint(front: Desk) -> None:
    matrix = front.attendance.matrix()
    assert matrix.event == EVENT
    assert matrix.checkpoints == CHECKPOINTS
    assert [row.participant.given for row in matrix.rows] == [guest.given for guest in GUESTS]
    assert all(len(row.cells) == len(CHECKPOINTS) for row in matrix.rows)
    assert matrix.totals() == (0,) * len(CHECKPOINTS)


def test_that_an_empty_roster_is_an_empty_matrix(file: object, front: Desk) -> None:
    assert file is front.file
    front.programme.change(replace(EVENT, days=()))
    matrix = front.attendance.matrix()
    assert matrix.checkpoints == ()
    assert all(row.cells == () for row in matrix.rows)


def test_that_a_session_is_presence_on_its_day(front: Desk) -> None:
    front.scan("Ana", OPENING)
    assert cell(front, "Ana", OPENING) is CellState.PRESENT
    assert cell(front, "Ana", ENTRANCE) is CellState.PRESENT
    assert cell(front, "Ana", LAB) is CellState.ABSENT
    assert cell(front, "Ana", Checkpoint(D2)) is CellState.ABSENT
    assert cell(front, "Li", LAB) is CellState.NOT_EXPECTED
    assert cell(front, "Ελένη", Checkpoint(D2)) is CellState.NOT_EXPECTED
    assert cell(front, "Ana", MATCHMAKING) is CellState.NOT_EXPECTED


def test_that_the_entrance_is_no_presence_at_a_session(front: Desk) -> None:
    front.scan("Ana", ENTRANCE)
    assert cell(front, "Ana", ENTRANCE) is CellState.PRESENT
    assert cell(front, "Ana", OPENING) is CellState.ABSENT


def test_that_who_leaves_before_the_end_left_early(front: Desk) -> None:
    front.scan("Ana", OPENING)
    front.scan_out("Ana", OPENING)
    assert cell(front, "Ana", OPENING) is CellState.LEFT_EARLY
    front.scan("Ana", OPENING)
    assert cell(front, "Ana", OPENING) is CellState.PRESENT


def test_that_the_first_entry_is_shown(front: Desk) -> None:
    first = front.scan("Ana", OPENING)
    front.scan_out("Ana", OPENING)
    front.scan("Ana", OPENING)
    row = front.attendance.matrix().rows[0]
    assert row.cells[CHECKPOINTS.index(OPENING)].first_at == first.at
    assert row.cells[CHECKPOINTS.index(ENTRANCE)].first_at == first.at


def test_that_what_was_taken_back_is_no_presence(front: Desk) -> None:
    front.scan("Ana", OPENING)
    undone = front.checkin.undo()
    assert cell(front, "Ana", OPENING) is CellState.ABSENT
    front.checkin.redo(undone.record)
    assert cell(front, "Ana", OPENING) is CellState.PRESENT


def test_that_who_was_let_in_and_who_was_cancelled_later_were_there(front: Desk) -> None:
    front.scan("Li", LAB, force="Invited")
    assert cell(front, "Li", LAB) is CellState.PRESENT
    front.roster.edit(replace(front.guest("Li"), status=Status.CANCELLED))
    assert cell(front, "Li", LAB) is CellState.PRESENT
    assert cell(front, "Li", OPENING) is CellState.NOT_EXPECTED


def test_that_the_night_belongs_to_the_evening_before(front: Desk) -> None:
    front.go_to(22, "00:30")
    front.scan("Ana", DINNER)
    front.go_to(22, "09:00")
    front.scan("Ana", CONFERENCE)
    assert front.attendance.matrix().rows[0].days_present == (D1, D2)


def test_that_three_days_are_three_days(front: Desk) -> None:
    for number, day in enumerate((D1, D2, D3), 21):
        front.go_to(number, "10:00")
        front.scan("Ana", Checkpoint(day))
    assert front.attendance.matrix().rows[0].days_present == (D1, D2, D3)
    assert [row.days_present for row in front.attendance.matrix().rows[1:]] == [()] * 4


def test_that_walk_ins_are_in_the_matrix(front: Desk) -> None:
    front.roster.add(Participant(id="", given="Walter", walk_in=True))
    front.scan("Walter", ENTRANCE)
    assert cell(front, "Walter", ENTRANCE) is CellState.PRESENT


def test_that_totals_are_people_not_entries(front: Desk) -> None:
    for name in ("Ana", "Jürgen"):
        front.scan(name, OPENING)
        front.scan_out(name, OPENING)
        front.scan(name, OPENING)
    assert front.attendance.matrix().totals()[:2] == (2, 2)


def test_that_the_scans_of_all_desks_are_listed_in_the_order_of_the_log(front: Desk) -> None:
    back = front.beside("Back")
    front.scan("Ana", OPENING)
    back.scan("Li", LAB)
    front.scan_out("Ana", OPENING)
    back.checkin.scan("rubbish", LAB)
    undone = front.checkin.undo()
    lines = front.attendance.scans()
    assert [(line.desk, line.reason, line.direction) for line in lines] == [
        ("Front", Reason.ADMITTED, Direction.ENTRY),
        ("Back", Reason.NOT_THIS_SESSION, Direction.ENTRY),
        ("Front", Reason.LEFT, Direction.EXIT),
        ("Back", Reason.MISREAD, Direction.ENTRY),
    ]
    assert [line.participant.given if line.participant else None for line in lines] == [
        "Ana",
        "Li",
        "Ana",
        None,
    ]
    assert [line.voided_by for line in lines] == ["", "", undone.record, ""]
    assert lines[3].checkpoint == LAB


def test_that_an_event_without_scans_has_none(front: Desk) -> None:
    assert front.attendance.scans() == []


@pytest.mark.parametrize("kind", ["people ", "PEOPLE", "everything"])
def test_that_there_are_three_kinds_of_tables(front: Desk, kind: str) -> None:
    with pytest.raises(ValueError, match=kind):
        front.attendance.table(kind)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=30,
)
@given(steps=HISTORIES)
def test_that_the_matrix_agrees_with_the_scans_in_any_history(empty_once: Path, steps: list[Step]) -> None:
    with played(empty_once, steps) as world:
        service = world.desks[0].attendance
        matrix, lines = service.matrix(), service.scans()
    came = {
        (line.participant.id, line.checkpoint)
        for line in lines
        if line.participant and line.admitted and not line.voided_by
    }
    for row in matrix.rows:
        for checkpoint, shown in zip(matrix.checkpoints, row.cells, strict=True):
            here = {each for who, each in came if who == row.participant.id}
            at_session = checkpoint in here
            on_day = any(each.day == checkpoint.day for each in here)
            assert shown.was_there == (at_session if checkpoint.session else on_day)


def test_that_the_first_rows_are_those_of_the_whole_matrix(front: Desk) -> None:
    front.scan("Ana", OPENING)
    whole = {row.participant.id: row for row in front.attendance.matrix().rows}
    first = front.attendance.first_rows(2)
    assert first.checkpoints == CHECKPOINTS
    assert [row.participant.family for row in first.rows] == sorted(
        row.participant.family for row in whole.values()
    )[:2]
    assert all(row == whole[row.participant.id] for row in first.rows)
