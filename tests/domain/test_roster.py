"""An import knows who is new, who is corrected and who is the same, and a list imported again duplicates nobody."""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.participant import Change, Participant, Status, with_changes
from checkin_app.domain.roster import (
    ImportPlan,
    Likeness,
    Problem,
    RosterRow,
    RosterTable,
    corrected,
    guess_columns,
    new_participant,
    plan_import,
    read_rows,
)
from tests.domain.programmes import D1, D2, D3, EVENT

ANA = RosterRow(
    row=2, given="Ana", family="Pop", email="ana@example.org", organisation="Flax", external_id="A1"
)
ION = RosterRow(row=3, given="Ion", family="Țăranu", organisation="Hemp")


def known(*rows: RosterRow) -> list[Participant]:
    """The people that these rows made."""
    return [new_participant(row, f"p{number}") for number, row in enumerate(rows, 1)]


def after(plan: ImportPlan, people: Sequence[Participant]) -> list[Participant]:
    """The people once a plan was carried out."""
    changes = {update.participant_id: update.changes for update in plan.updated}
    kept = [with_changes(person, changes.get(person.id, ())) for person in people]
    return [*kept, *(new_participant(row, f"n{len(people)}-{row.row}") for row in plan.new)]


def counts(plan: ImportPlan) -> tuple[int, int, int, int]:
    return len(plan.new), len(plan.updated), len(plan.same), len(plan.problems)


# -- who is the same person ----------------------------------------------------------------------------------


def test_that_everybody_is_new_to_an_empty_event() -> None:
    plan = plan_import([ANA, ION], [], [])
    assert plan.new == (ANA, ION)
    assert counts(plan) == (2, 0, 0, 0)


def test_that_the_same_list_again_changes_nobody() -> None:
    plan = plan_import([ANA, ION], [], known(ANA, ION))
    assert counts(plan) == (0, 0, 2, 0)
    assert [(same.participant_id, same.row) for same in plan.same] == [("p1", ANA), ("p2", ION)]


def test_that_the_external_id_decides_even_if_all_else_changed() -> None:
    changed = replace(ANA, given="Anna", family="Popa", email="anna@example.org")
    plan = plan_import([changed], [], known(ANA))
    assert plan.updated[0].participant_id == "p1"
    assert plan.updated[0].changes == (
        Change("given", "Ana", "Anna"),
        Change("family", "Pop", "Popa"),
        Change("email", "ana@example.org", "anna@example.org"),
    )


def test_that_e_mail_and_folded_name_decide_without_an_external_id() -> None:
    people = known(replace(ION, email="Ion@Example.org"))
    written = replace(ION, family="TARANU", email="ion@example.ORG", organisation="Hemp Ltd")
    plan = plan_import([written], [], people)
    assert plan.updated[0].participant_id == "p1"


def test_that_the_same_address_under_another_name_is_another_person() -> None:
    plan = plan_import([replace(ANA, external_id="", given="Maria")], [], known(ANA))
    assert counts(plan) == (1, 0, 0, 0)
    assert [found.why for found in plan.possible_duplicates] == [Likeness.SAME_EMAIL]


def test_that_name_and_organisation_decide_for_a_row_without_id_and_e_mail() -> None:
    people = known(replace(ION, email="ion@example.org", job_title="Clerk"))
    plan = plan_import([replace(ION, family="Taranu", organisation="HEMP", job_title="Director")], [], people)
    assert plan.updated[0].participant_id == "p1"


def test_that_a_row_with_an_e_mail_is_not_merged_by_its_name() -> None:
    plan = plan_import([replace(ION, email="ion@example.org")], [], known(ION))
    assert counts(plan) == (1, 0, 0, 0)
    assert plan.possible_duplicates[0].participant.id == "p1"
    assert plan.possible_duplicates[0].why is Likeness.SAME_NAME


def test_that_the_same_name_in_another_organisation_is_another_person() -> None:
    plan = plan_import([replace(ION, organisation="Wool")], [], known(ION))
    assert counts(plan) == (1, 0, 0, 0)
    assert plan.possible_duplicates[0].why is Likeness.SAME_NAME


