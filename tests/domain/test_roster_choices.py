"""The organiser decides row by row what an import does, and nothing happens to anybody that was not decided."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.participant import Change, Participant, with_changes
from checkin_app.domain.roster import ImportPlan, Problem, RosterRow, new_participant, plan_import
from checkin_app.domain.roster_choices import Act, Choices, RowChoice, filling, usual_choice, with_choices
from tests.domain.programmes import D1, EVENT

ANA = RosterRow(row=2, given="Ana", family="Pop", email="ana@example.org", organisation="Flax")
KNOWN = new_participant(replace(ANA, email="", job_title="Director"), "ana")
"""Shown beside ANA, but not the same by any rule: the row has an address, the person has none."""
ION = RosterRow(row=3, given="Ion", family="Țăranu", external_id="I1", organisation="Hemp", category="Press")
ION_BEFORE = new_participant(replace(ION, organisation="", job_title="Clerk", category="Public"), "ion")
ION_AFTER = replace(ION, organisation="Hemp", job_title="Mayor")


def planned(*rows: RosterRow, people: Sequence[Participant] = (KNOWN, ION_BEFORE)) -> ImportPlan:
    return plan_import(rows, [], people, event=EVENT)


def decided(plan: ImportPlan, row: int, act: Act, person: str = "") -> ImportPlan:
    return with_choices(plan, {row: RowChoice(act, person)})


def fates(plan: ImportPlan) -> list[int]:
    """The rows that are in any part of a plan."""
    updated = [update.row.row for update in plan.updated]
    return sorted([*(row.row for row in plan.new), *updated, *(same.row.row for same in plan.same)])


def test_that_without_choices_the_plan_stands() -> None:
    plan = planned(ANA, ION_AFTER)
    assert with_choices(plan, {}) is plan


def test_that_the_usual_choices_are_the_plan() -> None:
    plan = planned(ANA, ION_AFTER)
    usual = {row: choice for row in (2, 3) if (choice := usual_choice(plan, row))}
    assert usual == {2: RowChoice(Act.ADD), 3: RowChoice(Act.OVERWRITE, "ion")}
    assert with_choices(plan, usual) == plan
    assert usual_choice(plan, 17) is None


def test_that_a_new_row_can_be_somebody_it_was_shown_beside() -> None:
    plan = planned(replace(ANA, job_title="Mayor"))
    assert [pair.participant.id for pair in plan.possible_duplicates] == ["ana"]
    merged = decided(plan, 2, Act.OVERWRITE, "ana")
    assert merged.new == merged.possible_duplicates == ()
    assert merged.updated[0].participant_id == "ana"
    assert merged.updated[0].changes == (
        Change("email", "", "ana@example.org"),
        Change("job_title", "Director", "Mayor"),
    )


def test_that_only_empty_fields_are_filled_where_that_was_chosen() -> None:
    merged = decided(planned(replace(ANA, job_title="Mayor")), 2, Act.FILL, "ana")
    assert merged.updated[0].changes == (Change("email", "", "ana@example.org"),)
    updated = decided(planned(ION_AFTER), 3, Act.FILL)
    assert updated.updated[0].changes == (Change("organisation", "", "Hemp"),)


def test_that_nothing_to_fill_is_the_same() -> None:
    plan = planned(replace(ION, job_title="Mayor"), people=[replace(ION_BEFORE, organisation="Hemp")])
    filled = decided(plan, 3, Act.FILL)
    assert filled.updated == ()
    assert [same.participant_id for same in filled.same] == ["ion"]


def test_that_a_skipped_row_is_in_no_part_of_the_plan() -> None:
    plan = planned(ANA, ION_AFTER)
    assert fates(decided(plan, 2, Act.SKIP)) == [3]
    assert decided(plan, 2, Act.SKIP).possible_duplicates == ()
    assert fates(decided(plan, 3, Act.SKIP)) == [2]


def test_that_doubts_about_skipped_rows_go() -> None:
    doubt = Problem(2, "", "odd")
    plan = planned(replace(ANA, doubts=(doubt,)), ION_AFTER)
    assert plan.doubts == (doubt,)
    assert decided(plan, 2, Act.SKIP).doubts == ()
    assert decided(plan, 3, Act.SKIP).doubts == (doubt,)


def test_that_a_category_is_made_only_for_those_who_get_it() -> None:
    plan = planned(replace(ANA, category="Guest"), ION_AFTER)
    assert plan.new_categories == ("Guest", "Press")
    assert decided(plan, 2, Act.SKIP).new_categories == ("Press",)
    assert decided(plan, 3, Act.FILL).new_categories == ("Guest",)
    assert decided(plan, 3, Act.OVERWRITE).new_categories == ("Guest", "Press")
    assert decided(plan, 2, Act.OVERWRITE, "ana").new_categories == ("Guest", "Press")


def test_that_nobody_is_two_rows() -> None:
    again = replace(ANA, row=4, email="ana.pop@example.org")
    plan = planned(ANA, again)
    both = with_choices(plan, {2: RowChoice(Act.OVERWRITE, "ana"), 4: RowChoice(Act.FILL, "ana")})
    assert [update.row.row for update in both.updated] == [2]
    assert both.problems == (Problem(4, "", "Row 2 is the same person already."),)
    assert both.new == ()


def test_that_somebody_whom_another_row_is_by_the_rules_is_not_taken_twice() -> None:
    same = RosterRow(row=5, given="Ana", family="Pop", organisation="Flax")
    plan = planned(same, ANA)
    assert [each.participant_id for each in plan.same] == ["ana"]
    clash = decided(plan, 2, Act.OVERWRITE, "ana")
    assert clash.problems == (Problem(2, "", "Row 5 is the same person already."),)


def test_that_somebody_whose_row_is_skipped_is_free() -> None:
    changed = RosterRow(row=5, given="Ana", family="Pop", organisation="Flax", country="Italy")
    plan = planned(changed, ANA)
    assert plan.updated[0].row is changed
    freed = with_choices(plan, {5: RowChoice(Act.SKIP), 2: RowChoice(Act.FILL, "ana")})
    assert [(update.participant_id, update.row.row) for update in freed.updated] == [("ana", 2)]


@pytest.mark.parametrize(
    ("row", "choice"),
    [(2, RowChoice(Act.OVERWRITE, "ion")), (2, RowChoice(Act.FILL)), (3, RowChoice(Act.ADD))],
)
def test_that_what_was_not_offered_is_refused(row: int, choice: RowChoice) -> None:
    with pytest.raises(ValueError, match=f"row {row}"):
        with_choices(planned(ANA, ION_AFTER), {row: choice})


def test_that_all_days_are_not_an_empty_field() -> None:
    days = Change("days", None, (D1.isoformat(),))
    assert filling(
        [days, Change("note", "", "x"), Change("extra:Phone", None, "1"), Change("note", "a", "b")]
    ) == (
        Change("note", "", "x"),
        Change("extra:Phone", None, "1"),
    )


# -- properties ----------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["", "Ana", "Ion", "Pop"])
ROWS = st.lists(
    st.builds(
        RosterRow,
        row=st.just(0),
        given=st.sampled_from(["Ana", "Ion"]),
        family=st.sampled_from(["Pop", "Popa"]),
        email=st.sampled_from(["", "a@b", "c@d"]),
        organisation=WORDS,
        job_title=WORDS,
        category=st.sampled_from(["", "Public", "Press", "Guest"]),
    ),
    max_size=8,
).map(lambda rows: [replace(row, row=number) for number, row in enumerate(rows, 2)])


@st.composite
def situations(draw: st.DrawFn) -> tuple[list[Participant], ImportPlan, Choices]:
    """People, the plan for a list, and a choice among those offered for any of its rows."""
    people = [new_participant(row, f"p{row.row}") for row in draw(ROWS)]
    plan = plan_import(draw(ROWS), [], people, event=EVENT)
    offered: dict[int, list[RowChoice]] = {
        row.row: [RowChoice(Act.ADD), RowChoice(Act.SKIP)] for row in plan.new
    }
    for pair in plan.possible_duplicates:
        for act in (Act.FILL, Act.OVERWRITE):
            offered[pair.row.row].append(RowChoice(act, pair.participant.id))
    for update in plan.updated:
        acts = (Act.OVERWRITE, Act.FILL, Act.SKIP)
        offered[update.row.row] = [RowChoice(act, update.participant_id) for act in acts]
    rows = draw(st.lists(st.sampled_from(sorted(offered)), unique=True)) if offered else []
    return people, plan, {row: draw(st.sampled_from(offered[row])) for row in rows}


@given(situations())
def test_that_every_row_that_is_not_skipped_has_one_fate_and_every_person_one_row(
    situation: tuple[list[Participant], ImportPlan, Choices],
) -> None:
    _, plan, choices = situation
    after = with_choices(plan, choices)
    skipped = {row for row, choice in choices.items() if choice.act is Act.SKIP}
    refused = [problem.row for problem in after.problems if problem not in plan.problems]
    assert sorted([*fates(after), *refused, *skipped]) == fates(plan)
    people = [each.participant_id for each in (*after.updated, *after.same)]
    assert len(people) == len(set(people))
    for part in (after.new, [update.row for update in after.updated], [same.row for same in after.same]):
        assert [row.row for row in part] == sorted(row.row for row in part)


@given(situations())
def test_that_filling_replaces_nothing(situation: tuple[list[Participant], ImportPlan, Choices]) -> None:
    people, plan, choices = situation
    after = with_choices(plan, choices)
    known = {person.id: person for person in people}
    for update in after.updated:
        choice = choices.get(update.row.row)
        if choice and choice.act is Act.FILL:
            before = known[update.participant_id]
            filled = with_changes(before, update.changes)
            for name in ("given", "family", "email", "organisation", "job_title", "category"):
                assert getattr(filled, name) == getattr(before, name) or not getattr(before, name)


@given(situations())
def test_that_choices_touch_no_other_row(situation: tuple[list[Participant], ImportPlan, Choices]) -> None:
    _, plan, choices = situation
    after = with_choices(plan, choices)
    assert [row for row in after.new if row.row not in choices] == [
        row for row in plan.new if row.row not in choices
    ]
    assert [each for each in after.updated if each.row.row not in choices] == [
        each for each in plan.updated if each.row.row not in choices
    ]
    assert set(after.new_categories) <= set(plan.new_categories)
