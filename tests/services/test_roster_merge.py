"""Two people who are one are merged without losing anything, and parted as they were."""

from dataclasses import replace

import pytest

from checkin_app.domain.checkin import Direction, Reason
from checkin_app.domain.errors import NotFound, NotPossible
from checkin_app.domain.log import ParticipantsMerged
from checkin_app.domain.participant import Participant, ReplacedBecause, Status
from checkin_app.services.roster import RosterAct
from checkin_app.services.roster_import import RosterImportService
from tests.domain.programmes import LAB, OPENING
from tests.services.test_roster_undo import STATES, names, planned
from tests.store.event_files import Desk, days, first_bad, result_of, tables_of

TWIN = Participant(
    id="",
    given="Anna",
    family="Tirdea",
    email="ana@example.org",
    note="Vegan",
    days=days(1),
    sessions=frozenset({"MATCHMAKING"}),
    extra=(("Diet", "vegan"),),
)


@pytest.fixture
def twin(front: Desk) -> Participant:
    """Ana stands on the roster once more."""
    ana = front.guest("Ana")
    front.roster.edit(replace(ana, days=days(2, 3), note="Speaks French"))
    return front.roster.add(TWIN)


def merge(desk: Desk, *taken: str) -> RosterAct:
    return desk.roster.merge(desk.guest("Ana").id, desk.guest("Anna").id, taken)


# -- what becomes of the two ---------------------------------------------------------------------------------


def test_that_the_kept_one_has_what_both_had(front: Desk, twin: Participant) -> None:
    before = front.guest("Ana")
    assert merge(front).people == 2
    assert names(front) == ["Ana", "Jürgen", "Li", "Ελένη", "Seán"]
    assert front.guest("Ana") == replace(
        before,
        email=twin.email,
        note="Speaks French · Vegan",
        days=days(1, 2, 3),
        sessions=twin.sessions,
        extra=twin.extra,
    )
    assert front.roster.person(twin.id).participant.is_removed
    assert front.roster.by_reference(twin.id) == front.guest("Ana")
    assert first_bad(front.file.path) is None


@pytest.mark.usefixtures("twin")
def test_that_chosen_fields_are_the_other_ones(front: Desk) -> None:
    ana = front.guest("Ana")
    merge(front, "given", "note", "days")
    merged = front.guest("Anna")
    assert merged.id == ana.id
    assert (merged.given, merged.family) == ("Anna", "Țîrdea")
    assert (merged.note, merged.days) == ("Vegan", days(1))


@pytest.mark.usefixtures("twin")
def test_that_an_unknown_field_is_refused_and_nothing_is_merged(front: Desk) -> None:
    before = front.file.count_records()
    for name in ("id", "shoe size", "extra:Bus"):
        with pytest.raises(NotFound):
            merge(front, name)
    assert front.file.count_records() == before


def test_that_both_badges_admit_the_one_person(front: Desk, twin: Participant) -> None:
    ana = front.guest("Ana")
    codes = [front.code_of("Ana"), front.code_of("Anna")]
    merge(front)
    assert front.checkin.scan(codes[1], OPENING).participant == front.guest("Ana")
    front.wait()
    again = front.checkin.scan(codes[0], OPENING)
    assert again.reason is Reason.ALREADY_IN
    assert again.participant is not None
    assert again.participant.id == ana.id
    assert front.checkin.counter(OPENING).people == 1
    assert twin.id not in {line.participant.id for line in front.attendance.scans() if line.participant}


def test_that_a_new_badge_ends_both_of_the_old_ones(front: Desk, twin: Participant) -> None:
    """It is not known which of the two was lost."""
    codes = [front.code_of("Ana"), front.code_of("Anna")]
    merge(front)
    new = front.badges.reissue(front.guest("Ana").id, ReplacedBecause.LOST)
    assert front.roster.person(twin.id).code == ""
    for code in codes:
        front.wait()
        assert front.checkin.scan(code, OPENING).reason is Reason.REPLACED
    assert front.checkin.scan(new.code, OPENING).admitted
    assert first_bad(front.file.path) is None


def test_that_both_attendances_count(front: Desk, twin: Participant) -> None:
    front.scan("Ana", force="Known to us")
    front.go_to(22, "09:40")
    front.checkin.check_in(twin.id, front.checkin.checkpoint_now() or OPENING, force="Known to us")
    merge(front)
    person = front.roster.person(front.guest("Ana").id)
    assert len(person.present) == 2
    assert person.is_inside
    scans = front.attendance.scans()
    assert {line.participant.given for line in scans if line.participant} == {"Ana"}