@pytest.mark.parametrize(
    ("given_name", "family_name"),
    [("Țăranu", "Ion"), ("ION", "țăranu"), ("Ion Taranu", ""), ("", "Ion-Țăranu")],
)
def test_that_names_with_the_same_words_are_shown_side_by_side(given_name: str, family_name: str) -> None:
    row = replace(ION, given=given_name, family=family_name, organisation="Wool")
    assert len(plan_import([row], [], known(ION)).possible_duplicates) == 1


def test_that_our_own_id_is_as_good_as_an_external_one() -> None:
    people = known(ION)
    plan = plan_import([replace(ION, external_id="p1")], [], people)
    assert counts(plan) == (0, 0, 1, 0)
    assert corrected(people[0], replace(ION, external_id="p1")) is people[0]


def test_that_the_external_id_wins_over_e_mail_and_name() -> None:
    other = replace(ANA, row=3, external_id="B2")
    people = known(ANA, replace(other, given="Elena", email="elena@example.org"))
    plan = plan_import([replace(ANA, external_id="B2")], [], people)
    assert plan.updated[0].participant_id == "p2"


def test_that_of_two_people_with_one_address_and_name_the_organisation_tells() -> None:
    people = known(
        replace(ANA, external_id="", organisation="Wool"), replace(ANA, external_id="", organisation="Flax")
    )
    plan = plan_import([replace(ANA, external_id="")], [], people)
    assert [same.participant_id for same in plan.same] == ["p2"]


def test_that_a_person_taken_by_one_row_is_not_taken_by_another() -> None:
    moved = replace(ANA, row=2, given="Elena", email="elena@example.org")
    second = replace(ANA, row=3, external_id="")
    plan = plan_import([moved, second], [], known(ANA))
    assert [update.row.row for update in plan.updated] == [2]
    assert [row.row for row in plan.new] == [3]


# -- namesakes -----------------------------------------------------------------------------------------------


def test_that_a_name_that_several_people_share_is_not_guessed() -> None:
    people = known(replace(ION, job_title="Clerk"), replace(ION, job_title="Cook"))
    plan = plan_import([replace(ION, job_title="Mayor")], [], people)
    assert counts(plan) == (1, 0, 0, 0)
    assert len(plan.possible_duplicates) == 2


def test_that_namesakes_are_told_apart_by_everything_else() -> None:
    clerk, cook = replace(ION, job_title="Clerk"), replace(ION, row=4, job_title="Cook")
    plan = plan_import([cook, clerk], [], known(clerk, cook))
    assert counts(plan) == (0, 0, 2, 0)
    assert {same.row.job_title: same.participant_id for same in plan.same} == {"Cook": "p2", "Clerk": "p1"}


def test_that_the_namesake_who_is_left_over_is_corrected() -> None:
    clerk, cook = replace(ION, job_title="Clerk"), replace(ION, row=4, job_title="Cook")
    plan = plan_import([clerk, replace(cook, job_title="Chef")], [], known(clerk, cook))
    assert [(update.participant_id, update.changes) for update in plan.updated] == [
        ("p2", (Change("job_title", "Cook", "Chef"),))
    ]


def test_that_a_third_namesake_is_new() -> None:
    rows = [replace(ION, row=number) for number in (2, 3, 4)]
    plan = plan_import(rows, [], known(*rows[:2]))
    assert counts(plan) == (1, 0, 2, 0)


def test_that_new_namesakes_in_one_file_are_noted() -> None:
    plan = plan_import([ION, replace(ION, row=9), replace(ION, row=11, organisation="")], [], [])
    assert len(plan.new) == 3
    assert plan.doubts == (Problem(9, "", "The same name and organisation stand in row 3 too."),)


# -- what an update changes ----------------------------------------------------------------------------------


def test_that_a_blank_cell_never_empties_a_field() -> None:
    full = RosterRow(
        row=2,
        given="Ana",
        family="Pop",
        badge_name="Anca",
        external_id="A1",
        email="ana@example.org",
        organisation="Flax",
        job_title="Clerk",
        country="Romania",
        category="Public",
        note="Wheelchair",
        status=Status.CANCELLED,
        days=frozenset({D1}),
        stated_days=frozenset({D1}),
        sessions=frozenset({"LAB"}),
        extra=(("Telefon", "0723"),),
    )
    plan = plan_import([RosterRow(row=2, external_id="A1", given="Ana")], [], known(full))
    assert counts(plan) == (0, 0, 1, 0)


