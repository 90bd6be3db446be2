"""Attendance as it follows from the entries that count, compared with a second count."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin_app.domain.attendance import Cell, CellState, Matrix, cell, matrix
from checkin_app.domain.checkin import Entry
from checkin_app.domain.event import Checkpoint
from checkin_app.domain.participant import Participant, Status
from tests.domain.programmes import (
    ANA,
    D1,
    D2,
    D3,
    DINNER,
    ENTRANCE,
    EVENT,
    LAB,
    MATCHMAKING,
    OPENING,
    WINDOWS,
    entry,
    iasi,
)

POINTS = list(WINDOWS)
ION = Participant(id="ion", given="Ion", family="Ng", category="Public")
ABSENT, NOT_EXPECTED = Cell(CellState.ABSENT), Cell(CellState.NOT_EXPECTED)


def present(first_at: datetime) -> Cell:
    return Cell(CellState.PRESENT, first_at)


def cells_of(person: Participant, *entries: Entry) -> dict[Checkpoint, Cell]:
    row = matrix(EVENT, [person], entries).rows[0]
    return dict(zip(POINTS, row.cells, strict=True))


# -- who was there -------------------------------------------------------------------------------------------


def test_that_the_matrix_has_every_entrance_and_session_and_everybody_in_their_order() -> None:
    whole = matrix(EVENT, [ION, ANA], [])
    assert whole.checkpoints == tuple(POINTS)
    assert [row.participant for row in whole.rows] == [ION, ANA]
    assert whole.event is EVENT


def test_that_people_who_never_came_are_in_it() -> None:
    whole = matrix(EVENT, [ANA], [])
    assert set(whole.rows[0].cells) == {ABSENT}
    assert whole.rows[0].days_present == ()
    assert whole.totals() == (0,) * len(POINTS)


def test_that_an_entry_at_the_entrance_is_presence_on_the_day_but_at_no_session() -> None:
    cells = cells_of(ANA, entry(ENTRANCE, iasi(21, "08:47")))
    assert cells[ENTRANCE] == present(iasi(21, "08:47"))
    assert cells[OPENING] == cells[Checkpoint(D2)] == ABSENT


def test_that_an_entry_at_a_session_is_presence_on_its_day_too() -> None:
    cells = cells_of(ANA, entry(MATCHMAKING, iasi(22, "14:05")))
    assert cells[MATCHMAKING] == cells[Checkpoint(D2)] == present(iasi(22, "14:05"))
    assert cells[ENTRANCE] == ABSENT


def test_that_an_entry_after_midnight_is_presence_on_the_evening_before() -> None:
    row = matrix(EVENT, [ANA], [entry(DINNER, iasi(22, "00:30"))]).rows[0]
    assert row.days_present == (D1,)


def test_that_the_first_of_several_entries_is_told() -> None:
    twice = [entry(OPENING, iasi(21, "09:20"), iasi(21, "10:00")), entry(OPENING, iasi(21, "10:30"))]
    cells = cells_of(ANA, *twice)
    assert cells[OPENING] == cells[ENTRANCE] == present(iasi(21, "09:20"))


def test_that_days_present_are_told_once_each_and_in_order() -> None:
    entries = [
        entry(ENTRANCE, iasi(21, "09:00")),
        entry(OPENING, iasi(21, "09:10")),
        entry(Checkpoint(D3), iasi(23, "09:00")),
    ]
    assert matrix(EVENT, [ANA], entries).rows[0].days_present == (D1, D3)


def test_that_an_entry_that_is_not_passed_in_counts_for_nothing() -> None:
    """Entries that were taken back are left out by whoever reads them; nothing here remembers them."""
    kept = entry(Checkpoint(D2), iasi(22, "09:00"))
    assert cells_of(ANA, kept)[ENTRANCE] == ABSENT


def test_that_entries_of_one_person_say_nothing_about_another() -> None:
    whole = matrix(EVENT, [ANA, ION], [entry(ENTRANCE, iasi(21, "09:00"), who="ion")])
    assert not whole.rows[0].cells[0].was_there
    assert whole.rows[1].cells[0].was_there


def test_that_entries_of_somebody_who_is_not_asked_about_are_passed_over() -> None:
    assert matrix(EVENT, [ANA], [entry(ENTRANCE, iasi(21, "09:00"), who="gone")]).totals()[0] == 0


def test_that_a_visit_to_a_session_that_was_taken_out_of_the_programme_still_counts_for_its_day() -> None:
    cells = cells_of(ANA, entry(Checkpoint(D1, "GONE"), iasi(21, "15:00")))
    assert cells[ENTRANCE] == present(iasi(21, "15:00"))


def test_that_presence_on_a_day_that_was_taken_out_of_the_programme_is_not_forgotten() -> None:
    row = matrix(EVENT, [ANA], [entry(Checkpoint(date(2023, 11, 24)), iasi(24, "09:00"))]).rows[0]
    assert row.days_present == (date(2023, 11, 24),)
    assert set(row.cells) == {ABSENT}


# -- who left early ------------------------------------------------------------------------------------------


def test_that_somebody_who_went_out_before_the_end_left_early() -> None:
    left = entry(OPENING, iasi(21, "09:20"), iasi(21, "11:00"))
    assert cells_of(ANA, left)[OPENING] == Cell(CellState.LEFT_EARLY, iasi(21, "09:20"), iasi(21, "11:00"))


@pytest.mark.parametrize("left_at", [None, iasi(21, "12:30"), iasi(21, "12:45")])
def test_that_somebody_who_stayed_to_the_end_did_not_leave_early(left_at: datetime | None) -> None:
    stayed = entry(OPENING, iasi(21, "09:20"), left_at)
    assert cells_of(ANA, stayed)[OPENING] == present(iasi(21, "09:20"))


def test_that_somebody_who_came_back_did_not_leave_early() -> None:
    out_and_in = [entry(OPENING, iasi(21, "09:20"), iasi(21, "10:00")), entry(OPENING, iasi(21, "10:05"))]
    assert cells_of(ANA, *out_and_in)[OPENING].state is CellState.PRESENT


def test_that_the_last_exit_counts() -> None:
    twice_out = [
        entry(OPENING, iasi(21, "09:20"), iasi(21, "10:00")),
        entry(OPENING, iasi(21, "10:05"), iasi(21, "12:00")),
    ]
    assert cells_of(ANA, *twice_out)[OPENING].left_at == iasi(21, "12:00")


def test_that_nobody_leaves_a_whole_day_early() -> None:
    gone = [
        entry(ENTRANCE, iasi(21, "09:00"), iasi(21, "10:00")),
        entry(LAB, iasi(21, "10:00"), iasi(21, "10:30")),
    ]
    cells = cells_of(ANA, *gone)
    assert cells[ENTRANCE] == present(iasi(21, "09:00"))
    assert cells[LAB].state is CellState.LEFT_EARLY


# -- who was expected ----------------------------------------------------------------------------------------


def test_that_somebody_is_not_expected_on_days_they_are_not_registered_for() -> None:
    cells = cells_of(replace(ANA, days=frozenset({D2})))
    assert {point.day for point, found in cells.items() if found == ABSENT} == {D2}
    assert {point.day for point, found in cells.items() if found == NOT_EXPECTED} == {D1, D3}


def test_that_somebody_is_not_expected_at_sessions_that_are_not_for_them() -> None:
    unexpected = {point for point, found in cells_of(ION).items() if found == NOT_EXPECTED}
    assert unexpected == {LAB, MATCHMAKING}


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.BARRED])
def test_that_cancelled_and_barred_people_are_expected_nowhere(status: Status) -> None:
    assert set(cells_of(replace(ANA, status=status)).values()) == {NOT_EXPECTED}


def test_that_somebody_who_was_let_in_by_staff_was_there_like_anybody_else() -> None:
    let_in = entry(MATCHMAKING, iasi(22, "14:30"), who="ion", forced="Invited by the host")
    cells = cells_of(ION, let_in)
    assert cells[MATCHMAKING] == present(iasi(22, "14:30"))


def test_that_somebody_who_came_and_was_cancelled_later_was_there_all_the_same() -> None:
    cells = cells_of(replace(ANA, status=Status.CANCELLED), entry(ENTRANCE, iasi(21, "09:00")))
    assert cells[ENTRANCE].was_there
    assert cells[Checkpoint(D2)] == NOT_EXPECTED


# -- a second count ------------------------------------------------------------------------------------------

NAMES = ["ana", "ion", "li"]
MOMENTS = st.integers(0, 5 * 24 * 60).map(lambda minutes: iasi(20, "00:00") + timedelta(minutes=minutes))
PEOPLE = st.tuples(
    *(
        st.builds(
            Participant,
            id=st.just(name),
            status=st.sampled_from([Status.ACTIVE, Status.ACTIVE, Status.CANCELLED]),
            category=st.sampled_from(["Exchange visitor", "Public"]),
            days=st.none() | st.frozensets(st.sampled_from([D1, D2, D3])),
            sessions=st.frozensets(st.sampled_from(["LAB", "MATCHMAKING"])),
        )
        for name in NAMES
    )
)


@st.composite
def histories(draw: st.DrawFn) -> list[Entry]:
    """Entries anywhere at any time, in the order of time, some with an exit after them."""
    entries: list[Entry] = []
    for moment in sorted(draw(st.sets(MOMENTS, max_size=12))):
        stay = draw(st.none() | st.integers(0, 300))
        left_at = None if stay is None else moment + timedelta(minutes=stay)
        point = draw(st.sampled_from([*POINTS, Checkpoint(D1, "GONE"), Checkpoint(date(2023, 11, 24))]))
        entries.append(entry(point, moment, left_at, who=draw(st.sampled_from([*NAMES, "gone"]))))
    return entries


def _recounted(person: Participant, entries: list[Entry], point: Checkpoint) -> Cell:
    """One cell from the rules alone, without looking at the code that is tested."""
    counted = {
        stay.entered_at: stay.left_at
        for stay in entries
        if (stay.participant, stay.checkpoint.day) == (person.id, point.day)
        and point.session in ("", stay.checkpoint.session)
    }
    if counted:
        last_exit = counted[max(counted)]
        early = bool(point.session) and last_exit is not None and last_exit < WINDOWS[point][1]
        state = CellState.LEFT_EARLY if early else CellState.PRESENT
        return Cell(state, min(counted), last_exit if early else None)
    may_come = person.status == "active" and (person.days is None or point.day in person.days)
    is_invited = {
        "LAB": person.category == "Exchange visitor" or "LAB" in person.sessions,
        "MATCHMAKING": "MATCHMAKING" in person.sessions,
    }
    return ABSENT if may_come and is_invited.get(point.session, True) else NOT_EXPECTED


def _table(whole: Matrix) -> list[list[Cell]]:
    return [list(row.cells) for row in whole.rows]


@settings(max_examples=300)
@given(PEOPLE, histories())
def test_that_the_matrix_agrees_with_a_second_count(
    people: tuple[Participant, ...], entries: list[Entry]
) -> None:
    whole = matrix(EVENT, people, entries)
    recounted = [[_recounted(person, entries, point) for point in POINTS] for person in people]
    assert _table(whole) == recounted
    for column, total in enumerate(whole.totals()):
        assert total == sum(row[column].first_at is not None for row in recounted)


@given(PEOPLE, histories())
def test_that_days_present_are_exactly_those_with_an_entry(
    people: tuple[Participant, ...], entries: list[Entry]
) -> None:
    for row in matrix(EVENT, people, iter(entries)).rows:
        came = {stay.checkpoint.day for stay in entries if stay.participant == row.participant.id}
        assert row.days_present == tuple(sorted(came))
        assert came & {D1, D2, D3} == {
            point.day for point, found in zip(POINTS, row.cells, strict=True) if found.was_there
        }


@given(histories())
def test_that_one_cell_asked_alone_is_the_cell_of_the_matrix(entries: list[Entry]) -> None:
    own = [stay for stay in entries if stay.participant == "ana"]
    alone = tuple(cell(EVENT, ANA, own, point) for point in POINTS)
    assert alone == matrix(EVENT, [ANA], entries).rows[0].cells
