"""The window has a sentence for everything that can go wrong, and names times and places like people do."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin_app.domain.attendance import Cell, CellState
from checkin_app.domain.checkin import Direction, Entry, Reason
from checkin_app.domain.errors import BadInput, CheckinError, EventFileRefused, NotSaved
from checkin_app.domain.event import Admits, Checkpoint
from checkin_app.services.checkin import Found, FoundState
from checkin_app.services.scan_lines import ScanLine
from checkin_app.ui import wording

from .conftest import CONFERENCE, EVENT, FIRST, LI, MARIA, MATCHMAKING, MORNING, SECOND, STEFAN, THIRD


def _all_errors(kind: type[CheckinError] = CheckinError) -> Iterator[type[CheckinError]]:
    for each in kind.__subclasses__():
        yield each
        yield from _all_errors(each)


ERRORS: list[type[CheckinError]] = sorted(set(_all_errors()), key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", ERRORS)
def test_that_every_error_has_a_sentence_that_shows_what_it_carries(kind: type[CheckinError]) -> None:
    told = {field.name: f"<{field.name}>" for field in fields(kind)}  # type: ignore[arg-type]  # all are dataclasses
    said = str(wording.failure(kind(**told)))
    missing = [value for name, value in told.items() if value not in said and name not in {"record", "path"}]
    assert not missing


def test_that_a_failure_to_save_says_that_nothing_was_changed() -> None:
    said = wording.failure(NotSaved("r", "the disk is full"))
    assert said.happened == "Not saved: the disk is full."
    assert "Nothing was changed" in said.remedy


def test_that_a_refused_file_without_advice_is_said_to_be_untouched() -> None:
    assert "not touched" in str(wording.failure(EventFileRefused("x", "It is damaged.")))


def test_that_bad_input_says_where() -> None:
    assert str(wording.failure(BadInput("list.csv", "no name", "row 7"))) == "list.csv, row 7: no name."


def test_that_an_unforeseen_error_has_its_number() -> None:
    assert "17" in str(wording.unexpected(17))


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=2)))
def test_that_a_span_of_time_is_never_longer_than_it_was(time: timedelta) -> None:
    said = wording.span(time)
    if said == "less than a minute":
        assert time < timedelta(minutes=1)
        return
    numbers = [int(word) for word in said.split() if word.isdigit()]
    minutes = numbers[0] if "h" not in said else numbers[0] * 60 + (numbers[1] if len(numbers) > 1 else 0)
    assert timedelta(0) <= time - timedelta(minutes=minutes) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, "All days"),
        (frozenset({FIRST, SECOND, THIRD}), "All days"),
        (frozenset({SECOND}), "Day 2"),
        (frozenset({FIRST, THIRD}), "Days 1 and 3"),
        (frozenset[date](), "No day"),
        (frozenset({date(2030, 1, 1)}), "No day"),
    ],
)
def test_that_days_are_named_by_number(days: frozenset[date] | None, said: str) -> None:
    assert wording.days_registered(EVENT, replace(STEFAN, days=days)) == said


def test_that_places_and_times_are_the_events_own() -> None:
    assert wording.checkpoint_name(EVENT, CONFERENCE) == "Day 2 · Conference"
    assert wording.checkpoint_name(EVENT, Checkpoint(SECOND)) == "Day 2 · Main entrance"
    assert wording.day_name(EVENT, date(2030, 1, 1)) == "Tue 1 Jan"
    assert wording.time_of_day(EVENT, MORNING) == "09:14"


def test_that_the_checkpoint_box_says_how_its_value_came_about() -> None:
    assert wording.checkpoint_origin(EVENT, CONFERENCE, by_hand=False) == "By the clock · 09:30–13:00"
    assert wording.checkpoint_origin(EVENT, CONFERENCE, by_hand=True).startswith("Chosen by hand")
    assert "by hand" in wording.checkpoint_origin(EVENT, None, by_hand=False)
    assert wording.checkpoint_choice(EVENT, MATCHMAKING).split() == ["14:00", "Matchmaking"]


def test_that_a_session_says_whom_it_admits() -> None:
    conference, matchmaking = EVENT.session("D2-CONF"), EVENT.session("D2-MATCH")
    assert conference is not None
    assert matchmaking is not None
    assert wording.who_may_enter(conference) == "Everyone of the day"
    assert wording.who_may_enter(matchmaking) == "Registered for it"
    chosen = replace(conference, admits=Admits.CATEGORIES, categories=("Public", "Speaker"))
    assert wording.who_may_enter(chosen) == "Public, Speaker"


def test_that_every_state_of_a_search_result_is_told() -> None:
    entry = Entry("r", "1", CONFERENCE, MORNING, "Main entrance", left_at=MORNING + timedelta(hours=1))
    said = {
        state: wording.found_state(
            Found(STEFAN, state, None if state is FoundState.NOT_YET else entry), EVENT
        )
        for state in FoundState
    }
    assert said[FoundState.INSIDE] == "In since 09:14"
    assert said[FoundState.LEFT] == "Left 10:14"
    assert len(set(said.values())) == len(FoundState)
    assert wording.found_state(Found(MARIA, FoundState.CANCELLED, None), EVENT) == "Cancelled"
    assert wording.found_state(Found(LI, FoundState.LEFT, None), EVENT) == "Came, and left"


def test_that_nobody_found_leads_to_somebody_who_may_be_meant() -> None:
    assert wording.nobody_like("popesku", ["Popescu", "Popa"]).remedy == "Did you mean Popescu or Popa?"
    assert "scan the badge" in wording.nobody_like("x", []).remedy


def test_that_a_line_of_the_last_scans_says_everything() -> None:
    line = ScanLine(
        "r",
        MORNING,
        Direction.ENTRY,
        Reason.FULL,
        CONFERENCE,
        STEFAN,
        "Main",
        "",
        forced="VIP",
        voided_by="v",
    )
    said = wording.scan_sentence(line, "Let in", EVENT)
    assert said == "Ștefan Țăranu · Let in · 09:14:07 · Day 2 · Conference · reason: VIP · taken back"


@pytest.mark.parametrize("state", CellState)
def test_that_every_cell_of_the_matrix_can_be_said(state: CellState) -> None:
    came = state in {CellState.PRESENT, CellState.LEFT_EARLY}
    cell = Cell(state, MORNING if came else None, MORNING if state is CellState.LEFT_EARLY else None)
    assert ("09:14" in wording.attendance_cell(EVENT, cell)) is came


def test_that_the_foot_line_tells_what_was_saved_and_backed_up() -> None:
    assert wording.saved(EVENT, None, None) == ""
    assert wording.saved(EVENT, MORNING, MORNING) == "Saved 09:14:07 · Backup 09:14"


def test_that_a_check_of_the_file_says_what_is_wrong() -> None:
    assert "All is well: 12 records" in wording.verified(12, "")
    assert "record 3 differs" in wording.verified(12, "record 3 differs")
    assert "Nothing has changed" in wording.backup_done(EVENT, None, Path("x"))
    assert "09:14:07" in wording.backup_done(EVENT, MORNING, Path("x"))