def test_that_extra_columns_are_added_and_corrected_one_by_one() -> None:
    people = known(replace(ION, extra=(("Telefon", "0723"), ("Meal", "soup"))))
    plan = plan_import([replace(ION, extra=(("Meal", "salad"), ("Size", "XL")))], [], people)
    assert plan.updated[0].changes == (
        Change("extra:Meal", "soup", "salad"),
        Change("extra:Size", None, "XL"),
    )
    assert after(plan, people)[0].extra == (("Telefon", "0723"), ("Meal", "salad"), ("Size", "XL"))


@pytest.mark.parametrize(
    ("before", "days", "stated", "is_change"),
    [
        (None, None, None, False),
        (None, None, {D1, D2, D3}, False),
        ({D1, D2, D3}, None, {D1, D2, D3}, False),
        ({D1}, {D1}, {D1}, False),
        ({D1}, None, None, False),
        ({D1}, None, {D1, D2, D3}, True),
        (None, {D1}, {D1}, True),
        (None, set[date](), set[date](), True),
    ],
)
def test_that_days_change_only_if_the_row_states_others(
    before: set[date] | None, days: set[date] | None, stated: set[date] | None, *, is_change: bool
) -> None:
    def frozen(found: set[date] | None) -> frozenset[date] | None:
        return None if found is None else frozenset(found)

    person = replace(new_participant(ION, "p1"), days=frozen(before))
    row = replace(ION, days=frozen(days), stated_days=frozen(stated))
    assert (corrected(person, row) is not person) is is_change
    assert corrected(person, row).days == (frozen(days) if is_change else frozen(before))


def test_that_sessions_are_added_and_taken_back_as_the_row_says() -> None:
    person = replace(new_participant(ION, "p1"), sessions=frozenset({"LAB", "TOUR"}))
    row = replace(ION, sessions=frozenset({"MATCHMAKING"}), declined=frozenset({"TOUR"}))
    assert corrected(person, row).sessions == {"LAB", "MATCHMAKING"}
    assert corrected(person, ION) is person


@pytest.mark.parametrize(
    ("before", "said", "then"),
    [
        (Status.ACTIVE, None, Status.ACTIVE),
        (Status.ACTIVE, Status.CANCELLED, Status.CANCELLED),
        (Status.CANCELLED, None, Status.CANCELLED),
        (Status.CANCELLED, Status.ACTIVE, Status.ACTIVE),
        (Status.BARRED, Status.ACTIVE, Status.BARRED),
        (Status.BARRED, Status.CANCELLED, Status.BARRED),
        (Status.ACTIVE, Status.BARRED, Status.BARRED),
    ],
)
def test_that_a_list_may_cancel_but_never_lets_a_barred_person_in(
    before: Status, said: Status | None, then: Status
) -> None:
    person = replace(new_participant(ION, "p1"), status=before)
    assert corrected(person, replace(ION, status=said)).status is then


def test_that_an_old_code_page_does_not_bring_the_cedilla_back() -> None:
    person = new_participant(replace(ION, given="Ștefan"), "p1")
    assert corrected(person, replace(ION, given="Ştefan")) is person


def test_that_commas_below_replace_the_cedilla() -> None:
    person = new_participant(replace(ION, given="Ştefan"), "p1")
    assert corrected(person, replace(ION, given="Ștefan")).given == "Ștefan"


def test_that_what_staff_added_stays() -> None:
    person = replace(new_participant(ION, "p1"), walk_in=True, note="Wheelchair", badge_name="Nelu")
    assert corrected(person, replace(ION, country="Romania")) == replace(person, country="Romania")


# -- repeats within the file ---------------------------------------------------------------------------------


def test_that_a_second_row_with_the_same_external_id_is_a_problem() -> None:
    plan = plan_import([ANA, replace(ANA, row=7, given="Anna")], [], [], columns={"external_id": "Cod"})
    assert plan.new == (ANA,)
    reason = "The same person stands in row 2 already: the external id is the same."
    assert plan.problems == (Problem(7, "Cod", reason),)


