"""Whatever a desk did can be taken back and done again, by further records; other days are safe, and nothing is removed."""

from dataclasses import replace

import pytest

from checkin_app.domain.checkin import Reason
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.log import Voided
from checkin_app.domain.participant import Participant, Status
from checkin_app.services.scan_lines import ScanLine
from checkin_app.store import log
from tests.domain.programmes import ENTRANCE, EVENT, LAB, OPENING
from tests.store.event_files import Desk, asked, first_bad


def inside(desk: Desk) -> int:
    return desk.checkin.counter(OPENING).inside


def names(lines: list[ScanLine]) -> list[str]:
    return [line.participant.given if line.participant else "" for line in lines]


# -- undo ----------------------------------------------------------------------------------------------------


def test_that_an_entry_is_taken_back_as_if_it_had_not_been(front: Desk) -> None:
    entered = front.scan("Ana")
    undone = front.checkin.undo()
    assert undone.scan.record == entered.record
    assert undone.scan.voided_by == undone.record
    assert inside(front) == 0
    assert front.roster.person(front.guest("Ana").id).present == ()
    assert front.attendance.matrix().totals() == (0,) * 10
    assert front.scan("Ana").admitted


def test_that_an_exit_is_taken_back_and_the_person_is_inside(front: Desk) -> None:
    front.scan("Ana")
    front.scan_out("Ana")
    front.checkin.undo()
    assert inside(front) == 1
    assert front.scan("Ana").reason is Reason.ALREADY_IN
    assert front.scan_out("Ana").reason is Reason.LEFT


def test_that_a_forced_entry_is_taken_back(front: Desk) -> None:
    front.scan("Li", LAB, force="Invited")
    undone = front.checkin.undo()
    assert undone.scan.forced == "Invited"
    assert front.scan("Li", LAB).reason is Reason.NOT_THIS_SESSION


def test_that_nothing_is_removed_from_the_log(front: Desk) -> None:
    front.scan("Ana")
    before = asked(front.file.path, "SELECT * FROM log ORDER BY position")
    undone = front.checkin.undo(reason="The wrong Ana")
    after = asked(front.file.path, "SELECT * FROM log ORDER BY position")
    assert after[:-1] == before
    assert asked(front.file.path, "SELECT id, kind, operator FROM log ORDER BY position DESC LIMIT 1") == [
        (undone.record, "voided", "Front's operator")
    ]
    with front.journal.reading() as connection:
        kept = log.by_id(connection, undone.record)
    assert kept is not None
    assert kept[1] == Voided(undone.scan.record, "The wrong Ana")


def test_that_undo_goes_back_act_by_act_and_passes_over_refusals(front: Desk) -> None:
    for name in ("Ana", "Jürgen", "Ana", "Li"):
        front.scan(name)
    front.scan_out("Jürgen")
    front.scan("Li", LAB)
    taken = [front.checkin.undo().scan for _ in range(4)]
    assert names(taken) == ["Jürgen", "Li", "Jürgen", "Ana"]
    assert [line.reason for line in taken] == [Reason.LEFT] + [Reason.ADMITTED] * 3
    with pytest.raises(NotPossible, match="nothing to undo"):
        front.checkin.undo()


def test_that_undo_is_of_this_desk_only(front: Desk) -> None:
    back = front.beside("Back")
    front.scan("Ana")
    back.scan("Jürgen")
    assert names([front.checkin.undo().scan]) == ["Ana"]
    with pytest.raises(NotPossible):
        front.checkin.undo()
    assert inside(front) == 1


def test_that_another_desks_act_can_be_chosen(front: Desk) -> None:
    back = front.beside("Back")
    entered = back.scan("Jürgen")
    undone = front.checkin.undo(entered.record)
    assert undone.scan.desk == "Back"
    assert back.checkin.last_scans()[0].voided_by == undone.record


def test_that_an_older_act_can_be_chosen(front: Desk) -> None:
    ana, _ = front.scan("Ana"), front.scan("Jürgen")
    front.checkin.undo(ana.record)
    assert inside(front) == 1
    assert names([front.checkin.undo().scan]) == ["Jürgen"]


