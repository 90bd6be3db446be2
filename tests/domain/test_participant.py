"""Participants: what they are registered for, and edits that can be recorded, repeated and taken back."""

import json
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.participant import (
    EXTRA,
    Badge,
    Change,
    Participant,
    ReplacedBecause,
    Status,
    changes_between,
    taking_back,
    value_of,
    with_changes,
)
from tests.domain.programmes import ANA, BADGE, D1, D2, D3

TEXTS = st.text(max_size=12)
HEADERS = TEXTS | st.sampled_from(["T-shirt", "Diet", EXTRA, "extra:Diet", "given", "id"])


def people() -> st.SearchStrategy[Participant]:
    """Anybody, always with the same id; a roster has no two columns with the same header."""
    return st.builds(
        Participant,
        id=st.just("ana"),
        **dict.fromkeys(TEXT_FIELDS, TEXTS),
        status=st.sampled_from(Status),
        walk_in=st.booleans(),
        days=st.none() | st.frozensets(st.dates(date(2023, 1, 1), date(2024, 1, 1)), max_size=4),
        sessions=st.frozensets(TEXTS, max_size=4),
        extra=st.dictionaries(HEADERS, TEXTS, max_size=4).map(lambda columns: tuple(columns.items())),
    )


TEXT_FIELDS = [
    *("given", "family", "badge_name", "external_id", "email", "organisation", "job_title", "country"),
    *("category", "note"),
]
OTHER_VALUES = {
    **dict.fromkeys(TEXT_FIELDS, "another"),
    "status": Status.BARRED,
    "walk_in": True,
    "days": frozenset({D1}),
    "sessions": frozenset({"TOUR"}),
    "extra": (("Diet", "vegan"),),
}
"""For each field a value that Ana's does not have."""


def same_but_for_the_order_of_extras(one: Participant, other: Participant) -> bool:
    return replace(one, extra=()) == replace(other, extra=()) and dict(one.extra) == dict(other.extra)


# -- people and what they are registered for -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "family", "name"),
    [("Ana", "Țîrdea", "Ana Țîrdea"), ("", "Ng", "Ng"), ("Li", "", "Li"), ("", "", "")],
)
def test_that_a_name_is_given_name_then_family_name(given: str, family: str, name: str) -> None:
    assert Participant(id="x", given=given, family=family).name == name


@pytest.mark.parametrize("on", [D1, D2, D3, date(2030, 1, 1)])
def test_that_people_are_registered_for_all_days_unless_some_are_named(on: date) -> None:
    assert Participant(id="x").is_registered_on(on)
    assert not Participant(id="x", days=frozenset()).is_registered_on(on)


def test_that_somebody_registered_for_one_day_is_expected_on_no_other() -> None:
    only_the_second = Participant(id="x", days=frozenset({D2}))
    assert [only_the_second.is_registered_on(on) for on in (D1, D2, D3)] == [False, True, False]


def test_that_somebody_new_is_active_and_on_no_sessions_list() -> None:
    somebody = Participant(id="x")
    assert somebody.status is Status.ACTIVE
    assert somebody.sessions == frozenset()
    assert not somebody.walk_in


def test_that_people_and_badges_are_values() -> None:
    assert len({ANA, replace(ANA), replace(ANA, note="x")}) == 2
    assert len({BADGE, replace(BADGE), replace(BADGE, code="C" * 20)}) == 2
    for value in (ANA, BADGE):
        with pytest.raises(AttributeError):
            setattr(value, fields(value)[0].name, "another")


def test_that_a_badge_can_wait_for_its_person() -> None:
    spare = Badge(code="B" * 20, participant=None, issued_at=BADGE.issued_at)
    assert (spare.printed_at, spare.replaced_at, spare.replaced_because) == (None, None, None)


def test_that_a_badge_is_replaced_for_one_of_three_reasons() -> None:
    assert [reason.value for reason in ReplacedBecause] == ["lost", "damaged", "misspelt"]


# -- edits ---------------------------------------------------------------------------------------------------


def test_that_the_sample_of_other_values_has_every_field_that_can_be_edited() -> None:
    assert {"id", *OTHER_VALUES} == {field.name for field in fields(Participant)}


@pytest.mark.parametrize("name", OTHER_VALUES)
def test_that_an_edit_of_one_field_is_one_change_of_that_field(name: str) -> None:
    after = replace(ANA, **{name: OTHER_VALUES[name]})
    (change,) = changes_between(ANA, after)
    assert change.field == (name if name != "extra" else "extra:Diet")
    assert with_changes(ANA, [change]) == after


