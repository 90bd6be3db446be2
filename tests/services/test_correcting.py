"""Attendance is corrected by hand with a reason; the log keeps what was there before, and every correction goes back."""

import pytest

from checkin_app.domain.attendance import CellState
from checkin_app.domain.checkin import Reason
from checkin_app.domain.end_of_day import FindingKind
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.event import Checkpoint
from checkin_app.services.long_work import result_of
from checkin_app.services.scan_lines import ScanLine
from checkin_app.store import verification
from tests.domain.programmes import D1, D2, ENTRANCE, LAB, OPENING, iasi
from tests.services.test_attendance import cell
from tests.store.event_files import Desk

WHY = "On the paper list"


def lines_about(desk: Desk, name: str) -> list[ScanLine]:
    return [line for line in desk.attendance.scans() if line.participant and line.participant.given == name]


def check(desk: Desk) -> None:
    assert result_of(verification.verify(desk.file.path)).ok


def test_that_somebody_whom_nobody_scanned_is_recorded_as_there(front: Desk) -> None:
    front.go_to(22, "09:00")
    li = front.guest("Li")
    corrected = front.attendance.correct(li.id, OPENING, present=True, reason=f" {WHY} ")
    assert (corrected.participant, corrected.checkpoint, corrected.reason) == (li.id, OPENING, WHY)
    (entry,) = front.attendance.of_person(li.id)
    assert (entry.entered_at, entry.forced, entry.checkpoint) == (iasi(21, "09:30"), WHY, OPENING)
    assert cell(front, "Li", OPENING) is cell(front, "Li", ENTRANCE) is CellState.PRESENT
    check(front)


def test_that_the_scans_tell_what_was_recorded_by_hand_and_when(front: Desk) -> None:
    front.go_to(22, "09:00")
    front.attendance.correct(front.guest("Li").id, OPENING, present=True, reason=WHY, at=iasi(21, "10:10"))
    (line,) = lines_about(front, "Li")
    assert (line.at, line.recorded_at, line.by_hand, line.reason) == (
        iasi(21, "10:10"),
        iasi(22, "09:00"),
        WHY,
        Reason.ADMITTED,
    )
    assert (line.operator, line.desk) == ("Front's operator", "Front")
    front.scan("Ana", Checkpoint(D2))
    assert [(each.recorded_at, each.by_hand) for each in lines_about(front, "Ana")] == [(None, "")]


def test_that_somebody_who_was_not_there_is_taken_out_and_the_log_keeps_both(front: Desk) -> None:
    front.scan("Ana")
    front.scan("Ana", LAB)
    ana = front.guest("Ana")
    front.attendance.correct(ana.id, OPENING, present=False, reason="Wrong badge")
    assert cell(front, "Ana", OPENING) is CellState.ABSENT
    assert cell(front, "Ana", LAB) is CellState.PRESENT
    assert [bool(line.voided_by) for line in lines_about(front, "Ana")] == [True, False]
    assert "Wrong badge" in [getattr(line.fact, "reason", "") for line in front.roster.history(ana.id)]
    check(front)


def test_that_not_there_on_a_day_takes_back_every_entry_of_that_day(front: Desk) -> None:
    front.scan("Ana")
    front.scan_out("Ana")
    front.scan("Ana")
    front.scan("Ana", LAB)
    front.go_to(22, "09:00")
    front.scan("Ana", Checkpoint(D2))
    corrected = front.attendance.correct(front.guest("Ana").id, ENTRANCE, present=False, reason="A colleague")
    assert len(corrected.records) == 3
    assert front.attendance.matrix().rows[0].days_present == (D2,)
    check(front)


def test_that_a_correction_goes_back_and_forth(front: Desk) -> None:
    front.scan("Ana")
    front.scan_out("Ana")
    front.scan("Ana")
    before = front.attendance.of_person(front.guest("Ana").id)
    done = front.attendance.correct(before[0].participant, ENTRANCE, present=False, reason=WHY)
    undone = front.attendance.take_back(done)
    assert front.attendance.of_person(before[0].participant) == before
    again = front.attendance.take_back(undone)
    assert front.attendance.of_person(before[0].participant) == []
    front.attendance.take_back(again)
    assert front.attendance.of_person(before[0].participant) == before
    check(front)


def test_that_an_entry_by_hand_goes_back_and_forth(front: Desk) -> None:
    front.go_to(22, "09:00")
    who = front.guest("Li").id
    done = front.attendance.correct(who, OPENING, present=True, reason=WHY)
    before = front.attendance.of_person(who)
    undone = front.attendance.take_back(done)
    assert front.attendance.of_person(who) == []
    front.attendance.take_back(undone)
    assert front.attendance.of_person(who) == before
    with pytest.raises(NotPossible):
        front.attendance.take_back(undone)
    check(front)


def test_that_a_correction_is_not_what_the_desk_undoes(front: Desk) -> None:
    front.scan("Ana")
    front.attendance.correct(front.guest("Li").id, OPENING, present=True, reason=WHY)
    assert front.checkin.undo().scan.participant == front.guest("Ana")
    with pytest.raises(NotPossible, match="nothing to undo"):
        front.checkin.undo()
    assert cell(front, "Li", OPENING) is CellState.PRESENT


def test_that_who_was_recorded_by_hand_is_in_at_the_door(front: Desk) -> None:
    front.attendance.correct(front.guest("Ana").id, OPENING, present=True, reason=WHY)
    assert front.scan("Ana").reason is Reason.ALREADY_IN


@pytest.mark.parametrize(
    ("present", "reason", "why"),
    [(True, "", "Say why"), (False, " ", "Say why"), (False, WHY, "not recorded")],
)
def test_that_what_is_not_possible_changes_nothing(front: Desk, present: bool, reason: str, why: str) -> None:
    with pytest.raises(NotPossible, match=why):
        front.attendance.correct(front.guest("Ana").id, OPENING, present=present, reason=reason)
    assert front.attendance.scans() == []


def test_that_who_is_there_already_is_not_recorded_twice(front: Desk) -> None:
    front.scan("Ana")
    for checkpoint in (OPENING, ENTRANCE):
        with pytest.raises(NotPossible, match="already"):
            front.attendance.correct(front.guest("Ana").id, checkpoint, present=True, reason=WHY)


def test_that_nobody_unknown_is_recorded(front: Desk) -> None:
    with pytest.raises(NotFound):
        front.attendance.correct("nobody", OPENING, present=True, reason=WHY)
    with pytest.raises(NotFound):
        front.attendance.record_exit("nothing", WHY, iasi(21, "10:00"))


def test_that_a_missing_exit_is_recorded_and_taken_back(front: Desk) -> None:
    entered = front.scan("Ana")
    front.scan("Jürgen")
    front.scan_out("Jürgen")
    front.go_to(21, "20:00")
    (missing,) = front.attendance.end_of_day(D1, every_day=())
    assert (missing.kind, missing.record) == (FindingKind.NO_EXIT, entered.record)
    done = front.attendance.record_exit(missing.record, "Told by the host", iasi(21, "11:00"))
    assert front.attendance.end_of_day(D1, every_day=()) == ()
    assert cell(front, "Ana", OPENING) is CellState.LEFT_EARLY
    assert lines_about(front, "Ana")[-1].by_hand == "Told by the host"
    assert not lines_about(front, "Ana")[-1].admitted
    with pytest.raises(NotPossible, match="gone from there already"):
        front.attendance.record_exit(missing.record, "Again", iasi(21, "11:00"))
    front.attendance.take_back(done)
    assert cell(front, "Ana", OPENING) is CellState.PRESENT
    check(front)
