"""The reception tells what the service answered, and nothing else."""

from pathlib import Path

import pytest

from checkin_app.domain.checkin import Direction, Reason, Verdict
from checkin_app.domain.errors import CheckinError, NotSaved
from checkin_app.services.checkin import Undone
from checkin_app.ui.reception import Reception

from .conftest import CONFERENCE, Desk


class Told:
    """What the reception has emitted, by its name."""

    def __init__(self, reception: Reception) -> None:
        self.verdicts: list[Verdict] = []
        self.unsaved: list[NotSaved] = []
        self.undone: list[Undone] = []
        self.redone: list[Undone] = []
        self.failures: list[CheckinError] = []
        reception.decided.connect(self.verdicts.append)
        reception.saving_failed.connect(self.unsaved.append)
        reception.undone.connect(self.undone.append)
        reception.redone.connect(self.redone.append)
        reception.failed.connect(self.failures.append)


@pytest.fixture
def told(desk: Desk) -> Told:
    """Listens to the desk's reception."""
    return Told(desk.reception)


@pytest.fixture
def changes(desk: Desk) -> list[str]:
    """Grows with every change of the attendance that is told."""
    seen: list[str] = []
    desk.changes.attendance_changed.connect(lambda: seen.append("attendance"))
    return seen


def test_that_a_scan_goes_to_where_the_desk_stands(desk: Desk, told: Told, changes: list[str]) -> None:
    desk.reception.scan(desk.code("Țăranu"))
    assert [(v.reason, v.checkpoint) for v in told.verdicts] == [(Reason.ADMITTED, CONFERENCE)]
    assert changes == ["attendance"]


def test_that_somebody_found_by_name_gets_the_same_verdict(desk: Desk, told: Told) -> None:
    desk.reception.check_in(desk.person("Ng").id)
    desk.reception.scan(desk.code("Ng"))
    assert [v.reason for v in told.verdicts] == [Reason.NOT_THIS_DAY] * 2


def test_that_a_decision_of_staff_is_recorded_as_forced(desk: Desk, told: Told) -> None:
    desk.reception.scan(desk.code("Ng"))
    desk.reception.let_in(told.verdicts[0], "Day changed")
    assert told.verdicts[1].forced == "Day changed"
    assert told.verdicts[1].admitted


def test_that_what_may_not_be_overridden_is_told_as_a_failure(desk: Desk, told: Told) -> None:
    desk.reception.scan(desk.code("Popa"))
    desk.reception.let_in(told.verdicts[0], "Please")
    assert len(told.failures) == 1
    assert len(told.verdicts) == 1


def test_that_the_direction_is_the_desks(desk: Desk, told: Told) -> None:
    desk.reception.scan(desk.code("Țăranu"))
    desk.post.turn(Direction.EXIT)
    desk.reception.check_in(desk.person("Țăranu").id)
    assert told.verdicts[-1].reason is Reason.LEFT


def test_that_undo_and_redo_name_what_they_are_about(desk: Desk, told: Told, changes: list[str]) -> None:
    desk.reception.scan(desk.code("Țăranu"))
    desk.reception.undo_record(told.verdicts[0].record)
    desk.reception.redo(told.undone[0].record)
    assert told.undone[0].scan.record == told.verdicts[0].record
    assert told.redone[0].scan.participant == desk.person("Țăranu")
    assert len(changes) == 3


def test_that_an_undo_of_what_is_not_there_changes_nothing(
    desk: Desk, told: Told, changes: list[str]
) -> None:
    desk.reception.undo_record("no such record")
    assert len(told.failures) == 1
    assert changes == []


def test_that_nothing_is_asked_but_it_is_said_where_there_is_nothing_to_scan_for(
    desk: Desk, told: Told
) -> None:
    desk.post._checkpoint = None
    desk.reception.scan(desk.code("Țăranu"))
    desk.reception.check_in("1")
    assert not told.verdicts
    assert [str(failure) for failure in told.failures]


def test_that_a_failure_to_save_is_no_verdict_and_is_retried_under_its_record(
    desk: Desk, told: Told, changes: list[str], event_file: Path
) -> None:
    code = desk.code("Țăranu")
    away = event_file.rename(event_file.with_name("away"))
    desk.reception.scan(code)
    desk.reception.retry()
    assert (len(told.unsaved), told.verdicts, changes) == (2, [], [])
    assert told.unsaved[0].record == told.unsaved[1].record
    away.rename(event_file)
    desk.reception.retry()
    assert [v.record for v in told.verdicts] == [told.unsaved[0].record]
    assert not desk.reception.has_unsaved


def test_that_a_retry_of_nothing_does_nothing(desk: Desk, told: Told) -> None:
    desk.reception.retry()
    assert not told.verdicts


def test_that_badges_scanned_meanwhile_follow_in_their_order(
    desk: Desk, told: Told, event_file: Path
) -> None:
    codes = [desk.code(family) for family in ("Țăranu", "Müller", "Popescu")]
    away = event_file.rename(event_file.with_name("away"))
    for code in codes:
        desk.reception.scan(code)
    assert not told.verdicts
    away.rename(event_file)
    desk.reception.retry()
    families = [v.participant.family for v in told.verdicts if v.participant]
    assert families == ["Țăranu", "Müller", "Popescu"]


def test_that_an_error_nobody_foresaw_is_not_swallowed(desk: Desk, told: Told) -> None:
    with pytest.raises(AttributeError):
        desk.reception.scan(None)  # type: ignore[arg-type]  # what a mistake of ours would do
    assert not told.verdicts
    assert not told.failures


def test_that_the_places_of_the_keys_are_believed_before_the_text(desk: Desk, told: Told) -> None:
    desk.reception.scan("ώ" * 20, desk.code("Țăranu"))
    assert [v.reason for v in told.verdicts] == [Reason.ADMITTED]