def test_that_a_second_row_with_the_same_e_mail_and_name_is_a_problem() -> None:
    first, second = replace(ANA, external_id=""), replace(ANA, row=7, external_id="", email="ANA@example.org")
    plan = plan_import([first, second], [], [], columns={"email": "Poștă"})
    reason = "The same person stands in row 2 already: the e-mail and name is the same."
    assert plan.problems == (Problem(7, "Poștă", reason),)


def test_that_a_shared_address_is_no_repeat() -> None:
    office = [
        replace(ANA, row=row, external_id="", given=name) for row, name in ((2, "Ana"), (3, "Ion"), (4, "Li"))
    ]
    assert counts(plan_import(office, [], [])) == (3, 0, 0, 0)


def test_that_two_rows_that_lead_to_one_known_person_are_a_repeat() -> None:
    by_id = replace(ANA, row=2, email="")
    by_email = replace(ANA, row=3, external_id="")
    plan = plan_import([by_id, by_email], [], known(ANA))
    assert counts(plan) == (0, 0, 1, 1)
    assert plan.problems[0].row == 3


def test_that_an_external_id_and_our_own_id_for_one_person_are_a_repeat() -> None:
    plan = plan_import([ANA, replace(ANA, row=3, external_id="p1", email="")], [], known(ANA))
    assert [problem.row for problem in plan.problems] == [3]


def test_that_problems_stand_in_the_order_of_the_rows() -> None:
    reading = [Problem(9, "Days", "x"), Problem(4, "Days", "y")]
    plan = plan_import([ANA, replace(ANA, row=6)], reading, [])
    assert [problem.row for problem in plan.problems] == [4, 6, 9]


# -- likenesses, categories, columns -------------------------------------------------------------------------


def test_that_a_name_that_many_share_says_nothing() -> None:
    crowd = known(*(replace(ION, row=row, organisation=f"Org {row}") for row in range(6)))
    assert plan_import([replace(ION, organisation="Wool")], [], crowd).possible_duplicates == ()


def test_that_people_who_are_matched_are_no_possible_duplicates() -> None:
    assert plan_import([ANA], [], known(ANA, replace(ANA, external_id="Z"))).possible_duplicates == ()


def test_that_likenesses_by_name_and_address_are_shown_once() -> None:
    people = known(replace(ANA, external_id="B"), replace(ANA, external_id="C", given="Maria"))
    plan = plan_import([replace(ANA, external_id="N", email="", organisation="Wool")], [], people)
    assert [(found.participant.id, found.why) for found in plan.possible_duplicates] == [
        ("p1", Likeness.SAME_NAME)
    ]


def test_that_new_categories_are_listed_once_and_known_ones_not() -> None:
    rows = [
        replace(ION, row=row, organisation=str(row), category=name)
        for row, name in enumerate(("Press", "PUBLIC", "press", "", "Mayor"))
    ]
    assert plan_import(rows, [], [], event=EVENT).new_categories == ("Press", "Mayor")


def test_that_categories_of_rows_that_change_nothing_are_not_new() -> None:
    row = replace(ION, category="Press")
    assert plan_import([row], [], known(row), event=EVENT).new_categories == ()


def test_that_doubts_of_rows_that_are_written_are_told() -> None:
    doubt = Problem(3, "Name", "odd")
    row = replace(ION, doubts=(doubt,))
    assert plan_import([row], [], []).doubts == (doubt,)
    assert plan_import([row], [], known(row)).doubts == ()


def test_that_the_plan_says_what_was_read_from_where() -> None:
    assert plan_import([], [], [], columns={"given": "Prenume"}).columns == {"given": "Prenume"}


# -- properties ----------------------------------------------------------------------------------------------

ROWS = st.lists(
    st.builds(
        RosterRow,
        row=st.just(0),
        given=st.sampled_from(["Ana", "Ion", ""]),
        family=st.sampled_from(["Pop", "Țăranu"]),
        email=st.sampled_from(["", "", "a@example.org", "b@example.org"]),
        external_id=st.sampled_from(["", "", "A1", "A2", "A3"]),
        organisation=st.sampled_from(["", "Flax"]),
        job_title=st.sampled_from(["", "Clerk", "Cook"]),
        note=st.sampled_from(["", "Wheelchair"]),
        status=st.sampled_from([None, Status.CANCELLED]),
        days=st.just(frozenset({D1})),
        stated_days=st.just(frozenset({D1})),
        sessions=st.sampled_from([frozenset[str](), frozenset({"LAB"})]),
        extra=st.sampled_from([(), (("Telefon", "0723"),)]),
    ),
    max_size=8,
).map(lambda rows: [replace(row, row=number) for number, row in enumerate(rows, 2)])


