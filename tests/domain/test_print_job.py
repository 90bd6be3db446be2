"""What a print job may become, and what tells one print of a badge from another."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from checkin_app.domain.badge import BadgeFace
from checkin_app.domain.print_job import JobState, PrintJob, mark_of, may_become

AT = datetime(2023, 11, 21, 7, 0, tzinfo=UTC)
FACE = BadgeFace(participant="p1", name_given="Ana", name_family="Popescu", event="Days", code="B" * 20)
JOB = PrintJob(
    id="0123456789", title="Badges", printer="P", state=JobState.QUEUED, desk="d", queued_at=AT, moved_at=AT,
    width=210, height=297, sides="one-sided",
)  # fmt: skip


@pytest.mark.parametrize("state", JobState)
def test_that_only_the_spooler_or_a_person_makes_a_job_confirmed(state: JobState) -> None:
    assert may_become(state, JobState.CONFIRMED) == (state in {JobState.SENT, JobState.FAILED})


@pytest.mark.parametrize("state", JobState)
def test_that_what_was_given_up_stays_given_up(state: JobState) -> None:
    assert not may_become(JobState.GIVEN_UP, state)


@pytest.mark.parametrize("state", JobState)
def test_that_no_job_comes_to_the_state_it_is_in(state: JobState) -> None:
    assert not may_become(state, state)


def test_that_a_job_is_open_until_it_came_out_or_nobody_wants_it() -> None:
    is_open = {state: replace(JOB, state=state).is_open for state in JobState}
    assert [state for state, is_it in is_open.items() if not is_it] == [JobState.CONFIRMED, JobState.GIVEN_UP]


def test_that_two_jobs_of_one_title_are_two_for_the_spooler() -> None:
    assert JOB.spooler_title != replace(JOB, id="9876543210").spooler_title
    assert JOB.spooler_title.startswith("Badges")


@pytest.mark.parametrize(
    "change",
    [
        {"name_given": "Anna"},
        {"name_family": "Popa"},
        {"badge_name": "Ani"},
        {"organisation": "HempClub"},
        {"category": "Public"},
        {"code": "C" * 20},
    ],
    ids=lambda change: next(iter(change)),
)
def test_that_a_badge_that_says_something_else_has_another_mark(change: dict[str, str]) -> None:
    assert mark_of(replace(FACE, **change)) != mark_of(FACE)


def test_that_what_moves_between_fields_has_another_mark() -> None:
    assert mark_of(replace(FACE, name_given="Popescu", name_family="Ana")) != mark_of(FACE)


def test_that_what_is_not_about_the_person_changes_no_mark() -> None:
    assert mark_of(replace(FACE, event="Other days", colour="teal")) == mark_of(FACE)
    assert len(mark_of(FACE)) == 16