def test_that_changes_say_what_was_and_what_is_in_plain_values() -> None:
    after = replace(ANA, days=frozenset({D2, D1}), status=Status.CANCELLED, extra=(("Diet", "vegan"),))
    assert changes_between(ANA, after) == (
        Change("status", "active", "cancelled"),
        Change("days", None, ("2023-11-21", "2023-11-22")),
        Change("extra:Diet", None, "vegan"),
    )


def test_that_an_extra_column_that_goes_differs_from_one_that_was_emptied() -> None:
    before = replace(ANA, extra=(("Diet", "vegan"), ("T-shirt", "M")))
    assert with_changes(before, [Change("extra:Diet", "vegan", "")]).extra == (("Diet", ""), ("T-shirt", "M"))
    assert with_changes(before, [Change("extra:Diet", "vegan", None)]).extra == (("T-shirt", "M"),)
    assert with_changes(ANA, [Change("extra:Diet", "vegan", None)]) == ANA


def test_that_registered_for_no_day_differs_from_registered_for_all() -> None:
    none, everyday = replace(ANA, days=frozenset()), replace(ANA, days=None)
    (change,) = changes_between(everyday, none)
    assert change == Change("days", None, ())
    assert with_changes(everyday, [change]) == none
    assert with_changes(none, taking_back(none, [change])) == everyday


@given(people())
def test_that_nothing_was_changed_between_equal_people(person: Participant) -> None:
    assert changes_between(person, replace(person)) == ()
    assert with_changes(person, ()) == person


@given(people(), people())
def test_that_changes_turn_one_into_the_other(before: Participant, after: Participant) -> None:
    changed = with_changes(before, changes_between(before, after))
    assert same_but_for_the_order_of_extras(changed, after)


@given(people(), people())
def test_that_changes_can_be_taken_back_and_that_too(before: Participant, after: Participant) -> None:
    changes = changes_between(before, after)
    changed = with_changes(before, changes)
    reversal = taking_back(changed, changes)
    assert same_but_for_the_order_of_extras(with_changes(changed, reversal), before)
    assert taking_back(before, reversal) == changes


@given(people(), people(), people())
def test_that_taking_back_leaves_alone_what_was_changed_again(
    before: Participant, after: Participant, later: Participant
) -> None:
    changes = changes_between(before, after)
    reversal = taking_back(later, changes)
    back = with_changes(later, reversal)
    for change in changes:
        now = value_of(later, change.field)
        if now == change.after:
            assert value_of(back, change.field) == change.before
        elif change.field not in {"days", "sessions"}:
            assert value_of(back, change.field) == now


def test_that_of_a_list_only_what_was_added_or_removed_is_taken_back() -> None:
    change = Change("sessions", ("A", "B"), ("B", "C"))
    now = replace(ANA, sessions=frozenset({"B", "C", "D"}))
    assert taking_back(now, [change]) == (Change("sessions", ("B", "C", "D"), ("A", "B", "D")),)
    without_it = replace(ANA, sessions=frozenset({"B", "D"}))
    assert taking_back(without_it, [change]) == ()


def test_that_only_somebody_removed_is_off_the_roster() -> None:
    assert [status for status in Status if replace(ANA, status=status).is_removed] == [Status.REMOVED]


@given(people(), people())
def test_that_changing_twice_is_changing_once(before: Participant, after: Participant) -> None:
    changes = changes_between(before, after)
    once = with_changes(before, changes)
    assert with_changes(once, changes) == once


@given(people(), people())
def test_that_only_what_differs_is_changed(before: Participant, after: Participant) -> None:
    changes = changes_between(before, after)
    assert len({change.field for change in changes}) == len(changes)
    assert all(change.before != change.after for change in changes)


@given(people(), people())
def test_that_the_order_of_fields_does_not_matter(before: Participant, after: Participant) -> None:
    changes = changes_between(before, after)
    changed = with_changes(before, reversed(changes))
    assert same_but_for_the_order_of_extras(changed, after)


@given(people(), people())
def test_that_changes_can_be_written_as_plain_json(before: Participant, after: Participant) -> None:
    for change in changes_between(before, after):
        values = change.before, change.after
        read_back = [tuple(v) if isinstance(v, list) else v for v in json.loads(json.dumps(values))]
        assert read_back == list(values)


@pytest.mark.parametrize("name", ["id", "extra", "name", "nickname", "", "Given", "__class__"])
def test_that_a_field_that_nobody_can_edit_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}$"):
        with_changes(ANA, [Change("given", "Ana", "Anca"), Change(name, "", "x")])


@pytest.mark.parametrize(
    "change", [Change("status", "active", "asleep"), Change("days", None, ("21 November",))]
)
def test_that_a_value_that_a_field_cannot_hold_is_refused(change: Change) -> None:
    with pytest.raises(ValueError, match=r"asleep|21 November"):
        with_changes(ANA, [change])
