"""Errors say what happened in a sentence and survive being raised, carried and compared."""

import copy
import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import fields

import pytest

from checkin_app.domain import errors
from checkin_app.domain.errors import (
    BadInput,
    CheckinError,
    EventFileRefused,
    NotFound,
    NotPossible,
    NotSaved,
)

SENTENCES: list[tuple[CheckinError, str]] = [
    (
        BadInput("roster.csv", "The name is missing.", "row 7", "Fill it in."),
        "roster.csv, row 7: The name is missing. Fill it in.",
    ),
    (BadInput("roster.csv", "The file is empty."), "roster.csv: The file is empty."),
    (
        BadInput("--day", "There is no day 4.", remedy="The event has 3."),
        "--day: There is no day 4. The event has 3.",
    ),
    (
        NotFound("session", "D2-MATCHMAKNG"),
        "There is no session «D2-MATCHMAKNG» in this event.",
    ),
    (NotPossible("There is nothing to undo."), "There is nothing to undo."),
    (
        EventFileRefused("days.checkin", "It was written by a newer version.", "Update the program."),
        "days.checkin: It was written by a newer version. Update the program.",
    ),
    (EventFileRefused("days.checkin", "It is damaged."), "days.checkin: It is damaged."),
    (NotSaved("9b1e", "The disk is full."), "Not saved: The disk is full."),
]
ERRORS = [error for error, _ in SENTENCES]

every_error = pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)


def test_that_every_class_of_errors_is_tested_here() -> None:
    known = {
        thing
        for thing in vars(errors).values()
        if isinstance(thing, type) and issubclass(thing, CheckinError)
    }
    assert known - {CheckinError} == {type(error) for error in ERRORS}


@pytest.mark.parametrize(("error", "sentence"), SENTENCES)
def test_that_an_error_is_told_as_a_sentence(error: CheckinError, sentence: str) -> None:
    assert str(error) == sentence


@every_error
def test_that_an_error_survives_being_carried_to_another_process(error: CheckinError) -> None:
    carried = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert type(carried) is type(error)
    assert fields_of(carried) == fields_of(error)
    assert str(carried) == str(error)


@every_error
def test_that_an_error_can_be_copied(error: CheckinError) -> None:
    assert fields_of(copy.copy(error)) == fields_of(copy.deepcopy(error)) == fields_of(error)


def test_that_an_error_made_by_the_names_of_its_fields_is_carried_whole() -> None:
    error = BadInput(source="roster.csv", problem="Too long.", remedy="Shorten it.")
    carried = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert (carried.source, carried.where, carried.remedy) == ("roster.csv", "", "Shorten it.")


@every_error
def test_that_an_error_is_only_equal_to_itself_and_can_be_kept_in_a_set(error: CheckinError) -> None:
    assert len({error, error, copy.copy(error)}) == 2


@every_error
def test_that_an_error_passes_through_a_context_manager_unchanged(error: CheckinError) -> None:
    """The interpreter writes the traceback into an exception there; a frozen one cannot be raised so."""
    with pytest.raises(type(error)) as caught, passing_through(), passing_through():
        raise error
    assert caught.value is error
    assert error.__traceback__ is not None


@every_error
def test_that_an_error_can_be_raised_again_with_its_cause(error: CheckinError) -> None:
    cause = OSError("disk")
    with pytest.raises(type(error)) as caught:
        raise error from cause
    assert caught.value.__cause__ is cause


@every_error
def test_that_an_error_crosses_threads(error: CheckinError) -> None:
    with ThreadPoolExecutor(1) as thread, pytest.raises(type(error)) as caught:
        thread.submit(fail_with, error).result()
    assert caught.value is error


@every_error
def test_that_every_error_is_caught_as_one_of_ours(error: CheckinError) -> None:
    with pytest.raises(CheckinError):
        fail_with(error)


@every_error
def test_that_an_error_shows_its_fields_to_whoever_reads_a_log(error: CheckinError) -> None:
    assert all(repr(value) in repr(error) for value in fields_of(error))


def test_that_a_write_that_failed_tells_the_record_to_try_again_with() -> None:
    assert NotSaved("9b1e", "The disk is full.").record == "9b1e"


def fail_with(error: CheckinError) -> None:
    raise error


def fields_of(error: CheckinError) -> list[str]:
    return [getattr(error, field.name) for field in fields(error)]  # type: ignore[arg-type]  # every subclass is a dataclass


@contextmanager
def passing_through() -> Iterator[None]:
    yield