def test_that_who_is_inside_twice_is_inside_once_and_goes_out_once(front: Desk, twin: Participant) -> None:
    front.scan("Ana", force="Known to us")
    front.wait(minutes=5)
    front.checkin.check_in(twin.id, OPENING, force="Known to us")
    assert front.checkin.counter(OPENING).inside == 2
    before = tables_of(front.file.path)
    act = merge(front)
    assert front.checkin.counter(OPENING).inside == 1
    assert front.scan_out("Ana").reason is Reason.LEFT
    assert front.checkin.counter(OPENING).inside == 0
    assert front.scan_out("Ana").reason is Reason.NOT_INSIDE
    front.checkin.undo()
    front.roster.undo(act.record)
    assert front.checkin.counter(OPENING).inside == 2
    after = tables_of(front.file.path)
    assert [after[name] for name in STATES] == [before[name] for name in STATES]
    assert first_bad(front.file.path) is None


def test_that_entries_can_be_taken_back_after_a_merge(front: Desk, twin: Participant) -> None:
    first = front.scan("Ana", force="Known to us").record
    front.wait(minutes=5)
    second = front.checkin.check_in(twin.id, OPENING, force="Known to us").record
    merge(front)
    front.checkin.undo(second)
    assert front.checkin.counter(OPENING).inside == 1
    undone = front.checkin.undo(first)
    assert undone.scan.participant == front.guest("Ana")
    assert front.checkin.counter(OPENING).inside == 0
    front.checkin.redo(undone.record)
    assert front.checkin.counter(OPENING).inside == 1
    assert first_bad(front.file.path) is None


def test_that_an_exit_is_not_taken_back_over_an_entry_of_the_merged_person(
    front: Desk, twin: Participant
) -> None:
    front.scan("Ana", force="Known to us")
    left = front.scan_out("Ana").record
    front.wait(minutes=5)
    front.checkin.check_in(twin.id, OPENING, force="Known to us")
    merge(front)
    with pytest.raises(NotPossible, match="come in again"):
        front.checkin.undo(left)


def test_that_who_was_barred_stays_barred(front: Desk, twin: Participant) -> None:
    front.roster.edit(replace(twin, status=Status.BARRED))
    merge(front)
    assert front.guest("Ana").status is Status.BARRED


def test_that_who_cancelled_and_registered_again_may_come(front: Desk, twin: Participant) -> None:
    front.roster.edit(replace(front.guest("Ana"), status=Status.CANCELLED))
    merge(front)
    assert front.guest("Ana").status is Status.ACTIVE
    assert front.roster.person(twin.id).participant.status is Status.REMOVED


# -- parting -------------------------------------------------------------------------------------------------


def test_that_a_merge_is_taken_back_exactly_and_done_again(front: Desk, twin: Participant) -> None:
    front.scan("Ana", force="Known to us")
    front.checkin.check_in(twin.id, LAB, force="because")
    people, before = front.roster.people(), tables_of(front.file.path)
    act = merge(front)
    merged, together = front.roster.people(), tables_of(front.file.path)
    undone = front.roster.undo(act.record)
    assert front.roster.people() == people
    parted = tables_of(front.file.path)
    assert [parted[name] for name in STATES] == [before[name] for name in STATES]
    front.roster.undo(undone.record)
    assert front.roster.people() == merged
    again = tables_of(front.file.path)
    assert [again[name] for name in STATES] == [together[name] for name in STATES]
    assert first_bad(front.file.path) is None


def test_that_what_happened_since_the_merge_stays_with_the_kept_one(front: Desk, twin: Participant) -> None:
    twins_code = front.code_of("Anna")
    act = merge(front)
    front.checkin.scan(twins_code, OPENING)
    front.roster.edit(replace(front.guest("Ana"), note="Came by bus"))
    undone = front.roster.undo(act.record)
    assert undone.left_alone == 1
    assert front.guest("Ana").note == "Came by bus"
    assert front.guest("Anna") == twin
    assert front.roster.person(front.guest("Ana").id).present
    assert not front.roster.person(twin.id).present


def test_that_an_entry_that_ended_another_ones_is_nobodys_end_after_the_parting(
    front: Desk, twin: Participant
) -> None:
    """Ana leaves, as Anna, and comes in again, as Ana; then it turns out that they are two."""
    front.scan("Ana", force="Known to us")
    front.wait(minutes=5)
    front.checkin.check_in(twin.id, OPENING, force="Known to us")
    act = merge(front)
    front.wait(minutes=5)
    front.checkin.check_in(front.guest("Ana").id, OPENING, direction=Direction.EXIT)
    front.wait(minutes=5)
    front.checkin.check_in(front.guest("Ana").id, OPENING, force="Known to us")
    front.roster.undo(act.record)
    assert front.roster.person(front.guest("Ana").id).is_inside
    assert not front.roster.person(twin.id).is_inside
    assert first_bad(front.file.path) is None


