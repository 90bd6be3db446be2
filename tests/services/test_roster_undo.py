"""Whatever is done to people can be taken back, and that too; what was changed again since is left alone."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checkin_app.domain.checkin import Reason
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.participant import Participant, Status
from checkin_app.domain.roster import ImportPlan, RosterTable
from checkin_app.services.roster import Person, RosterAct
from checkin_app.services.roster_import import RosterImportService
from checkin_app.services.walk_in import WalkInService
from tests.domain.programmes import D1, OPENING
from tests.histories import PEOPLE
from tests.store.event_files import GUESTS, IN_MEMORY, Desk, copied, first_bad, opened, result_of, tables_of

STATES = (
    "participant",
    "registration_day",
    "registration_session",
    "badge",
    "presence",
    "participant_search_content",
    "merged",
    "told_apart",
)
"""What an undo restores; the log and the table of what is taken back only grow."""


def ids(desk: Desk, *names: str) -> list[str]:
    return [desk.guest(name).id for name in names]


def names(desk: Desk) -> list[str]:
    return [person.participant.given for person in desk.roster.people()]


# -- one edit ------------------------------------------------------------------------------------------------


def test_that_an_edit_is_taken_back_and_done_again(front: Desk) -> None:
    ana = front.guest("Ana")
    edited = front.roster.edit(replace(ana, family="Popescu", note="New name"))
    undone = front.roster.undo(edited.record)
    assert undone.people == 1
    assert front.guest("Ana") == ana
    again = front.roster.undo(undone.record)
    assert front.guest("Ana") == replace(ana, family="Popescu", note="New name")
    front.roster.undo(again.record)
    assert front.guest("Ana") == ana
    assert first_bad(front.file.path) is None


def test_that_nothing_is_taken_back_twice(front: Desk) -> None:
    edited = front.roster.edit(replace(front.guest("Ana"), note="A parcel"))
    front.roster.undo(edited.record)
    before = front.file.count_records()
    with pytest.raises(NotPossible, match="already"):
        front.roster.undo(edited.record)
    assert front.file.count_records() == before


def test_that_an_edit_that_was_done_again_can_be_taken_back_by_either_record(front: Desk) -> None:
    ana = front.guest("Ana")
    edited = front.roster.edit(replace(ana, note="A parcel"))
    front.roster.undo(front.roster.undo(edited.record).record)
    front.roster.undo(edited.record)
    assert front.guest("Ana") == ana


def test_that_a_field_that_was_edited_again_stays_and_is_told(front: Desk) -> None:
    ana = front.guest("Ana")
    first = front.roster.edit(replace(ana, note="A parcel", country="RO"))
    front.roster.edit(replace(front.guest("Ana"), note="Two parcels"))
    undone = front.roster.undo(first.record)
    assert (undone.people, undone.left_alone) == (1, 1)
    assert front.guest("Ana") == replace(ana, note="Two parcels")


def test_that_an_edit_of_which_nothing_is_left_cannot_be_taken_back(front: Desk) -> None:
    first = front.roster.edit(replace(front.guest("Ana"), note="A parcel"))
    front.roster.edit(replace(front.guest("Ana"), note="Two parcels"))
    before = front.file.count_records()
    with pytest.raises(NotPossible, match="changed again since"):
        front.roster.undo(first.record)
    assert front.file.count_records() == before


@pytest.mark.parametrize("record", ["", "no record", "0" * 36])
def test_that_only_a_record_can_be_taken_back(front: Desk, record: str) -> None:
    with pytest.raises(NotFound):
        front.roster.undo(record)


def test_that_a_scan_is_not_taken_back_as_a_change_of_people(front: Desk) -> None:
    entry = front.scan("Ana").record
    with pytest.raises(NotFound):
        front.roster.undo(entry)


# -- removal -------------------------------------------------------------------------------------------------


def test_that_removed_people_are_nowhere_to_be_seen(front: Desk) -> None:
    front.wait()
    expected = front.checkin.counter(OPENING).expected
    gone = front.guest("Ana")
    assert front.roster.remove([gone.id]).people == 1
    assert "Ana" not in names(front)
    assert front.roster.search("ana") == []
    assert front.checkin.search("tirdea", OPENING) == []
    assert front.checkin.did_you_mean("Anna") == []
    assert gone.id not in {face.participant for face in front.badges.faces()}
    assert front.checkin.counter(OPENING).expected == expected - 1
    assert gone.organisation not in WalkInService(front.journal).organisations()
    assert WalkInService(front.journal).lookalikes("Ana", "Tirdea") == []
    assert "Țîrdea" not in str(front.attendance.table("people").rows)
    assert "Țîrdea" not in str(front.attendance.table("attendance").rows)
    for reference in (gone.id, gone.id[:8]):
        with pytest.raises(NotFound):
            front.roster.by_reference(reference)
    assert first_bad(front.file.path) is None


def test_that_a_removed_person_is_still_known_by_id(front: Desk) -> None:
    ana = front.guest("Ana")
    front.roster.remove([ana.id])
    assert front.roster.person(ana.id).participant == replace(ana, status=Status.REMOVED)


def test_that_the_badge_of_a_removed_person_admits_nobody(front: Desk) -> None:
    badge = front.code_of("Ana")
    removed = front.roster.remove(ids(front, "Ana"))
    verdict = front.checkin.scan(badge, OPENING)
    assert verdict.reason is Reason.CANCELLED
    assert verdict.participant is not None
    assert verdict.participant.is_removed
    front.wait()
    front.roster.undo(removed.record)
    assert front.checkin.scan(badge, OPENING).admitted


def test_that_attendance_stays_when_somebody_is_removed(front: Desk) -> None:
    front.scan("Ana")
    before = front.attendance.table("attendance").rows
    front.roster.remove(ids(front, "Ana", "Li"))
    rows = front.attendance.table("attendance").rows
    assert [row for row in before if row[2] != "Li"] == list(rows)
    assert front.checkin.counter(OPENING).people == 1


def test_that_several_people_are_removed_and_come_back_as_one_act(front: Desk) -> None:
    before = tables_of(front.file.path)
    removed = front.roster.remove(ids(front, "Ana", "Li", "Seán", "Ana"))
    assert removed.people == 3
    assert names(front) == ["Jürgen", "Ελένη"]
    undone = front.roster.undo(removed.record)
    assert (undone.people, undone.left_alone) == (3, 0)
    after = tables_of(front.file.path)
    assert [after[name] for name in STATES] == [before[name] for name in STATES]
    assert front.roster.undo(undone.record).people == 3
    assert names(front) == ["Jürgen", "Ελένη"]
    assert first_bad(front.file.path) is None


def test_that_any_record_of_an_act_takes_back_the_whole(front: Desk) -> None:
    front.roster.remove(ids(front, "Ana", "Li", "Seán"))
    with front.journal.reading() as connection:
        last = connection.exec_driver_sql("SELECT id FROM log ORDER BY position DESC LIMIT 1").scalar_one()
    front.roster.undo(last)
    assert names(front) == [guest.given for guest in GUESTS]


def test_that_who_was_brought_back_alone_is_left_alone_by_the_undo(front: Desk) -> None:
    removed = front.roster.remove(ids(front, "Ana", "Li"))
    ana = next(p for p in map(front.roster.person, _everybody_ever(front)) if p.participant.given == "Ana")
    front.roster.edit(replace(ana.participant, status=Status.BARRED))
    undone = front.roster.undo(removed.record)
    assert (undone.people, undone.left_alone) == (1, 1)
    assert front.guest("Ana").status is Status.BARRED


def _everybody_ever(desk: Desk) -> list[str]:
    with desk.journal.reading() as connection:
        return list(connection.exec_driver_sql("SELECT id FROM participant").scalars())


def test_that_removing_with_an_unknown_id_removes_nobody(front: Desk) -> None:
    before = front.file.count_records()
    with pytest.raises(NotFound):
        front.roster.remove([*ids(front, "Ana"), "nobody"])
    assert front.file.count_records() == before


def test_that_removing_nobody_and_removing_again_is_no_record(front: Desk) -> None:
    assert front.roster.remove([]) == RosterAct("", 0)
    gone = ids(front, "Ana")
    front.roster.remove(gone)
    assert front.roster.remove(gone) == RosterAct("", 0)


def test_that_an_addition_is_taken_back_by_a_removal(front: Desk) -> None:
    added = front.roster.add(Participant(id="", given="Ada", family="Test"))
    with front.journal.reading() as connection:
        last = connection.exec_driver_sql("SELECT id FROM log ORDER BY position DESC LIMIT 1").scalar_one()
    undone = front.roster.undo(last)
    assert "Ada" not in names(front)
    front.roster.undo(undone.record)
    assert front.guest("Ada") == added


def planned(desk: Desk, headers: str, *rows: str) -> ImportPlan:
    """What these rows of a roster would change; cells and headers are separated by semicolons."""
    table = RosterTable("guests.csv", tuple(headers.split(";")), tuple(tuple(row.split(";")) for row in rows))
    return RosterImportService(desk.journal).prepare(table)


def test_that_a_roster_brings_back_who_was_removed_with_the_same_id_and_code(front: Desk) -> None:
    sean, code = front.guest("Seán"), front.code_of("Seán")
    removed = front.roster.remove([sean.id])
    plan = planned(front, "Given name;Family name;External id", "Seán;O’Brien;X-77")
    assert [update.participant_id for update in plan.updated] == [sean.id]
    assert plan.new == ()
    result_of(RosterImportService(front.journal).carry_out(plan, "guests.csv"))
    assert front.guest("Seán") == replace(sean, family="O’Brien")
    assert front.code_of("Seán") == code
    assert front.roster.search("sean")
    with pytest.raises(NotPossible, match="changed again since"):
        front.roster.undo(removed.record)


def test_that_a_row_is_the_person_on_the_roster_and_not_the_removed_namesake(front: Desk) -> None:
    ana = front.guest("Ana")
    twin = front.roster.add(replace(ana, note="Another Ana"))
    front.roster.remove([ana.id])
    plan = planned(front, "Given name;Family name;Organisation;Country", "Ana;Țîrdea;Cluster Moldova;MD")
    assert [update.participant_id for update in plan.updated] == [twin.id]


def test_that_nobody_new_is_likened_to_somebody_removed(front: Desk) -> None:
    front.roster.remove(ids(front, "Ana"))
    plan = planned(front, "Given name;Family name;E-mail", "Ana;Țîrdea;a@example.org")
    assert len(plan.new) == 1
    assert plan.possible_duplicates == ()


def test_that_acts_of_two_desks_are_told_apart(front: Desk) -> None:
    back = front.beside("Back")
    here = front.roster.remove(ids(front, "Ana", "Li"))
    back.roster.remove(ids(front, "Seán"))
    front.roster.remove(ids(front, "Ελένη"))
    assert back.roster.undo(here.record).people == 2
    assert sorted(names(front)) == ["Ana", "Jürgen", "Li"]


# -- who is inside -------------------------------------------------------------------------------------------


def test_that_a_person_is_inside_while_an_entry_of_today_is_open(front: Desk) -> None:
    front.scan("Ana")
    assert front.roster.person(front.guest("Ana").id).is_inside
    assert [person.is_inside for person in front.roster.people()] == [True, False, False, False, False]
    assert front.roster.search("ana")[0].is_inside
    front.scan_out("Ana")
    assert not any(person.is_inside for person in front.roster.people())


def test_that_nobody_is_inside_when_the_session_is_over_or_the_day_is(front: Desk) -> None:
    front.scan("Ana")
    front.go_to(22, "09:00")
    assert not any(person.is_inside for person in front.roster.people())


# -- any sequence --------------------------------------------------------------------------------------------

Deed = Callable[[Desk, list[Person], Any], RosterAct]


def edit(desk: Desk, people: list[Person], drawn: tuple[list[int], Participant]) -> RosterAct:
    who = people[drawn[0][0] % len(people)].participant
    return desk.roster.edit(replace(drawn[1], id=who.id, extra=who.extra))


def remove(desk: Desk, people: list[Person], drawn: tuple[list[int], Participant]) -> RosterAct:
    return desk.roster.remove(people[which % len(people)].participant.id for which in drawn[0])


def merge(desk: Desk, people: list[Person], drawn: tuple[list[int], Participant]) -> RosterAct:
    kept, absorbed = (people[(drawn[0][0] + n) % len(people)].participant.id for n in range(2))
    return desk.roster.merge(kept, absorbed, ["note", "family"][: len(drawn[0]) - 1])


def register(desk: Desk, people: list[Person], drawn: tuple[list[int], Participant]) -> RosterAct:
    chosen = [people[which % len(people)].participant.id for which in drawn[0]]
    return desk.roster.register_for_day(chosen, D1, registered=drawn[1].walk_in)


def tell_apart(desk: Desk, people: list[Person], drawn: tuple[list[int], Participant]) -> RosterAct:
    return desk.roster.tell_apart(*(people[(drawn[0][0] + n) % len(people)].participant.id for n in range(2)))


DEEDS: list[Deed] = [edit, remove, merge, merge, register, tell_apart]
DRAWN = st.tuples(
    st.sampled_from(DEEDS), st.tuples(st.lists(st.integers(0, 9), min_size=1, max_size=4), PEOPLE)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(deeds=st.lists(DRAWN, min_size=1, max_size=6))
def test_that_any_acts_taken_back_in_reverse_order_leave_everything_as_it_was(
    told_once: Path, deeds: list[tuple[Deed, tuple[list[int], Participant]]]
) -> None:
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        path = copied(told_once, Path(folder) / "event.checkin")
        with opened(path) as file:
            desk = Desk(file)
            everybody, before = desk.roster.people(), tables_of(path)
            records = list[str]()
            for deed, drawn in deeds:
                if people := desk.roster.people():
                    records.append(_done(desk, deed, people, drawn))
            for record in reversed([each for each in records if each]):
                desk.roster.undo(record)
            after = tables_of(path)
            assert desk.roster.people() == everybody
        assert [after[name] for name in STATES] == [before[name] for name in STATES]
        assert first_bad(path) is None


def _done(desk: Desk, deed: Deed, people: list[Person], drawn: tuple[list[int], Participant]) -> str:
    try:
        return deed(desk, people, drawn).record
    except NotPossible:
        return ""