def test_that_undo_by_itself_never_touches_another_day(front: Desk) -> None:
    front.scan("Ana", ENTRANCE)
    front.go_to(22, "09:00")
    with pytest.raises(NotPossible, match="nothing to undo"):
        front.checkin.undo()
    front.go_to(22, "03:59")
    assert names([front.checkin.undo().scan]) == ["Ana"]


@pytest.mark.parametrize("reason", ["", "   "])
def test_that_undo_of_another_day_needs_a_reason(front: Desk, reason: str) -> None:
    entered = front.scan("Ana", ENTRANCE)
    front.go_to(22, "09:00")
    records = front.file.count_records()
    with pytest.raises(NotPossible, match="reason"):
        front.checkin.undo(entered.record, reason)
    assert front.file.count_records() == records
    undone = front.checkin.undo(entered.record, "Ana was ill, her sister used the badge")
    assert undone.scan.record == entered.record
    assert front.roster.person(front.guest("Ana").id).present == ()


def test_that_the_same_act_is_taken_back_once(front: Desk) -> None:
    entered = front.scan("Ana")
    front.checkin.undo()
    with pytest.raises(NotPossible, match="already"):
        front.checkin.undo(entered.record)


def test_that_only_entries_and_exits_can_be_chosen(front: Desk) -> None:
    refused = front.scan("Li", LAB)
    front.scan("Ana")
    undone = front.checkin.undo()
    records = front.file.count_records()
    for record in (refused.record, undone.record, "no such record"):
        with pytest.raises(NotFound) as caught:
            front.checkin.undo(record)
        assert caught.value.wanted == record
    assert front.file.count_records() == records


# -- exits that were followed --------------------------------------------------------------------------------


def test_that_an_exit_stays_while_the_person_is_in_again(front: Desk) -> None:
    """They cannot be in twice: the entry must go first."""
    back = front.beside("Back")
    front.scan("Ana")
    left = front.scan_out("Ana")
    entered = back.scan("Ana")
    for undo in (front.checkin.undo, lambda: front.checkin.undo(left.record)):
        with pytest.raises(NotPossible, match="come in again"):
            undo()
    back.checkin.undo(entered.record)
    front.checkin.undo()
    assert inside(front) == 1
    assert first_bad(front.file.path) is None


def test_that_an_exit_stays_while_a_later_visit_counts(front: Desk) -> None:
    front.scan("Ana")
    left = front.scan_out("Ana")
    front.scan("Ana")
    front.scan_out("Ana")
    with pytest.raises(NotPossible, match="come in again"):
        front.checkin.undo(left.record)
    assert inside(front) == 0


def test_that_an_exit_stays_when_the_clock_went_back_before_the_next_entry(front: Desk) -> None:
    front.wait(minutes=20)
    front.scan("Ana")
    left = front.scan_out("Ana")
    front.wait(minutes=-15)
    assert front.scan("Ana").admitted
    with pytest.raises(NotPossible):
        front.checkin.undo(left.record)
    assert front.scan("Ana").reason is Reason.ALREADY_IN
    assert inside(front) == 1


def test_that_an_entry_can_be_taken_back_after_its_exit(front: Desk) -> None:
    entered = front.scan("Ana")
    left = front.scan_out("Ana")
    front.checkin.undo(entered.record)
    assert front.attendance.matrix().totals()[1] == 0
    front.checkin.undo(left.record)
    assert inside(front) == 0
    assert first_bad(front.file.path) is None


# -- redo ----------------------------------------------------------------------------------------------------


def test_that_an_undone_entry_counts_again(front: Desk) -> None:
    entered = front.scan("Ana")
    undone = front.checkin.undo()
    again = front.checkin.redo(undone.record)
    assert again.scan.record == entered.record
    assert again.scan.voided_by == ""
    assert inside(front) == 1
    verdict = front.scan("Ana")
    assert verdict.first is not None
    assert verdict.first.entered_at == entered.at


def test_that_an_undone_exit_counts_again(front: Desk) -> None:
    front.scan("Ana")
    left = front.scan_out("Ana")
    undone = front.checkin.undo()
    front.wait(minutes=10)
    front.checkin.redo(undone.record)
    assert inside(front) == 0
    (entry,) = front.checkin.search("ana", OPENING)
    assert entry.entry is not None
    assert entry.entry.left_at == left.at