@given(ROWS)
def test_that_a_list_imported_again_gives_only_the_same(rows: list[RosterRow]) -> None:
    first = plan_import(rows, [], [])
    people = after(first, [])
    again = plan_import(rows, [], people)
    assert (again.new, again.updated) == ((), ())
    assert len(again.same) == len(first.new)
    assert [problem.row for problem in again.problems] == [problem.row for problem in first.problems]


@given(ROWS, ROWS)
def test_that_another_list_imported_again_gives_only_the_same(
    one: list[RosterRow], two: list[RosterRow]
) -> None:
    people = after(plan_import(one, [], []), [])
    plan = plan_import(two, [], people)
    identified = [row for row in two if row.external_id or row.email]
    people = after(plan_import(identified, [], people), people)
    again = plan_import(identified, [], people)
    assert again.new == ()
    assert len(plan.new) + len(plan.updated) + len(plan.same) + len(plan.problems) == len(two)


@given(ROWS, ROWS)
def test_that_every_row_has_one_fate_and_every_person_at_most_one_row(
    one: list[RosterRow], two: list[RosterRow]
) -> None:
    people = after(plan_import(one, [], []), [])
    plan = plan_import(two, [], people)
    fates = [
        *(row.row for row in plan.new),
        *(update.row.row for update in plan.updated),
        *(same.row.row for same in plan.same),
        *(problem.row for problem in plan.problems),
    ]
    assert sorted(fates) == [row.row for row in two]
    taken = [found.participant_id for found in (*plan.updated, *plan.same)]
    assert len(set(taken)) == len(taken)
    assert all(update.changes for update in plan.updated)


@given(ROWS, ROWS)
def test_that_an_update_empties_nothing_and_says_what_the_row_says(
    one: list[RosterRow], two: list[RosterRow]
) -> None:
    people = {person.id: person for person in after(plan_import(one, [], []), [])}
    for update in plan_import(two, [], list(people.values())).updated:
        person = with_changes(people[update.participant_id], update.changes)
        assert corrected(person, update.row) is person
        for name in ("given", "family", "email", "external_id", "organisation", "job_title", "note"):
            said, before = getattr(update.row, name), getattr(people[update.participant_id], name)
            assert getattr(person, name) == (said or before)


# -- from table to plan --------------------------------------------------------------------------------------


def plan_of(
    headers: tuple[str, ...], *rows: tuple[str, ...], people: Sequence[Participant] = ()
) -> ImportPlan:
    roster = RosterTable("list.csv", headers, rows)
    columns = guess_columns(headers, rows, EVENT)
    found, problems = read_rows(roster, columns, EVENT)
    return plan_import(found, problems, people, columns=columns, event=EVENT)


def test_that_a_corrected_list_of_names_changes_only_corrections() -> None:
    headers = ("Nume și prenume", "Organizație", "Funcție")
    people = after(plan_of(headers, ("Ana Pop", "Flax", ""), ("Ion Țăranu", "Hemp", "Clerk")), [])
    plan = plan_of(
        headers, ("Ana Pop", "Flax", "Mayor"), ("Ion Țăranu", "Hemp", ""), ("Li Ng", "", ""), people=people
    )
    assert counts(plan) == (1, 1, 1, 0)
    assert plan.updated[0].changes == (Change("job_title", "", "Mayor"),)


def test_that_many_rows_against_as_many_people_take_seconds() -> None:
    rows = [
        RosterRow(
            row=number,
            given=f"Ștefan {number}",
            family="Pop",
            email=f"p{number}@example.org",
            organisation="Flax",
        )
        for number in range(30_000)
    ]
    people = [new_participant(row, str(row.row)) for row in rows]
    crowd = [replace(row, given="Guest", email="") for row in rows]
    began = time.perf_counter()
    assert counts(plan_import(rows, [], people)) == (0, 0, 30_000, 0)
    assert len(plan_import(crowd, [], [new_participant(row, str(row.row)) for row in crowd]).same) == 30_000
    assert time.perf_counter() - began < 30  # a quadratic loop would take hours
