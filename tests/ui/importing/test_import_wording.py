"""What the import says about fields, rows and likenesses, in words that need no explanation."""

import pytest

from checkin_app.domain.participant import Change, Value
from checkin_app.domain.roster import Field, Likeness
from checkin_app.domain.roster_headers import DAY, EXTRA, SESSION
from checkin_app.services.roster_import import Imported
from checkin_app.ui.importing import import_wording as words
from tests.ui.conftest import EVENT


@pytest.mark.parametrize("why", Likeness)
def test_that_every_likeness_has_words_of_its_own(why: Likeness) -> None:
    assert words.why_alike(why)
    assert len({words.why_alike(each) for each in Likeness}) == len(Likeness)


def test_that_every_field_can_be_chosen_once() -> None:
    fields = [field for field, _ in words.field_choices(EVENT)]
    sessions = [f"{SESSION}{session.code}" for _, session in EVENT.sessions()]
    assert sorted(fields) == sorted(
        [*Field, *(f"{DAY}{number}" for number in (1, 2, 3)), *sessions, EXTRA, words.IGNORED]
    )
    assert len({said for _, said in words.field_choices(EVENT)}) == len(fields)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("days", None, "All days"),
        ("days", (), "No day"),
        ("days", ("2023-11-21", "2023-11-23"), "Days 1 and 3"),
        ("sessions", ("D2-CONF", "D2-MATCH"), "D2-CONF, D2-MATCH"),
        ("sessions", (), "–"),
        ("status", "cancelled", "Cancelled"),
        ("note", "", "–"),
        ("extra:Phone", None, "–"),
        ("email", "ana@example.org", "ana@example.org"),
    ],
)
def test_that_values_are_words(field: str, value: Value, said: str) -> None:
    assert words.value(field, value, EVENT) == said


def test_that_changes_read_before_and_after() -> None:
    made = [Change("job_title", "Clerk", "Mayor"), Change("extra:Phone", None, "1")]
    assert words.changes(made, EVENT) == "Job title: Clerk → Mayor · Phone: – → 1"


def test_that_one_is_no_many() -> None:
    assert words.counted(1, "person") == "1 person"
    assert words.counted(1_204, "person") == "1,204 people"
    assert words.counted(0, "row") == "0 rows"


def test_that_categories_that_will_be_made_are_named_up_to_a_few() -> None:
    assert words.new_categories([]) == ""
    assert words.new_categories(["Press"]) == "New category: «Press»"
    assert words.new_categories([str(number) for number in range(9)]).endswith("«5» …")


def test_that_the_end_of_an_import_is_told_in_one_line() -> None:
    told = words.done_elsewhere(Imported("r", 1, 2_000), "list.csv")
    assert told == "Imported: list.csv. 1 person added, 2,000 changed."