def test_that_what_was_done_again_can_be_undone_again(front: Desk) -> None:
    front.scan("Ana")
    for _ in range(3):
        undone = front.checkin.undo()
        assert inside(front) == 0
        front.checkin.redo(undone.record)
        assert inside(front) == 1
    assert first_bad(front.file.path) is None


def test_that_an_undo_is_reversed_once(front: Desk) -> None:
    front.scan("Ana")
    undone = front.checkin.undo()
    front.checkin.redo(undone.record)
    with pytest.raises(NotPossible, match="already"):
        front.checkin.redo(undone.record)


def test_that_redo_is_refused_when_the_person_came_again(front: Desk) -> None:
    front.scan("Ana")
    undone = front.checkin.undo()
    front.scan("Ana")
    with pytest.raises(NotPossible, match="come or gone"):
        front.checkin.redo(undone.record)
    assert inside(front) == 1


def test_that_redo_is_refused_when_the_person_came_and_went(front: Desk) -> None:
    front.scan("Ana")
    undone = front.checkin.undo()
    front.scan("Ana")
    front.scan_out("Ana")
    with pytest.raises(NotPossible, match="come or gone"):
        front.checkin.redo(undone.record)
    assert inside(front) == 0


def test_that_redo_of_an_exit_is_refused_when_the_person_left_otherwise(front: Desk) -> None:
    front.scan("Ana")
    front.scan_out("Ana")
    undone = front.checkin.undo()
    front.scan_out("Ana")
    with pytest.raises(NotPossible, match="come or gone"):
        front.checkin.redo(undone.record)


def test_that_redo_of_an_exit_is_refused_when_the_entry_is_gone(front: Desk) -> None:
    entered = front.scan("Ana")
    front.scan_out("Ana")
    undone = front.checkin.undo()
    front.checkin.undo(entered.record)
    with pytest.raises(NotPossible, match="come or gone"):
        front.checkin.redo(undone.record)
    front.scan("Ana")
    with pytest.raises(NotPossible, match="come or gone"):
        front.checkin.redo(undone.record)
    assert inside(front) == 1


@pytest.mark.parametrize("kind", ["an entry", "a redo", "nothing"])
def test_that_only_an_undo_can_be_reversed(front: Desk, kind: str) -> None:
    entered = front.scan("Ana")
    again = front.checkin.redo(front.checkin.undo().record)
    record = {"an entry": entered.record, "a redo": again.record, "nothing": "no such record"}[kind]
    records = front.file.count_records()
    with pytest.raises((NotFound, NotPossible)):
        front.checkin.redo(record)
    assert front.file.count_records() == records


def test_that_a_forced_entry_done_again_is_still_forced(front: Desk) -> None:
    front.scan("Li", LAB, force="Invited")
    again = front.checkin.redo(front.checkin.undo().record)
    assert again.scan.forced == "Invited"
    assert front.scan("Li", LAB).reason is Reason.ALREADY_IN


def test_that_redo_may_overfill_a_room_as_the_first_decision_stands(front: Desk) -> None:
    for number in range(3):
        front.roster.add(Participant(id="", given=f"Guest {number}", category="Exchange visitor"))
    front.scan("Ana", LAB)
    undone = front.checkin.undo()
    for number in range(3):
        assert front.scan(f"Guest {number}", LAB).admitted
    front.checkin.redo(undone.record)
    assert front.checkin.counter(LAB).inside == 4


# -- others --------------------------------------------------------------------------------------------------


def test_that_undo_works_for_people_who_were_cancelled_and_sessions_that_are_gone(front: Desk) -> None:
    front.scan("Ana")
    front.roster.edit(replace(front.guest("Ana"), status=Status.CANCELLED))
    front.programme.change(replace(EVENT, days=EVENT.days[1:]))
    undone = front.checkin.undo()
    assert names([undone.scan]) == ["Ana"]
    front.checkin.redo(undone.record)
    assert first_bad(front.file.path) is None


def test_that_undo_and_redo_are_seen_by_every_desk(front: Desk) -> None:
    back = front.beside("Back")
    front.scan("Ana")
    undone = front.checkin.undo()
    assert back.scan("Ana").admitted
    with pytest.raises(NotPossible):
        front.checkin.redo(undone.record)
    assert first_bad(front.file.path) is None
