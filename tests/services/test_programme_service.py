"""The programme is shown as it is in the file, and changed as a whole; attendance is kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from checkin_app.domain.checkin import Reason
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.event import Category, Checkpoint, Event
from checkin_app.domain.log import CheckpointsRenamed
from checkin_app.domain.participant import Status
from checkin_app.domain.programme_edits import (
    Edit,
    with_categories,
    with_day_described,
    with_session,
    without_day,
    without_session,
)
from checkin_app.services.programme import Numbers
from tests.domain.programmes import D1, D2, ENTRANCE, EVENT, LAB, OPENING
from tests.store.event_files import Desk, asked, first_bad

CHANGES = [
    replace(EVENT, name="Another name", place="Iași", project="HempClub", organiser="Organisers"),
    replace(EVENT, zone="Europe/Lisbon"),
    with_categories(EVENT, (Category("Speaker", "#a1b2c3"),)).event,
    replace(EVENT, days=()),
    replace(EVENT, days=EVENT.days[:1]),
    replace(EVENT, doors=timedelta(minutes=1), certificate_days=2),
]


def test_that_a_new_event_has_its_programme(front: Desk) -> None:
    assert front.programme.event == EVENT


@pytest.mark.parametrize("event", CHANGES)
def test_that_a_change_is_there_for_every_desk_at_once(front: Desk, event: Event) -> None:
    assert front.programme.change(event)
    assert front.programme.event == event
    assert front.beside("Back").checkin.event == event
    assert first_bad(front.file.path) is None


def test_that_the_same_programme_again_is_no_change(front: Desk) -> None:
    records = front.file.count_records()
    assert not front.programme.change(replace(EVENT))
    assert front.file.count_records() == records
    front.programme.change(CHANGES[0])
    assert front.programme.change(EVENT)


def test_that_attendance_survives_the_session_that_goes_and_the_day_that_goes(front: Desk) -> None:
    front.scan("Ana", OPENING)
    front.scan("Ana", ENTRANCE)
    for shorter in (replace(EVENT.days[0], sessions=()), None):
        days = (shorter, *EVENT.days[1:]) if shorter else EVENT.days[1:]
        front.programme.change(replace(EVENT, days=days))
        assert front.roster.person(front.guest("Ana").id).present == (D1,)
        assert len(front.attendance.scans()) == 2
        with pytest.raises(NotPossible):
            front.scan("Jürgen", OPENING)
    front.programme.change(EVENT)
    assert front.scan("Ana", OPENING).reason is Reason.ALREADY_IN


def test_that_every_change_stays_in_the_log(front: Desk) -> None:
    for event in CHANGES[:3]:
        front.programme.change(event)
    assert asked(front.file.path, "SELECT count(*) FROM log WHERE kind = 'programme_changed'") == [(4,)]


def test_that_capacity_and_lists_follow_the_programme(front: Desk) -> None:
    first = EVENT.days[0]
    tiny = replace(first.sessions[0], capacity=1)
    front.programme.change(replace(EVENT, days=(replace(first, sessions=(tiny,)), *EVENT.days[1:])))
    assert front.scan("Ana").admitted
    assert front.scan("Jürgen").reason is Reason.FULL
    assert front.checkin.counter(OPENING).capacity == 1


# -- other names ---------------------------------------------------------------------------------------------

START = Checkpoint(D1, "START")


def renamed(desk: Desk, code: str = "START", was: str = "OPENING") -> Edit:
    """The programme of now with one session of the first day under another code."""
    event = desk.programme.event
    session = event.session(was)
    assert session is not None
    return with_session(event, D1, replace(session, code=code), was)


def test_that_attendance_and_registrations_follow_a_changed_code(front: Desk) -> None:
    ana = front.guest("Ana")
    front.roster.edit(replace(ana, sessions=frozenset({"OPENING", "LAB"})))
    front.scan("Ana", OPENING)
    edit = renamed(front)
    record = front.programme.change(edit.event, edit.renamed)
    assert front.checkin.counter(START).people == 1
    assert front.scan("Ana", START).reason is Reason.ALREADY_IN
    assert front.guest("Ana").sessions == {"START", "LAB"}
    assert [line.checkpoint for line in front.attendance.scans()] == [START, START]
    assert first_bad(front.file.path) is None
    assert front.programme.undo(record)
    assert front.programme.event == EVENT
    assert front.guest("Ana").sessions == {"OPENING", "LAB"}
    assert front.checkin.counter(OPENING).people == 1
    assert [line.checkpoint for line in front.attendance.scans()] == [OPENING, OPENING]
    assert first_bad(front.file.path) is None


def test_that_scans_before_a_renaming_can_still_be_undone_and_redone(front: Desk) -> None:
    front.scan("Ana", OPENING)
    front.scan_out("Ana", OPENING)
    edit = renamed(front)
    front.programme.change(edit.event, edit.renamed)
    out = front.checkin.undo()
    assert out.scan.checkpoint == START
    came = front.checkin.undo()
    assert front.checkin.counter(START).people == 0
    front.checkin.redo(came.record)
    assert front.checkin.counter(START).inside == 1
    assert first_bad(front.file.path) is None


def test_that_two_sessions_may_change_their_codes_with_each_other(front: Desk) -> None:
    front.scan("Ana", OPENING)
    front.scan("Ana", LAB)
    front.scan("Jürgen", LAB)
    first = EVENT.days[0]
    names = {"OPENING": "LAB", "LAB": "OPENING"}
    swapped = replace(
        first, sessions=tuple(replace(s, code=names.get(s.code, s.code)) for s in first.sessions)
    )
    event = replace(EVENT, days=(swapped, *EVENT.days[1:]))
    front.programme.change(event, CheckpointsRenamed(codes=tuple(names.items())))
    assert front.checkin.counter(OPENING).people == 2
    assert front.checkin.counter(LAB).people == 1
    assert first_bad(front.file.path) is None


def test_that_a_code_under_which_there_is_attendance_is_not_given_to_another_session(front: Desk) -> None:
    front.scan("Ana", OPENING)
    front.programme.change(without_session(EVENT, "OPENING").event)
    edit = renamed(front, "OPENING", "LAB")
    records = front.file.count_records()
    with pytest.raises(NotPossible, match="OPENING"):
        front.programme.change(edit.event, edit.renamed)
    assert front.file.count_records() == records


def test_that_registrations_follow_a_day_to_another_date_and_attendance_stays_where_it_was(
    front: Desk,
) -> None:
    front.scan("Ελένη", ENTRANCE)
    later = date(2023, 11, 25)
    edit = with_day_described(EVENT, D1, date_after=later, title="Arrivals")
    record = front.programme.change(edit.event, edit.renamed)
    assert front.guest("Ελένη").days == {later}
    assert front.roster.person(front.guest("Ελένη").id).present == (D1,)
    front.programme.undo(record)
    assert front.guest("Ελένη").days == {D1}
    assert first_bad(front.file.path) is None


def test_that_a_date_for_which_people_are_registered_still_is_not_taken_by_another_day(front: Desk) -> None:
    front.programme.change(without_day(EVENT, D1).event)
    edit = with_day_described(front.programme.event, D2, date_after=D1, title="")
    with pytest.raises(NotPossible, match="2023-11-21"):
        front.programme.change(edit.event, edit.renamed)


# -- taking back ---------------------------------------------------------------------------------------------


def test_that_changes_are_taken_back_one_after_the_other_and_done_again(front: Desk) -> None:
    first = front.programme.change(CHANGES[0])
    second = front.programme.change(CHANGES[4])
    with pytest.raises(NotPossible, match="changed again since"):
        front.programme.undo(first)
    redo = front.programme.undo(second)
    assert front.programme.event == CHANGES[0]
    front.programme.undo(first)
    assert front.programme.event == EVENT
    with pytest.raises(NotPossible):
        front.programme.undo(redo)
    assert front.programme.event == EVENT


def test_that_an_undo_can_be_undone(front: Desk) -> None:
    record = front.programme.change(CHANGES[0])
    front.programme.undo(front.programme.undo(record))
    assert front.programme.event == CHANGES[0]


def test_that_only_a_change_of_the_programme_is_taken_back_here(front: Desk) -> None:
    scan = front.scan("Ana").record
    (first,) = asked(front.file.path, "SELECT id FROM log WHERE kind = 'programme_changed'")
    for record in ("nothing", scan, first[0]):
        with pytest.raises(NotFound):
            front.programme.undo(record)


def test_that_what_no_programme_file_could_say_is_refused_with_a_sentence(front: Desk) -> None:
    opening = EVENT.session("OPENING")
    assert opening is not None
    for wrong, told in (
        (replace(opening, code="a b"), "cannot hold"),
        (replace(opening, code="lab"), "(?i)has the code «lab» already"),
        (replace(opening, code=" "), "needs a code"),
        (replace(opening, ends=opening.starts), "ends before"),
        (replace(opening, title=""), "needs a title"),
        (replace(opening, capacity=0), "[0-9]"),
    ):
        with pytest.raises(NotPossible, match=told):
            front.programme.change(with_session(EVENT, D1, wrong, "OPENING").event)
    with pytest.raises(NotPossible, match="needs a name"):
        front.programme.change(replace(EVENT, name=" "))
    with pytest.raises(NotPossible, match="category needs a name"):
        front.programme.change(replace(EVENT, categories=(*EVENT.categories, Category(" "))))
    assert front.programme.event == EVENT


# -- numbers -------------------------------------------------------------------------------------------------


def test_that_the_overview_counts_who_came_is_expected_and_registered(front: Desk) -> None:
    front.scan("Ana", LAB)
    front.scan("Ana", LAB)
    front.scan("Jürgen", LAB)
    overview = front.programme.overview()
    assert overview.event == EVENT
    assert overview.of(D1, "LAB") == Numbers(came=2, expected=3, registered=0)
    assert overview.of(D2, "MATCHMAKING") == Numbers(came=0, expected=1, registered=1)
    assert overview.of(D1) == Numbers(came=0, expected=5, registered=0)
    assert overview.of(D1, "gone") == Numbers()


def test_that_the_people_on_a_sessions_own_list_are_told(front: Desk) -> None:
    assert [person.given for person in front.programme.registered_for("MATCHMAKING")] == ["Li"]
    front.roster.edit(replace(front.guest("Li"), status=Status.CANCELLED))
    assert front.programme.registered_for("MATCHMAKING") == []