def test_that_merges_are_taken_back_in_their_order(front: Desk, twin: Participant) -> None:
    first = merge(front)
    second = front.roster.merge(front.guest("Li").id, front.guest("Ana").id)
    assert front.roster.by_reference(twin.id) == front.guest("Li")
    with pytest.raises(NotPossible, match="take that back first"):
        front.roster.undo(first.record)
    front.roster.undo(second.record)
    front.roster.undo(first.record)
    assert front.guest("Anna") == twin
    assert first_bad(front.file.path) is None


def test_that_a_parting_is_not_taken_back_when_one_was_merged_since(front: Desk, twin: Participant) -> None:
    undone = front.roster.undo(merge(front).record)
    front.roster.merge(front.guest("Li").id, twin.id)
    with pytest.raises(NotPossible, match="take that back first"):
        front.roster.undo(undone.record)


def test_that_who_was_merged_cannot_be_changed_by_themselves(front: Desk, twin: Participant) -> None:
    removed = front.roster.remove([twin.id])
    front.roster.undo(removed.record)
    edited = front.roster.edit(replace(twin, note="Vegetarian"))
    merge(front)
    for change in (
        lambda: front.roster.edit(replace(twin, status=Status.ACTIVE)),
        lambda: front.roster.remove([twin.id]),
        lambda: front.roster.undo(edited.record),
    ):
        before = front.file.count_records()
        with pytest.raises(NotPossible):
            change()
        assert front.file.count_records() == before


@pytest.mark.usefixtures("twin")
def test_that_nobody_is_merged_with_themselves_with_nobody_or_with_somebody_removed(front: Desk) -> None:
    ana, li = front.guest("Ana").id, front.guest("Li").id
    front.roster.remove([li])
    before = front.file.count_records()
    for other, failure in ((ana, NotPossible), (li, NotPossible), ("nobody", NotFound)):
        for pair in ((ana, other), (other, ana)):
            with pytest.raises(failure):
                front.roster.merge(*pair)
    assert front.file.count_records() == before


def test_that_the_history_of_the_kept_one_has_both(front: Desk, twin: Participant) -> None:
    front.checkin.check_in(twin.id, OPENING, force="Known to us")
    front.badges.mark_printed(front.badges.faces(people=[twin.id]), sheet="avery-l4785", template="classic")
    merge(front)
    kinds = [line.fact.kind for line in front.roster.history(front.guest("Ana").id)]
    assert kinds.count("participant_added") == 2
    assert kinds.count("entered") == 1
    assert kinds.count("badges_printed") == 1
    assert ParticipantsMerged.kind in kinds


# -- the roster again ----------------------------------------------------------------------------------------


def test_that_a_list_with_both_changes_nothing_after_a_merge(front: Desk, twin: Participant) -> None:
    ana = front.guest("Ana")
    merge(front)
    plan = planned(front, "Given name;Family name;E-mail;Country", "Anna;Tirdea;ana@example.org;MD")
    assert plan.new == plan.updated == ()
    assert [same.participant_id for same in plan.same] == [ana.id]
    result_of(RosterImportService(front.journal).carry_out(plan, "guests.csv"))
    assert front.roster.person(twin.id).participant.is_removed


def test_that_identical_rows_that_were_merged_stay_one_person(front: Desk) -> None:
    ana = front.guest("Ana")
    other = front.roster.add(ana)
    front.roster.merge(ana.id, other.id)
    both = planned(
        front,
        "Given name;Family name;Organisation",
        "Ana;Țîrdea;Cluster Moldova",
        "Ana;Țîrdea;Cluster Moldova",
    )
    assert both.new == both.updated == ()
    assert [same.participant_id for same in both.same] == [ana.id, ana.id]


# -- two people ----------------------------------------------------------------------------------------------


def test_that_two_are_told_apart_once_and_that_can_be_taken_back(front: Desk, twin: Participant) -> None:
    ana = front.guest("Ana").id
    act = front.roster.tell_apart(ana, twin.id)
    assert act.people == 1
    assert front.roster.tell_apart(twin.id, ana) == RosterAct("", 0)
    undone = front.roster.undo(act.record)
    assert front.roster.tell_apart(ana, twin.id).record
    with pytest.raises(NotPossible):
        front.roster.undo(undone.record)
    with pytest.raises(NotFound):
        front.roster.tell_apart(ana, "nobody")
    assert first_bad(front.file.path) is None
