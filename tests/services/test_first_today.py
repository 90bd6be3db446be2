"""«First time today» is about the whole day and about what counts: other rooms, exits, undo and other days bear on it."""

from checkin_app.domain.checkin import Reason
from tests.domain.programmes import CONFERENCE, D1, D2, ENTRANCE, OPENING
from tests.store.event_files import Desk


def test_that_the_first_entry_of_a_day_says_so_and_the_next_does_not(front: Desk) -> None:
    assert front.scan("Ana").first_today
    assert not front.scan("Ana").first_today
    front.scan_out("Ana")
    again = front.scan("Ana")
    assert (again.reason, again.first_today, again.present) == (Reason.ADMITTED, False, (D1,))


def test_that_another_checkpoint_of_the_same_day_is_not_the_first_time(front: Desk) -> None:
    assert front.scan("Ana", ENTRANCE).first_today
    assert not front.scan("Ana", OPENING).first_today


def test_that_another_day_begins_anew_and_remembers_the_one_before(front: Desk) -> None:
    front.scan("Ana")
    front.go_to(22, "09:20")
    verdict = front.scan("Ana", CONFERENCE)
    assert (verdict.first_today, verdict.present) == (True, (D1,))
    assert D2 not in verdict.present


def test_that_what_was_taken_back_was_no_time_and_what_was_put_back_is_one(front: Desk) -> None:
    front.scan("Ana", ENTRANCE)
    undone = front.checkin.undo()
    assert front.scan("Ana", ENTRANCE).first_today
    front.checkin.undo()
    front.checkin.redo(undone.record)
    assert not front.scan("Ana", OPENING).first_today


def test_that_an_undone_exit_leaves_the_entry_a_time(front: Desk) -> None:
    front.scan("Ana", ENTRANCE)
    front.scan_out("Ana", ENTRANCE)
    front.checkin.undo()
    assert not front.scan("Ana", OPENING).first_today


def test_that_a_refusal_is_never_the_first_time(front: Desk) -> None:
    assert not front.scan_out("Ana").first_today
    assert front.scan("Ana").first_today


def test_that_a_retry_of_what_was_saved_says_the_same_as_the_first_answer(front: Desk) -> None:
    first = front.scan("Ana")
    retried = front.checkin.scan("", first.checkpoint, record=first.record)
    assert (retried.first_today, retried.present, retried.badge) == (True, (), first.badge)


def test_that_somebody_found_by_name_comes_with_the_badge_in_force(front: Desk) -> None:
    scanned = front.scan("Ana")
    assert scanned.badge is not None
    assert scanned.participant is not None
    named = front.checkin.check_in(scanned.participant.id, ENTRANCE)
    assert named.badge == scanned.badge
