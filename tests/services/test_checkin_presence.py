"""Who is inside, how many there are, what a desk did last, and who is found where: all of it follows from the scans."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from checkin_app.domain.checkin import Direction, Reason
from checkin_app.domain.errors import NotFound
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant, Status
from checkin_app.services.checkin import Counter, FoundState
from tests.domain.programmes import (
    CLOSING,
    CONFERENCE,
    D3,
    ENTRANCE,
    EVENT,
    LAB,
    MATCHMAKING,
    OPENING,
    TOUR,
    iasi,
)
from tests.services.test_checkin import full, reason_of
from tests.store.event_files import MORNING, Desk, first_bad

SECOND = timedelta(seconds=1)


# -- coming and going ----------------------------------------------------------------------------------------


def test_that_who_left_may_come_again_and_is_counted_once(front: Desk) -> None:
    front.scan("Ana")
    front.scan_out("Ana")
    assert front.scan("Ana").admitted
    counter = front.checkin.counter(OPENING)
    assert (counter.people, counter.inside, counter.last_ten_minutes) == (1, 1, 2)
    assert front.attendance.matrix().totals()[1] == 1


def test_that_a_second_refusal_is_told_the_first_entry_of_all(front: Desk) -> None:
    first = front.scan("Ana")
    front.scan_out("Ana")
    front.scan("Ana")
    verdict = front.scan("Ana")
    assert verdict.first is not None
    assert verdict.first.record == first.record


def test_that_an_entry_without_an_exit_ends_with_its_session(front: Desk) -> None:
    front.scan("Ana")
    front.go_to(21, "12:29")
    assert front.checkin.counter(OPENING).inside == 1
    front.go_to(21, "12:30")
    assert front.checkin.counter(OPENING).inside == 0
    assert reason_of(front, "Ana") is Reason.OVER
    assert front.scan_out("Ana").reason is Reason.NOT_INSIDE


def test_that_who_comes_after_the_end_is_inside_until_the_rollover(front: Desk) -> None:
    """The earlier entry has ended with the session, and the later one does not open it again."""
    front.scan("Ana")
    front.go_to(21, "13:00")
    assert front.scan("Ana", force="Forgot a coat").admitted
    assert front.checkin.counter(OPENING).inside == 1
    assert reason_of(front, "Ana") is Reason.ALREADY_IN
    assert front.scan_out("Ana").reason is Reason.LEFT
    assert front.checkin.counter(OPENING).inside == 0
    front.scan("Ana", force="And an umbrella")
    front.go_to(22, "04:00")
    assert front.checkin.counter(OPENING).inside == 0
    assert first_bad(front.file.path) is None


def test_that_an_undone_late_entry_leaves_the_ended_one_ended(front: Desk) -> None:
    front.scan("Ana")
    front.go_to(21, "13:00")
    front.scan("Ana", force="Forgot a coat")
    undone = front.checkin.undo()
    assert front.checkin.counter(OPENING).inside == 0
    assert front.checkin.counter(OPENING).people == 1
    front.checkin.redo(undone.record)
    assert front.checkin.counter(OPENING).inside == 1


def test_that_somebody_let_in_for_a_day_that_is_over_is_inside_today(front: Desk) -> None:
    front.go_to(22, "10:00")
    assert front.scan("Ana", OPENING, force="A correction").admitted
    assert front.checkin.counter(OPENING).inside == 1
    assert reason_of(front, "Ana") is Reason.ALREADY_IN
    front.go_to(23, "10:00")
    assert front.checkin.counter(OPENING).inside == 0


# -- capacity ------------------------------------------------------------------------------------------------


def test_that_capacity_counts_the_people_inside(front: Desk) -> None:
    full(front)
    assert reason_of(front, "Jürgen", LAB) is Reason.FULL
    assert front.scan_out("Guest 0", LAB).reason is Reason.LEFT
    assert reason_of(front, "Jürgen", LAB) is Reason.ADMITTED
    verdict = front.scan("Guest 0", LAB)
    assert (verdict.reason, verdict.inside) == (Reason.FULL, 3)


def test_that_an_override_may_overfill_a_room(front: Desk) -> None:
    front.checkin.let_in(full(front), "There is a chair")
    counter = front.checkin.counter(LAB)
    assert (counter.inside, counter.capacity) == (4, 3)


def test_that_undoing_an_entry_makes_room(front: Desk) -> None:
    full(front)
    front.checkin.undo()
    assert reason_of(front, "Ana", LAB) is Reason.ADMITTED


def test_that_two_desks_do_not_fill_a_room_twice(front: Desk) -> None:
    back = front.beside("Back")
    for number in range(6):
        front.roster.add(Participant(id="", given=f"Guest {number}", category="Exchange visitor"))
    verdicts = [(front if number % 2 else back).scan(f"Guest {number}", LAB) for number in range(6)]
    assert [verdict.admitted for verdict in verdicts] == [True] * 3 + [False] * 3


# -- numbers -------------------------------------------------------------------------------------------------


def test_that_the_counter_says_how_full_it_is(front: Desk) -> None:
    assert front.checkin.counter(LAB) == Counter(0, 3, 0, 3, 0)
    front.scan("Ana", LAB)
    front.scan("Jürgen", LAB)
    front.scan("Li", LAB)
    assert front.checkin.counter(LAB) == Counter(2, 3, 2, 3, 2)
    front.wait(minutes=9)
    front.scan_out("Ana", LAB)
    assert front.checkin.counter(LAB) == Counter(2, 3, 1, 3, 2)
    front.wait(minutes=2)
    assert front.checkin.counter(LAB) == Counter(2, 3, 1, 3, 0)
    assert front.checkin.counter(OPENING) == Counter(0, 5, 0, None, 0)


def test_that_the_cancelled_are_not_expected_but_count_if_they_came(front: Desk) -> None:
    front.scan("Ana")
    front.roster.edit(replace(front.guest("Ana"), status=Status.CANCELLED))
    counter = front.checkin.counter(OPENING)
    assert (counter.people, counter.expected, counter.inside) == (1, 4, 1)


@pytest.mark.parametrize(
    ("checkpoint", "expected"),
    [(ENTRANCE, 5), (LAB, 3), (MATCHMAKING, 1), (CONFERENCE, 4), (TOUR, 4), (CLOSING, 4)],
)
def test_that_expected_people_are_those_on_the_list(
    front: Desk, checkpoint: Checkpoint, expected: int
) -> None:
    assert front.checkin.counter(checkpoint).expected == expected


# -- the last scans ------------------------------------------------------------------------------------------


def test_that_the_last_scans_are_this_desks_newest_first(front: Desk) -> None:
    back = front.beside("Back")
    assert back.checkin.last_scans() == []
    front.scan("Ana")
    back.scan("Jürgen")
    front.scan("Li", LAB)
    front.scan_out("Ana")
    lines = front.checkin.last_scans()
    assert [(line.reason, line.direction) for line in lines] == [
        (Reason.LEFT, Direction.EXIT),
        (Reason.NOT_THIS_SESSION, Direction.ENTRY),
        (Reason.ADMITTED, Direction.ENTRY),
    ]
    assert {line.desk for line in lines} == {"Front"}
    assert {line.operator for line in lines} == {"Front's operator"}
    assert [line.at for line in lines] == [MORNING + n * 10 * SECOND for n in (4, 3, 1)]
    assert all(line.at.tzinfo is UTC for line in lines)
    assert len(back.checkin.last_scans()) == 1
    assert front.checkin.last_scans(2) == lines[:2]


def test_that_the_last_scans_show_what_can_be_undone_and_what_was(front: Desk) -> None:
    front.scan("Ana")
    front.scan("Li", LAB)
    front.scan("Li", LAB, force="Invited")
    front.scan_out("Ana")
    assert [line.can_be_undone for line in front.checkin.last_scans()] == [True, True, False, True]
    undone = front.checkin.undo()
    lines = front.checkin.last_scans()
    assert lines[0].voided_by == undone.record
    assert [line.can_be_undone for line in lines] == [False, True, False, True]
    assert undone.scan == lines[0]


def test_that_lines_show_people_as_they_are_called_now(front: Desk) -> None:
    front.scan("Ana")
    front.roster.edit(replace(front.guest("Ana"), family="Popescu"))
    (line,) = front.checkin.last_scans()
    assert line.participant is not None
    assert line.participant.family == "Popescu"


# -- checkpoints ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "checkpoint"),
    [
        ("day:1", ENTRANCE),
        ("DAY:3", Checkpoint(D3)),
        ("LAB", LAB),
        ("matchmaking", MATCHMAKING),
        ("Conference", CONFERENCE),
    ],
)
def test_that_checkpoints_are_resolved_as_people_write_them(
    front: Desk, text: str, checkpoint: Checkpoint
) -> None:
    assert front.checkin.resolve(text) == checkpoint


@pytest.mark.parametrize(
    "text", ["", "day:", "day:0", "day:4", "day:-1", "day:one", "day:²", "day", "nowhere", "LAB "]
)
def test_that_other_checkpoints_are_not_found(front: Desk, text: str) -> None:
    with pytest.raises(NotFound) as caught:
        front.checkin.resolve(text)
    assert caught.value.wanted == text


def test_that_the_checkpoint_follows_the_clock_and_the_room(front: Desk) -> None:
    front.go_to(21, "10:30")
    assert front.checkin.checkpoint_now() == ENTRANCE
    assert front.checkin.checkpoint_now("Lab") == LAB
    assert front.checkin.checkpoint_now("Hall") == OPENING
    front.go_to(22, "10:30")
    assert front.checkin.checkpoint_now() == CONFERENCE
    front.go_to(24, "10:30")
    assert front.checkin.checkpoint_now() is None


def test_that_a_programme_changed_at_another_desk_counts_at_once(front: Desk) -> None:
    front.beside("Back").programme.change(replace(EVENT, name="Another name"))
    assert front.checkin.event.name == "Another name"


# -- finding -------------------------------------------------------------------------------------------------


def test_that_somebody_who_is_found_says_where_they_stand(front: Desk) -> None:
    def state(text: str, checkpoint: Checkpoint = LAB) -> FoundState:
        (found,) = front.checkin.search(text, checkpoint)
        return found.state

    assert state("ana") is FoundState.NOT_YET
    assert state("ng li") is FoundState.NOT_EXPECTED
    front.roster.edit(replace(front.guest("Li"), days=frozenset({D3})))
    assert state("ng li") is FoundState.NOT_THIS_DAY
    front.scan("Ana", LAB)
    assert state("ana") is FoundState.INSIDE
    front.scan_out("Ana", LAB)
    assert state("ana") is FoundState.LEFT
    assert state("ana", OPENING) is FoundState.NOT_YET
    front.roster.edit(replace(front.guest("Ana"), status=Status.CANCELLED))
    assert state("ana") is FoundState.CANCELLED


def test_that_somebody_who_is_found_inside_comes_with_the_entry(front: Desk) -> None:
    verdict = front.scan("Ana")
    (found,) = front.checkin.search("tirdea", OPENING)
    assert found.entry is not None
    assert found.entry.record == verdict.record
    assert found.participant == front.guest("Ana")


def test_that_an_entry_has_ended_with_its_session_for_who_is_found_too(front: Desk) -> None:
    front.scan("Ana")
    front.go_to(21, "12:30")
    assert front.checkin.search("ana", OPENING)[0].state is FoundState.LEFT


def test_that_the_only_one_is_the_best_and_comes_first(front: Desk) -> None:
    front.roster.add(Participant(id="", given="Anastasia", family="Li"))
    front.roster.add(Participant(id="", given="Ana", family="Li"))
    found = front.checkin.search("ana li", OPENING)
    assert [(each.participant.given, each.best) for each in found] == [("Ana", True), ("Anastasia", False)]
    assert [each.best for each in front.checkin.search("ana", OPENING)] == [False] * 3
    assert [each.best for each in front.checkin.search("anastasia", OPENING)] == [True]


def test_that_two_of_the_same_name_are_never_chosen_for_the_desk(front: Desk) -> None:
    for _ in range(2):
        front.roster.add(Participant(id="", given="Ion", family="Pop"))
    assert [each.best for each in front.checkin.search("ion pop", OPENING)] == [False, False]


@pytest.mark.parametrize("text", ["", "a", "nobody at all", '"*'])
def test_that_nobody_is_found_for_too_little_or_nothing_known(front: Desk, text: str) -> None:
    assert front.checkin.search(text, OPENING) == []


def test_that_a_slip_is_answered_with_a_suggestion(front: Desk) -> None:
    assert front.checkin.did_you_mean("mulller") == ["Müller"]
    assert front.checkin.did_you_mean("zzzz") == []


def test_that_instants_are_utc_whatever_the_clock_says(front: Desk) -> None:
    front.clock.instant = iasi(21, "10:00")
    assert front.checkin.now().tzinfo is UTC
    assert front.scan("Ana").at == iasi(21, "10:00") + 10 * SECOND
